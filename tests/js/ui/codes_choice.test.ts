import assert from "node:assert/strict";
import { test } from "node:test";

import {
  chosenKeys,
  chosenRefs,
  inverted,
  isChosenPart,
  keptOf,
  keysOfRefs,
  shareOf,
  toggled,
  toggledRange,
} from "../../../extension/sidepanel/codes/choice.ts";
import { code, universal } from "./code_samples.ts";

const MANY = code("MANY", ["a", "b", "c"]);
const ONE = code("ONE", ["a"]);
const ALL = universal("ALL", ["a", "b"]);
const ROWS = [MANY, ONE, ALL];
const NONE: ReadonlySet<string> = new Set();

const sorted = (keys: ReadonlySet<string>): readonly string[] => [...keys].sort();

test("a row is chosen whole, and left whole", () => {
  const chosen = toggled(NONE, ROWS, MANY.key);
  assert.deepEqual(sorted(chosen), [MANY.key]);
  assert.equal(shareOf(chosen, MANY), "all");
  assert.ok(isChosenPart(chosen, MANY, "b/MANY-b"));
  assert.equal(toggled(chosen, ROWS, MANY.key).size, 0);
});

test("a part taken out of a whole row leaves the other parts chosen", () => {
  const chosen = toggled(new Set([MANY.key]), ROWS, "b/MANY-b");
  assert.deepEqual(sorted(chosen), ["a/MANY-a", "c/MANY-c"]);
  assert.equal(shareOf(chosen, MANY), "some");
});

test("the last part makes the row whole again", () => {
  const chosen = toggled(new Set(["a/MANY-a", "c/MANY-c"]), ROWS, "b/MANY-b");
  assert.deepEqual(sorted(chosen), [MANY.key]);
});

test("choosing a row takes the place of its chosen parts", () => {
  assert.deepEqual(sorted(toggled(new Set(["a/MANY-a"]), ROWS, MANY.key)), [MANY.key]);
});

test("a universal code has no parts of its own to choose", () => {
  assert.equal(toggled(NONE, ROWS, "a/ALL").size, 0);
  assert.equal(shareOf(new Set([ALL.key]), ALL), "all");
});

test("a range takes the tick of its first row, in the order shown", () => {
  const shown = [ALL.key, ONE.key, MANY.key];
  assert.deepEqual(sorted(toggledRange(new Set([ALL.key]), ROWS, shown, ALL.key, ONE.key)), [ONE.key, ALL.key]);
  const all = new Set([MANY.key, ONE.key]);
  assert.equal(toggledRange(all, ROWS, shown, ALL.key, MANY.key).size, 0);
});

test("a range whose start is no longer shown is a plain tick", () => {
  assert.deepEqual(sorted(toggledRange(NONE, ROWS, [ONE.key], MANY.key, ONE.key)), [ONE.key]);
});

test("inverting turns shown rows round; one chosen in part becomes whole", () => {
  const chosen = inverted(new Set(["a/MANY-a", ONE.key]), ROWS, [MANY.key, ONE.key]);
  assert.deepEqual(sorted(chosen), [MANY.key]);
});

test("what is gone from the table is no longer chosen", () => {
  const chosen = new Set([MANY.key, "name/GONE", "a/GONE-a"]);
  assert.deepEqual(sorted(keptOf(chosen, ROWS)), [MANY.key]);
  assert.equal(keptOf(new Set([MANY.key]), ROWS).size, 1);
});

test("forms get each chosen code once, a universal one under one product", () => {
  const refs = chosenRefs(new Set(["b/MANY-b", ALL.key]), ROWS);
  assert.deepEqual(refs, [
    { product_id: "b", code_id: "MANY-b" },
    { product_id: "a", code_id: "ALL" },
  ]);
  assert.deepEqual(chosenKeys(new Set(["b/MANY-b", ALL.key]), ROWS), ["b/MANY-b", ALL.key]);
});

test("refs find their rows again, whole where every part is meant", () => {
  const refs = [...MANY.parts.map((part) => part.ref), { product_id: "b", code_id: "ALL" }];
  assert.deepEqual(keysOfRefs(refs, ROWS), [MANY.key, ALL.key]);
  assert.deepEqual(keysOfRefs([{ product_id: "c", code_id: "MANY-c" }], ROWS), ["c/MANY-c"]);
});
