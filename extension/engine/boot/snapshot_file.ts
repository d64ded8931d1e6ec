/**
 * The snapshot's file on the origin private file system: named after what made it, with a checksum, replaced whole.
 *
 * Layout: magic (8 bytes), layout number, length of the content, size of the heap, length of the function table (4 bytes
 * each), sha-256 of everything else in the file (32 bytes), content.
 */

import { SnapshotProblem } from "./problem.ts";

const FOLDER = "runtime";
const MAGIC = "gumsnap\n";
const LAYOUT = 1;
const NUMBERS_AT = 8;
const NUMBERS = 4;
const HASH_AT = NUMBERS_AT + 4 * NUMBERS;
const HASH_BYTES = 32;
const HEADER_BYTES = HASH_AT + HASH_BYTES;

/** A memory of Python, and what the interpreter that takes it over must agree with. */
export interface Snapshot {
  bytes: Uint8Array<ArrayBuffer>;
  heapBytes: number;
  tableLength: number;
}

/**
 * What a snapshot is good for: the bytes of this package, which the build put one hash over, in this very build of the
 * browser. Throws SnapshotProblem when the browser does not say which it is.
 */
export async function snapshotKey(): Promise<string> {
  const hints = ["fullVersionList", "architecture", "bitness", "platform"];
  const browser = await navigator.userAgentData?.getHighEntropyValues(hints);
  if (browser?.fullVersionList === undefined || browser.fullVersionList.length === 0) {
    throw new SnapshotProblem("refused", "the browser does not say its full version");
  }
  return hex(await crypto.subtle.digest("SHA-256", encoded(`${PACKAGE_DIGEST}\n${JSON.stringify(browser)}`))).slice(0, 32);
}

/** The file of that key, whatever is in it, or null. */
export async function findSnapshot(key: string): Promise<File | null> {
  try {
    return await (await (await folder()).getFileHandle(fileName(key))).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
}

/** The snapshot in a file, whole. Throws SnapshotProblem. */
export async function readSnapshot(stored: File): Promise<Snapshot> {
  const file = new Uint8Array(await stored.arrayBuffer());
  const damaged = (detail: string) => new SnapshotProblem("damaged", detail);
  if (file.length < HEADER_BYTES) throw damaged(`${file.length} bytes`);
  if (new TextDecoder().decode(file.subarray(0, NUMBERS_AT)) !== MAGIC) throw damaged("not a snapshot");
  const numbers = new DataView(file.buffer, NUMBERS_AT);
  const [layout, length, heapBytes, tableLength] = Array.from({ length: NUMBERS }, (_, at) =>
    numbers.getUint32(4 * at, true),
  ) as [number, number, number, number];
  if (layout !== LAYOUT) throw damaged(`layout ${layout}`);
  if (file.length !== HEADER_BYTES + length) throw damaged(`${file.length} bytes of ${HEADER_BYTES + length}`);
  if ((await checksum(file)) !== hex(file.slice(HASH_AT, HEADER_BYTES).buffer)) throw damaged("wrong checksum");
  return { bytes: file.subarray(HEADER_BYTES), heapBytes, tableLength };
}

/** Store a snapshot under a temporary name, flush it, and give it its name. Gives the size of the file. */
export async function writeSnapshot(key: string, { bytes, heapBytes, tableLength }: Snapshot): Promise<number> {
  const file = new Uint8Array(HEADER_BYTES + bytes.length);
  file.set(encoded(MAGIC));
  const numbers = new DataView(file.buffer, NUMBERS_AT);
  [LAYOUT, bytes.length, heapBytes, tableLength].forEach((number, at) => numbers.setUint32(4 * at, number, true));
  file.set(bytes, HEADER_BYTES);
  file.set(fromHex(await checksum(file)), HASH_AT);
  const directory = await folder();
  const part = `${fileName(key)}.part`;
  try {
    const temporary = await directory.getFileHandle(part, { create: true });
    await writeWhole(temporary, file);
    await temporary.move(fileName(key));
  } catch (error) {
    await directory.removeEntry(part);
    throw error;
  }
  return file.length;
}

async function writeWhole(target: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const handle = await target.createSyncAccessHandle();
  try {
    handle.truncate(0);
    for (let at = 0; at < bytes.length; ) {
      const written = handle.write(bytes.subarray(at), { at });
      if (written === 0) throw new Error("the browser stores no more bytes");
      at += written;
    }
    handle.flush();
  } finally {
    handle.close();
  }
}

/** Remove every file of ours but the snapshot of that key: older ones, and what a killed writer left. */
export async function removeSnapshots({ but }: { but?: string } = {}): Promise<void> {
  const kept = but === undefined ? null : fileName(but);
  const directory = await folder();
  const names: string[] = [];
  for await (const name of directory.keys()) if (name !== kept) names.push(name);
  await Promise.all(names.map((name) => directory.removeEntry(name)));
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

function fileName(key: string): string {
  return `snapshot-${key}`;
}

/** Over the numbers and the content, which lie around the place of the checksum. */
async function checksum(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const content = await crypto.subtle.digest("SHA-256", file.subarray(HEADER_BYTES));
  const all = new Uint8Array(HASH_AT + HASH_BYTES);
  all.set(file.subarray(0, HASH_AT));
  all.set(new Uint8Array(content), HASH_AT);
  return hex(await crypto.subtle.digest("SHA-256", all));
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
