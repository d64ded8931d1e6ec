/** Keeps the one list of exports for every view below, and hears how they go on. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi, useEngineStatus } from "../../shared/api.ts";
import { opfsFiles } from "./files.ts";
import { ExportContext, NO_EXPORTS, exportAsker } from "./state.ts";
import type { Exports } from "./state.ts";

export function ExportProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { state: engine } = useEngineStatus();
  const [state, setState] = useState(NO_EXPORTS);
  const asker = useMemo(() => exportAsker(api, opfsFiles, Date.now, setState), [api]);
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  useEffect(() => {
    if (engine === "ready") asker.read();
  }, [asker, engine]);
  const exports: Exports = { ...state, ...asker };
  return <ExportContext.Provider value={exports}>{children}</ExportContext.Provider>;
}
