/** What a page and the script worker tell each other. Whatever comes from the worker is looked at as a stranger's. */

import type { ModuleMessage } from "../shared/messages.ts";

/** What a script's world may ask: a reading of the core, a GET of Gumroad, a file of the package. */
export type AskKind = "core" | "live" | "file";

export type ToScriptWorker =
  | { boot: { memory: SharedArrayBuffer; interrupt: SharedArrayBuffer; snapshots: boolean } }
  /** `task` is what another tool asks the script, as JSON; empty for none. */
  | { run: { text: string; today: string; task: string } }
  | ModuleMessage;

export type FromScriptWorker =
  | { ready: { mode: "cold" | "restored"; ms: number } }
  | { ask: { ticket: number; kind: AskKind; text: string } }
  /** The script's end as the core tells it, as JSON. */
  | { ended: { text: string } }
  /** There is no end to tell: the interpreter did not start, or is broken. */
  | { broken: { detail: string; memory: boolean } };

const KINDS: ReadonlySet<unknown> = new Set<AskKind>(["core", "live", "file"]);

/** A message of the worker's, or null when it is none of these. */
export function understood(data: unknown): FromScriptWorker | null {
  if (typeof data !== "object" || data === null) return null;
  const { ready, ask, ended, broken } = data as Record<string, Record<string, unknown> | undefined>;
  if (ready && (ready.mode === "cold" || ready.mode === "restored") && typeof ready.ms === "number") {
    return { ready: { mode: ready.mode, ms: ready.ms } };
  }
  if (ask && Number.isSafeInteger(ask.ticket) && KINDS.has(ask.kind) && typeof ask.text === "string") {
    return { ask: { ticket: ask.ticket as number, kind: ask.kind as AskKind, text: ask.text } };
  }
  if (ended && typeof ended.text === "string") return { ended: { text: ended.text } };
  if (broken && typeof broken.detail === "string") {
    return { broken: { detail: broken.detail, memory: broken.memory === true } };
  }
  return null;
}
