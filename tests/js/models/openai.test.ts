import assert from "node:assert/strict";
import { test } from "node:test";

import { chatProvider } from "../../../extension/models/openai.ts";
import type { ChatServer } from "../../../extension/models/openai.ts";
import { LONGEST_REPLY, TROUBLES, longestReply } from "../../../extension/models/provider.ts";
import type { Question } from "../../../extension/models/provider.ts";
import { DONE, FakeServer, delta, json, stream, trouble } from "./fake_server.ts";
import type { Answer } from "./fake_server.ts";

const KEY = "sk-very-secret";
const HOSTED: ChatServer = { base: "https://api.openai.com/v1", model: "small", key: KEY, local: false };
const LOCAL: ChatServer = { base: "http://localhost:11434/v1", model: "llama", key: "", local: true };
const ASKED: Question = {
  messages: [
    { role: "system", content: "Answer in JSON." },
    { role: "user", content: "A brush set" },
  ],
  schemaName: "listing",
  schema: { type: "object", properties: { name: { type: "string" } } },
  maxOutputTokens: 1000,
};
const GOOD = () => stream([delta('{"name":'), delta('"Brushes"}', "stop"), DONE]).response;

function asking(server: ChatServer, ...answers: Answer[]) {
  const fake = new FakeServer(...answers);
  const stop = new AbortController();
  const progress: number[] = [];
  const provider = chatProvider(server, fake.ports);
  const ask = () => provider.ask(ASKED, { signal: stop.signal, onProgress: (n) => progress.push(n) });
  return { fake, stop, progress, provider, ask, signal: stop.signal };
}

test("a streamed answer is put together, and its length is told as it grows", async () => {
  const { ask, progress } = asking(HOSTED, GOOD);
  assert.deepEqual(await ask(), { text: '{"name":"Brushes"}', end: "whole" });
  assert.deepEqual(progress, [8, 18, 18]);
});

test("a request goes to that host only, with its key, and carries nothing else of the browser", async () => {
  const { ask, fake } = asking(HOSTED, GOOD);
  await ask();
  const [{ url, init, body } = { url: "", init: {}, body: null }] = fake.sent;
  assert.equal(url, "https://api.openai.com/v1/chat/completions");
  assert.deepEqual(fake.asked, ["https://api.openai.com/*"]);
  assert.deepEqual(
    [init.method, init.credentials, init.redirect, init.referrerPolicy, init.cache],
    ["POST", "omit", "error", "no-referrer", "no-store"],
  );
  assert.deepEqual(init.headers, { "Content-Type": "application/json", Authorization: `Bearer ${KEY}` });
  assert.deepEqual(body, {
    model: "small",
    messages: ASKED.messages,
    stream: true,
    response_format: { type: "json_schema", json_schema: { name: "listing", strict: true, schema: ASKED.schema } },
  });
});

test("without the browser's leave nothing is sent", async () => {
  const { ask, fake } = asking(HOSTED, GOOD);
  fake.granted = false;
  assert.equal((await trouble(ask())).code, "no_permission");
  assert.deepEqual(fake.sent, []);
});

test("a server without a key gets none", async () => {
  const { ask, fake } = asking(LOCAL, GOOD);
  await ask();
  assert.deepEqual(fake.sent[0]?.init.headers, { "Content-Type": "application/json" });
});

test("the strictest form that a server takes is found once", async () => {
  const no = (what: string) => () => json(400, { error: { message: `response_format '${what}' is not supported` } });
  const { ask, fake } = asking(LOCAL, no("json_schema"), no("json_object"), GOOD);
  assert.equal((await ask()).end, "whole");
  const formats = () => fake.sent.map(({ body }) => (body?.["response_format"] as { type: string } | undefined)?.type);
  assert.deepEqual(formats(), ["json_schema", "json_object", undefined]);
  await ask();
  assert.equal(formats().length, 4);
  assert.equal(formats()[3], undefined);
});

test("another refusal is not taken for one of the form", async () => {
  const { ask, fake } = asking(LOCAL, () => json(400, { error: { message: "temperature is too high" } }));
  const told = await trouble(ask());
  assert.deepEqual([told.code, told.words, fake.sent.length], ["rejected", "temperature is too high", 1]);
});

test("a server that does not stream is read, too", async () => {
  const whole = { choices: [{ message: { role: "assistant", content: "{}" }, finish_reason: "stop" }] };
  assert.deepEqual(await asking(LOCAL, () => json(200, whole)).ask(), { text: "{}", end: "whole" });
});

