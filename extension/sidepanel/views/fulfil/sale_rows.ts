/** Rows of the lists of sales: what each says, and how tall it is. Pure. */

import { language, t } from "../../../shared/i18n.ts";
import type { SaleView } from "../../../shared/protocol.d.ts";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import type { ListName } from "../../fulfil/lists.ts";

export function buyerOf(sale: SaleView): string {
  return sale.buyer || sale.email || t("fulfil_nobody");
}

/** "Poster, A3 · 2 pieces". */
export function productOf(sale: SaleView): string {
  const named = sale.variants === "" ? sale.product : `${sale.product}, ${sale.variants}`;
  return sale.quantity === 1 ? named : `${named} · ${t("fulfil_pieces", sale.quantity)}`;
}

/** "12 Jul 2026". */
export function dayText(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getDate()} ${at.toLocaleDateString(language(), { month: "short" })} ${at.getFullYear()}`;
}

/** When it was bought and in which order. */
export function whenText(sale: SaleView): string {
  const day = dayText(sale.created_at_ms);
  return sale.order === "" ? day : `${day} · ${t("fulfil_order", sale.order)}`;
}

/** What is unusual about a sale, as a mark. */
export function marksOf(sale: SaleView): readonly { text: string; tone: Tone }[] {
  const marks: { text: string; tone: Tone }[] = [];
  if (sale.dispute === "open") marks.push({ text: t("fulfil_disputed"), tone: "bad" });
  if (sale.refunded === "fully") marks.push({ text: t("fulfil_refunded"), tone: "plain" });
  if (sale.refunded === "partly") marks.push({ text: t("fulfil_partly"), tone: "care" });
  if (sale.license?.disabled === true) marks.push({ text: t("fulfil_key_off"), tone: "plain" });
  if (sale.license?.overused === true) marks.push({ text: t("fulfil_key_over"), tone: "care" });
  return marks;
}

export function addressOf(sale: SaleView): string {
  return sale.address.join(", ");
}

const WIDE_PX = 51;
const NARROW_PX = 69;
const LINE_PX = 18;
const FIELD_PX = 40;
const LETTER_PX = 6.6;
const EDGES_PX = 68;
const MOST_LINES = 3;

export function addressLines(sale: SaleView, width: number): number {
  return sale.address.length === 0 ? 0 : linesOf(addressOf(sale), width - EDGES_PX, LETTER_PX, 2);
}

export function errorLines(error: string, width: number): number {
  return error === "" ? 0 : linesOf(error, width - EDGES_PX - 20, LETTER_PX, MOST_LINES);
}

/** A sale to be shipped has its address under it, and where there is no column for it the field for the tracking. */
export function listRowHeight(name: ListName, sale: SaleView, error: string, width: number, wide: boolean): number {
  const base = wide ? WIDE_PX : NARROW_PX;
  if (name !== "ship") return base;
  const field = wide ? 0 : FIELD_PX;
  return base + field + (addressLines(sale, width) + errorLines(error, width)) * LINE_PX;
}
