import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf, offsetsOf, rowAt, visibleSpan } from "../../../extension/shared/ui/windowing.ts";

const OFFSETS = offsetsOf([10, 20, 30, 40]);

test("offsets are the tops of the rows and, last, the height of all", () => {
  assert.deepEqual([...OFFSETS], [0, 10, 30, 60, 100]);
  assert.deepEqual([...offsetsOf([])], [0]);
});

test("the row at a height is found, and the nearest one outside", () => {
  assert.deepEqual(
    [-5, 0, 9, 10, 29, 30, 60, 99, 500].map((y) => rowAt(OFFSETS, y)),
    [0, 0, 0, 1, 1, 2, 3, 3, 3],
  );
  assert.equal(rowAt(offsetsOf([]), 5), 0);
});

test("every row that can be seen is in the span, and the span stays inside the table", () => {
  const offsets = offsetsOf(Array.from({ length: 2000 }, (_, n) => 40 + (n % 3) * 18));
  const height = offsets[2000] ?? 0;
  for (let top = -500; top < height + 500; top += 137) {
    const { from, to } = visibleSpan(offsets, top, top + 700, 10, 8);
    assert.ok(from >= 0 && to <= 2000 && from < to);
    assert.ok(to - from < 60);
    for (let at = 0; at < 2000; at++) {
      const seen = (offsets[at + 1] ?? 0) > Math.max(0, top) && (offsets[at] ?? 0) < Math.min(height, top + 700);
      if (seen) assert.ok(at >= from && at < to, `row ${at} at ${top}`);
    }
  }
});

test("an empty table has an empty span", () => {
  assert.deepEqual(visibleSpan(offsetsOf([]), 0, 700, 10, 8), { from: 0, to: 0 });
});

test("lines are guessed from the length, at least one and at most as many as allowed", () => {
  assert.equal(linesOf("", 100, 6, 3), 1);
  assert.equal(linesOf("x".repeat(17), 100, 6, 3), 2);
  assert.equal(linesOf("x".repeat(999), 100, 6, 3), 3);
  assert.equal(linesOf("abc", 0, 6, 3), 3);
});
