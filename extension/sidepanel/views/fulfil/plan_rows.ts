/** Rows of a preview about sales: what it does with them, what each says under its numbers, and how tall it is. Pure. */

import { t } from "../../../shared/i18n.ts";
import type { PlanView, SalePlanRow } from "../../../shared/protocol.d.ts";
import type { PlanFilter } from "../../state.ts";
import { noteLines } from "../prices/plan_rows.ts";
import type { NoteLine } from "../prices/plan_rows.ts";

export type SaleDoing = "ship" | "receipt" | "refund" | "license";

/** What the plan does with its sales; one that does nothing goes by its form. */
export function doingOf({ sale_rows, sales_form }: PlanView): SaleDoing {
  const row = sale_rows.find((each) => each.doing !== "skipped");
  switch (row?.doing) {
    case "ship":
    case "receipt":
    case "refund":
      return row.doing;
    case "enable":
    case "disable":
    case "reset":
      return "license";
    case "skipped":
    case undefined:
      return sales_form?.job === "receipts" ? "receipt" : (sales_form?.job ?? "receipt");
  }
}

/** What a row is called: its buyer, or the line of a file that belongs to no sale. */
export function nameOf(row: SalePlanRow): string {
  return row.buyer || row.email || (row.order === "" ? row.product || row.key : t("fulfil_order", row.order));
}

export function metaOf(row: SalePlanRow): string {
  const order = row.order === "" || nameOf(row) === t("fulfil_order", row.order) ? "" : t("fulfil_order", row.order);
  const line = row.line === null ? "" : t("codes_line", row.line);
  return [row.product, order, line].filter((text) => text !== "").join(" · ");
}

export function notesOf(row: SalePlanRow, error: string): readonly NoteLine[] {
  const notes: NoteLine[] = [];
  if (error !== "") notes.push({ tag: t("note_error"), tone: "bad", text: error });
  if (row.doing === "skipped") notes.push({ tag: t("note_left_alone"), tone: "plain", text: row.reason_text });
  for (const text of row.notes) notes.push({ tag: t("codes_note"), tone: "plain", text });
  return notes;
}

const WIDE_PX = 51;
const NARROW_PX = 69;
const BARE_PX = 51;
const LINE_PX = 18;
const NOTE_GAP_PX = 3;

/** Narrow rows have the name and the product above the numbers; one that is left alone has no numbers. */
export function rowHeight(row: SalePlanRow, error: string, width: number, wide: boolean): number {
  const base = wide ? WIDE_PX : row.doing === "skipped" && !row.can_edit ? BARE_PX : NARROW_PX;
  return notesOf(row, error).reduce((sum, note) => sum + noteLines(note, width) * LINE_PX + NOTE_GAP_PX, base);
}

export function filteredSales(plan: PlanView): Readonly<Record<PlanFilter, readonly SalePlanRow[]>> {
  const warned = new Set(
    plan.findings.filter((finding) => finding.severity !== "note").flatMap((finding) => finding.keys),
  );
  const rows = plan.sale_rows;
  return {
    all: rows,
    change: rows.filter((row) => row.doing !== "skipped"),
    skipped: rows.filter((row) => row.doing === "skipped"),
    warn: rows.filter((row) => warned.has(row.key)),
  };
}
