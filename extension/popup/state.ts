/** What the popup knows, as a pure reducer: what was stored first, then what the engine tells. */

import type { AnyEvent } from "../shared/api.ts";
import type { Glance, VaultState } from "../shared/messages.ts";
import type { ErrorBody, ProductRow, RunView } from "../shared/protocol.d.ts";

export interface PopupState {
  glance: Glance | null;
  vault: VaultState;
  /** Null until the engine has answered; then what the stored glance lacks. */
  live: { connected: boolean; products: readonly ProductRow[] } | null;
  error: ErrorBody | null;
}

export type PopupAction =
  | { type: "glance"; glance: Glance | null }
  | { type: "vault"; vault: VaultState }
  | { type: "live"; connected: boolean; products: readonly ProductRow[] }
  | { type: "event"; event: AnyEvent }
  | { type: "run"; run: RunView }
  | { type: "failed"; error: ErrorBody | null };

export type Situation = "none" | "locked" | "shop";

export function reduce(state: PopupState, action: PopupAction): PopupState {
  switch (action.type) {
    case "glance":
      return { ...state, glance: action.glance };
    case "vault":
      return { ...state, vault: action.vault };
    case "live":
      return { ...state, live: { connected: action.connected, products: action.products } };
    case "event":
      return heard(state, action.event);
    case "run":
      return withRun(state, action.run);
    case "failed":
      return { ...state, error: action.error };
  }
}

/** Whether there is a shop to show, or its token wants its passphrase first. */
export function situation({ glance, vault }: PopupState): Situation {
  if (glance === null || glance.shop_name === null) return vault.locked ? "locked" : "none";
  return vault.locked && !glance.sample ? "locked" : "shop";
}

export function isActive(run: RunView | null): boolean {
  return run !== null && (run.state === "running" || run.state === "stopping");
}

/** Rows that have come to an end, of all. */
export function progress({ counts }: RunView): { done: number; total: number; percent: number } {
  const done = counts.total - counts.waiting;
  return { done, total: counts.total, percent: counts.total === 0 ? 100 : Math.floor((done * 100) / counts.total) };
}

function heard(state: PopupState, event: AnyEvent): PopupState {
  switch (event.type) {
    case "glance.changed":
      return { ...state, glance: event };
    case "run.progressed":
      return withRun(state, event.run);
    case "account.changed":
      return state.live === null
        ? state
        : { ...state, live: { ...state.live, connected: event.status.account?.connected ?? false } };
    default:
      return state;
  }
}

/** The newest view of a run; an older one that arrives late is dropped. */
function withRun(state: PopupState, run: RunView): PopupState {
  const { glance } = state;
  if (glance === null) return state;
  const shown = glance.run;
  if (shown !== null && shown.run_id === run.run_id && shown.seq > run.seq) return state;
  if (shown !== null && shown.run_id !== run.run_id && shown.started_at_ms > run.started_at_ms) return state;
  return { ...state, glance: { ...glance, run } };
}
