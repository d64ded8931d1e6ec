/** For views: the saved scripts of a role, and asking one of them. */

import { useEffect, useMemo, useState } from "preact/hooks";

import { scriptsBusy, startScript, stopScript } from "../../script/run.ts";
import { useApi } from "../../shared/api.ts";
import { t } from "../../shared/i18n.ts";
import type { SavedScriptView } from "../../shared/protocol.d.ts";
import { NO_RULE, ruleActions } from "./rules.ts";
import type { Role, RuleActions, RuleState } from "./rules.ts";

export type Rule = RuleState & RuleActions;

/** Asking a script from a view; what still goes on ends with the view. */
export function useRule(): Rule {
  const api = useApi();
  const [state, setState] = useState(NO_RULE);
  const actions = useMemo(
    () =>
      ruleActions(api, setState, {
        start: startScript,
        stop: stopScript,
        busy: scriptsBusy,
        busyText: () => t("rule_busy"),
      }),
    [api],
  );
  useEffect(() => actions.stop, [actions]);
  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}

/** The saved scripts that can be that, by name; null until they are read. They are read again when `again` changes. */
export function useRuleScripts(role: Role, again: unknown = null): readonly SavedScriptView[] | null {
  const api = useApi();
  const [scripts, setScripts] = useState<readonly SavedScriptView[] | null>(null);
  useEffect(() => {
    let wanted = true;
    const take = (found: readonly SavedScriptView[]): void => {
      if (wanted) setScripts(found.filter(({ roles }) => roles.includes(role)));
    };
    api.request({ op: "script.rules" }).then(
      (view) => take(view.scripts),
      () => take([]),
    );
    return () => {
      wanted = false;
    };
  }, [api, role, again]);
  return scripts;
}
