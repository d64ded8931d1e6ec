import assert from "node:assert/strict";
import { test } from "node:test";
import { CHECKSUM_STEP, Checksum } from "../../../extension/engine/boot/checksum.ts";

const BYTES = Uint8Array.from({ length: 16 * CHECKSUM_STEP }, (_, n) => (n * 37) % 256);

function sumOf(bytes: Uint8Array): string {
  return new Checksum().add(bytes).words.join(" ");
}

test("the sum is the same however the bytes are parted", () => {
  const parted = new Checksum().add(BYTES.subarray(0, CHECKSUM_STEP)).add(BYTES.subarray(CHECKSUM_STEP));
  assert.equal(parted.words.join(" "), sumOf(BYTES));
});

test("every single bit counts", () => {
  const sums = new Set([sumOf(BYTES)]);
  for (let bit = 0; bit < 8 * BYTES.length; bit += 1) {
    const changed = BYTES.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    sums.add(sumOf(changed));
  }
  assert.equal(sums.size, 1 + 8 * BYTES.length);
});

test("two flips of the same bit do not undo each other", () => {
  const sums = new Set([sumOf(BYTES)]);
  for (let step = 0; step < 16; step += 1) {
    for (let other = 0; other < step; other += 1) {
      const changed = BYTES.slice();
      for (const at of [step, other]) changed[at * CHECKSUM_STEP + 3] = (changed[at * CHECKSUM_STEP + 3] ?? 0) ^ 128;
      sums.add(sumOf(changed));
    }
  }
  assert.equal(sums.size, 1 + (16 * 15) / 2);
});

test("words that change places are noticed", () => {
  const changed = BYTES.slice();
  changed.set(BYTES.subarray(0, CHECKSUM_STEP), CHECKSUM_STEP);
  changed.set(BYTES.subarray(CHECKSUM_STEP, 2 * CHECKSUM_STEP), 0);
  assert.notEqual(sumOf(changed), sumOf(BYTES));
});
