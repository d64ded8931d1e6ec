/**
 * The snapshot's file on the origin private file system: named after what made it, with a checksum, replaced whole.
 *
 * Layout: magic (8 bytes), seven numbers (4 bytes each), checksum of everything else in the file (16 bytes), the runs
 * of pages (number of the first, how many; 4 bytes each), what Pyodide says of the memory, zeros up to a multiple of 16,
 * the pages of those runs. Pages of zeros are not kept.
 */

import { CHECKSUM_STEP, CHECKSUM_WORDS, Checksum } from "./checksum.ts";
import { SnapshotProblem } from "./problem.ts";

const FOLDER = "runtime";
const MAGIC = "gumsnap\n";
const LAYOUT = 2;
const NUMBERS_AT = 8;
const NUMBERS = 7;
const SUM_AT = NUMBERS_AT + 4 * NUMBERS;
const RUNS_AT = SUM_AT + 4 * CHECKSUM_WORDS;
const RUN_BYTES = 8;
/** The size of a page of wasm memory. */
export const PAGE = 65_536;
const MOST_PAGES = PAGE;
const HELD_ATTEMPTS = 50;
const HELD_PAUSE_MS = 20;

type Bytes = Uint8Array<ArrayBuffer>;

/** A memory of Python, and what the interpreter that takes it over must agree with. */
export interface Snapshot {
  /** What Pyodide wrote before the memory; it wants it back when the memory is put in place. */
  prefix: Bytes;
  heap: Bytes;
  tableLength: number;
}

/** Pages that follow one another. */
interface Run {
  first: number;
  count: number;
}

/** The key of the snapshot of this very package in this very build of the browser. See `snapshotKey`. */
export type SnapshotKey = string;

/**
 * What a snapshot is good for: the bytes of this package, which the build put one hash over, in this very build of the
 * browser. Throws SnapshotProblem when the browser does not say which it is.
 */
