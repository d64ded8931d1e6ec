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
export type Mode = "set" | "percent" | "amount" | "multiply" | "custom" | "script" | "currency" | "keep";
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
 * What a code takes off.
 */
export type CodeKind = "percent" | "amount";
/**
 * What happens where a code of that name stands already.
 *
 * SKIP leaves it. REPLACE deletes it and makes the new one; its use count starts again. SUFFIX makes the new
 * one under the name with the form's suffix behind it.
 */
export type Existing = "skip" | "replace" | "suffix";
/**
 * What happens to one limit of chosen codes.
 */
export type LimitMode = "keep" | "set" | "clear";
/**
 * How a code stands, as far as the API shows it.
 */
export type CodeHealth = "live" | "used_up" | "breaks";
/**
 * Columns that the table can be sorted by.
 */
export type CodesSortKey = "name" | "discount" | "products" | "uses" | "cap" | "state";
/**
 * Where a country's price level comes from.
 */
export type Source = "world_bank" | "big_mac" | "blend";
/**
 * Whether every country has its code, or all countries of a group share one.
 */
export type CodesPer = "country" | "tier";
/**
 * The tables that are offered.
 */
export type Preset = "gentle" | "gumroad_like" | "full_parity" | "three_tiers" | "one_code_per_tier";
/**
 * A text that find and replace looks through.
 */
export type TextField = "name" | "description" | "summary" | "receipt";
/**
 * What happens to a block of the description. REPLACE takes one that is there; REMOVE takes it away.
 */
export type BlockHow = "append" | "prepend" | "replace" | "remove";
/**
 * What happens to tags. RENAME and MERGE put `to` in the place of those named, if there are any.
 */
export type TagsHow = "add" | "remove" | "rename" | "merge";
/**
 * Put products on sale, take them off, or delete them.
 */
export type PublishHow = "publish" | "unpublish" | "delete";
/**
 * What happens to versions.
 */
export type VersionsHow = "add" | "rename" | "describe" | "stock" | "surcharge";
/**
 * What is to be done with the sales that are looked for.
 *
 * UNSHIPPED are physical sales that wait to be sent: not shipped, and their money neither all given back nor
 * disputed. SHIPPED are physical sales that were. REFUNDABLE have something left that Gumroad would give back.
 * LICENSED have a license key; DISABLED and OVERUSED are those of them that are off, and that were used more
 * often than allowed.
 */
export type SaleWhat = "any" | "unshipped" | "shipped" | "refundable" | "licensed" | "disabled" | "overused";
/**
 * Columns that found sales can be sorted by.
 */
export type SaleSortKey = "time" | "order" | "product" | "buyer" | "price" | "uses";
/**
 * How much is given back of each sale: ALL that is left, PERCENT of what is left, or an AMOUNT per currency.
 */
export type RefundHow = "all" | "percent" | "amount";
/**
 * What happens to license keys; RESET takes all of their uses back.
 */
export type LicenseAction = "enable" | "disable" | "reset";
/**
 * What a list of buyers can be in the order of.
 */
export type CustomerSortKey = "name" | "email" | "purchases" | "units" | "spent" | "refunded" | "first" | "last";
/**
 * A part of a listing that can be suggested, in the order in which parts are shown.
 */
export type SuggestField = "name" | "summary" | "description" | "tags";
/**
 * What the plan is for.
 */
export type PlanKind =
  "prices" | "codes" | "mint" | "shipping" | "receipts" | "refunds" | "licenses" | "listings" | "undo" | "retry";
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
  | "gone"
  | "code_stands"
  | "refused"
  | "used"
  | "unknown_sale"
  | "not_physical"
  | "shipped"
  | "twice"
  | "same_order"
  | "bad_line"
  | "refunded"
  | "free"
  | "disputed"
  | "no_amount"
  | "below_unit"
  | "no_currency"
  | "too_much"
  | "expired"
  | "no_license"
  | "no_match"
  | "no_version"
  | "unread";
/**
 * The step of time of a chart.
 */
export type Step = "day" | "week" | "month";
/**
 * What a script can be in another tool; each value is the name of the function that makes it so.
 *
 * PRICE is a price rule: `price(p)` gives what a product shall cost, or None to leave it alone.
 * CHOOSE is a filter: `choose(p)` says whether a product is chosen.
 * CELL is a column of an exported file: `cell(s)` gives what stands in it for a sale.
 */
export type Role = "price" | "choose" | "cell";

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
    | PlanCodes
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
    | CodesList
    | CodesQuery
    | CodesCheck
    | CodesExport
    | CodesLinks
    | CodesLinksExport
    | CodesDoctor
    | CodesJanitor
    | CodesBatches
    | CodesBatch
    | CodesBatchExport
    | ScheduleAdd
    | ScheduleCheck
    | ScheduleCancel
    | ScheduleList
    | ScheduleWake
    | SettingsGet
    | SettingsSet
    | EngineStatus
    | ExportList
    | ExportStop
    | ExportResume
    | ExportAgain
    | ExportSaved
    | ExportRemove
    | ExportNote
    | ParityGet
    | ParityChange
    | ParityUndoEdit
    | ParitySave
    | ParityDelete
    | ParityExport
    | ParityImport
    | ParityDiff
    | ParityCheck
    | PlanParity
    | ParityNative
    | ParityLeaks
    | ParityBanner
    | ParityPicture
    | SalesExportCheck
    | SalesExport
    | SalesExportColumns
    | SalesExportKeep
    | SalesExportDrop
    | SalesScriptColumns
    | SalesScriptCells
    | SalesStatus
    | SalesSync
    | SalesStop
    | SalesOverview
    | SalesTop
    | SalesFees
    | SalesFacets
    | SubscribersList
    | SubscribersSync
    | SubscribersStop
    | SubscribersExport
    | PayoutsList
    | PayoutsSync
    | PayoutsDetails
    | PayoutsStop
    | PayoutsDetail
    | PayoutsExport
    | ListingLint
    | ListingDetails
    | ListingPreview
    | ListingMarket
    | ListingFixes
    | PlanListingFixes
    | ScriptRead
    | PlanScript
    | ScriptShelf
    | ScriptSave
    | ScriptAgree
    | ScriptRules
    | ScriptRemove
    | ListingEditOptions
    | ListingEditCategories
    | ListingEditCheck
    | PlanEdit
    | ListingEditRow
    | ListingEditRead
    | ListingEditStop
    | ListingSheetColumns
    | ListingSheetExport
    | ListingSheetCheck
    | ListingSheetAgain
    | PlanSheet
    | SalesFind
    | SalesIds
    | SalesCheck
    | PlanSales
    | SalesShipFile
    | CustomersList
    | CustomersGet
    | CustomersAddresses
    | CustomersChoices
    | CustomersSave
    | CustomersRename
    | CustomersDelete
    | CustomersExport
    | SuggestEstimate
    | SuggestPrepare
    | SuggestReceive
    | SuggestList
    | SuggestDecide
    | SuggestPlan
    | SuggestClear;
  event:
    | AccountChanged
    | CatalogProgressed
    | CatalogChanged
    | ExportProgressed
    | RunProgressed
    | GlanceChanged
    | SchedulesChanged
    | SalesProgressed
    | SalesChanged
    | SubscribersProgressed
    | PayoutsProgressed
    | ListingReadProgressed;
  results: Results;
  error: ErrorBody;
  script_end: ScriptEnd;
  script_task: Task;
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
 * In mode SET and AMOUNT a currency left empty leaves that currency's products alone. In mode SCRIPT `script` is
 * the name of a saved script, and `script_prices` what it answered, by product id; the others are left alone.
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
  script: string;
  script_prices: {
    [k: string]: ScriptPrice;
  };
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
 * What a script answered for a product: an exact amount in minor units, "799" or "3996/5", and its currency.
 */
