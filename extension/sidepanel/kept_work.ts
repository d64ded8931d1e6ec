/**
 * What was chosen and typed in the panel is kept until the browser ends: a panel is closed easily, and often by
 * accident. It belongs to one account, and is put away once it was run.
 */

import type { PanelWork } from "../shared/settings.ts";
import type { Store } from "../shared/store.ts";
import type { Action, PanelState } from "./state.ts";

const PAUSE_MS = 150;

export interface WorkPorts {
  later(run: () => void, ms: number): number;
  cancel(timer: number): void;
  readWork(): Promise<PanelWork | null>;
  writeWork(work: PanelWork | null): Promise<void>;
}

export function keptWork(
  store: Store<PanelState, Action>,
  ports: WorkPorts,
  failed: (thrown: unknown) => void,
) {
  /** The account whose work was taken up. */
  let of: string | null = null;
  let kept = parts(store.get());
  let timer: number | null = null;

  function stop(): void {
    if (timer !== null) ports.cancel(timer);
    timer = null;
  }

  function keep(): void {
    const state = store.get();
    if (!state.account || state.account.account_id !== of) return;
    const now = parts(state);
    if (now.every((part, n) => part === kept[n])) return;
    kept = now;
    stop();
    timer = ports.later(() => {
      timer = null;
      const work = workOf(store.get());
      if (work?.account_id === of) ports.writeWork(work).catch(failed);
    }, PAUSE_MS);
  }

  return {
    /** Once for each account: what was chosen and typed in it before. What belongs to another is put away. */
    async takeUp(): Promise<void> {
      const id = store.get().account?.account_id ?? null;
      if (id === of) return;
      const work = await ports.readWork();
      if (work !== null && work.account_id === id) store.dispatch({ type: "work", work });
      else if (work !== null) await ports.writeWork(null);
      kept = parts(store.get());
      of = id;
    },

    /** Keep every change from now on. Returns a function that ends it. */
    follow(): () => void {
      return store.subscribe(keep);
    },

    /** It is under way: it is not there again when the panel is opened anew. */
    isDone(): void {
      stop();
      ports.writeWork(null).catch(failed);
    },
  };
}

/** Everything that is kept; of each, a new object means a change. */
function parts({ list, form, codes }: PanelState): readonly unknown[] {
  return [list.chosen, list.filter, list.sort, form.form, codes.forms.make.form, codes.forms.mint.form];
}

function workOf({ account, list, form, codes }: PanelState): PanelWork | null {
  if (!account) return null;
  return {
    account_id: account.account_id,
    chosen: [...list.chosen],
    filter: list.filter,
    sort: list.sort,
    form: form.form,
    codes: { make: codes.forms.make.form, mint: codes.forms.mint.form },
  };
}
