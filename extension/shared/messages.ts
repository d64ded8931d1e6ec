/**
 * Every message that crosses a border of the shell, as types. The envelopes of the core travel inside as text and are
 * described by protocol.d.ts; nothing here looks into them.
 */

import type { GlanceChanged, Protocol, Results } from "./protocol.d.ts";

export type Command = Protocol["command"];
export type Op = Command["op"];
export type ProtocolEvent = Protocol["event"];
/** The answer to a command, by its op. */
export type ResultOf<Name extends Op> = Results[Name];

export const PROTOCOL_VERSION = 1;
export const CLIENT_PORT = "gumsmith-client";
export const ENGINE_PAGE = "engine/engine.html";
export const ENGINE_LOCK = "gumsmith-engine";
/** Where exported files are in the origin private file system: the engine writes them, a page hands them over. */
export const EXPORT_FOLDER = "exports";

export type EngineState = "starting" | "ready" | "failed";

/** Why Python is not started from a snapshot. */
export type WhyCold =
  /** None was made yet for this version of Gumsmith in this version of the browser. */
  | "none"
  /** The person switched it off. */
  | "off"
  /** The file is not what was written. */
  | "damaged"
  /** This browser differs from the one that made it, though it calls itself the same. */
  | "mismatch"
  /** It was restored and did not work. */
  | "failed"
  /** The worker before this one failed, or the last starts did not come to their end. */
  | "again"
  /** The browser does not say its full version, or has no files for us. */
  | "refused";

/** How Python was started, for Diagnostics. */
export interface StartFacts {
  mode: "cold" | "restored";
  /** Why it was not started from a snapshot; empty when it was. */
  why: WhyCold | "";
  detail: string;
  stages: readonly { name: string; ms: number }[];
  heap_bytes: number;
  /** The size of the snapshot that is there for the next start; 0 when there is none. */
  snapshot_bytes: number;
  /** Why no snapshot could be made after this start; empty when one was, or none was needed. */
  trouble: string;
}

/** Where the start of Python has got to; `detail` is a stage's name while starting, the cause when it failed. */
export interface EngineReport {
  state: EngineState;
  detail: string;
  /** False when the database is kept in memory only, because the browser refused a file. */
  durable: boolean;
  /** Once it is ready. */
  start: StartFacts | null;
}

/** Page to engine, over a port. */
export type ToEngine =
  | { request: { id: string; text: string } }
  /** The token kept by the service worker has changed: fetch it and offer it to the core. */
  | { token_changed: true };

/** Engine to page, over a port. */
export type FromEngine =
  | { reply: { id: string; text: string } }
  /** The request got no answer from the core; `detail` says what happened to the engine. */
  | { lost: { id: string; detail: string } }
  | { event: string }
  | { engine: EngineReport };

export interface BootOrder {
  /** The envelope that hands the kept token to the core. */
  resume: string;
  version: string;
  /** Why this start must not use a snapshot; null when it may. */
  unless: Extract<WhyCold, "off" | "again"> | null;
}

/** Engine page to any worker of its own: a part of the interpreter, or null and what kept it from being compiled. */
export interface ModuleMessage {
  compiled: "main" | "extension";
  module: WebAssembly.Module | null;
  problem: string;
}

/** Engine page to its worker: what it starts from, as soon as each thing is there, and then the texts to answer. */
export type ToWorker = { boot: BootOrder } | ModuleMessage | { ticket: number; text: string };

/** Worker to its engine page. */
export type FromWorker =
  | { ticket: number; text: string }
  | { event: string }
  | { engine: EngineReport };

/** The worker that makes a snapshot, to the engine page. */
export type FromSnapshotWorker = { made: { bytes: number; ms: number } } | { failed: string };

/** How the token is kept: until forgotten, for this browser session, or encrypted under a passphrase. */
export type Keeping = "stored" | "session" | "passphrase";

export interface VaultState {
  keeping: Keeping | "none";
  /** True while a passphrase is needed before the token can be used. */
  locked: boolean;
}

/** What the popup can show before Python is up: the newest glance the core sent. */
export type Glance = GlanceChanged;

export function runIsActive(glance: Glance | null): boolean {
  return glance?.run?.state === "running" || glance?.run?.state === "stopping";
}

export interface Provision {
  /** The kept token if it can be used now. */
  token: string | null;
  /** The extension's version. */
  version: string;
  unless: BootOrder["unless"];
}

/** An answer of Gumroad's, whatever its status; a redirect is not followed. */
export interface LiveAnswer {
  status: number;
  headers: readonly (readonly [string, string])[];
  body: string;
}

/** Requests to the service worker, by operation, with their answers. */
export interface ServiceCalls {
  "engine.ensure": { ask: object; answer: null };
  "vault.state": { ask: object; answer: VaultState };
  "vault.keep": { ask: { token: string; keeping: Keeping; passphrase?: string }; answer: VaultState };
  /** Keep the token that is kept now in another way. */
  "vault.rekeep": { ask: { keeping: Keeping; passphrase?: string }; answer: VaultState };
  "vault.unlock": { ask: { passphrase: string }; answer: { opened: boolean } };
  "vault.lock": { ask: object; answer: VaultState };
  "vault.forget": { ask: object; answer: null };
  /** What the engine needs, since its page has no storage. Answered to the engine page only. */
  "engine.provision": { ask: { starting: boolean }; answer: Provision };
  /** Python is up. Asked by the engine page only. */
  "engine.started": { ask: object; answer: null };
  /** For a script: GET of a path and query of Gumroad's API. Null when there is no token that can be used. */
  "script.get": { ask: { target: string }; answer: LiveAnswer | null };
  "glance.put": { ask: { glance: Glance }; answer: null };
}

export type ServiceOp = keyof ServiceCalls;
export type ServiceAsk<Op extends ServiceOp> = { op: Op } & ServiceCalls[Op]["ask"];
export type ServiceAnswer<Op extends ServiceOp> =
  | { ok: true; result: ServiceCalls[Op]["answer"] }
  | { ok: false; error: { code: string; message: string } };

/** Ask the service worker. Rejects with its error's code and message. */
export async function askService<Op extends ServiceOp>(
  op: Op,
  ask: ServiceCalls[Op]["ask"],
): Promise<ServiceCalls[Op]["answer"]> {
  const answer: ServiceAnswer<Op> | undefined = await chrome.runtime.sendMessage({ op, ...ask });
  if (answer === undefined) throw new Error(`no answer to ${op}`);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.result;
}
