/**
 * Hands a worker the snapshot to start Python from. The page reads it, since it can begin while the worker's own code is
 * still being loaded.
 */

import type { NoSnapshot, ToWorker } from "../shared/messages.ts";
import { asProblem } from "./boot/problem.ts";
import { findSnapshot, readSnapshot, snapshotKey } from "./boot/snapshot_file.ts";

export interface Receiver {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
}

/** Tell the worker at once whether a snapshot is coming, then hand it over. What is wrong with it is told too. */
export async function supplySnapshot(to: Receiver): Promise<void> {
  let told = false;
  const found = (problem: NoSnapshot | null): void => {
    told = true;
    to.postMessage({ found: problem }, []);
  };
  try {
    const stored = await findSnapshot(await snapshotKey());
    if (stored === null) return found({ why: "none", detail: "" });
    found(null);
    const snapshot = await readSnapshot(stored);
    to.postMessage({ snapshot }, [snapshot.bytes.buffer]);
  } catch (error) {
    const { why, message } = asProblem(error, "refused");
    if (told) to.postMessage({ no_snapshot: { why, detail: message } }, []);
    else found({ why, detail: message });
  }
}
