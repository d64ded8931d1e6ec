/** Keeps what is known of listings for every view below, and asks anew when the shop has changed. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { usePanel } from "../panel.ts";
import { ListingsContext, NO_LISTINGS, listingsAsker } from "./state.ts";

export function ListingsProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const [state, setState] = useState(NO_LISTINGS);
  const panel = usePanel();
  const latest = useRef(panel);
  latest.current = panel;
  const asker = useMemo(
    () =>
      listingsAsker(api, setState, (view) => {
        const { plan: _, ...params } = latest.current.state.route.params;
        latest.current.act.showPlan(view, "listings", params);
      }),
    [api],
  );
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  const listings = useMemo(() => ({ ...state, ...asker }), [state, asker]);
  return <ListingsContext.Provider value={listings}>{children}</ListingsContext.Provider>;
}
