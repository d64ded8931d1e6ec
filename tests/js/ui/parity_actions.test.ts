import assert from "node:assert/strict";
import { test } from "node:test";

import { parityRow, parityView } from "./parity_samples.ts";
import { panel, refused, settled } from "./rig.ts";
import { plan, planRow } from "./samples.ts";

const CHECK = { errors: {}, sentences: ["2 codes are made."], names: ["IN40"], writes: 2 };
const VIEW = parityView([parityRow("IN")]);

test("the table is read when the tool is looked at", async () => {
  const { started, store, asked } = panel("#parity", { "parity.get": VIEW });
  await started();
  assert.equal(store.get().parity.view?.name, "Gentle");
  assert.ok(asked.some(({ op }) => op === "parity.get"));
});

test("changes go one after another, none is left out, and the last answer is shown", async () => {
  const answers: ((view: unknown) => void)[] = [];
  const { started, store, act, asked } = panel("#parity", {
    "parity.get": VIEW,
    "parity.edit": () => new Promise((resolve) => answers.push(resolve)),
  });
  await started();
  const first = act.parity.edit({ do: "percent", countries: ["IN"], text: "20" });
  const second = act.parity.edit({ do: "percent", countries: ["IN"], text: "25" });
  await settled();
  assert.equal(asked.filter(({ op }) => op === "parity.edit").length, 1);
  answers[0]?.(parityView([], { name: "first" }));
  await first;
  assert.equal(store.get().parity.view?.name, "Gentle");
  await settled();
  answers[1]?.(parityView([], { name: "second" }));
  assert.equal(await second, true);
  assert.equal(store.get().parity.view?.name, "second");
});

test("a refused change says so, leaves the table, and the next one goes on", async () => {
  let no = true;
  const { started, store, act } = panel("#parity", {
    "parity.get": VIEW,
    "parity.edit": () => (no ? refused({ fields: { percent: "Too much." } })() : VIEW),
  });
  await started();
  assert.equal(await act.parity.edit({ do: "percent", countries: ["IN"], text: "99" }), false);
  assert.equal(store.get().parity.error?.fields["percent"], "Too much.");
  assert.equal(store.get().parity.view?.name, "Gentle");
  no = false;
  assert.equal(await act.parity.edit({ do: "percent", countries: ["IN"], text: "20" }), true);
  assert.equal(store.get().parity.error, null);
});

test("rules are worked in once the typing rests", async () => {
  const { started, act, asked, runTimers } = panel("#parity", { "parity.get": VIEW, "parity.edit": VIEW });
  await started();
  act.parity.setRules({ ...VIEW.rules, strength: 60 });
  act.parity.setRules({ ...VIEW.rules, strength: 70 });
  await runTimers();
  const edits = asked.filter((each) => each.op === "parity.edit").map(({ edit }) => edit);
  assert.deepEqual(edits, [{ do: "rules", ...VIEW.rules, strength: 70 }]);
});

test("the codes page is checked with the products chosen, and previews what was typed", async () => {
  const { started, store, act, asked, place, runTimers } = panel("#parity?page=codes", {
    "parity.get": VIEW,
    "parity.check": CHECK,
    "plan.parity": plan("digest", [planRow("a")], { kind: "codes" }),
    "plan.get": plan("digest", [planRow("a")], { kind: "codes" }),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["c", "a"] });
  act.parity.setCodes({ cap: "50", removeDropped: true });
  await runTimers();
  assert.deepEqual(store.get().parity.codes.check?.names, ["IN40"]);
  await act.parity.preview();
  const asking = asked.find((each) => each.op === "plan.parity");
  assert.ok(asking?.op === "plan.parity");
  assert.deepEqual(asking.product_ids, ["a", "c"]);
  assert.deepEqual([asking.form.cap, asking.form.remove_dropped, asking.form.table], ["50", true, null]);
  assert.equal(place.hash, "#parity?plan=digest");
});

