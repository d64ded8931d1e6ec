/**
 * What a script reads live: GET of Gumroad's API and nothing else, one at a time and not too fast. The request is sent by
 * the service worker, which alone has the token.
 */

import { targetOf } from "../shared/gumroad_address.ts";
import { Refusal } from "./ports.ts";
import type { BridgePorts } from "./ports.ts";

/** Between two requests of scripts. The engine has a pace of its own, and Gumroad's limit is for both. */
export const PAUSE_MS = 400;

export class Gumroad {
  private last = -Infinity;

  constructor(private readonly ports: Pick<BridgePorts, "isSample" | "live" | "later" | "now" | "words">) {}

  /** The answer as the script's side reads it: a line of JSON, then the body. Rejects with a Refusal. */
  async answer(text: string): Promise<Uint8Array> {
    const target = allowedTarget(text);
    if (target === null) throw new Refusal(this.ports.words("script_live_refused"));
    if (await this.ports.isSample()) throw new Refusal(this.ports.words("script_live_sample"));
    const wait = this.last + PAUSE_MS - this.ports.now();
    if (wait > 0) await new Promise<void>((resume) => this.ports.later(resume, wait));
    this.last = this.ports.now();
    const answer = await this.ports.live(target);
    if (answer === null) throw new Refusal(this.ports.words("script_live_token"));
    const { status, headers, body } = answer;
    return new TextEncoder().encode(`${JSON.stringify({ status, headers })}\n${body}`);
  }
}

/** Path and query of an address that may be read, else null. */
export function allowedTarget(text: string): string | null {
  try {
    const { url } = JSON.parse(text) as { url?: unknown };
    return typeof url === "string" ? targetOf(url) : null;
  } catch {
    return null;
  }
}
