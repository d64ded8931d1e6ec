/** What the panel knows of listings, and what it asks of the core about them. Nothing is judged here. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { ErrorBody, ListingDetailsView, ListingPreviewView, ListingRow, ListingsView } from "../../shared/protocol.d.ts";

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
}

export const NO_LISTINGS: ListingsState = { view: null, error: null, filter: NO_LISTING_FILTER, one: null };

export interface Listings extends ListingsState {
  reread(): Promise<void>;
  setFilter(filter: ListingFilter): void;
  open(id: string): Promise<void>;
  askMarket(id: string): Promise<void>;
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

/** The asking, apart from the drawing. `told` hears each new state; answers to an older question are dropped. */
export function listingsAsker(api: Api, told: (state: ListingsState) => void) {
  let state = NO_LISTINGS;
  let asked = 0;
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
    } catch (thrown) {
      tellOne(id, { error: errorBody(thrown) });
    }
  }

  async function refreshed(): Promise<void> {
    if (!wanted) return;
    await reread();
    if (state.one !== null) await open(state.one.id);
  }

  return {
    reread,
    open,
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
        tell(NO_LISTINGS);
      }
      if (event.type === "catalog.changed") void refreshed();
      if (event.type === "catalog.progressed" && event.refresh.state === "done") void refreshed();
    },
  };
}
