import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, settled } from "./fake_chrome.ts";
import {
  DEFAULTS,
  SCHEMA,
  onSetting,
  readSettings,
  wipeSettings,
  writeSettings,
} from "../../../extension/shared/settings.ts";

test("contents of a newer version are refused, and the refusal is not remembered", async () => {
  fake.local.contents = { schema: SCHEMA + 1 };
  await assert.rejects(readSettings(), /schema/);
  fake.local.contents = {};
  assert.deepEqual(await readSettings(), DEFAULTS);
});

test("fresh storage is stamped with this version's schema", () => {
  assert.equal(fake.local.contents["schema"], SCHEMA);
});

test("writes queue and never interleave", async () => {
  fake.local.log.length = 0;
  await Promise.all([writeSettings({ panel_tool: "prices" }), writeSettings({ token: "t" })]);
  assert.deepEqual(fake.local.log, ["begin panel_tool", "end panel_tool", "begin token", "end token"]);
});

test("a failed write is told and does not block the next", async () => {
  fake.local.failNextSet = new Error("disk full");
  const failing = writeSettings({ panel_tool: "history" });
  const next = writeSettings({ panel_tool: "settings" });
  await assert.rejects(failing, /disk full/);
  await next;
  assert.equal((await readSettings()).panel_tool, "settings");
});

test("a listener hears its setting and no other, until it stops", async () => {
  const heard: string[] = [];
  const stop = onSetting("panel_tool", (tool) => heard.push(tool));
  await writeSettings({ token: "x" });
  await writeSettings({ panel_tool: "prices" });
  stop();
  await writeSettings({ panel_tool: "history" });
  await settled();
  assert.deepEqual(heard, ["prices"]);
});

test("wiping leaves the defaults", async () => {
  await writeSettings({ token: "x", panel_tool: "history" });
  await wipeSettings();
  assert.deepEqual(await readSettings(), DEFAULTS);
  assert.deepEqual(fake.local.contents, { schema: SCHEMA });
});
