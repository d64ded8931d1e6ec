/**
 * Everything the panel shows, and how it changes. Pure: no I/O, no clock. Prices, plans and outcomes are the core's;
 * here they are only kept and chosen from.
 */

import type { EngineStatus } from "../shared/client.ts";
import type { Glance } from "../shared/messages.ts";
import type {
  AccountView,
  CheckView,
  ErrorBody,
  Filter,
  PlanView,
  PriceForm,
  ProductRow,
  RefreshView,
  RunDetail,
  RunRow,
  RunView,
  SavedSelection,
  Settings,
  ShopView,
  Sort,
} from "../shared/protocol.d.ts";
import type { PanelWork } from "../shared/settings.ts";
import { CODES_INITIAL, reduceCodes, withTyped } from "./codes/state.ts";
import type { CodesAction, CodesState } from "./codes/state.ts";
import { FIRST_LIST, inverted, ticked, toggled, withFound, withPicked, withProducts } from "./list_state.ts";
import type { ListState, Picked } from "./list_state.ts";
import { PARITY_INITIAL, reduceParity } from "./parity/state.ts";
import type { ParityAction, ParityState } from "./parity/state.ts";
import { openingPlan, planAccepted, planRefused } from "./plan_state.ts";
import type { PlanFilter, PlanForm, PlanState } from "./plan_state.ts";
import { FIRST_ROUTE } from "./route.ts";
import type { Route } from "./route.ts";

export { EMPTY_FILTER, FIRST_SORT } from "./list_state.ts";
export type { ListState } from "./list_state.ts";
export type { PlanFilter, PlanState } from "./plan_state.ts";

export const EMPTY_FORM: PriceForm = {
  mode: "percent",
  percent: "",
  factor: "",
  amounts: {},
  expression: "",
  script: "",
  script_prices: {},
  to_currency: "",
  rate: "",
  round_to: "none",
  steps: {},
  ending: "none",
  ending_to: "up",
  endings: "",
  floors: {},
  ceilings: {},
  versions: "keep",
  version_percent: "",
  version_amounts: {},
  overrides: {},
  unticked: [],
};

export interface FormState {
  form: PriceForm;
  check: CheckView | null;
  /** Errors of the last attempt to preview, by field. */
  errors: Readonly<Record<string, string>>;
  /** Whether errors of fields that were not filled in yet are shown. */
  attempted: boolean;
  building: boolean;
  error: ErrorBody | null;
}

export type RunFilter =
  "all" | "applied" | "unchanged" | "left_alone" | "rejected" | "unsure" | "cancelled" | "waiting";

export interface RunState {
  runId: string;
  view: RunView | null;
  rows: ReadonlyMap<string, RunRow>;
  /** Row keys in the order of the plan. */
  order: readonly string[];
  seq: number;
  filter: RunFilter;
  ticked: ReadonlySet<string>;
  busy: boolean;
  error: ErrorBody | null;
}

export interface PanelState {
  route: Route;
  engine: EngineStatus;
  /** How often the engine was lost since it last stood ready. */
  falls: number;
  glance: Glance | null;
  /** Undefined: the core has not said yet. Null: no shop. */
  account: AccountView | null | undefined;
  locked: boolean;
  shop: ShopView | null;
  list: ListState;
  selections: readonly SavedSelection[];
  form: FormState;
  codes: CodesState;
  parity: ParityState;
  plan: PlanState | null;
  runs: readonly RunView[] | null;
  run: RunState | null;
  settings: Settings | null;
  /** The last thing that went wrong outside any form. */
  error: ErrorBody | null;
}

export const INITIAL: PanelState = {
  route: FIRST_ROUTE,
  engine: { state: "starting", detail: "", durable: true, start: null },
  falls: 0,
  glance: null,
  account: undefined,
  locked: false,
  shop: null,
  list: FIRST_LIST,
  selections: [],
  form: { form: EMPTY_FORM, check: null, errors: {}, attempted: false, building: false, error: null },
  codes: CODES_INITIAL,
  parity: PARITY_INITIAL,
  plan: null,
  runs: null,
  run: null,
  settings: null,
  error: null,
};

