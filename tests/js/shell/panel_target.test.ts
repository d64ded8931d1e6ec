import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { fake } from "./fake_chrome.ts";
import { followTarget, sendToPanel } from "../../../extension/shared/panel_target.ts";
import { readSession } from "../../../extension/shared/settings.ts";

async function settled(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await turn();
}

beforeEach(() => fake.reset());

test("a place sent before the panel opens is taken once, when it opens", async () => {
  await sendToPanel("#prices?ids=1");
  const gone: string[] = [];
  followTarget((target) => gone.push(target));
  await settled();
  assert.deepEqual(gone, ["#prices?ids=1"]);
  assert.equal((await readSession()).panel_target, null);
});

test("an open panel goes at once, each time, until it stops following", async () => {
  const gone: string[] = [];
  const stop = followTarget((target) => gone.push(target));
  await settled();
  await sendToPanel("#history");
  await settled();
  await sendToPanel("#history");
  await settled();
  assert.deepEqual(gone, ["#history", "#history"]);
  stop();
  await sendToPanel("#products");
  await settled();
  assert.deepEqual(gone, ["#history", "#history"]);
});
