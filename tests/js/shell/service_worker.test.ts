import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BASE, deferred, fake, settled } from "./fake_chrome.ts";
import "../../../extension/service_worker.ts";

const ENGINE = BASE + "engine/engine.html";
const POPUP = BASE + "popup/popup.html";
const REFUSED = { ok: false, error: { code: "refused", message: "this sender may not ask that" } };

const NOTHING_DUE = { next_at_ms: null, news: "" };
const RUN = { run: { state: "running" }, ...NOTHING_DUE };
const ENDED = { run: { state: "finished" }, ...NOTHING_DUE };

beforeEach(() => fake.reset());

test("asking for the engine at the same time creates one page", async () => {
  const gate = deferred();
  fake.createDelay = gate.promise;
  const asked = [1, 2, 3].map(() => fake.ask({ op: "engine.ensure" }, POPUP));
  await settled();
  gate.resolve();
  assert.deepEqual(await Promise.all(asked), [1, 2, 3].map(() => ({ ok: true, result: null })));
  assert.equal(fake.engines.length, 1);
});

test("a failed creation is told and the next ask tries again", async () => {
  const gate = deferred();
  fake.createDelay = gate.promise;
  const first = fake.ask({ op: "engine.ensure" }, POPUP);
  await settled();
  gate.reject(new Error("no memory"));
  assert.deepEqual(await first, { ok: false, error: { code: "internal", message: "no memory" } });
  fake.createDelay = Promise.resolve();
  assert.deepEqual(await fake.ask({ op: "engine.ensure" }, POPUP), { ok: true, result: null });
});

test("an unknown operation is not ours and gets no answer", async () => {
  assert.equal(await fake.ask({ op: "toString" }, POPUP), undefined);
  assert.equal(await fake.ask("engine.ensure", POPUP), undefined);
  assert.equal(await fake.ask(null, POPUP), undefined);
});

for (const [name, url, id] of [
  ["a web page", "https://evil.example/", undefined],
  ["another extension", ENGINE, "ponmlkjihgfedcbaponmlkjihgfedcba"],
] as const) {
  test(`${name} is refused`, async () => {
    assert.deepEqual(await fake.ask({ op: "vault.state" }, url, id), REFUSED);
  });
}

test("only the engine page is given the token", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "stored" }, POPUP);
  assert.deepEqual(await fake.ask({ op: "engine.provision", starting: false }, POPUP), REFUSED);
  const expected = { ok: true, result: { token: "secret", version: "1.2.3", unless: null } };
  assert.deepEqual(await fake.ask({ op: "engine.provision", starting: false }, ENGINE), expected);
});

test("only the engine page may write the glance", async () => {
  assert.deepEqual(await fake.ask({ op: "glance.put", glance: RUN }, POPUP), REFUSED);
  assert.equal(fake.local.contents["glance"], undefined);
});

test("storage is closed to untrusted contexts before a token is kept", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "stored" }, POPUP);
  assert.equal(fake.local.accessLevel, "TRUSTED_CONTEXTS");
  assert.equal(fake.session.accessLevel, "TRUSTED_CONTEXTS");
});

test("an alarm stands exactly while a run goes on", async () => {
  await fake.ask({ op: "glance.put", glance: RUN }, ENGINE);
  assert.deepEqual([...fake.alarmTable.values()], [{ periodInMinutes: 0.5 }]);
  await fake.ask({ op: "glance.put", glance: ENDED }, ENGINE);
  assert.equal(fake.alarmTable.size, 0);
});

test("forgetting gives back the leave for a model's host, and for nothing else", async () => {
  for (const origin of ["https://api.gumroad.com/*", "http://localhost/*", "https://api.openai.com/*"]) fake.origins.add(origin);
  await fake.ask({ op: "vault.forget" }, POPUP);
  assert.deepEqual([...fake.origins], ["https://api.gumroad.com/*"]);
});

test("the alarm brings the engine back", async () => {
  await fake.ask({ op: "glance.put", glance: RUN }, ENGINE);
  const [name] = fake.alarmTable.keys();
  assert.ok(name !== undefined);
  fake.alarms.onAlarm.fire({ name });
  await settled();
  assert.equal(fake.engines.length, 1);
});

test("another alarm is left alone", async () => {
  fake.alarms.onAlarm.fire({ name: "somebody-else" });
  await settled();
  assert.equal(fake.engines.length, 0);
});

test("after a browser restart an interrupted run is taken up, a finished one is not", async () => {
  fake.local.contents["glance"] = ENDED;
  fake.runtime.onStartup.fire();
  await settled();
  assert.equal(fake.engines.length, 0);
  fake.local.contents["glance"] = RUN;
  fake.runtime.onStartup.fire();
  await settled();
  assert.equal(fake.engines.length, 1);
  assert.equal(fake.alarmTable.size, 1);
});

test("installing opens the welcome page, updating does not", async () => {
  fake.runtime.onInstalled.fire({ reason: "install" });
  fake.runtime.onInstalled.fire({ reason: "update" });
  await settled();
  assert.deepEqual(fake.openTabs, [BASE + "welcome/welcome.html"]);
});

test("after installing and updating the engine is started, which makes its snapshot", async () => {
  fake.runtime.onInstalled.fire({ reason: "update" });
  await settled();
  assert.equal(fake.engines.length, 1);
});

test("a start after two that did not come to their end goes without the snapshot", async () => {
  const unless = async (starting: boolean): Promise<unknown> => {
    const answer = (await fake.ask({ op: "engine.provision", starting }, ENGINE)) as { result: { unless: unknown } };
    return answer.result.unless;
  };
  assert.equal(await unless(true), null);
  assert.equal(await unless(true), null);
  assert.equal(await unless(false), null);
  assert.equal(await unless(true), "again");
  assert.deepEqual(await fake.ask({ op: "engine.started" }, POPUP), REFUSED);
  await fake.ask({ op: "engine.started" }, ENGINE);
  assert.equal(await unless(true), null);
  await fake.ask({ op: "engine.started" }, ENGINE);
  fake.local.contents["snapshots"] = false;
  assert.equal(await unless(true), "off");
});

test("the shortcut opens the panel in its window", () => {
  fake.commands.onCommand.fire("open-panel", { windowId: 7 });
  fake.commands.onCommand.fire("open-panel", undefined);
  fake.commands.onCommand.fire("other", { windowId: 8 });
  assert.deepEqual(fake.openPanels, [7]);
});

test("forgetting wipes both areas and the alarm", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "session" }, POPUP);
  await fake.ask({ op: "glance.put", glance: RUN }, ENGINE);
  assert.deepEqual(await fake.ask({ op: "vault.forget" }, POPUP), { ok: true, result: null });
  assert.equal(JSON.stringify([fake.local.contents, fake.session.contents]).includes("secret"), false);
  assert.equal("glance" in fake.local.contents, false);
  assert.equal(fake.alarmTable.size, 0);
});
