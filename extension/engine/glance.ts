/** Keeps the popup's first picture up to date: the newest glance the core sent, at most once in a while. */

import { runIsActive } from "../shared/messages.ts";
import type { Glance, ProtocolEvent } from "../shared/messages.ts";

export const GLANCE_PAUSE_MS = 1000;

type Timer = (run: () => void, ms: number) => unknown;

export class GlanceKeeper {
  private latest: Glance | null = null;
  private pausing = false;
  private active = false;

  constructor(
    private readonly put: (glance: Glance) => Promise<unknown>,
    private readonly later: Timer = (run, ms) => setTimeout(run, ms),
  ) {}

  /** Whether a run goes on, as far as the core has said. */
  get runGoesOn(): boolean {
    return this.active;
  }

  /** Take the glance out of an event's text, if it carries one. */
  hear(event: string): void {
    if (!event.includes('"glance.changed"')) return;
    const message = JSON.parse(event) as { event: ProtocolEvent };
    if (message.event.type !== "glance.changed") return;
    this.latest = message.event;
    this.active = runIsActive(message.event);
    if (!this.pausing) this.flush();
  }

  private flush(): void {
    const glance = this.latest;
    if (glance === null) return;
    this.latest = null;
    this.pausing = true;
    this.put(glance).catch((error: unknown) => console.warn("The glance was not stored:", error));
    this.later(() => {
      this.pausing = false;
      this.flush();
    }, GLANCE_PAUSE_MS);
  }
}
