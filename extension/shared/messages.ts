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

export type EngineState = "starting" | "ready" | "failed";

/** Where the start of Python has got to; `detail` is a stage's name while starting, the cause when it failed. */
export interface EngineReport {
  state: EngineState;
  detail: string;
  /** False when the database is kept in memory only, because the browser refused a file. */
  durable: boolean;
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

/** Engine page to its worker. `resume` is the envelope that hands the kept token to the core. */
export type ToWorker = { boot: { resume: string; version: string } } | { ticket: number; text: string };

/** Worker to its engine page. */
export type FromWorker =
  | { ticket: number; text: string }
  | { event: string }
  | { engine: EngineReport };

/** How the token is kept: until forgotten, for this browser session, or encrypted under a passphrase. */
export type Keeping = "stored" | "session" | "passphrase";

export interface VaultState {
  keeping: Keeping | "none";
  /** True while a passphrase is needed before the token can be used. */
  locked: boolean;
}

/** What the popup can show before Python is up: the newest glance the core sent. */
export type Glance = GlanceChanged;

export interface Provision {
  /** The kept token if it can be used now. */
  token: string | null;
  /** The extension's version. */
  version: string;
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
  /** What the engine needs to start, since its page has no storage. Answered to the engine page only. */
  "engine.provision": { ask: object; answer: Provision };
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
