import assert from "node:assert/strict";
import { test } from "node:test";

import {
  EMPTY_FORM,
  INITIAL,
  activeRun,
  chosenProducts,
  engineIsDown,
  reduce,
  shownIds,
} from "../../../extension/sidepanel/state.ts";
import type { Action, PanelState } from "../../../extension/sidepanel/state.ts";
import type { ErrorBody } from "../../../extension/shared/protocol.d.ts";
import { plan, planRow, product, run, runRow, shop } from "./samples.ts";

const FIVE = shop(["a", "b", "c", "d", "e"].map((id) => product(id)));

function after(...actions: Action[]): PanelState {
  return actions.reduce(reduce, INITIAL);
}

function refusal(fields: Record<string, string>): ErrorBody {
  return { code: "input", message: "Look at the fields.", hint: "", server_words: "", retryable: false, fields };
}

function chosen(state: PanelState): string {
  return [...state.list.chosen].sort().join("");
}

test("ticking, unticking and inverting choose what is shown", () => {
  const shown: Action[] = [
    { type: "shop", shop: FIVE },
    { type: "found", ids: ["b", "c", "d"] },
  ];
  assert.equal(chosen(after(...shown, { type: "tick_all" })), "bcd");
  assert.equal(chosen(after(...shown, { type: "tick", id: "c", range: false }, { type: "tick_invert" })), "bd");
  assert.equal(chosen(after(...shown, { type: "tick_all" }, { type: "tick_none" })), "");
});

test("what is chosen stays chosen while a filter hides it", () => {
  const state = after(
    { type: "shop", shop: FIVE },
    { type: "choose", ids: ["a", "e"] },
    { type: "found", ids: ["b"] },
    { type: "tick_all" },
  );
  assert.equal(chosen(state), "abe");
  assert.deepEqual(
    chosenProducts(state).map((each) => each.id),
    ["a", "b", "e"],
  );
});

test("a shift-range takes the tick of the row it starts from, in either direction", () => {
  const base: Action[] = [{ type: "shop", shop: FIVE }];
  const down = after(...base, { type: "tick", id: "b", range: false }, { type: "tick", id: "d", range: true });
  assert.equal(chosen(down), "bcd");
  const up = after(
    ...base,
    { type: "tick_all" },
    { type: "tick", id: "d", range: false },
    { type: "tick", id: "b", range: true },
  );
  assert.equal(chosen(up), "ae");
});

test("a range without a start is a single tick", () => {
  assert.equal(chosen(after({ type: "shop", shop: FIVE }, { type: "tick", id: "c", range: true })), "c");
});

test("a product that is gone from the shop is neither shown nor chosen", () => {
  const state = after(
    { type: "shop", shop: FIVE },
    { type: "found", ids: ["e", "a"] },
    { type: "choose", ids: ["a", "e"] },
    { type: "shop", shop: shop([product("a")]) },
  );
  assert.equal(chosen(state), "a");
  assert.deepEqual(shownIds(state), ["a"]);
});

test("another shop begins with nothing chosen and nothing shown", () => {
  const account = {
    account_id: "seller",
    name: "Mika",
    email: null,
    profile_url: null,
    avatar_url: null,
    sample: false,
    connected: true,
    scopes: [],
  };
  const mine: Action = { type: "account", account, locked: false };
  const first = after(mine, { type: "shop", shop: FIVE }, { type: "choose", ids: ["a"] });
  assert.equal(chosen(reduce(first, mine)), "a");
  const other = reduce(first, { type: "account", account: { ...account, account_id: "sample" }, locked: false });
  assert.equal(chosen(other), "");
  assert.equal(other.shop, null);
});

test("a refused preview puts its sentences under the fields", () => {
  const state = after(
    { type: "building" },
    { type: "build_refused", error: refusal({ percent: "Type a number." }) },
  );
  assert.equal(state.form.building, false);
  assert.deepEqual(state.form.errors, { percent: "Type a number." });
  assert.equal(state.form.error, null);
});

