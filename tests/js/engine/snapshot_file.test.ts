import assert from "node:assert/strict";
import { before, test } from "node:test";
import { SnapshotProblem } from "../../../extension/engine/boot/problem.ts";
import { PAGE, openSnapshot, removeSnapshots, snapshotSize, writeSnapshot } from "../../../extension/engine/boot/snapshot_file.ts";

/** One folder of the origin's private files, in memory. */
class FakeFolder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  room = Infinity;
  closed = 0;
  /** Files that cannot be removed at the first attempt. */
  readonly held = new Set<string>();

  async getDirectoryHandle(): Promise<FakeFolder> {
    return this;
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<FakeFile> {
    if (!this.files.has(name)) {
      if (!create) throw new DOMException("", "NotFoundError");
      this.files.set(name, new Uint8Array());
    }
    return new FakeFile(this, name);
  }

  async removeEntry(name: string): Promise<void> {
    if (this.held.delete(name)) throw new DOMException("", "NoModificationAllowedError");
    this.files.delete(name);
  }

  async *keys(): AsyncGenerator<string> {
    yield* this.files.keys();
  }

  bytes(name: string): Uint8Array<ArrayBuffer> {
    return this.files.get(name) ?? assert.fail(`no ${name}`);
  }
}

class FakeFile {
  constructor(
    private readonly folder: FakeFolder,
    private readonly name: string,
  ) {}

  async getFile(): Promise<Blob> {
    return new Blob([this.folder.bytes(this.name)]);
  }

  async move(name: string): Promise<void> {
    this.folder.files.set(name, this.folder.bytes(this.name));
    this.folder.files.delete(this.name);
  }

  async createSyncAccessHandle(): Promise<object> {
    const { folder, name } = this;
    return {
      truncate: () => folder.files.set(name, new Uint8Array()),
      write(bytes: Uint8Array, { at }: { at: number }): number {
        const taken = bytes.subarray(0, Math.min(50_000, Math.max(0, folder.room - at)));
        const grown = new Uint8Array(at + taken.length);
        grown.set(folder.bytes(name));
        grown.set(taken, at);
        folder.files.set(name, grown);
        return taken.length;
      },
      read(into: Uint8Array, { at }: { at: number }): number {
        const found = folder.bytes(name).subarray(at, at + Math.min(into.length, 100_000));
        into.set(found);
        return found.length;
      },
      getSize: () => folder.bytes(name).length,
      flush: () => undefined,
      close: () => folder.closed++,
    };
  }
}

const folder = new FakeFolder();
const HEAD = 112;
const RUNS = 2;

/** Pages 1, 2 and 5 of seven hold something, the last of them one byte only. */
function heapOf(): Uint8Array<ArrayBuffer> {
  const heap = new Uint8Array(7 * PAGE);
  heap.subarray(PAGE, 3 * PAGE).forEach((_, n, pages) => (pages[n] = n % 251));
  heap[6 * PAGE - 1] = 3;
  return heap;
}

const SNAPSHOT = { prefix: Uint8Array.from({ length: 37 }, (_, n) => n + 1), heap: heapOf(), tableLength: 7 };

before(() => {
  Object.defineProperty(globalThis, "navigator", {
    value: { storage: { getDirectory: async () => folder } },
    configurable: true,
  });
});

async function stored(): Promise<Uint8Array<ArrayBuffer>> {
  folder.files.clear();
  const size = await writeSnapshot("k", SNAPSHOT);
  assert.equal(size, await snapshotSize("k"));
  return folder.bytes("snapshot-k");
}

/** A memory larger than the snapshot's, full of something else at its beginning. */
function otherHeap(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(8 * PAGE).fill(9, 0, 4 * PAGE);
}

