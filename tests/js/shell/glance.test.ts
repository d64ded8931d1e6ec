import assert from "node:assert/strict";
import { test } from "node:test";
import { GlanceKeeper } from "../../../extension/engine/glance.ts";

function keeper(): { keeper: GlanceKeeper; put: number[]; timers: (() => void)[] } {
  const put: number[] = [];
  const timers: (() => void)[] = [];
  const keep = new GlanceKeeper(
    async (glance) => put.push(glance.products),
    (run) => timers.push(run),
  );
  return { keeper: keep, put, timers };
}

const glance = (products: number): string => JSON.stringify({ v: 1, event: { type: "glance.changed", products } });

test("the first glance is stored at once, later ones together", () => {
  const { keeper: keep, put, timers } = keeper();
  keep.hear(glance(1));
  keep.hear(glance(2));
  keep.hear(glance(3));
  assert.deepEqual(put, [1]);
  timers.shift()?.();
  assert.deepEqual(put, [1, 3]);
});

test("nothing is stored after a quiet pause", () => {
  const { keeper: keep, put, timers } = keeper();
  keep.hear(glance(1));
  timers.shift()?.();
  assert.deepEqual([put, timers.length], [[1], 0]);
  keep.hear(glance(2));
  assert.deepEqual(put, [1, 2]);
});

test("other events are not looked into, even when they mention a glance", () => {
  const { keeper: keep, put } = keeper();
  keep.hear("not even JSON");
  keep.hear(JSON.stringify({ v: 1, event: { type: "run.progressed", text: "glance.changed" } }));
  assert.deepEqual(put, []);
});
