import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import { createStore } from "../../../extension/shared/store.ts";
import { fulfilActions } from "../../../extension/sidepanel/fulfil/actions.ts";
import { errorAt } from "../../../extension/sidepanel/form_errors.ts";
import { canChoose } from "../../../extension/sidepanel/fulfil/lists.ts";
import {
  FULFIL_INITIAL,
  formOfPlan,
  pageOf,
  pageOfPlan,
  reduceFulfil,
} from "../../../extension/sidepanel/fulfil/state.ts";
import { parseHash } from "../../../extension/sidepanel/route.ts";
import { openingPlan, planRefused } from "../../../extension/sidepanel/plan_state.ts";
import { doingOf, filteredSales, nameOf, notesOf } from "../../../extension/sidepanel/views/fulfil/plan_rows.ts";
import { refused, settled } from "./rig.ts";
import { SALES_CHECK, found, sale, salePlanRow } from "./sale_samples.ts";
import { plan } from "./samples.ts";

const SALES = ["a", "b", "c"].map((id) => sale(id));

/** The tool without a page: answers by operation, timers run by hand, the address in a variable. */
function tool(answers: Record<string, unknown> = {}) {
  const asked: AnyCommand[] = [];
  const timers: (() => void)[] = [];
  const place = { hash: "#fulfil" };
  const known: Record<string, unknown> = {
    "sales.find": found(SALES),
    "sales.check": SALES_CHECK,
    "plan.sales": plan("d1", [], { kind: "refunds" }),
    ...answers,
  };
  const api = {
    async request(command: AnyCommand) {
      asked.push(command);
      const answer = known[command.op];
      return typeof answer === "function" ? answer(command) : answer;
    },
  } as unknown as Api;
  const store = createStore(reduceFulfil, FULFIL_INITIAL);
  const shown: string[] = [];
  const act = fulfilActions(api, store, {
    later: (run) => timers.push(run),
    cancel: (timer) => void (timers[timer - 1] = () => undefined),
    go: (hash) => (place.hash = hash),
    show: ({ digest }) => shown.push(digest),
    route: () => parseHash(place.hash),
  });
  return {
    act,
    store,
    asked,
    place,
    shown,
    last: (op: string) => asked.filter((command) => command.op === op).at(-1) as never as Record<string, unknown>,
    count: (op: string) => asked.filter((command) => command.op === op).length,
    async runTimers() {
      timers.splice(0).forEach((run) => run());
      await settled();
    },
  };
}

test("the address names the page, and what waits to be shipped where it names none", () => {
  assert.equal(pageOf({ page: "amounts" }), "amounts");
  assert.equal(pageOf({ page: "other" }), "ship");
});

test("a list is asked for when it is looked at, and once until sales change", async () => {
  const { act, count, last, runTimers } = tool();
  act.opened({});
  await settled();
  act.opened({ page: "refunds" });
  act.opened({});
  await settled();
  assert.equal(count("sales.find"), 2);
  assert.equal(last("sales.find")["what"], "refundable");
  act.heard({ type: "sales.changed" });
  await runTimers();
  assert.equal(count("sales.find"), 3);
  assert.equal(last("sales.find")["what"], "unshipped");
});

test("sales named in the address are chosen and shown alone, and the address loses them", async () => {
  const { act, place, store, last } = tool();
  act.opened({ page: "refunds", sales: "a,c" });
  assert.equal(place.hash, "#fulfil?page=amounts");
  act.opened(parseHash(place.hash).params);
  await settled();
  assert.deepEqual([...store.get().lists.refunds.chosen], ["a", "c"]);
  assert.deepEqual(last("sales.find")["sale_ids"], ["a", "c"]);
  act.opened({ page: "receipts", sales: "b" });
  assert.equal(place.hash, "#fulfil?page=receipts");
});

test("whoever types an address means to ship that sale", async () => {
  const { act, store, last, runTimers } = tool();
  act.track("b", "https://post.example/1");
  await runTimers();
  const form = last("sales.check")["form"] as { sale_ids: string[]; tracking: Record<string, string> };
  assert.deepEqual([form.sale_ids, form.tracking], [["b"], { b: "https://post.example/1" }]);
  act.track("b", "");
  assert.deepEqual(store.get().forms.ship.form.tracking, {});
  assert.ok(store.get().lists.ship.chosen.has("b"));
});

test("all are chosen as far as one run can take them, also those that are not shown", async () => {
  const here = tool({ "sales.find": found([sale("a"), sale("s", { shipped: true })]) });
  here.act.opened({});
  await settled();
  await here.act.chooseAll("ship");
  assert.deepEqual([...here.store.get().lists.ship.chosen], ["a"]);
  const ids = { ids: ["a", "b"], total: 3, most: 2 };
  const more = tool({ "sales.find": found(SALES, { total: 9 }), "sales.ids": ids });
  more.act.opened({});
  await settled();
  await more.act.chooseAll("ship");
  assert.deepEqual([...more.store.get().lists.ship.chosen], ["a", "b"]);
  assert.equal(more.store.get().lists.ship.cutAt?.total, 3);
  more.act.tick("ship", "a", false);
  assert.equal(more.store.get().lists.ship.cutAt, null);
});

