import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { ModelTrouble } from "../../../extension/models/provider.ts";
import type { AskOptions, ModelProvider, Question, Reply, TroubleCode } from "../../../extension/models/provider.ts";
import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import type { SuggestReceivedView, SuggestRequestView } from "../../../extension/shared/protocol.d.ts";
import { newBatch, runBatch, sumOf, unanswered } from "../../../extension/sidepanel/suggest/batch.ts";
import type { Batch } from "../../../extension/sidepanel/suggest/batch.ts";
import { refused } from "./rig.ts";

const WISHES = { fields: ["name" as const], tone: "" };
const COUNTS = { products: 1, waiting: 1, accepted: 0, rejected: 0, stale: 0, done: 0 };

function request(id: string, repairs = false): SuggestRequestView {
  return {
    request_id: `${id}${repairs ? "+" : ""}`,
    product_id: id,
    name: id,
    messages: [{ role: "user", content: `about ${id}` }],
    answer_schema: '{"type":"object"}',
    schema_name: "listing",
    max_output_tokens: 500,
    sent_tokens: 100,
    shown: "",
    repairs,
  };
}

function received(id: string, outcome: SuggestReceivedView["outcome"], again = false): SuggestReceivedView {
  return { product_id: id, outcome, text: outcome, product: null, again: again ? request(id, true) : null, counts: COUNTS };
}

type Answer = Reply | ModelTrouble | ((question: Question, options: AskOptions) => Promise<Reply>);

interface Rig {
  /** By the question's text, in turn; the last one counts for every further time. */
  answers?: Record<string, Answer[]>;
  core?: (command: AnyCommand) => unknown;
}

async function run(ids: readonly string[], { answers = {}, core }: Rig, stopAfter?: (batch: Batch) => boolean) {
  const asked: Question[] = [];
  const commands: AnyCommand[] = [];
  const slept: number[] = [];
  const states: Batch[] = [];
  const views: SuggestReceivedView[] = [];
  const stop = new AbortController();
  let clock = 0;
  const provider = {
    async ask(question: Question, options: AskOptions) {
      asked.push(question);
      if (options.signal.aborted) throw new ModelTrouble("stopped");
      const turns = answers[question.messages[0]?.content ?? ""] ?? [{ text: "{}", end: "whole" }];
      const answer = turns.length > 1 ? turns.shift() : turns[0];
      if (answer === undefined) throw new Error("no answer");
      if (answer instanceof ModelTrouble) throw answer;
      return typeof answer === "function" ? answer(question, options) : answer;
    },
  } as unknown as ModelProvider;
  const api = async (command: AnyCommand): Promise<unknown> => {
    commands.push(command);
    const own = core?.(command);
    if (own !== undefined) return own;
    if (command.op === "suggest.prepare") return request(command.product_id);
    if (command.op === "suggest.receive") return received(command.request_id, "proposed");
    throw new Error(command.op);
  };
  await runBatch(
    newBatch(ids.map((id) => ({ id, name: id })), WISHES, 0),
    provider,
    {
      request: api as Api["request"],
      now: () => (clock += 1000),
      sleep: async (ms) => {
        slept.push(ms);
      },
    },
    {
      room: 4096,
      signal: stop.signal,
      told: (batch) => {
        states.push(batch);
        if (stopAfter?.(batch)) stop.abort();
      },
      received: (view) => views.push(view),
    },
  );
  const last = states.at(-1);
  if (last === undefined) throw new Error("nothing was told");
  return { asked, commands, slept, states, views, last, ends: last.rows.map(({ state }) => state) };
}

test("each product is prepared, asked about and handed back unread, one after the other", async () => {
  const { commands, asked, ends, views, last } = await run(["a", "b"], {
    answers: { "about a": [{ text: "one", end: "cut" }] },
  });
  assert.deepEqual(commands, [
    { op: "suggest.prepare", product_id: "a", wishes: WISHES, room_tokens: 4096 },
    { op: "suggest.receive", request_id: "a", text: "one", end: "cut" },
    { op: "suggest.prepare", product_id: "b", wishes: WISHES, room_tokens: 4096 },
    { op: "suggest.receive", request_id: "b", text: "{}", end: "whole" },
  ]);
  assert.deepEqual(asked[0], {
    messages: [{ role: "user", content: "about a" }],
    schemaName: "listing",
    schema: { type: "object" },
    maxOutputTokens: 500,
  });
  assert.deepEqual([ends, views.length, last.state, last.ended], [["proposed", "proposed"], 2, "done", null]);
});

test("a product is asked about once more where the core wants that", async () => {
  const core = (command: AnyCommand) =>
    command.op !== "suggest.receive" ? undefined : received("a", command.request_id === "a" ? "again" : "nothing", command.request_id === "a");
  const { asked, ends, states } = await run(["a"], { core });
  assert.equal(asked.length, 2);
  assert.deepEqual(ends, ["nothing"]);
  assert.ok(states.some(({ again }) => again));
});