export async function snapshotKey(): Promise<SnapshotKey> {
  const hints = ["fullVersionList", "architecture", "bitness", "platform"];
  const browser = await navigator.userAgentData?.getHighEntropyValues(hints);
  if (browser?.fullVersionList === undefined || browser.fullVersionList.length === 0) {
    throw new SnapshotProblem("refused", "the browser does not say its full version");
  }
  const text = encoded(`${PACKAGE_DIGEST}\n${JSON.stringify(browser)}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether there is a file of that key, and how large it is; null when there is none. */
export async function snapshotSize(key: SnapshotKey): Promise<number | null> {
  const file = await fileOf(key);
  return file === null ? null : (await file.getFile()).size;
}

/** The stored snapshot of that key, opened, or null. Throws SnapshotProblem when its head is not as it was written. */
export async function openSnapshot(key: SnapshotKey): Promise<StoredSnapshot | null> {
  const file = await fileOf(key);
  if (file === null) return null;
  const handle = await whenFree(() => file.createSyncAccessHandle({ mode: "read-only" }));
  try {
    return new StoredSnapshot(handle);
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** A file whose head was read and makes sense; only `readInto` knows whether all of it is as it was written. */
export class StoredSnapshot {
  readonly size: number;
  readonly heapBytes: number;
  readonly tableLength: number;
  readonly prefix: Bytes;
  private readonly head: Bytes;
  private readonly runs: readonly Run[];

  constructor(private readonly handle: FileSystemSyncAccessHandle) {
    this.size = handle.getSize();
    if (this.size < RUNS_AT) throw damaged(`${this.size} bytes`);
    const start = readBytes(handle, 0, RUNS_AT);
    if (new TextDecoder().decode(start.subarray(0, NUMBERS_AT)) !== MAGIC) throw damaged("not a snapshot");
    const [layout, headBytes, runs, prefixBytes, heapBytes, tableLength, size] = numbersOf(start);
    if (layout !== LAYOUT) throw damaged(`layout ${layout}`);
    if (size !== this.size) throw damaged(`${this.size} bytes of ${size}`);
    if (headBytes !== headSize(runs, prefixBytes) || headBytes > size || heapBytes > MOST_PAGES * PAGE) {
      throw damaged("a head that makes no sense");
    }
    this.head = readBytes(handle, 0, headBytes);
    const pairs = new Uint32Array(this.head.buffer, RUNS_AT, 2 * runs);
    this.runs = Array.from({ length: runs }, (_, n) => ({ first: pairs[2 * n] ?? 0, count: pairs[2 * n + 1] ?? 0 }));
    this.heapBytes = heapBytes;
    this.tableLength = tableLength;
    this.prefix = this.head.subarray(RUNS_AT + runs * RUN_BYTES, RUNS_AT + runs * RUN_BYTES + prefixBytes);
    if (!this.runsFit(headBytes)) throw damaged("pages that do not fit");
  }

  /**
   * Make a memory of at least `heapBytes` what it was. `used` is how much of its beginning may hold something else than
   * zeros. Throws SnapshotProblem when the file is not as it was written; the memory is good for nothing then.
   */
  readInto(heap: Bytes, used: number): void {
    const sum = headSum(this.head);
    let at = this.head.length;
    let filled = 0;
    for (const { first, count } of this.runs) {
      const [from, to] = [first * PAGE, (first + count) * PAGE];
      heap.fill(0, filled, Math.max(filled, Math.min(from, used)));
      const pages = heap.subarray(from, to);
      readWhole(this.handle, pages, at);
      sum.add(pages);
      at += pages.length;
      filled = to;
    }
    heap.fill(0, filled, Math.max(filled, used));
    const kept = new Uint32Array(this.head.buffer, SUM_AT, CHECKSUM_WORDS);
    if (sum.words.some((word, n) => word !== kept[n])) throw damaged("wrong checksum");
  }

  /** Let the file go: it cannot be removed or replaced before. */
  close(): void {
    this.handle.close();
  }

  private runsFit(headBytes: number): boolean {
    let end = 0;
    let pages = 0;
    for (const { first, count } of this.runs) {
      if (first < end || count === 0) return false;
      end = first + count;
      pages += count;
    }
    return end * PAGE <= this.heapBytes && headBytes + pages * PAGE === this.size;
  }
}

/** Store a snapshot under a temporary name, flush it, and give it its name. Gives the size of the file. */
export async function writeSnapshot(key: SnapshotKey, snapshot: Snapshot): Promise<number> {
  const parts = [headOf(snapshot), ...runsOf(snapshot.heap).map((run) => pagesOf(snapshot.heap, run))] as const;
  const directory = await folder();
  const part = `${fileName(key)}.part`;
  try {
    const temporary = await directory.getFileHandle(part, { create: true });
    const size = await writeWhole(temporary, parts);
    await temporary.move(fileName(key));
    return size;
  } catch (error) {
    await directory.removeEntry(part);
    throw error;
  }
}

/** Remove every file of ours but the snapshot of that key: older ones, and what a killed writer left. */
export async function removeSnapshots({ but }: { but?: SnapshotKey } = {}): Promise<void> {
  const kept = but === undefined ? null : fileName(but);
  const directory = await folder();
  const names: string[] = [];
  for await (const name of directory.keys()) if (name !== kept) names.push(name);
  await Promise.all(names.map((name) => whenFree(() => directory.removeEntry(name))));
}

/** The browser takes a moment to learn that a file was let go, and neither opens nor removes one that is held. */
async function whenFree<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = HELD_ATTEMPTS; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      const held = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!held || left === 1) throw error;
      await new Promise((resume) => setTimeout(resume, HELD_PAUSE_MS));
    }
  }
}

/** Everything before the pages, checksum included. */
function headOf({ prefix, heap, tableLength }: Snapshot): Bytes {
  const runs = runsOf(heap);
  const headBytes = headSize(runs.length, prefix.length);
  const size = headBytes + runs.reduce((sum, { count }) => sum + count * PAGE, 0);
  const head = new Uint8Array(headBytes);
  head.set(encoded(MAGIC));
  const words = new Uint32Array(head.buffer);
  words.set([LAYOUT, headBytes, runs.length, prefix.length, heap.length, tableLength, size], NUMBERS_AT / 4);
  words.set(runs.flatMap(({ first, count }) => [first, count]), RUNS_AT / 4);
  head.set(prefix, RUNS_AT + runs.length * RUN_BYTES);
  const sum = headSum(head);
  for (const run of runs) sum.add(pagesOf(heap, run));
  words.set(sum.words, SUM_AT / 4);
  return head;
}

/** The pages that hold something, in order. */
function runsOf(heap: Bytes): Run[] {
  const runs: Run[] = [];
  for (let page = 0; page * PAGE < heap.length; page += 1) {
    const words = new BigUint64Array(heap.buffer, heap.byteOffset + page * PAGE, PAGE / 8);
    if (words.every((word) => word === 0n)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === page) last.count += 1;
    else runs.push({ first: page, count: 1 });
  }
  return runs;
}

function pagesOf(heap: Bytes, { first, count }: Run): Bytes {
  return heap.subarray(first * PAGE, (first + count) * PAGE);
}

function headSize(runs: number, prefixBytes: number): number {
  const bytes = RUNS_AT + runs * RUN_BYTES + prefixBytes;
  return Math.ceil(bytes / CHECKSUM_STEP) * CHECKSUM_STEP;
}

/** Over the head, as if the place of the sum held zeros. */
function headSum(head: Bytes): Checksum {
  const plain = head.slice();
  plain.fill(0, SUM_AT, RUNS_AT);
  return new Checksum().add(plain);
}

function numbersOf(start: Bytes): readonly [number, number, number, number, number, number, number] {
  return [...new Uint32Array(start.buffer, NUMBERS_AT, NUMBERS)] as never;
}

function damaged(detail: string): SnapshotProblem {
  return new SnapshotProblem("damaged", detail);
}

function readBytes(handle: FileSystemSyncAccessHandle, at: number, length: number): Bytes {
  const bytes = new Uint8Array(length);
  readWhole(handle, bytes, at);
  return bytes;
}

function readWhole(handle: FileSystemSyncAccessHandle, into: Bytes, at: number): void {
  for (let done = 0; done < into.length; ) {
    const read = handle.read(into.subarray(done), { at: at + done });
    if (read === 0) throw damaged(`nothing after ${at + done} bytes`);
    done += read;
  }
}

async function writeWhole(target: FileSystemFileHandle, parts: readonly Bytes[]): Promise<number> {
  const handle = await target.createSyncAccessHandle();
  try {
    handle.truncate(0);
    let at = 0;
    for (const part of parts) {
      for (let done = 0; done < part.length; ) {
        const written = handle.write(part.subarray(done), { at: at + done });
        if (written === 0) throw new Error("the browser stores no more bytes");
        done += written;
      }
      at += part.length;
    }
    handle.flush();
    return at;
  } finally {
    handle.close();
  }
}

async function fileOf(key: SnapshotKey): Promise<FileSystemFileHandle | null> {
  try {
    return await (await folder()).getFileHandle(fileName(key));
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

function fileName(key: SnapshotKey): string {
  return `snapshot-${key}`;
}

function encoded(text: string): Bytes {
  return new TextEncoder().encode(text);
}