export type Action =
  | { type: "routed"; route: Route }
  | { type: "engine"; engine: EngineStatus }
  | { type: "glance"; glance: Glance | null }
  | { type: "account"; account: AccountView | null; locked: boolean }
  | { type: "shop"; shop: ShopView }
  | { type: "refresh"; refresh: RefreshView }
  | { type: "filter"; filter: Filter }
  | { type: "sort"; sort: Sort }
  | { type: "found"; ids: readonly string[] }
  | { type: "picked"; picked: Picked | null }
  | { type: "sales_changed" }
  | { type: "find_refused"; errors: Readonly<Record<string, string>> }
  | { type: "tick"; id: string; range: boolean }
  | { type: "tick_all" }
  | { type: "tick_none" }
  | { type: "tick_invert" }
  | { type: "choose"; ids: readonly string[] }
  | { type: "expand"; id: string; open: boolean }
  | { type: "work"; work: PanelWork }
  | { type: "selections"; selections: readonly SavedSelection[] }
  | { type: "form"; form: PriceForm }
  | { type: "checked"; check: CheckView }
  | { type: "building" }
  | { type: "build_refused"; error: ErrorBody }
  | { type: "plan_opening"; digest: string }
  | { type: "plan_draft"; draft: PlanForm | null }
  | { type: "plan"; view: PlanView }
  | { type: "plan_accepting"; codes: readonly string[] }
  | { type: "plan_accepted"; view: PlanView }
  | { type: "plan_refused"; error: ErrorBody }
  | { type: "plan_busy" }
  | { type: "plan_filter"; filter: PlanFilter }
  | { type: "runs"; runs: readonly RunView[] }
  | { type: "run_opening"; runId: string }
  | { type: "run_detail"; detail: RunDetail }
  | { type: "run_progressed"; run: RunView; rows: readonly RunRow[] }
  | { type: "run_filter"; filter: RunFilter }
  | { type: "run_tick"; keys: readonly string[]; on: boolean }
  | { type: "run_busy" }
  | { type: "run_refused"; error: ErrorBody }
  | { type: "codes"; action: CodesAction }
  | { type: "parity"; action: ParityAction }
  | { type: "settings"; settings: Settings }
  | { type: "error"; error: ErrorBody | null };

