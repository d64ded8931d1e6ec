import assert from "node:assert/strict";
import { test } from "node:test";

import { countriesOf, shownRows } from "../../../extension/sidepanel/parity/rows.ts";
import {
  EMPTY_ROW_FILTER,
  PARITY_INITIAL,
  groupsOf,
  pageOf,
  reduceParity,
} from "../../../extension/sidepanel/parity/state.ts";
import type { ParityAction, ParityState, RowFilter } from "../../../extension/sidepanel/parity/state.ts";
import { parityRow, parityView } from "./parity_samples.ts";

const ROWS = [
  parityRow("BR", { region: "LAC", region_label: "Latin America", percent: 0, world_bank: "0.5", code: "" }),
  parityRow("IN", { native_percent: 60, group: "A" }),
  parityRow("BD", { world_bank: "", percent: 35, group: "B", note: "students" }),
];

function after(...actions: ParityAction[]): ParityState {
  return actions.reduce(reduceParity, PARITY_INITIAL);
}

function shown(filter: Partial<RowFilter>): readonly string[] {
  const rows = shownRows(ROWS, { ...EMPTY_ROW_FILTER, grouped: false, ...filter }, (row) => row.country);
  return rows.map(({ key }) => key);
}

test("an address that names no page shows the table", () => {
  assert.equal(pageOf({}), "table");
  assert.equal(pageOf({ page: "leaks" }), "leaks");
  assert.equal(pageOf({ page: "elsewhere" }), "table");
});

test("rows are found by name, code, note and group", () => {
  assert.deepEqual(shown({ text: "br" }), ["BR"]);
  assert.deepEqual(shown({ text: "STUDENTS" }), ["BD"]);
  assert.deepEqual(shown({ text: "in40" }), ["IN"]);
  assert.deepEqual(shown({ group: "A" }), ["IN"]);
  assert.deepEqual(shown({ group: "" }), ["BR"]);
  assert.deepEqual(shown({ onlyGiven: true }), ["BD", "IN"]);
  assert.deepEqual(shown({ region: "LAC" }), ["BR"]);
});

test("rows without a figure come last, whichever way they are sorted", () => {
  assert.deepEqual(shown({ sort: "world_bank" }), ["IN", "BR", "BD"]);
  assert.deepEqual(shown({ sort: "world_bank", descending: true }), ["BR", "IN", "BD"]);
  assert.deepEqual(shown({ sort: "native", descending: true }), ["IN", "BD", "BR"]);
  assert.deepEqual(shown({ sort: "percent", descending: true }), ["IN", "BD", "BR"]);
  assert.deepEqual(shown({ sort: "name", descending: true }), ["IN", "BR", "BD"]);
});

test("regions stand above their countries and are no countries themselves", () => {
  const rows = shownRows(ROWS, EMPTY_ROW_FILTER, (row) => row.country);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ["region LAC", "BR", "region SAS", "BD", "IN"],
  );
  assert.deepEqual(countriesOf(rows), ["BR", "BD", "IN"]);
});

test("groups are named once, in order", () => {
  assert.deepEqual(groupsOf([...ROWS, parityRow("NP", { group: "A" })]), ["A", "B"]);
});

test("a range takes the tick of its first row", () => {
  const order = ["BR", "BD", "IN"];
  const state = after(
    { kind: "tick", country: "BR", shown: order, range: false },
    { kind: "tick", country: "IN", shown: order, range: true },
  );
  assert.deepEqual([...state.chosen], ["BR", "BD", "IN"]);
  const less = reduceParity(reduceParity(state, { kind: "tick", country: "IN", shown: order, range: false }), {
    kind: "tick",
    country: "BD",
    shown: order,
    range: true,
  });
  assert.deepEqual([...less.chosen], ["BR"]);
});

test("a country that is gone from the table is not chosen any more", () => {
  const state = after(
    { kind: "choose", countries: ["BR", "IN"], on: true },
    { kind: "view", view: parityView([parityRow("IN")]), keepTyped: true },
  );
  assert.deepEqual([...state.chosen], ["IN"]);
});

test("what is being typed outlives an answer, and not another table", () => {
  const { rules } = parityView([]);
  const typed = after({ kind: "rules", rules: { ...rules, floor: "5." } }, { kind: "template", text: "{cc}" });
  const kept = reduceParity(typed, { kind: "view", view: parityView([]), keepTyped: true });
  assert.deepEqual([kept.rules?.floor, kept.template], ["5.", "{cc}"]);
  const other = reduceParity(typed, { kind: "view", view: parityView([]), keepTyped: false });
  assert.deepEqual([other.rules, other.template], [null, null]);
});

test("a refusal stands under its field, any other above the page", () => {
  const error = { code: "x", message: "No.", hint: "", server_words: "", retryable: false };
  const placed = after({ kind: "refused", error: { ...error, fields: { floor: "Too much." } } });
  assert.deepEqual([placed.error, placed.errors], [null, { floor: "Too much." }]);
  const other = after({ kind: "refused", error: { ...error, fields: { percent: "Too much." } } });
  assert.equal(other.error?.message, "No.");
  const gone = reduceParity(other, { kind: "dismissed" });
  assert.deepEqual([gone.error, gone.errors], [null, {}]);
});

test("a code that is no leak any more is not ticked any more", () => {
  const leak = {
    key: "IN",
    code: "IN40",
    meant_for: "India",
    used: 2,
    outside: 1,
    share: "50 %",
    lost: "$3",
    countries: [],
    product_ids: ["a"],
  };
  const state = after(
    { kind: "leak_ticks", keys: ["IN", "BR"], on: true },
    { kind: "leaks", change: { view: { state: "ready", text: "", rows: [leak], summary: "" } } },
  );
  assert.deepEqual([...state.leakTicks], ["IN"]);
});
