import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand } from "../../../extension/shared/api.ts";
import { EMPTY_FILTER, EMPTY_FORM } from "../../../extension/sidepanel/state.ts";
import { panel, refused, settled } from "./rig.ts";
import type { Answer } from "./rig.ts";
import { plan, planRow, run, runRow } from "./samples.ts";

test("the panel fills itself from the core", async () => {
  const { started, store } = panel("#products");
  await started();
  const state = store.get();
  assert.equal(state.account?.name, "Mika");
  assert.equal(state.shop?.products.length, 3);
  assert.deepEqual(state.runs, []);
  assert.equal(state.error, null);
});

test("without a shop nothing of a shop is asked for", async () => {
  const { started, store, ops } = panel("#products", { "account.status": { account: null } });
  await started();
  assert.equal(store.get().account, null);
  assert.equal(ops().includes("catalog.get"), false);
});

test("a product named by the popup is chosen, by its link's end or its own permalink", async () => {
  for (const [hash, id] of [
    ["#prices?product=b-link", "b"],
    ["#prices?product=icons", "c"],
    ["#prices?product=a", "a"],
    ["#prices?ids=a", "a"],
  ] as const) {
    const { started, store, place } = panel(hash);
    await started();
    assert.deepEqual([...store.get().list.chosen], [id], hash);
    assert.equal(place.hash, "#prices");
  }
});

test("a place that comes while the panel is open is gone to", async () => {
  const { started, store, place, act } = panel("#history");
  await started();
  place.hash = "#prices?product=icons";
  act.routed();
  await settled();
  assert.deepEqual([...store.get().list.chosen], ["c"]);
});

test("typing a search asks once, and only the newer answer counts", async () => {
  let answerLate: (found: { ids: string[] }) => void = () => undefined;
  const late = new Promise<{ ids: string[] }>((resolve) => {
    answerLate = resolve;
  });
  let questions = 0;
  const { started, store, act, runTimers } = panel("#products", {
    "catalog.query": () => {
      questions += 1;
      if (questions === 2) return late;
      return { ids: questions === 1 ? ["a", "b", "c"] : ["b"] };
    },
  });
  await started();
  act.setFilter({ ...EMPTY_FILTER, text: "x" });
  act.setFilter({ ...EMPTY_FILTER, text: "xy" });
  await runTimers();
  assert.equal(questions, 2);
  act.setFilter({ ...EMPTY_FILTER, text: "xyz" });
  await runTimers();
  answerLate({ ids: ["a"] });
  await settled();
  assert.deepEqual(store.get().list.ids, ["b"]);
});

test("a filter that cannot be read says so under its field and keeps the list", async () => {
  let first = true;
  const { started, store, act, runTimers } = panel("#products", {
    "catalog.query": () => {
      if (!first) refused({ fields: { price_from: "Type a number." } })();
      first = false;
      return { ids: ["a"] };
    },
  });
  await started();
  act.setFilter({ ...EMPTY_FILTER, price_from: "abc" });
  await runTimers();
  assert.deepEqual(store.get().list.errors, { price_from: "Type a number." });
  assert.deepEqual(store.get().list.ids, ["a"]);
});

test("a preview is built from the products chosen, in the shop's order, and shown at its own address", async () => {
  const { started, store, act, asked, place } = panel("#prices", {
    "plan.price": plan("digest-1", [planRow("a")]),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["c", "a"] });
  store.dispatch({ type: "form", form: { ...EMPTY_FORM, percent: "5", unticked: ["a"], overrides: { c: "1" } } });
  await act.preview();
  const command = asked.find((each) => each.op === "plan.price");
  assert.deepEqual(command, {
    op: "plan.price",
    form: { ...EMPTY_FORM, percent: "5" },
    product_ids: ["a", "c"],
    refines: "",
  });
  assert.equal(place.hash, "#prices?plan=digest-1");
  assert.equal(
    asked.some((each) => each.op === "plan.get"),
    false,
  );
});

