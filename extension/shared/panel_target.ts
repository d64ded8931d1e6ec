/** How the popup and the other pages send a person to a place in the side panel, also when it is open already. */

import { onSession, readSession, writeSession } from "./settings.ts";

/** Leave a place (`#prices?ids=…`) for the panel to go to. */
export function sendToPanel(target: string): Promise<void> {
  return writeSession({ panel_target: target });
}

/** Go wherever the popup sends, now and later. Each place is taken once. Returns a function that stops it. */
export function followTarget(go: (target: string) => void): () => void {
  const take = (target: string | null): void => {
    if (target === null) return;
    go(target);
    writeSession({ panel_target: null }).catch(report);
  };
  readSession().then(({ panel_target }) => take(panel_target), report);
  return onSession("panel_target", take);
}

function report(error: unknown): void {
  console.warn("The place to open could not be read or put away:", error);
}
