/**
 * The way Python starts: from the snapshot if there is a good one, else from nothing. A snapshot that turns out bad is
 * deleted and costs no more than its time; why it was not used is told with the facts of the start.
 */

import type { StartFacts } from "../../shared/messages.ts";
import type { Modules } from "./modules.ts";
import { startCold, startRestored } from "./runtime.ts";
import type { Python } from "./runtime.ts";
import { SnapshotProblem, asProblem } from "./problem.ts";
import { removeSnapshots } from "./snapshot_file.ts";
import type { StoredSnapshot } from "./snapshot_file.ts";

export interface Started {
  python: Python;
  facts: StartFacts;
}

/** Counts milliseconds stage by stage. */
export class Stages {
  readonly stages: { name: string; ms: number }[] = [];
  private last = performance.now();

  done(name: string): void {
    const now = performance.now();
    this.stages.push({ name, ms: Math.round(now - this.last) });
    this.last = now;
  }
}

/** Python from the stored snapshot, or from nothing if there is a reason for that, or one turns up. */
export async function startPython(
  runtime: URL,
  modules: Modules,
  stored: StoredSnapshot | SnapshotProblem,
  stages: Stages,
): Promise<Started> {
  if (stored instanceof SnapshotProblem) return cold(runtime, modules, stored, stages);
  const started = await startedFrom(stored, runtime, modules, stages)
    .catch((error: unknown) => asProblem(error, "failed"))
    .finally(() => stored.close());
  return started instanceof SnapshotProblem ? cold(runtime, modules, started, stages) : started;
}

async function startedFrom(stored: StoredSnapshot, runtime: URL, modules: Modules, stages: Stages): Promise<Started> {
  const python = await startRestored(runtime, modules, stored);
  stages.done("python");
  checkRestored(python);
  stages.done("check");
  return { python, facts: facts("restored", stages, python, { snapshot_bytes: stored.size }) };
}

async function cold(runtime: URL, modules: Modules, problem: SnapshotProblem, stages: Stages): Promise<Started> {
  if (problem.why !== "none" && problem.why !== "refused") await forgotten();
  const python = await startCold(runtime, modules);
  stages.done("python");
  return { python, facts: facts("cold", stages, python, { why: problem.why, detail: problem.message }) };
}

function facts(mode: "cold" | "restored", { stages }: Stages, python: Python, more: Partial<StartFacts>): StartFacts {
  const rest = { why: "", detail: "", snapshot_bytes: 0, trouble: "" } as const;
  return { mode, ...rest, ...more, stages, heap_bytes: python.heapBytes() };
}

/** Throws when what was restored does not work. */
function checkRestored({ api }: Python): void {
  const startup = api.pyimport("py_core.startup");
  try {
    startup.restored();
  } finally {
    startup.destroy();
  }
}

/** A bad snapshot that cannot be removed is found bad again, and no worse. */
async function forgotten(): Promise<void> {
  try {
    await removeSnapshots();
  } catch (error) {
    console.warn("The snapshot could not be removed:", error);
  }
}
