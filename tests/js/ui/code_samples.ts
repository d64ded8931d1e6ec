/** Small views of codes as the core sends them, for tests of what the panel makes of them. */

import type { CodePart, CodePlanRow, CodeRow, CodesView } from "../../../extension/shared/protocol.d.ts";
import { amount } from "./samples.ts";

export function part(product: string, code: string, change: Partial<CodePart> = {}): CodePart {
  return {
    key: `${product}/${code}`,
    ref: { product_id: product, code_id: code },
    product: `Product ${product}`,
    discount: "20 % off",
    uses: 0,
    uses_text: "0",
    minimum: "",
    state: "live",
    state_text: "live",
    link: `https://shop.gumroad.com/l/${product}/${code}`,
    ...change,
  };
}

/** A code of that name on each of these products. */
export function code(name: string, products: readonly string[], change: Partial<CodeRow> = {}): CodeRow {
  const parts = products.map((product) => part(product, `${name}-${product}`));
  return {
    key: `name/${name}`,
    name,
    kind: "percent",
    discount: "20 % off",
    universal: false,
    products: `${products.length} products`,
    product_count: products.length,
    uses: 0,
    uses_text: "0",
    minimum: "",
    state: "live",
    state_text: "live",
    link: "",
    parts,
    ...change,
  };
}

export function universal(name: string, products: readonly string[]): CodeRow {
  const parts = products.map((product) => part(product, name));
  return code(name, products, { key: `universal/${name}`, universal: true, parts });
}

export function codesView(rows: readonly CodeRow[], change: Partial<CodesView> = {}): CodesView {
  return {
    rows: [...rows],
    codes: rows.length,
    read_at_ms: 1,
    unread: 0,
    kind_facets: [],
    state_facets: [],
    product_facets: [],
    ...change,
  };
}

export function codePlanRow(key: string, change: Partial<CodePlanRow> = {}): CodePlanRow {
  return {
    key,
    product_id: "a",
    product: "Product a",
    code: "AUTUMN20",
    doing: "create",
    reason: null,
    reason_text: "",
    discount: "20 % off",
    prices: [priceAfter("")],
    cap_old: "",
    cap: "",
    minimum_old: "",
    minimum: "",
    uses: "",
    line: null,
    notes: [],
    undo_note: "",
    can_untick: true,
    ...change,
  };
}

export function priceAfter(label: string): CodePlanRow["prices"][number] {
  return { label, price: amount(1000), left: amount(800), net_before: amount(791), net_after: amount(617) };
}
