/** Small views as the core sends them, for tests of what the panel makes of them. */

import type {
  Amount,
  PlanRow,
  PlanView,
  ProductRow,
  RunRow,
  RunView,
  ShopView,
} from "../../../extension/shared/protocol.d.ts";

export function amount(minor: number, currency = "usd"): Amount {
  return { minor, currency, text: `$${(minor / 100).toFixed(2)}`, estimate: false };
}

export function product(id: string, change: Partial<ProductRow> = {}): ProductRow {
  return {
    id,
    name: `Product ${id}`,
    price: amount(1000),
    price_text: "$10",
    type: "one_off",
    published: true,
    thumbnail_url: null,
    short_url: `https://shop.gumroad.com/l/${id}-link`,
    permalink: null,
    tags: [],
    category: null,
    sales: null,
    codes: null,
    code_names: [],
    versions: [],
    ...change,
  };
}

export function version(key: string): ProductRow["versions"][number] {
  return { key, category: "Licence", name: `Version ${key}`, price: amount(1500), difference: amount(500) };
}

export function shop(products: readonly ProductRow[], change: Partial<ShopView> = {}): ShopView {
  return {
    account_id: "seller",
    read_at_ms: 1,
    products: [...products],
    currencies: [
      { code: "usd", symbol: "$", digits: 2, minimum: amount(99) },
      { code: "eur", symbol: "€", digits: 2, minimum: amount(79, "eur") },
      { code: "jpy", symbol: "¥", digits: 0, minimum: amount(99, "jpy") },
    ],
    tag_facets: [],
    category_facets: [],
    currency_facets: [],
    type_facets: [],
    refresh: { state: "idle", done: 0, total: null, message: "", hint: "" },
    ...change,
  };
}

export function planRow(key: string, change: Partial<PlanRow> = {}): PlanRow {
  return {
    key,
    parent: null,
    product_id: key,
    name: `Product ${key}`,
    detail: "",
    state: "change",
    reason: null,
    reason_text: "",
    old: amount(1000),
    new: amount(1200),
    suffix: "",
    change: amount(200),
    change_percent: "+20 %",
    change_bp: 2000,
    net_old: null,
    net_new: null,
    net_change: null,
    discover_old: null,
    discover_new: null,
    breaks: [],
    break_texts: [],
    undo_note: "",
    typed_over: false,
    can_edit: true,
    error: "",
    ...change,
  };
}

export function plan(digest: string, rows: readonly PlanRow[], change: Partial<PlanView> = {}): PlanView {
  return {
    digest,
    kind: "prices",
    title: "+20 %",
    headline: `${rows.length} prices will change`,
    summary: "",
    rows: [...rows],
    code_rows: [],
    findings: [],
    writes: rows.length,
    changing: rows.length,
    skipped: 0,
    estimate_s: 1,
    undo: "all",
    undo_text: "Can be undone",
    button: `Change ${rows.length} prices`,
    blocked: false,
    form: null,
    codes_form: null,
    product_ids: rows.map((row) => row.product_id),
    origin_run_id: null,
    sale_rows: [],
    sales_form: null,
    totals: null,
    listing_rows: [],
    edit_form: null,
    sheet_form: null,
    fixes_form: null,
    ...change,
  };
}

export function run(runId: string, change: Partial<RunView> = {}): RunView {
  return {
    run_id: runId,
    digest: "",
    kind: "prices",
    title: "+20 %",
    headline: "Changing 3 prices",
    summary: "",
    state: "running",
    started_at_ms: 0,
    ended_at_ms: null,
    counts: { total: 3, waiting: 3, applied: 0, unchanged: 0, left_alone: 0, rejected: 0, unsure: 0, cancelled: 0 },
    left_s: null,
    wait_text: "",
    origin_run_id: null,
    undone_by: null,
    can_undo: false,
    can_retry: false,
    can_resume: false,
    seq: 0,
    ...change,
  };
}

export function runRow(key: string, change: Partial<RunRow> = {}): RunRow {
  return {
    key,
    product_id: key,
    name: `Product ${key}`,
    detail: "",
    old: "$10",
    new: "$12",
    state: "waiting",
    label: "waiting",
    text: "",
    server_words: "",
    warning: "",
    at_ms: null,
    seq: 0,
    ...change,
  };
}
