import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST, draftOf } from "../../../extension/sidepanel/views/settings/forms.ts";
import { INITIAL, isFirst, reduce, unsaved, withReadOnly } from "../../../extension/sidepanel/views/settings/state.ts";
import type { SettingsAction, SettingsState } from "../../../extension/sidepanel/views/settings/state.ts";
import type { ErrorBody, Settings, SettingsView } from "../../../extension/shared/protocol.d.ts";

function view(change: Partial<Settings> = {}): SettingsView {
  return { settings: { ...FIRST, read_only: false, ...change }, rates: [], rates_source: "" };
}

function after(...actions: SettingsAction[]): SettingsState {
  return actions.reduce(reduce, INITIAL);
}

function error(fields: Record<string, string>): ErrorBody {
  return { code: "bad", message: "No.", hint: "", server_words: "", retryable: false, fields };
}

const LOADED: SettingsAction = { type: "loaded", view: view() };
const TYPED: SettingsAction = { type: "typed", field: "rows", text: "20" };

test("nothing can be typed before the core has answered", () => {
  assert.deepEqual(after(TYPED), INITIAL);
  assert.deepEqual(after({ type: "discarded" }), INITIAL);
  assert.equal(unsaved(INITIAL), 0);
});

test("what is typed waits to be saved, and can be discarded", () => {
  const typed = after(LOADED, TYPED, { type: "rate", code: "eur", text: "0.9" });
  assert.equal(unsaved(typed), 2);
  assert.equal(unsaved(reduce(typed, { type: "discarded" })), 0);
});

test("settings that change elsewhere do not wipe what is typed", () => {
  const state = after(LOADED, TYPED, { type: "loaded", view: view({ read_only: true }) });
  assert.equal(state.view?.settings.read_only, true);
  assert.equal(state.draft?.rows, "20");
});

test("the answer to saving becomes what is shown", () => {
  const state = after(LOADED, TYPED, { type: "saving" }, { type: "loaded", view: view({ limit_rows: 21 }) });
  assert.equal(state.draft?.rows, "21");
  assert.equal(state.saving, false);
  assert.equal(unsaved(state), 0);
});

test("a refusal that names fields goes under them and leaves as soon as they are edited", () => {
  const refused = after(LOADED, TYPED, { type: "saving" }, { type: "failed", error: error({ limit_rows: "Too few." }) });
  assert.deepEqual(refused.refused, { rows: "Too few." });
  assert.equal(refused.error, null);
  assert.equal(refused.draft?.rows, "20");
  assert.deepEqual(reduce(refused, TYPED).refused, {});
});

test("any other refusal is shown as a whole", () => {
  const refused = after(LOADED, TYPED, { type: "saving" }, { type: "failed", error: error({}) });
  assert.equal(refused.error?.message, "No.");
  assert.equal(refused.saving, false);
});

test("the first fees and limits can be put back, each on their own", () => {
  const other = after({ type: "loaded", view: view({ direct_fee_bp: 1000, limit_rows: 5 }) });
  const fees = reduce(other, { type: "put_back", part: "fees" });
  assert.equal(fees.draft !== null && isFirst(fees.draft, "fees"), true);
  assert.equal(fees.draft !== null && isFirst(fees.draft, "limits"), false);
  const both = reduce(fees, { type: "put_back", part: "limits" });
  assert.deepEqual(both.draft, draftOf(FIRST));
});

test("the read-only switch changes nothing else", () => {
  assert.deepEqual(withReadOnly(view({ limit_rows: 7 }).settings, true), view({ limit_rows: 7, read_only: true }).settings);
});
