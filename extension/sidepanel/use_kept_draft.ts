/** For a tool's provider: keeps its draft while the browser runs, and gives back what was typed before the panel closed. */

import { useEffect, useMemo, useRef } from "preact/hooks";

import { readSession, writeSession } from "../shared/settings.ts";
import { draftKeeper } from "./kept_draft.ts";

export interface DraftUse<Draft> {
  /** Whose it is; null while nobody's is shown. */
  of: string | null;
  /** A new object means a change; null when there is nothing to keep. */
  draft: Draft | null;
  take: (draft: Draft) => void;
}

export function useKeptDraft<Draft>(name: "script" | "edits", { of, draft, take }: DraftUse<Draft>): void {
  const latest = useRef(take);
  latest.current = take;
  const keeper = useMemo(
    () =>
      draftKeeper<Draft>({
        later: (run, ms) => window.setTimeout(run, ms),
        cancel: (timer) => window.clearTimeout(timer),
        read: async () => (await readSession()).drafts[name] ?? null,
        async write(kept) {
          const { drafts } = await readSession();
          await writeSession({ drafts: { ...drafts, [name]: kept } });
        },
        failed: (thrown) => console.warn("What is typed is not kept:", thrown),
      }),
    [name],
  );
  useEffect(() => {
    if (of !== null) void keeper.takeUp(of).then((kept) => kept !== null && latest.current(kept));
  }, [keeper, of]);
  useEffect(() => keeper.keep(draft), [keeper, draft]);
}
