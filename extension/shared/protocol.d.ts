/**
 * What crosses the border to the core. GENERATED from py_core/protocol by `python3 build.py types`; do not edit.
 */

/**
 * How a product is sold, as far as the API shows it.
 */
export type ProductType = "one_off" | "pay_what_you_want" | "membership" | "subscription";
/**
 * What the list is sorted by. POSITION is Gumroad's own order, newest first.
 */
export type SortKey = "position" | "name" | "price" | "sales" | "codes";
/**
 * How prices change.
 */
export type Mode = "set" | "percent" | "amount" | "multiply" | "custom" | "currency" | "keep";
/**
 * Which way a step or an ending is reached. NONE leaves the exact result to the nearest minor unit.
 */
export type RoundTo = "none" | "up" | "down" | "nearest";
/**
 * How prices end: `.99`, `.95`, `.00`, the last whole digit 9, or a typed list.
 */
export type Ending = "none" | "99" | "95" | "00" | "9" | "custom";
/**
 * What happens to version surcharges.
 *
 * KEEP leaves them; WITH_BASE puts the same percent or factor on them; AMOUNT adds an amount to them.
 * Mode KEEP with a version mode changes surcharges on their own.
 */
export type VersionMode = "keep" | "with_base" | "percent" | "amount" | "set";
/**
 * What the plan is for.
 */
export type PlanKind = "prices" | "undo" | "retry";
/**
 * Where a run is. PAUSED waits for the person: to connect again, or to go on after a long break.
 */
export type RunState = "running" | "stopping" | "paused" | "finished" | "stopped";
/**
 * The end of one step.
 */
export type OutcomeKind =
  "applied" | "unchanged" | "skipped" | "rejected" | "stale" | "unconfirmed" | "unknown" | "cancelled";
/**
 * Why a chosen row has no step.
 */
export type SkipReason =
  | "membership"
  | "other_currency"
  | "same"
  | "unticked"
  | "recurring"
  | "versions_unread"
  | "rule"
  | "changed_since"
  | "gone";

export interface Protocol {
  command:
    | AccountConnect
    | AccountResume
    | AccountSample
    | AccountLeave
    | AccountStatus
    | AccountForget
    | CatalogGet
    | CatalogQuery
    | CatalogRefresh
    | CatalogStop
    | SelectionList
    | SelectionSave
    | SelectionDelete
    | PlanCheck
    | PlanPrice
    | PlanGet
    | PlanAccept
    | PlanUndo
    | PlanRetry
    | RunStart
    | RunStop
    | RunResume
    | RunWatch
    | RunList
    | RunExport
    | SettingsGet
    | SettingsSet
    | EngineStatus;
  event: AccountChanged | CatalogProgressed | CatalogChanged | RunProgressed | GlanceChanged;
  results: Results;
  error: ErrorBody;
}
/**
 * Check a token that was typed, and make its shop the current one.
 */
export interface AccountConnect {
  op: "account.connect";
  token: string;
}
/**
 * Offer the stored token again after the engine started (None: there is none, or it is locked).
 */
export interface AccountResume {
  op: "account.resume";
  token: string | null;
}
/**
 * Open the sample shop; `reset` starts it over.
 */
export interface AccountSample {
  op: "account.sample";
  reset: boolean;
}
/**
 * Leave the sample shop for the shop that was current before it, or for none.
 */
export interface AccountLeave {
  op: "account.leave";
}
/**
 * Which shop is current.
 */
export interface AccountStatus {
  op: "account.status";
}
/**
 * Wipe every table and the token from memory.
 */
export interface AccountForget {
  op: "account.forget";
}
/**
 * The shop as it was last read.
 */
export interface CatalogGet {
  op: "catalog.get";
}
/**
 * Which products match a filter. Raises InputError with the filter's field names.
 */
export interface CatalogQuery {
  op: "catalog.query";
  filter: Filter;
  sort: Sort;
}
/**
 * What to show. Empty means everything; prices and counts are as typed, checked when used.
 */
export interface Filter {
  text: string;
  tags: string[];
  categories: string[];
  currencies: string[];
  types: ProductType[];
  published: "any" | "yes" | "no";
  versions: "any" | "yes" | "no";
  price_from: string;
  price_to: string;
  sales_from: string;
  sales_to: string;
}
/**
 * Order of the list; ties keep Gumroad's own order.
 */
export interface Sort {
  key: SortKey;
  descending: boolean;
}
/**
 * Read the shop anew; progress comes as events.
 */
export interface CatalogRefresh {
  op: "catalog.refresh";
}
/**
 * Stop reading; what was read stays as it was before.
 */
