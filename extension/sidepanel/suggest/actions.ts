/** What the Suggestions page asks of the core and of the model. Nothing is sent to a model before a click. */

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { ListingRow, PlanView, SuggestDecision, SuggestField } from "../../shared/protocol.d.ts";
import { newBatch, runBatch, unanswered } from "./batch.ts";
import type { Batch, BatchPorts } from "./batch.ts";
import type { ModelActions } from "./model_actions.ts";
import { NO_SUGGESTIONS, keyOf, waitingIn, wishesOf, withProducts } from "./state.ts";
import type { SuggestForm, SuggestState } from "./state.ts";
import { ModelTrouble } from "../../models/provider.ts";

const TYPING_PAUSE_MS = 350;

export interface SuggestPorts extends Omit<BatchPorts, "request"> {
  later(run: () => void, ms: number): number;
  cancel(timer: number): void;
  /** Show a plan in this tool. */
  show(view: PlanView): void;
  /** Products chosen in the Products tool, in the shop's order. */
  chosen(): readonly { id: string; name: string }[];
}

export interface Product {
  id: string;
  name: string;
}

export type SuggestActions = ReturnType<typeof suggestActions>;

export function suggestActions(
  api: Api,
  model: Pick<ModelActions, "provider" | "state">,
  ports: SuggestPorts,
  told: (state: SuggestState) => void,
) {
  let state = NO_SUGGESTIONS;
  let rows: readonly ListingRow[] | null = null;
  let stop = new AbortController();
  let timer: number | null = null;
  const turns = { estimate: 0, list: 0, shown: 0 };

  function tell(change: Partial<SuggestState>): void {
    state = { ...state, ...change };
    told(state);
  }

  function turn(kind: keyof typeof turns): () => boolean {
    const mine = ++turns[kind];
    return () => turns[kind] === mine;
  }

  /** What the form is about now. Drafts and published ones alike; the core says which are left out. */
  function products(): readonly Product[] {
    const { which, lowest } = state.form;
    if (which === "chosen") return ports.chosen();
    return (rows ?? []).slice(0, lowest).map(({ product_id, name }) => ({ id: product_id, name }));
  }

  async function reread(): Promise<void> {
    const current = turn("list");
    try {
      const [list, lint] = await Promise.all([
        api.request({ op: "suggest.list", product_ids: null }),
        api.request({ op: "listing.lint" }),
      ]);
      if (!current()) return;
      rows = lint.rows;
      tell({ list, listError: null });
      await estimate();
    } catch (thrown) {
      if (current()) tell({ listError: errorBody(thrown) });
    }
  }

  async function estimate(): Promise<void> {
    const current = turn("estimate");
    const ids = products().map(({ id }) => id);
    const { choice, room } = model.state();
    if (ids.length === 0 || state.form.fields.length === 0 || choice === null) {
      tell({ estimate: null, estimating: false, estimateError: null });
      return;
    }
    const prices = choice.kind === "hosted" ? choice.prices : { sent: "0", back: "0" };
    tell({ estimating: true });
    try {
      const view = await api.request({
        op: "suggest.estimate",
        product_ids: [...ids],
        wishes: wishesOf(state.form),
        prices: { ...prices, currency: "usd" },
        room_tokens: room,
      });
      if (current()) tell({ estimate: view, estimating: false, estimateError: null });
    } catch (thrown) {
      if (current()) tell({ estimate: null, estimating: false, estimateError: errorBody(thrown) });
    }
  }

  async function run(batch: Batch): Promise<void> {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    tell({ batch, planError: null, decideError: null });
    try {
      await runBatch(
        batch,
        await model.provider(),
        { now: ports.now, sleep: ports.sleep, request: (command) => api.request(command) },
        {
          room: model.state().room,
          signal,
          told: (now) => {
            const stopping = now.state === "running" && signal.aborted;
            if (signal === stop.signal) tell({ batch: stopping ? { ...now, state: "stopping" } : now });
          },
          received: ({ product, counts }) => {
            if (signal !== stop.signal) return;
            tell({ list: withProducts(state.list, product === null ? [] : [product], counts) });
          },
        },
      );
    } catch (thrown) {
      const ended = thrown instanceof ModelTrouble ? thrown : errorBody(thrown);
      if (signal === stop.signal) tell({ batch: { ...batch, state: "done", ended } });
    }
  }

  async function decide(decisions: readonly SuggestDecision[]): Promise<boolean> {
    if (decisions.length === 0) return true;
    const keys = decisions.map(({ product_id, field }) => keyOf(product_id, field));
    tell({ deciding: new Set([...state.deciding, ...keys]), decideError: null });
    const done = (): ReadonlySet<string> => new Set([...state.deciding].filter((key) => !keys.includes(key)));
    try {
      const view = await api.request({ op: "suggest.decide", decisions: [...decisions] });
      tell({ deciding: done(), list: withProducts(state.list, view.products, view.counts) });
      return true;
    } catch (thrown) {
      tell({ deciding: done() });
      throw thrown;
    }
  }

  async function decideAll(decisions: readonly SuggestDecision[]): Promise<void> {
    try {
      await decide(decisions);
    } catch (thrown) {
      tell({ decideError: errorBody(thrown) });
    }
  }

  return {
    products,
    reread,
    estimate,
    state: (): SuggestState => state,

    setForm(change: Partial<SuggestForm>): void {
      tell({ form: { ...state.form, ...change } });
      if (timer !== null) ports.cancel(timer);
      timer = ports.later(() => {
        timer = null;
        void estimate();
      }, "tone" in change ? TYPING_PAUSE_MS : 0);
    },

    /** The text that would go out for one product. Nothing is sent. */
    async show(product_id: string): Promise<void> {
      const current = turn("shown");
      tell({ shown: { product_id, request: null, error: null } });
      try {
        const { room } = model.state();
        const request = await api.request({
          op: "suggest.prepare",
          product_id,
          wishes: wishesOf(state.form),
          room_tokens: room,
        });
        if (current()) tell({ shown: { product_id, request, error: null } });
      } catch (thrown) {
        if (current()) tell({ shown: { product_id, request: null, error: errorBody(thrown) } });
      }
    },

    hide(): void {
      turns.shown += 1;
      tell({ shown: null });
    },

    /** Ask the model about the products that the estimate says would be sent. */
    async ask(): Promise<void> {
      const named = new Map(products().map((product) => [product.id, product]));
      const asked = (state.estimate?.product_ids ?? []).flatMap((id) => named.get(id) ?? []);
      if (asked.length > 0) await run(newBatch(asked, wishesOf(state.form), ports.now()));
    },

    /** Ask about those once more that failed or were not reached. */
    async askAgain(): Promise<void> {
      if (state.batch !== null) await run(newBatch(unanswered(state.batch), state.batch.wishes, ports.now()));
    },

    stop(): void {
      stop.abort();
      if (state.batch?.state === "running") tell({ batch: { ...state.batch, state: "stopping" } });
    },

    decide: (decision: Omit<SuggestDecision, "text">): Promise<void> => decideAll([{ ...decision, text: "" }]),

    acceptAll(product_ids: readonly string[]): Promise<void> {
      const found = (state.list?.products ?? []).filter(({ product_id }) => product_ids.includes(product_id));
      return decideAll(waitingIn(found).map((each) => ({ ...each, decision: "accept", text: "" })));
    },

    edit(product_id: string, field: SuggestField, text: string): void {
      tell({ editing: { product_id, field, text, error: "" } });
    },

    stopEditing(): void {
      tell({ editing: null });
    },

    /** Accept the edited text in the suggestion's place; one that cannot stand says why and stays open. */
    async saveEdit(): Promise<void> {
      const { editing } = state;
      if (editing === null) return;
      const { product_id, field, text } = editing;
      try {
        await decide([{ product_id, field, text, decision: "edit" }]);
        if (state.editing === editing) tell({ editing: null });
      } catch (thrown) {
        const { message, fields } = errorBody(thrown);
        tell({ editing: { ...editing, error: fields["text"] ?? message } });
      }
    },

    async preview(): Promise<void> {
      tell({ planning: true, planError: null });
      try {
        const view = await api.request({ op: "suggest.plan", product_ids: null, refines: null });
        tell({ planning: false });
        ports.show(view);
      } catch (thrown) {
        tell({ planning: false, planError: errorBody(thrown) });
      }
    },

    /** Forget what is over, or everything. */
    async clear(what: "all" | "over"): Promise<void> {
      try {
        tell({ list: await api.request({ op: "suggest.clear", product_ids: null, what }), decideError: null });
        if (what === "all" && state.batch?.state === "done") tell({ batch: null });
      } catch (thrown) {
        tell({ decideError: errorBody(thrown) });
      }
    },

    /** Another shop: nothing of the one before stays, and nothing more of it is sent. */
    forget(): void {
      stop.abort();
      stop = new AbortController();
      rows = null;
      for (const kind of ["estimate", "list", "shown"] as const) turns[kind] += 1;
      tell(NO_SUGGESTIONS);
    },

    /** True for what changes the texts that suggestions are about. */
    concerns(event: AnyEvent): boolean {
      return event.type === "catalog.changed" || (event.type === "catalog.progressed" && event.refresh.state === "done");
    },
  };
}
