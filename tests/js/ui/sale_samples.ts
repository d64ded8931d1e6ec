/** Small views of sales as the core sends them, for tests of what the panel makes of them. */

import type { FoundSalesView, SalePlanRow, SalesCheckView, SaleView } from "../../../extension/shared/protocol.d.ts";
import { amount } from "./samples.ts";

export function sale(id: string, change: Partial<SaleView> = {}): SaleView {
  return {
    sale_id: id,
    order: `10${id}`,
    created_at_ms: 1_780_000_000_000,
    product_id: "p",
    product: "Poster",
    variants: "",
    quantity: 1,
    buyer: `Buyer ${id}`,
    email: `${id}@example.com`,
    country: "India",
    address: [`Buyer ${id}`, "1 Long Road", "Pune"],
    price: amount(1900),
    listed: "$19",
    currency: "usd",
    left: amount(1900),
    refunded: "none",
    dispute: "none",
    physical: true,
    shipped: false,
    tracking_url: "",
    license: null,
    ...change,
  };
}

export function found(sales: readonly SaleView[], change: Partial<FoundSalesView> = {}): FoundSalesView {
  return { rows: [...sales], total: sales.length, read: true, ...change };
}

export function salePlanRow(key: string, change: Partial<SalePlanRow> = {}): SalePlanRow {
  return {
    key,
    sale_id: key,
    order: "7",
    created_at_ms: 1,
    product_id: "p",
    product: "Poster",
    buyer: `Buyer ${key}`,
    email: `${key}@example.com`,
    doing: "refund",
    reason: null,
    reason_text: "",
    old: "$19.00 left",
    new: "nothing left",
    price: amount(1900),
    listed: "$19",
    left: amount(1900),
    amount: amount(1900),
    left_after: amount(0),
    usd: amount(1900),
    full: true,
    tracking_url: "",
    license_key: "",
    requests: 1,
    line: null,
    notes: [],
    typed_over: false,
    can_untick: true,
    can_edit: true,
    ...change,
  };
}

export const SALES_CHECK: SalesCheckView = {
  errors: {},
  sentences: ["Yes."],
  rows: 1,
  left_alone: 0,
  requests: 1,
  currencies: [],
  totals: null,
  lines: [],
};
