import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY_FILTER, EMPTY_FORM, FIRST_SORT } from "../../../extension/sidepanel/state.ts";
import { panel } from "./rig.ts";
import { plan, planRow, run } from "./samples.ts";

test("what was chosen and typed is there again when the panel is opened anew", async () => {
  const first = panel("#products");
  await first.started();
  first.act.setFilter({ ...EMPTY_FILTER, text: "icon" });
  first.act.setSort({ key: "name", descending: false });
  first.store.dispatch({ type: "choose", ids: ["c"] });
  first.act.setForm({ ...EMPTY_FORM, percent: "+12" });
  await first.runTimers();
  const later = panel("#products", {}, first.work.kept);
  await later.started();
  const { list, form } = later.store.get();
  assert.deepEqual([...list.chosen], ["c"]);
  assert.deepEqual([list.filter.text, list.sort.key, form.form.percent], ["icon", "name", "+12"]);
  const found = later.asked.find((each) => each.op === "catalog.query");
  assert.equal(found?.op === "catalog.query" ? found.filter.text : null, "icon");
});

test("nothing is written by opening the panel alone", async () => {
  const { started, runTimers, work } = panel("#products");
  await started();
  await runTimers();
  assert.equal(work.kept, null);
});

test("what was chosen in another shop is put away", async () => {
  const other = { account_id: "other", chosen: ["a"], filter: EMPTY_FILTER, sort: FIRST_SORT, form: EMPTY_FORM };
  const { started, store, work } = panel("#products", {}, other);
  await started();
  assert.equal(store.get().list.chosen.size, 0);
  assert.equal(work.kept, null);
});

test("a run puts away what was chosen for it; an undo does not", async () => {
  for (const kind of ["prices", "undo"] as const) {
    const { started, store, act, runTimers, work } = panel("#prices", {
      "plan.price": plan("digest", [planRow("a")], { kind }),
      "run.start": run("r1"),
      "run.watch": { run: run("r1"), rows: [] },
    });
    await started();
    store.dispatch({ type: "choose", ids: ["a"] });
    await runTimers();
    assert.deepEqual(work.kept?.chosen, ["a"]);
    await act.preview();
    await act.run();
    await runTimers();
    assert.equal(work.kept === null, kind === "prices");
  }
});
