import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptBridge } from "../../../extension/script/bridge.ts";
import { GRACE_MS, TIME_LIMIT_MS } from "../../../extension/script/session.ts";
import { settled } from "../shell/fake_chrome.ts";
import { FakeWorld, textOf } from "./fake_world.ts";
import type { FakeWorker } from "./fake_world.ts";

const READY = { ready: { mode: "restored", ms: 5 } };
const ENDED = { ended: { text: '{"items":[]}' } };

async function running(world: FakeWorld, text = "print(1)"): Promise<{ bridge: ScriptBridge; worker: FakeWorker }> {
  const bridge = new ScriptBridge(world.ports);
  bridge.start(text, world.listener);
  await settled();
  const { worker } = world;
  worker.say(READY);
  return { bridge, worker };
}

test("a script runs in a worker that ends with it, and the next one is made ready", async () => {
  const world = new FakeWorld();
  const { bridge, worker } = await running(world);
  assert.deepEqual(worker.runs, [{ text: "print(1)", task: "", today: "2026-01-31" }]);
  world.clock += 40;
  worker.say(ENDED);
  assert.deepEqual(world.ends, [{ how: "ended", end: '{"items":[]}', message: "", ms: 40 }]);
  assert.equal(worker.ended, true);
  assert.equal(world.workers.length, 2);
  assert.equal(bridge.busy, false);
  assert.deepEqual(world.told.map(({ state }) => state), ["starting", "running"]);
  assert.equal(world.timers.length, 1, "only the start of the next worker is watched");
});

test("a prepared worker begins at once", async () => {
  const world = new FakeWorld();
  const bridge = new ScriptBridge(world.ports);
  bridge.prepare();
  bridge.prepare();
  await settled();
  const ready = bridge.ready();
  world.worker.say(READY);
  await ready;
  bridge.start("1", world.listener);
  assert.equal(world.workers.length, 1);
  assert.equal(world.worker.runs.length, 1);
});

test("a prepared worker is let go", async () => {
  const world = new FakeWorld();
  const bridge = new ScriptBridge(world.ports);
  bridge.prepare();
  bridge.rest();
  await settled();
  assert.equal(world.worker.ended, true);
  assert.deepEqual(world.worker.heard, []);
});

test("stopping interrupts, and what the script showed is kept", async () => {
  const world = new FakeWorld();
  const { bridge, worker } = await running(world);
  bridge.stop();
  assert.equal(new Uint8Array(worker.boot.interrupt)[0], 2);
  assert.equal(worker.ended, false);
  worker.say(ENDED);
  assert.deepEqual(world.ends, [{ how: "stopped", end: '{"items":[]}', message: "script_stopped", ms: 0 }]);
});

test("a script that does not stop is ended by force", async () => {
  const world = new FakeWorld();
  const { bridge, worker } = await running(world);
  bridge.stop();
  bridge.stop();
  world.pass(GRACE_MS);
  assert.equal(worker.ended, true);
  assert.deepEqual(world.ends, [{ how: "stopped", end: null, message: "script_stopped", ms: GRACE_MS }]);
  worker.say(ENDED);
  assert.equal(world.ends.length, 1);
});

test("a question that waits is answered when the script is stopped", async () => {
  const world = new FakeWorld();
  world.reply = () => new Promise(() => undefined);
  const { bridge, worker } = await running(world);
  worker.say({ ask: { ticket: 1, kind: "core", text: '{"command":{"op":"script.read"}}' } });
  await settled();
  bridge.stop();
  assert.equal(worker.read(1).how, "stopped");
  assert.equal((await worker.ask("core", '{"command":{"op":"script.read"}}', 2)).how, "stopped");
});

test("a script that takes too long is told to end, then ended", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  world.pass(TIME_LIMIT_MS - 1);
  assert.equal(new Uint8Array(worker.boot.interrupt)[0], 0);
  world.pass(1);
  assert.equal(new Uint8Array(worker.boot.interrupt)[0], 2);
  worker.say({ broken: { detail: "KeyboardInterrupt", memory: false } });
  assert.deepEqual([world.ends[0]?.how, world.ends[0]?.message], ["late", "script_late"]);
});

test("stopping before Python is up ends it at once", async () => {
  const world = new FakeWorld();
  const bridge = new ScriptBridge(world.ports);
  bridge.start("1", world.listener);
  bridge.stop();
  assert.deepEqual(world.ends, [{ how: "stopped", end: null, message: "script_stopped", ms: 0 }]);
  assert.equal(world.workers[0]?.ended, true);
});

test("a second script stops the first", async () => {
  const world = new FakeWorld();
  const { bridge, worker } = await running(world);
  bridge.start("2", world.listener);
  assert.equal(new Uint8Array(worker.boot.interrupt)[0], 2);
  worker.say(ENDED);
  assert.equal(world.ends[0]?.how, "stopped");
  assert.equal(bridge.busy, true);
});