test("a refused preview stays on the form", async () => {
  const { started, store, act, place } = panel("#prices", {
    "plan.price": refused({ fields: { percent: "No." } }),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  assert.equal(place.hash, "#prices");
  assert.deepEqual(store.get().form.errors, { percent: "No." });
});

test("unticking rows quickly makes one new plan with all of them", async () => {
  let built = 0;
  const form = { ...EMPTY_FORM, percent: "5" };
  const { started, store, act, asked, runTimers, place } = panel("#prices", {
    "plan.price": (command: AnyCommand) => {
      built += 1;
      return plan(`digest-${built}`, [planRow("a")], { form: command.op === "plan.price" ? command.form : null });
    },
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a", "b"] });
  store.dispatch({ type: "form", form });
  await act.preview();
  act.tickRows(["a"], false);
  act.tickRows(["b"], false);
  act.tickRows(["a"], true);
  assert.equal(store.get().plan?.view?.digest, "digest-1");
  await runTimers();
  const refined = asked.filter((each) => each.op === "plan.price")[1];
  assert.deepEqual(refined?.op === "plan.price" ? refined.form.unticked : null, ["b"]);
  assert.equal(refined?.op === "plan.price" ? refined.refines : null, "digest-1");
  assert.equal(built, 2);
  assert.equal(place.hash, "#prices?plan=digest-2");
});

test("a price typed over is taken, taken back by an empty text, and a refused one leaves the plan as it is", async () => {
  let answer: Answer = (command: AnyCommand) =>
    plan("digest", [planRow("a")], { form: command.op === "plan.price" ? command.form : null });
  const { started, store, act, runTimers } = panel("#prices", {
    "plan.price": (command: AnyCommand) => (answer as (command: AnyCommand) => unknown)(command),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  act.typeOver("a", "25");
  await runTimers();
  assert.deepEqual(store.get().plan?.view?.form?.overrides, { a: "25" });
  answer = refused({ fields: { "overrides.a": "Not a price." } });
  act.typeOver("a", "abc");
  await runTimers();
  assert.deepEqual(store.get().plan?.errors, { a: "Not a price." });
  assert.deepEqual(store.get().plan?.view?.form?.overrides, { a: "25" });
  act.forgetDraft();
  assert.equal(store.get().plan?.draft, null);
});

test("a started run is shown in History and followed by its events", async () => {
  const { started, store, act, place, emit } = panel("#prices", {
    "plan.price": plan("digest", [planRow("a")]),
    "run.start": run("r1"),
    "run.watch": { run: run("r1"), rows: [runRow("a")] },
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  await act.run();
  await settled();
  assert.equal(place.hash, "#history?run=r1");
  emit({
    type: "run.progressed",
    run: run("r1", { seq: 1, state: "finished" }),
    rows: [runRow("a", { state: "applied", seq: 1 })],
  });
  assert.equal(store.get().run?.view?.state, "finished");
  assert.equal(store.get().run?.rows.get("a")?.state, "applied");
});

test("a run that took another back shows in the other one too", async () => {
  let undone: string | null = null;
  const { started, store, emit } = panel("#history", {
    "run.list": () => ({ runs: [run("r1", { undone_by: undone, can_undo: undone === null })] }),
  });
  await started();
  assert.equal(store.get().runs?.[0]?.can_undo, true);
  undone = "r2";
  emit({
    type: "run.progressed",
    run: run("r2", { seq: 1, kind: "undo", state: "finished", ended_at_ms: 2, origin_run_id: "r1" }),
    rows: [],
  });
  await settled();
  assert.equal(store.get().runs?.[0]?.undone_by, "r2");
  assert.equal(store.get().runs?.[0]?.can_undo, false);
});

test("a run that may not start says why in the preview", async () => {
  const { started, store, act, place } = panel("#prices", {
    "plan.price": plan("digest", [planRow("a")]),
    "run.start": refused({ code: "stale_plan", message: "The shop has changed." }),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  await act.run();
  assert.equal(store.get().plan?.error?.message, "The shop has changed.");
  assert.equal(store.get().plan?.busy, false);
  assert.equal(place.hash, "#prices?plan=digest");
});

test("while a run writes, the shop is read again only where it is looked at, and not for every write", async () => {
  const { started, emit, ops, runTimers, place, act } = panel("#history");
  await started();
  const reads = (): number => ops().filter((op) => op === "catalog.get").length;
  assert.equal(reads(), 1);
  for (let n = 0; n < 40; n++) emit({ type: "catalog.changed" });
  await runTimers();
  assert.equal(reads(), 1);
  place.hash = "#products";
  act.routed();
  await settled();
  assert.equal(reads(), 2);
  for (let n = 0; n < 40; n++) emit({ type: "catalog.changed" });
  await runTimers();
  assert.equal(reads(), 3);
});

test("a saved filter is applied anew and chooses what it finds; fixed products are those still there", async () => {
  const { started, store, act } = panel("#products", { "catalog.query": { ids: ["b"] } });
  await started();
  const filter = { ...EMPTY_FILTER, text: "b" };
  await act.applySelection({ name: "f", filter, sort: { key: "name", descending: true }, product_ids: [] });
  assert.deepEqual([...store.get().list.chosen], ["b"]);
  assert.equal(store.get().list.filter, filter);
  await act.applySelection({ name: "p", filter: null, sort: null, product_ids: ["c", "gone"] });
  assert.deepEqual([...store.get().list.chosen], ["c"]);
});

test("a thing that went wrong outside a form is shown, and nothing else changes", async () => {
  const { started, store, act } = panel("#products", { "catalog.refresh": refused({ message: "Not connected." }) });
  await started();
  await act.refresh();
  assert.equal(store.get().error?.message, "Not connected.");
  assert.equal(store.get().shop?.products.length, 3);
});

test("after the engine was lost everything is read again, a run from its beginning", async () => {
  const view = run("r1", { seq: 5 });
  const { started, asked, store, engineIs, emit } = panel("#history?run=r1", {
    "run.watch": { run: view, rows: [runRow("a", { seq: 5, state: "applied" })] },
  });
  await started();
  const watched = () =>
    asked.filter((each) => each.op === "run.watch").map((each) => (each.op === "run.watch" ? each.after_seq : -1));
  assert.deepEqual(watched(), [0]);
  engineIs("gone");
  engineIs("starting");
  emit({ type: "run.progressed", run: run("r1", { seq: 9 }), rows: [] });
  engineIs("ready");
  await settled();
  assert.deepEqual(watched(), [0, 0]);
  assert.equal(store.get().falls, 0);
  assert.equal(asked.filter((each) => each.op === "catalog.get").length, 2);
});
