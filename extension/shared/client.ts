/**
 * The only way from a page to the engine.
 *
 * Every request gets exactly one answer: the core's, or `engine_gone` when the engine vanished before it answered.
 * A request that got `engine_gone` may still have been carried out and is never sent again by itself.
 */

import { CLIENT_PORT, PROTOCOL_VERSION, askService } from "./messages.ts";
import type {
  Command,
  EngineReport,
  FromEngine,
  Keeping,
  ProtocolEvent,
  ResultOf,
  StartFacts,
  ToEngine,
  VaultState,
} from "./messages.ts";
import type { ErrorBody } from "./protocol.d.ts";

/** What a page knows of the engine. `gone` means that the connection is lost and being made again. */
export interface EngineStatus {
  state: "starting" | "ready" | "gone";
  /** The stage while starting; the cause when gone. */
  detail: string;
  durable: boolean;
  /** How it was started, once it is ready. */
  start: StartFacts | null;
}

/** An answer that is not a result. `body` is the core's own error, plain data. */
export class RequestError extends Error {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    super(body.message);
    this.name = "RequestError";
    this.body = body;
  }

  get code(): string {
    return this.body.code;
  }
}

/** What the client needs of the browser; tests hand in their own. */
export interface ClientPorts {
  ensureEngine(): Promise<unknown>;
  connect(): chrome.runtime.Port;
  newId(): string;
  later(run: () => void, ms: number): unknown;
  words(key: string): string;
}

interface Waiting {
  resolve(text: string): void;
  reject(error: RequestError): void;
}

type Reply = { id: string; ok: true; result: unknown } | { id: string; ok: false; error: ErrorBody };

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;

export class Client {
  private port: chrome.runtime.Port | null = null;
  private connecting: Promise<chrome.runtime.Port> | null = null;
  private pause = FIRST_PAUSE_MS;
  private current: EngineStatus = { state: "starting", detail: "", durable: true, start: null };
  private readonly waiting = new Map<string, Waiting>();
  private readonly eventListeners = new Set<(event: ProtocolEvent) => void>();
  private readonly statusListeners = new Set<(status: EngineStatus) => void>();

  constructor(private readonly ports: ClientPorts) {}

  /** The core's result. Rejects with RequestError, always and only. */
  async request<C extends Command>(command: C): Promise<ResultOf<C["op"]>> {
    const reply = JSON.parse(await this.carry(command)) as Reply;
    if (!reply.ok) throw new RequestError(reply.error);
    return reply.result as ResultOf<C["op"]>;
  }

