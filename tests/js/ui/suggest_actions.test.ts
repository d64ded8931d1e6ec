import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { ModelTrouble } from "../../../extension/models/provider.ts";
import type { ModelProvider, Reply } from "../../../extension/models/provider.ts";
import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import { FIRST_MODEL } from "../../../extension/shared/model_choice.ts";
import type { ModelChoice } from "../../../extension/shared/model_choice.ts";
import type { SuggestFieldView, SuggestListView, SuggestProductView } from "../../../extension/shared/protocol.d.ts";
import { suggestActions } from "../../../extension/sidepanel/suggest/actions.ts";
import { NO_MODEL } from "../../../extension/sidepanel/suggest/model_state.ts";
import { NO_SUGGESTIONS, withProducts } from "../../../extension/sidepanel/suggest/state.ts";
import type { SuggestState } from "../../../extension/sidepanel/suggest/state.ts";
import { refused, settled } from "./rig.ts";

const COUNTS = { products: 0, waiting: 0, accepted: 0, rejected: 0, stale: 0, done: 0 };
const HOSTED: ModelChoice = { ...FIRST_MODEL, kind: "hosted", prices: { sent: "0.15", back: "0.6" } };

function field(name: SuggestFieldView["field"], state: SuggestFieldView["state"] = "waiting"): SuggestFieldView {
  return { field: name, label: name, state, old: "", new: "", pieces: [], editable: "", edited: false, note: "" };
}

function product(id: string, ...fields: SuggestFieldView[]): SuggestProductView {
  return { product_id: id, name: id, fields, dropped: [], made_at_ms: 0 };
}

interface Given {
  choice?: ModelChoice | null;
  chosen?: readonly string[];
  list?: SuggestListView;
  answers?: (command: AnyCommand) => unknown;
  reply?: () => Promise<Reply>;
}

function rig({ choice = HOSTED, chosen = [], list = { products: [], counts: COUNTS }, answers, reply }: Given = {}) {
  const asked: AnyCommand[] = [];
  const shown: unknown[] = [];
  const timers: (() => void)[] = [];
  let state: SuggestState = NO_SUGGESTIONS;
  const api = {
    request: async (command: AnyCommand) => {
      asked.push(command);
      await Promise.resolve();
      const own = answers?.(command);
      if (own !== undefined) return own;
      switch (command.op) {
        case "suggest.list":
        case "suggest.clear":
          return list;
        case "listing.lint":
          return { rows: ["x", "y", "z"].map((id) => ({ product_id: id, name: id })) };
        case "suggest.estimate":
          return { product_ids: command.product_ids, sentences: [], skipped: [], cost: null };
        case "suggest.prepare":
          return { request_id: command.product_id, messages: [], answer_schema: "{}", schema_name: "", max_output_tokens: 1 };
        case "suggest.receive":
          return { outcome: "proposed", text: "", product: product(command.request_id, field("name")), again: null, counts: { ...COUNTS, waiting: 1 } };
        case "suggest.decide":
          return { products: [], counts: COUNTS };
        case "suggest.plan":
          return { digest: "d" };
        default:
          throw new Error(command.op);
      }
    },
  } as unknown as Api;
  const provider = { ask: reply ?? (async () => ({ text: "{}", end: "whole" })) } as unknown as ModelProvider;
  const act = suggestActions(
    api,
    {
      state: () => ({ ...NO_MODEL, choice, room: 4096 }),
      provider: async () => {
        if (choice === null) throw new ModelTrouble("unavailable");
        return provider;
      },
    },
    {
      later: (run) => timers.push(run) - 1,
      cancel: (timer) => {
        timers[timer] = () => undefined;
      },
      now: () => 0,
      sleep: async () => undefined,
      show: (view) => shown.push(view),
      chosen: () => chosen.map((id) => ({ id, name: id })),
    },
    (told) => {
      state = told;
    },
  );
  return { act, asked, shown, state: () => state, ops: () => asked.map(({ op }) => op), runTimers: () => timers.splice(0).forEach((run) => run()) };
}

test("the lowest scores come from the check of all listings, and are estimated with the model's prices", async () => {
  const { act, asked } = rig();
  act.setForm({ lowest: 2 });
  await act.reread();
  assert.deepEqual(asked.at(-1), {
    op: "suggest.estimate",
    product_ids: ["x", "y"],
    wishes: { fields: ["name", "summary", "tags"], tone: "" },
    prices: { sent: "0.15", back: "0.6", currency: "usd" },
    room_tokens: 4096,
  });
});

test("a model on this computer costs nothing", async () => {
  const { act, asked } = rig({ choice: { ...HOSTED, kind: "local" } });
  await act.reread();
  const last = asked.at(-1);
  assert.deepEqual(last?.op === "suggest.estimate" ? last.prices : null, { sent: "0", back: "0", currency: "usd" });
});

test("nothing is estimated without a product, a part or a model", async () => {
  const nobody = rig({ chosen: [] });
  nobody.act.setForm({ which: "chosen" });
  await nobody.act.estimate();
  const nothing = rig();
  nothing.act.setForm({ fields: [] });
  await nothing.act.reread();
  const without = rig({ choice: null });
  await without.act.reread();
  for (const { ops } of [nobody, nothing, without]) assert.equal(ops().includes("suggest.estimate"), false);
});

