/** Which countries are shown, under which headings and in which order. Pure; `nameOf` gives the shown names. */

import type { ParityRow } from "../../shared/protocol.d.ts";
import type { RowFilter, RowSort } from "./state.ts";

export interface HeadRow {
  kind: "region";
  key: string;
  label: string;
  rows: readonly ParityRow[];
}

export interface CountryRow {
  kind: "country";
  key: string;
  name: string;
  row: ParityRow;
}

export type ShownRow = HeadRow | CountryRow;

export function shownRows(
  rows: readonly ParityRow[],
  filter: RowFilter,
  nameOf: (row: ParityRow) => string,
): readonly ShownRow[] {
  const words = filter.text.trim().toLocaleLowerCase();
  const found = rows.filter((row) => fits(row, filter) && isNamed(row, nameOf(row), words)).map(countryRow);
  found.sort(orderOf(filter.sort, filter.descending));
  if (!filter.grouped) return found;
  const regions = new Map<string, CountryRow[]>();
  for (const shown of found) regions.set(shown.row.region, [...(regions.get(shown.row.region) ?? []), shown]);
  return [...regions.entries()]
    .map(([region, members]) => ({ region, members, label: members[0]?.row.region_label ?? region }))
    .sort((one, other) => one.label.localeCompare(other.label))
    .flatMap(({ region, members, label }): readonly ShownRow[] => [
      { kind: "region", key: `region ${region}`, label, rows: members.map(({ row }) => row) },
      ...members,
    ]);

  function countryRow(row: ParityRow): CountryRow {
    return { kind: "country", key: row.country, name: nameOf(row), row };
  }
}

/** The countries among what is shown, in their order. */
export function countriesOf(shown: readonly ShownRow[]): readonly string[] {
  return shown.flatMap((each) => (each.kind === "country" ? [each.key] : []));
}

function fits(row: ParityRow, { region, group, onlyGiven }: RowFilter): boolean {
  return (
    (region === "" || row.region === region) &&
    (group === null || row.group === group) &&
    (!onlyGiven || row.percent > 0)
  );
}

function isNamed(row: ParityRow, name: string, words: string): boolean {
  if (words === "") return true;
  const texts = [name, row.name, row.country, row.code, row.note, row.currency];
  return texts.some((text) => text.toLocaleLowerCase().includes(words));
}

/** Rows without a figure come last, whichever way round. */
function orderOf(sort: RowSort, descending: boolean): (one: CountryRow, other: CountryRow) => number {
  const turn = descending ? -1 : 1;
  const byName = (one: CountryRow, other: CountryRow): number => one.name.localeCompare(other.name);
  if (sort === "name") return (one, other) => turn * byName(one, other);
  const valueOf = ({ row }: CountryRow): number | null => {
    switch (sort) {
      case "world_bank":
        return row.world_bank === "" ? null : Number(row.world_bank);
      case "big_mac":
        return row.big_mac === "" ? null : Number(row.big_mac);
      case "native":
        return row.native_percent;
      case "percent":
        return row.percent;
    }
  };
  return (one, other) => {
    const first = valueOf(one);
    const second = valueOf(other);
    if (first === null || second === null)
      return Number(first === null) - Number(second === null) || byName(one, other);
    return turn * (first - second) || byName(one, other);
  };
}
