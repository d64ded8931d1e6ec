import assert from "node:assert/strict";
import { test } from "node:test";
import type { EmscriptenFs } from "../../../extension/engine/boot/opfs_fs.ts";
import type { Answer } from "../../../extension/script/channel.ts";
import { DEVICE, LONGEST_QUESTION, placeDevice } from "../../../extension/script/device.ts";

interface Operations {
  open(stream: object): void;
  write(stream: object, buffer: Int8Array, offset: number, length: number): number;
  read(stream: object, buffer: Int8Array, offset: number, length: number): number;
}

class ErrnoError extends Error {
  constructor(readonly errno: number) {
    super(String(errno));
  }
}

/** The device as Python's file operations reach it, and the questions that came through. */
function placed(answer: (kind: string, text: string) => Answer): { write(text: string): void; read(most: number): string } {
  let operations: Operations | undefined;
  const made: string[] = [];
  const fs = {
    ErrnoError,
    createDevice: { major: 64 },
    makedev: (major: number) => major,
    registerDevice: (_: number, given: Operations) => (operations = given),
    mkdev: (path: string) => made.push(path),
  };
  placeDevice(fs as unknown as EmscriptenFs, answer);
  assert.deepEqual(made, [DEVICE]);
  const { open, write, read } = operations as unknown as Operations;
  const stream = {};
  open(stream);
  const heap = new Int8Array(LONGEST_QUESTION * 2);
  return {
    write(text) {
      const bytes = new TextEncoder().encode(text);
      new Uint8Array(heap.buffer).set(bytes, 16);
      assert.equal(write(stream, heap, 16, bytes.length), bytes.length);
    },
    read(most) {
      const length = read(stream, heap, 32, most);
      return new TextDecoder().decode(heap.slice(32, 32 + length));
    },
  };
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

test("a question in parts is asked once, its answer read in parts", () => {
  const asked: string[][] = [];
  const device = placed((kind, text) => {
    asked.push([kind, text]);
    return { how: "given", bytes: bytes("abcdef") };
  });
  assert.equal(device.read(8), "");
  device.write("core\n{");
  device.write('"é"}\n');
  assert.deepEqual([device.read(4), device.read(4), device.read(4), device.read(4)], ["=abc", "def", "", ""]);
  assert.deepEqual(asked, [["core", '{"é"}\n']]);
});

test("a refusal is told apart, and stopping interrupts", () => {
  const answers: Answer[] = [{ how: "refused", bytes: bytes("no") }, { how: "stopped", bytes: bytes("") }];
  const device = placed(() => answers.shift() as Answer);
  device.write("live\nx");
  assert.equal(device.read(10), "!no");
  device.write("live\nx");
  assert.throws(() => device.read(10), (error: ErrnoError) => error.errno === 27);
});

test("what is no question, and one that is too long, is refused", () => {
  const device = placed(() => assert.fail());
  device.write("core");
  assert.throws(() => device.read(10), (error: ErrnoError) => error.errno === 28);
  device.write("x".repeat(LONGEST_QUESTION));
  assert.throws(() => device.write("x"), (error: ErrnoError) => error.errno === 28);
});
