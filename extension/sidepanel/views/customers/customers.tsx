/** The Customers tool. */

export function CustomersTool() {
  return <div class="view" data-testid="customers-view" />;
}
