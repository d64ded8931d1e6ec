import assert from "node:assert/strict";
import { test } from "node:test";

import { isActive, progress, reduce, situation } from "../../../extension/popup/state.ts";
import type { PopupState } from "../../../extension/popup/state.ts";
import type { Glance, VaultState } from "../../../extension/shared/messages.ts";
import type { RunView } from "../../../extension/shared/protocol.d.ts";

function run(change: Partial<RunView> = {}): RunView {
  return {
    run_id: "r1",
    digest: "",
    kind: "prices",
    title: "Prices: +12 %",
    headline: "Changing 40 prices",
    summary: "",
    state: "running",
    started_at_ms: 1000,
    ended_at_ms: null,
    counts: {
      total: 40,
      waiting: 15,
      applied: 24,
      unchanged: 0,
      left_alone: 1,
      rejected: 0,
      unsure: 0,
      cancelled: 0,
    },
    left_s: 10,
    wait_text: "",
    origin_run_id: null,
    undone_by: null,
    can_undo: false,
    can_retry: false,
    can_resume: false,
    seq: 25,
    ...change,
  };
}

function glance(change: Partial<Glance> = {}): Glance {
  return {
    type: "glance.changed",
    shop_name: "Ana",
    sample: false,
    products: 310,
    codes: 74,
    read_at_ms: 1000,
    run: null,
    next_at_ms: null,
    news: "",
    ...change,
  };
}

const KEPT: VaultState = { keeping: "stored", locked: false };
const LOCKED: VaultState = { keeping: "passphrase", locked: true };

function state(shown: Glance | null, vault: VaultState = KEPT): PopupState {
  return { glance: shown, vault, live: null, error: null };
}

test("the situation follows from what is stored, before the engine is up", () => {
  assert.equal(situation(state(null)), "none");
  assert.equal(situation(state(glance({ shop_name: null }))), "none");
  assert.equal(situation(state(glance())), "shop");
  assert.equal(situation(state(glance(), LOCKED)), "locked");
  assert.equal(situation(state(null, LOCKED)), "locked");
  assert.equal(situation(state(glance({ sample: true }), LOCKED)), "shop");
});

test("progress counts every row that has come to an end", () => {
  assert.deepEqual(progress(run()), { done: 25, total: 40, percent: 62 });
  const empty = run({ counts: { ...run().counts, total: 0, waiting: 0 } });
  assert.equal(progress(empty).percent, 100);
});

test("a run is going on until it has stopped", () => {
  assert.equal(isActive(null), false);
  assert.equal(isActive(run()), true);
  assert.equal(isActive(run({ state: "stopping" })), true);
  assert.equal(isActive(run({ state: "paused" })), false);
});

test("news of a run replace what is shown, old news do not", () => {
  const shown = state(glance({ run: run({ seq: 25 }) }));
  const news = (change: Partial<RunView>): RunView | null | undefined =>
    reduce(shown, { type: "event", event: { type: "run.progressed", run: run(change), rows: [] } }).glance?.run;
  assert.equal(news({ seq: 26 })?.seq, 26);
  assert.equal(news({ seq: 24 })?.seq, 25);
  assert.equal(news({ run_id: "r0", started_at_ms: 500, seq: 99 })?.run_id, "r1");
  assert.equal(news({ run_id: "r2", started_at_ms: 2000, seq: 1 })?.run_id, "r2");
});

test("a run without a shop changes nothing", () => {
  assert.deepEqual(reduce(state(null), { type: "run", run: run() }), state(null));
});

test("a stop shows at once", () => {
  const stopped = reduce(state(glance({ run: run() })), { type: "run", run: run({ state: "stopping", seq: 26 }) });
  assert.equal(stopped.glance?.run?.state, "stopping");
});

test("the engine's glance and account take the place of what was stored", () => {
  const live = reduce(state(glance()), { type: "live", connected: true, products: [] });
  const lost = reduce(live, { type: "event", event: { type: "account.changed", status: { account: null } } });
  assert.equal(lost.live?.connected, false);
  const other = reduce(lost, { type: "event", event: glance({ shop_name: "Ben" }) });
  assert.equal(other.glance?.shop_name, "Ben");
  assert.equal(reduce(other, { type: "event", event: { type: "catalog.changed" } }), other);
});
