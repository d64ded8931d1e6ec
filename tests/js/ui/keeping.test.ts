import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST_CHOICE, keepingFaults, passphraseOf } from "../../../extension/shared/ui/keeping.ts";
import type { KeepingChoice } from "../../../extension/shared/ui/keeping.ts";

function under(passphrase: string, again = passphrase): KeepingChoice {
  return { keeping: "passphrase", passphrase, again };
}

test("a passphrase is asked for only where one is used", () => {
  assert.deepEqual(keepingFaults(FIRST_CHOICE), {});
  assert.deepEqual(keepingFaults({ ...under("x", "y"), keeping: "session" }), {});
  assert.deepEqual(keepingFaults(under("")), { passphrase: "settings_passphrase_empty" });
});

test("a passphrase has eight characters or more, whatever they are made of", () => {
  assert.deepEqual(keepingFaults(under("1234567")), { passphrase: "settings_passphrase_short" });
  assert.deepEqual(keepingFaults(under("🔨🔨🔨🔨")), { passphrase: "settings_passphrase_short" });
  assert.deepEqual(keepingFaults(under("12345678")), {});
});

test("it is typed twice the same", () => {
  assert.deepEqual(keepingFaults(under("12345678", "12345679")), { again: "settings_passphrase_differs" });
});

test("a passphrase typed and then not chosen goes nowhere", () => {
  assert.equal(passphraseOf(under("12345678")), "12345678");
  assert.equal(passphraseOf({ ...under("12345678"), keeping: "stored" }), undefined);
});
