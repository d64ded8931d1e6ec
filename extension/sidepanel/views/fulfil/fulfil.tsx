/** The Fulfil tool. */

export function FulfilTool() {
  return <div class="view" data-testid="fulfil-view" />;
}
