/** What of a filter is in use, as chips that can be taken away. */

import { t } from "../../../shared/i18n.ts";
import type { CodesFilter, CodesView, Facet } from "../../../shared/protocol.d.ts";
import { EMPTY_CODES_FILTER } from "../../codes/forms.ts";

export interface FilterChip {
  id: string;
  text: string;
  /** The filter without it. */
  without: CodesFilter;
}

export type ListField = "kinds" | "states" | "product_ids";

export function filterChips(filter: CodesFilter, view: CodesView): readonly FilterChip[] {
  return [
    ...listChips(filter, "states", view.state_facets),
    ...listChips(filter, "kinds", view.kind_facets),
    ...listChips(filter, "product_ids", view.product_facets),
    ...choiceChips(filter, "used", { never: t("codes_used_never"), some: t("codes_used_some") }),
    ...choiceChips(filter, "universal", { yes: t("codes_universal_only"), no: t("codes_universal_none") }),
  ];
}

/** The filter with one value of a list put in or taken out. */
export function withValue(filter: CodesFilter, field: ListField, value: string, on: boolean): CodesFilter {
  const rest = (filter[field] as readonly string[]).filter((other) => other !== value);
  return { ...filter, [field]: on ? [...rest, value] : rest };
}

/** Everything but the search text taken away. */
export function cleared(filter: CodesFilter): CodesFilter {
  return { ...EMPTY_CODES_FILTER, text: filter.text };
}

function listChips(filter: CodesFilter, field: ListField, facets: readonly Facet[]): FilterChip[] {
  return filter[field].map((value) => ({
    id: `${field}:${value}`,
    text: facets.find((facet) => facet.value === value)?.label ?? value,
    without: withValue(filter, field, value, false),
  }));
}

function choiceChips<Field extends "used" | "universal">(
  filter: CodesFilter,
  field: Field,
  labels: Readonly<Record<Exclude<CodesFilter[Field], "any">, string>>,
): FilterChip[] {
  const value = filter[field];
  if (value === "any") return [];
  const text = labels[value as Exclude<CodesFilter[Field], "any">];
  return [{ id: field, text, without: { ...filter, [field]: "any" } }];
}
