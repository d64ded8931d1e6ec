/**
 * One worker that runs one script, from its start to its end, seen from the page.
 *
 * What a script may ask is decided here, where no script reaches: `script.read` of the core, GET of Gumroad's API, and
 * the files that Python imports from.
 */

import type { Command } from "../shared/messages.ts";
import { Answering, newMemory } from "./channel.ts";
import type { How } from "./channel.ts";
import type { Gumroad } from "./gumroad.ts";
import { understood } from "./messages.ts";
import type { AskKind, FromScriptWorker } from "./messages.ts";
import { Refusal } from "./ports.ts";
import type { BridgePorts, ScriptListener, ScriptOver, ScriptProgress, ScriptWorker } from "./ports.ts";

export const TIME_LIMIT_MS = 60_000;
/** How long a script may take to end by itself once it is asked to. */
export const GRACE_MS = 1_000;
const START_LIMIT_MS = 60_000;
const LONGEST_QUESTION = 1 << 20;
const READING = "script.read";
const FILES: ReadonlySet<string> = new Set(["core.zip", "site.zip", "stdlib.zip"]);
const SIGINT = 2;

type Listener = Required<ScriptListener>;

export class Session {
  private readonly memory = newMemory();
  private readonly interrupt = new SharedArrayBuffer(1);
  private readonly answering = new Answering(this.memory);
  private readonly worker: ScriptWorker;
  private readonly timers = new Set<() => void>();
  private wanted: { text: string; task: string; listener: Listener } | null = null;
  private state: "starting" | "ready" | "running" | "stopping" | "over" = "starting";
  private ending: "stopped" | "late" = "stopped";
  private pending: number | null = null;
  private asked = 0;
  private began = 0;
  private trouble: string | null = null;
  private settle: () => void = () => undefined;
  /** Resolves when its start is over, however it went. */
  readonly ready = new Promise<void>((settle) => (this.settle = settle));

