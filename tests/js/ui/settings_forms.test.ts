import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST, changes, draftErrors, draftOf, readDraft } from "../../../extension/sidepanel/views/settings/forms.ts";
import type { Draft, Fault } from "../../../extension/sidepanel/views/settings/forms.ts";
import type { Settings } from "../../../extension/shared/protocol.d.ts";

const SETTINGS: Settings = { ...FIRST, read_only: true };

function typed(change: Partial<Draft>): Draft {
  return { ...draftOf(SETTINGS), ...change };
}

test("settings come back from their own text unchanged", () => {
  for (const minor of [100, 101, 110, 1000, 1290, 3000, 10_000]) {
    const settings: Settings = {
      read_only: false,
      direct_fee_bp: minor,
      direct_fee_usd_minor: minor,
      discover_fee_bp: minor,
      usd_rates: { eur: "0.92" },
      limit_change_bp: minor,
      limit_rows: minor + 1,
      limit_refunds: minor / 10 > 1000 ? 1000 : Math.trunc(minor / 10),
      limit_refund_usd_minor: minor,
    };
    assert.deepEqual(readDraft(draftOf(settings), false), { ok: true, settings });
  }
});

test("amounts under one unit come back too", () => {
  for (const minor of [0, 1, 9, 10, 80, 99]) {
    const settings: Settings = { ...SETTINGS, direct_fee_bp: minor, direct_fee_usd_minor: minor };
    assert.deepEqual(readDraft(draftOf(settings), true), { ok: true, settings });
  }
});

const OUTSIDE: readonly [Partial<Draft>, Fault][] = [
  [{ direct_percent: "100.01" }, { kind: "too_large", bound: "100" }],
  [{ direct_fixed: "1000.01" }, { kind: "too_large", bound: "1000.00" }],
  [{ change_percent: "0.99" }, { kind: "too_small", bound: "1" }],
  [{ rows: "0" }, { kind: "too_small", bound: "1" }],
  [{ rows: "100001" }, { kind: "too_large", bound: "100000" }],
  [{ refunds: "0" }, { kind: "too_small", bound: "1" }],
  [{ refund_usd: "0.99" }, { kind: "too_small", bound: "1.00" }],
  [{ refund_usd: "100000.01" }, { kind: "too_large", bound: "100000.00" }],
];
for (const [change, fault] of OUTSIDE) {
  test(`out of bounds: ${JSON.stringify(change)}`, () => {
    const reading = readDraft(typed(change), true);
    assert.deepEqual(reading, { ok: false, faults: { [Object.keys(change)[0] ?? ""]: fault } });
  });
}

test("the text is what a person would type", () => {
  assert.deepEqual(draftOf(SETTINGS), {
    direct_percent: "12.9",
    direct_fixed: "0.80",
    discover_percent: "30",
    change_percent: "50",
    rows: "100",
    refunds: "20",
    refund_usd: "500.00",
    rates: {},
  });
});

const READ: readonly [string, number][] = [
  ["12.9", 1290],
  [" 12,9 ", 1290],
  ["0", 0],
  ["00.05", 5],
  ["100", 10_000],
];
for (const [text, bp] of READ) {
  test(`“${text}” is ${bp} hundredths`, () => {
    const reading = readDraft(typed({ direct_percent: text }), true);
    assert.equal(reading.ok && reading.settings.direct_fee_bp, bp);
  });
}

const REFUSED: readonly [string, Fault["kind"]][] = [
  ["", "empty"],
  ["  ", "empty"],
  ["ten", "not_a_number"],
  ["-1", "not_a_number"],
  ["+1", "not_a_number"],
  ["NaN", "not_a_number"],
  ["1e3", "not_a_number"],
  ["12.", "not_a_number"],
  ["12.345", "not_a_number"],
  ["1,000.5", "not_a_number"],
  ["99999999999999999999", "not_a_number"],
];
for (const [text, fault] of REFUSED) {
  test(`“${text}” is refused as a percentage`, () => {
    assert.deepEqual(readDraft(typed({ discover_percent: text }), true), {
      ok: false,
      faults: { discover_percent: { kind: fault } },
    });
  });
}

test("a number of products is whole", () => {
  assert.deepEqual(readDraft(typed({ rows: "1.5" }), true), { ok: false, faults: { rows: { kind: "not_whole" } } });
  assert.deepEqual(readDraft(typed({ rows: " " }), true), { ok: false, faults: { rows: { kind: "empty" } } });
});

test("an empty rate means the shipped one, a wrong one is named by its currency", () => {
  const good = readDraft(typed({ rates: { eur: " 0,95 ", jpy: "" } }), true);
  assert.deepEqual(good.ok && good.settings.usd_rates, { eur: "0.95" });
  assert.deepEqual(readDraft(typed({ rates: { eur: "-1" } }), true), {
    ok: false,
    faults: { "rates.eur": { kind: "not_a_number" } },
  });
});

test("changes are counted by field, and none are left when the text is put back", () => {
  assert.equal(changes(typed({}), SETTINGS), 0);
  assert.equal(changes(typed({ rows: "20", direct_fixed: "0.50" }), SETTINGS), 2);
  assert.equal(changes(typed({ rates: { eur: "1" } }), SETTINGS), 1);
  assert.equal(changes(typed({ rates: { eur: " " } }), SETTINGS), 0);
  assert.equal(changes(typed({}), { ...SETTINGS, usd_rates: { eur: "1" } }), 1);
});

test("the core's errors come under the fields they are about", () => {
  const errors = draftErrors({ "settings.limit_rows": "too few", "usd_rates.eur": "no rate", other: "else" });
  assert.deepEqual(errors, { rows: "too few", "rates.eur": "no rate", other: "else" });
});