test("what is typed is estimated after a pause, once", async () => {
  const { act, ops, runTimers } = rig({ chosen: ["a"] });
  act.setForm({ which: "chosen" });
  act.setForm({ tone: "f" });
  act.setForm({ tone: "fr" });
  runTimers();
  await settled();
  assert.deepEqual(ops(), ["suggest.estimate"]);
});

test("a batch asks about those that the estimate lets through, and fills the list as answers come", async () => {
  const answers = (command: AnyCommand) =>
    command.op === "suggest.estimate" ? { product_ids: ["b"], sentences: [], skipped: [], cost: null } : undefined;
  const { act, state, ops } = rig({ chosen: ["a", "b"], answers });
  act.setForm({ which: "chosen" });
  await act.estimate();
  await act.ask();
  assert.deepEqual(ops(), ["suggest.estimate", "suggest.prepare", "suggest.receive"]);
  assert.deepEqual(state().list?.products.map(({ product_id }) => product_id), ["b"]);
  assert.deepEqual([state().batch?.state, state().list?.counts.waiting], ["done", 1]);
});

test("looking at what would be sent sends nothing to the model", async () => {
  let replies = 0;
  const reply = async (): Promise<Reply> => {
    replies += 1;
    return { text: "{}", end: "whole" };
  };
  const { act, state, ops } = rig({ reply });
  await act.show("x");
  assert.deepEqual([ops(), replies, state().shown?.request?.request_id], [["suggest.prepare"], 0, "x"]);
  act.hide();
  assert.equal(state().shown, null);
});

test("a text that is looked at no more does not come back", async () => {
  const { act, state } = rig();
  const showing = act.show("x");
  act.hide();
  await showing;
  assert.equal(state().shown, null);
});

test("a model that cannot be reached at all ends the batch with its trouble", async () => {
  const { act, state } = rig({ choice: HOSTED, chosen: ["a"], reply: async () => Promise.reject(new ModelTrouble("unreachable")) });
  act.setForm({ which: "chosen" });
  await act.estimate();
  await act.ask();
  const ended = state().batch?.ended;
  assert.ok(ended instanceof ModelTrouble && ended.code === "unreachable");
});

test("of another shop nothing stays, and nothing more is sent", async () => {
  const { act, state, ops } = rig({ chosen: ["a", "b"], reply: () => new Promise(() => undefined) });
  act.setForm({ which: "chosen" });
  await act.estimate();
  void act.ask();
  await settled();
  assert.equal(state().batch?.state, "running");
  act.forget();
  await settled();
  assert.deepEqual(state(), NO_SUGGESTIONS);
  assert.equal(ops().filter((op) => op === "suggest.prepare").length, 1);
});

test("everything that waits is accepted in one go, and nothing else", async () => {
  const list = { products: [product("a", field("name"), field("tags", "rejected")), product("b", field("summary"))], counts: COUNTS };
  const { act, asked } = rig({ list });
  await act.reread();
  await act.acceptAll(["a", "b"]);
  assert.deepEqual(asked.at(-1), {
    op: "suggest.decide",
    decisions: [
      { product_id: "a", field: "name", decision: "accept", text: "" },
      { product_id: "b", field: "summary", decision: "accept", text: "" },
    ],
  });
});

test("an edited text that cannot stand stays open and says why; a good one closes", async () => {
  let bad = true;
  const answers = (command: AnyCommand) =>
    command.op === "suggest.decide" && bad ? refused({ fields: { text: "Too long." } })() : undefined;
  const { act, state, asked } = rig({ answers });
  act.edit("a", "name", "New");
  await act.saveEdit();
  assert.deepEqual(state().editing, { product_id: "a", field: "name", text: "New", error: "Too long." });
  bad = false;
  act.edit("a", "name", "Newer");
  await act.saveEdit();
  assert.equal(state().editing, null);
  assert.deepEqual(asked.at(-1), {
    op: "suggest.decide",
    decisions: [{ product_id: "a", field: "name", text: "Newer", decision: "edit" }],
  });
});

test("a refused decision is told, and nothing hangs", async () => {
  const answers = (command: AnyCommand) => (command.op === "suggest.decide" ? refused({ code: "suggest_stale" })() : undefined);
  const { act, state } = rig({ answers });
  await act.decide({ product_id: "a", field: "name", decision: "accept" });
  assert.deepEqual([state().decideError?.code, state().deciding.size], ["suggest_stale", 0]);
});

test("the preview is the ordinary one, and a refusal of it is told", async () => {
  const good = rig();
  await good.act.preview();
  assert.deepEqual([good.shown, good.state().planning], [[{ digest: "d" }], false]);
  const bad = rig({ answers: (command) => (command.op === "suggest.plan" ? refused({})() : undefined) });
  await bad.act.preview();
  assert.deepEqual([bad.shown, bad.state().planError?.message], [[], "No."]);
});

test("products that are new come first, known ones stay in their place", () => {
  const before = { products: [product("a"), product("b")], counts: COUNTS };
  const after = withProducts(before, [product("b", field("name")), product("c")], { ...COUNTS, waiting: 1 });
  assert.deepEqual(after.products.map(({ product_id, fields }) => [product_id, fields.length]), [["c", 0], ["a", 0], ["b", 1]]);
  assert.equal(after.counts.waiting, 1);
});
