/** The browser's leave to speak to the host of a model. It is asked for in a click, and given back when forgotten. */

import { OPTIONAL_HOSTS } from "./hosts.ts";

export function mayReach(pattern: string): Promise<boolean> {
  return chrome.permissions.contains({ origins: [pattern] });
}

/** Ask the seller, by the browser's own question. Only a click may ask; no work may be awaited in between. */
export function askToReach(pattern: string): Promise<boolean> {
  return chrome.permissions.request({ origins: [pattern] });
}

/** Give back the leave for every host that was asked for. */
export async function reachNobody(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const asked = origins.filter((origin) => OPTIONAL_HOSTS.includes(origin));
  if (asked.length > 0) await chrome.permissions.remove({ origins: asked });
}