test("a preview that is refused stands under its field", async () => {
  const { started, store, act } = panel("#parity?page=codes", {
    "parity.get": VIEW,
    "parity.check": CHECK,
    "plan.parity": refused({ fields: { cap: "No number." } }),
  });
  await started();
  await act.parity.preview();
  const { codes } = store.get().parity;
  assert.deepEqual([codes.building, codes.errors, codes.error], [false, { cap: "No number." }, null]);
});

test("new names lead to the preview on the products that have the old ones", async () => {
  const leak = { key: "IN", code: "IN40", meant_for: "India", used: 2, outside: 1, share: "50 %", lost: "$3" };
  const rows = [{ ...leak, countries: [], product_ids: ["b"] }];
  const { started, act, place, asked } = panel("#parity?page=leaks", {
    "parity.get": VIEW,
    "parity.edit": VIEW,
    "parity.check": CHECK,
    "parity.leaks": { state: "ready", text: "", rows, summary: "" },
    "plan.parity": plan("digest", [planRow("a")], { kind: "codes" }),
    "plan.get": plan("digest", [planRow("a")], { kind: "codes" }),
  });
  await started();
  await act.parity.turnNames(["IN"]);
  assert.equal(place.hash, "#parity?plan=digest");
  const edits = asked.flatMap((each) => (each.op === "parity.edit" ? [each.edit] : []));
  assert.deepEqual(edits, [{ do: "turn", keys: ["IN"] }]);
  const plans = asked.flatMap((each) => (each.op === "plan.parity" ? [each.product_ids] : []));
  assert.deepEqual(plans, [["b"]]);
});

test("a banner is for a chosen product first, and keeps being for the one it was for", async () => {
  const banner = { html: "<p>", bytes_gzipped: 3, markdown: "", plain: "", sample: [], problem: "" };
  const { started, store, act, asked, runTimers } = panel("#parity?page=reach", {
    "parity.get": VIEW,
    "parity.banner": banner,
  });
  await started();
  assert.equal(store.get().parity.banner.form.product_id, "a");
  act.parity.setBanner({ ...store.get().parity.banner.form, product_id: "b", text: "Hi" });
  await runTimers();
  const forms = asked.flatMap((each) => (each.op === "parity.banner" ? [each.form] : []));
  assert.deepEqual(
    forms.map(({ product_id, text }) => [product_id, text]),
    [
      ["a", ""],
      ["b", "Hi"],
    ],
  );
});

test("a copy of a saved table leaves the table in work as it was", async () => {
  const { started, act, ops } = panel("#parity", {
    "parity.get": VIEW,
    "parity.edit": VIEW,
    "parity.save": VIEW,
    "parity.undo_edit": VIEW,
  });
  await started();
  assert.equal(await act.parity.duplicate("Gentle", "Gentle, copy"), true);
  assert.deepEqual(ops().slice(-3), ["parity.edit", "parity.save", "parity.undo_edit"]);
});

test("reading that fails is said on its page", async () => {
  const { started, store } = panel("#parity?page=native", { "parity.get": VIEW, "parity.native": refused({}) });
  await started();
  assert.equal(store.get().parity.native.error?.message, "No.");
  assert.equal(store.get().parity.native.busy, false);
});

test("once the sales are read, the leaks are looked for anew", async () => {
  const sync = {
    state: "reading",
    sales: 5,
    expected: 10,
    read: 5,
    found: 5,
    changed: 0,
    requests: 1,
    requests_left: 1,
    sales_per_minute: null,
    left_s: null,
    message: "",
    hint: "",
  } as const;
  const { started, store, act, emit, ops } = panel("#parity?page=leaks", {
    "parity.get": VIEW,
    "parity.leaks": { state: "no_sales", text: "", rows: [], summary: "" },
    "sales.sync": sync,
  });
  await started();
  await act.parity.readSales();
  assert.equal(store.get().parity.sync?.state, "reading");
  emit({ type: "sales.progressed", sync: { ...sync, sales: 8 } });
  await settled();
  assert.equal(ops().filter((op) => op === "parity.leaks").length, 1);
  emit({ type: "sales.progressed", sync: { ...sync, state: "done" } });
  await settled();
  assert.equal(ops().filter((op) => op === "parity.leaks").length, 2);
});
