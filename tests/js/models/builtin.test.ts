import assert from "node:assert/strict";
import { test } from "node:test";

import { builtinProvider } from "../../../extension/models/builtin.ts";
import type { LanguageModelApi } from "../../../extension/models/language_model.ts";
import type { Message, Question } from "../../../extension/models/provider.ts";
import { trouble } from "./fake_server.ts";

const MESSAGES: readonly Message[] = [
  { role: "system", content: "Answer in JSON." },
  { role: "user", content: "A brush set" },
  { role: "assistant", content: "Brushes" },
  { role: "user", content: "That was no JSON." },
];
const SCHEMA = { type: "object" };
const ASKED: Question = { messages: MESSAGES, schemaName: "listing", schema: SCHEMA, maxOutputTokens: 1000 };

interface Stub {
  availability?: string;
  pieces?: readonly string[];
  failure?: Error;
  /** Never ends by itself. */
  open?: boolean;
  shares?: readonly number[];
  window?: number;
}

function stub({ availability = "available", pieces = [], failure, open = false, shares = [], window }: Stub) {
  const made: unknown[] = [];
  const prompted: unknown[] = [];
  const destroyed: number[] = [];
  const api: LanguageModelApi = {
    availability: async () => availability,
    async create({ monitor, signal, ...options }) {
      made.push(options);
      monitor?.({ addEventListener: (_, listener) => shares.forEach((loaded) => listener({ loaded })) });
      if (failure !== undefined && pieces.length === 0 && !open) throw failure;
      signal.throwIfAborted();
      return {
        promptStreaming(input, { responseConstraint, signal: stop }) {
          prompted.push([input, responseConstraint]);
          const left = [...pieces];
          return new ReadableStream<string>({
            pull(controller) {
              const piece = left.shift();
              if (piece !== undefined) controller.enqueue(piece);
              else if (failure !== undefined) controller.error(failure);
              else if (!open) controller.close();
              else {
                return new Promise((_, reject) =>
                  stop.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
                );
              }
              return undefined;
            },
          });
        },
        ...(window === undefined ? {} : { contextWindow: window }),
        destroy: () => destroyed.push(1),
      };
    },
  };
  const provider = builtinProvider({ api, firstMs: 1000, nextMs: 1000 });
  return { provider, made, prompted, destroyed };
}

const { signal } = new AbortController();

test("the earlier messages come first, the last one is asked with the schema", async () => {
  const { provider, made, prompted, destroyed } = stub({ pieces: ['{"name":', '"Brushes"}'] });
  const progress: number[] = [];
  const reply = await provider.ask(ASKED, { signal, onProgress: (n) => progress.push(n) });
  assert.deepEqual(reply, { text: '{"name":"Brushes"}', end: "whole" });
  assert.deepEqual(progress, [8, 18]);
  const text = [{ type: "text", languages: ["en"] }];
  assert.deepEqual(made, [{ expectedInputs: text, expectedOutputs: text, initialPrompts: MESSAGES.slice(0, 3) }]);
  assert.deepEqual(prompted, [["That was no JSON.", SCHEMA]]);
  assert.equal(destroyed.length, 1);
});

test("a browser without a model of its own is told apart from a device that cannot run one", async () => {
  const absent = builtinProvider({ api: null, firstMs: 1, nextMs: 1 });
  assert.equal(await absent.availability(), "absent");
  assert.equal((await trouble(absent.ask(ASKED, { signal }))).code, "unavailable");
  assert.equal((await trouble(absent.download(signal, () => undefined))).code, "unavailable");
  const weak = stub({ availability: "unavailable" });
  assert.equal(await weak.provider.availability(), "unavailable");
  assert.equal((await trouble(weak.provider.ask(ASKED, { signal }))).code, "unavailable");
  assert.deepEqual(weak.made, []);
});

test("a word that is not known counts as unavailable", async () => {
  assert.equal(await stub({ availability: "readily" }).provider.availability(), "unavailable");
});

for (const availability of ["downloadable", "downloading"]) {
  test(`asking never begins a download: ${availability}`, async () => {
    const { provider, made } = stub({ availability });
    assert.equal((await trouble(provider.ask(ASKED, { signal }))).code, "not_downloaded");
    assert.deepEqual(made, []);
  });
}

test("a download tells how much there is, and keeps no session", async () => {
  const { provider, destroyed } = stub({ availability: "downloadable", shares: [0, 0.5, 1] });
  const shares: number[] = [];
  await provider.download(signal, (share) => shares.push(share));
  assert.deepEqual(shares, [0, 0.5, 1]);
  assert.equal(destroyed.length, 1);
});

test("a download that fails says why", async () => {
  const failing = (name: string) =>
    trouble(stub({ failure: new DOMException("no", name) }).provider.download(signal, () => undefined));
  assert.equal((await failing("NetworkError")).code, "unreachable");
  assert.equal((await failing("NotAllowedError")).code, "unavailable");
  assert.equal((await failing("OperationError")).code, "failed");
  assert.equal((await trouble(stub({}).provider.download(AbortSignal.abort(), () => undefined))).code, "stopped");
});

const failures: [string, string][] = [
  ["QuotaExceededError", "too_large"],
  ["NotSupportedError", "language"],
  ["UnknownError", "failed"],
];
for (const [name, code] of failures) {
  test(`told apart: ${name}`, async () => {
    const { provider, destroyed } = stub({ pieces: ["{"], failure: new DOMException("words", name) });
    const told = await trouble(provider.ask(ASKED, { signal }));
    assert.deepEqual([told.code, told.words], [code, "words"]);
    assert.equal(destroyed.length, 1);
  });
}

test("an answer without end is stopped and the session ended", async () => {
  const { provider, destroyed } = stub({ pieces: Array.from({ length: 50 }, () => "x".repeat(10_000)), open: true });
  assert.equal((await trouble(provider.ask(ASKED, { signal }))).code, "endless");
  assert.equal(destroyed.length, 1);
});

test("stopping in the middle says so", async () => {
  const stop = new AbortController();
  const { provider, destroyed } = stub({ pieces: ["{"], open: true });
  const told = trouble(provider.ask(ASKED, { signal: stop.signal, onProgress: () => stop.abort() }));
  assert.equal((await told).code, "stopped");
  assert.equal(destroyed.length, 1);
});

test("a silent model is not waited for for ever", async () => {
  const api: LanguageModelApi = {
    availability: async () => "available",
    create: ({ signal: stop }) =>
      new Promise((_, reject) => stop.addEventListener("abort", () => reject(new DOMException("", "AbortError")))),
  };
  const provider = builtinProvider({ api, firstMs: 5, nextMs: 5 });
  assert.equal((await trouble(provider.ask(ASKED, { signal }))).code, "silent");
});

test("how much it takes in is said by a session, which is ended again", async () => {
  const { provider, destroyed } = stub({ window: 9216.5 });
  assert.equal(await provider.room(signal), 9216);
  assert.equal(destroyed.length, 1);
  assert.equal(await stub({ window: Infinity }).provider.room(signal), null);
  assert.equal(await stub({}).provider.room(signal), null);
  const failing = stub({ failure: new DOMException("no", "UnknownError") }).provider;
  assert.equal((await trouble(failing.room(signal))).code, "failed");
  assert.equal((await trouble(failing.room(AbortSignal.abort()))).code, "stopped");
});

test("the check wants one word and no schema", async () => {
  const { provider, prompted } = stub({ pieces: ["yes"] });
  await provider.check(signal);
  assert.deepEqual(prompted, [["Answer with the single word: yes", undefined]]);
  assert.deepEqual(await provider.models(signal), []);
});
