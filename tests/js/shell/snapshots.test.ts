import assert from "node:assert/strict";
import { test } from "node:test";
import { SnapshotMaker } from "../../../extension/engine/snapshots.ts";
import type { SnapshotWorker } from "../../../extension/engine/snapshots.ts";
import type { FromSnapshotWorker, StartFacts, WhyCold } from "../../../extension/shared/messages.ts";

class FakeWorker {
  ended = false;
  readonly listeners: Record<string, (event: never) => void> = {};
  addEventListener(type: string, listener: (event: never) => void): void {
    this.listeners[type] = listener;
  }
  terminate(): void {
    this.ended = true;
  }
  fire(type: "message" | "error", event: object): void {
    this.listeners[type]?.(event as never);
  }
}

class World {
  readonly workers: FakeWorker[] = [];
  readonly results: FromSnapshotWorker[] = [];
  readonly maker = new SnapshotMaker(
    () => {
      const worker = new FakeWorker();
      this.workers.push(worker);
      return worker as SnapshotWorker;
    },
    (result) => this.results.push(result),
  );

  started(why: WhyCold | ""): this {
    const mode = why === "" ? "restored" : "cold";
    const facts: StartFacts = { mode, why, detail: "", stages: [], heap_bytes: 1, snapshot_bytes: 0, trouble: "" };
    this.maker.started(facts);
    return this;
  }
}

for (const why of ["none", "damaged", "failed", "again"] as const) {
  test(`after a start without a snapshot because of “${why}” one is made, once`, () => {
    const world = new World().started(why);
    world.maker.make();
    world.maker.make();
    assert.equal(world.workers.length, 1);
    assert.ok(world.maker.busy);
    world.workers[0]?.fire("message", { data: { made: { bytes: 5, ms: 1 } } });
    assert.deepEqual(world.results, [{ made: { bytes: 5, ms: 1 } }]);
    assert.ok(world.workers[0]?.ended);
    assert.ok(!world.maker.busy);
    world.maker.make();
    assert.equal(world.workers.length, 1);
  });
}

for (const why of ["", "off", "mismatch", "refused"] as const) {
  test(`none is made after “${why}”`, () => {
    const world = new World().started(why);
    world.maker.make();
    assert.equal(world.workers.length, 0);
  });
}

test("none is made before Python is up", () => {
  const world = new World();
  world.maker.make();
  assert.equal(world.workers.length, 0);
});

test("a worker that breaks is told and not tried again in this start", () => {
  const world = new World().started("none");
  world.maker.make();
  world.workers[0]?.fire("error", { message: "" });
  world.maker.make();
  assert.deepEqual(world.results, [{ failed: "the worker stopped" }]);
  assert.equal(world.workers.length, 1);
});
