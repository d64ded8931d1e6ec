/** How a token is to be kept, as it is being chosen; what is still missing from the choice. */

import type { MessageKey } from "../i18n.ts";
import type { Keeping } from "../messages.ts";

export const SHORTEST_PASSPHRASE = 8;

export interface KeepingChoice {
  keeping: Keeping;
  passphrase: string;
  /** The passphrase a second time, since nobody can read or restore it. */
  again: string;
}

export const FIRST_CHOICE: Readonly<KeepingChoice> = { keeping: "stored", passphrase: "", again: "" };

export interface KeepingFaults {
  passphrase?: MessageKey;
  again?: MessageKey;
}

/** What is wrong with the choice; empty when it can be used. */
export function keepingFaults({ keeping, passphrase, again }: KeepingChoice): KeepingFaults {
  if (keeping !== "passphrase") return {};
  if (passphrase === "") return { passphrase: "settings_passphrase_empty" };
  if ([...passphrase].length < SHORTEST_PASSPHRASE) return { passphrase: "settings_passphrase_short" };
  return passphrase === again ? {} : { again: "settings_passphrase_differs" };
}

/** The passphrase to hand on, where there is one. */
export function passphraseOf({ keeping, passphrase }: KeepingChoice): string | undefined {
  return keeping === "passphrase" ? passphrase : undefined;
}
