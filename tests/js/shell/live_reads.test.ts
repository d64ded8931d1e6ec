import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { BASE, fake } from "./fake_chrome.ts";
import "../../../extension/service_worker.ts";

const PANEL = BASE + "sidepanel/sidepanel.html";
const browserFetch = globalThis.fetch;
let sent: { url: string; options: RequestInit }[] = [];

function answering(answer: object): void {
  globalThis.fetch = ((url: string, options: RequestInit) => {
    sent.push({ url, options });
    return Promise.resolve(answer);
  }) as typeof fetch;
}

beforeEach(async () => {
  fake.reset();
  sent = [];
  answering(new Response('{"success":true}', { status: 200, headers: { "Content-Type": "application/json", "Set-Cookie": "a" } }));
});

afterEach(() => {
  globalThis.fetch = browserFetch;
});

const get = (target: string, url = PANEL): Promise<unknown> => fake.ask({ op: "script.get", target }, url);

test("a script's read is a GET with the token, and its answer has no more than it needs", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "stored" }, PANEL);
  const answer = { status: 200, headers: [["content-type", "application/json"]], body: '{"success":true}' };
  assert.deepEqual(await get("/v2/user?a=b"), { ok: true, result: answer });
  const [request] = sent;
  assert.equal(request?.url, "https://api.gumroad.com/v2/user?a=b");
  const { method, headers, redirect, credentials, body } = request.options;
  assert.deepEqual([method, redirect, credentials, body], ["GET", "manual", "omit", undefined]);
  assert.deepEqual(headers, { Accept: "application/json", Authorization: "Bearer secret" });
});

test("a redirect is told and not followed", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "stored" }, PANEL);
  answering({ type: "opaqueredirect", status: 0 });
  assert.deepEqual(await get("/v2/user"), { ok: true, result: { status: 302, headers: [], body: "" } });
});

test("without a token nothing is sent", async () => {
  assert.deepEqual(await get("/v2/user"), { ok: true, result: null });
  assert.deepEqual(sent, []);
});

test("nothing is sent anywhere else, whoever asks", async () => {
  await fake.ask({ op: "vault.keep", token: "secret", keeping: "stored" }, PANEL);
  for (const target of ["/oauth/token", "/v2/../oauth", "@example.com/v2/", ".example.com/v2/", ":444/v2/", "/v2/?access_token=x", ""]) {
    const answer = (await get(target)) as { ok: boolean };
    assert.deepEqual([target, answer.ok], [target, false]);
  }
  const refused = (await get("/v2/user", "https://evil.example/")) as { ok: boolean };
  assert.equal(refused.ok, false);
  assert.deepEqual(sent, []);
});
