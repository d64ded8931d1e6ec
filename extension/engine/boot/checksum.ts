/**
 * A quick checksum over 32-bit words, to tell a damaged file of our own from a whole one. It is no defence against
 * anybody who can write that file: they could write the extension too.
 *
 * Each word goes to one of four lanes by its place and is mixed in by steps that can be undone, as in xxHash32. So a
 * change within one word always changes the sum.
 */

const LANES = 4;
const SPREAD = 0x85ebca77;
const MIX = 0x9e3779b1;

export const CHECKSUM_WORDS = LANES;
/** What everything that is added has to have a multiple of. */
export const CHECKSUM_STEP = 4 * LANES;

export class Checksum {
  private lanes = new Uint32Array(LANES);

  /** Mix in bytes whose number and place in memory are multiples of CHECKSUM_STEP and of 4. */
  add(bytes: Uint8Array): this {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
    let [one, two, three, four] = this.lanes as unknown as [number, number, number, number];
    for (let at = 0; at < words.length; at += LANES) {
      one = mixed(one, words[at] as number);
      two = mixed(two, words[at + 1] as number);
      three = mixed(three, words[at + 2] as number);
      four = mixed(four, words[at + 3] as number);
    }
    this.lanes.set([one, two, three, four]);
    return this;
  }

  get words(): readonly number[] {
    return [...this.lanes];
  }
}

function mixed(lane: number, word: number): number {
  const sum = (lane + Math.imul(word, SPREAD)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), MIX);
}
