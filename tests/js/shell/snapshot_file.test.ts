import assert from "node:assert/strict";
import { before, test } from "node:test";
import { SnapshotProblem } from "../../../extension/engine/boot/problem.ts";
import { findSnapshot, readSnapshot, removeSnapshots, writeSnapshot } from "../../../extension/engine/boot/snapshot_file.ts";

/** One folder of the origin's private files, in memory. */
class FakeFolder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  room = Infinity;

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
        const taken = bytes.subarray(0, Math.min(1000, Math.max(0, folder.room - at)));
        const grown = new Uint8Array(at + taken.length);
        grown.set(folder.bytes(name));
        grown.set(taken, at);
        folder.files.set(name, grown);
        return taken.length;
      },
      flush: () => undefined,
      close: () => undefined,
    };
  }
}

const folder = new FakeFolder();
const SNAPSHOT = { bytes: Uint8Array.from({ length: 5000 }, (_, n) => n % 251), heapBytes: 65_536, tableLength: 7 };

before(() => {
  Object.defineProperty(globalThis, "navigator", {
    value: { storage: { getDirectory: async () => folder } },
    configurable: true,
  });
});

async function stored(): Promise<File> {
  folder.files.clear();
  await writeSnapshot("k", SNAPSHOT);
  return (await findSnapshot("k")) ?? assert.fail("nothing was stored");
}

async function refused(file: Blob): Promise<string> {
  const problem = await readSnapshot(file as File).then(
    () => assert.fail("it was taken for good"),
    (error: unknown) => error,
  );
  assert.ok(problem instanceof SnapshotProblem);
  return problem.why;
}

test("what was written is read, whole", async () => {
  const found = await readSnapshot(await stored());
  assert.deepEqual(found, { ...SNAPSHOT, bytes: found.bytes });
  assert.deepEqual([...found.bytes], [...SNAPSHOT.bytes]);
  assert.deepEqual([...folder.files.keys()], ["snapshot-k"]);
});

test("there is nothing for another key", async () => {
  await stored();
  assert.equal(await findSnapshot("other"), null);
});

test("every cut is noticed", async () => {
  const file = await stored();
  for (const length of [0, 7, 8, 20, 55, 56, 57, 3000, file.size - 1]) {
    assert.equal(await refused(file.slice(0, length)), "damaged", `${length} bytes`);
  }
  assert.equal(await refused(new Blob([file, "x"])), "damaged");
});

test("every flipped bit of the header is noticed, and those of the content", async () => {
  const whole = new Uint8Array(await (await stored()).arrayBuffer());
  const places = [...Array.from({ length: 56 }, (_, n) => n), 56, 2000, whole.length - 1];
  for (const place of places) {
    const changed = whole.slice();
    changed[place] = (changed[place] ?? 0) ^ 1;
    assert.equal(await refused(new Blob([changed])), "damaged", `byte ${place}`);
  }
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
