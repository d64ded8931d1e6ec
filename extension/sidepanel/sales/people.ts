/** What the panel knows of subscribers and payouts, and what it asks of the core about them. Both are asked alike. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AccountView, ErrorBody, PayoutsForm, PayoutsSyncView, PayoutsView } from "../../shared/protocol.d.ts";
import type { SubscribersForm, SubscribersSyncView, SubscribersView } from "../../shared/protocol.d.ts";

export interface Kept<Form, View> {
  form: Form;
  /** The newest answer; it stays while another question is asked. */
  view: View | null;
  /** A reading was asked for or is to be stopped, and the core has not answered yet. */
  asking: boolean;
  error: ErrorBody | null;
}

export interface KeptPorts<Form, View extends { sync: Sync }, Sync> {
  list(form: Form): Promise<View>;
  sync(form: Form): Promise<Sync>;
  stop(): Promise<Sync>;
  isReading(sync: Sync): boolean;
}

export interface KeptHands<Form> {
  /** Show what another form asks for; without one what the last one asked for. */
  ask(form?: Form): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const EMPTY_SUBSCRIBERS: Required<SubscribersForm> = {
  text: "",
  product_ids: [],
  standings: [],
  recurrences: [],
  sort: "since",
  descending: true,
};
export const EMPTY_PAYOUTS: Required<PayoutsForm> = { first_day: "", last_day: "" };

export type SubscribersState = Kept<Required<SubscribersForm>, SubscribersView>;
export type PayoutsState = Kept<Required<PayoutsForm>, PayoutsView>;

export const NO_SUBSCRIBERS: SubscribersState = { form: EMPTY_SUBSCRIBERS, view: null, asking: false, error: null };
export const NO_PAYOUTS: PayoutsState = { form: EMPTY_PAYOUTS, view: null, asking: false, error: null };

export interface People {
  subscribers: SubscribersState & KeptHands<Required<SubscribersForm>>;
  payouts: PayoutsState &
    KeptHands<Required<PayoutsForm>> & {
      /** Read what these payouts are made of. */
      details(payoutIds: readonly string[]): Promise<void>;
    };
}

export const PeopleContext = createContext<People | null>(null);

export function usePeople(): People {
  const people = useContext(PeopleContext);
  if (people === null) throw new Error("no PeopleContext above this component");
  return people;
}

export function readsSubscribers({ state }: SubscribersSyncView): boolean {
  return state === "reading" || state === "looking_up";
}

export function readsPayouts({ state }: PayoutsSyncView): boolean {
  return state === "reading";
}

/** Gumroad has refused this token the payouts. */
export function mayNotReadPayouts(account: AccountView | null | undefined): boolean {
  return account?.scopes.some(({ scope, state }) => scope === "view_payouts" && state === "no") ?? false;
}

/** How many kinds of things the filter asks for, besides the search. */
export function subscriberConditions({ product_ids, standings, recurrences }: Required<SubscribersForm>): number {
  return [product_ids, standings, recurrences].filter((list) => list.length > 0).length;
}

/** The asking, apart from the drawing. `told` hears each new state; of two answers the one to the newer counts. */
export function keptAsker<Form, View extends { sync: Sync }, Sync>(
  initial: Kept<Form, View>,
  ports: KeptPorts<Form, View, Sync>,
  told: (state: Kept<Form, View>) => void,
) {
  let state = initial;
  let asked = 0;

  function tell(change: Partial<Kept<Form, View>>): void {
    state = { ...state, ...change };
    told(state);
  }

  async function ask(form: Form = state.form): Promise<void> {
    const mine = ++asked;
    if (form !== state.form) tell({ form });
    try {
      const view = await ports.list(form);
      if (mine === asked) tell({ view, error: null });
    } catch (thrown) {
      if (mine === asked) tell({ error: errorBody(thrown) });
    }
  }

  function progressed(sync: Sync): void {
    if (state.view !== null && ports.isReading(sync)) tell({ view: { ...state.view, sync } });
    else void ask();
  }

  async function begin(question: () => Promise<Sync>): Promise<void> {
    tell({ asking: true, error: null });
    try {
      progressed(await question());
      tell({ asking: false });
    } catch (thrown) {
      tell({ asking: false, error: errorBody(thrown) });
    }
  }

  return {
    ask,
    begin,
    progressed,
    start: () => begin(() => ports.sync(state.form)),
    stop: () => begin(() => ports.stop()),
    /** Another shop is current. */
    reset: () => tell(initial),
  };
}
