/** Which language model the seller has chosen, as it is kept. The core never sees it. */

import type { HostId } from "../models/hosts.ts";

export type ModelKind = "builtin" | "local" | "hosted";

export interface ModelChoice {
  kind: ModelKind;
  local: { address: string; model: string };
  hosted: { service: HostId; model: string };
  /** US dollars for a million tokens as typed; empty when the seller has not said. */
  prices: { sent: string; back: string };
}

export const FIRST_MODEL: ModelChoice = {
  kind: "builtin",
  local: { address: "http://localhost:11434/v1", model: "" },
  hosted: { service: "openai", model: "" },
  prices: { sent: "", back: "" },
};
