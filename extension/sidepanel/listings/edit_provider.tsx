/** Keeps what was typed in the pages of bulk edits while other tools are looked at. */

import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useMemo, useRef } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { createStore, useStore } from "../../shared/store.ts";
import { usePanel } from "../panel.ts";
import { chosenProducts } from "../state.ts";
import { useKeptDraft } from "../use_kept_draft.ts";
import { editActions } from "./edit_actions.ts";
import type { EditActions } from "./edit_actions.ts";
import { EDIT_INITIAL, EDIT_PAGE, draftOf, editParams, reduceEdit } from "./edit_state.ts";
import type { EditState } from "./edit_state.ts";

interface Edits {
  state: EditState;
  act: EditActions;
}

const EditContext = createContext<Edits | null>(null);

export function useEdits(): Edits {
  const edits = useContext(EditContext);
  if (edits === null) throw new Error("no EditContext above this component");
  return edits;
}

export function EditProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const panel = usePanel();
  const latest = useRef(panel);
  latest.current = panel;
  const store = useMemo(() => createStore(reduceEdit, EDIT_INITIAL), []);
  const act = useMemo(
    () =>
      editActions(api, store, {
        later: (run, ms) => window.setTimeout(run, ms),
        cancel: (timer) => window.clearTimeout(timer),
        show: (view, name) => latest.current.act.showPlan(view, "listings", editParams(name)),
        route: () => latest.current.state.route,
        chosen: () => chosenProducts(latest.current.state).map((product) => product.id),
        plan: () => latest.current.state.plan?.view ?? null,
      }),
    [api, store],
  );
  const state = useStore(store);
  useEffect(() => api.onEvent(act.heard), [api, act]);
  useEffect(() => panel.act.onRun(act.ran), [panel.act, act]);
  const { account, engine, route, list, shop } = panel.state;
  const whose = account?.account_id;
  useEffect(() => act.forget(), [act, whose]);
  const draft = useMemo(() => draftOf(state.forms), [state.forms]);
  useKeptDraft("edits", { of: whose ?? null, draft, take: act.takeUp });
  const isLooked = route.tool === "listings" && route.params["page"] === EDIT_PAGE && engine.state === "ready";
  useEffect(() => {
    if (isLooked && whose !== undefined) act.opened();
  }, [act, isLooked, whose, route, list.chosen, shop === null]);
  const edits = useMemo(() => ({ state, act }), [state, act]);
  return <EditContext.Provider value={edits}>{children}</EditContext.Provider>;
}
