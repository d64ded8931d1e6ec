import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand } from "../../../extension/shared/api.ts";
import { EMPTY_FORMS } from "../../../extension/sidepanel/codes/forms.ts";
import { pageOf, shownKeys } from "../../../extension/sidepanel/codes/state.ts";
import { code, codePlanRow, codesView, universal } from "./code_samples.ts";
import { panel, refused, settled } from "./rig.ts";
import { plan, planRow, run } from "./samples.ts";

const ROWS = [code("MANY", ["a", "b"]), code("ONE", ["a"]), universal("ALL", ["a", "b"])];
const CHECK = { errors: {}, sentences: ["Yes."], currencies: ["usd"], names: [], writes: 1, lines: [] };
const LISTED = {
  "codes.list": codesView(ROWS),
  "codes.query": { ids: ROWS.map((row) => row.key) },
  "codes.check": CHECK,
};

function codePlan(digest: string, form: object) {
  return plan(digest, [], {
    kind: "codes",
    code_rows: [codePlanRow("k1"), codePlanRow("k2")],
    codes_form: form as never,
    product_ids: ["a"],
  });
}

function last<Op extends AnyCommand["op"]>(asked: readonly AnyCommand[], op: Op) {
  const found = asked.filter((command) => command.op === op).at(-1);
  assert.ok(found, `${op} was not asked`);
  return found as AnyCommand & { op: Op };
}

test("the address names the page, and the table where it names none", () => {
  assert.equal(pageOf({ page: "doctor" }), "doctor");
  assert.equal(pageOf({ page: "other" }), "table");
  assert.equal(pageOf({}), "table");
});

test("the table is read when it is looked at, and once", async () => {
  const { started, place, act, ops, store } = panel("#products", LISTED);
  await started();
  assert.equal(ops().includes("codes.list"), false);
  place.hash = "#codes";
  act.routed();
  await settled();
  assert.deepEqual(shownKeys(store.get().codes), ["name/MANY", "name/ONE", "universal/ALL"]);
  act.go("#codes?page=doctor");
  act.go("#codes");
  await settled();
  assert.equal(ops().filter((op) => op === "codes.list").length, 1);
});

test("a changed shop is read anew soon, but only where codes are looked at", async () => {
  const { started, emit, ops, runTimers, act } = panel("#codes", LISTED);
  await started();
  emit({ type: "catalog.changed" } as never);
  await runTimers();
  assert.equal(ops().filter((op) => op === "codes.list").length, 2);
  act.go("#history");
  emit({ type: "catalog.changed" } as never);
  await runTimers();
  assert.equal(ops().filter((op) => op === "codes.list").length, 2);
  act.go("#codes");
  await settled();
  assert.equal(ops().filter((op) => op === "codes.list").length, 3);
});

test("codes that are gone since are no longer chosen", async () => {
  let rows = ROWS;
  const { started, act, store } = panel("#codes", { ...LISTED, "codes.list": () => codesView(rows) });
  await started();
  act.codes.tickShown("all");
  rows = ROWS.slice(0, 1);
  await act.codes.reload();
  assert.deepEqual([...store.get().codes.chosen], ["name/MANY"]);
});

test("a make form is checked and previewed for the chosen products", async () => {
  const { started, act, store, runTimers, asked, place } = panel("#codes?page=make&ids=b", {
    ...LISTED,
    "plan.codes": codePlan("d1", { ...EMPTY_FORMS.make, name: "NEW" }),
  });
  await started();
  assert.equal(place.hash, "#codes?page=make");
  act.codes.setForm({ ...EMPTY_FORMS.make, name: "NEW", percent: "20" });
  await runTimers();
  assert.deepEqual(last(asked, "codes.check").product_ids, ["b"]);
  assert.deepEqual(store.get().codes.forms.make.check?.sentences, ["Yes."]);
  await act.codes.preview("make");
  const { form, product_ids, refines } = last(asked, "plan.codes");
  assert.deepEqual([form.job, product_ids, refines], ["make", ["b"], null]);
  assert.equal(place.hash, "#codes?plan=d1");
});

test("a universal code is not about chosen products", async () => {
  const { started, act, asked } = panel("#codes?page=make&ids=b", {
    ...LISTED,
    "plan.codes": codePlan("d1", EMPTY_FORMS.make),
  });
  await started();
  act.codes.setForm({ ...EMPTY_FORMS.make, universal: true });
  await act.codes.preview("make");
  assert.deepEqual(last(asked, "plan.codes").product_ids, []);
});

test("a form that is refused keeps what was typed, with the sentence under its field", async () => {
  const { started, act, store, place } = panel("#codes?page=make", {
    ...LISTED,
    "plan.codes": refused({ fields: { percent: "A whole number from 1 to 100." } }),
  });
  await started();
  act.codes.setForm({ ...EMPTY_FORMS.make, percent: "101" });
  await act.codes.preview("make");
  const { make } = store.get().codes.forms;
  assert.deepEqual(
    [make.form.percent, make.errors["percent"], make.error],
    ["101", "A whole number from 1 to 100.", null],
  );
  assert.equal(make.building, false);
  assert.equal(place.hash, "#codes?page=make");
});

