/** Keeps what the Customers tool shows while another tool is open. Nothing of it is ever written down. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { usePanel } from "../panel.ts";
import { CustomersContext, NO_CUSTOMERS, customersAsker } from "./state.ts";

export function CustomersProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { state: panel } = usePanel();
  const [state, setState] = useState(NO_CUSTOMERS);
  const asker = useMemo(() => customersAsker(api, setState), [api]);
  const whose = panel.account?.account_id;
  useEffect(() => asker.forget(), [asker, whose]);
  const customers = useMemo(() => ({ ...state, ...asker }), [state, asker]);
  return <CustomersContext.Provider value={customers}>{children}</CustomersContext.Provider>;
}