test("a preview refused for no field shows the error itself", () => {
  const error = refusal({});
  assert.equal(after({ type: "building" }, { type: "build_refused", error }).form.error, error);
});

test("a refused price stays in its row, and the plan shown stays the one that would run", () => {
  const view = plan("one", [planRow("a")], { form: EMPTY_FORM });
  const state = after(
    { type: "plan", view },
    { type: "plan_draft", draft: { ...EMPTY_FORM, overrides: { a: "abc" } } },
    { type: "plan_refused", error: refusal({ "overrides.a": "Not a price." }) },
  );
  assert.deepEqual(state.plan?.errors, { a: "Not a price." });
  assert.equal(state.plan?.view, view);
  assert.equal(state.plan?.error, null);
  assert.notEqual(state.plan?.draft, null);
});

test("a refined plan takes the place of the old one and keeps the rows asked for", () => {
  const state = after(
    { type: "plan", view: plan("one", [planRow("a"), planRow("b")]) },
    { type: "plan_filter", filter: "change" },
    { type: "plan_draft", draft: EMPTY_FORM },
    { type: "plan", view: plan("two", [planRow("a")]) },
  );
  assert.equal(state.plan?.digest, "two");
  assert.equal(state.plan?.filter, "change");
  assert.equal(state.plan?.draft, null);
  assert.equal(state.plan?.busy, false);
});

test("rows of a run keep the order of the plan and never go back in time", () => {
  const state = after(
    { type: "runs", runs: [] },
    { type: "run_opening", runId: "r" },
    { type: "run_progressed", run: run("r", { seq: 2 }), rows: [runRow("b", { state: "applied", seq: 2 })] },
    {
      type: "run_detail",
      detail: { run: run("r", { seq: 1 }), rows: [runRow("a"), runRow("b", { seq: 1 }), runRow("c")] },
    },
  );
  assert.deepEqual(state.run?.order, ["a", "b", "c"]);
  assert.equal(state.run?.rows.get("b")?.state, "applied");
  assert.equal(state.run?.view?.seq, 2);
  assert.equal(state.run?.seq, 2);
});

test("progress of a run that is not open only changes the list", () => {
  const state = after(
    { type: "runs", runs: [run("old", { state: "finished" })] },
    { type: "run_progressed", run: run("new"), rows: [runRow("a")] },
  );
  assert.equal(state.run, null);
  assert.deepEqual(
    state.runs?.map((each) => each.run_id),
    ["new", "old"],
  );
  assert.equal(activeRun(state)?.run_id, "new");
});

test("rows of a run are ticked and unticked together", () => {
  const ticked = after(
    { type: "run_opening", runId: "r" },
    { type: "run_tick", keys: ["a", "b"], on: true },
    { type: "run_tick", keys: ["a"], on: false },
  );
  assert.deepEqual([...(ticked.run?.ticked ?? [])], ["b"]);
});

test("reading goes on while the old shop is shown", () => {
  const refresh = { state: "products", done: 3, total: 9, message: "", hint: "" } as const;
  const state = after({ type: "shop", shop: FIVE }, { type: "refresh", refresh });
  assert.equal(state.shop?.products.length, 5);
  assert.equal(state.shop?.refresh.done, 3);
  assert.equal(after({ type: "refresh", refresh }).shop, null);
});

test("an engine that is lost again and again is down, until it stands ready", () => {
  const told = (state: "starting" | "ready" | "gone"): Action => ({
    type: "engine",
    engine: { state, detail: "", durable: true, start: null },
  });
  const fall = [told("gone"), told("starting")];
  assert.equal(engineIsDown(after(...fall, ...fall)), false);
  assert.equal(engineIsDown(after(...fall, ...fall, ...fall)), true);
  assert.equal(engineIsDown(after(...fall, ...fall, ...fall, told("ready"), told("gone"))), false);
});
