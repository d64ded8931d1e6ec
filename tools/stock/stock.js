// The interpreter started as its documentation says, in a worker of its own: what Gumsmith's start is compared with.

/** Milliseconds from nothing to the answer of `text`, and the answer. */
globalThis.start = (packages, text) => {
  const started = performance.now();
  const worker = new Worker("worker.js", { type: "module" });
  return new Promise((done, fail) => {
    worker.onmessage = ({ data }) => {
      const ms = performance.now() - started;
      worker.terminate();
      if (data.failed === undefined) done({ ms, text: data.answer });
      else fail(new Error(data.failed));
    };
    worker.onerror = ({ message }) => fail(new Error(message));
    worker.postMessage({ packages, text });
  });
};