test("further rows go on behind those that are there, each once", async () => {
  const pages = [found([sale("a"), sale("b")], { total: 3 }), found([sale("b"), sale("c")], { total: 3 })];
  const { act, store, last } = tool({ "sales.find": () => pages.shift() });
  act.opened({});
  await settled();
  await act.more("ship");
  assert.equal(last("sales.find")["offset"], 2);
  assert.deepEqual(
    store.get().lists.ship.rows?.map((row) => row.sale_id),
    ["a", "b", "c"],
  );
});

test("a range takes the tick of its first row", async () => {
  const { act, store } = tool();
  act.opened({});
  await settled();
  act.tick("ship", "a", false);
  act.tick("ship", "c", true);
  assert.deepEqual([...store.get().lists.ship.chosen], ["a", "b", "c"]);
});

test("a wrong field of the filter leaves the rows and says it under the field", async () => {
  let answer: unknown = found(SALES);
  const { act, store } = tool({ "sales.find": () => (typeof answer === "function" ? answer() : answer) });
  act.opened({ page: "licenses" });
  await settled();
  answer = refused({ fields: { allowed: "Write a whole number." } });
  act.ask("licenses", { allowed: "x" });
  await settled();
  const { rows, errors, error } = store.get().lists.licenses;
  assert.deepEqual([rows?.length, errors["allowed"], error], [3, "Write a whole number.", null]);
});

test("a preview is asked for with the chosen sales; a refusal stands under its field", async () => {
  const good = tool();
  good.act.opened({ page: "refunds", sales: "a" });
  await good.act.preview("refund");
  assert.deepEqual(good.shown, ["d1"]);
  assert.deepEqual((good.last("plan.sales")["form"] as { sale_ids: string[] }).sale_ids, ["a"]);
  const bad = tool({ "plan.sales": refused({ fields: { percent: "Write a percentage." } }) });
  await bad.act.preview("refund");
  const { refund } = bad.store.get().forms;
  assert.equal(errorAt(refund, "percent", ""), "Write a percentage.");
  assert.deepEqual([refund.building, refund.error, bad.shown], [false, null, []]);
});

test("what was run is neither chosen nor typed any more", () => {
  const { act, store } = tool();
  act.track("b", "https://post.example/1");
  act.ran(plan("d1", [], { kind: "shipping", sales_form: { ...store.get().forms.ship.form } }));
  assert.deepEqual([...store.get().lists.ship.chosen], []);
  assert.deepEqual(store.get().forms.ship.form.tracking, {});
});

test("a plan goes back to the page that it came from", () => {
  const { ship, refund, license } = FULFIL_INITIAL.forms;
  const of = (form: unknown) => plan("d", [], { sales_form: form as never });
  assert.equal(pageOfPlan(of(ship.form)), "ship");
  assert.equal(pageOfPlan(of({ ...ship.form, text: "order" })), "file");
  assert.equal(pageOfPlan(of(refund.form)), "amounts");
  assert.equal(pageOfPlan(of(license.form)), "licenses");
  assert.equal(formOfPlan(plan("d", [])), null);
  assert.equal(pageOfPlan(null), "ship");
});

test("what has nothing left, or is disputed, cannot be chosen for a refund", () => {
  assert.ok(canChoose("refunds", sale("a")));
  assert.ok(!canChoose("refunds", sale("a", { left: null })));
  assert.ok(!canChoose("refunds", sale("a", { dispute: "open" })));
  assert.ok(!canChoose("licenses", sale("a")));
  assert.ok(canChoose("receipts", sale("a")));
});

test("rows of a preview are named by their buyer, or by what the line of a file says", () => {
  assert.equal(nameOf(salePlanRow("a")), "Buyer a");
  assert.equal(nameOf(salePlanRow("a", { buyer: "", email: "", order: "7" })), "order 7");
  const left = salePlanRow("line 3", { doing: "skipped", reason_text: "Unknown." });
  assert.deepEqual(
    notesOf(left, "Wrong.").map(({ text }) => text),
    ["Wrong.", "Unknown."],
  );
  const view = plan("d", [], { sale_rows: [salePlanRow("a"), left] });
  assert.deepEqual(
    [filteredSales(view).change.length, filteredSales(view).skipped.length, doingOf(view)],
    [1, 1, "refund"],
  );
});

test("a wrong text typed to allow a refund is told apart from a wrong amount in a row", () => {
  const finding = { code: "money", severity: "block", text: "", ask: "", keys: [], accepted: false, typed: "REFUND 1" };
  const state = { ...openingPlan("d"), view: plan("d", [], { findings: [finding as never] }) };
  const error = { code: "input", message: "No.", hint: "", server_words: "", retryable: false };
  const after = planRefused(state, { ...error, fields: { "typed.money": "Type exactly.", "typed.a": "Too much." } });
  assert.deepEqual([after.typedErrors, after.errors], [{ money: "Type exactly." }, { a: "Too much." }]);
  assert.equal(after.error, null);
});
