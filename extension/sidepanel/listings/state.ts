/** What the panel knows of listings, and what it asks of the core about them. Nothing is judged here. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type {
  ErrorBody,
  ListingDetailsView,
  ListingFixesView,
  ListingPreviewView,
  ListingRow,
  ListingsView,
  PlanView,
} from "../../shared/protocol.d.ts";
import { NOTHING_CHOSEN, formOfChosen, stillOffered, withFixes, withRules } from "./fixes.ts";
import type { Chosen } from "./fixes.ts";

export type SeverityChoice = "all" | "fix" | "care" | "note";

export interface ListingFilter {
  text: string;
  severity: SeverityChoice;
  /** Empty: any rule. */
  rule: string;
}

export const NO_LISTING_FILTER: ListingFilter = { text: "", severity: "all", rule: "" };

export interface OneListing {
  id: string;
  details: ListingDetailsView | null;
  preview: ListingPreviewView | null;
  /** Gumroad is being asked for prices. */
  asking: boolean;
  error: ErrorBody | null;
}

export interface ListingsState {
  /** Null until the core has answered. */
  view: ListingsView | null;
  error: ErrorBody | null;
  filter: ListingFilter;
  one: OneListing | null;
  /** Everything that the rules propose; null until it was asked for. */
  fixes: ListingFixesView | null;
  fixesError: ErrorBody | null;
  /** The proposals that are to be used. */
  chosen: Chosen;
  planning: boolean;
  planError: ErrorBody | null;
}

export const NO_LISTINGS: ListingsState = {
  view: null,
  error: null,
  filter: NO_LISTING_FILTER,
  one: null,
  fixes: null,
  fixesError: null,
  chosen: NOTHING_CHOSEN,
  planning: false,
  planError: null,
};

export interface Listings extends ListingsState {
  reread(): Promise<void>;
  setFilter(filter: ListingFilter): void;
  open(id: string): Promise<void>;
  askMarket(id: string): Promise<void>;
  readFixes(): Promise<void>;
  /** Use a rule's proposal for these products, or do not. */
  choose(rule: string, productIds: Iterable<string>, on: boolean): void;
  chooseSafe(): void;
  chooseNothing(): void;
  /** Preview what is chosen. */
  plan(): Promise<void>;
}

export const ListingsContext = createContext<Listings | null>(null);

export function useListings(): Listings {
  const listings = useContext(ListingsContext);
  if (listings === null) throw new Error("no ListingsContext above this component");
  return listings;
}

/** The rows that the filter lets through, in the core's order. */
export function filteredRows(rows: readonly ListingRow[], filter: ListingFilter): readonly ListingRow[] {
  const text = filter.text.trim().toLocaleLowerCase();
  return rows.filter(
    (row) =>
      (text === "" || row.name.toLocaleLowerCase().includes(text)) &&
      (filter.severity === "all" || row[filter.severity] > 0) &&
      (filter.rule === "" || row.rules.includes(filter.rule)),
  );
}

/**
 * The asking, apart from the drawing. `told` hears each new state, `show` a plan that was built; answers to an older
 * question are dropped.
 */
export function listingsAsker(api: Api, told: (state: ListingsState) => void, show: (view: PlanView) => void) {
  let state = NO_LISTINGS;
  let asked = 0;
  let askedFixes = 0;
  let wanted = false;

  function tell(change: Partial<ListingsState>): void {
    state = { ...state, ...change };
    told(state);
  }

  function tellOne(id: string, change: Partial<OneListing>): void {
    if (state.one?.id === id) tell({ one: { ...state.one, ...change } });
  }

  async function reread(): Promise<void> {
    wanted = true;
    const mine = ++asked;
    try {
      const view = await api.request({ op: "listing.lint" });
      if (mine === asked) tell({ view, error: null });
    } catch (thrown) {
      if (mine === asked) tell({ error: errorBody(thrown) });
    }
  }

  async function open(id: string): Promise<void> {
    if (state.one?.id !== id) tell({ one: { id, details: null, preview: null, asking: false, error: null } });
    try {
      const details = await api.request({ op: "listing.details", product_id: id });
      const preview = await api.request({ op: "listing.preview", product_id: id });
      tellOne(id, { details, preview, error: null });
      tell({ chosen: stillOffered(state.chosen, null, details) });
    } catch (thrown) {
      tellOne(id, { error: errorBody(thrown) });
    }
  }

  async function readFixes(): Promise<void> {
    wanted = true;
    const mine = ++askedFixes;
    try {
      const fixes = await api.request({ op: "listing.fixes" });
      if (mine === askedFixes) tell({ fixes, fixesError: null, chosen: stillOffered(state.chosen, fixes, null) });
    } catch (thrown) {
      if (mine === askedFixes) tell({ fixesError: errorBody(thrown) });
    }
  }

  async function refreshed(): Promise<void> {
    if (!wanted) return;
    await reread();
    if (state.fixes !== null || state.chosen.size > 0) await readFixes();
    if (state.one !== null) await open(state.one.id);
  }

  return {
    reread,
    open,
    readFixes,
    choose(rule: string, productIds: Iterable<string>, on: boolean): void {
      tell({ chosen: withFixes(state.chosen, rule, productIds, on), planError: null });
    },
    chooseSafe(): void {
      const safe = state.fixes?.rules.filter((rule) => rule.safe) ?? [];
      tell({ chosen: withRules(state.chosen, safe), planError: null });
    },
    chooseNothing: (): void => tell({ chosen: NOTHING_CHOSEN, planError: null }),
    async plan(): Promise<void> {
      if (state.planning) return;
      tell({ planning: true, planError: null });
      try {
        const view = await api.request({ op: "plan.listing_fixes", form: formOfChosen(state.chosen), refines: null });
        tell({ planning: false });
        show(view);
      } catch (thrown) {
        tell({ planning: false, planError: errorBody(thrown) });
      }
    },
    setFilter: (filter: ListingFilter): void => tell({ filter }),
    async askMarket(id: string): Promise<void> {
      tellOne(id, { asking: true, error: null });
      try {
        const details = await api.request({ op: "listing.market", product_id: id });
        tellOne(id, { details, asking: false });
        await reread();
      } catch (thrown) {
        tellOne(id, { asking: false, error: errorBody(thrown) });
      }
    },
    heard(event: AnyEvent): void {
      if (event.type === "account.changed") {
        wanted = false;
        asked += 1;
        askedFixes += 1;
        tell(NO_LISTINGS);
      }
      if (event.type === "catalog.changed") void refreshed();
      if (event.type === "catalog.progressed" && event.refresh.state === "done") void refreshed();
    },
  };
}
