/**
 * What is done with the plan that is previewed, of whatever kind: shown, refined by its form, its questions answered.
 * Which command refines it is said by its form.
 */

import { errorBody } from "../shared/api.ts";
import type { Api } from "../shared/api.ts";
import type { PlanView } from "../shared/protocol.d.ts";
import type { Store } from "../shared/store.ts";
import { formOf, isEditForm, isFixesForm, isSalesForm } from "./plan_state.ts";
import type { PlanForm } from "./plan_state.ts";
import { hashOf } from "./route.ts";
import type { Route, Tool } from "./route.ts";
import type { Action, PanelState } from "./state.ts";

const REBUILD_PAUSE_MS = 350;

export interface PlanPorts {
  soon: (kind: string, pause: number, run: () => void) => void;
  turn: (kind: string) => () => boolean;
  go: (hash: string, replace: boolean) => void;
}

export function planActions(api: Api, store: Store<PanelState, Action>, ports: PlanPorts) {
  const { dispatch } = store;
  let answering: Promise<void> = Promise.resolve();

  /** Show a plan in a tool, above the page that `params` name; `replace` puts it in place of the shown one. */
  function show(view: PlanView, tool: Tool, replace: boolean, params: Route["params"] = {}): void {
    dispatch({ type: "plan", view });
    ports.go(hashOf(tool, { ...params, plan: view.digest }), replace);
  }

  async function open(digest: string): Promise<void> {
    const shown = store.get().plan;
    if (shown?.digest === digest && shown.view !== null) return;
    dispatch({ type: "plan_opening", digest });
    try {
      const view = await api.request({ op: "plan.get", digest });
      if (store.get().plan?.digest === digest) dispatch({ type: "plan", view });
    } catch (thrown) {
      dispatch({ type: "plan_refused", error: errorBody(thrown) });
    }
  }

  function ask(form: PlanForm, { product_ids, digest }: PlanView): Promise<PlanView> {
    if (isSalesForm(form)) return api.request({ op: "plan.sales", form, refines: digest });
    if (isFixesForm(form)) return api.request({ op: "plan.listing_fixes", form, refines: digest });
    if (isEditForm(form)) return api.request({ op: "plan.edit", form, product_ids, refines: digest });
    if (!("job" in form)) return api.request({ op: "plan.price", form, product_ids, refines: digest });
    if (form.job === "sheet") return api.request({ op: "plan.sheet", form, refines: digest });
    if (form.job === "parity") return api.request({ op: "plan.parity", form, product_ids, refines: digest });
    return api.request({ op: "plan.codes", form, product_ids, refines: digest });
  }

  function redraft(form: PlanForm, pause: number): void {
    dispatch({ type: "plan_draft", draft: form });
    ports.soon("redraft", pause, () => void rebuild());
  }

  async function rebuild(): Promise<void> {
    const current = ports.turn("rebuild");
    await answering;
    const { plan, route } = store.get();
    if (plan === null || plan.view === null || plan.draft === null) return;
    try {
      const view = await ask(plan.draft, plan.view);
      if (current()) show(view, route.tool, true, route.params);
    } catch (thrown) {
      if (current()) dispatch({ type: "plan_refused", error: errorBody(thrown) });
    }
  }

  async function accept(digest: string, codes: string[], typed: Record<string, string>): Promise<void> {
    const current = ports.turn("accept");
    dispatch({ type: "plan_accepting", codes });
    try {
      const view = await api.request({ op: "plan.accept", digest, codes, typed });
      const { plan, route } = store.get();
      if (!current() || plan?.digest !== digest) return;
      dispatch({ type: "plan_accepted", view });
      ports.go(hashOf(route.tool, { ...route.params, plan: view.digest }), true);
    } catch (thrown) {
      dispatch({ type: "plan_refused", error: errorBody(thrown) });
    }
  }

  return {
    show,
    open,

    tickRows(keys: readonly string[], on: boolean): void {
      const { plan } = store.get();
      const form = plan === null ? null : formOf(plan);
      if (form === null) return;
      const rest = form.unticked.filter((key) => !keys.includes(key));
      redraft({ ...form, unticked: on ? rest : [...rest, ...keys] }, REBUILD_PAUSE_MS);
    },

    /** Type a price, an amount or an address over a row's new one; an empty text takes it back. */
    typeOver(key: string, text: string): void {
      const { plan } = store.get();
      const form = plan === null ? null : formOf(plan);
      const typed = form === null ? null : typedOver(form, key, text);
      if (typed !== null) redraft(typed, 0);
    },

    /** Go back to the plan as it was before a change that was refused. */
    forgetDraft(): void {
      const { plan } = store.get();
      if (plan?.view) dispatch({ type: "plan", view: plan.view });
    },

    /** Ticked at once; what the core says of it counts. */
    accept(codes: string[], typed: Record<string, string> = {}): Promise<void> {
      const { plan } = store.get();
      if (plan === null || plan.view === null) return Promise.resolve();
      answering = accept(plan.digest, codes, typed);
      return answering;
    },
  };
}

/** The form with a text typed over a row; null for a form that takes none. */
function typedOver(form: PlanForm, key: string, text: string): PlanForm | null {
  const over = (texts: Readonly<Record<string, string>>): Record<string, string> => {
    const rest = Object.fromEntries(Object.entries(texts).filter(([other]) => other !== key));
    return text === "" ? rest : { ...rest, [key]: text };
  };
  if (!("job" in form)) return { ...form, overrides: over(form.overrides) };
  if (form.job === "refund") return { ...form, typed: over(form.typed) };
  if (form.job === "ship") return { ...form, tracking: over(form.tracking) };
  return null;
}
