/** Rows of a preview about listings: what each is called, what stands in it, and about how tall it is. Pure. */

import { t, tn } from "../../../shared/i18n.ts";
import type { ListingPlanRow, PlanView } from "../../../shared/protocol.d.ts";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import type { PlanFilter } from "../../state.ts";
import type { NoteLine } from "../prices/plan_rows.ts";

export function nameOf(row: ListingPlanRow): string {
  return row.product || t("listings_nameless");
}

/** Under the name: the version, the line of a file, and how many finds are replaced. */
export function metaOf(row: ListingPlanRow): string {
  return [
    row.detail,
    row.line === null ? "" : t("codes_line", row.line),
    row.places === 0 ? "" : tn("edit_places", row.places),
  ]
    .filter((text) => text !== "")
    .join(" · ");
}

export function toneOf({ doing }: ListingPlanRow): Tone {
  switch (doing) {
    case "delete":
    case "delete_version":
      return "bad";
    case "unpublish":
      return "care";
    case "publish":
    case "restore":
      return "good";
    case "create":
    case "add_version":
      return "info";
    case "change":
    case "version":
    case "price":
    case "surcharge":
    case "skipped":
      return "plain";
  }
}

export function notesOf(row: ListingPlanRow): readonly NoteLine[] {
  const notes: NoteLine[] = [];
  if (row.doing === "skipped") notes.push({ tag: t("note_left_alone"), tone: "plain", text: row.reason_text });
  for (const text of row.notes) notes.push({ tag: t("codes_note"), tone: "plain", text });
  if (row.undo_note !== "") notes.push({ tag: t("note_undo"), tone: "info", text: row.undo_note });
  return notes;
}

const HEAD_PX = 33;
const META_PX = 18;
const LINE_PX = 18;
const LETTER_PX = 6.4;
const EDGES_PX = 68;
const LABEL_PX = 116;
const FIELD_GAP_PX = 6;
const MOST_LINES = 40;

/** Whether it has to be said what happens: texts that change say it themselves. */
export function saysDoing({ doing }: ListingPlanRow): boolean {
  return doing !== "change" && doing !== "skipped";
}

/** Whether something stands under the name; in a narrow row that is also what happens. */
export function hasMeta(row: ListingPlanRow, wide: boolean): boolean {
  return metaOf(row) !== "" || (!wide && saysDoing(row));
}

/** The name, and what is under it. */
export function headHeight(row: ListingPlanRow, wide: boolean): number {
  return HEAD_PX + (hasMeta(row, wide) ? META_PX : 0);
}

/** About how tall the texts of a row are; what is drawn is measured. */
export function guessedHeight(row: ListingPlanRow, width: number, wide: boolean): number {
  const room = width - EDGES_PX - (wide ? LABEL_PX : 0);
  const fields = row.fields.map(({ pieces }) => {
    const letters = pieces.map(({ text }) => text).join(" ");
    return (linesOf(letters, room, LETTER_PX, MOST_LINES) + (wide ? 0 : 1)) * LINE_PX + FIELD_GAP_PX;
  });
  return [...fields, ...notesOf(row).map(() => LINE_PX)].reduce((sum, px) => sum + px, 0);
}

export function filteredListings(plan: PlanView): Readonly<Record<PlanFilter, readonly ListingPlanRow[]>> {
  const warned = new Set(
    plan.findings.filter((finding) => finding.severity !== "note").flatMap((finding) => finding.keys),
  );
  const rows = plan.listing_rows;
  return {
    all: rows,
    change: rows.filter((row) => row.doing !== "skipped"),
    skipped: rows.filter((row) => row.doing === "skipped"),
    warn: rows.filter((row) => warned.has(row.key)),
  };
}
