/** Why Python is not started from a snapshot, as an error. */

import type { WhyCold } from "../../shared/messages.ts";

/** There is a reason not to start from a snapshot. */
export class SnapshotProblem extends Error {
  constructor(
    readonly why: WhyCold,
    detail: string,
  ) {
    super(detail);
    this.name = "SnapshotProblem";
  }
}

/** Any error as a reason to start from nothing; `why` for those that do not say. */
export function asProblem(error: unknown, why: WhyCold): SnapshotProblem {
  if (error instanceof SnapshotProblem) return error;
  return new SnapshotProblem(why, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
