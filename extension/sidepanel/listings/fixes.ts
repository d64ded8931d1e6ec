/** Proposals of the linter that are to be used, by product and rule. Pure. */

import type { FixItem, FixRuleView, FixesForm, ListingDetailsView, ListingFixesView } from "../../shared/protocol.d.ts";

/** Product id -> the rules whose proposals it takes over. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

export const NOTHING_CHOSEN: Chosen = new Map();

export function isChosen(chosen: Chosen, productId: string, rule: string): boolean {
  return chosen.get(productId)?.includes(rule) ?? false;
}

/** The choice with a rule's proposal for these products taken, or left. */
export function withFixes(chosen: Chosen, rule: string, productIds: Iterable<string>, on: boolean): Chosen {
  const next = new Map(chosen);
  for (const id of productIds) {
    const rest = (next.get(id) ?? []).filter((other) => other !== rule);
    const rules = on ? [...rest, rule] : rest;
    if (rules.length > 0) next.set(id, rules);
    else next.delete(id);
  }
  return next;
}

/** The choice with every proposal of these rules. */
export function withRules(chosen: Chosen, rules: readonly FixRuleView[]): Chosen {
  return rules.reduce((next, { rule, items }) => withFixes(next, rule, idsOf(items), true), chosen);
}

export function idsOf(items: readonly FixItem[]): readonly string[] {
  return items.map((item) => item.product_id);
}

export function countOf(chosen: Chosen): { fixes: number; products: number } {
  const fixes = [...chosen.values()].reduce((sum, rules) => sum + rules.length, 0);
  return { fixes, products: chosen.size };
}

/** How many of a rule's proposals are chosen. */
export function chosenOf(chosen: Chosen, { rule, items }: FixRuleView): number {
  return items.filter((item) => isChosen(chosen, item.product_id, rule)).length;
}

/** What is still proposed of what was chosen; a product that is not told of keeps its choice. */
export function stillOffered(chosen: Chosen, fixes: ListingFixesView | null, one: ListingDetailsView | null): Chosen {
  const offered = fixes === null ? null : new Set(fixes.rules.flatMap(({ rule, items }) => items.map((item) => `${rule} ${item.product_id}`)));
  const ofOne = one === null ? null : new Set(one.groups.flatMap(({ findings }) => findings.filter(({ proposal }) => proposal !== null).map(({ rule }) => rule)));
  const next = new Map<string, readonly string[]>();
  for (const [id, rules] of chosen) {
    const left = rules.filter((rule) => {
      if (offered !== null) return offered.has(`${rule} ${id}`);
      return ofOne === null || one?.product_id !== id || ofOne.has(rule);
    });
    if (left.length > 0) next.set(id, left);
  }
  return next;
}

export function formOfChosen(chosen: Chosen): FixesForm {
  return {
    job: "fixes",
    fixes: [...chosen].map(([product_id, rules]) => ({ product_id, rules: [...rules] })),
    unticked: [],
  };
}
