/** Keeps what is known of the sales for every view below, and asks anew whenever the core says that it changed. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { usePanel } from "../panel.ts";
import { OVERVIEW_INITIAL, overviewAsker } from "./overview.ts";
import type { Measure, OverviewState } from "./overview.ts";
import { NO_SALES, SalesContext, salesAsker } from "./state.ts";

export function SalesProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const panel = usePanel();
  const [state, setState] = useState(NO_SALES);
  const [overview, setOverview] = useState(OVERVIEW_INITIAL);
  const asker = useMemo(() => salesAsker(api, setState), [api]);
  const looker = useMemo(() => {
    const change = (changed: Partial<OverviewState>): void => setOverview((before) => ({ ...before, ...changed }));
    const { ask, askFacets } = overviewAsker(api, change);
    return {
      askOverview: ask,
      askFacets,
      setMeasure: (measure: Measure) => change({ measure }),
    };
  }, [api]);
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  const { engine, account } = panel.state;
  const known = engine.state === "ready" && account != null;
  useEffect(() => {
    if (known) void asker.reread();
  }, [asker, known]);
  const whose = account?.account_id;
  useEffect(() => setOverview(OVERVIEW_INITIAL), [whose]);
  const sales = useMemo(() => ({ ...state, ...asker, ...looker, overview }), [state, asker, looker, overview]);
  return <SalesContext.Provider value={sales}>{children}</SalesContext.Provider>;
}
