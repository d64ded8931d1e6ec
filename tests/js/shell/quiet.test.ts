import assert from "node:assert/strict";
import { test } from "node:test";
import { Quiet } from "../../../extension/engine/quiet.ts";

class World {
  fallen = 0;
  private timers: (() => void)[] = [];
  readonly quiet = new Quiet(
    1000,
    () => {
      this.fallen += 1;
    },
    (run) => this.timers.push(run),
  );

  /** The time of every waiting timer comes. */
  pass(): void {
    for (const run of this.timers.splice(0)) run();
  }
}

test("nothing heard, nothing awaited", () => {
  const world = new World();
  world.pass();
  assert.equal(world.fallen, 0);
});

test("quiet falls once after something was heard", () => {
  const world = new World();
  world.quiet.hear();
  world.pass();
  assert.equal(world.fallen, 1);
  world.pass();
  assert.equal(world.fallen, 1);
});

test("what is heard while waiting puts it off", () => {
  const world = new World();
  world.quiet.hear();
  world.quiet.hear();
  world.pass();
  assert.equal(world.fallen, 0);
  world.pass();
  assert.equal(world.fallen, 1);
});

test("after a quiet, something more brings another", () => {
  const world = new World();
  world.quiet.hear();
  world.pass();
  world.quiet.hear();
  world.pass();
  assert.equal(world.fallen, 2);
});
