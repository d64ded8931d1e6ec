/** What the panel knows of the sales that are kept here, and what it asks of the core about reading them. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { AccountView, ErrorBody, OverviewForm, SalesStatusView, SalesSyncView } from "../../shared/protocol.d.ts";
import type { Measure, OverviewState } from "./overview.ts";

export interface SalesState {
  /** Null until the core has answered. */
  status: SalesStatusView | null;
  /** A reading was asked for or is to be stopped, and the core has not answered yet. */
  asking: boolean;
  error: ErrorBody | null;
}

export const NO_SALES: SalesState = { status: null, asking: false, error: null };

export interface Sales extends SalesState {
  overview: OverviewState;
  /** Ask for the overview; what is shown stays until the answer is there. */
  askOverview(form: OverviewForm): Promise<void>;
  /** Ask what the filter can choose from. */
  askFacets(): Promise<void>;
  setMeasure(measure: Measure): void;
  reread(): Promise<void>;
  /** Read what is new, or go on where a reading stopped; `full` reads every sale again. */
  start(full: boolean): Promise<void>;
  /** Stop reading; what was read stays. */
  stop(): Promise<void>;
}

export const SalesContext = createContext<Sales | null>(null);

export function useSales(): Sales {
  const sales = useContext(SalesContext);
  if (sales === null) throw new Error("no SalesContext above this component");
  return sales;
}

export function isReading({ state }: SalesSyncView): boolean {
  return state === "reading" || state === "checking";
}

/** Whether sales were ever read; what was read in part counts. */
export function hasSales({ status }: SalesState): boolean {
  return status !== null && (status.sync.sales > 0 || status.read_at_ms !== null);
}

/** Gumroad has refused this token the sales. */
export function mayNotRead(account: AccountView | null | undefined): boolean {
  return account?.scopes.some(({ scope, state }) => scope === "view_sales" && state === "no") ?? false;
}

/** The asking, apart from the drawing. `told` hears each new state; of two answers the one to the newer question counts. */
export function salesAsker(api: Api, told: (state: SalesState) => void) {
  let state = NO_SALES;
  let asked = 0;

  function tell(change: Partial<SalesState>): void {
    state = { ...state, ...change };
    told(state);
  }

  async function reread(): Promise<void> {
    const mine = ++asked;
    try {
      const status = await api.request({ op: "sales.status" });
      if (mine === asked) tell({ status, error: null });
    } catch (thrown) {
      if (mine === asked) tell({ error: errorBody(thrown) });
    }
  }

  function progressed(sync: SalesSyncView): void {
    if (state.status !== null && isReading(sync)) tell({ status: { ...state.status, sync, unfinished: false } });
    else void reread();
  }

  async function ask(question: () => Promise<SalesSyncView>): Promise<void> {
    tell({ asking: true, error: null });
    try {
      progressed(await question());
      tell({ asking: false });
    } catch (thrown) {
      tell({ asking: false, error: errorBody(thrown) });
    }
  }

  return {
    reread,
    heard(event: AnyEvent): void {
      if (event.type === "sales.progressed") progressed(event.sync);
      if (event.type === "account.changed") {
        tell(NO_SALES);
        void reread();
      }
    },
    start: (full: boolean) => ask(() => api.request({ op: "sales.sync", full })),
    stop: () => ask(() => api.request({ op: "sales.stop" })),
  };
}
