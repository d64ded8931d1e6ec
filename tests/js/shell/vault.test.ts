import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fake } from "./fake_chrome.ts";
import {
  PBKDF2_ITERATIONS,
  keepToken,
  lockToken,
  openToken,
  unlockToken,
  vaultState,
} from "../../../extension/shared/vault.ts";

const TOKEN = "Zx8-token_of.the-shop";
const everything = (): string => JSON.stringify([fake.local.contents, fake.session.contents]);

beforeEach(() => fake.reset());

test("nothing is kept at first", async () => {
  assert.deepEqual(await vaultState(), { keeping: "none", locked: false });
  assert.equal(await openToken(), null);
  assert.equal(await unlockToken("any"), false);
});

test("a stored token survives the browser's end", async () => {
  await keepToken(TOKEN, "stored");
  fake.session.contents = {};
  assert.deepEqual(await vaultState(), { keeping: "stored", locked: false });
  assert.equal(await openToken(), TOKEN);
});

test("a session token never reaches the disk and ends with the browser", async () => {
  await keepToken(TOKEN, "session");
  assert.equal(JSON.stringify(fake.local.contents).includes(TOKEN), false);
  assert.equal(await openToken(), TOKEN);
  fake.session.contents = {};
  assert.deepEqual(await vaultState(), { keeping: "none", locked: false });
});

test("a sealed token opens with its passphrase only, and only for this session", async () => {
  await keepToken(TOKEN, "passphrase", "correct horse");
  assert.equal(JSON.stringify(fake.local.contents).includes(TOKEN), false);
  assert.deepEqual(await vaultState(), { keeping: "passphrase", locked: false });
  fake.session.contents = {};
  assert.deepEqual(await vaultState(), { keeping: "passphrase", locked: true });
  assert.equal(await openToken(), null);
  assert.equal(await unlockToken("wrong horse"), false);
  assert.equal(await openToken(), null);
  assert.equal(await unlockToken("correct horse"), true);
  assert.equal(await openToken(), TOKEN);
  await lockToken();
  assert.equal(everything().includes(TOKEN), false);
});

test("the passphrase is stretched by at least 600,000 rounds", async () => {
  await keepToken(TOKEN, "passphrase", "p");
  const sealed = fake.local.contents["sealed_token"] as { iterations: number };
  assert.ok(sealed.iterations >= 600_000);
  assert.equal(sealed.iterations, PBKDF2_ITERATIONS);
});

test("sealing twice gives different salts and texts", async () => {
  await keepToken(TOKEN, "passphrase", "p");
  const first = JSON.stringify(fake.local.contents["sealed_token"]);
  await keepToken(TOKEN, "passphrase", "p");
  assert.notEqual(JSON.stringify(fake.local.contents["sealed_token"]), first);
});

test("changing the way of keeping leaves no copy behind", async () => {
  await keepToken(TOKEN, "stored");
  await keepToken(TOKEN, "passphrase", "p");
  fake.session.contents = {};
  assert.equal(everything().includes(TOKEN), false);
  await keepToken(TOKEN, "session");
  assert.equal(fake.local.contents["sealed_token"], null);
});

test("an empty passphrase is refused and nothing is kept", async () => {
  await assert.rejects(keepToken(TOKEN, "passphrase", ""));
  assert.deepEqual(await vaultState(), { keeping: "none", locked: false });
});

test("locking a token that is not sealed does nothing", async () => {
  await keepToken(TOKEN, "session");
  await lockToken();
  assert.equal(await openToken(), TOKEN);
});
