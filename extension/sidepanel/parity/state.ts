/** What the Parity tool shows, and how it changes. Pure. The table and all its numbers are the core's. */

import type {
  BannerForm,
  BannerView,
  DiffView,
  ErrorBody,
  LeaksView,
  NativeView,
  ParityCheckView,
  ParityRow,
  ParityRules,
  ParityView,
  PictureView,
  SalesSyncView,
} from "../../shared/protocol.d.ts";

export type ParityPage = "table" | "codes" | "native" | "leaks" | "reach" | "picture";

export const PARITY_PAGES: readonly ParityPage[] = ["table", "codes", "native", "leaks", "reach", "picture"];

/** Which page the address names; the table when it names none that is known. */
export function pageOf(params: Readonly<Record<string, string>>): ParityPage {
  return PARITY_PAGES.find((page) => page === params["page"]) ?? "table";
}

export type RowSort = "name" | "world_bank" | "big_mac" | "native" | "percent";

export interface RowFilter {
  text: string;
  /** A region's key; empty for all. */
  region: string;
  /** A group's name; null for all, empty for rows without one. */
  group: string | null;
  onlyGiven: boolean;
  grouped: boolean;
  sort: RowSort;
  descending: boolean;
}

export const EMPTY_ROW_FILTER: RowFilter = {
  text: "",
  region: "",
  group: null,
  onlyGiven: false,
  grouped: true,
  sort: "name",
  descending: false,
};

export interface CodesPart {
  cap: string;
  removeDropped: boolean;
  check: ParityCheckView | null;
  building: boolean;
  errors: Readonly<Record<string, string>>;
  error: ErrorBody | null;
}

/** Something that is read when it is looked at. */
export interface Read<View> {
  view: View | null;
  error: ErrorBody | null;
  busy: boolean;
}

export interface ParityState {
  view: ParityView | null;
  /** A change is on its way. */
  busy: boolean;
  error: ErrorBody | null;
  /** Errors of the last change, by field. */
  errors: Readonly<Record<string, string>>;
  /** Rules as they are being typed, ahead of the core's. */
  rules: ParityRules | null;
  template: string | null;
  filter: RowFilter;
  chosen: ReadonlySet<string>;
  anchor: string | null;
  diff: { name: string; view: DiffView } | null;
  codes: CodesPart;
  native: Read<NativeView>;
  leaks: Read<LeaksView>;
  leakTicks: ReadonlySet<string>;
  /** The reading of the sales, as far as it is known. */
  sync: SalesSyncView | null;
  banner: Read<BannerView> & { form: BannerForm };
  picture: Read<PictureView> & { productId: string };
}

const UNREAD = { view: null, error: null, busy: false };

export const PARITY_INITIAL: ParityState = {
  view: null,
  busy: false,
  error: null,
  errors: {},
  rules: null,
  template: null,
  filter: EMPTY_ROW_FILTER,
  chosen: new Set(),
  anchor: null,
  diff: null,
  codes: { cap: "", removeDropped: false, check: null, building: false, errors: {}, error: null },
  native: UNREAD,
  leaks: UNREAD,
  leakTicks: new Set(),
  sync: null,
  banner: { ...UNREAD, form: { product_id: "", text: "", button: "", position: "top", accent: "" } },
  picture: { ...UNREAD, productId: "" },
};

export type ParityAction =
  | { kind: "view"; view: ParityView; keepTyped: boolean }
  | { kind: "busy" }
  | { kind: "refused"; error: ErrorBody }
  | { kind: "dismissed" }
  | { kind: "rules"; rules: ParityRules }
  | { kind: "template"; text: string }
  | { kind: "filter"; filter: RowFilter }
  | { kind: "tick"; country: string; shown: readonly string[]; range: boolean }
  | { kind: "choose"; countries: readonly string[]; on: boolean }
  | { kind: "choose_none" }
  | { kind: "diff"; name: string; view: DiffView }
  | { kind: "diff_closed" }
  | { kind: "codes"; change: Partial<CodesPart> }
  | { kind: "native"; change: Partial<Read<NativeView>> }
  | { kind: "leaks"; change: Partial<Read<LeaksView>> }
  | { kind: "sync"; sync: SalesSyncView }
  | { kind: "leak_ticks"; keys: readonly string[]; on: boolean }
  | { kind: "banner"; change: Partial<ParityState["banner"]> }
  | { kind: "picture"; change: Partial<ParityState["picture"]> };