  /** The core's reply as it came, an error too. Rejects with RequestError where there was no answer. */
  async carry(command: Command): Promise<string> {
    const port = await this.connected();
    const id = this.ports.newId();
    const text = JSON.stringify({ v: PROTOCOL_VERSION, id, command });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      try {
        this.tell(port, { request: { id, text } });
      } catch (error) {
        this.waiting.delete(id);
        reject(this.gone(error));
      }
    });
  }

  /** Hear every event of the core. Connects, and stays connected. Returns a function that stops it. */
  onEvent(listener: (event: ProtocolEvent) => void): () => void {
    this.eventListeners.add(listener);
    this.keepConnected();
    return () => this.eventListeners.delete(listener);
  }

  readonly status = {
    get: (): EngineStatus => this.current,
    /** Hear each change. Returns a function that stops it. */
    subscribe: (listener: (status: EngineStatus) => void): (() => void) => {
      this.statusListeners.add(listener);
      this.keepConnected();
      return () => this.statusListeners.delete(listener);
    },
  };

  /** Tell the engine to fetch the kept token again, after it was unlocked. */
  async tokenChanged(): Promise<void> {
    this.tell(await this.connected(), { token_changed: true });
  }

  private connected(): Promise<chrome.runtime.Port> {
    if (this.port !== null) return Promise.resolve(this.port);
    this.connecting ??= this.open().finally(() => {
      this.connecting = null;
    });
    return this.connecting;
  }

  private async open(): Promise<chrome.runtime.Port> {
    try {
      await this.ports.ensureEngine();
    } catch (error) {
      const gone = this.gone(error);
      this.setStatus({ state: "gone", detail: gone.body.server_words, durable: this.current.durable, start: null });
      throw gone;
    }
    const port = this.ports.connect();
    this.port = port;
    port.onMessage.addListener((message: FromEngine) => this.hear(message));
    port.onDisconnect.addListener(() => this.drop(port));
    return port;
  }

  private keepConnected(): void {
    this.connected().catch(() => this.reconnectLater());
  }

  private hear(message: FromEngine): void {
    if ("reply" in message) this.take(message.reply.id)?.resolve(message.reply.text);
    else if ("lost" in message) this.take(message.lost.id)?.reject(this.gone(message.lost.detail));
    else if ("event" in message) this.spread(message.event);
    else this.report(message.engine);
  }

  private take(id: string): Waiting | undefined {
    const asker = this.waiting.get(id);
    this.waiting.delete(id);
    return asker;
  }

  private spread(text: string): void {
    const { event } = JSON.parse(text) as { event: ProtocolEvent };
    for (const listener of [...this.eventListeners]) listener(event);
  }

  private report({ state, detail, durable, start }: EngineReport): void {
    this.pause = FIRST_PAUSE_MS;
    this.setStatus({ state: state === "failed" ? "gone" : state, detail, durable, start });
  }

  private setStatus(status: EngineStatus): void {
    this.current = status;
    for (const listener of [...this.statusListeners]) listener(status);
  }

  private drop(port: chrome.runtime.Port): void {
    if (port !== this.port) return;
    this.port = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    this.setStatus({ state: "gone", detail: "", durable: this.current.durable, start: null });
    for (const asker of lost) asker.reject(this.gone(""));
    this.reconnectLater();
  }

  private reconnectLater(): void {
    if (this.eventListeners.size === 0 && this.statusListeners.size === 0) return;
    this.ports.later(() => this.keepConnected(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private tell(port: chrome.runtime.Port, message: ToEngine): void {
    port.postMessage(message);
  }

  private gone(cause: unknown): RequestError {
    return new RequestError({
      code: "engine_gone",
      message: this.ports.words("engine_gone"),
      hint: this.ports.words("engine_gone_hint"),
      server_words: cause instanceof Error ? cause.message : String(cause),
      retryable: true,
      fields: {},
    });
  }
}

/** The page's own client. */
const client = new Client({
  ensureEngine: () => askService("engine.ensure", {}),
  connect: () => chrome.runtime.connect({ name: CLIENT_PORT }),
  newId: () => crypto.randomUUID(),
  later: (run, ms) => setTimeout(run, ms),
  words: (key) => chrome.i18n.getMessage(key),
});

export const status = client.status;

export function request<C extends Command>(command: C): Promise<ResultOf<C["op"]>> {
  return client.request(command);
}

/** The core's reply as it came. */
export function carry(command: Command): Promise<string> {
  return client.carry(command);
}

export function onEvent(listener: (event: ProtocolEvent) => void): () => void {
  return client.onEvent(listener);
}

/** Check a token with Gumroad and, if it is good, keep it in the chosen way. Nothing is kept on an error. */
export async function connectAccount(
  token: string,
  keeping: Keeping,
  passphrase?: string,
): Promise<ResultOf<"account.connect">> {
  const result = await client.request({ op: "account.connect", token });
  await askService("vault.keep", { token, keeping, ...(passphrase === undefined ? {} : { passphrase }) });
  return result;
}

/** How the token is kept and whether a passphrase is wanted now. */
export function vaultState(): Promise<VaultState> {
  return askService("vault.state", {});
}

/** Keep the token that is kept now in another way; it does not pass through this page. */
export function keepAs(keeping: Keeping, passphrase?: string): Promise<VaultState> {
  return askService("vault.rekeep", { keeping, ...(passphrase === undefined ? {} : { passphrase }) });
}

/** Leave the sample shop for the seller's own, whose kept token is offered again, or for none. */
export async function leaveSample(): Promise<void> {
  await client.request({ op: "account.leave" });
  await client.tokenChanged();
}

/** Open the kept token with its passphrase and hand it to the engine. False when the passphrase is wrong. */
export async function unlock(passphrase: string): Promise<boolean> {
  const { opened } = await askService("vault.unlock", { passphrase });
  if (opened) await client.tokenChanged();
  return opened;
}

/** Put the token away until its passphrase is typed again. */
export async function lock(): Promise<void> {
  await askService("vault.lock", {});
  await client.tokenChanged();
}

/**
 * Wipe everything stored on this machine: the core's database, then the token and the shell's storage. The token goes
 * even when the core cannot answer; the error then says that the database is still there.
 */
export async function forget(): Promise<void> {
  try {
    await client.request({ op: "account.forget" });
  } finally {
    await askService("vault.forget", {});
  }
}
