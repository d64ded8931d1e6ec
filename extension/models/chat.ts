/** The pieces of a chat completion, out of what a server sends: streamed or whole. No I/O. */

import { ModelTrouble } from "./provider.ts";
import type { Reply } from "./provider.ts";
import { serverWords } from "./refusals.ts";

/** Puts the pieces of one streamed answer together. */
export class ChatAnswer {
  private text = "";
  private refusal = "";
  private finish: Reply["end"] | null = null;
  private done = false;

  get characters(): number {
    return this.text.length + this.refusal.length;
  }

  /** Take the data of one event. Raises ModelTrouble when it tells of a failure or is not JSON. */
  take(data: string): void {
    if (data.trim() === "[DONE]") {
      this.done = true;
      return;
    }
    const choice = choiceOf(data);
    if (choice === null) return;
    this.text += written(choice, "content");
    this.refusal += written(choice, "refusal");
    this.finish = finishOf(choice["finish_reason"]) ?? this.finish;
  }

  /**
   * The whole answer, when nothing comes any more; `last` is what an event held that was never closed. Raises
   * ModelTrouble when the server did not say that it had ended.
   */
  replyAfter(last: readonly string[] = []): Reply {
    try {
      for (const data of last) this.take(data);
    } catch (thrown) {
      if (!(thrown instanceof ModelTrouble) || thrown.code !== "unreadable") throw thrown;
    }
    if (!this.done && this.finish === null) throw new ModelTrouble("cut");
    const refused = this.refusal !== "" && this.text === "";
    const text = (refused ? this.refusal : this.text).toWellFormed();
    return { text, end: refused ? "refused" : (this.finish ?? "whole") };
  }
}

/** An answer that came in one piece, from a server that does not stream. */
export function wholeAnswer(body: string): Reply {
  const answer = new ChatAnswer();
  answer.take(body);
  return answer.replyAfter(["[DONE]"]);
}

/** The names in a list of models. Raises ModelTrouble when it is no such list. */
export function modelNames(body: string): readonly string[] {
  const content = parsed(body);
  const list = content["data"] ?? content["models"];
  if (!Array.isArray(list)) throw new ModelTrouble("unreadable");
  const names = list.flatMap((entry: unknown) => {
    const { id, name }: Record<string, unknown> = isRecord(entry) ? entry : {};
    const known = typeof id === "string" ? id : name;
    return typeof known === "string" && known !== "" ? [known.replace(/^models\//, "")] : [];
  });
  return [...new Set(names)];
}

function choiceOf(data: string): Record<string, unknown> | null {
  const content = parsed(data);
  if (content["error"] !== undefined && content["error"] !== null) throw new ModelTrouble("failed", serverWords(data));
  const choices = content["choices"];
  if (!Array.isArray(choices)) throw new ModelTrouble("unreadable");
  const first: unknown = choices[0];
  return isRecord(first) ? first : null;
}

function written(choice: Record<string, unknown>, key: "content" | "refusal"): string {
  const said = choice["delta"] ?? choice["message"];
  const text = isRecord(said) ? said[key] : undefined;
  return typeof text === "string" ? text : "";
}

function finishOf(reason: unknown): Reply["end"] | null {
  switch (reason) {
    case undefined:
    case null:
    case "":
      return null;
    case "length":
    case "max_tokens":
      return "cut";
    case "content_filter":
    case "safety":
    case "refusal":
      return "refused";
    default:
      return "whole";
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content)) return content;
  } catch {
    // told below, like JSON that is no object
  }
  throw new ModelTrouble("unreadable", /^\s*</.test(text) ? "" : text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
