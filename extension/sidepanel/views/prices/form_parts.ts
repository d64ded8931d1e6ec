/** What the price form offers for the products chosen, and where each error belongs. */

import type {
  CurrencyView,
  Ending,
  Mode,
  PriceForm,
  ProductRow,
  RoundTo,
  ShopView,
} from "../../../shared/protocol.d.ts";
import type { FormState } from "../../state.ts";

export interface FormCurrency extends CurrencyView {
  /** Chosen products in it. */
  products: number;
}

/** Currencies of the chosen products, the most frequent first. */
export function currenciesOf(shop: ShopView, chosen: readonly ProductRow[]): readonly FormCurrency[] {
  const counts = new Map<string, number>();
  for (const product of chosen) counts.set(product.price.currency, (counts.get(product.price.currency) ?? 0) + 1);
  return shop.currencies
    .filter((currency) => counts.has(currency.code))
    .map((currency) => ({ ...currency, products: counts.get(currency.code) ?? 0 }))
    .sort((one, other) => other.products - one.products);
}

export const MAIN_MODES = ["set", "percent", "amount", "custom"] as const;
export const OTHER_MODES = ["multiply", "script", "currency", "keep"] as const;

/** An ending and the way to it, as one choice. */
export type EndingChoice = "none" | "custom" | `${Exclude<Ending, "none" | "custom">}_${Exclude<RoundTo, "none">}`;

const DIRECTIONS = ["up", "nearest", "down"] as const;
const ENDINGS = ["99", "95", "00", "9"] as const;

export const ENDING_CHOICES: readonly EndingChoice[] = [
  "none",
  ...ENDINGS.flatMap((ending) => DIRECTIONS.map((direction) => `${ending}_${direction}` as const)),
  "custom",
];

export function endingChoice(form: PriceForm): EndingChoice {
  if (form.ending === "none" || form.ending === "custom") return form.ending;
  return `${form.ending}_${form.ending_to === "none" ? "nearest" : form.ending_to}`;
}

export function withEnding(form: PriceForm, choice: EndingChoice): PriceForm {
  if (choice === "none" || choice === "custom") return { ...form, ending: choice };
  const [ending, direction] = choice.split("_") as [Ending, RoundTo];
  return { ...form, ending, ending_to: direction };
}

/** The error under a field: from the last attempt, or as typed; an untouched field waits for the attempt. */
export function fieldError(state: FormState, path: string, value: string): string | undefined {
  if (path in state.errors) return state.errors[path];
  return value !== "" || state.attempted ? state.check?.errors[path] : undefined;
}

const MODE_FIELDS: Record<Mode, readonly string[]> = {
  set: ["amounts"],
  percent: ["percent"],
  amount: ["amounts"],
  multiply: ["factor"],
  custom: ["expression"],
  script: ["script"],
  currency: ["to_currency", "rate"],
  keep: [],
};

const SHARED_FIELDS = ["steps", "endings", "floors", "ceilings", "versions", "version_percent", "version_amounts"];

/** Sentences of the last attempt that belong to no field shown. */
export function otherErrors(state: FormState, currencies: readonly FormCurrency[]): readonly string[] {
  const shown = new Set([...MODE_FIELDS[state.form.mode], ...SHARED_FIELDS]);
  const codes = new Set(currencies.map((currency) => currency.code));
  const hasField = (path: string): boolean => {
    const [root = "", code] = path.split(".");
    return shown.has(root) && (code === undefined || codes.has(code));
  };
  const errors =
    Object.keys(state.errors).length > 0 ? state.errors : state.attempted ? (state.check?.errors ?? {}) : {};
  return Object.entries(errors)
    .filter(([path]) => !hasField(path))
    .map(([, sentence]) => sentence);
}
