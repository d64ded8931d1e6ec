/**
 * Keeps what is being typed in a tool until the browser ends, as `kept_work.ts` does for what the whole panel shares: a
 * panel is closed easily, and often by accident.
 */

import type { KeptDraft } from "../shared/settings.ts";

const PAUSE_MS = 150;

export interface DraftPorts {
  later(run: () => void, ms: number): number;
  cancel(timer: number): void;
  read(): Promise<KeptDraft | null>;
  write(kept: KeptDraft | null): Promise<void>;
  failed(thrown: unknown): void;
}

export interface DraftKeeper<Draft> {
  /** Whose drafts are kept from now on, and what was typed there before; null where there is nothing. */
  takeUp(of: string): Promise<Draft | null>;
  /** What is typed now; null when nothing is that should be there again. */
  keep(draft: Draft | null): void;
}

export function draftKeeper<Draft>(ports: DraftPorts): DraftKeeper<Draft> {
  let of: string | null = null;
  let asked: string | null = null;
  let timer: number | null = null;

  function stop(): void {
    if (timer !== null) ports.cancel(timer);
    timer = null;
  }

  return {
    async takeUp(whose) {
      if (whose === asked) return null;
      asked = whose;
      of = null;
      stop();
      const kept = await ports.read().catch((thrown: unknown) => {
        ports.failed(thrown);
        return null;
      });
      if (asked !== whose) return null;
      of = whose;
      return kept?.of === whose ? (kept.draft as Draft) : null;
    },
    keep(draft) {
      if (of === null) return;
      const whose = of;
      stop();
      timer = ports.later(() => {
        timer = null;
        ports.write(draft === null ? null : { of: whose, draft }).catch(ports.failed);
      }, PAUSE_MS);
    },
  };
}
