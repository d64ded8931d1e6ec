/** Keeps what is known of listings for every view below, and asks anew when the shop has changed. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { ListingsContext, NO_LISTINGS, listingsAsker } from "./state.ts";

export function ListingsProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const [state, setState] = useState(NO_LISTINGS);
  const asker = useMemo(() => listingsAsker(api, setState), [api]);
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  const listings = useMemo(() => ({ ...state, ...asker }), [state, asker]);
  return <ListingsContext.Provider value={listings}>{children}</ListingsContext.Provider>;
}
