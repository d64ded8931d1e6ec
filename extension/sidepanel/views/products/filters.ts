/** What of a filter is in use, as chips that can be taken away, and how a script's filter stands. */

import { t, tn } from "../../../shared/i18n.ts";
import type { Facet, Filter, SavedScriptView, ShopView } from "../../../shared/protocol.d.ts";
import { isPickedOld, pickedCount } from "../../list_state.ts";
import type { ListState, Picked } from "../../list_state.ts";
import { EMPTY_FILTER } from "../../state.ts";

export interface FilterChip {
  id: string;
  text: string;
  /** The filter without it. */
  without: Filter;
}

type ListField = "tags" | "categories" | "currencies" | "types";

export function filterChips(filter: Filter, shop: ShopView): readonly FilterChip[] {
  return [
    ...listChips(filter, "tags", shop.tag_facets),
    ...listChips(filter, "categories", shop.category_facets),
    ...listChips(filter, "types", shop.type_facets),
    ...listChips(filter, "currencies", shop.currency_facets),
    ...choiceChip(filter, "published", { yes: t("filter_published_yes"), no: t("filter_published_no") }),
    ...choiceChip(filter, "versions", { yes: t("filter_versions_yes"), no: t("filter_versions_no") }),
    ...rangeChip(filter, "price_from", "price_to", t("filter_price")),
    ...rangeChip(filter, "sales_from", "sales_to", t("filter_sales")),
  ];
}

/** The filter with one value of a list put in or taken out. */
export function withValue(filter: Filter, field: ListField, value: string, on: boolean): Filter {
  const rest = (filter[field] as readonly string[]).filter((other) => other !== value);
  return { ...filter, [field]: on ? [...rest, value] : rest };
}

/** Everything but the search text taken away. */
export function cleared(filter: Filter): Filter {
  return { ...EMPTY_FILTER, text: filter.text };
}

/** What the chip of a script's filter says. */
export function pickedText(picked: Picked, shop: ShopView): string {
  return tn("filter_picked", pickedCount(picked, shop), picked.script.name);
}

/**
 * Why what the script has chosen may be out of date, and the script to ask again; null while it is not. `scripts` are
 * those saved now, null until they are read.
 */
export function pickedAge(
  list: ListState,
  scripts: readonly SavedScriptView[] | null,
): { text: string; script: SavedScriptView | null } | null {
  const { picked } = list;
  if (picked === null) return null;
  const script = scripts?.find(({ name }) => name === picked.script.name) ?? null;
  if (scripts !== null && script === null) return { text: t("filter_picked_gone"), script };
  if (script !== null && script.text !== picked.script.text) return { text: t("filter_picked_changed"), script };
  return isPickedOld(list) ? { text: t("filter_picked_old"), script: script ?? picked.script } : null;
}

function listChips(filter: Filter, field: ListField, facets: readonly Facet[]): FilterChip[] {
  return filter[field].map((value) => ({
    id: `${field}:${value}`,
    text: facets.find((facet) => facet.value === value)?.label ?? value,
    without: withValue(filter, field, value, false),
  }));
}

function choiceChip(
  filter: Filter,
  field: "published" | "versions",
  labels: { yes: string; no: string },
): FilterChip[] {
  const value = filter[field];
  return value === "any" ? [] : [{ id: field, text: labels[value], without: { ...filter, [field]: "any" } }];
}

function rangeChip(
  filter: Filter,
  from: "price_from" | "sales_from",
  to: "price_to" | "sales_to",
  label: string,
): FilterChip[] {
  const low = filter[from];
  const high = filter[to];
  if (low === "" && high === "") return [];
  const text =
    low === ""
      ? t("filter_up_to", label, high)
      : high === ""
        ? t("filter_from", label, low)
        : t("filter_between", label, low, high);
  return [{ id: from, text, without: { ...filter, [from]: "", [to]: "" } }];
}
