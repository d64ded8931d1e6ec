/** Codes and their opened parts as one list of rows, and how tall each is. Pure. */

import type { CodeHealth, CodePart, CodeRow } from "../../../shared/protocol.d.ts";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";

export type ListRow =
  { kind: "code"; key: string; code: CodeRow } | { kind: "part"; key: string; code: CodeRow; part: CodePart };

const CODE_PX = 51;
const PART_PX = 33;
const LINE_PX = 18;
const LETTER_PX = 6.6;
const EDGES_PX = 68;
const MOST_LINES = 2;

export function listRows(
  codes: ReadonlyMap<string, CodeRow>,
  keys: readonly string[],
  expanded: ReadonlySet<string>,
): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (const key of keys) {
    const code = codes.get(key);
    if (code === undefined) continue;
    rows.push({ kind: "code", key, code });
    if (!expanded.has(key)) continue;
    for (const part of code.parts) rows.push({ kind: "part", key: `${key} ${part.key}`, code, part });
  }
  return rows;
}

export function rowKey(row: ListRow): string {
  return row.key;
}

/** Why a code does not work, under its row; that it is live or used up is said in the row. */
export function noteOf(row: ListRow): string {
  const { state, state_text } = row.kind === "code" ? row.code : row.part;
  return state === "breaks" && (row.kind === "part" || row.code.parts.length === 1) ? state_text : "";
}

export function noteLines(note: string, width: number): number {
  return linesOf(note, width - EDGES_PX, LETTER_PX, MOST_LINES);
}

export function rowHeight(row: ListRow, width: number): number {
  const note = noteOf(row);
  const base = row.kind === "code" ? CODE_PX : PART_PX;
  return base + (note === "" ? 0 : noteLines(note, width) * LINE_PX);
}

export function toneOf(state: CodeHealth): Tone {
  switch (state) {
    case "live":
      return "good";
    case "used_up":
      return "care";
    case "breaks":
      return "bad";
  }
}
