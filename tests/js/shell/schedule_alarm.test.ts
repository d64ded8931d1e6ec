import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BASE, fake, settled } from "./fake_chrome.ts";
import "../../../extension/service_worker.ts";

const ENGINE = BASE + "engine/engine.html";
const LATER = Date.now() + 3_600_000;

function glance(next_at_ms: number | null, news = ""): object {
  return { run: null, next_at_ms, news };
}

async function put(next_at_ms: number | null, news = ""): Promise<void> {
  assert.deepEqual(await fake.ask({ op: "glance.put", glance: glance(next_at_ms, news) }, ENGINE), {
    ok: true,
    result: null,
  });
}

function wakes(): unknown[] {
  return fake.posted.filter((each) => JSON.stringify(each).includes("schedule.wake"));
}

beforeEach(() => fake.reset());

test("an alarm stands for the next time of the glance, and goes with it", async () => {
  await put(LATER);
  assert.deepEqual(fake.alarmTable.get("schedule"), { when: LATER, periodInMinutes: 5 });
  await put(LATER + 60_000);
  assert.equal(fake.alarmTable.get("schedule")?.when, LATER + 60_000);
  await put(null);
  assert.equal(fake.alarmTable.size, 0);
});

test("an alarm that stands is not made anew by each glance", async () => {
  await put(LATER);
  const standing = fake.alarmTable.get("schedule");
  await put(LATER, "news");
  assert.equal(fake.alarmTable.get("schedule"), standing);
});

test("the alarm creates the engine and wakes it, also one that is there already", async () => {
  fake.portAnswer = { reply: { id: "schedule-wake", text: "{}" } };
  fake.alarms.onAlarm.fire({ name: "schedule" });
  await settled();
  assert.equal(fake.engines.length, 1);
  assert.equal(wakes().length, 1);
  fake.alarms.onAlarm.fire({ name: "schedule" });
  await settled();
  assert.equal(fake.engines.length, 1);
  assert.equal(wakes().length, 2);
  assert.deepEqual(fake.posted.at(-1), { name: "gumsmith-client", closed: true });
});

test("an engine that goes away under the wake leaves nothing pending", async () => {
  fake.alarms.onAlarm.fire({ name: "schedule" });
  await settled();
  assert.equal(wakes().length, 1);
});

test("news is a mark on the toolbar's button until it has been seen", async () => {
  await put(null, "“Autumn” missed its time.");
  assert.equal(fake.badge, "!");
  await put(null);
  assert.equal(fake.badge, "");
});

test("after a browser restart the alarm stands again, and what fell due meanwhile is done at once", async () => {
  fake.local.contents["glance"] = glance(LATER, "news");
  fake.runtime.onStartup.fire();
  await settled();
  assert.equal(fake.alarmTable.get("schedule")?.when, LATER);
  assert.equal(fake.badge, "!");
  assert.equal(fake.engines.length, 0);
  fake.local.contents["glance"] = glance(Date.now() - 1);
  fake.runtime.onStartup.fire();
  await settled();
  assert.equal(fake.engines.length, 1);
});

test("forgetting takes the alarm and the mark away", async () => {
  await put(LATER, "news");
  await fake.ask({ op: "vault.forget" }, BASE + "popup/popup.html");
  assert.equal(fake.alarmTable.size, 0);
  assert.equal(fake.badge, "");
});
