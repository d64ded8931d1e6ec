/**
 * Which codes are chosen. A row is chosen whole by its key; where only some of its parts are chosen, by the keys of
 * those. A row whose every part is chosen counts as chosen whole. Pure.
 */

import type { CodeRef, CodeRow } from "../../shared/protocol.d.ts";

type Keys = ReadonlySet<string>;

/** Parts that can be chosen one by one; a universal code is one code, whatever product it shows under. */
function partsOf(row: CodeRow): readonly string[] {
  return row.universal ? [] : row.parts.map((part) => part.key);
}

export function isChosenPart(chosen: Keys, row: CodeRow, part: string): boolean {
  return chosen.has(row.key) || chosen.has(part);
}

/** All, some or none of a row. */
export function shareOf(chosen: Keys, row: CodeRow): "all" | "some" | "none" {
  if (chosen.has(row.key)) return "all";
  return partsOf(row).some((part) => chosen.has(part)) ? "some" : "none";
}

/** The chosen keys with one row or one part turned round. */
export function toggled(chosen: Keys, rows: readonly CodeRow[], key: string): Keys {
  const row = rows.find((each) => each.key === key);
  const next = new Set(chosen);
  if (row !== undefined) {
    setRow(next, row, !chosen.has(key));
    return next;
  }
  const owner = rows.find((each) => partsOf(each).includes(key));
  if (owner === undefined) return chosen;
  const parts = new Set(partsOf(owner).filter((part) => isChosenPart(chosen, owner, part)));
  if (parts.has(key)) parts.delete(key);
  else parts.add(key);
  setRow(next, owner, parts.size === owner.parts.length);
  if (!next.has(owner.key)) for (const part of parts) next.add(part);
  return next;
}

/** Every shown row between two of them, with the tick of the first. */
export function toggledRange(
  chosen: Keys,
  rows: readonly CodeRow[],
  shown: readonly string[],
  from: string,
  to: string,
): Keys {
  const start = shown.indexOf(from);
  const end = shown.indexOf(to);
  if (start < 0 || end < 0) return toggled(chosen, rows, to);
  const between = new Set(shown.slice(Math.min(start, end), Math.max(start, end) + 1));
  const on = chosen.has(from);
  const next = new Set(chosen);
  for (const row of rows) if (between.has(row.key)) setRow(next, row, on);
  return next;
}

/** The shown rows turned round; one that is chosen in part counts as not chosen. */
export function inverted(chosen: Keys, rows: readonly CodeRow[], shown: readonly string[]): Keys {
  const here = new Set(shown);
  const next = new Set(chosen);
  for (const row of rows) if (here.has(row.key)) setRow(next, row, !next.has(row.key));
  return next;
}

/** Of these keys, the ones that are still in the table; a part of a row that is chosen whole is left out. */
export function keptOf(keys: Keys, rows: readonly CodeRow[]): Keys {
  if (keys.size === 0) return keys;
  const kept = new Set<string>();
  for (const row of rows) {
    if (keys.has(row.key)) kept.add(row.key);
    else for (const part of partsOf(row)) if (keys.has(part)) kept.add(part);
  }
  return kept.size === keys.size ? keys : kept;
}

/** What forms are given of the chosen codes: each code once, in the order of the table. */
export function chosenRefs(chosen: Keys, rows: readonly CodeRow[]): CodeRef[] {
  return rows.flatMap((row) => {
    const parts = row.parts.filter((part) => isChosenPart(chosen, row, part.key));
    return (row.universal ? parts.slice(0, 1) : parts).map((part) => part.ref);
  });
}

/** The same as keys of rows and parts. */
export function chosenKeys(chosen: Keys, rows: readonly CodeRow[]): string[] {
  return rows.flatMap((row) => (chosen.has(row.key) ? [row.key] : partsOf(row).filter((part) => chosen.has(part))));
}

/** Keys of the rows and parts that these codes are. */
export function keysOfRefs(refs: readonly CodeRef[], rows: readonly CodeRow[]): string[] {
  const wanted = new Set(refs.map((ref) => `${ref.product_id}/${ref.code_id}`));
  const universal = new Set(refs.map((ref) => ref.code_id));
  return rows.flatMap((row) => {
    if (row.universal) return row.parts.some((part) => universal.has(part.ref.code_id)) ? [row.key] : [];
    const parts = row.parts.filter((part) => wanted.has(part.key)).map((part) => part.key);
    return parts.length === row.parts.length ? [row.key] : parts;
  });
}

function setRow(chosen: Set<string>, row: CodeRow, on: boolean): void {
  for (const part of partsOf(row)) chosen.delete(part);
  if (on) chosen.add(row.key);
  else chosen.delete(row.key);
}