  constructor(
    private readonly ports: BridgePorts,
    private readonly gumroad: Gumroad,
    private readonly died: () => void,
  ) {
    this.worker = ports.createWorker();
    this.worker.addEventListener("message", ({ data }) => {
      const message = understood(data);
      if (message === null) this.end("broken", null);
      else this.hear(message);
    });
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.fail();
    });
    ports.supply(this.worker);
    void this.boot();
    this.after(START_LIMIT_MS, () => {
      if (this.state === "starting") this.fail();
    });
  }

  run(text: string, task: string, listener: Listener): void {
    this.wanted = { text, task, listener };
    if (this.trouble !== null) return this.end("broken", null);
    if (this.state === "ready") this.begin();
    else this.tell("starting");
  }

  stop(): void {
    if (this.state === "starting" || this.state === "ready") this.end("stopped", null);
    else if (this.state === "running") this.ask("stopped");
  }

  close(): void {
    this.state = "over";
    this.settle();
    for (const cancel of this.timers) cancel();
    this.worker.terminate();
  }

  private async boot(): Promise<void> {
    const snapshots = await this.ports.snapshots().catch(() => true);
    if (this.state === "over") return;
    this.worker.postMessage({ boot: { memory: this.memory, interrupt: this.interrupt, snapshots } });
  }

  private begin(): void {
    if (this.wanted === null) return;
    this.state = "running";
    this.began = this.ports.now();
    this.tell("running");
    const { text, task } = this.wanted;
    this.worker.postMessage({ run: { text, task, today: this.ports.today() } });
    this.after(TIME_LIMIT_MS, () => this.ask("late"));
  }

  /** Ask the script to end, and end it when it does not. */
  private ask(ending: "stopped" | "late"): void {
    if (this.state !== "running") return;
    this.state = "stopping";
    this.ending = ending;
    new Uint8Array(this.interrupt)[0] = SIGINT;
    if (this.pending !== null) this.reply(this.pending, "stopped", new Uint8Array());
    this.tell("stopping");
    this.after(GRACE_MS, () => this.end(ending, null));
  }

  private hear(message: FromScriptWorker): void {
    if (this.state === "over") return;
    if ("broken" in message) this.ports.note(message.broken.detail);
    if ("ask" in message) {
      void this.answer(message.ask.ticket, message.ask.kind, message.ask.text);
    } else if ("ready" in message) {
      if (this.state !== "starting") return this.end("broken", null);
      this.state = "ready";
      this.settle();
      this.begin();
    } else if ("ended" in message) {
      if (this.state === "stopping") this.end(this.ending, message.ended.text);
      else if (this.state === "running") this.end("ended", message.ended.text);
      else this.end("broken", null);
    } else if (this.state === "stopping") {
      this.end(this.ending, null);
    } else if (this.state === "starting" && this.wanted === null) {
      this.fail();
    } else {
      this.end(message.broken.memory ? "memory" : "broken", null);
    }
  }

  /** The worker could not be made ready: told to the next who wants it, and another is made then. */
  private fail(): void {
    if (this.wanted !== null) return this.end("broken", null);
    this.trouble = "broken";
    this.close();
    this.died();
  }

  private end(how: ScriptOver["how"], end: string | null): void {
    if (this.state === "over" && this.trouble === null) return;
    const started = this.began > 0;
    this.close();
    this.trouble = null;
    const ms = started ? Math.round(this.ports.now() - this.began) : 0;
    this.wanted?.listener.onEnd({ how, end, ms, message: this.sentence(how, started) });
    this.wanted = null;
    this.died();
  }

  private sentence(how: ScriptOver["how"], started: boolean): string {
    switch (how) {
      case "ended":
        return "";
      case "stopped":
        return this.ports.words("script_stopped");
      case "late":
        return this.ports.words("script_late");
      case "memory":
        return this.ports.words("script_memory");
      case "broken":
        return this.ports.words(started ? "script_broken" : "script_not_started");
    }
  }

  private tell(state: ScriptProgress["state"]): void {
    this.wanted?.listener.onProgress({ state, asked: this.asked });
  }

  private async answer(ticket: number, kind: AskKind, text: string): Promise<void> {
    if (this.pending !== null || text.length > LONGEST_QUESTION) return this.end("broken", null);
    if (this.state === "stopping") return this.reply(ticket, "stopped", new Uint8Array());
    this.pending = ticket;
    this.asked += 1;
    if (this.state === "running") this.tell("running");
    let found: { how: How; bytes: Uint8Array };
    try {
      found = { how: "given", bytes: await this.found(kind, text) };
    } catch (error) {
      const sentence = error instanceof Refusal ? error.message : this.ports.words("script_live_failed");
      found = { how: "refused", bytes: encoded(sentence) };
    }
    if (this.pending === ticket) this.reply(ticket, found.how, found.bytes);
  }

  private async found(kind: AskKind, text: string): Promise<Uint8Array> {
    switch (kind) {
      case "core":
        return encoded(await this.ports.carry(reading(text) ?? refuse(this.ports.words("script_only_reads"))).catch(toReply));
      case "live":
        return this.gumroad.answer(text);
      case "file":
        return FILES.has(text) ? this.ports.file(text) : refuse(this.ports.words("script_only_reads"));
    }
  }

  private reply(ticket: number, how: How, bytes: Uint8Array): void {
    this.pending = null;
    if (this.state === "over") return;
    if (!this.answering.answer(ticket, how, bytes)) {
      this.answering.answer(ticket, "refused", encoded(this.ports.words("script_too_large")));
    }
  }

  private after(ms: number, run: () => void): void {
    const cancel = this.ports.later(() => {
      this.timers.delete(cancel);
      if (this.state !== "over") run();
    }, ms);
    this.timers.add(cancel);
  }
}

function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

/** The one command that a script may send, made anew from what it may hold; null for anything else. */
export function reading(text: string): Command | null {
  try {
    const { command } = JSON.parse(text) as { command?: Record<string, unknown> };
    if (typeof command !== "object" || command === null || command.op !== READING) return null;
    return { ...command, op: READING } as unknown as Command;
  } catch {
    return null;
  }
}

/** No answer of the engine, in the form of one. */
function toReply(error: unknown): string {
  if (error instanceof Refusal) throw error;
  const body = typeof error === "object" && error !== null && "body" in error ? error.body : null;
  if (body === null) throw error;
  return JSON.stringify({ ok: false, error: body });
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
