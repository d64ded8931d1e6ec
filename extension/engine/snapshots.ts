/** Sees to it that the next start can begin from a snapshot, made by a worker of its own when one is missing. */

import type { FromSnapshotWorker, StartFacts } from "../shared/messages.ts";

/** What is heard from a worker, and how it is ended. */
export interface SnapshotWorker {
  addEventListener(type: "message", listener: (event: { data: FromSnapshotWorker }) => void): void;
  addEventListener(type: "error", listener: (event: { message: string }) => void): void;
  terminate(): void;
}

/** After these a new snapshot would meet the same fate, or nobody wants one. */
const HOPELESS: readonly StartFacts["why"][] = ["", "off", "refused", "mismatch"];

export class SnapshotMaker {
  private wanted = false;
  private worker: SnapshotWorker | null = null;

  constructor(
    private readonly startWorker: () => SnapshotWorker,
    private readonly ended: (result: FromSnapshotWorker) => void,
  ) {}

  /** Python is up, in this way. */
  started({ why }: StartFacts): void {
    this.wanted = !HOPELESS.includes(why);
  }

  get busy(): boolean {
    return this.worker !== null;
  }

  /** Make a snapshot if one is wanted. One attempt per start: what failed once is told and left until the next. */
  make(): void {
    if (!this.wanted || this.worker !== null) return;
    this.wanted = false;
    const worker = this.startWorker();
    this.worker = worker;
    worker.addEventListener("message", ({ data }) => this.end(worker, data));
    worker.addEventListener("error", ({ message }) => this.end(worker, { failed: message || "the worker stopped" }));
  }

  private end(worker: SnapshotWorker, result: FromSnapshotWorker): void {
    worker.terminate();
    this.worker = null;
    this.ended(result);
  }
}
