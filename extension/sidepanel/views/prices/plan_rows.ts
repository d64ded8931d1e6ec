/** Which rows of a preview are shown, what each says under its numbers, and how tall that makes it. */

import { t } from "../../../shared/i18n.ts";
import type { PlanRow, PlanView } from "../../../shared/protocol.d.ts";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import type { PlanFilter } from "../../state.ts";

export interface NoteLine {
  tag: string;
  tone: Tone;
  text: string;
}

const BASE_PX = 51;
const SINGLE_PX = 33;
const LINE_PX = 18;
const NOTE_GAP_PX = 3;
const LETTER_PX = 6.6;
const TAG_PX = 16;
const EDGES_PX = 68;
const MOST_LINES = 3;
const MOST_BREAKS = 3;

export function notesOf(row: PlanRow, error: string): readonly NoteLine[] {
  const notes: NoteLine[] = [];
  if (error !== "") notes.push({ tag: t("note_error"), tone: "bad", text: error });
  if (row.state === "skipped") notes.push({ tag: t("note_left_alone"), tone: "plain", text: row.reason_text });
  for (const text of row.break_texts.slice(0, MOST_BREAKS))
    notes.push({ tag: t("note_breaks"), tone: "care", text });
  const hidden = row.break_texts.length - MOST_BREAKS;
  if (hidden > 0) notes.push({ tag: t("note_breaks"), tone: "care", text: t("note_more", hidden) });
  if (row.undo_note !== "") notes.push({ tag: t("note_undo"), tone: "info", text: row.undo_note });
  return notes;
}

/** Lines that one note needs in a table of this width. */
export function noteLines(note: NoteLine, width: number): number {
  const tagLetters = (note.tag.length * LETTER_PX + TAG_PX) / LETTER_PX;
  return linesOf(" ".repeat(Math.ceil(tagLetters)) + note.text, width - EDGES_PX, LETTER_PX, MOST_LINES);
}

/** Wide rows need a second line only for a detail; narrow ones have the name above the numbers, if there are any. */
export function planRowHeight(row: PlanRow, error: string, width: number, wide: boolean): number {
  const single = wide ? row.detail === "" && !row.typed_over : row.state === "skipped";
  const base = single ? SINGLE_PX : BASE_PX;
  const notes = notesOf(row, error);
  const lines = notes.reduce((sum, note) => sum + noteLines(note, width), 0);
  return base + lines * LINE_PX + notes.length * NOTE_GAP_PX;
}

/** Keys that a finding of some weight points at. */
function warnedKeys(plan: PlanView): ReadonlySet<string> {
  return new Set(plan.findings.filter((finding) => finding.severity !== "note").flatMap((finding) => finding.keys));
}

export function filteredRows(plan: PlanView): Readonly<Record<PlanFilter, readonly PlanRow[]>> {
  const warned = warnedKeys(plan);
  return {
    all: plan.rows,
    change: plan.rows.filter((row) => row.state === "change"),
    skipped: plan.rows.filter((row) => row.state === "skipped"),
    warn: plan.rows.filter((row) => row.break_texts.length > 0 || warned.has(row.key)),
  };
}
