/** What the settings ask of the shell beyond the core: how the token is kept, and leaving the sample shop. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { keepAs, leaveSample } from "../../../shared/client.ts";
import type { Keeping, VaultState } from "../../../shared/messages.ts";
import { readSettings, writeSettings } from "../../../shared/settings.ts";

export interface Shell {
  /** Keep the token that is kept now in another way. It does not pass through the page. */
  keepAs(keeping: Keeping, passphrase?: string): Promise<VaultState>;
  /** Back to the seller's own shop, or to none. */
  leaveSample(): Promise<void>;
  /** Whether Python may be started from a kept copy. */
  startFast(): Promise<boolean>;
  setStartFast(on: boolean): Promise<void>;
  /** The address of a page of this extension. */
  address(path: string): string;
}

export const liveShell: Shell = {
  keepAs,
  leaveSample,
  startFast: async () => (await readSettings()).snapshots,
  setStartFast: (on) => writeSettings({ snapshots: on }),
  address: (path) => chrome.runtime.getURL(path),
};

export const ShellContext = createContext<Shell>(liveShell);

export function useShell(): Shell {
  return useContext(ShellContext);
}