export function reduceParity(state: ParityState, action: ParityAction): ParityState {
  switch (action.kind) {
    case "view":
      return withView(state, action.view, action.keepTyped);
    case "busy":
      return { ...state, busy: true, error: null, errors: {} };
    case "refused":
      return withRefusal(state, action.error);
    case "dismissed":
      return { ...state, error: null, errors: {} };
    case "rules":
      return { ...state, rules: action.rules };
    case "template":
      return { ...state, template: action.text };
    case "filter":
      return { ...state, filter: action.filter };
    case "tick":
      return ticked(state, action.country, action.shown, action.range);
    case "choose":
      return { ...state, chosen: toggled(state.chosen, action.countries, action.on), anchor: null };
    case "choose_none":
      return { ...state, chosen: new Set(), anchor: null };
    case "diff":
      return { ...state, diff: { name: action.name, view: action.view } };
    case "diff_closed":
      return { ...state, diff: null };
    case "codes":
      return { ...state, codes: { ...state.codes, ...action.change } };
    case "native":
      return { ...state, native: { ...state.native, ...action.change } };
    case "leaks":
      return withLeaks(state, { ...state.leaks, ...action.change });
    case "sync":
      return { ...state, sync: action.sync };
    case "leak_ticks":
      return { ...state, leakTicks: toggled(state.leakTicks, action.keys, action.on) };
    case "banner":
      return { ...state, banner: { ...state.banner, ...action.change } };
    case "picture":
      return { ...state, picture: { ...state.picture, ...action.change } };
    default:
      action satisfies never;
      return state;
  }
}

/** The table as it stands now. What is still being typed stays as it is typed; rows that are gone are not chosen. */
function withView(state: ParityState, view: ParityView, keepTyped: boolean): ParityState {
  const there = new Set(view.rows.map((row) => row.country));
  const kept = [...state.chosen].filter((country) => there.has(country));
  const typed = keepTyped ? {} : { rules: null, template: null };
  return {
    ...state,
    ...typed,
    view,
    busy: false,
    error: null,
    errors: {},
    diff: null,
    chosen: kept.length === state.chosen.size ? state.chosen : new Set(kept),
  };
}

const TYPED_FIELDS = new Set(["floor", "cap", "strength", "least_net", "template"]);

/** A sentence that belongs under a field stands there; any other above the page. */
function withRefusal(state: ParityState, error: ErrorBody): ParityState {
  const fields = Object.keys(error.fields);
  const placed = fields.length > 0 && fields.every((field) => TYPED_FIELDS.has(field));
  return { ...state, busy: false, errors: error.fields, error: placed ? null : error };
}

function withLeaks(state: ParityState, leaks: Read<LeaksView>): ParityState {
  const there = new Set(leaks.view?.rows.map((row) => row.key));
  return { ...state, leaks, leakTicks: new Set([...state.leakTicks].filter((key) => there.has(key))) };
}

/** One row ticked or unticked; a range takes the tick of its first row. */
function ticked(state: ParityState, country: string, shown: readonly string[], range: boolean): ParityState {
  const { anchor, chosen } = state;
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(country);
  if (range && from >= 0 && to >= 0 && anchor !== null) {
    const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ...state, chosen: toggled(chosen, between, chosen.has(anchor)) };
  }
  return { ...state, chosen: toggled(chosen, [country], !chosen.has(country)), anchor: country };
}

function toggled(set: ReadonlySet<string>, items: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  for (const item of items) {
    if (on) next.add(item);
    else next.delete(item);
  }
  return next;
}

/** Groups of the table, in order; rows without one are not a group. */
export function groupsOf(rows: readonly ParityRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row.group).filter((group) => group !== ""))].sort();
}