test("limits go to the core with the codes they are about", async () => {
  const { started, act, asked, store } = panel("#codes", {
    ...LISTED,
    "plan.codes": codePlan("d1", EMPTY_FORMS.limits),
  });
  await started();
  act.codes.tick("name/MANY", false);
  act.codes.tick("universal/ALL", false);
  act.codes.setForm({ ...EMPTY_FORMS.limits, cap_mode: "set", cap: "5" });
  await act.codes.preview("limits");
  const { form } = last(asked, "plan.codes");
  assert.equal(form.job, "limits");
  assert.deepEqual(form.job === "limits" ? form.refs.map((ref) => ref.code_id) : [], ["MANY-a", "MANY-b", "ALL"]);
  assert.deepEqual(store.get().codes.forms.limits.form.refs, []);
});

test("unticking a row of a codes preview refines it by its own command", async () => {
  const { started, act, asked, place, runTimers } = panel("#codes", {
    ...LISTED,
    "plan.codes": (command: AnyCommand) =>
      codePlan(command.op === "plan.codes" && command.refines === null ? "d1" : "d2", EMPTY_FORMS.make),
  });
  await started();
  await act.codes.preview("make");
  act.tickRows(["k1"], false);
  await runTimers();
  const { form, refines, product_ids } = last(asked, "plan.codes");
  assert.deepEqual([form.unticked, refines, product_ids], [["k1"], "d1", ["a"]]);
  assert.equal(place.hash, "#codes?plan=d2");
});

test("a price plan is still refined by the price command", async () => {
  const { started, act, asked, runTimers } = panel("#prices", {
    "plan.price": plan("d1", [planRow("a")], { form: { unticked: [], overrides: {} } as never }),
  });
  await started();
  await act.preview();
  act.tickRows(["a"], false);
  await runTimers();
  assert.deepEqual(last(asked, "plan.price").form.unticked, ["a"]);
});

test("deleting chosen codes is previewed at once; a refusal is said where it was asked for", async () => {
  const made = panel("#codes", {
    ...LISTED,
    "plan.codes": codePlan("d1", { job: "delete", refs: [], unticked: [] }),
  });
  await made.started();
  made.act.codes.tick("name/ONE", false);
  await made.act.codes.deleteChosen();
  assert.equal(made.place.hash, "#codes?plan=d1");
  const no = panel("#codes", { ...LISTED, "plan.codes": refused({ message: "Gone." }) });
  await no.started();
  no.act.codes.tick("name/ONE", false);
  await no.act.codes.deleteChosen();
  assert.deepEqual(no.store.get().codes.deleting, { busy: false, error: no.store.get().codes.deleting.error });
  assert.equal(no.store.get().codes.deleting.error?.message, "Gone.");
});

test("a run empties the form it came from and leaves nothing chosen that it changed", async () => {
  const { started, act, store } = panel("#codes", {
    ...LISTED,
    "plan.codes": codePlan("d1", EMPTY_FORMS.replace),
    "run.start": run("r1", { kind: "codes" }),
    "run.watch": { run: run("r1", { kind: "codes" }), rows: [] },
  });
  await started();
  act.codes.tick("name/ONE", false);
  act.codes.setForm({ ...EMPTY_FORMS.replace, name: "TWO" });
  await act.codes.preview("replace");
  await act.run();
  const { codes } = store.get();
  assert.deepEqual([codes.forms.replace.form.name, codes.chosen.size], ["", 0]);
});

test("of two answers of the doctor the one to the newer question counts", async () => {
  let late: (view: object) => void = () => undefined;
  const answer = { code: "X", product: "", headline: "Old", findings: [], read_at_ms: 1 };
  const { started, act, store } = panel("#codes?page=doctor", {
    ...LISTED,
    "codes.doctor": () => new Promise((resolve) => (late = resolve)),
  });
  await started();
  act.codes.setDoctor({ ...store.get().codes.doctor.form, text: "X" });
  const asked = act.codes.askDoctor();
  act.codes.setDoctor({ ...store.get().codes.doctor.form, text: "Y" });
  late(answer);
  await asked;
  assert.equal(store.get().codes.doctor.view, null);
});

test("codes named by a finding are shown chosen in the whole table", async () => {
  const { started, act, store, place } = panel("#codes?page=janitor", {
    ...LISTED,
    "codes.janitor": { groups: [], text: "" },
  });
  await started();
  act.codes.setFilter({ ...store.get().codes.filter, text: "zzz" });
  await act.codes.showInTable([{ product_id: "b", code_id: "MANY-b" }]);
  assert.deepEqual([...store.get().codes.chosen], ["b/MANY-b"]);
  assert.equal(store.get().codes.filter.text, "");
  assert.equal(place.hash, "#codes");
});

test("what was typed for new codes is there again when the panel is opened anew", async () => {
  const first = panel("#codes?page=mint", LISTED);
  await first.started();
  first.act.codes.setForm({ ...EMPTY_FORMS.mint, pattern: "A-####" });
  await first.runTimers();
  const later = panel("#codes?page=mint", LISTED, first.work.kept);
  await later.started();
  assert.equal(later.store.get().codes.forms.mint.form.pattern, "A-####");
});
