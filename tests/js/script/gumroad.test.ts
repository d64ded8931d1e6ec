import assert from "node:assert/strict";
import { test } from "node:test";
import { Gumroad, PAUSE_MS, allowedTarget } from "../../../extension/script/gumroad.ts";
import { Refusal } from "../../../extension/script/ports.ts";
import { settled } from "../shell/fake_chrome.ts";
import { FakeWorld } from "./fake_world.ts";

const asked = (url: unknown): string => JSON.stringify({ url });
const USER = asked("https://api.gumroad.com/v2/user?a=b");

test("path and query of Gumroad's API are read, nothing else", () => {
  assert.equal(allowedTarget(USER), "/v2/user?a=b");
  const refused = [
    "http://api.gumroad.com/v2/user", "https://gumroad.com/v2/user", "https://api.gumroad.com:444/v2/",
    "https://api.gumroad.com@example.com/v2/", "https://u:p@api.gumroad.com/v2/", "https://api.gumroad.com.example.com/v2/",
    "https://example.com\\@api.gumroad.com/v2/", "https://api.gumroad.com\u3002example.com/v2/",
    "https://api.gumroad.com/oauth/token", "https://api.gumroad.com/v2/../oauth", "https://api.gumroad.com/v2/%2e%2e/oauth",
    "https://api.gumroad.com/v2/user?access_token=x", "https://api.gumroad.com/v2/user?_method=put", "/v2/user",
    `https://api.gumroad.com/v2/${"x".repeat(5000)}`, "", 7, null,
  ];
  for (const url of refused) assert.equal(allowedTarget(asked(url)), null, String(url));
  for (const text of ["", "null", "[]", "{"]) assert.equal(allowedTarget(text), null, text);
});

test("an answer is a line about it, then its body", async () => {
  const world = new FakeWorld();
  world.answer = { status: 429, headers: [["retry-after", "3"]], body: '{"a":1}' };
  const bytes = await new Gumroad(world.ports).answer(USER);
  assert.equal(new TextDecoder().decode(bytes), '{"status":429,"headers":[["retry-after","3"]]}\n{"a":1}');
  assert.deepEqual(world.targets, ["/v2/user?a=b"]);
});

test("nothing is sent for another address, in the sample shop, or without a token", async () => {
  const world = new FakeWorld();
  const gumroad = new Gumroad(world.ports);
  const says = (message: string) => (error: unknown) => error instanceof Refusal && error.message === message;
  await assert.rejects(gumroad.answer(asked("https://example.com/v2/")), says("script_live_refused"));
  world.sample = true;
  await assert.rejects(gumroad.answer(USER), says("script_live_sample"));
  assert.deepEqual(world.targets, []);
  world.sample = false;
  world.answer = null;
  await assert.rejects(gumroad.answer(USER), says("script_live_token"));
});

test("requests keep a distance", async () => {
  const world = new FakeWorld();
  const gumroad = new Gumroad(world.ports);
  await gumroad.answer(USER);
  const second = gumroad.answer(USER);
  await settled();
  assert.equal(world.targets.length, 1);
  world.pass(PAUSE_MS);
  await second;
  assert.equal(world.targets.length, 2);
});
