/**
 * The script's one way out, as a file that Python opens: what is written to it is a question, what is read from it then
 * is the answer. A file, since bytes are all that can pass through one.
 *
 * A question is a word, a line break and a text. An answer is one byte, `=` or `!`, and the bytes that were asked for,
 * or a sentence on why not.
 */

import type { EmscriptenFs } from "../engine/boot/opfs_fs.ts";
import type { Answer } from "./channel.ts";

export const DEVICE = "/dev/gumsmith";
/** Longer questions are not asked. */
export const LONGEST_QUESTION = 1 << 20;

const EINTR = 27;
const EINVAL = 28;
const GIVEN = "=".charCodeAt(0);
const REFUSED = "!".charCodeAt(0);
const LINE = "\n".charCodeAt(0);

interface Stream {
  question?: Uint8Array[];
  answer?: { bytes: Uint8Array; at: number };
}

interface DeviceFs extends EmscriptenFs {
  makedev(major: number, minor: number): number;
  mkdev(path: string, mode: number, device: number): void;
  registerDevice(device: number, operations: object): void;
  createDevice: { major: number };
}

export function placeDevice(plain: EmscriptenFs, ask: (kind: string, text: string) => Answer): void {
  const fs = plain as DeviceFs;
  const decoder = new TextDecoder();
  const device = fs.makedev(fs.createDevice.major++, 0);
  fs.registerDevice(device, {
    open(stream: Stream) {
      stream.question = [];
    },
    write(stream: Stream, buffer: Uint8Array, offset: number, length: number): number {
      const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
      const parts = (stream.question ??= []);
      let size = length;
      for (const part of parts) size += part.length;
      if (size > LONGEST_QUESTION) throw new fs.ErrnoError(EINVAL);
      parts.push(bytes);
      return length;
    },
    read(stream: Stream, buffer: Uint8Array, offset: number, length: number): number {
      if (stream.question !== undefined && stream.question.length > 0) {
        const question = joined(stream.question);
        stream.question = [];
        stream.answer = { bytes: answered(question), at: 0 };
      }
      const { answer } = stream;
      if (answer === undefined) return 0;
      const part = answer.bytes.subarray(answer.at, answer.at + length);
      new Uint8Array(buffer.buffer, buffer.byteOffset + offset, part.length).set(part);
      answer.at += part.length;
      if (part.length === 0) delete stream.answer;
      return part.length;
    },
  });
  fs.mkdev(DEVICE, 0o600, device);

  function answered(question: Uint8Array): Uint8Array {
    const end = question.indexOf(LINE);
    if (end < 0) throw new fs.ErrnoError(EINVAL);
    const { how, bytes } = ask(decoder.decode(question.subarray(0, end)), decoder.decode(question.subarray(end + 1)));
    if (how === "stopped") throw new fs.ErrnoError(EINTR);
    return joined([Uint8Array.of(how === "given" ? GIVEN : REFUSED), bytes]);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