test("pieces may be cut anywhere, also within a letter and a line's end", async () => {
  const bytes = new TextEncoder().encode(`: hello\r\n\r\n${delta("Gr\u00fc\u00dfe \u{1f600}", "stop").replaceAll("\n", "\r\n")}${DONE}`);
  const single = [...bytes].map((byte) => Uint8Array.of(byte));
  assert.equal((await asking(LOCAL, () => stream(single).response).ask()).text, "Gr\u00fc\u00dfe \u{1f600}");
});

test("why a model stopped is told", async () => {
  const ending = async (...pieces: string[]) => (await asking(LOCAL, () => stream(pieces).response).ask()).end;
  assert.equal(await ending(delta("{", "length"), DONE), "cut");
  assert.equal(await ending(delta("", "content_filter"), DONE), "refused");
  assert.equal(await ending(delta("{}"), DONE), "whole");
  const refusal = `data: ${JSON.stringify({ choices: [{ delta: { refusal: "I cannot." }, finish_reason: "stop" }] })}\n\n`;
  const { ask } = asking(LOCAL, () => stream([refusal, DONE]).response);
  assert.deepEqual(await ask(), { text: "I cannot.", end: "refused" });
});

test("an answer that ends in the middle is not taken for a whole one", async () => {
  assert.equal((await trouble(asking(LOCAL, () => stream([delta('{"na')]).response).ask())).code, "cut");
  assert.equal((await trouble(asking(LOCAL, () => stream(['data: {"choi']).response).ask())).code, "cut");
  const broken = () => stream([delta('{"na')], new TypeError("network error")).response;
  assert.equal((await trouble(asking(LOCAL, broken).ask())).code, "cut");
});

test("a failure told in the middle of a stream is a failure", async () => {
  const failed = `data: ${JSON.stringify({ error: { message: "out of memory" } })}\n\n`;
  const told = await trouble(asking(LOCAL, () => stream([delta("{"), failed]).response).ask());
  assert.deepEqual([told.code, told.words], ["failed", "out of memory"]);
});

test("an answer without end is stopped, at the server as well", async () => {
  const long = stream(Array.from({ length: 60 }, () => delta("x".repeat(10_000))), false);
  assert.equal((await trouble(asking(LOCAL, () => long.response).ask())).code, "endless");
  assert.equal(long.turnedAway(), true);
  const whole = { choices: [{ message: { content: "x".repeat(longestReply(ASKED)) } }] };
  assert.equal((await trouble(asking(LOCAL, () => json(200, whole)).ask())).code, "endless");
});

test("stopping ends the request and says so, before the first byte and in the middle", async () => {
  const waiting = asking(LOCAL, () => new Promise<Response>(() => undefined));
  const first = trouble(waiting.ask());
  setTimeout(() => waiting.stop.abort(), 5);
  assert.equal((await first).code, "stopped");
  const writing = asking(LOCAL, ({ init }) => stream([delta("{")], false, init.signal).response);
  const second = trouble(writing.ask());
  setTimeout(() => writing.stop.abort(), 5);
  assert.equal((await second).code, "stopped");
  assert.deepEqual(writing.progress, [1]);
  assert.equal((await trouble(writing.provider.check(writing.signal))).code, "stopped");
});

test("a server that falls silent in the middle is not waited for for ever", async () => {
  const fake = new FakeServer(({ init }) => stream([delta("{")], false, init.signal).response);
  const provider = chatProvider(LOCAL, { ...fake.ports, nextMs: 5 });
  assert.equal((await trouble(provider.ask(ASKED, { signal: new AbortController().signal }))).code, "silent");
});

test("a server that says nothing is not waited for for ever", async () => {
  const fake = new FakeServer(() => new Promise<Response>(() => undefined));
  const provider = chatProvider(LOCAL, { ...fake.ports, firstMs: 5, listMs: 5 });
  const { signal } = new AbortController();
  assert.equal((await trouble(provider.ask(ASKED, { signal }))).code, "silent");
  assert.equal((await trouble(provider.models(signal))).code, "silent");
});