export interface CatalogStop {
  op: "catalog.stop";
}
/**
 * Saved selections.
 */
export interface SelectionList {
  op: "selection.list";
}
/**
 * Save or replace a selection by name.
 */
export interface SelectionSave {
  op: "selection.save";
  selection: SavedSelection;
}
/**
 * A named choice: a filter that is applied anew each time, or fixed products.
 */
export interface SavedSelection {
  name: string;
  filter: Filter | null;
  sort: Sort | null;
  product_ids: string[];
}
/**
 * Delete a saved selection.
 */
export interface SelectionDelete {
  op: "selection.delete";
  name: string;
}
/**
 * What a form would do, roughly, with errors per field. Nothing is stored or sent.
 */
export interface PlanCheck {
  op: "plan.check";
  form: PriceForm;
  product_ids: string[];
}
/**
 * Text as typed; maps are by lower-case currency code. An empty text means "not used".
 *
 * In mode SET and AMOUNT a currency left empty leaves that currency's products alone.
 * `overrides` (row key -> typed price) and `unticked` (row keys) refine single rows.
 */
export interface PriceForm {
  mode: Mode;
  percent: string;
  factor: string;
  amounts: {
    [k: string]: string;
  };
  expression: string;
  to_currency: string;
  rate: string;
  round_to: RoundTo;
  steps: {
    [k: string]: string;
  };
  ending: Ending;
  ending_to: RoundTo;
  endings: string;
  floors: {
    [k: string]: string;
  };
  ceilings: {
    [k: string]: string;
  };
  versions: VersionMode;
  version_percent: string;
  version_amounts: {
    [k: string]: string;
  };
  overrides: {
    [k: string]: string;
  };
  unticked: string[];
}
/**
 * Build and store the plan of a form. Raises InputError with fields.
 *
 * `refines` is the digest of the plan that is shown: what was accepted there stays accepted as far as it
 * comes out the same. Empty where there is none.
 */
export interface PlanPrice {
  op: "plan.price";
  form: PriceForm;
  product_ids: string[];
  refines: string;
}
/**
 * The preview of a stored plan.
 */
export interface PlanGet {
  op: "plan.get";
  digest: string;
}
/**
 * Accept exactly these blocking findings: a new plan with another digest.
 */
export interface PlanAccept {
  op: "plan.accept";
  digest: string;
  codes: string[];
}
/**
 * A plan that takes a run back, all of it or the rows named.
 */
export interface PlanUndo {
  op: "plan.undo";
  run_id: string;
  keys: string[] | null;
}
/**
 * A plan of a run's rows that did not come through.
 */
export interface PlanRetry {
  op: "plan.retry";
  run_id: string;
}
/**
 * Run the stored plan of that digest. The same digest runs once.
 */
export interface RunStart {
  op: "run.start";
  digest: string;
}
/**
 * Stop after the step in work.
 */
export interface RunStop {
  op: "run.stop";
  run_id: string;
}
/**
 * Go on with a paused or stopped run.
 */
export interface RunResume {
  op: "run.resume";
  run_id: string;
}
/**
 * A run with the rows that changed after `after_seq`.
 */
export interface RunWatch {
  op: "run.watch";
  run_id: string;
  after_seq: number;
}
/**
 * Every run.
 */
export interface RunList {
  op: "run.list";
}
/**
 * A run's report as CSV.
 */
export interface RunExport {
  op: "run.export";
  run_id: string;
}
/**
 * Settings in force.
 */
export interface SettingsGet {
  op: "settings.get";
}
/**
 * Replace the settings. Raises InputError with fields.
 */
export interface SettingsSet {
  op: "settings.set";
  settings: Settings;
}
/**
 * Fees and thresholds. `usd_rates` holds typed units of a currency per US dollar, over the shipped table.
 *
 * Fee defaults: Gumroad's published rates of 2026, 12.9 % + 0.80 USD for direct sales and 30 % through Discover.
 */
export interface Settings {
  read_only: boolean;
  direct_fee_bp: number;
  direct_fee_usd_minor: number;
  discover_fee_bp: number;
  usd_rates: {
    [k: string]: string;
  };
  limit_change_bp: number;
  limit_rows: number;
}
/**
 * Versions, storage, timings.
 */
export interface EngineStatus {
  op: "engine.status";
}
/**
 * Another shop is current, or none.
 */
export interface AccountChanged {
  type: "account.changed";
  status: StatusView;
}
/**
 * Whether a shop is connected. `known` is a shop whose data is here while its token is not.
 */
export interface StatusView {
  account: AccountView | null;
}
/**
 * The connected shop.
 */
