import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import type { SalesExportColumnsView } from "../../../extension/shared/protocol.d.ts";
import { NO_EXPORTS, optionsOf } from "../../../extension/sidepanel/exports/state.ts";
import {
  SALES_EXPORT_INITIAL,
  conditions,
  firstColumns,
  moved,
  salesExportAsker,
} from "../../../extension/sidepanel/sales/export.ts";
import type { SalesExportState } from "../../../extension/sidepanel/sales/export.ts";

const CHOICES = {
  columns: [],
  presets: [{ preset: "simple", keys: ["email", "date"] }],
  sets: [],
  products: [],
  countries: [],
  codes: [],
} as unknown as SalesExportColumnsView;
const OPTIONS = optionsOf(NO_EXPORTS.choice, 0);
const { form } = SALES_EXPORT_INITIAL;
const REFUSED = { body: { code: "x", message: "No.", hint: "", server_words: "", retryable: false, fields: { name: "!" } } };

function rig(answer: (command: AnyCommand) => unknown) {
  const changes: Partial<SalesExportState>[] = [];
  const api = { request: async (command: AnyCommand) => answer(command) } as unknown as Api;
  return { asker: salesExportAsker(api, (change) => changes.push(change)), changes };
}

test("conditions are counted, days are not", () => {
  assert.equal(conditions(form.filter), 0);
  assert.equal(conditions({ ...form.filter, first_day: "2026-01-01" }), 0);
  assert.equal(conditions({ ...form.filter, codes: [""], refunded: "none", text: "a", price_to: "5" }), 4);
});

test("columns are moved inside the list", () => {
  const columns = ["a", "b", "c"].map((key) => ({ key, title: "" }));
  const keys = (at: number, by: number) => moved(columns, at, by).map(({ key }) => key).join("");
  assert.deepEqual([keys(0, 1), keys(2, -1), keys(0, -1), keys(9, 1)], ["bac", "acb", "abc", "abc"]);
});

test("an own set begins with a preset's columns", () => {
  assert.deepEqual(firstColumns(CHOICES, "simple"), [
    { key: "email", title: "" },
    { key: "date", title: "" },
  ]);
  assert.deepEqual(firstColumns(null, "simple"), []);
});

test("of two questions the answer to the newer one counts, refusals too", async () => {
  const waiting: ((value: unknown) => void)[] = [];
  const { asker, changes } = rig(() => new Promise((settle) => waiting.push(settle)));
  const first = asker.ask(form, OPTIONS, []);
  const second = asker.ask(form, OPTIONS, []);
  waiting[1]?.({ rows: 2 });
  waiting[0]?.({ rows: 1 });
  await Promise.all([first, second]);
  assert.deepEqual(changes, [{ check: { rows: 2 }, checked: form, error: null }]);
});

test("what is refused is said where it belongs", async () => {
  const { asker, changes } = rig(() => Promise.reject(REFUSED));
  await asker.ask(form, OPTIONS, []);
  assert.equal(await asker.keepSet("", []), false);
  await asker.dropSet("x");
  asker.failed(REFUSED);
  assert.deepEqual(
    changes.map(({ error, setError }) => (error ?? setError)?.message),
    ["No.", "No.", "No.", "No."],
  );
});

test("choices are looked up and sets are kept", async () => {
  const { asker, changes } = rig(() => CHOICES);
  await asker.look();
  assert.equal(await asker.keepSet("Mine", [{ key: "email", title: "" }]), true);
  assert.deepEqual(changes, [
    { choices: CHOICES, setError: null },
    { choices: CHOICES, setError: null },
  ]);
});
