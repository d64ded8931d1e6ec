/** Keeps what file of sales is asked for, so that it is still there when the seller comes back to the page. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import type { SalesExportForm } from "../../shared/protocol.d.ts";
import { usePanel } from "../panel.ts";
import { SALES_EXPORT_INITIAL, SalesExportContext, salesExportAsker } from "./export.ts";

export function SalesExportProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { account } = usePanel().state;
  const [state, setState] = useState(SALES_EXPORT_INITIAL);
  const asker = useMemo(() => salesExportAsker(api, (change) => setState((before) => ({ ...before, ...change }))), [api]);
  const setForm = useMemo(
    () => (change: Partial<SalesExportForm>) =>
      setState((before) => ({ ...before, form: { ...before.form, ...change } })),
    [],
  );
  const whose = account?.account_id;
  useEffect(() => setState(SALES_EXPORT_INITIAL), [whose]);
  const exports = useMemo(() => ({ ...state, ...asker, setForm }), [state, asker, setForm]);
  return <SalesExportContext.Provider value={exports}>{children}</SalesExportContext.Provider>;
}
