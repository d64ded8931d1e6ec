/** The model that the browser brings along: nothing leaves the machine, and it may have to be downloaded first. */

import type { LanguageModelApi, LanguageModelOptions, LanguageModelSession } from "./language_model.ts";
import { CHECK_QUESTION, ModelTrouble, longestReply } from "./provider.ts";
import type { AskOptions, Availability, ModelProvider, Question, Reply } from "./provider.ts";
import { silence } from "./silence.ts";

export interface BuiltinPorts {
  api: LanguageModelApi | null;
  /** How long the first piece of an answer may take, and every further one. */
  firstMs: number;
  nextMs: number;
}

export interface BuiltinProvider extends ModelProvider {
  /**
   * Download the model, or wait for the download that is going on; only a click may begin one. `onShare` hears how
   * much there is, from 0 to 1. Rejects with ModelTrouble.
   */
  download(signal: AbortSignal, onShare: (share: number) => void): Promise<void>;
}

/** The same options for every call: the browser answers for exactly these. Our instructions are in English. */
const OPTIONS: LanguageModelOptions = {
  expectedInputs: [{ type: "text", languages: ["en"] }],
  expectedOutputs: [{ type: "text", languages: ["en"] }],
};
const KNOWN: readonly Availability[] = ["available", "downloadable", "downloading", "unavailable"];

export function builtinProvider({ api, firstMs, nextMs }: BuiltinPorts): BuiltinProvider {
  async function availability(): Promise<Availability> {
    if (api === null) return "absent";
    const said = await api.availability(OPTIONS);
    return KNOWN.find((known) => known === said) ?? "unavailable";
  }

  async function ready(): Promise<LanguageModelApi> {
    const standing = await availability();
    if (api === null || standing === "absent" || standing === "unavailable") throw new ModelTrouble("unavailable");
    if (standing !== "available") throw new ModelTrouble("not_downloaded");
    return api;
  }

  async function asked(question: Question, constrained: boolean, options: AskOptions): Promise<Reply> {
    const { messages } = question;
    const most = longestReply(question);
    const quiet = silence(options.signal, firstMs);
    let session: LanguageModelSession | null = null;
    try {
      const model = await ready();
      const before = messages.slice(0, -1).map(({ role, content }) => ({ role, content }));
      session = await model.create({ ...OPTIONS, initialPrompts: before, signal: quiet.signal });
      const pieces = session.promptStreaming(messages.at(-1)?.content ?? "", {
        ...(constrained ? { responseConstraint: question.schema } : {}),
        signal: quiet.signal,
      });
      let text = "";
      for await (const piece of pieces) {
        quiet.heard(nextMs);
        text += piece;
        if (text.length > most) throw new ModelTrouble("endless");
        options.onProgress?.(text.length);
      }
      return { text: text.toWellFormed(), end: "whole" };
    } catch (thrown) {
      throw quiet.trouble() ?? troubleOf(thrown);
    } finally {
      quiet.end();
      session?.destroy();
    }
  }

  return {
    availability,
    models: async () => [],
    async check(signal) {
      await asked(CHECK_QUESTION, false, { signal });
    },
    async room(signal) {
      try {
        const model = await ready();
        const session = await model.create({ ...OPTIONS, signal });
        const tokens = session.contextWindow ?? session.inputQuota;
        session.destroy();
        return tokens !== undefined && Number.isFinite(tokens) && tokens >= 1 ? Math.floor(tokens) : null;
      } catch (thrown) {
        throw signal.aborted ? new ModelTrouble("stopped") : troubleOf(thrown);
      }
    },
    ask: (question, options) => asked(question, true, options),
    async download(signal, onShare) {
      if (api === null) throw new ModelTrouble("unavailable");
      try {
        const session = await api.create({
          ...OPTIONS,
          signal,
          monitor: (monitor) => monitor.addEventListener("downloadprogress", ({ loaded }) => onShare(loaded)),
        });
        session.destroy();
      } catch (thrown) {
        throw signal.aborted ? new ModelTrouble("stopped") : troubleOf(thrown);
      }
    },
  };
}

/** Source of the names: MDN, LanguageModel.create() and .prompt(), Exceptions. */
function troubleOf(thrown: unknown): ModelTrouble {
  if (thrown instanceof ModelTrouble) return thrown;
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  switch (name) {
    case "QuotaExceededError":
      return new ModelTrouble("too_large", message);
    case "NotSupportedError":
      return new ModelTrouble("language", message);
    case "NotAllowedError":
      return new ModelTrouble("unavailable", message);
    case "NetworkError":
      return new ModelTrouble("unreachable", message);
    default:
      return new ModelTrouble("failed", message);
  }
}
