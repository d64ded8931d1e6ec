/**
 * A server that speaks as OpenAI's chat completions do: one on the seller's machine, or a hosted one with the
 * seller's own key. Requests carry no cookies and no referrer, follow no redirect and are not cached.
 */

import { ChatAnswer, modelNames, wholeAnswer } from "./chat.ts";
import { permissionFor } from "./hosts.ts";
import { CHECK_QUESTION, ModelTrouble, longestReply } from "./provider.ts";
import type { AskOptions, Availability, ModelProvider, Question, Reply } from "./provider.ts";
import { refusesFormat, troubleOf } from "./refusals.ts";
import type { Refusal } from "./refusals.ts";
import { silence } from "./silence.ts";
import type { Silence } from "./silence.ts";
import { EventReader } from "./sse.ts";

export interface ChatServer {
  /** Below which `/models` and `/chat/completions` are, without a slash at the end. */
  base: string;
  model: string;
  /** Empty for a server that wants none. */
  key: string;
  /** The server is on this machine. */
  local: boolean;
}

export interface ChatPorts {
  fetch(url: string, init: RequestInit): Promise<Response>;
  mayReach(pattern: string): Promise<boolean>;
  /** How long the first byte of an answer may take, and every further one. */
  firstMs: number;
  nextMs: number;
  /** How long a list of models may take. */
  listMs: number;
}

/** A model on a slow machine is loaded and reads a long question before it says anything. */
export const PATIENCE = { firstMs: 300_000, nextMs: 90_000, listMs: 15_000 } as const;

/** How the form of the answer is asked for, the strictest first; not every server knows every one. */
const FORMATS = ["json_schema", "json_object", "none"] as const;
type Format = (typeof FORMATS)[number];

const LONGEST_LIST = 4_000_000;

export function chatProvider(server: ChatServer, ports: ChatPorts): ModelProvider {
  /** The strictest form that the server has not refused yet. */
  let from = 0;

  async function send(path: string, body: object | null, quiet: Silence): Promise<Response> {
    if (!(await ports.mayReach(permissionFor(server.base)))) throw new ModelTrouble("no_permission");
    return ports.fetch(`${server.base}${path}`, {
      method: body === null ? "GET" : "POST",
      headers: {
        ...(body === null ? {} : { "Content-Type": "application/json" }),
        ...(server.key === "" ? {} : { Authorization: `Bearer ${server.key}` }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: quiet.signal,
    });
  }

  /** One request and what to make of its answer; whatever goes wrong is told as a trouble. */
  async function exchange<T>(
    path: string,
    body: object | null,
    firstMs: number,
    stop: AbortSignal,
    read: (response: Response, quiet: Silence) => Promise<T>,
  ): Promise<T> {
    const quiet = silence(stop, firstMs);
    let answered = false;
    try {
      const response = await send(path, body, quiet);
      answered = true;
      return await read(response, quiet);
    } catch (thrown) {
      throw quiet.trouble() ?? (thrown instanceof ModelTrouble ? thrown : new ModelTrouble(answered ? "cut" : "unreachable"));
    } finally {
      quiet.end();
    }
  }

  async function refusalOf(response: Response, quiet: Silence): Promise<Refusal> {
    const body = await wholeBody(response, quiet, ports.nextMs, LONGEST_LIST);
    return { status: response.status, body, retryAfter: response.headers.get("Retry-After"), local: server.local };
  }

  /** Null: the form of the answer was refused, the next one is to be tried. */
  function asked(question: Question, asFormat: Format, options: AskOptions): Promise<Reply | null> {
    const most = longestReply(question);
    const body = { model: server.model, messages: question.messages, stream: true, ...responseFormat(asFormat, question) };
    return exchange("/chat/completions", body, ports.firstMs, options.signal, async (response, quiet) => {
      if (!response.ok) {
        const refusal = await refusalOf(response, quiet);
        if (asFormat === "none" || !refusesFormat(refusal)) throw troubleOf(refusal);
        return null;
      }
      const kind = response.headers.get("Content-Type") ?? "";
      if (kind.includes("text/event-stream")) return streamed(response, quiet, most, options);
      return wholeAnswer(await wholeBody(response, quiet, ports.nextMs, most));
    });
  }

  async function streamed(
    response: Response,
    quiet: Silence,
    most: number,
    { onProgress }: AskOptions,
  ): Promise<Reply> {
    const answer = new ChatAnswer();
    const events = new EventReader();
    await eachChunk(response, quiet, ports.nextMs, (chunk) => {
      for (const data of events.take(chunk)) answer.take(data);
      if (answer.characters > most) throw new ModelTrouble("endless");
      onProgress?.(answer.characters);
    });
    return answer.replyAfter(events.end());
  }

  async function ask(question: Question, options: AskOptions): Promise<Reply> {
    for (;;) {
      const reply = await asked(question, FORMATS[from] ?? "none", options);
      if (reply !== null) return reply;
      from += 1;
    }
  }

  return {
    availability: async (): Promise<Availability> => "available",
    models: (signal) =>
      exchange("/models", null, ports.listMs, signal, async (response, quiet) => {
        if (!response.ok) throw troubleOf(await refusalOf(response, quiet));
        return modelNames(await wholeBody(response, quiet, ports.nextMs, LONGEST_LIST));
      }),
    async check(signal) {
      await asked(CHECK_QUESTION, "none", { signal });
    },
    room: async () => null,
    ask,
  };
}

function responseFormat(format: Format, { schemaName, schema }: Question): object {
  switch (format) {
    case "json_schema":
      return { response_format: { type: "json_schema", json_schema: { name: schemaName, strict: true, schema } } };
    case "json_object":
      return { response_format: { type: "json_object" } };
    case "none":
      return {};
  }
}

/** Hand each chunk on as it comes. Whatever `take` throws ends the answer at the server, too. */
async function eachChunk(
  response: Response,
  quiet: Silence,
  nextMs: number,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      quiet.heard(nextMs);
      take(value);
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}

async function wholeBody(response: Response, quiet: Silence, nextMs: number, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  await eachChunk(response, quiet, nextMs, (chunk) => {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > most) throw new ModelTrouble("endless");
  });
  return text + decoder.decode();
}
