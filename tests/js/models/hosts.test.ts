import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { HOSTED_SERVICES, OPTIONAL_HOSTS, hostedService, localBase, localServerAt, permissionFor } from "../../../extension/models/hosts.ts";
import { retryAfterS, serverWords } from "../../../extension/models/refusals.ts";
import { EventReader } from "../../../extension/models/sse.ts";

const addresses: [string, string | null][] = [
  ["http://localhost:11434/v1", "http://localhost:11434/v1"],
  ["localhost:1234", "http://localhost:1234/v1"],
  [" 127.0.0.1:8080/ ", "http://127.0.0.1:8080/v1"],
  ["http://LOCALHOST:11434/v1/chat/completions", "http://localhost:11434/v1"],
  ["http://localhost:11434/v1/models", "http://localhost:11434/v1"],
  ["http://localhost:5000/api/openai/", "http://localhost:5000/api/openai"],
  ["localhost", "http://localhost/v1"],
  ["", null],
  ["https://localhost:11434", null],
  ["http://192.168.1.7:11434", null],
  ["http://localhost.example.com:11434", null],
  ["http://localhost@example.com", null],
  ["http://me:secret@localhost:11434", null],
  ["http://localhost:11434/v1?x=1", null],
  ["ftp://localhost", null],
  ["http://localhost:99999", null],
  ["not an address", null],
];
for (const [typed, base] of addresses) {
  test(`an address on this machine: ${JSON.stringify(typed)}`, () => assert.equal(localBase(typed), base));
}

test("a server program is known by its port", () => {
  assert.equal(localServerAt("http://127.0.0.1:1234/v1")?.name, "LM Studio");
  assert.equal(localServerAt("http://localhost:5000/v1"), null);
  assert.equal(localServerAt("nonsense"), null);
});

test("a permission is for the host alone", () => {
  assert.equal(permissionFor("http://localhost:11434/v1"), "http://localhost/*");
  assert.equal(permissionFor(hostedService("openrouter").base), "https://openrouter.ai/*");
});

test("the manifest names the same hosts", () => {
  const manifest = JSON.parse(readFileSync("manifest.json", "utf8")) as {
    optional_host_permissions: string[];
    content_security_policy: { extension_pages: string };
  };
  assert.deepEqual([...manifest.optional_host_permissions].sort(), [...OPTIONAL_HOSTS].sort());
  for (const { host, base } of HOSTED_SERVICES) {
    assert.equal(new URL(base).host, host);
    assert.match(manifest.content_security_policy.extension_pages, new RegExp(`connect-src [^;]*https://${host}[ ;]`));
  }
});

test("when to come again: seconds, a date, nonsense", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const waits: [string | null, number | null][] = [
    [null, null],
    ["", null],
    ["7", 7],
    ["0.2", 1],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30],
    ["Thu, 01 Jan 2020 00:00:30 GMT", 0],
    ["soon", null],
    ["999999999", 86_400],
  ];
  for (const [header, seconds] of waits) assert.equal(retryAfterS(header, now), seconds);
});

test("a server's words, however it says them", () => {
  assert.equal(serverWords('{"error":"a"}'), "a");
  assert.equal(serverWords('{"error":{"message":"b"}}'), "b");
  assert.equal(serverWords('{"message":"c"}'), "c");
  assert.equal(serverWords('{"detail":[{"message":"d"}]}'), "d");
  assert.equal(serverWords("plain"), "plain");
  assert.equal(serverWords("<html>no</html>"), "");
  assert.equal(serverWords('{"error":7}'), "");
});

test("events of several lines, comments and other fields", () => {
  const reader = new EventReader();
  const bytes = new TextEncoder().encode(": note\nevent: x\ndata: a\ndata:b\n\nid: 1\n\ndata: c");
  assert.deepEqual(reader.take(bytes), ["a\nb"]);
  assert.deepEqual(reader.end(), ["c"]);
});
