/**
 * The browser's own model, as far as it is used here.
 * Source: MDN, LanguageModel; developer.chrome.com/docs/ai/prompt-api. Pages have it, workers have not.
 */

export interface LanguageModelOptions {
  expectedInputs: readonly { type: "text"; languages: readonly string[] }[];
  expectedOutputs: readonly { type: "text"; languages: readonly string[] }[];
}

export interface DownloadMonitor {
  addEventListener(type: "downloadprogress", listener: (event: { loaded: number }) => void): void;
}

export interface LanguageModelSession {
  promptStreaming(
    input: string,
    options: { responseConstraint?: object; signal: AbortSignal },
  ): ReadableStream<string>;
  /** How many tokens fit into the session; `inputQuota` is what earlier versions of Chrome called it. */
  contextWindow?: number;
  inputQuota?: number;
  destroy(): void;
}

export interface LanguageModelApi {
  availability(options: LanguageModelOptions): Promise<string>;
  create(
    options: LanguageModelOptions & {
      initialPrompts?: readonly { role: string; content: string }[];
      monitor?: (monitor: DownloadMonitor) => void;
      signal: AbortSignal;
    },
  ): Promise<LanguageModelSession>;
}

export function languageModel(): LanguageModelApi | null {
  return (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel ?? null;
}
