import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fake } from "./fake_chrome.ts";
import { keepToken, lockToken, openToken, rekeepToken, unlockToken, vaultState } from "../../../extension/shared/vault.ts";

const TOKEN = "Zx8-token_of.the-shop";

beforeEach(() => fake.reset());

test("a token can be kept in another way without being typed again", async () => {
  await keepToken(TOKEN, "stored");
  await rekeepToken("session");
  assert.equal(JSON.stringify(fake.local.contents).includes(TOKEN), false);
  assert.equal(await openToken(), TOKEN);
  await rekeepToken("passphrase", "correct horse");
  assert.equal(JSON.stringify(fake.local.contents).includes(TOKEN), false);
  fake.session.contents = {};
  assert.deepEqual(await vaultState(), { keeping: "passphrase", locked: true });
  assert.equal(await unlockToken("correct horse"), true);
  await rekeepToken("stored");
  assert.deepEqual(await vaultState(), { keeping: "stored", locked: false });
  assert.equal(fake.local.contents["sealed_token"], null);
});

test("a locked or missing token cannot be kept otherwise, and stays as it is", async () => {
  await assert.rejects(rekeepToken("session"));
  await keepToken(TOKEN, "passphrase", "correct horse");
  await lockToken();
  await assert.rejects(rekeepToken("stored"));
  assert.deepEqual(await vaultState(), { keeping: "passphrase", locked: true });
});
