import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fake } from "./fake_chrome.ts";
import { forgetModelKey, keepModelKey, modelKey } from "../../../extension/shared/model_keys.ts";
import { readSettings, wipeSettings } from "../../../extension/shared/settings.ts";

const KEY = "sk-secret";

beforeEach(() => fake.reset());

test("a key is handed out for its own place only", async () => {
  await keepModelKey("openai", KEY, "stored");
  assert.deepEqual(await modelKey("openai"), { key: KEY, keeping: "stored" });
  assert.equal(await modelKey("openrouter"), null);
  assert.equal(await modelKey("local"), null);
});

test("a key for this session never reaches the disk", async () => {
  await keepModelKey("groq", KEY, "session");
  assert.equal(JSON.stringify(fake.local.contents).includes(KEY), false);
  assert.deepEqual(await modelKey("groq"), { key: KEY, keeping: "session" });
  fake.session.contents = {};
  assert.equal(await modelKey("groq"), null);
});

test("keeping it otherwise leaves no copy behind", async () => {
  await keepModelKey("openai", KEY, "stored");
  await keepModelKey("openai", KEY, "session");
  assert.equal(JSON.stringify(fake.local.contents).includes(KEY), false);
  await keepModelKey("openai", KEY, "stored");
  assert.equal(JSON.stringify(fake.session.contents).includes(KEY), false);
});

test("one is forgotten, the others stay; forgetting everything leaves none", async () => {
  await keepModelKey("openai", KEY, "stored");
  await keepModelKey("mistral", "other", "stored");
  await forgetModelKey("openai");
  assert.deepEqual((await readSettings()).model_keys, { mistral: "other" });
  await forgetModelKey("openai");
  await wipeSettings();
  assert.equal(await modelKey("mistral"), null);
});
