/** What is on a sheet, and how it is cut into parts that a page can draw and a printer can take. Pure. */

import type { BatchView, LinksView } from "../shared/protocol.d.ts";

/** Codes on one part: ten sheets of paper. */
export const PART_SIZE = 240;

export interface SheetCode {
  key: string;
  code: string;
  link: string;
  product: string;
}

export interface Sheet {
  title: string;
  detail: string;
  codes: readonly SheetCode[];
  /** Codes that are left out, since a link to them would lead nowhere. */
  left_out: number;
}

/** A batch: what can still be used. */
export function sheetOfBatch({ batch, codes }: BatchView): Sheet {
  const open = codes.filter((code) => code.state === "unused" && code.link !== "");
  return {
    title: batch.label,
    detail: [batch.discount, batch.products].filter((text) => text !== "").join(" · "),
    codes: open.map(({ name, link, product }, n) => ({ key: `${n} ${name}`, code: name, link, product })),
    left_out: codes.length - open.length,
  };
}

export function sheetOfLinks({ rows }: LinksView, title: string): Sheet {
  const ready = rows.filter((row) => row.url !== "");
  return {
    title,
    detail: "",
    codes: ready.map(({ key, code, url, product }) => ({ key, code, link: url, product })),
    left_out: rows.length - ready.length,
  };
}

export function partCount(sheet: Sheet): number {
  return Math.max(1, Math.ceil(sheet.codes.length / PART_SIZE));
}

/** The codes of one part, the first being 0. */
export function partOf(sheet: Sheet, part: number): readonly SheetCode[] {
  return sheet.codes.slice(part * PART_SIZE, (part + 1) * PART_SIZE);
}
