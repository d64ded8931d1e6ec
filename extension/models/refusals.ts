/** What a server's refusal means: from its status and its words to a trouble. No I/O. */

import { ModelTrouble } from "./provider.ts";
import type { TroubleCode } from "./provider.ts";

const LONGEST_WAIT_S = 24 * 3600;

export interface Refusal {
  status: number;
  body: string;
  retryAfter: string | null;
  /** The server is on this machine. */
  local: boolean;
}

/** Ollama, LM Studio and llama.cpp say `error` or `error.message`; hosted services `error.message`, `message` or `detail`. */
export function serverWords(body: string): string {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return /^\s*</.test(body) ? "" : body;
  }
  return wordsIn(content);
}

function wordsIn(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return wordsIn(content[0]);
  if (typeof content !== "object" || content === null) return "";
  for (const key of ["error", "message", "detail"]) {
    const words = key in content ? wordsIn((content as Record<string, unknown>)[key]) : "";
    if (words !== "") return words;
  }
  return "";
}

export function troubleOf({ status, body, retryAfter, local }: Refusal): ModelTrouble {
  const words = serverWords(body);
  return new ModelTrouble(codeOf(status, `${words} ${body}`, local), words, retryAfterS(retryAfter));
}

function codeOf(status: number, text: string, local: boolean): TroubleCode {
  if (/insufficient_quota|exceeded your current quota|insufficient credits/i.test(text)) return "no_credit";
  switch (status) {
    case 400:
    case 413:
    case 422:
      if (/api[ _]key (?:is )?(?:not valid|invalid)|API_KEY_INVALID/i.test(text)) return "key_refused";
      if (/context[ _](?:length|window|size)|too many tokens|maximum context|exceed_context/i.test(text)) return "too_large";
      return namesNoModel(text) ? "no_model" : status === 413 ? "too_large" : "rejected";
    case 401:
      return "key_refused";
    case 402:
      return "no_credit";
    case 403:
      return local ? "origin_refused" : "forbidden";
    case 404:
      return namesNoModel(text) ? "no_model" : "wrong_path";
    case 405:
      return "wrong_path";
    case 429:
      return "too_often";
    default:
      return status >= 500 ? "failed" : "rejected";
  }
}

function namesNoModel(text: string): boolean {
  return /model/i.test(text) && /not found|not exist|does not exist|no such|unknown|invalid model|not a valid model|no models? loaded/i.test(text);
}

/** Whether the words are about the wanted form of the answer, which another form may mend. */
export function refusesFormat({ status, body }: Refusal): boolean {
  return [400, 404, 415, 422, 500, 501].includes(status) && /response[_. ]?format|json[_ ](?:schema|object|mode)|grammar|structured[ _]output/i.test(body);
}

/** Seconds out of a Retry-After header, which is a number or a date. */
export function retryAfterS(header: string | null, nowMs: number = Date.now()): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim())
    ? Math.ceil(Number(header))
    : Math.ceil((Date.parse(header) - nowMs) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT_S) : null;
}
