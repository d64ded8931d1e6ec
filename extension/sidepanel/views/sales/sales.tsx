/** The Sales tool. */

export function SalesTool() {
  return <div class="view" data-testid="sales-view" />;
}
