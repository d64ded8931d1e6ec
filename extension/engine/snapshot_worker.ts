/**
 * Makes the snapshot that later starts begin from, and ends. It starts Python on its own, from nothing: no token, no
 * database and no page ever reach this worker, so none of them can be in the snapshot.
 */

import type { FromSnapshotWorker } from "../shared/messages.ts";
import { compileModules } from "./boot/modules.ts";
import { startCold } from "./boot/runtime.ts";
import type { Python } from "./boot/runtime.ts";
import { findSnapshot, removeSnapshots, snapshotKey, writeSnapshot } from "./boot/snapshot_file.ts";

const RUNTIME = new URL("../runtime/", import.meta.url);
const SNAPSHOT_LOCK = "gumsmith-snapshot";

function post(message: FromSnapshotWorker): void {
  (self as unknown as WorkerScope).postMessage(message);
}

async function make(): Promise<void> {
  const started = performance.now();
  try {
    const key = await snapshotKey();
    await removeSnapshots({ but: key });
    const stored = await findSnapshot(key);
    if (stored !== null) return post({ made: { bytes: stored.size, ms: 0 } });
    const python = await startCold(RUNTIME, compileModules(RUNTIME), { forSnapshot: true });
    warm(python);
    const bytes = withoutTail(python.api.makeMemorySnapshot());
    const { tableLength } = python;
    const size = await writeSnapshot(key, { bytes, heapBytes: python.heapBytes(), tableLength });
    post({ made: { bytes: size, ms: Math.round(performance.now() - started) } });
  } catch (error) {
    post({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function warm({ api }: Python): void {
  const startup = api.pyimport("py_core.startup");
  startup.warm();
  startup.destroy();
}

/** The memory up to its last byte that is not zero; what is not put back is zero anyway. */
function withoutTail(snapshot: Uint8Array): Uint8Array<ArrayBuffer> {
  const words = new BigUint64Array(snapshot.buffer, 0, snapshot.byteLength >>> 3);
  const last = words.findLastIndex((word) => word !== 0n);
  return new Uint8Array(snapshot.buffer as ArrayBuffer, 0, (last + 1) * 8);
}

void navigator.locks.request(SNAPSHOT_LOCK, make);
