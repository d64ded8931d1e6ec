/** A signal that ends work when the seller stops it, and when nothing has come for too long. */

import { ModelTrouble } from "./provider.ts";

export interface Silence {
  /** Hand it to whatever is waited for. */
  signal: AbortSignal;
  /** Something came: begin to wait anew, that long. */
  heard(ms: number): void;
  /** Nothing is waited for any more. */
  end(): void;
  /** What to tell instead of whatever an ended wait threw; null when it was not ended from here. */
  trouble(): ModelTrouble | null;
}

export function silence(stop: AbortSignal, firstMs: number): Silence {
  const ended = new AbortController();
  const stopped = (): void => ended.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => ended.abort(), ms);
  };
  heard(firstMs);
  stop.addEventListener("abort", stopped);
  if (stop.aborted) stopped();
  return {
    signal: ended.signal,
    heard,
    end() {
      clearTimeout(timer);
      stop.removeEventListener("abort", stopped);
    },
    trouble() {
      if (stop.aborted) return new ModelTrouble("stopped");
      return ended.signal.aborted ? new ModelTrouble("silent") : null;
    },
  };
}
