/**
 * Keeps the one list of schedules for every view below, and reads it anew whenever the core says that it changed. The
 * form of "Run later…" is drawn here, so that it takes nothing from the place it was opened from.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi, useEngineStatus } from "../../shared/api.ts";
import { LaterForm } from "../views/schedule/later.tsx";
import { NO_SCHEDULES, ScheduleContext, scheduleAsker } from "./state.ts";
import type { Schedules } from "./state.ts";

export function ScheduleProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { state: engine } = useEngineStatus();
  const [state, setState] = useState(NO_SCHEDULES);
  const [planned, setPlanned] = useState<string | null>(null);
  const asker = useMemo(() => scheduleAsker(api, setState), [api]);
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  useEffect(() => {
    if (engine === "ready") asker.read(false);
  }, [asker, engine]);
  const look = useMemo(() => () => asker.read(true), [asker]);
  const schedules: Schedules = { ...state, ...asker, look, openForm: setPlanned };
  return (
    <ScheduleContext.Provider value={schedules}>
      {children}
      {planned === null ? null : <LaterForm digest={planned} onClose={() => setPlanned(null)} />}
    </ScheduleContext.Provider>
  );
}
