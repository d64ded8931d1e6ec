/** What the Suggestions page shows and keeps: what is wished for, what came, what was decided. Pure. */

import type {
  ErrorBody,
  SuggestEstimateView,
  SuggestField,
  SuggestListView,
  SuggestProductView,
  SuggestRequestView,
  Wishes,
} from "../../shared/protocol.d.ts";
import type { Batch } from "./batch.ts";

export const FIELDS: readonly SuggestField[] = ["name", "summary", "description", "tags"];
/** So many of the lowest scores can be chosen. */
export const LOWEST: readonly number[] = [5, 10, 25, 50];

export interface SuggestForm {
  /** The products chosen in the Products tool, or those with the lowest scores. */
  which: "chosen" | "lowest";
  lowest: number;
  fields: readonly SuggestField[];
  tone: string;
}

/** What would be sent for one product, word for word. */
export interface Shown {
  product_id: string;
  request: SuggestRequestView | null;
  error: ErrorBody | null;
}

/** A suggestion whose text is being changed. */
export interface Editing {
  product_id: string;
  field: SuggestField;
  text: string;
  error: string;
}

export interface SuggestState {
  form: SuggestForm;
  estimate: SuggestEstimateView | null;
  estimating: boolean;
  estimateError: ErrorBody | null;
  shown: Shown | null;
  batch: Batch | null;
  /** Null until the core has answered. */
  list: SuggestListView | null;
  listError: ErrorBody | null;
  /** Suggestions being decided, as `PRODUCT/FIELD`. */
  deciding: ReadonlySet<string>;
  decideError: ErrorBody | null;
  editing: Editing | null;
  planning: boolean;
  planError: ErrorBody | null;
}

export const NO_SUGGESTIONS: SuggestState = {
  form: { which: "lowest", lowest: 10, fields: ["name", "summary", "tags"], tone: "" },
  estimate: null,
  estimating: false,
  estimateError: null,
  shown: null,
  batch: null,
  list: null,
  listError: null,
  deciding: new Set(),
  decideError: null,
  editing: null,
  planning: false,
  planError: null,
};

export function wishesOf({ fields, tone }: SuggestForm): Wishes {
  return { fields: FIELDS.filter((field) => fields.includes(field)), tone };
}

export function keyOf(product_id: string, field: SuggestField): string {
  return `${product_id}/${field}`;
}

/** The list with some products as they stand now; a product that is new comes first. */
export function withProducts(
  list: SuggestListView | null,
  products: readonly SuggestProductView[],
  counts: SuggestListView["counts"],
): SuggestListView {
  const fresh = new Map(products.map((product) => [product.product_id, product]));
  const known = list?.products ?? [];
  const added = products.filter(({ product_id }) => !known.some((other) => other.product_id === product_id));
  return { products: [...added, ...known.map((product) => fresh.get(product.product_id) ?? product)], counts };
}

/** Every suggestion that waits to be decided. */
export function waitingIn(products: readonly SuggestProductView[]): readonly { product_id: string; field: SuggestField }[] {
  return products.flatMap(({ product_id, fields }) =>
    fields.filter(({ state }) => state === "waiting").map(({ field }) => ({ product_id, field })),
  );
}
