/** Settings: the shop and its token, safety, fees, appearance, and what is inside. */

import { useEffect, useReducer, useRef } from "preact/hooks";

import { useAccount } from "../../../shared/account.ts";
import { errorBody, useApi } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { Settings } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { ActionBar, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { AboutCard, AppearanceCard, DiagnosticsCard } from "./about.tsx";
import { AccountCard } from "./account.tsx";
import { FeesCard } from "./fees.tsx";
import { readDraft } from "./forms.ts";
import { SafetyCard } from "./safety.tsx";
import { INITIAL, reduce, unsaved, withReadOnly } from "./state.ts";
import { TokenCard } from "./token.tsx";

export function SettingsTool() {
  const api = useApi();
  const [state, dispatch] = useReducer(reduce, INITIAL);
  const { account, vault, error, reload } = useAccount();
  const body = useRef<HTMLDivElement>(null);

  const load = (): void => {
    reload();
    api.request({ op: "settings.get" }).then(
      (view) => dispatch({ type: "loaded", view }),
      (thrown: unknown) => dispatch({ type: "failed", error: errorBody(thrown) }),
    );
  };
  const store = async (settings: Settings): Promise<void> => {
    try {
      dispatch({ type: "loaded", view: await api.request({ op: "settings.set", settings }) });
      toast(t("settings_saved"));
    } catch (thrown) {
      dispatch({ type: "failed", error: errorBody(thrown) });
    }
  };
  const save = (): void => {
    if (state.view === null || state.draft === null) return;
    const reading = readDraft(state.draft, state.view.settings.read_only);
    if (!reading.ok) {
      dispatch({ type: "tried" });
      return;
    }
    dispatch({ type: "saving" });
    void store(reading.settings);
  };
  useEffect(() => {
    load();
    return api.onEvent((event) => {
      if (event.type === "account.changed") load();
    });
  }, [api]);
  useEffect(() => {
    if (state.tried && !state.saving) focusWrong(body.current);
  }, [state.tried, state.saving]);

  const trouble = state.error ?? error;
  const waiting = unsaved(state);
  return (
    <div class="view" data-testid="settings">
      <div class="view-body reading" ref={body}>
        <h1>{t("settings_title")}</h1>
        {trouble === null ? null : <ErrorNotice error={trouble} onRetry={load} />}
        <AccountCard account={account} onChanged={reload} />
        <TokenCard account={account} vault={vault} onChanged={reload} />
        {state.draft === null ? null : (
          <>
            <SafetyCard
              state={state}
              dispatch={dispatch}
              onReadOnly={(readOnly) => {
                if (state.view !== null) void store(withReadOnly(state.view.settings, readOnly));
              }}
            />
            <FeesCard state={state} dispatch={dispatch} />
          </>
        )}
        <AppearanceCard />
        <DiagnosticsCard />
        <AboutCard />
      </div>
      {waiting === 0 ? null : (
        <ActionBar title={tn("settings_unsaved", waiting)} detail={t("settings_unsaved_note")}>
          <Button onClick={() => dispatch({ type: "discarded" })} testid="settings-discard">
            {t("settings_discard")}
          </Button>
          <Button kind="go" busy={state.saving} onClick={save} testid="settings-save">
            {t("settings_save")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

/** Bring the first field with a complaint into view, also out of a closed fold. */
function focusWrong(within: HTMLElement | null): void {
  const field = within?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field === null || field === undefined) return;
  const fold = field.closest("details");
  if (fold !== null) fold.open = true;
  field.focus();
}
