/** The provider of a choice, on the real browser. */

import { mayReach } from "./permission.ts";
import { builtinProvider } from "./builtin.ts";
import type { BuiltinProvider } from "./builtin.ts";
import { hostedService, localBase } from "./hosts.ts";
import { languageModel } from "./language_model.ts";
import { PATIENCE, chatProvider } from "./openai.ts";
import type { ModelProvider } from "./provider.ts";
import type { ModelChoice } from "../shared/model_choice.ts";

export function liveBuiltin(): BuiltinProvider {
  return builtinProvider({ api: languageModel(), ...PATIENCE });
}

/** `key` is empty where there is none; it goes to the chosen place and nowhere else. */
export function liveProvider(choice: ModelChoice, key: string): ModelProvider {
  const base = baseOf(choice);
  if (base === null) return liveBuiltin();
  const local = choice.kind === "local";
  const model = (local ? choice.local.model : choice.hosted.model).trim();
  return chatProvider({ base, model, key, local }, { ...PATIENCE, mayReach, fetch: (url, init) => fetch(url, init) });
}

/** Where the chosen model is reached; null for the browser's own. Raises for an address that is not on this machine. */
export function baseOf({ kind, local, hosted }: ModelChoice): string | null {
  if (kind === "builtin") return null;
  const base = kind === "local" ? localBase(local.address) : hostedService(hosted.service).base;
  if (base === null) throw new Error("that address is not on this machine");
  return base;
}