const ALONE: readonly TroubleCode[] = ["too_large", "rejected", "failed", "unreadable", "silent", "cut", "endless", "language"];
for (const code of ALONE) {
  test(`a product that fails does not keep the rest: ${code}`, async () => {
    const { ends, last } = await run(["a", "b"], { answers: { "about a": [new ModelTrouble(code)] } });
    assert.deepEqual(ends, ["failed", "proposed"]);
    assert.equal(last.rows[0]?.trouble?.code, code);
    assert.equal(last.ended, null);
  });
}

const FOR_ALL: readonly TroubleCode[] = [
  "no_permission",
  "unreachable",
  "origin_refused",
  "key_refused",
  "forbidden",
  "no_model",
  "wrong_path",
  "no_credit",
  "unavailable",
  "not_downloaded",
];
for (const code of FOR_ALL) {
  test(`a trouble that every product would meet ends the batch: ${code}`, async () => {
    const { ends, last, asked } = await run(["a", "b", "c"], { answers: { "about b": [new ModelTrouble(code)] } });
    assert.deepEqual(ends, ["proposed", "waits", "waits"]);
    assert.equal(asked.length, 2);
    assert.ok(last.ended instanceof ModelTrouble && last.ended.code === code);
    assert.deepEqual(unanswered(last).map(({ id }) => id), ["b", "c"]);
  });
}

test("a server that wants a pause gets it, and is asked the same again", async () => {
  const busy = new ModelTrouble("too_often", "", 7);
  const { slept, ends, asked, states } = await run(["a"], {
    answers: { "about a": [busy, new ModelTrouble("too_often"), { text: "{}", end: "whole" }] },
  });
  assert.deepEqual([slept, ends, asked.length], [[7000, 30_000], ["proposed"], 3]);
  assert.ok(states.some(({ waitsUntilMs }) => waitsUntilMs !== null));
  assert.equal(states.at(-1)?.waitsUntilMs, null);
});

test("a server that wants too long a pause, or too many, ends the batch", async () => {
  const long = await run(["a", "b"], { answers: { "about a": [new ModelTrouble("too_often", "", 3600)] } });
  assert.deepEqual([long.slept, long.ends], [[], ["waits", "waits"]]);
  const often = await run(["a", "b"], { answers: { "about a": [new ModelTrouble("too_often", "", 1)] } });
  assert.deepEqual([often.slept.length, often.ends], [4, ["waits", "waits"]]);
});

test("what the core refuses is told at the product; a vanished engine ends the batch", async () => {
  const refusing = (code: string) => (command: AnyCommand) =>
    command.op === "suggest.prepare" && command.product_id === "a" ? refused({ code, message: "No text.", hint: "Write one." })() : undefined;
  const one = await run(["a", "b"], { core: refusing("suggest_cannot") });
  assert.deepEqual([one.ends, one.last.rows[0]?.text], [["failed", "proposed"], "No text. Write one."]);
  const gone = await run(["a", "b"], { core: refusing("engine_gone") });
  assert.deepEqual([gone.ends, gone.asked.length], [["waits", "waits"], 0]);
});

test("stopping in the middle of an answer leaves the rest alone", async () => {
  const slow: Answer = (_, { signal, onProgress }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ModelTrouble("stopped")));
      onProgress?.(10);
    });
  const { ends, asked, last } = await run(["a", "b", "c"], { answers: { "about b": [slow] } }, ({ characters }) => characters === 10);
  assert.deepEqual([ends, asked.length, last.state], [["proposed", "waits", "waits"], 2, "done"]);
});

test("progress is told, and ends with the product", async () => {
  const writing: Answer = async (_, { onProgress }) => {
    onProgress?.(10);
    return { text: "{}", end: "whole" };
  };
  const { states } = await run(["a"], { answers: { "about a": [writing] } });
  assert.ok(states.some(({ characters }) => characters === 10));
  assert.equal(states.at(-1)?.characters, 0);
});

test("what is left is estimated from what is over", () => {
  const batch = newBatch(["a", "b", "c"].map((id) => ({ id, name: id })), WISHES, 1000);
  assert.equal(sumOf(batch, 5000).leftS, null);
  const one = { ...batch, rows: batch.rows.map((row, n) => (n === 0 ? { ...row, state: "nothing" as const } : row)) };
  assert.deepEqual(sumOf(one, 5000), { total: 3, over: 1, proposed: 0, nothing: 1, failed: 0, left: 2, leftS: 8 });
  assert.equal(sumOf({ ...one, state: "done" }, 5000).leftS, null);
});
