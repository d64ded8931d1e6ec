/** What the panel knows of schedules, and what it asks of the core about them. One list, shared by every view. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { ErrorBody, ScheduleCheckView, SchedulesView } from "../../shared/protocol.d.ts";

export interface ScheduleState {
  /** Null until the core has answered. */
  view: SchedulesView | null;
  error: ErrorBody | null;
}

export const NO_SCHEDULES: ScheduleState = { view: null, error: null };

/** Null is now for a start, and never for an end. */
export interface Times {
  start_at_ms: number | null;
  end_at_ms: number | null;
}

export interface Schedules extends ScheduleState {
  /** The list is looked at: what was news is none any more. */
  look(): void;
  check(digest: string, times: Times): Promise<ScheduleCheckView>;
  /** Rejects like a request; the list is the new one when it resolves. */
  add(digest: string, times: Times): Promise<void>;
  cancel(scheduleId: string): Promise<void>;
  /** Open the form that schedules a plan, above everything. */
  openForm(digest: string): void;
}

export const ScheduleContext = createContext<Schedules | null>(null);

export function useSchedules(): Schedules {
  const schedules = useContext(ScheduleContext);
  if (schedules === null) throw new Error("no ScheduleContext above this component");
  return schedules;
}

/** The asking, apart from the drawing. `told` hears each new state; of two answers the one to the newer question counts. */
export function scheduleAsker(api: Api, told: (state: ScheduleState) => void) {
  let asked = 0;

  async function ask(question: () => Promise<SchedulesView>): Promise<void> {
    const mine = ++asked;
    const view = await question();
    if (mine === asked) told({ view, error: null });
  }

  function read(seen: boolean): void {
    ask(() => api.request({ op: "schedule.list", seen })).catch((thrown: unknown) => {
      told({ view: null, error: errorBody(thrown) });
    });
  }

  return {
    read,
    heard(event: AnyEvent): void {
      if (event.type === "schedule.changed" || event.type === "account.changed") read(false);
    },
    check: (digest: string, times: Times) => api.request({ op: "schedule.check", digest, ...times }),
    add: (digest: string, times: Times) => ask(() => api.request({ op: "schedule.add", digest, ...times })),
    cancel: (schedule_id: string) => ask(() => api.request({ op: "schedule.cancel", schedule_id })),
  };
}

/** Whether a run was begun by a schedule. */
export function isScheduledRun({ view }: ScheduleState, runId: string): boolean {
  return view?.rows.some((row) => row.start_run_id === runId || row.end_run_id === runId) ?? false;
}
