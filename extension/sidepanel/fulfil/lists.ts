/** The lists of sales that the Fulfil tool chooses from, and how they change. Pure. */

import type { ErrorBody, FoundIdsView, FoundSalesView, SalesFilter, SaleSort, SaleView, SaleWhat } from "../../shared/protocol.d.ts";

export type ListName = "ship" | "refunds" | "receipts" | "licenses";

export const LISTS: readonly ListName[] = ["ship", "refunds", "receipts", "licenses"];

export const EMPTY_SALES_FILTER: SalesFilter = {
  first_day: "",
  last_day: "",
  product_ids: [],
  countries: [],
  codes: [],
  refunded: "any",
  type: "any",
  price_from: "",
  price_to: "",
  text: "",
};

export interface SaleList {
  filter: SalesFilter;
  what: SaleWhat;
  /** How often a key may be used for each seat, as typed. */
  allowed: string;
  sort: SaleSort;
  /** Null until the core has answered. */
  rows: readonly SaleView[] | null;
  total: number;
  /** Whether any sales are here at all; null until the core has answered. */
  read: boolean | null;
  busy: boolean;
  error: ErrorBody | null;
  /** Sentences under fields of the filter. */
  errors: Readonly<Record<string, string>>;
  /** Ids of the chosen sales, in the order they were chosen in; some may not be among the rows. */
  chosen: ReadonlySet<string>;
  /** Just the chosen sales are shown. */
  onlyChosen: boolean;
  /** Where a shift-range starts. */
  anchor: string | null;
  /** How many matched when all of them were chosen and there were more than can be. */
  cutAt: FoundIdsView | null;
}

const OLDEST: SaleSort = { key: "time", descending: false };
const NEWEST: SaleSort = { key: "time", descending: true };

function list(what: SaleWhat, sort: SaleSort): SaleList {
  return {
    filter: EMPTY_SALES_FILTER,
    what,
    allowed: "",
    sort,
    rows: null,
    total: 0,
    read: null,
    busy: false,
    error: null,
    errors: {},
    chosen: new Set(),
    onlyChosen: false,
    anchor: null,
    cutAt: null,
  };
}

export type SaleLists = Readonly<Record<ListName, SaleList>>;

export const FIRST_LISTS: SaleLists = {
  ship: list("unshipped", OLDEST),
  refunds: list("refundable", NEWEST),
  receipts: list("any", NEWEST),
  licenses: list("licensed", NEWEST),
};

export type ListChange =
  | { do: "ask"; change: Partial<Pick<SaleList, "filter" | "what" | "allowed" | "sort" | "onlyChosen">> }
  | { do: "busy" }
  | { do: "found"; view: FoundSalesView; more: boolean }
  | { do: "refused"; error: ErrorBody }
  | { do: "tick"; id: string; range: boolean }
  | { do: "choose"; ids: readonly string[]; cutAt: FoundIdsView | null }
  | { do: "add"; ids: readonly string[] };

export function reduceList(list: SaleList, change: ListChange): SaleList {
  switch (change.do) {
    case "ask":
      return { ...list, ...change.change, anchor: null };
    case "busy":
      return { ...list, busy: true, error: null };
    case "found":
      return withFound(list, change.view, change.more);
    case "refused":
      return withRefusal(list, change.error);
    case "tick":
      return ticked(list, change.id, change.range);
    case "choose":
      return { ...withChosen(list, new Set(change.ids)), cutAt: change.cutAt };
    case "add":
      return withChosen(list, new Set([...list.chosen, ...change.ids]));
    default:
      change satisfies never;
      return list;
  }
}

/** Whether something can be done with this sale on this page, so that it can be ticked. */
export function canChoose(name: ListName, sale: SaleView): boolean {
  switch (name) {
    case "ship":
      return !sale.shipped;
    case "refunds":
      return sale.left !== null && sale.left.minor > 0 && sale.dispute !== "open";
    case "receipts":
      return true;
    case "licenses":
      return sale.license !== null;
  }
}

/** A first answer takes the place of the rows, a further one goes on behind them. */
function withFound(list: SaleList, view: FoundSalesView, more: boolean): SaleList {
  const before = more ? (list.rows ?? []) : [];
  const known = new Set(before.map((row) => row.sale_id));
  const rows = [...before, ...view.rows.filter((row) => !known.has(row.sale_id))];
  return { ...list, rows, total: view.total, read: view.read, busy: false, error: null, errors: {} };
}

/** Sentences for fields stand under them; the rows stay as they were. */
function withRefusal(list: SaleList, error: ErrorBody): SaleList {
  const placed = Object.keys(error.fields).length > 0;
  return { ...list, busy: false, errors: error.fields, error: placed ? null : error };
}

function withChosen(list: SaleList, chosen: ReadonlySet<string>): SaleList {
  return { ...list, chosen, anchor: null, cutAt: null };
}

/** One row ticked or unticked; a range takes the tick of its first row. */
function ticked(list: SaleList, id: string, range: boolean): SaleList {
  const ids = list.rows?.map((row) => row.sale_id) ?? [];
  const from = list.anchor === null ? -1 : ids.indexOf(list.anchor);
  const to = ids.indexOf(id);
  const chosen = new Set(list.chosen);
  if (range && from >= 0 && to >= 0 && list.anchor !== null) {
    const on = chosen.has(list.anchor);
    for (const between of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) put(chosen, between, on);
    return { ...list, chosen, cutAt: null };
  }
  put(chosen, id, !chosen.has(id));
  return { ...list, chosen, anchor: id, cutAt: null };
}

function put(set: Set<string>, id: string, on: boolean): void {
  if (on) set.add(id);
  else set.delete(id);
}