export interface ScriptPrice {
  minor: string;
  currency: string;
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
 * Build the preview of a codes form. `product_ids` are the chosen products, where the form is about products.
 *
 * `refines` as in PlanPrice.
 */
export interface PlanCodes {
  op: "plan.codes";
  form: MakeForm | MintForm | ImportForm | LimitsForm | ReplaceForm | DeleteForm;
  product_ids: string[];
  refines: string | null;
}
/**
 * One code on each chosen product, or one universal code. A currency without amount is left alone.
 */
export interface MakeForm {
  job: "make";
  name: string;
  kind: CodeKind;
  percent: string;
  amounts: {
    [k: string]: string;
  };
  cap: string;
  minimums: {
    [k: string]: string;
  };
  universal: boolean;
  universal_currency: string;
  existing: Existing;
  suffix: string;
  unticked: string[];
}
/**
 * `count` unique codes by a pattern, each on every chosen product or universal.
 *
 * In the pattern `#` is a random letter or digit without look-alikes. `seed` is hex text of 32 random bytes:
 * empty in the first form, then as the preview's form gives it back, so that refining keeps the codes.
 */
export interface MintForm {
  job: "mint";
  pattern: string;
  count: string;
  label: string;
  kind: CodeKind;
  percent: string;
  amounts: {
    [k: string]: string;
  };
  cap: string;
  minimums: {
    [k: string]: string;
  };
  universal: boolean;
  universal_currency: string;
  seed: string;
  unticked: string[];
}
/**
 * Codes from a CSV file: columns product, code, amount, kind, cap, minimum.
 */
export interface ImportForm {
  job: "import";
  file_name: string;
  text: string;
  existing: Existing;
  suffix: string;
  unticked: string[];
}
/**
 * Other caps and minimum orders for chosen codes. `cap_mode` and `minimum_mode` say what of it changes.
 */
export interface LimitsForm {
  job: "limits";
  refs: CodeRef[];
  cap_mode: LimitMode;
  cap: string;
  minimum_mode: LimitMode;
  minimums: {
    [k: string]: string;
  };
  unticked: string[];
}
/**
 * One code under one product; a universal one under any product it was read under.
 */
export interface CodeRef {
  product_id: string;
  code_id: string;
}
/**
 * Other names or amounts for chosen codes: the new code is made, then the old one deleted.
 *
 * An empty name keeps the name (the old code then has to go first); empty amounts keep the amount.
 */
export interface ReplaceForm {
  job: "replace";
  refs: CodeRef[];
  name: string;
  kind: CodeKind;
  percent: string;
  amounts: {
    [k: string]: string;
  };
  unticked: string[];
}
/**
 * Delete chosen codes; `unused_only` leaves those alone that somebody used meanwhile.
 */
export interface DeleteForm {
  job: "delete";
  refs: CodeRef[];
  unused_only: boolean;
  unticked: string[];
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
 *
 * A finding that has a text to be typed is accepted by that very text under its code in `typed`; anything else
 * raises InputError with the field `typed.CODE`.
 */
export interface PlanAccept {
  op: "plan.accept";
  digest: string;
  codes: string[];
  typed: {
    [k: string]: string;
  };
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
 * Every discount code of the shop as last read.
 */
export interface CodesList {
  op: "codes.list";
}
/**
 * Keys of the rows that match, in order.
 */
export interface CodesQuery {
  op: "codes.query";
  filter: CodesFilter;
  sort: CodesSort;
}
/**
 * Which codes of the table are shown; empty means all.
 */
export interface CodesFilter {
  text: string;
  kinds: CodeKind[];
  states: CodeHealth[];
  product_ids: string[];
  used: "any" | "never" | "some";
  universal: "any" | "yes" | "no";
}
/**
 * The order of the table.
 */
export interface CodesSort {
  key: CodesSortKey;
  descending: boolean;
}
/**
 * What a codes form means, before it is previewed.
 */
export interface CodesCheck {
  op: "codes.check";
  form: MakeForm | MintForm | ImportForm | LimitsForm | ReplaceForm | DeleteForm;
  product_ids: string[];
}
/**
 * Codes as CSV that the import reads back; `keys` are rows of the table or parts of them, None is all.
 */
export interface CodesExport {
  op: "codes.export";
  keys: string[] | null;
}
/**
 * Ready links of chosen rows, or parts of them.
 */
export interface CodesLinks {
  op: "codes.links";
  keys: string[];
  form: LinkForm;
}
/**
 * What a link carries besides the code; empty texts are left out.
 *
 * `version` is the name of a version to open the page with. UTM values become query parameters.
 */
export interface LinkForm {
  version: string;
  quantity: string;
  utm_source: string;
  utm_medium: string;
  utm_campaign: string;
  utm_term: string;
  utm_content: string;
}
/**
 * Those links as CSV.
 */
export interface CodesLinksExport {
  op: "codes.links_export";
  keys: string[];
  form: LinkForm;
}
/**
 * Why a code does not work.
 */
export interface CodesDoctor {
  op: "codes.doctor";
  form: DoctorForm;
}
/**
 * A code or a link that does not work, and what is known about who tried it.
 */
export interface DoctorForm {
  text: string;
  product_id: string;
  country: string;
  cart: string;
}
/**
 * What could be cleaned up.
 */
export interface CodesJanitor {
  op: "codes.janitor";
}
/**
 * Minted batches.
 */
export interface CodesBatches {
  op: "codes.batches";
}
/**
 * One minted batch with its codes.
 */
export interface CodesBatch {
  op: "codes.batch";
  run_id: string;
}
/**
 * A batch as CSV: code, link, uses, state.
 */
export interface CodesBatchExport {
  op: "codes.batch_export";
  run_id: string;
}
/**
 * Run a plan later. `start_at_ms` None: now, to be taken back at `end_at_ms`.
 */
export interface ScheduleAdd {
  op: "schedule.add";
  digest: string;
  start_at_ms: number | null;
  end_at_ms: number | null;
}
/**
 * What running a plan at those times means, before it is scheduled. Times as in ScheduleAdd.
 */
export interface ScheduleCheck {
  op: "schedule.check";
  digest: string;
  start_at_ms: number | null;
  end_at_ms: number | null;
}
/**
 * Do not run what is to come of a schedule; what was done stays, and can be undone in the history.
 */
export interface ScheduleCancel {
  op: "schedule.cancel";
  schedule_id: string;
}
/**
 * Every schedule of the account; `seen` says that the seller looks at them, so they are no news any more.
 */
export interface ScheduleList {
  op: "schedule.list";
  seen: boolean;
}
/**
 * A time that was waited for has come: do what is due.
 */
export interface ScheduleWake {
  op: "schedule.wake";
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
 * A run gives back at most `limit_refunds` sales and `limit_refund_usd_minor` US cents.
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
  limit_refunds: number;
  limit_refund_usd_minor: number;
}
/**
 * Versions, storage, timings.
 */
export interface EngineStatus {
  op: "engine.status";
}
/**
 * The exports of the current shop.
 */
export interface ExportList {
  op: "export.list";
}
/**
 * Stop writing, or do not begin; it can go on later.
 */
export interface ExportStop {
  op: "export.stop";
  export_id: string;
}
/**
 * Go on with a stopped export, or try a failed one again.
 */
export interface ExportResume {
  op: "export.resume";
  export_id: string;
}
/**
 * The same export over what is stored now, as another file.
 */
export interface ExportAgain {
  op: "export.again";
  export_id: string;
}
/**
 * The file was handed to the person: it may be cleaned up some time later.
 */
export interface ExportSaved {
  op: "export.saved";
  export_id: string;
}
/**
 * Delete a file and forget its export.
 */
export interface ExportRemove {
  op: "export.remove";
  export_id: string;
}
/**
 * The note beside a finished file.
 */
export interface ExportNote {
  op: "export.note";
  export_id: string;
}
/**
 * The table in work.
 */
export interface ParityGet {
  op: "parity.get";
}
/**
 * Change the table in work; it is kept at once.
 */
export interface ParityChange {
  op: "parity.edit";
  edit:
    | SetPercent
    | SetGroup
    | SetSource
    | SetExcluded
    | SetNote
    | SetTier
    | SetRules
    | TakePreset
    | TakeSaved
    | DropRows
    | AddRows
    | SetTemplate
    | TurnNames;
}
/**
 * Type a discount over for these countries; an empty text goes back to the figures.
 */
export interface SetPercent {
  do: "percent";
  countries: string[];
  text: string;
}
/**
 * Put countries into a group; an empty text takes them out of theirs.
 */
export interface SetGroup {
  do: "group";
  countries: string[];
  text: string;
}
/**
 * Work countries out from another source; None is the table's.
 */
export interface SetSource {
  do: "source";
  countries: string[];
  source: Source | null;
}
/**
 * Leave countries out, or take them in again.
 */
export interface SetExcluded {
  do: "excluded";
  countries: string[];
  excluded: boolean;
}
/**
 * Write a note to a country.
 */
export interface SetNote {
  do: "note";
  countries: string[];
  text: string;
}
/**
 * Type a group's discount over; an empty text goes back to the mean of its countries.
 */
export interface SetTier {
  do: "tier";
  group: string;
  text: string;
}
/**
 * The rules of the whole table. Percentages and the least net (in US dollars) are texts as typed.
 */
export interface SetRules {
  do: "rules";
  source: Source;
  strength: number;
  floor: string;
  cap: string;
  step: 1 | 5 | 10;
  least_net: string;
  codes_per: CodesPer;
  excluded_products: string[];
}
/**
 * Start over from one of the tables that are offered.
 */
export interface TakePreset {
  do: "preset";
  preset: Preset;
}
/**
 * Go on with a saved table.
 */
export interface TakeSaved {
  do: "saved";
  name: string;
}
/**
 * Take countries off the table.
 */
export interface DropRows {
  do: "drop";
  countries: string[];
}
/**
 * Put countries on the table.
 */
export interface AddRows {
  do: "add";
  countries: string[];
}
/**
 * How the codes are called.
 */
export interface SetTemplate {
  do: "template";
  text: string;
}
/**
 * Give these countries' or tiers' codes new names from now on; `keys` are scopes of the leak report.
 */
export interface TurnNames {
  do: "turn";
  keys: string[];
}
/**
 * Take the last change of the table in work back.
 */
export interface ParityUndoEdit {
  op: "parity.undo_edit";
}
/**
 * Keep the table in work under a name; another table of that name is replaced only with `replace`.
 */
export interface ParitySave {
  op: "parity.save";
  name: string;
  replace: boolean;
}
/**
 * Forget a saved table.
 */
export interface ParityDelete {
  op: "parity.delete";
  name: string;
}
/**
 * The table in work as CSV.
 */
export interface ParityExport {
  op: "parity.export";
}
/**
 * Take the table in work from a CSV file; nothing is taken when a line is wrong.
 */
export interface ParityImport {
  op: "parity.import";
  file_name: string;
  text: string;
}
/**
 * What differs from a saved table to the one in work.
 */
export interface ParityDiff {
  op: "parity.diff";
  name: string;
}
/**
 * What the codes of the table mean on these products.
 */
export interface ParityCheck {
  op: "parity.check";
  form: ParityForm;
  product_ids: string[];
}
/**
 * The codes of the table in work on chosen products. `cap` as typed, empty for none.
 *
 * `table` and `naming` are None in the form as it is sent: the core puts the table in work there, so that the
 * preview can be refined over the very same one. `remove_dropped` deletes codes that former runs made for
 * countries that the table does not give anything any more.
 */
export interface ParityForm {
  job: "parity";
  cap: string;
  remove_dropped: boolean;
  table: ParityTable | null;
  naming: Naming | null;
  unticked: string[];
}
/**
 * A named table. Rows and tiers are in the order of their codes and groups, none of them twice.
 */
export interface ParityTable {
  name: string;
  settings: TableSettings;
  rows: Row[];
  tiers: Tier[];
}
/**
 * What holds for the whole table. Percentages are whole; `min_net_usd_minor` is US cents left of each sale.
 */
export interface TableSettings {
  source: Source;
  strength: number;
  floor: number;
  cap: number;
  step: 1 | 5 | 10;
  min_net_usd_minor: number;
  codes_per: CodesPer;
  excluded_products: string[];
}
/**
 * One country. `source` None is the table's, `typed_percent` None is worked out.
 */
export interface Row {
  country: string;
  source: Source | null;
  typed_percent: number | null;
  group: string;
  note: string;
  excluded: boolean;
}
/**
 * A group whose discount was typed, for tables with a code per tier.
 */
export interface Tier {
  group: string;
  typed_percent: number;
}
/**
 * How codes are named. Seeds are hexadecimal texts of 4 to 64 bytes.
 *
 * A scope in `turned` takes its own seed, and four random characters more where the template has none.
 */
export interface Naming {
  template: string;
  seed: string;
  turned: Turned[];
}
/**
 * A scope that was given a new name: its random part comes from a seed of its own.
 */
export interface Turned {
  key: string;
  seed: string;
}
/**
 * Build the preview of the table's codes on these products.
 */
export interface PlanParity {
  op: "plan.parity";
  form: ParityForm;
  product_ids: string[];
  refines: string | null;
}
/**
 * Gumroad's own parity, and the codes that do nothing beside it.
 */
export interface ParityNative {
  op: "parity.native";
}
/**
 * Codes that were used outside their countries.
 */
export interface ParityLeaks {
  op: "parity.leaks";
}
/**
 * A banner for the seller's own site, and tables of links.
 */
export interface ParityBanner {
  op: "parity.banner";
  form: BannerForm;
}
/**
 * A banner. `{country}`, `{off}`, `{code}` in `text` are filled in; empty texts are the usual ones.
 */
export interface BannerForm {
  product_id: string;
  text: string;
  button: string;
  position: "top" | "bottom";
  accent: string;
}
/**
 * A product's price by country, without and with its code.
 */
export interface ParityPicture {
  op: "parity.picture";
  product_id: string;
}
/**
 * What the file would be. Raises InputError with the form's field names.
 *
 * Columns of scripts have the cells of `samples`, and empty ones where there are none.
 */
export interface SalesExportCheck {
  op: "sales.export_check";
  form: SalesExportForm;
  options: ExportOptions;
  /**
   * @maxItems 100
   */
  samples: ScriptSample[];
}
/**
 * Which sales, and which columns: a preset's, or the seller's `own` in `columns`.
 *
 * A column `script:NAME` is filled by the saved script of that name; `made` says with which cells.
 */
export interface SalesExportForm {
  filter: SalesFilter;
  preset: "gumroad" | "simple" | "bookkeeping" | "mailing" | "own";
  columns: ColumnChoice[];
  made: MadeColumn[];
}
/**
 * What to show or export. Empty means everything; days and prices are as typed, checked when used.
 *
 * `countries` are Gumroad's English names, "" for sales without one; `codes` are compared without regard to case,
 * "" for sales without a code. `text` is looked for in e-mail, name, order number and license key.
 * `given_back` is anything refunded, partly or fully; `subscription` every charge of one, `first_charge` and
 * `renewal` the two kinds of them.
 */
export interface SalesFilter {
  first_day: string;
  last_day: string;
  product_ids: string[];
  countries: string[];
  codes: string[];
  refunded: "any" | "none" | "partly" | "fully" | "given_back";
  type: "any" | "one_off" | "subscription" | "first_charge" | "renewal";
  price_from: string;
  price_to: string;
  text: string;
}
/**
 * A column of the catalogue under a title of the seller's own; an empty one is the catalogue's.
 */
export interface ColumnChoice {
  key: string;
  title: string;
}
/**
 * Which stored cells fill the column of a script: those that it answered for this one file.
 */
export interface MadeColumn {
  key: string;
  column_id: number;
}
/**
 * How a file is written. The separator, the decimal comma, the mark and the safety are about CSV only.
 *
 * `bom` puts a byte order mark in front, by which Excel knows UTF-8. `raw` leaves out what keeps spreadsheets from
 * taking a text for a formula. `hashed_emails` writes the sha256 of the trimmed, lower-cased address instead of
 * the address, as advertising platforms match it.
 */
export interface ExportOptions {
  format: "csv" | "xlsx" | "jsonl";
  separator: "comma" | "semicolon" | "tab";
  decimal_comma: boolean;
  bom: boolean;
  raw: boolean;
  hashed_emails: boolean;
  zone: ExportZone;
}
/**
 * A time zone as the browser knows it: its name, and its changes in the order of time. UTC has none.
 */
export interface ExportZone {
  name: string;
  changes: ZoneChange[];
}
/**
 * From this moment on the clocks of a zone are so many minutes ahead of UTC.
 */
export interface ZoneChange {
  from_ms: number;
  ahead_minutes: number;
}
/**
 * What a script answered about a few sales, for the first rows of its column `key`; a cell for each sale.
 */
export interface ScriptSample {
  key: string;
  kind: "text" | "whole" | "money" | "yes_no";
  /**
   * @maxItems 200
   */
  sale_ids: string[];
  /**
   * @maxItems 200
   */
  cells: (string | number | null)[];
}
/**
 * Write the file. Raises InputError with the form's field names, or where there is nothing to write.
 */
export interface SalesExport {
  op: "sales.export";
  form: SalesExportForm;
  options: ExportOptions;
}
/**
 * What a file of sales can have: columns, the presets' own, saved sets, and what the filter can choose from.
 */
export interface SalesExportColumns {
  op: "sales.export_columns";
}
/**
 * Save a set of columns under its name, in place of the one of that name. Raises InputError with fields.
 */
export interface SalesExportKeep {
  op: "sales.export_keep";
  columns: ColumnSet;
}
/**
 * Columns that were saved under a name, in their order.
 */
export interface ColumnSet {
  name: string;
  columns: ColumnChoice[];
}
/**
 * Forget a saved set.
 */
export interface SalesExportDrop {
  op: "sales.export_drop";
  name: string;
}
/**
 * Begin to hand over what saved scripts answer for the columns of one file, all of that file at once.
 *
 * What was handed over before goes, but for what an unfinished file needs. Raises InputError for an unknown name.
 */
export interface SalesScriptColumns {
  op: "sales.script_columns";
  /**
   * @maxItems 100
   */
  names: string[];
}
/**
 * Hand over some cells of such a column, one for each sale; with the last of them it can be written.
 *
 * Raises InputError for cells that cannot be, or sales that are not here; then the column has to be begun anew.
 */
export interface SalesScriptCells {
  op: "sales.script_cells";
  column_id: number;
  kind: "text" | "whole" | "money" | "yes_no";
  /**
   * @maxItems 5000
   */
  sale_ids: string[];
  /**
   * @maxItems 5000
   */
  cells: (string | number | null)[];
  is_last: boolean;
}
/**
 * What is here, and how far a reading is.
 */
export interface SalesStatus {
  op: "sales.status";
}
/**
 * Read what is new or has changed, or go on where a reading stopped; progress comes as events.
 *
 * `full` reads every sale again, for what the totals do not show: disputes, shipments, reviews.
 */
export interface SalesSync {
  op: "sales.sync";
  full: boolean;
}
/**
 * Stop reading; what was read stays, and the next start goes on behind it.
 */
export interface SalesStop {
  op: "sales.stop";
}
/**
 * What the sales that are here add up to, over time. Raises InputError.
 */
export interface SalesOverview {
  op: "sales.overview";
  form: OverviewForm;
}
/**
 * Which sales to look at. `own` takes the days of the filter; every other span takes its own days.
 *
 * `step` "" lets the span decide.
 */
export interface OverviewForm {
  span: "30" | "90" | "year" | "all" | "own";
  step: "" | "day" | "week" | "month";
  filter: SalesFilter;
}
/**
 * The largest of a kind among the same sales. Raises InputError.
 */
export interface SalesTop {
  op: "sales.top";
  form: OverviewForm;
  group: "product" | "country" | "code" | "utm_source" | "utm_medium" | "utm_campaign";
}
/**
 * What Gumroad kept of the same sales. Raises InputError.
 */
export interface SalesFees {
  op: "sales.fees";
  form: OverviewForm;
}
/**
 * What a filter over sales can ask for.
 */
export interface SalesFacets {
  op: "sales.facets";
}
/**
 * The subscribers that are kept here, and how far a reading is.
 */
export interface SubscribersList {
  op: "subscribers.list";
  form: SubscribersForm;
}
/**
 * Which subscribers to show or export, and in what order. Empty means everything.
 *
 * `text` is looked for in the e-mail address and the product's name; `recurrences` holds "" for those without.
 */
export interface SubscribersForm {
  text: string;
  product_ids: string[];
  standings: string[];
  recurrences: string[];
  sort: "since" | "email" | "product" | "standing";
  descending: boolean;
}
/**
 * Read the subscribers, or go on where a reading stopped; progress comes as events. Raises: InputError.
 */
export interface SubscribersSync {
  op: "subscribers.sync";
}
/**
 * Stop reading; what was read stays, and the next start goes on behind it.
 */
export interface SubscribersStop {
  op: "subscribers.stop";
}
/**
 * Write those that match to a file, newest first.
 */
export interface SubscribersExport {
  op: "subscribers.export";
  form: SubscribersForm;
  options: ExportOptions;
}
/**
 * The payouts of some days that are here, and how far a reading is. Raises: InputError.
 */
export interface PayoutsList {
  op: "payouts.list";
  form: PayoutsForm;
}
/**
 * Which payouts to show or read: days as typed, both ends included, empty for no bound.
 */
export interface PayoutsForm {
  first_day: string;
  last_day: string;
}
/**
 * Read the list of payouts of these days; progress comes as events. Raises: InputError.
 */
export interface PayoutsSync {
  op: "payouts.sync";
  form: PayoutsForm;
}
/**
 * Read what these payouts are made of.
 */
export interface PayoutsDetails {
  op: "payouts.details";
  payout_ids: string[];
}
/**
 * Stop reading; what was read stays.
 */
export interface PayoutsStop {
  op: "payouts.stop";
}
/**
 * What one payout is made of, as far as it is here. Raises: InputError for one that is not.
 */
export interface PayoutsDetail {
  op: "payouts.detail";
  payout_id: string;
}
/**
 * Write the payouts of the days to a file, or the transactions of these payouts, whose details must be here.
 */
export interface PayoutsExport {
  op: "payouts.export";
  what: "payouts" | "transactions";
  form: PayoutsForm;
  payout_ids: string[];
  options: ExportOptions;
}
/**
 * Every product with its score, and every rule with how many fail it.
 */
export interface ListingLint {
  op: "listing.lint";
}
/**
 * What the rules say of one product, line by line, with what could stand there instead.
 */
export interface ListingDetails {
  op: "listing.details";
  product_id: string;
}
/**
 * How one product looks as a search result, on a social network, on a card, and its description.
 */
export interface ListingPreview {
  op: "listing.preview";
  product_id: string;
}
/**
 * Ask Gumroad what products comparable to this one cost; the answer is kept for its whole category.
 */
export interface ListingMarket {
  op: "listing.market";
  product_id: string;
}
/**
 * Everything that the rules propose for the shop's listings, by rule.
 */
export interface ListingFixes {
  op: "listing.fixes";
}
/**
 * Build and store the plan that takes proposals over; what they say is worked out anew from the listings.
 *
 * A product or a proposal that is not there any more is left out. `refines` is the digest of the plan that is
 * shown, None where there is none. Raises InputError when nothing is left.
 */
export interface PlanListingFixes {
  op: "plan.listing_fixes";
  form: FixesForm;
  refines: string | null;
}
/**
 * Take over proposals of the linter, by product and rule; what they say is worked out from the listing.
 *
 * `unticked` are row keys of the preview that stay out of the plan.
 */
export interface FixesForm {
  job: "fixes";
  fixes: ProductFixes[];
  unticked: string[];
}
/**
 * The rules whose proposals one product shall take over.
 */
export interface ProductFixes {
  product_id: string;
  rules: string[];
}
/**
 * Some rows of what is stored, from a place on; an empty place is the first.
 *
 * Raises InputError for days that are none, and where that was not read yet.
 */
export interface ScriptRead {
  op: "script.read";
  what: "products" | "codes" | "sales" | "units" | "customers" | "subscribers" | "payouts" | "summary";
  wanted: Wanted;
  place: string;
}
/**
 * Which rows: days as text, both ends included, empty for no bound; `by` is what sums are grouped by.
 *
 * A `filter` says all of it at once, as files have it; the rest but `by` does not count then.
 */
export interface Wanted {
  first_day: string;
  last_day: string;
  product_ids: string[];
  countries: string[];
  codes: string[];
  filter: SalesFilter | null;
  by: "" | "day" | "week" | "month" | "product" | "country" | "code";
}
/**
 * Build and store the plans of what a script wants: one about listings and prices, one about codes.
 */
export interface PlanScript {
  op: "plan.script";
  /**
   * @maxItems 10000
   */
  changes: (PriceChange | TextChange | TagsChange | PublishChange | NewCode | DropCode)[];
  title: string;
}
/**
 * A product shall cost that, in minor units of `currency`, which is the one the script saw it sold in.
 */
export interface PriceChange {
  kind: "price";
  product_id: string;
  price_minor: number;
  currency: string;
}
/**
 * A text of a product shall read so; an empty one clears it.
 */
export interface TextChange {
  kind: "text";
  product_id: string;
  field: "name" | "description" | "summary" | "receipt" | "category";
  text: string;
}
/**
 * A product shall have just these tags.
 */
export interface TagsChange {
  kind: "tags";
  product_id: string;
  tags: string[];
}
/**
 * A product shall be on sale, or not.
 */
export interface PublishChange {
  kind: "publish";
  product_id: string;
  published: boolean;
}
/**
 * A discount code shall be made, on one product or, with an empty `product_id`, on all.
 *
 * Exactly one of `percent` and `amount_minor`; amounts are in `currency`.
 */
export interface NewCode {
  kind: "new_code";
  product_id: string;
  name: string;
  percent: number | null;
  amount_minor: number | null;
  currency: string;
  limit: number | null;
  minimum_minor: number | null;
}
/**
 * A discount code shall be deleted.
 */
export interface DropCode {
  kind: "drop_code";
  product_id: string;
  code_id: string;
}
/**
 * The saved scripts, the examples, and every name that a script can use.
 */
export interface ScriptShelf {
  op: "script.shelf";
}
/**
 * Keep a script under a name; one of that name is replaced. Raises InputError with the field `name`.
 *
 * `is_foreign` says that it came from outside and was not agreed to.
 */
export interface ScriptSave {
  op: "script.save";
  name: string;
  text: string;
  is_foreign: boolean;
}
/**
 * Take a saved script from outside for the seller's own, if its text still is the one that was looked at.
 */
export interface ScriptAgree {
  op: "script.agree";
  name: string;
  text: string;
}
/**
 * The saved scripts that can be price rules, filters or columns.
 */
export interface ScriptRules {
  op: "script.rules";
}
/**
 * Forget a saved script.
 */
export interface ScriptRemove {
  op: "script.remove";
  name: string;
}
/**
 * What the forms can offer for these products: their tags, versions, currencies, and what is not read yet.
 */
export interface ListingEditOptions {
  op: "listing.edit.options";
  product_ids: string[];
}
/**
 * Gumroad's categories; asked for once a day, and kept for when there is no connection.
 */
export interface ListingEditCategories {
  op: "listing.edit.categories";
}
/**
 * What a form would do, before it is previewed, with a sentence for every wrong field. Nothing is sent.
 */
export interface ListingEditCheck {
  op: "listing.edit.check";
  form: FindForm | BlockForm | TagsForm | CategoryForm | PolicyForm | PublishForm | VersionsForm;
  product_ids: string[];
}
/**
 * Find a text, or what a pattern describes, and put another in its place.
 *
 * In a description only what a buyer reads is looked at, never tags; with `in_links` addresses of links as well.
 * `replace` may name groups of a pattern as `$1` or `\1`, all of what was found as `$0`, and a dollar as `$$`;
 * without `regex` it is taken as it stands.
 */
export interface FindForm {
  job: "find";
  find: string;
  replace: string;
  fields: TextField[];
  regex: boolean;
  match_case: boolean;
  whole_words: boolean;
  in_links: boolean;
  unticked: string[];
}
/**
 * Put a block (licence text, seasonal note) at the end or the beginning of descriptions, or in place of one.
 *
 * With `format` "plain" `text` is written in plain lines: an empty line parts paragraphs, `# ` and `## ` in front
 * make headings, `- ` or `1. ` items of a list, `**bold**`, `*italic*` and `[words](https://…)` are marks. "html"
 * is HTML of the elements that descriptions may have.
 *
 * The block to replace or to remove is recognised by `mark`: with `known_by` "heading" it begins at the heading
 * that reads so and ends before the next heading of its level or above; with "text" it is the paragraphs from the
 * one that begins so, as many as the new text has or, for REMOVE, that one. With `add_missing` REPLACE appends
 * where there is none. What ends or begins with the very block already is left as it is.
 */
export interface BlockForm {
  job: "block";
  how: BlockHow;
  format: "plain" | "html";
  text: string;
  known_by: "heading" | "text";
  mark: string;
  add_missing: boolean;
  unticked: string[];
}
/**
 * Add tags, take them away, or put one tag in the place of others; `tags` are typed with commas between.
 */
export interface TagsForm {
  job: "tags";
  how: TagsHow;
  tags: string;
  to: string;
  unticked: string[];
}
/**
 * Put products into a category; `category` is its path.
 */
export interface CategoryForm {
  job: "category";
  category: string;
  unticked: string[];
}
/**
 * Set the refund policy. A `period` that is empty stays as it is; `keep` leaves the fine print as it is.
 */
export interface PolicyForm {
  job: "policy";
  period: "" | "inherit" | "none" | "7" | "14" | "30" | "183";
  print_how: "keep" | "set" | "clear";
  fine_print: string;
  unticked: string[];
}
/**
 * Put products on sale, take them off, or delete them.
 */
export interface PublishForm {
  job: "publish";
  how: PublishHow;
  unticked: string[];
}
/**
 * Add a version, or change those of a name.
 *
 * `category` and `version` are the names of version category and version, compared without case; empty is any, and
 * for ADD the only category of a product. `name` is the new name, `description` the new description. A `stock`
 * that is empty is no limit. `amounts` are surcharges by lower-case currency code, in its own units; products in
 * other currencies are left alone, and ADD takes an empty one as none.
 */
export interface VersionsForm {
  job: "versions";
  how: VersionsHow;
  category: string;
  version: string;
  name: string;
  description: string;
  stock: string;
  amounts: {
    [k: string]: string;
  };
  unticked: string[];
}
/**
 * Build and store the plan of a form. Raises InputError with fields.
 *
 * `refines` is the digest of the plan that is shown, None where there is none.
 */
export interface PlanEdit {
  op: "plan.edit";
  form: FindForm | BlockForm | TagsForm | CategoryForm | PolicyForm | PublishForm | VersionsForm;
  product_ids: string[];
  refines: string | null;
}
/**
 * One row of a preview of listings with its texts whole, nothing left out between changes.
 */
export interface ListingEditRow {
  op: "listing.edit.row";
  digest: string;
  key: string;
}
/**
 * Read what lists leave out (refund policies) of products; `listing.read_progressed` tells how far it is.
 */
export interface ListingEditRead {
  op: "listing.edit.read";
  product_ids: string[];
}
/**
 * Stop that reading; what was read stays.
 */
export interface ListingEditStop {
  op: "listing.edit.stop";
}
/**
 * The columns that a file can have.
 */
export interface ListingSheetColumns {
  op: "listing.sheet.columns";
}
/**
 * Write the catalogue into a file. Raises InputError with the form's field names.
 */
export interface ListingSheetExport {
  op: "listing.sheet.export";
  form: SheetForm;
  options: ExportOptions;
}
/**
 * Which columns go out and how descriptions are written. No ids is the whole shop.
 */
export interface SheetForm {
  columns: string[];
  description: "html" | "markdown";
  product_ids: string[] | null;
}
/**
 * What an edited file would change. `content` is its bytes in base64. Raises InputError with field `file`.
 */
export interface ListingSheetCheck {
  op: "listing.sheet.check";
  name: string;
  content: string;
}
/**
 * The same of a file that was brought before, against what stands now. Raises InputError when it is gone.
 */
export interface ListingSheetAgain {
  op: "listing.sheet.again";
  sheet_id: string;
}
/**
 * Build and store the plan of an edited file. Raises InputError where it changes nothing, or is gone.
 *
 * `refines` is the digest of the plan that is shown, None where there is none.
 */
export interface PlanSheet {
  op: "plan.sheet";
  form: SheetPlanForm;
  refines: string | null;
}
/**
 * A file that was brought before, by its id. `chosen` are keys of doubts that are to be done all the same.
 */
export interface SheetPlanForm {
  job: "sheet";
  sheet_id: string;
  chosen: string[];
  unticked: string[];
}
/**
 * Stored sales that match, some of them at a time. Raises InputError with the filter's field names.
 *
 * `allowed` is how often a license key may be used for each seat, as typed; empty is once. With `sale_ids` it is
 * just these sales in this order, as far as they are here, whatever else is asked for.
 */
export interface SalesFind {
  op: "sales.find";
  sale_ids: string[];
  filter: SalesFilter;
  what: SaleWhat;
  allowed: string;
  sort: SaleSort;
  offset: number;
  limit: number;
}
/**
 * The order of found sales; newest first by default.
 */
export interface SaleSort {
  key: SaleSortKey;
  descending: boolean;
}
/**
 * The ids of all stored sales that match, in order, for choosing all of them.
 */
export interface SalesIds {
  op: "sales.ids";
  filter: SalesFilter;
  what: SaleWhat;
  allowed: string;
  sort: SaleSort;
}
/**
 * What a form about sales means, before it is previewed. Nothing is stored or sent.
 */
export interface SalesCheck {
  op: "sales.check";
  form: ShipForm | ReceiptsForm | RefundForm | LicenseForm;
}
/**
 * Mark sales as shipped: chosen ones, or those of a file when `text` is not empty.
 *
 * A file has an order number or a sale id on each line, and an address to follow the parcel where there is one;
 * its header names are flexible. `tracking` is the address typed for a single sale, over the file's and over
 * `tracking_url`, which is for every chosen sale. With `replace_tracking` the address of sales that were shipped
 * earlier with another one is replaced; without it they are left alone.
 */
export interface ShipForm {
  job: "ship";
  sale_ids: string[];
  tracking_url: string;
  tracking: {
    [k: string]: string;
  };
  replace_tracking: boolean;
  file_name: string;
  text: string;
  unticked: string[];
}
/**
 * Send receipts again, one e-mail for each order.
 */
export interface ReceiptsForm {
  job: "receipts";
  sale_ids: string[];
  unticked: string[];
}
/**
 * Give money back. Amounts are typed in the listed currency's own units, by lower-case currency code.
 *
 * `typed` are amounts for single sales, by sale id, over whatever the rest of the form says. In AMOUNT a currency
 * left empty leaves its sales alone.
 */
export interface RefundForm {
  job: "refund";
  sale_ids: string[];
  how: RefundHow;
  percent: string;
  amounts: {
    [k: string]: string;
  };
  typed: {
    [k: string]: string;
  };
  unticked: string[];
}
/**
 * Switch the license keys of chosen sales on or off, or take their uses back.
 */
export interface LicenseForm {
  job: "license";
  sale_ids: string[];
  action: LicenseAction;
  unticked: string[];
}
/**
 * Build and store the plan of a form about sales. Raises InputError with fields.
 *
 * `refines` is the digest of the plan that is shown, None where there is none.
 */
export interface PlanSales {
  op: "plan.sales";
  form: ShipForm | ReceiptsForm | RefundForm | LicenseForm;
  refines: string | null;
}
/**
 * The sales that wait to be sent as a file with addresses, to fill in and give to a form about shipping.
 */
export interface SalesShipFile {
  op: "sales.ship_file";
}
/**
 * Buyers that match, some of them at a time. Raises InputError with the fields of filter and segment.
 */
export interface CustomersList {
  op: "customers.list";
  form: CustomersForm;
  sort: CustomerSort;
  offset: number;
  limit: number;
}
/**
 * Which buyers: those of the sales of the filter, of the segment, in which every word of `search` is found.
 */
export interface CustomersForm {
  filter: SalesFilter;
  segment: CustomerSegment;
  search: string;
}
/**
 * A kind of buyers, its numbers and days as typed; only what its kind needs is read.
 *
 * repeat: at least `times` purchases. bought: any of `bought` and none of `not_bought`, ever. lapsed: nothing for
 * more than `days` days. top: the `top` that spent most, or all that spent `amount` dollars or more after refunds.
 * refunded: had money back. code: used one of `codes`, any code where there is none. new: bought first on the day
 * `since` or later.
 */
export interface CustomerSegment {
  kind: "all" | "repeat" | "bought" | "lapsed" | "top" | "refunded" | "code" | "new";
  times: string;
  bought: string[];
  not_bought: string[];
  days: string;
  top_by: "rank" | "amount";
  top: string;
  amount: string;
  codes: string[];
  since: string;
}
/**
 * An order; of those that are equal the address decides.
 */
export interface CustomerSort {
  key: CustomerSortKey;
  descending: boolean;
}
/**
 * One buyer by their address, with everything they bought. Raises InputError where there is none.
 */
export interface CustomersGet {
  op: "customers.get";
  email: string;
}
/**
 * The addresses of those that match and may be written to. Raises InputError where they are too many.
 */
export interface CustomersAddresses {
  op: "customers.addresses";
  form: CustomersForm;
}
/**
 * What can be chosen from, and the saved segments.
 */
export interface CustomersChoices {
  op: "customers.choices";
}
/**
 * Keep a filter and a segment under a name; one of the same name is replaced. Raises InputError.
 */
export interface CustomersSave {
  op: "customers.save";
  name: string;
  form: CustomersForm;
}
/**
 * Give a saved segment another name. Raises InputError where it is none, or another segment has it.
 */
export interface CustomersRename {
  op: "customers.rename";
  name: string;
  new_name: string;
}
/**
 * Forget a saved segment.
 */
export interface CustomersDelete {
  op: "customers.delete";
  name: string;
}
/**
 * Write the buyers that match to a file, those without consent too or not. Raises InputError.
 */
export interface CustomersExport {
  op: "customers.export";
  form: CustomersForm;
  contactable: boolean;
  options: ExportOptions;
}
/**
 * What a batch over these products would send and cost. Raises InputError with fields (`wishes.tone`).
 *
 * `room_tokens` is how much the model takes in at once, question and answer together; None where it is not known.
 */
export interface SuggestEstimate {
  op: "suggest.estimate";
  product_ids: string[];
  wishes: Wishes;
  prices: ModelPrices;
  room_tokens: number | null;
}
/**
 * Which parts, and in what manner they should be written; `tone` is the seller's own words, empty for none.
 */
export interface Wishes {
  fields: SuggestField[];
  tone: string;
}
/**
 * What the seller's model costs, as typed: per million tokens sent and per million that come back.
 *
 * Both empty where it costs nothing or the seller does not know.
 */
export interface ModelPrices {
  sent: string;
  back: string;
  currency: string;
}
/**
 * The request for one product. Raises InputError with fields, or `suggest_cannot` with the reason.
 *
 * Nothing is sent by it. A request stays known until the engine ends, so that a shown one can be sent as it is.
 */
export interface SuggestPrepare {
  op: "suggest.prepare";
  product_id: string;
  wishes: Wishes;
  room_tokens: number | null;
}
/**
 * What a model answered to a request: its text as it came (well-formed Unicode), and how it ended.
 *
 * `end` is `whole`, `cut` (it reached its length), or `refused` (the model or its filter declined).
 * Raises InputError `suggest_no_request` when the request is not known, or was answered.
 */
export interface SuggestReceive {
  op: "suggest.receive";
  request_id: string;
  text: string;
  end: "whole" | "cut" | "refused";
}
/**
 * Every product with proposals, or some of them; with the whole shop's counts.
 */
export interface SuggestList {
  op: "suggest.list";
  product_ids: string[] | null;
}
/**
 * Decide proposals, all of these or none. Raises InputError with the field `text` when an edited text cannot
 * stand, or `suggest_stale` when one does not fit its listing any more.
 */
export interface SuggestDecide {
  op: "suggest.decide";
  decisions: SuggestDecision[];
}
/**
 * What the seller decides of one proposal. `edit` accepts it with `text` in its place (as `editable` was).
 */
export interface SuggestDecision {
  product_id: string;
  field: SuggestField;
  decision: "accept" | "reject" | "wait" | "edit";
  text: string;
}
/**
 * The preview of everything that is accepted, or of some products' accepted proposals.
 *
 * `refines` is the digest of the plan that is shown, None where there is none.
 */
export interface SuggestPlan {
  op: "suggest.plan";
  product_ids: string[] | null;
  refines: string | null;
}
/**
 * Forget proposals: those of some products or of all, everything or only what is rejected, stale or done.
 */
export interface SuggestClear {
  op: "suggest.clear";
  product_ids: string[] | null;
  what: "all" | "over";
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
 * An export moved, began or ended.
 */
export interface ExportProgressed {
  type: "export.progressed";
  export: ExportView;
}
/**
 * One export: how far it is, or what became of it.
 *
 * `name` is what the file is called when it is downloaded, `file` its name in the folder of exports once it is
 * whole, and empty before. `complete` is None where nothing has to be proven, `sentence` says what is known.
 * `rows_per_second` and `left_s` are None as long as nothing can be said. `saved_at_ms` is when it was downloaded.
 * `once` says that the same cannot be written again without the page where it was begun.
 */
export interface ExportView {
  export_id: string;
  kind: string;
  title: string;
  name: string;
  format: "csv" | "xlsx" | "jsonl";
  state: "waiting" | "writing" | "stopped" | "failed" | "done";
  rows: number;
  total: number;
  size: number;
  file: string;
  complete: boolean | null;
  sentence: string;
  created_at_ms: number;
  ended_at_ms: number | null;
  saved_at_ms: number | null;
  rows_per_second: number | null;
  left_s: number | null;
  message: string;
  hint: string;
  once: boolean;
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
 * A run without its rows. `wait_text` says what it is waiting for, when it is; `digest` names its plan.
 */
export interface RunView {
  run_id: string;
  digest: string;
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
 *
 * `next_at_ms` is when the engine has to be up for what is scheduled; the service worker sets an alarm for it.
 * `news` is a sentence about something scheduled that the seller has not looked at yet; empty where there is none.
 */
export interface GlanceChanged {
  type: "glance.changed";
  shop_name: string | null;
  sample: boolean;
  products: number;
  codes: number;
  read_at_ms: number | null;
  run: RunView | null;
  next_at_ms: number | null;
  news: string;
}
/**
 * Something scheduled began, ended, or was changed; `schedule.list` gives the new list.
 */
export interface SchedulesChanged {
  type: "schedule.changed";
}
/**
 * Reading the sales goes on; state `done` means that `sales.status` now has a new proof.
 */
export interface SalesProgressed {
  type: "sales.progressed";
  sync: SalesSyncView;
}
/**
 * How far reading the sales is. `sales` are here, of about `expected` units that Gumroad tells.
 *
 * `read`, `found` and `changed` are of this reading: listed, new, and not as they were. `left_s` is None as
 * long as nothing can be said. `message` is why it waits, or how it ended.
 */
export interface SalesSyncView {
  state: "idle" | "reading" | "checking" | "done" | "stopped" | "failed";
  sales: number;
  expected: number;
  read: number;
  found: number;
  changed: number;
  requests: number;
  requests_left: number;
  sales_per_minute: number | null;
  left_s: number | null;
  message: string;
  hint: string;
}
/**
 * Stored sales changed because something was done with them.
 */
export interface SalesChanged {
  type: "sales.changed";
}
/**
 * Reading the subscribers goes on; state `done` means that `subscribers.list` now has the new ones.
 */
export interface SubscribersProgressed {
  type: "subscribers.progressed";
  sync: SubscribersSyncView;
}
/**
 * How far reading the subscribers is.
 *
 * `products_done` of `products` are read, `subscribers` were listed; `looked_up` of `to_look_up` that are not
 * listed any more. `message` is why it waits, or how it ended.
 */
export interface SubscribersSyncView {
  state: "idle" | "reading" | "looking_up" | "done" | "stopped" | "failed";
  products_done: number;
  products: number;
  subscribers: number;
  looked_up: number;
  to_look_up: number;
  message: string;
  hint: string;
}
/**
 * Reading payouts goes on; state `done` means that `payouts.list` and `payouts.detail` have the new ones.
 */
export interface PayoutsProgressed {
  type: "payouts.progressed";
  sync: PayoutsSyncView;
}
/**
 * How far reading payouts is: their list (`done` read so far), or `done` of `total` details.
 *
 * `refused` says that the token may not see payouts. `message` is why it waits, or how it ended.
 */
export interface PayoutsSyncView {
  state: "idle" | "reading" | "done" | "stopped" | "failed";
  what: "list" | "details";
  done: number;
  total: number;
  refused: boolean;
  message: string;
  hint: string;
}
/**
 * Reading what lists leave out of products goes on, or ended.
 */
export interface ListingReadProgressed {
  type: "listing.read_progressed";
  read: ListingReadView;
}
/**
 * Reading what lists leave out: how far it is, or how it ended. `unread` could not be read.
 */
export interface ListingReadView {
  state: "idle" | "reading" | "done" | "stopped" | "failed";
  done: number;
  total: number;
  unread: number;
  message: string;
  hint: string;
}
export interface Results {
  "export.list": ExportsView;
  "export.stop": ExportsView;
  "export.resume": ExportsView;
  "export.again": ExportsView;
  "export.saved": ExportsView;
  "export.remove": ExportsView;
  "export.note": TextFile;
  "parity.get": ParityView;
  "parity.edit": ParityView;
  "parity.undo_edit": ParityView;
  "parity.save": ParityView;
  "parity.delete": ParityView;
  "parity.export": TextFile;
  "parity.import": ParityView;
  "parity.diff": DiffView;
  "parity.check": ParityCheckView;
  "plan.parity": PlanView;
  "parity.native": NativeView;
  "parity.leaks": LeaksView;
  "parity.banner": BannerView;
  "parity.picture": PictureView;
  "sales.status": SalesStatusView;
  "sales.sync": SalesSyncView;
  "sales.stop": SalesSyncView;
  "sales.overview": OverviewView;
  "sales.top": TopView;
  "sales.fees": FeesView;
  "sales.facets": SalesFacetsView;
  "listing.lint": ListingsView;
  "listing.details": ListingDetailsView;
  "listing.preview": ListingPreviewView;
  "listing.market": ListingDetailsView;
  "listing.fixes": ListingFixesView;
  "plan.listing_fixes": PlanView;
  "script.read": ScriptRowsView;
  "plan.script": ScriptPlansView;
  "script.shelf": ScriptShelfView;
  "script.save": ScriptShelfView;
  "script.agree": ScriptRulesView;
  "script.rules": ScriptRulesView;
  "script.remove": ScriptShelfView;
  "listing.edit.options": EditOptionsView;
  "listing.edit.categories": CategoriesView;
  "listing.edit.check": EditCheckView;
  "plan.edit": PlanView;
  "listing.edit.row": ListingPlanRow;
  "listing.edit.read": ListingReadView;
  "listing.edit.stop": ListingReadView;
  "listing.sheet.columns": SheetColumnsView;
  "listing.sheet.export": ExportView;
  "listing.sheet.check": SheetView;
  "listing.sheet.again": SheetView;
  "plan.sheet": PlanView;
  "sales.export_check": SalesExportCheckView;
  "sales.export": ExportView;
  "sales.export_columns": SalesExportColumnsView;
  "sales.export_keep": SalesExportColumnsView;
  "sales.export_drop": SalesExportColumnsView;
  "sales.script_columns": ScriptColumnsView;
  "sales.script_cells": Done;
  "subscribers.list": SubscribersView;
  "subscribers.sync": SubscribersSyncView;
  "subscribers.stop": SubscribersSyncView;
  "subscribers.export": ExportView;
  "payouts.list": PayoutsView;
  "payouts.sync": PayoutsSyncView;
  "payouts.details": PayoutsSyncView;
  "payouts.stop": PayoutsSyncView;
  "payouts.detail": PayoutDetailView;
  "payouts.export": ExportView;
  "sales.find": FoundSalesView;
  "sales.ids": FoundIdsView;
  "sales.check": SalesCheckView;
  "plan.sales": PlanView;
  "sales.ship_file": TextFile;
  "customers.list": CustomersView;
  "customers.get": CustomerDetailView;
  "customers.addresses": AddressesView;
  "customers.choices": CustomerChoicesView;
  "customers.save": CustomerChoicesView;
  "customers.rename": CustomerChoicesView;
  "customers.delete": CustomerChoicesView;
  "customers.export": ExportView;
  "suggest.estimate": SuggestEstimateView;
  "suggest.prepare": SuggestRequestView;
  "suggest.receive": SuggestReceivedView;
  "suggest.list": SuggestListView;
  "suggest.decide": SuggestDecidedView;
  "suggest.plan": PlanView;
  "suggest.clear": SuggestListView;
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
  "plan.codes": PlanView;
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
  "codes.list": CodesView;
  "codes.query": QueryView;
  "codes.check": CodesCheckView;
  "codes.export": TextFile;
  "codes.links": LinksView;
  "codes.links_export": TextFile;
  "codes.doctor": DoctorView;
  "codes.janitor": JanitorView;
  "codes.batches": BatchesView;
  "codes.batch": BatchView;
  "codes.batch_export": TextFile;
  "schedule.add": SchedulesView;
  "schedule.check": ScheduleCheckView;
  "schedule.cancel": SchedulesView;
  "schedule.list": SchedulesView;
  "schedule.wake": SchedulesView;
  "settings.get": SettingsView;
  "settings.set": SettingsView;
  "engine.status": EngineView;
}
/**
 * The exports of the current shop, newest first, and the options of the newest, to begin with next time.
 */
export interface ExportsView {
  exports: ExportView[];
  options: ExportOptions;
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
 * The table in work. `notices` are what was not taken of a file. `honest` is what a code can and cannot do.
 */
export interface ParityView {
  name: string;
  rows: ParityRow[];
  tiers: ParityTier[];
  rules: ParityRules;
  template: string;
  template_error: string;
  given: number;
  sentences: string[];
  honest: string[];
  presets: PresetView[];
  saved: SavedTable[];
  unlisted: string[];
  notices: string[];
  sources: string[];
  native_read: boolean;
}
/**
 * One country. Levels are texts with their dates ("0.2401", "2024"), empty where a source has nothing.
 *
 * `native_percent` is what Gumroad's own parity takes off there as far as the products show it, None where
 * they do not. `percent` is what the table gives; `code` the name its code would have, empty without one.
 * `shadowed` says that Gumroad's own price is as low or lower.
 */
export interface ParityRow {
  country: string;
  name: string;
  region: string;
  region_label: string;
  currency: string;
  world_bank: string;
  world_bank_date: string;
  big_mac: string;
  big_mac_date: string;
  level: string;
  native_percent: number | null;
  computed_percent: number;
  percent: number;
  typed_percent: number | null;
  source: Source | null;
  group: string;
  note: string;
  excluded: boolean;
  code: string;
  shadowed: boolean;
}
/**
 * A group of countries with its discount.
 */
export interface ParityTier {
  group: string;
  percent: number;
  typed_percent: number | null;
  countries: number;
  code: string;
}
/**
 * The rules of the table as they stand in the form.
 */
export interface ParityRules {
  source: Source;
  strength: number;
  floor: string;
  cap: string;
  step: 1 | 5 | 10;
  least_net: string;
  codes_per: CodesPer;
  excluded_products: string[];
}
/**
 * A table that is offered, with what it does.
 */
export interface PresetView {
  preset: Preset;
  label: string;
  text: string;
}
/**
 * A table that was saved under a name.
 */
export interface SavedTable {
  name: string;
  saved_at_ms: number;
  countries: number;
  same: boolean;
}
/**
 * What differs from a saved table to the one in work; `given` are the discounts.
 */
export interface DiffView {
  headline: string;
  given: DiffLine[];
  other: DiffLine[];
}
/**
 * One thing that differs between two tables.
 */
export interface DiffLine {
  where: string;
  label: string;
  old: string;
  new: string;
}
/**
 * What the codes of the table mean before they are previewed.
 */
export interface ParityCheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  names: string[];
  writes: number;
}
/**
 * A preview: drawn from the plan of that digest and nothing else.
 *
 * A plan about prices has `rows`, one about codes `code_rows`, one about sales `sale_rows`, one about listings
 * `listing_rows`; the others are empty. The form is there while the preview can be refined. `totals` are those of
 * refunds.
 */
export interface PlanView {
  digest: string;
  kind: PlanKind;
  title: string;
  headline: string;
  summary: string;
  rows: PlanRow[];
  code_rows: CodePlanRow[];
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
  codes_form: (MakeForm | MintForm | ImportForm | LimitsForm | ReplaceForm | DeleteForm) | ParityForm | null;
  product_ids: string[];
  origin_run_id: string | null;
  sale_rows: SalePlanRow[];
  sales_form: (ShipForm | ReceiptsForm | RefundForm | LicenseForm) | null;
  totals: RefundTotals | null;
  listing_rows: ListingPlanRow[];
  edit_form: (FindForm | BlockForm | TagsForm | CategoryForm | PolicyForm | PublishForm | VersionsForm) | null;
  sheet_form: SheetPlanForm | null;
  fixes_form: FixesForm | null;
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
 * Minor units of a currency with the text to show; `estimate` asks for an "about" sign.
 */
export interface Amount {
  minor: number;
  currency: string;
  text: string;
  estimate: boolean;
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
 * One row of a codes preview. `cap` and `minimum` are texts, the old ones empty unless they change.
 */
export interface CodePlanRow {
  key: string;
  product_id: string;
  product: string;
  code: string;
  doing: "create" | "delete" | "limits" | "skipped";
  reason: SkipReason | null;
  reason_text: string;
  discount: string;
  prices: PriceAfterRow[];
  cap_old: string;
  cap: string;
  minimum_old: string;
  minimum: string;
  uses: string;
  line: number | null;
  notes: string[];
  undo_note: string;
  can_untick: boolean;
}
/**
 * What one price becomes with the code, and what reaches the seller; `label` names the version or tier.
 */
export interface PriceAfterRow {
  label: string;
  price: Amount;
  left: Amount;
  net_before: Amount | null;
  net_after: Amount | null;
}
/**
 * A finding on top of the preview. `ask` is the sentence beside the box that accepts a block.
 *
 * With `typed` a block is accepted by typing exactly that text instead. A `stop` cannot be accepted.
 */
export interface FindingView {
  code: string;
  severity: "stop" | "block" | "warn" | "note";
  text: string;
  ask: string;
  keys: string[];
  accepted: boolean;
  typed: string;
}
/**
 * One row of a preview about sales. `key` is the sale's id, or `line N` for a line that belongs to none.
 *
 * `doing` says what happens. `old` and `new` are short texts of what stands before and after. For a refund
 * `left` is what could be given back before, `amount` what is, `left_after` the rest, and `usd` about how much
 * that is in US dollars; `full` that nothing is left. `requests` is how many requests the row takes (uses are
 * taken back one by one). `can_edit` is for the amount of a refund or the tracking address.
 */
export interface SalePlanRow {
  key: string;
  sale_id: string;
  order: string;
  created_at_ms: number | null;
  product_id: string;
  product: string;
  buyer: string;
  email: string;
  doing: "ship" | "receipt" | "refund" | "enable" | "disable" | "reset" | "skipped";
  reason: SkipReason | null;
  reason_text: string;
  old: string;
  new: string;
  price: Amount | null;
  listed: string;
  left: Amount | null;
  amount: Amount | null;
  left_after: Amount | null;
  usd: Amount | null;
  full: boolean;
  tracking_url: string;
  license_key: string;
  requests: number;
  line: number | null;
  notes: string[];
  typed_over: boolean;
  can_untick: boolean;
  can_edit: boolean;
}
/**
 * What a plan gives back: in each listed currency, and about how much that is in US dollars.
 */
export interface RefundTotals {
  by_currency: Amount[];
  usd: Amount;
  sales: number;
  most_sales: number;
  most_usd: Amount;
}
/**
 * One row of a preview about listings: one request, or what is left alone and why.
 *
 * `detail` names the version, where the row is about one. `line` is that of the file it came from. `places` is how
 * many finds are replaced, 0 where nothing is looked for. `whole` is False where texts have gaps;
 * `listing.edit.row` gives them without.
 */
export interface ListingPlanRow {
  key: string;
  product_id: string;
  product: string;
  detail: string;
  doing:
    | "change"
    | "publish"
    | "unpublish"
    | "delete"
    | "restore"
    | "create"
    | "version"
    | "add_version"
    | "delete_version"
    | "price"
    | "surcharge"
    | "skipped";
  doing_text: string;
  reason: SkipReason | null;
  reason_text: string;
  fields: FieldChange[];
  places: number;
  line: number | null;
  notes: string[];
  undo_note: string;
  whole: boolean;
  can_untick: boolean;
}
/**
 * One field of a row. `field` is `name`, `description`, `tags`, `stock` and so on, `label` what it is called.
 *
 * A text whose HTML changes in more than its words says so in `note`.
 */
export interface FieldChange {
  field: string;
  label: string;
  pieces: DiffPiece[];
  note: string;
}
/**
 * A stretch of a text that stays, goes, or comes; joined, `same` and `old` are what stood there, `same` and
 * `new` what comes. A `gap` stands for a long stretch that stays and says how long it is.
 */
export interface DiffPiece {
  kind: "same" | "old" | "new" | "gap";
  text: string;
}
/**
 * Gumroad's own parity as the products show it; `text` says where it is unknown and why.
 */
export interface NativeView {
  rows: NativeRow[];
  shadowed: ShadowRow[];
  products: number;
  text: string;
  read_at_ms: number | null;
}
/**
 * Gumroad's own parity in one country, and how it went over time. `jump` is a sentence, or empty.
 */
export interface NativeRow {
  country: string;
  name: string;
  percent: number;
  range_text: string;
  history: NativePoint[];
  jump: string;
}
/**
 * A country's native discount on a day.
 */
export interface NativePoint {
  date: string;
  percent: number;
}
/**
 * A code that does nothing where Gumroad's own price is as low or lower.
 */
export interface ShadowRow {
  product_id: string;
  product: string;
  code: string;
  percent: number;
  countries: string[];
  everywhere: boolean;
  text: string;
}
/**
 * Codes used elsewhere. `state` says whether there is anything to look at; `text` what to do if not.
 */
export interface LeaksView {
  state: "ready" | "no_codes" | "no_sales" | "no_permission";
  text: string;
  rows: LeakRow[];
  summary: string;
}
/**
 * One code and where it was used outside its country or tier. `product_ids` are those it stands on.
 */
export interface LeakRow {
  key: string;
  code: string;
  meant_for: string;
  used: number;
  outside: number;
  share: string;
  lost: string;
  countries: string[];
  product_ids: string[];
}
/**
 * The snippet and the tables of links; `sample` is what it says to each country, for the live preview.
 */
export interface BannerView {
  html: string;
  bytes_gzipped: number;
  markdown: string;
  plain: string;
  sample: BannerSample[];
  problem: string;
}
/**
 * What the banner says to a visitor from one country.
 */
export interface BannerSample {
  country: string;
  name: string;
  flag: string;
  text: string;
  code: string;
  url: string;
}
/**
 * Prices by country, the lowest first.
 */
export interface PictureView {
  product: string;
  rows: PictureRow[];
  text: string;
}
/**
 * What a product costs in one country without and with its code.
 */
export interface PictureRow {
  country: string;
  name: string;
  price: Amount;
  left: Amount;
  native: Amount | null;
  percent: number;
}
/**
 * What is here of the sales. `unfinished` means that a reading was begun and not ended: start goes on.
 *
 * `read_at_ms` is when the last reading ended that was not cut short.
 */
export interface SalesStatusView {
  sync: SalesSyncView;
  unfinished: boolean;
  read_at_ms: number | null;
  proof: ProofView | null;
}
/**
 * Whether nothing is missing. `sentence` says it; `notes` say what else there is to know.
 *
 * `days` are those that do not agree, newest first; `more_days` counts those that are not listed.
 */
export interface ProofView {
  complete: boolean;
  sentence: string;
  notes: string[];
  days: DayOffView[];
  more_days: number;
  checked_at_ms: number;
}
/**
 * A day that does not agree: the units here, and those that Gumroad tells.
 */
export interface DayOffView {
  day: string;
  label: string;
  here: number;
  told: number;
  sentence: string;
}
/**
 * The sales that are here, over one period.
 *
 * `compared` names the period that changes are against. `sentence` says whether the history is complete.
 */
export interface OverviewView {
  title: string;
  compared: string;
  empty: boolean;
  figures: FigureView[];
  step: Step;
  points: PointView[];
  complete: boolean;
  sentence: string;
}
/**
 * One number of the period. `change` is against the period before, empty where there is nothing to compare.
 *
 * `tone` says what that change means; a change that is neither good nor bad is `plain`.
 */
export interface FigureView {
  key: "gross" | "net" | "sales" | "refunds" | "fees";
  label: string;
  value: string;
  detail: string;
  change: string;
  tone: "better" | "worse" | "plain";
}
/**
 * One step of time. `units` counts what was bought, several of one thing in one sale included.
 */
export interface PointView {
  key: string;
  label: string;
  gross: Amount;
  net: Amount;
  refunded: Amount;
  units: number;
  sales: number;
}
/**
 * The sales by one thing that they have in common, largest gross first. `others` is the rest in one row.
 */
export interface TopView {
  group: "product" | "country" | "code" | "utm_source" | "utm_medium" | "utm_campaign";
  title: string;
  rows: TopRow[];
  others: TopRow | null;
}
/**
 * A product, a country, a code or a tag of a link. `share_bp` is its part of the gross in basis points.
 */
export interface TopRow {
  key: string;
  label: string;
  sales: number;
  units: number;
  gross: Amount;
  net: Amount;
  share: string;
  share_bp: number;
}
/**
 * What Gumroad kept of the sales of a period, beside what its rates would be; `note` says what net means.
 */
export interface FeesView {
  sentences: string[];
  note: string;
}
/**
 * What a filter over sales can ask for, most frequent first.
 */
export interface SalesFacetsView {
  products: Facet[];
  countries: Facet[];
  codes: Facet[];
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
 * The shop's listings, those with something to fix first on top, then by score, lowest first; and all rules,
 * most failed first within their severity.
 */
export interface ListingsView {
  headline: string;
  average: string;
  score_note: string;
  rows: ListingRow[];
  rules: LintRuleView[];
  read_at_ms: number | null;
}
/**
 * One product: its score, how many findings of each severity, its worst findings, and every rule it fails.
 */
export interface ListingRow {
  product_id: string;
  name: string;
  score: number;
  tone: "good" | "care" | "bad";
  fix: number;
  care: number;
  note: number;
  worst: string[];
  rules: string[];
}
/**
 * One rule and how many products fail it.
 */
export interface LintRuleView {
  rule: string;
  title: string;
  severity: "fix" | "care" | "note";
  field: string;
  count: number;
}
/**
 * What the rules say of one product.
 *
 * `market` says what comparable products cost, empty before that was asked for; `may_ask` is whether it can be.
 */
export interface ListingDetailsView {
  product_id: string;
  name: string;
  score: number;
  tone: "good" | "care" | "bad";
  sum: string;
  groups: LintGroup[];
  discover: string;
  conditions: DiscoverLine[];
  reading: string;
  market: string;
  market_read_at_ms: number | null;
  may_ask: boolean;
}
/**
 * The findings of one severity.
 */
export interface LintGroup {
  severity: "fix" | "care" | "note";
  title: string;
  findings: LintFindingView[];
}
/**
 * One finding: what, why, where the rule comes from, and what could stand there instead.
 */
export interface LintFindingView {
  rule: string;
  severity: "fix" | "care" | "note";
  field: string;
  title: string;
  why: string;
  source: string;
  proposal: LintProposal | null;
}
/**
 * Another text for a field. `pieces` are what goes, stays and comes; with `tags` each is one tag.
 */
export interface LintProposal {
  field: string;
  new: string;
  tags: boolean;
  pieces: DiffPiece[];
}
/**
 * One condition of Discover.
 */
export interface DiscoverLine {
  id: string;
  standing: "met" | "missing" | "unseen";
  text: string;
}
/**
 * How a product looks elsewhere. `cover` and `thumbnail` are addresses, empty where there is none.
 *
 * `html` is the description as the seller wrote it: it must be made safe before it is shown.
 */
export interface ListingPreviewView {
  product_id: string;
  name: string;
  title: CutText;
  title_px: number;
  title_most_px: number;
  address: string[];
  snippet: CutText;
  social: CutText;
  card: CutText;
  price: string;
  seller: string;
  cover: string;
  thumbnail: string;
  summary: string;
  html: string;
}
/**
 * A text as it is shown somewhere, and what of it is cut off.
 */
export interface CutText {
  shown: string;
  lost: string;
}
/**
 * Every proposal, safe ones first, then by severity; how many products have one, and a safe one.
 */
export interface ListingFixesView {
  rules: FixRuleView[];
  products: number;
  safe_products: number;
}
/**
 * What one rule proposes, `title` says how, in the order of the shop.
 *
 * A `safe` one only adds the seller's own words or tidies what Gumroad refuses.
 */
export interface FixRuleView {
  rule: string;
  severity: "fix" | "care" | "note";
  field: string;
  title: string;
  safe: boolean;
  items: FixItem[];
}
/**
 * What one rule proposes for one product; `pieces` are as in `LintProposal`.
 */
export interface FixItem {
  product_id: string;
  name: string;
  tags: boolean;
  pieces: DiffPiece[];
}
/**
 * Some rows. `rows` is a JSON list of lists, one cell for each of `names`; `next` is None behind the last.
 */
export interface ScriptRowsView {
  names: string[];
  rows: string;
  next: string | null;
}
/**
 * The plans of a script, in the order in which they should be looked at; none where it wanted nothing.
 */
export interface ScriptPlansView {
  plans: PlanView[];
}
/**
 * What there is to begin with: saved scripts by name, examples, and every name a script can use.
 */
export interface ScriptShelfView {
  saved: SavedScriptView[];
  examples: Example[];
  reference: Entry[];
}
/**
 * A script that the seller saved, and what it can be in other tools.
 *
 * `is_foreign` says that it came from outside and was not agreed to: before its first run the seller is asked.
 */
export interface SavedScriptView {
  name: string;
  text: string;
  saved_at_ms: number;
  is_foreign: boolean;
  roles: Role[];
}
/**
 * One example. `name` is its file's, `title` and `about` are the first lines of the script.
 */
export interface Example {
  name: string;
  title: string;
  about: string;
  text: string;
}
/**
 * One name. `owner` is what it belongs to: `shop`, `Product`, `def` for what a script
 * may define for other tools, empty for names of their own.
 *
 * `signature` is how it is written, `about` what it does, `example` a line that uses it (empty: there is none).
 */
export interface Entry {
  owner: string;
  name: string;
  signature: string;
  about: string;
  example: string;
}
/**
 * The saved scripts that can be something in other tools, by name.
 */
export interface ScriptRulesView {
  scripts: SavedScriptView[];
}
/**
 * What the forms can offer for the chosen products. Lists come with how many products have each.
 *
 * `policies_unread` are products whose refund policy is not known yet, `versions_unread` those whose versions are
 * not. `most_read_s` is about how long reading the policies takes.
 */
export interface EditOptionsView {
  products: number;
  tags: Facet[];
  version_categories: Facet[];
  versions: VersionOption[];
  currencies: CurrencyOption[];
  published: number;
  unpublished: number;
  policies: Facet[];
  policies_unread: number;
  versions_unread: number;
  most_read_s: number;
}
/**
 * A version name among the chosen products, in how many of them, and in which categories.
 */
export interface VersionOption {
  name: string;
  products: number;
  categories: string[];
}
/**
 * A currency of the chosen products: what a typed amount means in it, and how many are sold in it.
 */
export interface CurrencyOption {
  currency: string;
  symbol: string;
  digits: number;
  products: number;
}
/**
 * Gumroad's categories by their way in words. `note` says when they are not those of today.
 */
export interface CategoriesView {
  categories: CategoryOption[];
  read_at_ms: number | null;
  note: string;
}
/**
 * One category: its path, and the way to it in words, `Design > Icons`.
 */
export interface CategoryOption {
  path: string;
  label: string;
  trail: string;
}
/**
 * What a form means before it is previewed. `errors` maps a field (`find`, `amounts.eur`) to its sentence.
 *
 * `products` is how many would change, `rows` how many requests that is, `places` how many finds are replaced,
 * `left_alone` how many rows are left as they are. `unread` is how many products have to be read first
 * (`listing.edit.read`): without that they are left alone. `html` is the block as it would be written.
 */
export interface EditCheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  products: number;
  rows: number;
  places: number;
  left_alone: number;
  unread: number;
  examples: EditExample[];
  html: string;
}
/**
 * A product that would change, for the form.
 */
export interface EditExample {
  product_id: string;
  product: string;
  detail: string;
  label: string;
  pieces: DiffPiece[];
}
/**
 * What a file can have. `usual` are the columns to begin with, `clear` the word that empties a field.
 *
 * `most_mb` is how large a file may be that is brought back.
 */
export interface SheetColumnsView {
  columns: SheetColumnView[];
  usual: string[];
  always: string;
  clear: string;
  most_mb: number;
  products: number;
}
/**
 * A column that can be chosen. `about` says what stands in it; empty where the title says enough.
 */
export interface SheetColumnView {
  key: string;
  title: string;
  about: string;
  read_only: boolean;
}
/**
 * An edited file as it was read.
 *
 * `headline` says what it comes to, `facts` more of it. `changed` counts cells, `fresh` new products. `told` are
 * changes with something to know about them. Of `doubts`, `told` and `problems` the first are here; `more_…` says
 * how many there are besides. `useful` is False where there is nothing to preview whatever is chosen.
 */
export interface SheetView {
  sheet_id: string;
  name: string;
  headline: string;
  facts: string[];
  changed: number;
  fresh: number;
  columns: SheetCount[];
  doubts: SheetDoubt[];
  more_doubts: number;
  told: SheetLine[];
  more_told: number;
  problems: SheetLine[];
  more_problems: number;
  problem_title: string;
  notes: string[];
  useful: boolean;
}
/**
 * How many cells of a column change.
 */
export interface SheetCount {
  title: string;
  count: number;
}
/**
 * A change that is left out unless it is chosen by its key.
 */
export interface SheetDoubt {
  key: string;
  row: number;
  column: string;
  product: string;
  why: string;
}
/**
 * Something about one cell or row of the file. `column` is empty for a whole row.
 */
export interface SheetLine {
  row: number;
  column: string;
  product: string;
  text: string;
}
/**
 * The file in words, and its first rows as they will be written.
 *
 * `rows` counts those of the file, without the row of totals. `sentence` says what the file will be, `notes`
 * what else there is to know. `complete` is False where the history is not proven complete; `proof` says it.
 */
export interface SalesExportCheckView {
  name: string;
  rows: number;
  sentence: string;
  notes: string[];
  complete: boolean;
  proof: string;
  header: string[];
  first_rows: string[][];
}
/**
 * What can be chosen.
 */
export interface SalesExportColumnsView {
  columns: ColumnView[];
  presets: PresetColumnsView[];
  sets: ColumnSet[];
  products: Facet[];
  countries: Facet[];
  codes: Facet[];
}
/**
 * A column of the catalogue; those of saved scripts come last. `group` is what it belongs to, in words.
 */
export interface ColumnView {
  key: string;
  title: string;
  group: string;
}
/**
 * The columns of a preset as keys of the catalogue, to begin an own set with.
 */
export interface PresetColumnsView {
  preset: "simple" | "bookkeeping";
  keys: string[];
}
/**
 * Where the cells of each script go, in the order of the names.
 */
export interface ScriptColumnsView {
  made: MadeColumn[];
}
/**
 * A command that has nothing to tell but that it was done.
 */
export interface Done {}
/**
 * The subscribers that are kept. `rows` are the first of `matching`.
 *
 * `able` counts the products that can have subscribers, None while the shop was not read. `unfinished` means that
 * a reading was begun and not ended. `left_to_look_up` counts those whose end is not known yet.
 */
export interface SubscribersView {
  sync: SubscribersSyncView;
  unfinished: boolean;
  read_at_ms: number | null;
  able: number | null;
  total: number;
  matching: number;
  rows: SubscriberView[];
  standings: StandingView[];
  groups: SubscriberGroupView[];
  recurring: RecurringView | null;
  left_to_look_up: number;
  products: Facet[];
  recurrences: Facet[];
}
/**
 * One subscription. `standing_label` and `tone` say how it stands, `note` what else there is to know.
 */
export interface SubscriberView {
  subscriber_id: string;
  email: string;
  product: string;
  since_ms: number;
  recurrence: string;
  standing: string;
  standing_label: string;
  tone: "good" | "care" | "bad" | "plain";
  dates: SubscriberDate[];
  note: string;
}
/**
 * A day in a subscription's life; `label` says which.
 */
export interface SubscriberDate {
  label: string;
  at_ms: number;
}
/**
 * How many stand so.
 */
export interface StandingView {
  standing: string;
  label: string;
  tone: "good" | "care" | "bad" | "plain";
  count: number;
  meaning: string;
}
/**
 * A product's subscribers of one recurrence: those that pay on, those that are ending, those that are over.
 */
export interface SubscriberGroupView {
  product_id: string;
  product: string;
  recurrence: string;
  active: number;
  ending: number;
  over: number;
}
/**
 * An estimate of a month's revenue, and the sentences that say what it is based on.
 */
export interface RecurringView {
  amount: Amount;
  basis: string[];
}
/**
 * The payouts of the asked days that are here, those to come first. `unread` are the days' past ones without
 * details. `may_read` is False where Gumroad has refused this token the payouts.
 */
export interface PayoutsView {
  sync: PayoutsSyncView;
  read_at_ms: number | null;
  may_read: boolean;
  total: number;
  payouts: PayoutView[];
  sums: SumView[];
}
/**
 * One payout; `payout_id` is None for one to come. `read` says that what it is made of is here.
 */
export interface PayoutView {
  payout_id: string | null;
  amount: string;
  currency: string;
  status: string;
  status_label: string;
  tone: "good" | "care" | "bad" | "plain";
  created_ms: number | null;
  processed_ms: number | null;
  way: string;
  read: boolean;
}
/**
 * What payouts of one currency that were sent add up to.
 */
export interface SumView {
  currency: string;
  amount: string;
  count: number;
}
/**
 * What a payout is made of, and whether that adds up to it.
 *
 * `outcome` says it in one sentence; `notes` say what is known about why. `transactions` are the first of
 * `transaction_count`, None where Gumroad gave none. `read_at_ms` is None while its details were not read.
 */
export interface PayoutDetailView {
  payout: PayoutView;
  read_at_ms: number | null;
  source: string;
  lines: PayoutLineView[];
  total: string;
  difference: string;
  agrees: boolean | null;
  outcome: string;
  notes: string[];
  transactions: TransactionView[] | null;
  transaction_count: number;
}
/**
 * What a payout is made of, of one kind, in US dollars.
 */
export interface PayoutLineView {
  label: string;
  count: number;
  gross: string;
  fees: string;
  net: string;
  unknown: number;
}
/**
 * One transaction as far as it could be read; `raw` is what Gumroad sent.
 */
export interface TransactionView {
  type: string;
  date: string;
  item: string;
  who: string;
  price: string;
  fees: string;
  net: string;
  sale_id: string;
  raw: string;
}
/**
 * Stored sales that match: some of them, and how many there are in all. `read` is False before the first
 * reading of the history.
 */
export interface FoundSalesView {
  rows: SaleView[];
  total: number;
  read: boolean;
}
/**
 * One stored sale. `price` is what was paid, in US dollars; `listed` the same as Gumroad writes it in the
 * product's currency. `left` is what could still be given back, in the listed currency; None where Gumroad has not
 * said it. `order` is the order number, empty for none. `address` are its lines, for a parcel.
 */
export interface SaleView {
  sale_id: string;
  order: string;
  created_at_ms: number;
  product_id: string;
  product: string;
  variants: string;
  quantity: number;
  buyer: string;
  email: string;
  country: string;
  address: string[];
  price: Amount;
  listed: string;
  currency: string;
  left: Amount | null;
  refunded: "none" | "partly" | "fully";
  dispute: "none" | "open" | "won";
  physical: boolean;
  shipped: boolean;
  tracking_url: string;
  license: LicenseView | null;
}
/**
 * The license key of a sale. `seats` is 1 but for a multiseat license; `overused` goes by the uses allowed.
 */
export interface LicenseView {
  key: string;
  uses: number | null;
  allowed: number;
  seats: number;
  multiseat: boolean;
  disabled: boolean;
  overused: boolean;
}
/**
 * The ids of all stored sales that match, at most `most` of `total`.
 */
export interface FoundIdsView {
  ids: string[];
  total: number;
  most: number;
}
/**
 * What a form about sales means before it is previewed. `errors` maps a field (`amounts.eur`) to its sentence.
 *
 * `rows` are those that something would be done with, `left_alone` those that would not. `requests` is how many
 * requests would be sent. `currencies` are those of a refund, `totals` what it would give back.
 */
export interface SalesCheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  rows: number;
  left_alone: number;
  requests: number;
  currencies: CurrencyNeed[];
  totals: RefundTotals | null;
  lines: FileProblem[];
}
/**
 * A currency of the chosen sales: what a typed amount means in it, and how much is left there in all.
 */
export interface CurrencyNeed {
  currency: string;
  symbol: string;
  digits: number;
  sales: number;
  left: Amount;
}
/**
 * What is wrong in one line of a file; line 1 is its header.
 */
export interface FileProblem {
  line: number;
  text: string;
}
/**
 * Some of the buyers that match, and what all of them add up to.
 *
 * `contactable` of them may be written to. `any` says whether there is any buyer at all. `sentence` says whether
 * the history is complete, `notes` what else has to be known of the numbers.
 */
export interface CustomersView {
  rows: CustomerView[];
  total: number;
  contactable: number;
  purchases: number;
  gross: Amount;
  spent: Amount;
  any: boolean;
  complete: boolean;
  sentence: string;
  notes: string[];
}
/**
 * One buyer and what the chosen sales add up to.
 *
 * `purchases` are sales without renewals, `sales` all of them; `spent` is `gross` without `refunded`. `first` and
 * `last` are days as they are shown. `may_contact` only where every sale of the buyer's allows it. `disputes` says
 * how many sales were disputed, `disputes_won` how many of these the seller won.
 */
export interface CustomerView {
  email: string;
  name: string;
  purchases: number;
  sales: number;
  units: number;
  gross: Amount;
  refunded: Amount;
  spent: Amount;
  first: string;
  last: string;
  products: string[];
  country: string;
  codes: string[];
  utm_source: string;
  refunds: number;
  disputes: number;
  disputes_won: number;
  may_contact: boolean;
  membership: "none" | "active" | "ended";
  license_keys: string[];
}
/**
 * One buyer with everything they ever bought, newest first; `more` sales are not listed.
 */
export interface CustomerDetailView {
  customer: CustomerView;
  sales: SaleView[];
  more: number;
}
/**
 * Addresses that may be written to, one a line, and how many were left out since they may not.
 */
export interface AddressesView {
  text: string;
  count: number;
  left_out: number;
}
/**
 * What can be chosen from, and the saved segments by name.
 */
export interface CustomerChoicesView {
  products: Facet[];
  countries: Facet[];
  codes: Facet[];
  segments: SavedSegment[];
}
/**
 * A segment and its filter under a name.
 */
export interface SavedSegment {
  name: string;
  filter: SalesFilter;
  segment: CustomerSegment;
}
/**
 * What a batch would send and get. Tokens are estimated on the high side; `cost` is None without prices.
 *
 * `sentences` say all of it in words. `product_ids` are those that would be sent, in order.
 */
export interface SuggestEstimateView {
  product_ids: string[];
  sent_tokens: number;
  back_tokens: number;
  cost: SuggestCost | null;
  sentences: string[];
  skipped: SuggestSkip[];
}
/**
 * What a batch costs: `about` when every answer is good at once, `most` when each is asked for twice at full
 * length.
 */
export interface SuggestCost {
  about: Amount;
  most: Amount;
}
/**
 * A chosen product that is not sent to a model, and why.
 */
export interface SuggestSkip {
  product_id: string;
  name: string;
  text: string;
}
/**
 * What is sent to a model for one product, word for word.
 *
 * `answer_schema` is a JSON Schema as text, for `response_format` or `responseConstraint`; `schema_name` its name.
 * `max_output_tokens` is what the answer may take at most, `sent_tokens` an estimate on the high side. `shown` is
 * the same text as it is shown to the seller. `repairs` says that this asks again for what could not be used.
 */
export interface SuggestRequestView {
  request_id: string;
  product_id: string;
  name: string;
  messages: SuggestMessage[];
  answer_schema: string;
  schema_name: string;
  max_output_tokens: number;
  sent_tokens: number;
  shown: string;
  repairs: boolean;
}
/**
 * One message to a model.
 */
export interface SuggestMessage {
  role: "system" | "user";
  content: string;
}
/**
 * What became of an answer. With `again` the same product is asked once more: send that request.
 *
 * `outcome` is `proposed` when at least one part can be used, `nothing` when none can. `product` is None while
 * the model is asked again and nothing can be used yet. `text` says it in a sentence.
 */
export interface SuggestReceivedView {
  product_id: string;
  outcome: "proposed" | "again" | "nothing";
  text: string;
  product: SuggestProductView | null;
  again: SuggestRequestView | null;
  counts: SuggestCounts;
}
/**
 * What is proposed for one product, and what was dropped.
 */
export interface SuggestProductView {
  product_id: string;
  name: string;
  fields: SuggestFieldView[];
  dropped: SuggestDropped[];
  made_at_ms: number;
}
/**
 * One proposal: another text for one part of a product.
 *
 * `old` and `new` are the texts as they are read (tags with commas between, a description without its HTML) and
 * `pieces` tell one from the other. `editable` is the text as it may be edited, a description with its HTML, one
 * tag a line. `edited` says that the seller has changed it. `note` says why it cannot be accepted (`stale`), else
 * empty.
 */
export interface SuggestFieldView {
  field: SuggestField;
  label: string;
  state: "waiting" | "accepted" | "rejected" | "stale" | "done";
  old: string;
  new: string;
  pieces: DiffPiece[];
  editable: string;
  edited: boolean;
  note: string;
}
/**
 * A part that was asked for and is not proposed, and why, sentence by sentence. `same` says that the model
 * left it as it is. `field` is None where no part of the answer could be read.
 */
export interface SuggestDropped {
  field: SuggestField | null;
  label: string;
  same: boolean;
  texts: string[];
}
/**
 * How many proposals stand where, over all products; `products` have at least one that waits or is accepted.
 */
export interface SuggestCounts {
  products: number;
  waiting: number;
  accepted: number;
  rejected: number;
  stale: number;
  done: number;
}
/**
 * Every product with proposals or with the reasons why there are none, newest first.
 */
export interface SuggestListView {
  products: SuggestProductView[];
  counts: SuggestCounts;
}
/**
 * The products of which something was decided, as they stand now.
 */
export interface SuggestDecidedView {
  products: SuggestProductView[];
  counts: SuggestCounts;
}
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
 *
 * `changing` is how many prices would change; None where only a preview can say.
 */
export interface CheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  examples: Example1[];
  changing: number | null;
  net_change: string;
  net_better: boolean;
  bands: Band[];
}
/**
 * A product before and after, for the form.
 */
export interface Example1 {
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
 * Every code of the shop as last read. `unread` counts products whose codes have not been read yet.
 */
export interface CodesView {
  rows: CodeRow[];
  codes: number;
  read_at_ms: number | null;
  unread: number;
  kind_facets: Facet[];
  state_facets: Facet[];
  product_facets: Facet[];
}
/**
 * All codes of one name, a universal code alone. `parts` are its codes product by product.
 *
 * `discount`, `cap` and `minimum` say "varies" where the parts differ. `created_by` is the title of the run
 * that made it, when it was made here.
 */
export interface CodeRow {
  key: string;
  name: string;
  kind: "percent" | "amount" | "mixed";
  discount: string;
  universal: boolean;
  products: string;
  product_count: number;
  uses: number;
  uses_text: string;
  minimum: string;
  state: CodeHealth;
  state_text: string;
  link: string;
  parts: CodePart[];
}
/**
 * A code on one product. `key` is `PRODUCT_ID/CODE_ID`. `link` is empty where no page is known.
 */
export interface CodePart {
  key: string;
  ref: CodeRef;
  product: string;
  discount: string;
  uses: number;
  uses_text: string;
  minimum: string;
  state: CodeHealth;
  state_text: string;
  link: string;
}
/**
 * What a codes form means before it is previewed. `errors` maps a field (`amounts.usd`) to its sentence.
 *
 * `fields` are the currencies that need an amount or a minimum of their own, for the form. `names` are the
 * first few names that a pattern gives. `lines` are problems of a file, by line.
 */
export interface CodesCheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  currencies: string[];
  names: string[];
  writes: number;
  lines: LineProblem[];
}
/**
 * What is wrong in one line of a file; line 1 is its header.
 */
export interface LineProblem {
  line: number;
  text: string;
}
/**
 * Ready links, in the order of the table, and problems of the form by field.
 */
export interface LinksView {
  rows: LinkRow[];
  errors: {
    [k: string]: string;
  };
}
/**
 * A ready link.
 */
export interface LinkRow {
  key: string;
  product: string;
  code: string;
  url: string;
  problem: string;
}
/**
 * The answer to "why does this code not work".
 */
export interface DoctorView {
  code: string;
  product: string;
  headline: string;
  findings: DoctorFinding[];
  read_at_ms: number | null;
}
/**
 * One cause of a code not working, or one thing to look at. `fix` says what to do.
 *
 * `sure` is False for what the API cannot show; `url` is the page where the seller can look. `refs` are the
 * codes it is about.
 */
export interface DoctorFinding {
  code: string;
  severity: "cause" | "warn" | "look" | "ok";
  title: string;
  text: string;
  fix: string;
  sure: boolean;
  url: string;
  url_text: string;
  refs: CodeRef[];
}
/**
 * What could be cleaned up; empty groups are left out.
 */
export interface JanitorView {
  groups: JanitorGroup[];
  text: string;
}
/**
 * Codes with one thing in common that may be worth cleaning up; `refs` are ready for a delete form.
 */
export interface JanitorGroup {
  code: "used_up" | "never_used" | "case_twins" | "breaks" | "shadowed";
  title: string;
  text: string;
  keys: string[];
  refs: CodeRef[];
}
/**
 * Every batch of the account, newest first.
 */
export interface BatchesView {
  batches: BatchRow[];
}
/**
 * One minted batch: how many codes were made, used, still open, and gone.
 */
export interface BatchRow {
  run_id: string;
  label: string;
  made_at_ms: number;
  discount: string;
  products: string;
  made: number;
  used: number;
  unused: number;
  gone: number;
  not_made: number;
}
/**
 * A batch with its codes. `unused_refs` are what "delete the unused rest" would delete.
 */
export interface BatchView {
  batch: BatchRow;
  codes: BatchCode[];
  unused_refs: CodeRef[];
}
/**
 * One code of a batch with its link. `state_text` says used, not used yet, or no longer there.
 */
export interface BatchCode {
  name: string;
  product: string;
  link: string;
  uses_text: string;
  state: "unused" | "used" | "gone" | "not_made";
  state_text: string;
  ref: CodeRef | null;
}
/**
 * Every schedule of the account: what is to come first, by time, then what is over, newest first.
 *
 * `text` is what has to be said besides the rows, `news` the sentence for the banner; both may be empty.
 */
export interface SchedulesView {
  rows: ScheduleRow[];
  next_at_ms: number | null;
  text: string;
  news: string;
}
/**
 * One scheduled plan. It runs at `start_at_ms` and is taken back at `end_at_ms` (None: never).
 *
 * waiting: the start is to come. running: being done or taken back now. on: done, its end is to come.
 * ended: nothing is left to do. missed: the browser was closed through all of it, nothing was sent.
 * held: it could not go on by itself (no token, read-only mode, another run); `text` says what to do.
 * cancelled: by the seller. `clashes` are titles of other schedules that touch the same products meanwhile.
 * `news` is something that the seller has not looked at yet; `can_cancel` that something is to come.
 */
export interface ScheduleRow {
  schedule_id: string;
  title: string;
  kind: PlanKind;
  state: "waiting" | "running" | "on" | "ended" | "missed" | "held" | "cancelled";
  state_text: string;
  start_at_ms: number;
  end_at_ms: number | null;
  products: number;
  writes: number;
  text: string;
  clashes: string[];
  start_run_id: string | null;
  end_run_id: string | null;
  news: boolean;
  can_cancel: boolean;
}
/**
 * What running a plan at those times means. `errors` maps `start` and `end` to a sentence.
 *
 * `sentences` say what will happen when; `clashes` are titles of other schedules for the same products then.
 */
export interface ScheduleCheckView {
  errors: {
    [k: string]: string;
  };
  sentences: string[];
  clashes: string[];
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
/**
 * What a script showed and wanted. With `trouble` it ended early, and nothing of what it wanted counts.
 *
 * `answers` is what it answered where a tool asked it something; then it wants nothing.
 */
export interface ScriptEnd {
  items: (TextItem | TableItem | ChartItem)[];
  changes: (PriceChange | TextChange | TagsChange | PublishChange | NewCode | DropCode)[];
  trouble: Trouble | null;
  answers: Answers | null;
}
/**
 * Lines that were printed.
 */
export interface TextItem {
  kind: "text";
  text: string;
}
/**
 * Rows that were shown; `left_out` of them are not. `numbers` says which columns hold numbers.
 */
export interface TableItem {
  kind: "table";
  columns: string[];
  numbers: boolean[];
  rows: string[][];
  left_out: number;
}
/**
 * Points of a chart, in the order of its rows; `values` are as exact as a picture needs.
 */
export interface ChartItem {
  kind: "chart";
  x: string;
  y: string;
  labels: string[];
  values: number[];
  texts: string[];
  left_out: number;
}
/**
 * Why a script ended early: a sentence, what helps, and the line of the script (None where it has none).
 */
export interface Trouble {
  message: string;
  hint: string;
  line: number | null;
}
/**
 * What a script answered, in the order it was asked: ids of products or sales, and a value for each.
 *
 * PRICE: `values` are exact amounts in minor units as fractions ("799" or "3996/5"), `currencies` what they are
 * in; products that are left alone are not there. CHOOSE: the products that are chosen; there are no values.
 * CELL: every sale, each value a cell of `kind` (None is an empty one) as files have them.
 */
export interface Answers {
  role: Role;
  kind: "text" | "whole" | "money" | "yes_no";
  keys: string[];
  values: (string | number | null)[];
  currencies: string[];
}
/**
 * What a tool asks: about these products (none named: all), or about the sales of a filter, at most `most`.
 */
export interface Task {
  role: Role;
  product_ids: string[];
  sales: SalesFilter;
  most: number | null;
}