async function read(heap: Uint8Array<ArrayBuffer>, used: number): Promise<void> {
  const found = (await openSnapshot("k")) ?? assert.fail("nothing was stored");
  found.readInto(heap, used);
  assert.equal(found.heapBytes, SNAPSHOT.heap.length);
  assert.equal(found.tableLength, SNAPSHOT.tableLength);
  assert.deepEqual(found.prefix, SNAPSHOT.prefix);
  found.close();
}

async function refused(content: Uint8Array<ArrayBuffer>): Promise<string> {
  folder.files.set("snapshot-k", content);
  const problem = await read(otherHeap(), 4 * PAGE).then(
    () => assert.fail("it was taken for good"),
    (error: unknown) => error,
  );
  assert.ok(problem instanceof SnapshotProblem, String(problem));
  return problem.why;
}

test("what was written is read over whatever was there, and pages of zeros take no room", async () => {
  const { length } = await stored();
  assert.equal(length, HEAD + 3 * PAGE);
  const heap = otherHeap();
  await read(heap, 4 * PAGE);
  assert.ok(SNAPSHOT.heap.every((byte, n) => byte === heap[n]));
  assert.ok(heap.subarray(7 * PAGE).every((byte) => byte === 0));
  assert.deepEqual([...folder.files.keys()], ["snapshot-k"]);
});

test("there is nothing for another key", async () => {
  await stored();
  assert.equal(await openSnapshot("other"), null);
  assert.equal(await snapshotSize("other"), null);
});

test("every cut is noticed", async () => {
  const whole = await stored();
  for (const length of [0, 7, 8, 20, 51, 52, 60, HEAD - 1, HEAD, HEAD + 1, HEAD + PAGE, whole.length - 1]) {
    assert.equal(await refused(whole.slice(0, length)), "damaged", `${length} bytes`);
  }
  assert.equal(await refused(Uint8Array.from([...whole, 1])), "damaged");
});

test("every flipped bit of the head is noticed, and those of the pages", async () => {
  const whole = await stored();
  const places = [...Array.from({ length: HEAD }, (_, n) => n), HEAD, HEAD + 2000, whole.length - 1];
  for (const place of places) {
    for (const bit of [1, 128]) {
      const changed = whole.slice();
      changed[place] = (changed[place] ?? 0) ^ bit;
      assert.equal(await refused(changed), "damaged", `byte ${place}`);
    }
  }
});

test("runs of pages that lie outside the memory, or over one another, are not read", async () => {
  const whole = await stored();
  const runsAt = HEAD - 48 - RUNS * 8;
  for (const [at, value] of [[0, 9], [4, 0], [8, 1], [12, 4]] as const) {
    const changed = whole.slice();
    new DataView(changed.buffer).setUint32(runsAt + at, value, true);
    assert.equal(await refused(changed), "damaged");
  }
});

test("a file that is refused is let go, so that it can be removed", async () => {
  const whole = await stored();
  folder.files.set("snapshot-k", whole.slice(0, HEAD));
  folder.closed = 0;
  await assert.rejects(openSnapshot("k"));
  assert.equal(folder.closed, 1);
});

test("without room for all of it nothing is left", async () => {
  folder.files.clear();
  folder.room = 3000;
  await assert.rejects(writeSnapshot("k", SNAPSHOT), /stores no more bytes/);
  folder.room = Infinity;
  assert.deepEqual([...folder.files.keys()], []);
});

test("older ones and what a killed writer left are removed, the current one is kept", async () => {
  await stored();
  folder.files.set("snapshot-old", new Uint8Array(1));
  folder.files.set("snapshot-k.part", new Uint8Array(1));
  await removeSnapshots({ but: "k" });
  assert.deepEqual([...folder.files.keys()], ["snapshot-k"]);
  await removeSnapshots();
  assert.deepEqual([...folder.files.keys()], []);
});

test("a file that was let go a moment ago is removed all the same", async () => {
  await stored();
  folder.held.add("snapshot-k");
  await removeSnapshots();
  assert.deepEqual([...folder.files.keys()], []);
});