export interface AccountView {
  account_id: string;
  name: string;
  email: string | null;
  profile_url: string | null;
  avatar_url: string | null;
  sample: boolean;
  connected: boolean;
  scopes: ScopeView[];
}
/**
 * One permission in plain words. `tools` names what it is needed for.
 */
export interface ScopeView {
  scope: string;
  sentence: string;
  state: "yes" | "no" | "unknown";
  tools: string;
}
/**
 * Reading the shop goes on; state `done` means that `catalog.get` now gives the new shop.
 */
export interface CatalogProgressed {
  type: "catalog.progressed";
  refresh: RefreshView;
}
/**
 * Reading the shop: what stage, how far. `total` is None while it is not known. `error` ends it.
 */
export interface RefreshView {
  state: "idle" | "products" | "details" | "done" | "stopped" | "failed";
  done: number;
  total: number | null;
  message: string;
  hint: string;
}
/**
 * Stored products changed (a run wrote, a refresh ended).
 */
export interface CatalogChanged {
  type: "catalog.changed";
}
/**
 * A run moved. `rows` are those that changed since the last event; none is ever dropped.
 */
export interface RunProgressed {
  type: "run.progressed";
  run: RunView;
  rows: RunRow[];
}
/**
 * A run without its rows. `wait_text` says what it is waiting for, when it is.
 */
export interface RunView {
  run_id: string;
  kind: PlanKind;
  title: string;
  headline: string;
  summary: string;
  state: RunState;
  started_at_ms: number;
  ended_at_ms: number | null;
  counts: RunCounts;
  left_s: number | null;
  wait_text: string;
  origin_run_id: string | null;
  undone_by: string | null;
  can_undo: boolean;
  can_retry: boolean;
  can_resume: boolean;
  seq: number;
}
/**
 * How many rows ended how.
 */
export interface RunCounts {
  total: number;
  waiting: number;
  applied: number;
  unchanged: number;
  left_alone: number;
  rejected: number;
  unsure: number;
  cancelled: number;
}
/**
 * One step of a run. `seq` rises with every change of any row of the run; 0 is untouched.
 */
export interface RunRow {
  key: string;
  product_id: string;
  name: string;
  detail: string;
  old: string;
  new: string;
  state: OutcomeKind | ("waiting" | "working");
  label: string;
  text: string;
  server_words: string;
  warning: string;
  at_ms: number | null;
  seq: number;
}
/**
 * What the popup shows before Python is up; stored by the service worker.
 */
export interface GlanceChanged {
  type: "glance.changed";
  shop_name: string | null;
  sample: boolean;
  products: number;
  codes: number;
  read_at_ms: number | null;
  run: RunView | null;
}
export interface Results {
  "account.connect": StatusView;
  "account.resume": StatusView;
  "account.sample": StatusView;
  "account.leave": StatusView;
  "account.status": StatusView;
  "account.forget": Done;
  "catalog.get": ShopView;
  "catalog.query": QueryView;
  "catalog.refresh": RefreshView;
  "catalog.stop": RefreshView;
  "selection.list": SelectionsView;
  "selection.save": SelectionsView;
  "selection.delete": SelectionsView;
  "plan.check": CheckView;
  "plan.price": PlanView;
  "plan.get": PlanView;
  "plan.accept": PlanView;
  "plan.undo": PlanView;
  "plan.retry": PlanView;
  "run.start": RunView;
  "run.stop": RunView;
  "run.resume": RunView;
  "run.watch": RunDetail;
  "run.list": RunsView;
  "run.export": TextFile;
  "settings.get": SettingsView;
  "settings.set": SettingsView;
  "engine.status": EngineView;
}
/**
 * A command that has nothing to tell but that it was done.
 */
export interface Done {}
/**
 * The whole shop as it was last read.
 */
export interface ShopView {
  account_id: string;
  read_at_ms: number | null;
  products: ProductRow[];
  currencies: CurrencyView[];
  tag_facets: Facet[];
  category_facets: Facet[];
  currency_facets: Facet[];
  type_facets: Facet[];
  refresh: RefreshView;
}
/**
 * One product in the table. `price_text` is complete (`$19+`, `$5 a month`, `Free`).
 */
export interface ProductRow {
  id: string;
  name: string;
  price: Amount;
  price_text: string;
  type: ProductType;
  published: boolean;
  thumbnail_url: string | null;
  short_url: string;
  permalink: string | null;
  tags: string[];
  category: string | null;
  sales: number | null;
  codes: number | null;
  code_names: string[];
  versions: VersionRow[];
}
/**
 * Minor units of a currency with the text to show; `estimate` asks for an "about" sign.
 */
