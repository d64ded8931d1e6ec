/** Which rows of a run are shown, in which order, and what each looks like. Pure. */

import type { RunRow, RunView } from "../../../shared/protocol.d.ts";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import { hashOf } from "../../route.ts";
import { rowClass } from "../../state.ts";
import type { RunFilter, RunState } from "../../state.ts";

export function isActive(run: RunView): boolean {
  return run.state === "running" || run.state === "stopping";
}

/** What the rows of a run are: products with their prices, codes, sales, or listings. */
export type About = "prices" | "codes" | "sales" | "listings";

/** A run that takes another back, or tries it again, is about what that one is about. */
export function aboutOf(run: RunView, runs: readonly RunView[] | null): About {
  switch (run.kind) {
    case "prices":
      return "prices";
    case "codes":
    case "mint":
      return "codes";
    case "shipping":
    case "receipts":
    case "refunds":
    case "licenses":
      return "sales";
    case "listings":
      return "listings";
    case "undo":
    case "retry": {
      const origin = originOf(run, runs);
      return origin === null ? "prices" : aboutOf(origin, runs);
    }
  }
}

function originOf(run: RunView, runs: readonly RunView[] | null): RunView | null {
  const origin = runs?.find((other) => other.run_id === run.origin_run_id);
  return origin === undefined || origin.run_id === run.run_id ? null : origin;
}

/** Where one goes on from a run that is over. */
export function placeAfter(run: RunView, runs: readonly RunView[] | null): string {
  const origin = run.kind === "undo" || run.kind === "retry" ? originOf(run, runs) : null;
  if (origin !== null) return placeAfter(origin, runs);
  switch (run.kind) {
    case "codes":
    case "mint":
      return hashOf("codes");
    case "shipping":
      return hashOf("fulfil");
    case "refunds":
    case "receipts":
    case "licenses":
      return hashOf("fulfil", { page: run.kind });
    case "listings":
      return hashOf("listings");
    case "prices":
    case "undo":
    case "retry":
      return hashOf("products");
  }
}

/** While it runs: the row in work, then what was done last, then what waits. Later: the order of the plan. */
export function shownRows(run: RunState): readonly RunRow[] {
  const rows = run.order.map((key) => run.rows.get(key)).filter((row) => row !== undefined);
  const wanted = run.filter === "all" ? rows : rows.filter((row) => rowClass(row) === run.filter);
  if (run.view === null || !isActive(run.view)) return wanted;
  const rank = (row: RunRow): number => (row.state === "working" ? 0 : row.state === "waiting" ? 2 : 1);
  return [...wanted].sort((one, other) => rank(one) - rank(other) || (rank(one) === 1 ? other.seq - one.seq : 0));
}

export const RUN_FILTERS: readonly RunFilter[] = [
  "all",
  "applied",
  "unchanged",
  "left_alone",
  "rejected",
  "unsure",
  "cancelled",
  "waiting",
];

export function countOf(run: RunView, filter: RunFilter): number {
  return filter === "all" ? run.counts.total : run.counts[filter];
}

export function toneOf(row: RunRow): Tone {
  switch (rowClass(row)) {
    case "applied":
      return "good";
    case "rejected":
      return "bad";
    case "left_alone":
    case "unsure":
      return "care";
    case "unchanged":
    case "cancelled":
      return "plain";
    case "waiting":
      return row.state === "working" ? "info" : "plain";
  }
}

const BASE_PX = 51;
const SINGLE_PX = 34;
const LINE_PX = 18;
const LETTER_PX = 6.6;
const EDGES_PX = 68;
const MOST_LINES = 3;

/** Sentences under a row: why it ended so, Gumroad's words, its warning. */
export function sentencesOf(row: RunRow, serverSaid: (words: string) => string): readonly string[] {
  return [row.text, row.server_words === "" ? "" : serverSaid(row.server_words), row.warning].filter(
    (text) => text !== "",
  );
}

export function sentenceLines(text: string, width: number): number {
  return linesOf(text, width - EDGES_PX, LETTER_PX, MOST_LINES);
}

export function runRowHeight(row: RunRow, sentences: readonly string[], width: number, wide: boolean): number {
  const base = wide && row.detail === "" ? SINGLE_PX : BASE_PX;
  return base + sentences.reduce((sum, text) => sum + sentenceLines(text, width) * LINE_PX, 0);
}
