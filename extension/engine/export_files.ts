/**
 * The folder of exported files in the origin private file system, as Python's side of an export wants it.
 *
 * A file is opened for one export and closed at its end. Python's bytes are written out of its own memory; nothing is
 * copied in between.
 */

import { EXPORT_FOLDER } from "../shared/messages.ts";

const HANDLE_ATTEMPTS = 50;
const HANDLE_PAUSE_MS = 100;

/** Python's bytes, lent for the time of a call. */
interface LentBytes {
  getBuffer(type: "u8"): { data: Uint8Array<ArrayBuffer>; release(): void };
}

class OpenFile {
  private end: number;

  constructor(private readonly handle: FileSystemSyncAccessHandle) {
    this.end = handle.getSize();
  }

  size(): number {
    return this.handle.getSize();
  }

  /** Keep the first so many bytes; the next write goes behind them. */
  cut(size: number): void {
    this.handle.truncate(size);
    this.end = size;
  }

  /** Throws a QuotaExceededError when not all of it finds room. */
  write(lent: LentBytes): void {
    const { data, release } = borrowed(lent);
    try {
      const written = this.handle.write(data, { at: this.end });
      this.end += written;
      if (written < data.length) throw new DOMException("No more room.", "QuotaExceededError");
    } finally {
      release();
    }
  }

  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, this.handle.read(bytes, { at }));
  }

  flush(): void {
    this.handle.flush();
  }

  close(): void {
    this.handle.close();
  }
}

function borrowed(lent: LentBytes): { data: Uint8Array<ArrayBuffer>; release(): void } {
  const buffer = lent.getBuffer("u8");
  return { data: buffer.data, release: () => buffer.release() };
}

/** A worker that has just ended may hold the file a moment longer. */
async function soleHandle(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!held || attempt === HANDLE_ATTEMPTS) throw error;
      await new Promise((resume) => setTimeout(resume, HANDLE_PAUSE_MS));
    }
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(EXPORT_FOLDER, { create: true });
}

export const exportFiles = {
  async open(name: string): Promise<OpenFile> {
    const file = await (await folder()).getFileHandle(name, { create: true });
    return new OpenFile(await soleHandle(file));
  },

  /** In place of a file that has that name. */
  async rename(name: string, to: string): Promise<void> {
    const file = await (await folder()).getFileHandle(name);
    await file.move(to);
  },

  /** A file that is not there is no error. */
  async remove(name: string): Promise<void> {
    try {
      await (await folder()).removeEntry(name);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NotFoundError") {
        console.warn(`An exported file could not be removed: ${describe(error)}`);
      }
    }
  },

  /** None where the browser has no files for us. */
  async names(): Promise<string[]> {
    try {
      const names: string[] = [];
      for await (const name of (await folder()).keys()) names.push(name);
      return names;
    } catch (error) {
      console.warn(`The folder of exports cannot be read: ${describe(error)}`);
      return [];
    }
  },
};

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
