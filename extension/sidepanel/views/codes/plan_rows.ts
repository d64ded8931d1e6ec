/** Rows of a preview about codes: each code, and its other prices where they are opened; what each says, and how tall. */

import { t } from "../../../shared/i18n.ts";
import type { CodePlanRow, PlanView, PriceAfterRow } from "../../../shared/protocol.d.ts";
import { linesOf } from "../../../shared/ui/windowing.ts";
import type { PlanFilter } from "../../state.ts";
import type { NoteLine } from "../prices/plan_rows.ts";

export type ShownRow =
  | { kind: "code"; key: string; row: CodePlanRow }
  | { kind: "price"; key: string; row: CodePlanRow; price: PriceAfterRow };

const CODE_PX = 51;
const PRICE_PX = 33;
const LINE_PX = 18;
const NOTE_GAP_PX = 3;
const LETTER_PX = 6.6;
const TAG_PX = 16;
const EDGES_PX = 68;
const MOST_LINES = 3;

/** One price stands in the code's own row; more of them under it, when it is opened. */
export function canOpen(row: CodePlanRow): boolean {
  return row.prices.length > 1;
}

export function shownRows(rows: readonly CodePlanRow[], opened: ReadonlySet<string>): readonly ShownRow[] {
  return rows.flatMap((row): readonly ShownRow[] => {
    const code: ShownRow = { kind: "code", key: row.key, row };
    if (!opened.has(row.key) || !canOpen(row)) return [code];
    return [
      code,
      ...row.prices.map((price, n): ShownRow => ({ kind: "price", key: `${row.key} ${n}`, row, price })),
    ];
  });
}

export function notesOf(row: CodePlanRow): readonly NoteLine[] {
  const notes: NoteLine[] = [];
  if (row.doing === "skipped") notes.push({ tag: t("note_left_alone"), tone: "plain", text: row.reason_text });
  const limits = row.doing === "delete" ? "" : limitsOf(row);
  if (limits !== "") notes.push({ tag: t("codes_note_limits"), tone: "plain", text: limits });
  for (const text of row.notes) notes.push({ tag: t("codes_note"), tone: "plain", text });
  if (row.undo_note !== "") notes.push({ tag: t("note_undo"), tone: "info", text: row.undo_note });
  return notes;
}

/** Cap and minimum order, old and new where they change. */
function limitsOf(row: CodePlanRow): string {
  return [
    pairOf(row.cap_old, row.cap, "codes_cap_is", "codes_cap_becomes"),
    pairOf(row.minimum_old, row.minimum, "codes_minimum_is", "codes_minimum_becomes"),
  ]
    .filter((text) => text !== "")
    .join(" · ");
}

type OneKey = "codes_cap_is" | "codes_minimum_is";
type TwoKey = "codes_cap_becomes" | "codes_minimum_becomes";

function pairOf(old: string, now: string, one: OneKey, two: TwoKey): string {
  if (old !== "" && old !== now) return t(two, old, now === "" ? t("none") : now);
  return now === "" ? "" : t(one, now);
}

export function noteLines(note: NoteLine, width: number): number {
  const tagLetters = (note.tag.length * LETTER_PX + TAG_PX) / LETTER_PX;
  return linesOf(" ".repeat(Math.ceil(tagLetters)) + note.text, width - EDGES_PX, LETTER_PX, MOST_LINES);
}

export function shownHeight(shown: ShownRow, width: number): number {
  if (shown.kind === "price") return PRICE_PX;
  const notes = notesOf(shown.row);
  return CODE_PX + notes.reduce((sum, note) => sum + noteLines(note, width) * LINE_PX + NOTE_GAP_PX, 0);
}

export function filteredCodes(plan: PlanView): Readonly<Record<PlanFilter, readonly CodePlanRow[]>> {
  const warned = new Set(
    plan.findings.filter((finding) => finding.severity !== "note").flatMap((finding) => finding.keys),
  );
  const rows = plan.code_rows;
  return {
    all: rows,
    change: rows.filter((row) => row.doing !== "skipped"),
    skipped: rows.filter((row) => row.doing === "skipped"),
    warn: rows.filter((row) => warned.has(row.key)),
  };
}
