/** What a script's run is to a page, and what running one needs of it. */

import type { Command, LiveAnswer, ModuleMessage } from "../shared/messages.ts";
import type { ToScriptWorker } from "./messages.ts";

export interface ScriptOver {
  /** `ended`: the script came to an end of its own. Only then does what it wants count. */
  how: "ended" | "stopped" | "late" | "memory" | "broken";
  /** What it showed and wanted, as JSON: ScriptEnd of `py_core/scripting/running.py`. Null when it could not say. */
  end: string | null;
  /** Why it did not come to an end of its own; else empty. */
  message: string;
  /** From the start of the script to its end. */
  ms: number;
}

export interface ScriptProgress {
  state: "starting" | "running" | "stopping";
  /** How many questions the script has asked. */
  asked: number;
}

export interface ScriptListener {
  onEnd(over: ScriptOver): void;
  onProgress?(progress: ScriptProgress): void;
}

/** The worker as the bridge needs it. */
export interface ScriptWorker {
  postMessage(message: ToScriptWorker): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: { message: string; preventDefault(): void }) => void): void;
  terminate(): void;
}

/** What the bridge needs of the page; tests hand in their own. */
export interface BridgePorts {
  createWorker(): ScriptWorker;
  supply(to: { postMessage(message: ModuleMessage): void }): void;
  /** The core's reply to a command as text; rejects where there is none. */
  carry(command: Command): Promise<string>;
  /** Null when there is no token that can be used, so nothing was sent. */
  live(target: string): Promise<LiveAnswer | null>;
  isSample(): Promise<boolean>;
  file(name: string): Promise<Uint8Array>;
  snapshots(): Promise<boolean>;
  later(run: () => void, ms: number): () => void;
  now(): number;
  today(): string;
  words(key: BridgeWords): string;
  /** Keep what went wrong inside for whoever looks into it. */
  note(detail: string): void;
}

export type BridgeWords =
  | "script_broken"
  | "script_late"
  | "script_live_failed"
  | "script_live_refused"
  | "script_live_sample"
  | "script_live_token"
  | "script_memory"
  | "script_not_started"
  | "script_only_reads"
  | "script_stopped"
  | "script_too_large";

/** A sentence for the script on why it does not get what it asked for. */
export class Refusal extends Error {}