export function reduce(state: PanelState, action: Action): PanelState {
  switch (action.type) {
    case "routed":
      return { ...state, route: action.route, error: null };
    case "engine":
      return { ...state, engine: action.engine, falls: fallsAfter(state, action.engine) };
    case "glance":
      return { ...state, glance: action.glance };
    case "account":
      return withAccount(state, action.account, action.locked);
    case "shop":
      return { ...state, shop: action.shop, list: withProducts(state.list, action.shop) };
    case "refresh":
      return state.shop === null ? state : { ...state, shop: { ...state.shop, refresh: action.refresh } };
    case "filter":
      return { ...state, list: { ...state.list, filter: action.filter } };
    case "sort":
      return { ...state, list: { ...state.list, sort: action.sort } };
    case "found":
      return { ...state, list: withFound(state.list, state.shop, action.ids) };
    case "picked":
      return { ...state, list: withPicked(state.list, state.shop, action.picked) };
    case "sales_changed":
      return { ...state, list: { ...state.list, changes: state.list.changes + 1 } };
    case "find_refused":
      return { ...state, list: { ...state.list, errors: action.errors } };
    case "tick":
      return { ...state, list: ticked(state.list, shownIds(state), action.id, action.range) };
    case "tick_all":
      return withChosen(state, new Set([...state.list.chosen, ...shownIds(state)]));
    case "tick_none":
      return withChosen(state, new Set());
    case "tick_invert":
      return withChosen(state, inverted(state.list.chosen, shownIds(state)));
    case "choose":
      return withChosen(state, new Set(action.ids));
    case "expand":
      return { ...state, list: { ...state.list, expanded: toggled(state.list.expanded, action.id, action.open) } };
    case "work":
      return withWork(state, action.work);
    case "selections":
      return { ...state, selections: action.selections };
    case "form":
      return { ...state, form: { ...state.form, form: action.form, errors: {}, error: null } };
    case "checked":
      return { ...state, form: { ...state.form, check: action.check } };
    case "building":
      return { ...state, form: { ...state.form, building: true, attempted: true, errors: {}, error: null } };
    case "build_refused":
      return { ...state, form: buildRefused(state.form, action.error) };
    case "plan_opening":
      return state.plan?.digest === action.digest ? state : { ...state, plan: openingPlan(action.digest) };
    case "plan_draft":
      return state.plan === null ? state : { ...state, plan: { ...state.plan, draft: action.draft, busy: true } };
    case "plan":
      return withPlan(state, action.view);
    case "plan_accepting":
      return state.plan === null
        ? state
        : { ...state, plan: { ...state.plan, accepting: action.codes, busy: true, error: null } };
    case "plan_accepted":
      return state.plan === null ? state : { ...state, plan: planAccepted(state.plan, action.view) };
    case "plan_refused":
      return state.plan === null ? state : { ...state, plan: planRefused(state.plan, action.error) };
    case "plan_busy":
      return state.plan === null ? state : { ...state, plan: { ...state.plan, busy: true, error: null } };
    case "plan_filter":
      return state.plan === null ? state : { ...state, plan: { ...state.plan, filter: action.filter } };
    case "runs":
      return { ...state, runs: action.runs };
    case "run_opening":
      return state.run?.runId === action.runId ? state : { ...state, run: openingRun(action.runId) };
    case "run_detail":
      return withRunDetail(state, action.detail);
    case "run_progressed":
      return withProgress(state, action.run, action.rows);
    case "run_filter":
      return state.run === null ? state : { ...state, run: { ...state.run, filter: action.filter } };
    case "run_tick":
      return state.run === null ? state : { ...state, run: runTicked(state.run, action.keys, action.on) };
    case "run_busy":
      return state.run === null ? state : { ...state, run: { ...state.run, busy: true, error: null } };
    case "run_refused":
      return state.run === null ? state : { ...state, run: { ...state.run, busy: false, error: action.error } };
    case "codes":
      return { ...state, codes: reduceCodes(state.codes, action.action) };
    case "parity":
      return { ...state, parity: reduceParity(state.parity, action.action) };
    case "settings":
      return { ...state, settings: action.settings };
    case "error":
      return { ...state, error: action.error };
    default:
      action satisfies never;
      return state;
  }
}

/** The products of the list as filtered and sorted; Gumroad's order until the core has answered. */
export function shownIds(state: PanelState): readonly string[] {
  return state.list.ids ?? state.shop?.products.map((product) => product.id) ?? [];
}

/** Chosen products, in the shop's order. */
export function chosenProducts(state: PanelState): readonly ProductRow[] {
  return state.shop?.products.filter((product) => state.list.chosen.has(product.id)) ?? [];
}

export function activeRun(state: PanelState): RunView | null {
  const shown = state.run?.view ?? null;
  const isActive = (run: RunView): boolean => run.state === "running" || run.state === "stopping";
  return state.runs?.find(isActive) ?? (shown !== null && isActive(shown) ? shown : null);
}

/** The engine was lost this often in a row: it will not come back by itself. */
const FALLS_AT_MOST = 3;

export function engineIsDown({ engine, falls }: PanelState): boolean {
  return falls >= FALLS_AT_MOST && engine.state !== "ready";
}

/** Which of the counts a row belongs to. */
export function rowClass(row: RunRow): Exclude<RunFilter, "all"> {
  switch (row.state) {
    case "waiting":
    case "working":
      return "waiting";
    case "skipped":
    case "stale":
      return "left_alone";
    case "unconfirmed":
    case "unknown":
      return "unsure";
    case "applied":
    case "unchanged":
    case "rejected":
    case "cancelled":
      return row.state;
    default:
      row.state satisfies never;
      return "waiting";
  }
}

