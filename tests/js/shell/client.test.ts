import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeEvent, settled } from "./fake_chrome.ts";
import { Client, RequestError } from "../../../extension/shared/client.ts";
import type { EngineStatus } from "../../../extension/shared/client.ts";
import type { FromEngine, ToEngine } from "../../../extension/shared/messages.ts";

class FakePort {
  readonly onMessage = new FakeEvent<[FromEngine]>();
  readonly onDisconnect = new FakeEvent<[]>();
  readonly sent: ToEngine[] = [];
  closed = false;
  postMessage(message: ToEngine): void {
    if (this.closed) throw new Error("Attempting to use a disconnected port object");
    this.sent.push(message);
  }
  close(): void {
    this.closed = true;
    this.onDisconnect.fire();
  }
  answer(id: string, body: object): void {
    this.onMessage.fire({ reply: { id, text: JSON.stringify({ v: 1, id, ...body }) } });
  }
}

class World {
  readonly ports: FakePort[] = [];
  readonly pauses: number[] = [];
  readonly timers: (() => void)[] = [];
  ensureFails: Error | null = null;
  private ids = 0;
  readonly client = new Client({
    ensureEngine: async () => {
      if (this.ensureFails !== null) throw this.ensureFails;
    },
    connect: () => {
      const port = new FakePort();
      this.ports.push(port);
      return port as unknown as chrome.runtime.Port;
    },
    newId: () => `id${++this.ids}`,
    later: (run, ms) => {
      this.pauses.push(ms);
      this.timers.push(run);
    },
    words: (key) => key,
  });
  get port(): FakePort {
    const port = this.ports.at(-1);
    assert.ok(port !== undefined);
    return port;
  }
}

const STATUS = { op: "account.status" } as const;

async function rejection(promise: Promise<unknown>): Promise<RequestError> {
  const error = await promise.then(
    () => assert.fail("it was answered"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof RequestError);
  return error;
}

test("a result reaches the one who asked", async () => {
  const world = new World();
  const [first, second] = [world.client.request(STATUS), world.client.request(STATUS)];
  await settled();
  assert.equal(world.ports.length, 1);
  assert.deepEqual(world.port.sent, [
    { request: { id: "id1", text: '{"v":1,"id":"id1","command":{"op":"account.status"}}' } },
    { request: { id: "id2", text: '{"v":1,"id":"id2","command":{"op":"account.status"}}' } },
  ]);
  world.port.answer("id2", { ok: true, result: { account: 2 } });
  world.port.answer("id1", { ok: true, result: { account: 1 } });
  assert.deepEqual([await first, await second], [{ account: 1 }, { account: 2 }]);
});

test("the core's error arrives whole", async () => {
  const world = new World();
  const asked = world.client.request(STATUS);
  await settled();
  const error = { code: "bad", message: "No.", hint: "h", server_words: "", retryable: false, fields: { a: "b" } };
  world.port.answer("id1", { ok: false, error });
  assert.deepEqual((await rejection(asked)).body, error);
});

test("when the port drops every waiting request is settled with engine_gone", async () => {
  const world = new World();
  const asked = [world.client.request(STATUS), world.client.request(STATUS)];
  await settled();
  world.port.close();
  for (const error of await Promise.all(asked.map(rejection))) assert.equal(error.code, "engine_gone");
});

test("a request that was lost is not sent again by itself", async () => {
  const world = new World();
  world.client.onEvent(() => undefined);
  const asked = world.client.request(STATUS);
  await settled();
  world.port.close();
  await rejection(asked);
  world.timers.shift()?.();
  await settled();
  assert.equal(world.ports.length, 2);
  assert.deepEqual(world.port.sent, []);
});

test("a request the engine lost is settled, the others wait on", async () => {
  const world = new World();
  const [lost, kept] = [world.client.request(STATUS), world.client.request(STATUS)];
  await settled();
  world.port.onMessage.fire({ lost: { id: "id1", detail: "out of memory" } });
  assert.equal((await rejection(lost)).body.server_words, "out of memory");
  world.port.answer("id2", { ok: true, result: {} });
  assert.deepEqual(await kept, {});
});

test("a request to a port that closed unseen is settled", async () => {
  const world = new World();
  void world.client.request(STATUS);
  await settled();
  world.port.closed = true;
  assert.equal((await rejection(world.client.request(STATUS))).code, "engine_gone");
});

test("an engine that cannot be created is engine_gone, and the next request tries anew", async () => {
  const world = new World();
  world.ensureFails = new Error("no service worker");
  assert.equal((await rejection(world.client.request(STATUS))).code, "engine_gone");
  assert.equal(world.client.status.get().state, "gone");
  world.ensureFails = null;
  const asked = world.client.request(STATUS);
  await settled();
  world.port.answer("id1", { ok: true, result: {} });
  assert.deepEqual(await asked, {});
});

test("a second answer to the same request is dropped", async () => {
  const world = new World();
  const asked = world.client.request(STATUS);
  await settled();
  world.port.answer("id1", { ok: true, result: { n: 1 } });
  world.port.answer("id1", { ok: true, result: { n: 2 } });
  assert.deepEqual(await asked, { n: 1 });
});

test("events reach every listener until it stops", async () => {
  const world = new World();
  const heard: string[] = [];
  const stop = world.client.onEvent((event) => heard.push(`a ${event.type}`));
  world.client.onEvent((event) => heard.push(`b ${event.type}`));
  await settled();
  world.port.onMessage.fire({ event: '{"v":1,"event":{"type":"catalog.changed"}}' });
  stop();
  world.port.onMessage.fire({ event: '{"v":1,"event":{"type":"catalog.changed"}}' });
  assert.deepEqual(heard, ["a catalog.changed", "b catalog.changed", "b catalog.changed"]);
});

test("the status follows the engine, and reconnecting waits longer each time until it speaks", async () => {
  const world = new World();
  const seen: EngineStatus["state"][] = [];
  world.client.status.subscribe((status) => seen.push(status.state));
  await settled();
  world.port.onMessage.fire({ engine: { state: "starting", detail: "python", durable: false, start: null } });
  world.port.onMessage.fire({ engine: { state: "ready", detail: "", durable: true, start: null } });
  for (let round = 0; round < 3; round += 1) {
    world.port.close();
    world.timers.shift()?.();
    await settled();
  }
  assert.deepEqual(world.pauses, [250, 500, 1000]);
  world.port.onMessage.fire({ engine: { state: "ready", detail: "", durable: false, start: null } });
  world.port.close();
  assert.deepEqual(world.pauses.at(-1), 250);
  assert.deepEqual(seen, ["starting", "ready", "gone", "gone", "gone", "ready", "gone"]);
  assert.equal(world.client.status.get().durable, false);
});

test("nobody listening, nobody reconnects", async () => {
  const world = new World();
  void world.client.request(STATUS).catch(() => undefined);
  await settled();
  world.port.close();
  assert.deepEqual(world.timers, []);
});

test("an unlocked token is announced over the port", async () => {
  const world = new World();
  await world.client.tokenChanged();
  assert.deepEqual(world.port.sent, [{ token_changed: true }]);
});
