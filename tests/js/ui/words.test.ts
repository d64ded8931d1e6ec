import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import messages from "../../../extension/_locales/en/messages.json" with { type: "json" };
import { about, ago, bytes, moment, timeLeft } from "../../../extension/shared/format.ts";
import { t, tn } from "../../../extension/shared/i18n.ts";

const NOW = new Date(2026, 10, 23, 18, 2).getTime();
const MINUTE = 60_000;

test("words take their values, numbers in the words' language", () => {
  assert.equal(t("chosen_count", 42, 1310), "42 of 1,310 chosen");
  assert.equal(t("remove", "€5 [x] $2"), "Remove €5 [x] $2");
});

test("one thing and many things have their own words", () => {
  assert.equal(tn("products_count", 1), "1 product");
  assert.equal(tn("products_count", 0), "0 products");
  assert.equal(tn("products_count", 2000), "2,000 products");
});

test("every plural has both forms", () => {
  const keys = new Set(Object.keys(messages));
  for (const key of keys) {
    if (key.endsWith("_one")) assert.ok(keys.has(key.replace(/_one$/, "_other")), key);
  }
});

test("no words are empty or hold a lone dollar sign", () => {
  for (const [key, { message }] of Object.entries(messages)) {
    assert.notEqual(message.trim(), "", key);
    assert.doesNotMatch(message.replace(/\$\$/g, "").replace(/\$[1-9]/g, ""), /\$/, key);
  }
});

test("the past is told as a person would", () => {
  assert.equal(ago(NOW - 5000, NOW), "just now");
  assert.equal(ago(NOW + 5000, NOW), "just now");
  assert.equal(ago(NOW - 4 * MINUTE, NOW), "4 minutes ago");
  assert.equal(ago(NOW - 61 * MINUTE, NOW), "1 hour ago");
  assert.equal(ago(new Date(2026, 10, 3).getTime(), NOW), "on 3 Nov");
  assert.equal(ago(new Date(2025, 10, 3).getTime(), NOW), "on 3 Nov 2025");
});

test("a moment is today, yesterday or a date", () => {
  assert.equal(moment(NOW, NOW), "today 18:02");
  assert.equal(moment(new Date(2026, 10, 22, 9, 5).getTime(), NOW), "yesterday 09:05");
  assert.equal(moment(new Date(2026, 10, 3, 9, 5).getTime(), NOW), "3 Nov 09:05");
  assert.equal(moment(new Date(2025, 10, 3, 9, 5).getTime(), NOW), "3 Nov 2025");
});

test("durations are rounded to what one waits for", () => {
  assert.deepEqual([0, 25, 100, 7200].map(about), [
    "about a second",
    "about 25 seconds",
    "about 2 minutes",
    "about 2 hours",
  ]);
  assert.deepEqual([0.2, 10, 200, 7200].map(timeLeft), ["1 s left", "10 s left", "3 min left", "2 h left"]);
});

test("sizes have the unit that keeps them short", () => {
  assert.deepEqual([0, 999, 1500, 2_340_000, 15_000_000].map(bytes), ["0 B", "999 B", "1.5 kB", "2.3 MB", "15 MB"]);
});