function fallsAfter({ falls }: PanelState, { state }: EngineStatus): number {
  return state === "ready" ? 0 : state === "gone" ? falls + 1 : falls;
}

function withAccount(state: PanelState, account: AccountView | null, locked: boolean): PanelState {
  if (account !== null && account.account_id === state.account?.account_id) return { ...state, account, locked };
  return {
    ...INITIAL,
    route: state.route,
    engine: state.engine,
    falls: state.falls,
    glance: state.glance,
    settings: state.settings,
    account,
    locked,
  };
}

/** What was chosen and typed before the panel was closed; products that are gone since fall out with the shop. */
function withWork(state: PanelState, { chosen, filter, sort, form, codes }: PanelWork): PanelState {
  return {
    ...state,
    list: { ...state.list, filter, sort, chosen: new Set(chosen) },
    form: { ...state.form, form: { ...EMPTY_FORM, ...form, script_prices: {} } },
    codes: codes === undefined ? state.codes : withTyped(state.codes, codes),
  };
}

function withChosen(state: PanelState, chosen: ReadonlySet<string>): PanelState {
  return { ...state, list: { ...state.list, chosen, anchor: null } };
}

function buildRefused(form: FormState, error: ErrorBody): FormState {
  const hasFields = Object.keys(error.fields).length > 0;
  return { ...form, building: false, attempted: true, errors: error.fields, error: hasFields ? null : error };
}

/** A plan to preview. One that refines the shown plan keeps the filter. */
function withPlan(state: PanelState, view: PlanView): PanelState {
  const before = state.plan;
  const filter = before?.view?.kind === view.kind ? before.filter : "all";
  const plan: PlanState = { ...openingPlan(view.digest), view, filter };
  return { ...state, plan, form: { ...state.form, building: false } };
}

function openingRun(runId: string): RunState {
  return {
    runId,
    view: null,
    rows: new Map(),
    order: [],
    seq: 0,
    filter: "all",
    ticked: new Set(),
    busy: false,
    error: null,
  };
}

function withRunDetail(state: PanelState, { run, rows }: RunDetail): PanelState {
  const before = state.run?.runId === run.run_id ? state.run : openingRun(run.run_id);
  const next = merged(before, run, rows);
  const order = rows.length >= next.order.length ? rows.map((row) => row.key) : next.order;
  return { ...withRunListed(state, run), run: { ...next, order } };
}

function withProgress(state: PanelState, run: RunView, rows: readonly RunRow[]): PanelState {
  const listed = withRunListed(state, run);
  if (state.run?.runId !== run.run_id) return listed;
  return { ...listed, run: merged(state.run, run, rows) };
}

function withRunListed(state: PanelState, run: RunView): PanelState {
  if (state.runs === null) return state;
  const known = state.runs.some((other) => other.run_id === run.run_id);
  const runs = known
    ? state.runs.map((other) => (other.run_id === run.run_id && other.seq <= run.seq ? run : other))
    : [run, ...state.runs];
  return { ...state, runs };
}

/** Take in rows; an older row or view never replaces a newer one. */
function merged(before: RunState, run: RunView, rows: readonly RunRow[]): RunState {
  const next = new Map(before.rows);
  const order = [...before.order];
  for (const row of rows) {
    const known = next.get(row.key);
    if (known === undefined) order.push(row.key);
    if (known === undefined || known.seq <= row.seq) next.set(row.key, row);
  }
  const view = before.view !== null && before.view.seq > run.seq ? before.view : run;
  return { ...before, view, rows: next, order, seq: Math.max(before.seq, run.seq), busy: false };
}

function runTicked(run: RunState, keys: readonly string[], on: boolean): RunState {
  const next = new Set(run.ticked);
  for (const key of keys) {
    if (on) next.add(key);
    else next.delete(key);
  }
  return { ...run, ticked: next };
}
