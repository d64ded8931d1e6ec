/** Keeps what was found, chosen and typed in the Fulfil tool while other tools are looked at. */

import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useMemo, useRef } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { createStore, useStore } from "../../shared/store.ts";
import { usePanel } from "../panel.ts";
import { fulfilActions } from "./actions.ts";
import type { FulfilActions } from "./actions.ts";
import { FULFIL_INITIAL, reduceFulfil } from "./state.ts";
import type { FulfilState } from "./state.ts";

interface Fulfil {
  state: FulfilState;
  act: FulfilActions;
}

const FulfilContext = createContext<Fulfil | null>(null);

export function useFulfil(): Fulfil {
  const fulfil = useContext(FulfilContext);
  if (fulfil === null) throw new Error("no FulfilContext above this component");
  return fulfil;
}

export function FulfilProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const panel = usePanel();
  const latest = useRef(panel);
  latest.current = panel;
  const store = useMemo(() => createStore(reduceFulfil, FULFIL_INITIAL), []);
  const act = useMemo(
    () =>
      fulfilActions(api, store, {
        later: (run, ms) => window.setTimeout(run, ms),
        cancel: (timer) => window.clearTimeout(timer),
        go: (hash, replace) => (replace ? location.replace(hash) : latest.current.act.go(hash)),
        show: (view) => latest.current.act.showPlan(view, "fulfil"),
        route: () => latest.current.state.route,
      }),
    [api, store],
  );
  const state = useStore(store);
  useEffect(() => api.onEvent(act.heard), [api, act]);
  useEffect(() => panel.act.onRun(act.ran), [panel.act, act]);
  const { account, engine, route } = panel.state;
  const whose = account?.account_id;
  useEffect(() => act.forget(), [act, whose]);
  const isLooked = route.tool === "fulfil" && route.params["plan"] === undefined && engine.state === "ready";
  useEffect(() => {
    if (isLooked && whose !== undefined) act.opened(route.params);
  }, [act, isLooked, whose, route]);
  const fulfil = useMemo(() => ({ state, act }), [state, act]);
  return <FulfilContext.Provider value={fulfil}>{children}</FulfilContext.Provider>;
}
