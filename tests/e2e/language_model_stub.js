// A LanguageModel of our own, put in place before a page's scripts run. What it does is read from localStorage each
// time: {availability, text, piece, pauseMs, shares, failure, absent}. It counts what it was asked in `modelCalls`.
(() => {
  const read = () => JSON.parse(localStorage.getItem("language-model-stub") ?? "{}");
  const write = (change) => localStorage.setItem("language-model-stub", JSON.stringify({ ...read(), ...change }));
  const pause = (ms, signal) =>
    new Promise((resolve, reject) => {
      const stopped = () => reject(new DOMException("stopped", "AbortError"));
      if (signal?.aborted) stopped();
      signal?.addEventListener("abort", stopped);
      setTimeout(resolve, ms);
    });
  const fail = () => {
    const { failure } = read();
    if (failure) throw new DOMException("the stub fails", failure);
  };
  globalThis.modelCalls = { created: 0, prompts: [], destroyed: 0 };
  const api = {
    async availability() {
      return read().availability ?? "available";
    },
    async create({ initialPrompts = [], monitor, signal }) {
      modelCalls.created += 1;
      const { availability = "available", shares = [], pauseMs = 0 } = read();
      if (availability === "downloadable" || availability === "downloading") {
        const listeners = [];
        monitor?.({ addEventListener: (_, listener) => listeners.push(listener) });
        for (const loaded of shares) {
          await pause(pauseMs, signal);
          for (const listener of listeners) listener({ loaded });
        }
        await pause(pauseMs, signal);
        fail();
        write({ availability: "available" });
      }
      signal?.throwIfAborted();
      return {
        contextWindow: 9216,
        promptStreaming(input, { responseConstraint, signal: stop }) {
          modelCalls.prompts.push({ before: initialPrompts, input, responseConstraint });
          const { text = "yes", piece = 16, pauseMs: gap = 0 } = read();
          let at = 0;
          return new ReadableStream({
            async pull(controller) {
              await pause(gap, stop);
              if (at >= text.length) {
                fail();
                return controller.close();
              }
              controller.enqueue(text.slice(at, at + piece));
              at += piece;
            },
          });
        },
        destroy() {
          modelCalls.destroyed += 1;
        },
      };
    },
  };
  Object.defineProperty(globalThis, "LanguageModel", {
    configurable: true,
    get: () => (read().absent ? undefined : api),
  });
})();
