/** A `fetch` of our own: remembers what was sent and answers as told, in pieces where that matters. */

import type { ChatPorts } from "../../../extension/models/openai.ts";
import { ModelTrouble } from "../../../extension/models/provider.ts";

export interface Sent {
  url: string;
  init: RequestInit;
  /** The body as it was sent; null for none. */
  body: Record<string, unknown> | null;
}

export type Answer = Response | Error | ((sent: Sent) => Response | Promise<Response>);

export class FakeServer {
  readonly sent: Sent[] = [];
  readonly asked: string[] = [];
  granted = true;
  private readonly answers: Answer[];

  constructor(...answers: Answer[]) {
    this.answers = answers;
  }

  readonly ports: ChatPorts = {
    firstMs: 1000,
    nextMs: 1000,
    listMs: 1000,
    mayReach: async (pattern) => {
      this.asked.push(pattern);
      return this.granted;
    },
    fetch: async (url, init) => {
      init.signal?.throwIfAborted();
      const sent = { url, init, body: init.body == null ? null : (JSON.parse(String(init.body)) as Sent["body"]) };
      this.sent.push(sent);
      const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
      if (answer === undefined) throw new Error("no answer left");
      if (answer instanceof Error) throw answer;
      return typeof answer === "function" ? aborting(answer(sent), init.signal) : answer;
    },
  };
}

async function aborting(answer: Response | Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
  });
  return Promise.race([answer, stopped]);
}

export function json(status: number, content: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(content), { status, headers: { "Content-Type": "application/json", ...headers } });
}

export function delta(content: string, finish: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
}

export const DONE = "data: [DONE]\n\n";

export interface Stream {
  response: Response;
  /** Whether the reader has turned away before the end. */
  turnedAway: () => boolean;
}

/** A stream of events in these pieces. `end` false: it stays open until `signal` ends it; an error: it breaks. */
export function stream(
  pieces: readonly (string | Uint8Array)[],
  end: boolean | Error = true,
  signal?: AbortSignal | null,
): Stream {
  const left = [...pieces];
  let away = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
      else if (end === true) controller.close();
      else if (end !== false) controller.error(end);
      else {
        return new Promise((_, reject) =>
          signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))),
        );
      }
      return undefined;
    },
    cancel() {
      away = true;
    },
  });
  const headers = { "Content-Type": "text/event-stream; charset=utf-8" };
  return { response: new Response(body, { headers }), turnedAway: () => away };
}

/** The trouble that a promise rejects with; anything else is a failure of the test. */
export async function trouble(asking: Promise<unknown>): Promise<ModelTrouble> {
  try {
    await asking;
  } catch (thrown) {
    if (thrown instanceof ModelTrouble) return thrown;
    throw thrown;
  }
  throw new Error("no trouble at all");
}
