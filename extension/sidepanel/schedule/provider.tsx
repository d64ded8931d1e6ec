/** Keeps the one list of schedules for every view below, and reads it anew whenever the core says that it changed. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi, useEngineStatus } from "../../shared/api.ts";
import { NO_SCHEDULES, ScheduleContext, scheduleAsker } from "./state.ts";
import type { Schedules } from "./state.ts";

export function ScheduleProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { state: engine } = useEngineStatus();
  const [state, setState] = useState(NO_SCHEDULES);
  const asker = useMemo(() => scheduleAsker(api, setState), [api]);
  useEffect(() => api.onEvent(asker.heard), [api, asker]);
  useEffect(() => {
    if (engine === "ready") asker.read(false);
  }, [asker, engine]);
  const schedules: Schedules = { ...state, ...asker, look: () => asker.read(true) };
  return <ScheduleContext.Provider value={schedules}>{children}</ScheduleContext.Provider>;
}
