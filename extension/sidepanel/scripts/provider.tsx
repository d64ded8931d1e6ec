/** Keeps the script in the editor and its run while other tools are looked at. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { startScript, stopScript } from "../../script/run.ts";
import { useApi } from "../../shared/api.ts";
import { t } from "../../shared/i18n.ts";
import { usePanel } from "../panel.ts";
import { useKeptDraft } from "../use_kept_draft.ts";
import { saveFile } from "../views/history/report.ts";
import { LONGEST_FILE, scriptsActions } from "./actions.ts";
import { ScriptsContext } from "./context.ts";
import { NO_SCRIPTS, draftOf, reduceScripts } from "./state.ts";
import type { ScriptsAction } from "./state.ts";

/** Scripts belong to no one shop. */
const EVERYBODY = "";

export function ScriptsProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const panel = usePanel();
  const latest = useRef(panel);
  latest.current = panel;
  const [state, setState] = useState(NO_SCRIPTS);
  const now = useRef(NO_SCRIPTS);
  const actions = useMemo(() => {
    const dispatch = (action: ScriptsAction): void => {
      now.current = reduceScripts(now.current, action);
      setState(now.current);
    };
    return scriptsActions(api, () => now.current, dispatch, {
      start: startScript,
      stop: stopScript,
      show: (plan) => latest.current.act.showPlan(plan, "scripts"),
      saveFile,
      tooLong: () => t("scripts_too_long", LONGEST_FILE.toLocaleString()),
    });
  }, [api]);
  const whose = panel.state.account?.account_id;
  useEffect(() => stopScript, [whose]);
  const draft = useMemo(() => draftOf(state), [state.source, state.text, state.kept, state.foreign]);
  useKeptDraft("script", { of: EVERYBODY, draft, take: actions.takeUp });
  const scripts = useMemo(() => ({ ...state, ...actions }), [state, actions]);
  return <ScriptsContext.Provider value={scripts}>{children}</ScriptsContext.Provider>;
}
