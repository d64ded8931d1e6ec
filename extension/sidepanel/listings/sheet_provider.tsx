/** Keeps the chosen columns and the edited file for the page, so that they are there again after a preview. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { usePanel } from "../panel.ts";
import { NO_SHEET, SheetContext, sheetAsker } from "./sheet.ts";

export function SheetProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { account } = usePanel().state;
  const [state, setState] = useState(NO_SHEET);
  const asker = useMemo(() => sheetAsker(api, setState), [api]);
  const whose = account?.account_id;
  useEffect(() => asker.reset(), [asker, whose]);
  const sheets = useMemo(() => ({ ...state, ...asker }), [state, asker]);
  return <SheetContext.Provider value={sheets}>{children}</SheetContext.Provider>;
}
