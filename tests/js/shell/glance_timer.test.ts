import assert from "node:assert/strict";
import { test } from "node:test";
import { GlanceKeeper } from "../../../extension/engine/glance.ts";
import type { Glance } from "../../../extension/shared/messages.ts";

test("the browser's own timer is called as the browser wants it, so that a second glance is stored too", (context) => {
  const timers: (() => void)[] = [];
  function strictTimer(this: unknown, run: () => void): number {
    if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
    return timers.push(run);
  }
  context.mock.method(globalThis, "setTimeout", strictTimer);
  const put: Glance[] = [];
  const keeper = new GlanceKeeper(async (glance) => put.push(glance));
  const glance = (products: number): string => JSON.stringify({ v: 1, event: { type: "glance.changed", products } });
  keeper.hear(glance(1));
  keeper.hear(glance(2));
  timers.shift()?.();
  assert.deepEqual(put.map(({ products }) => products), [1, 2]);
});