export interface Amount {
  minor: number;
  currency: string;
  text: string;
  estimate: boolean;
}
/**
 * A version under its product.
 */
export interface VersionRow {
  key: string;
  category: string;
  name: string;
  price: Amount;
  difference: Amount;
}
/**
 * A currency of the list, for forms.
 */
export interface CurrencyView {
  code: string;
  symbol: string;
  digits: number;
  minimum: Amount;
}
/**
 * A value that occurs in the shop and how often; `value` goes into the filter, `label` is shown.
 */
export interface Facet {
  value: string;
  label: string;
  count: number;
}
/**
 * Ids that match, in order.
 */
export interface QueryView {
  ids: string[];
}
/**
 * Every saved selection of the account, by name.
 */
export interface SelectionsView {
  selections: SavedSelection[];
}
/**
 * What a form means before it is previewed. `errors` maps a field (`amounts.usd`) to its sentence.
 */
export interface CheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  examples: Example[];
  changing: number;
  net_change: string;
  net_better: boolean;
  bands: Band[];
}
/**
 * A product before and after, for the form.
 */
export interface Example {
  name: string;
  old: string;
  new: string;
}
/**
 * Average net per sale in one price band, now and then, in US cents (estimates).
 */
export interface Band {
  label: string;
  before_minor: number;
  after_minor: number;
}
/**
 * A preview: drawn from the plan of that digest and nothing else.
 */
export interface PlanView {
  digest: string;
  kind: PlanKind;
  title: string;
  headline: string;
  summary: string;
  rows: PlanRow[];
  findings: FindingView[];
  writes: number;
  changing: number;
  skipped: number;
  estimate_s: number;
  undo: "all" | "partly" | "none";
  undo_text: string;
  button: string;
  blocked: boolean;
  form: PriceForm | null;
  product_ids: string[];
  origin_run_id: string | null;
}
/**
 * One row of a preview. `parent` is the product's key on version rows.
 *
 * `old` and `new` are the whole prices a buyer sees (product, or product plus surcharge).
 */
export interface PlanRow {
  key: string;
  parent: string | null;
  product_id: string;
  name: string;
  detail: string;
  state: "change" | "skipped";
  reason: SkipReason | null;
  reason_text: string;
  old: Amount | null;
  new: Amount | null;
  suffix: string;
  change: Amount | null;
  change_percent: string;
  change_bp: number | null;
  net_old: Amount | null;
  net_new: Amount | null;
  net_change: Amount | null;
  discover_old: Amount | null;
  discover_new: Amount | null;
  breaks: BrokenCode[];
  break_texts: string[];
  undo_note: string;
  typed_over: boolean;
  can_edit: boolean;
  error: string;
}
/**
 * A discount code that would stop working (API contract, section 7.3, rules 7 and 8).
 *
 * Either it leaves less than the currency's minimum, or it takes off an amount in another `currency` than
 * the product's new one (`mismatch`; what it leaves is then meaningless and 0).
 */
export interface BrokenCode {
  code_id: string;
  name: string;
  universal: boolean;
  leaves_minor: number;
  minimum_minor: number;
  already_broken: boolean;
  mismatch: boolean;
}
/**
 * A finding on top of the preview. `ask` is the sentence beside the box that accepts a block.
 */
export interface FindingView {
  code: string;
  severity: "block" | "warn" | "note";
  text: string;
  ask: string;
  keys: string[];
  accepted: boolean;
}
/**
 * A run with the rows whose `seq` is above the one asked for (all of them for 0).
 */
export interface RunDetail {
  run: RunView;
  rows: RunRow[];
}
/**
 * Every run of the account, newest first.
 */
export interface RunsView {
  runs: RunView[];
}
/**
 * A file for the person: name, media type, text.
 */
export interface TextFile {
  name: string;
  mime: string;
  text: string;
}
/**
 * Settings in force, and the exchange rates shipped for the fixed fee.
 */
export interface SettingsView {
  settings: Settings;
  rates: RateView[];
  rates_source: string;
}
/**
 * Units of a currency per US dollar as shipped; empty where none is shipped.
 */
export interface RateView {
  currency: string;
  shipped: string;
}
/**
 * For the diagnostics page.
 */
export interface EngineView {
  version: string;
  python: string;
  durable: boolean;
  database_bytes: number;
  facts: FactView[];
}
/**
 * A line of the diagnostics page.
 */
export interface FactView {
  label: string;
  value: string;
}
/**
 * An error as plain data.
 */
export interface ErrorBody {
  code: string;
  message: string;
  hint: string;
  server_words: string;
  retryable: boolean;
  fields: {
    [k: string]: string;
  };
}
