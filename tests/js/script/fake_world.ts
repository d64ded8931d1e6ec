/** A page for the bridge with workers, clock and answers of the test's own. */

import type { BridgePorts, ScriptListener, ScriptOver, ScriptProgress, ScriptWorker } from "../../../extension/script/ports.ts";
import type { FromScriptWorker, ToScriptWorker } from "../../../extension/script/messages.ts";
import { Asking } from "../../../extension/script/channel.ts";
import type { Answer } from "../../../extension/script/channel.ts";
import { settled } from "../shell/fake_chrome.ts";

export class FakeWorker implements ScriptWorker {
  readonly heard: ToScriptWorker[] = [];
  ended = false;
  private readonly listeners: ((event: { data: unknown }) => void)[] = [];
  private readonly errors: ((event: { message: string; preventDefault(): void }) => void)[] = [];
  postMessage(message: ToScriptWorker): void {
    this.heard.push(message);
  }
  addEventListener(type: "message" | "error", listener: never): void {
    if (type === "message") this.listeners.push(listener);
    else this.errors.push(listener);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromScriptWorker | unknown): void {
    for (const listener of this.listeners) listener({ data });
  }
  crash(): void {
    for (const listener of this.errors) listener({ message: "crash", preventDefault: () => undefined });
  }
  get boot(): Extract<ToScriptWorker, { boot: object }>["boot"] {
    const order = this.heard.find((message) => "boot" in message);
    if (order === undefined || !("boot" in order)) throw new Error("not booted");
    return order.boot;
  }
  get runs(): Extract<ToScriptWorker, { run: object }>["run"][] {
    return this.heard.flatMap((message) => ("run" in message ? [message.run] : []));
  }

  /** Ask and, once the page has answered, give the answer as the worker reads it. */
  async ask(kind: string, text: string, ticket = 1): Promise<Answer> {
    this.say({ ask: { ticket, kind, text } });
    await settled();
    await settled();
    return this.read(ticket);
  }

  /** The answer to a question that the page has answered already: reading it does not wait. */
  read(ticket: number): Answer {
    const asking = new Asking(this.boot.memory, () => undefined);
    Object.assign(asking, { ticket: ticket - 1 });
    return asking.ask("", "");
  }
}

export class FakeWorld {
  readonly workers: FakeWorker[] = [];
  readonly commands: unknown[] = [];
  readonly targets: string[] = [];
  readonly timers: { run: () => void; at: number }[] = [];
  readonly told: ScriptProgress[] = [];
  readonly ends: ScriptOver[] = [];
  readonly notes: string[] = [];
  clock = 1000;
  sample = false;
  reply: () => Promise<string> = () => Promise.resolve('{"ok":true,"result":1}');
  answer: Awaited<ReturnType<BridgePorts["live"]>> = { status: 200, headers: [["content-type", "application/json"]], body: "{}" };

  readonly ports: BridgePorts = {
    createWorker: () => {
      const worker = new FakeWorker();
      this.workers.push(worker);
      return worker;
    },
    supply: () => undefined,
    carry: (command) => {
      this.commands.push(command);
      return this.reply();
    },
    live: (target) => {
      this.targets.push(target);
      return Promise.resolve(this.answer);
    },
    isSample: () => Promise.resolve(this.sample),
    file: (name) => Promise.resolve(new TextEncoder().encode(name)),
    snapshots: () => Promise.resolve(true),
    later: (run, ms) => {
      const timer = { run, at: this.clock + ms };
      this.timers.push(timer);
      return () => {
        const at = this.timers.indexOf(timer);
        if (at >= 0) this.timers.splice(at, 1);
      };
    },
    now: () => this.clock,
    today: () => "2026-01-31",
    words: (key) => key,
    note: (detail) => this.notes.push(detail),
  };

  readonly listener: ScriptListener = {
    onProgress: (progress) => this.told.push(progress),
    onEnd: (over) => this.ends.push(over),
  };

  pass(ms: number): void {
    this.clock += ms;
    for (const timer of [...this.timers]) {
      if (timer.at > this.clock || !this.timers.includes(timer)) continue;
      this.timers.splice(this.timers.indexOf(timer), 1);
      timer.run();
    }
  }

  get worker(): FakeWorker {
    const worker = this.workers.at(-1);
    if (worker === undefined) throw new Error("no worker");
    return worker;
  }
}

export function textOf({ bytes }: Answer): string {
  return new TextDecoder().decode(bytes);
}
