/** Runs scripts for a page: one at a time, each in a worker of its own, with the next worker made ready meanwhile. */

import { Gumroad } from "./gumroad.ts";
import type { BridgePorts, ScriptListener } from "./ports.ts";
import { Session } from "./session.ts";

export class ScriptBridge {
  private next: Session | null = null;
  private current: Session | null = null;
  private readonly gumroad: Gumroad;

  constructor(private readonly ports: BridgePorts) {
    this.gumroad = new Gumroad(ports);
  }

  /** Have a worker ready, so that the next script begins at once. */
  prepare(): void {
    this.next ??= this.session();
  }

  /** Resolves when the next script can begin at once; also when its worker could not be made ready. */
  ready(): Promise<void> {
    this.prepare();
    return (this.next as Session).ready;
  }

  /** Let the prepared worker go. */
  rest(): void {
    this.next?.close();
    this.next = null;
  }

  get busy(): boolean {
    return this.current !== null;
  }

  /** Run a script, or ask it what a `task` says, which is JSON. A script that goes on is stopped first. */
  start(text: string, listener: ScriptListener, task = ""): void {
    this.current?.stop();
    this.prepare();
    const session = this.next as Session;
    this.next = null;
    this.current = session;
    session.run(text, task, {
      onProgress: (progress) => listener.onProgress?.(progress),
      onEnd: (over) => {
        if (this.current === session) this.current = null;
        this.prepare();
        listener.onEnd(over);
      },
    });
  }

  /** Stop the script that goes on, by force if it does not end by itself. */
  stop(): void {
    this.current?.stop();
  }

  private session(): Session {
    const session: Session = new Session(this.ports, this.gumroad, () => {
      if (this.next === session) this.next = null;
    });
    return session;
  }
}
