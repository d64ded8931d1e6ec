/** What the Customers tool shows and asks. Pure but for the asking; rows are had from the core a stretch at a time. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type {
  AddressesView,
  CustomerChoicesView,
  CustomerSegment,
  CustomerSort,
  CustomerView,
  CustomersForm,
  CustomersView,
  ErrorBody,
  SavedSegment,
} from "../../shared/protocol.d.ts";
import { EMPTY_SALES_FILTER } from "../sales/overview.ts";

export const STRETCH = 100;

export const SEGMENT_KINDS = ["all", "repeat", "bought", "lapsed", "top", "refunded", "code", "new"] as const;

export const EVERYBODY: CustomerSegment = {
  kind: "all",
  times: "2",
  bought: [],
  not_bought: [],
  days: "180",
  top_by: "rank",
  top: "100",
  amount: "100",
  codes: [],
  since: "",
};

export interface CustomersState {
  form: CustomersForm;
  sort: CustomerSort;
  /** The totals of the newest answer; they stay while another question is asked. */
  view: CustomersView | null;
  /** Rows by their place in the list, as far as they were asked for. */
  rows: ReadonlyMap<number, CustomerView>;
  busy: boolean;
  error: ErrorBody | null;
  choices: CustomerChoicesView | null;
}

export const NO_CUSTOMERS: CustomersState = {
  form: { filter: EMPTY_SALES_FILTER, segment: EVERYBODY, search: "" },
  sort: { key: "spent", descending: true },
  view: null,
  rows: new Map(),
  busy: false,
  error: null,
  choices: null,
};

export interface Customers extends CustomersState {
  /** Ask for the first rows; what is shown stays until the answer is there. */
  list(form: CustomersForm, sort?: CustomerSort): Promise<void>;
  /** Ask for the rows around a place, once. */
  reach(at: number): void;
  look(): Promise<void>;
  save(name: string): Promise<void>;
  rename(name: string, newName: string): Promise<void>;
  remove(name: string): Promise<void>;
  addresses(): Promise<AddressesView>;
}

export const CustomersContext = createContext<Customers | null>(null);

export function useCustomers(): Customers {
  const customers = useContext(CustomersContext);
  if (customers === null) throw new Error("no CustomersContext above this component");
  return customers;
}

/** The same column again turns the order round; words begin at A, numbers and days with the largest. */
export function sortedBy(sort: CustomerSort, key: CustomerSort["key"]): CustomerSort {
  const descending = sort.key === key ? !sort.descending : key !== "name" && key !== "email";
  return { key, descending };
}

/** Whether the form is that of a saved segment. */
export function isSaved({ filter, segment }: CustomersForm, saved: SavedSegment): boolean {
  return JSON.stringify([filter, segment]) === JSON.stringify([saved.filter, saved.segment]);
}

/**
 * The asking, apart from the drawing. One list is asked for at a time; of what is asked for meanwhile, letter by letter
 * in a search, only the newest question is asked then.
 */
export function customersAsker(api: Api, told: (state: CustomersState) => void) {
  let state = NO_CUSTOMERS;
  let asked = 0;
  let asking: Promise<void> | null = null;
  let reached = new Set<number>();

  function put(change: Partial<CustomersState>): void {
    state = { ...state, ...change };
    told(state);
  }

  function questionOf(offset: number) {
    return { op: "customers.list", form: state.form, sort: state.sort, offset, limit: STRETCH } as const;
  }

  function list(form: CustomersForm, sort: CustomerSort = state.sort): Promise<void> {
    asked++;
    put({ form, sort, busy: true });
    asking ??= answered().finally(() => (asking = null));
    return asking;
  }

  /** Ask until the answer is the one to the newest question. */
  async function answered(): Promise<void> {
    while (state.busy) {
      const mine = asked;
      try {
        const view = await api.request(questionOf(0));
        if (mine !== asked) continue;
        reached = new Set([0]);
        put({ view, rows: new Map(view.rows.map((row, at) => [at, row])), busy: false, error: null });
      } catch (thrown) {
        if (mine === asked) put({ busy: false, error: errorBody(thrown) });
      }
    }
  }

  async function stretch(first: number): Promise<void> {
    const mine = asked;
    try {
      const { rows } = await api.request(questionOf(first));
      if (mine === asked) put({ rows: new Map([...state.rows, ...rows.map((row, n) => [first + n, row] as const)]) });
    } catch (thrown) {
      if (mine !== asked) return;
      reached.delete(first);
      put({ error: errorBody(thrown) });
    }
  }

  async function chosen(question: () => Promise<CustomerChoicesView>): Promise<void> {
    put({ choices: await question() });
  }

  return {
    list,
    reach(at: number): void {
      const first = at - (at % STRETCH);
      if (state.busy || reached.has(first)) return;
      reached.add(first);
      void stretch(first);
    },
    async look(): Promise<void> {
      try {
        await chosen(() => api.request({ op: "customers.choices" }));
      } catch (thrown) {
        put({ error: errorBody(thrown) });
      }
    },
    save: (name: string) => chosen(() => api.request({ op: "customers.save", name, form: state.form })),
    rename: (name: string, new_name: string) =>
      chosen(() => api.request({ op: "customers.rename", name, new_name })),
    remove: (name: string) => chosen(() => api.request({ op: "customers.delete", name })),
    addresses: () => api.request({ op: "customers.addresses", form: state.form }),
    /** Another shop: nothing of the last one stays. */
    forget(): void {
      asked++;
      reached = new Set();
      put(NO_CUSTOMERS);
    },
  };
}
