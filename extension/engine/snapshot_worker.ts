/**
 * Makes the snapshot that later starts begin from, and ends. It starts Python on its own, from nothing: no token, no
 * database and no page ever reach this worker, so none of them can be in the snapshot.
 */

import type { FromSnapshotWorker, ModuleMessage } from "../shared/messages.ts";
import { ComingModules } from "./boot/modules.ts";
import { startCold } from "./boot/runtime.ts";
import type { Python } from "./boot/runtime.ts";
import type { Snapshot } from "./boot/snapshot_file.ts";
import { removeSnapshots, snapshotKey, snapshotSize, writeSnapshot } from "./boot/snapshot_file.ts";

const RUNTIME = new URL("../runtime/", import.meta.url);
const SNAPSHOT_LOCK = "gumsmith-snapshot";

const coming = new ComingModules();

function post(message: FromSnapshotWorker): void {
  (self as unknown as WorkerScope).postMessage(message);
}

async function make(): Promise<void> {
  const started = performance.now();
  try {
    const key = await snapshotKey();
    await removeSnapshots({ but: key });
    const stored = await snapshotSize(key);
    if (stored !== null) return post({ made: { bytes: stored, ms: 0 } });
    const python = await startCold(RUNTIME, coming.modules, { forSnapshot: true });
    warm(python);
    const bytes = await writeSnapshot(key, parted(python.api.makeMemorySnapshot(), python));
    await rehearse(python);
    post({ made: { bytes, ms: Math.round(performance.now() - started) } });
  } catch (error) {
    post({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function warm({ api }: Python): void {
  const startup = api.pyimport("py_core.startup");
  startup.warm();
  startup.destroy();
}

/**
 * Once the snapshot is stored, this interpreter runs what every start runs, often enough for the browser to optimise it
 * and to keep that. Nothing depends on it.
 */
async function rehearse({ api }: Python): Promise<void> {
  const startup = api.pyimport("py_core.startup");
  try {
    await startup.rehearse();
  } catch (error) {
    console.warn("The rehearsal broke off:", error);
  } finally {
    startup.destroy();
  }
}

/** A snapshot as Pyodide writes it: a prefix whose second word is its length, then the memory. */
function parted(whole: Uint8Array, { tableLength }: Python): Snapshot {
  const bytes = whole as Uint8Array<ArrayBuffer>;
  const [, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  return { prefix: bytes.slice(0, length), heap: bytes.subarray(length), tableLength };
}

self.addEventListener("message", ({ data }: MessageEvent<ModuleMessage>) => {
  coming.take(data.compiled, data.module, data.problem);
});
void navigator.locks.request(SNAPSHOT_LOCK, make);
