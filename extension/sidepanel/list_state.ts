/** The list of products: what is shown of the shop, what is chosen, and what a script has picked. Pure. */

import type { Filter, SavedScriptView, ShopView, Sort } from "../shared/protocol.d.ts";

export const EMPTY_FILTER: Filter = {
  text: "",
  tags: [],
  categories: [],
  currencies: [],
  types: [],
  published: "any",
  versions: "any",
  price_from: "",
  price_to: "",
  sales_from: "",
  sales_to: "",
};

export const FIRST_SORT: Sort = { key: "position", descending: false };

/** What a script of the seller's has chosen of the whole shop: a filter beside the others. */
export interface Picked {
  script: SavedScriptView;
  ids: ReadonlySet<string>;
  /** `ListState.changes` when it was asked. */
  at: number;
}

export interface ListState {
  filter: Filter;
  sort: Sort;
  /** Ids that match the filter, in order, by the core; null until it has said. */
  found: readonly string[] | null;
  picked: Picked | null;
  /** What is shown of `found`: all of it, or what the script has picked; null: the whole shop. */
  ids: readonly string[] | null;
  /** How often what a script can read may have changed. */
  changes: number;
  errors: Readonly<Record<string, string>>;
  chosen: ReadonlySet<string>;
  expanded: ReadonlySet<string>;
  /** Where a shift-range starts. */
  anchor: string | null;
}

export const FIRST_LIST: ListState = {
  filter: EMPTY_FILTER,
  sort: FIRST_SORT,
  found: null,
  picked: null,
  ids: null,
  changes: 0,
  errors: {},
  chosen: new Set(),
  expanded: new Set(),
  anchor: null,
};

export function withFound(list: ListState, shop: ShopView | null, found: readonly string[]): ListState {
  return narrowed({ ...list, found, errors: {} }, shop);
}

export function withPicked(list: ListState, shop: ShopView | null, picked: Picked | null): ListState {
  return narrowed({ ...list, picked }, shop);
}

/** A shop read anew: what is no longer there is no longer chosen, and what a script has picked is from before. */
export function withProducts(list: ListState, shop: ShopView): ListState {
  const there = new Set(shop.products.map((product) => product.id));
  const kept = [...list.chosen].filter((id) => there.has(id));
  const chosen = kept.length === list.chosen.size ? list.chosen : new Set(kept);
  const found = list.found?.filter((id) => there.has(id)) ?? null;
  return narrowed({ ...list, chosen, found, changes: list.changes + 1 }, shop);
}

/** Whether the shop may have changed since the script was asked. */
export function isPickedOld({ picked, changes }: ListState): boolean {
  return picked !== null && picked.at !== changes;
}

/** How many of the shop's products the script has picked. */
export function pickedCount(picked: Picked, shop: ShopView): number {
  return shop.products.filter(({ id }) => picked.ids.has(id)).length;
}

/** One row ticked or unticked; a range takes the tick of its first row. */
export function ticked(list: ListState, shown: readonly string[], id: string, range: boolean): ListState {
  const from = list.anchor === null ? -1 : shown.indexOf(list.anchor);
  const to = shown.indexOf(id);
  if (range && from >= 0 && to >= 0 && list.anchor !== null) {
    const on = list.chosen.has(list.anchor);
    const chosen = new Set(list.chosen);
    for (const between of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (on) chosen.add(between);
      else chosen.delete(between);
    }
    return { ...list, chosen };
  }
  return { ...list, chosen: toggled(list.chosen, id, !list.chosen.has(id)), anchor: id };
}

export function inverted(chosen: ReadonlySet<string>, shown: readonly string[]): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const id of shown) {
    if (chosen.has(id)) next.delete(id);
    else next.add(id);
  }
  return next;
}

export function toggled(set: ReadonlySet<string>, item: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (on) next.add(item);
  else next.delete(item);
  return next;
}

function narrowed(list: ListState, shop: ShopView | null): ListState {
  const { found, picked } = list;
  if (picked === null) return { ...list, ids: found };
  const of = found ?? shop?.products.map(({ id }) => id) ?? [];
  return { ...list, ids: of.filter((id) => picked.ids.has(id)) };
}