const HTML = "<html><body>It works!</body></html>";
const refusals: [string, ChatServer, () => Response, string, string][] = [
  ["a foreign origin", LOCAL, () => new Response("", { status: 403 }), "origin_refused", ""],
  ["a key that may not do this", HOSTED, () => json(403, { error: { message: "No access." } }), "forbidden", "No access."],
  ["a wrong key", HOSTED, () => json(401, { error: { message: "Incorrect API key." } }), "key_refused", "Incorrect API key."],
  [
    "a wrong key as Google says it",
    HOSTED,
    () => json(400, [{ error: { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT" } }]),
    "key_refused",
    "API key not valid.",
  ],
  ["a model that is not there", LOCAL, () => json(404, { error: { message: 'model "x" not found' } }), "no_model", 'model "x" not found'],
  ["a model that never was", HOSTED, () => json(400, { message: "Invalid model: x" }), "no_model", "Invalid model: x"],
  ["a wrong path", LOCAL, () => new Response("404 page not found", { status: 404 }), "wrong_path", "404 page not found"],
  ["too often", HOSTED, () => json(429, { error: { message: "Slow down." } }, { "Retry-After": "7" }), "too_often", "Slow down."],
  ["no credit", HOSTED, () => json(429, { error: { code: "insufficient_quota", message: "Buy." } }), "no_credit", "Buy."],
  ["no credit at OpenRouter", HOSTED, () => json(402, { error: { message: "Pay." } }), "no_credit", "Pay."],
  ["too long a question", HOSTED, () => json(400, { error: { message: "maximum context length is 8192" } }), "too_large", "maximum context length is 8192"],
  ["a failing server", LOCAL, () => new Response(HTML, { status: 502 }), "failed", ""],
  ["something else that answers", LOCAL, () => new Response(HTML, { headers: { "Content-Type": "text/html" } }), "unreadable", ""],
  ["JSON of another kind", LOCAL, () => json(200, { hello: 1 }), "unreadable", ""],
];
for (const [name, server, answer, code, words] of refusals) {
  test(`told apart: ${name}`, async () => {
    const told = await trouble(asking(server, answer).ask());
    assert.deepEqual([told.code, told.words], [code, words]);
    assert.equal(JSON.stringify({ ...told, message: told.message, stack: told.stack }).includes(KEY), false);
  });
}

test("nothing listening is told as such", async () => {
  assert.equal((await trouble(asking(LOCAL, new TypeError("Failed to fetch")).ask())).code, "unreachable");
});

test("a server's advice when to come again is kept", async () => {
  const told = await trouble(asking(HOSTED, () => json(429, {}, { "Retry-After": "7" })).ask());
  assert.equal(told.retryAfterS, 7);
});

test("a server's long words are cut", async () => {
  const told = await trouble(asking(HOSTED, () => json(400, { error: "a ".repeat(5000) })).ask());
  assert.equal(told.words.length, 301);
});

test("models are listed by name, each once", async () => {
  const list = { object: "list", data: [{ id: "models/b" }, { id: "a" }, { id: "a" }, { name: "c" }, {}, 7] };
  const { provider, signal, fake } = asking(HOSTED, () => json(200, list));
  assert.deepEqual(await provider.models(signal), ["b", "a", "c"]);
  assert.deepEqual([fake.sent[0]?.url, fake.sent[0]?.init.method], ["https://api.openai.com/v1/models", "GET"]);
});

test("what is no list of models is not taken for one", async () => {
  const listing = (answer: Answer) => {
    const { provider, signal } = asking(LOCAL, answer);
    return trouble(provider.models(signal));
  };
  assert.equal((await listing(() => json(200, { hello: 1 }))).code, "unreadable");
  assert.equal((await listing(() => new Response(HTML))).code, "unreadable");
  assert.equal((await listing(() => new Response("", { status: 404 }))).code, "wrong_path");
});

test("the check says nothing of the shop and wants no form", async () => {
  const { provider, signal, fake } = asking(LOCAL, () => stream([delta("yes", "stop"), DONE]).response);
  await provider.check(signal);
  const sent = JSON.stringify(fake.sent[0]?.body);
  assert.match(sent, /single word: yes/);
  assert.doesNotMatch(sent, /response_format|brush/i);
});

test("no answer is read for ever, however long it may be", () => {
  assert.equal(longestReply({ maxOutputTokens: 1_000_000 }), LONGEST_REPLY);
  assert.equal(longestReply({ maxOutputTokens: 1000 }), 68_000);
});

test("half a character is made whole", async () => {
  assert.equal((await asking(LOCAL, () => stream([delta("a\ud83d", "stop")]).response).ask()).text, "a\ufffd");
});

test("how much a server takes in is not known", async () => {
  const { provider, signal } = asking(LOCAL);
  assert.deepEqual([await provider.room(signal), await provider.availability()], [null, "available"]);
});

test("every trouble has a name of its own", () => {
  assert.equal(new Set(TROUBLES).size, TROUBLES.length);
});