test("only script.read reaches the core, made anew from what it may hold", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  const answer = await worker.ask("core", '{"v":1,"id":"script-1","command":{"op":"script.read","what":"sales"}}');
  assert.deepEqual(world.commands, [{ op: "script.read", what: "sales" }]);
  assert.deepEqual([answer.how, textOf(answer)], ["given", '{"ok":true,"result":1}']);
  const others = [
    '{"command":{"op":"account.forget"}}',
    '{"command":{"op":"script.read","op":"run.start"}}',
    '{"command":{"op":["script.read"]}}',
    '{"command":{"__proto__":{"op":"script.read"}}}',
    '{"op":"script.read"}',
    '[{"op":"script.read"}]',
    "null",
    "script.read",
  ];
  for (const [index, text] of others.entries()) {
    const refused = await worker.ask("core", text, index + 2);
    assert.deepEqual([text, refused.how, textOf(refused)], [text, "refused", "script_only_reads"]);
  }
  assert.equal(world.commands.length, 1);
});

test("an engine that is gone is told as an error of the core", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  world.reply = () => Promise.reject(Object.assign(new Error("gone"), { body: { code: "engine_gone", message: "m" } }));
  const answer = await worker.ask("core", '{"command":{"op":"script.read"}}');
  assert.deepEqual(JSON.parse(textOf(answer)), { ok: false, error: { code: "engine_gone", message: "m" } });
  world.reply = () => Promise.reject(new Error("a bug"));
  assert.equal((await worker.ask("core", '{"command":{"op":"script.read"}}', 2)).how, "refused");
});

test("an answer of several megabytes passes whole", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  const text = "é".repeat(5_000_000);
  world.reply = () => Promise.resolve(text);
  const answer = await worker.ask("core", '{"command":{"op":"script.read"}}');
  assert.equal(answer.bytes.length, 10_000_000);
  assert.equal(textOf(answer), text);
  world.reply = () => Promise.resolve("short");
  assert.equal(textOf(await worker.ask("core", '{"command":{"op":"script.read"}}', 2)), "short");
});

test("only the zips that Python imports from are handed over", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  assert.equal(textOf(await worker.ask("file", "stdlib.zip")), "stdlib.zip");
  assert.equal((await worker.ask("file", "../manifest.json", 2)).how, "refused");
});

for (const [what, message] of Object.entries({
  "a message that is none": { evil: 1 },
  "no message": null,
  "an unknown question": { ask: { ticket: 1, kind: "boot", text: "" } },
  "a question of another type": { ask: { ticket: 1, kind: "core", text: {} } },
  "a question that is too long": { ask: { ticket: 1, kind: "core", text: "x".repeat((1 << 20) + 1) } },
  "a second start": READY,
})) {
  test(`${what} ends the script`, async () => {
    const world = new FakeWorld();
    const { worker } = await running(world);
    worker.say(message);
    await settled();
    assert.equal(worker.ended, true);
    assert.deepEqual([world.ends[0]?.how, world.ends[0]?.message], ["broken", "script_broken"]);
  });
}

test("two questions at once end the script", async () => {
  const world = new FakeWorld();
  world.reply = () => new Promise(() => undefined);
  const { worker } = await running(world);
  worker.say({ ask: { ticket: 1, kind: "core", text: '{"command":{"op":"script.read"}}' } });
  worker.say({ ask: { ticket: 2, kind: "core", text: '{"command":{"op":"script.read"}}' } });
  await settled();
  assert.equal(world.ends[0]?.how, "broken");
});

test("a broken interpreter says so, and one that wanted too much memory says that", async () => {
  for (const [memory, how] of [[false, "broken"], [true, "memory"]] as const) {
    const world = new FakeWorld();
    const { worker } = await running(world);
    worker.say({ broken: { detail: "RuntimeError", memory } });
    assert.deepEqual([world.ends[0]?.how, world.ends[0]?.message], [how, `script_${how}`]);
  }
});

test("a worker that crashes while it runs ends the script", async () => {
  const world = new FakeWorld();
  const { worker } = await running(world);
  worker.crash();
  assert.equal(world.ends[0]?.how, "broken");
});

test("a worker that could not be made ready is not used; another is made for the next script", async () => {
  const world = new FakeWorld();
  const bridge = new ScriptBridge(world.ports);
  bridge.prepare();
  await settled();
  world.worker.say({ broken: { detail: "no wasm", memory: false } });
  assert.equal(world.worker.ended, true);
  bridge.start("1", world.listener);
  await settled();
  assert.equal(world.workers.length, 2);
  world.worker.say({ broken: { detail: "no wasm", memory: false } });
  assert.deepEqual(world.ends, [{ how: "broken", end: null, message: "script_not_started", ms: 0 }]);
});
