/** Which model is in use, and what keeps it from being asked. */

import type { ComponentChildren } from "preact";

import { t } from "../../../../shared/i18n.ts";
import type { ModelChoice } from "../../../../shared/model_choice.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Notice, Progress } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { hostName, modelName, placeName } from "../../../suggest/model_state.ts";
import { useSuggest } from "../../../suggest/provider.tsx";
import { stepHash } from "./suggest_page.tsx";
import { TroubleNotice } from "./trouble_notice.tsx";

/** The model in a few words: "llama3.2 with Ollama on this computer". */
export function modelWords(choice: ModelChoice): string {
  switch (choice.kind) {
    case "builtin":
      return t("suggest_model_builtin");
    case "local":
      return t("suggest_model_local", modelName(choice), placeName(choice));
    case "hosted":
      return t("suggest_model_hosted", modelName(choice), placeName(choice));
  }
}

/** Where the texts go, as the button's sentence says it. */
export function goesTo(choice: ModelChoice): string {
  switch (choice.kind) {
    case "builtin":
      return t("suggest_goes_builtin");
    case "local":
      return t("suggest_goes_local", placeName(choice));
    case "hosted":
      return t("suggest_goes_hosted", hostName(choice));
  }
}

/** The same, as short as the bar at the foot wants it. */
export function barPlace(choice: ModelChoice): string {
  if (choice.kind === "builtin") return t("suggest_builtin_name");
  return choice.kind === "local" ? placeName(choice) : hostName(choice);
}

/** Nothing where the model can be asked. */
export function StandingNotice() {
  const { act } = usePanel();
  const { model, modelAct } = useSuggest();
  const { choice, standing } = model;
  if (choice === null || standing === "ready" || standing === "unknown" || standing === "none") return null;
  if (standing === "downloadable" || standing === "downloading") return <Download />;
  const choose = (
    <Button small testid="standing-model" onClick={() => act.go(stepHash("model"))}>
      {t("suggest_standing_choose")}
    </Button>
  );
  if (standing === "no_permission") {
    return (
      <Notice
        severity="care"
        testid="standing"
        title={t("suggest_standing_no_permission", hostName(choice))}
        actions={
          <Button small testid="standing-allow" onClick={() => void modelAct.allow()}>
            {t("suggest_allow")}
          </Button>
        }
      >
        {t("suggest_standing_no_permission_text")}
      </Notice>
    );
  }
  const words = { unavailable: "suggest_standing_unavailable", absent: "suggest_standing_absent", no_key: "suggest_standing_no_key" } as const;
  return (
    <Notice severity="care" testid="standing" title={t(words[standing], placeName(choice))} actions={choose}>
      {standing === "no_key" ? null : t("suggest_hint_unavailable")}
    </Notice>
  );
}

/** The browser's own model on its way to this computer, or the button that fetches it. */
export function Download({ children }: { children?: ComponentChildren }) {
  const { model, modelAct } = useSuggest();
  const { busy, share, trouble } = model;
  const going = busy === "download";
  const percent = share === null ? null : Math.round(share * 100);
  const waits = !going && (model.builtin === "downloading" || model.standing === "downloading");
  return (
    <>
      <Notice
        severity="info"
        testid="download"
        title={t(going || waits ? "suggest_downloading_title" : "suggest_download_title")}
        actions={
          going ? (
            <Button small testid="download-stop" onClick={modelAct.stop}>
              {t("suggest_download_stop")}
            </Button>
          ) : (
            <Button small kind="go" icon="download" testid="download-start" onClick={() => void modelAct.download()}>
              {t(waits ? "suggest_download_watch" : "suggest_download")}
            </Button>
          )
        }
      >
        <div class="stack tight">
          <p>{t(going || waits ? "suggest_downloading_text" : "suggest_download_text")}</p>
          {going ? (
            <>
              <Progress done={percent ?? 0} total={percent === null || percent >= 100 ? null : 100} label={t("suggest_downloading_title")} />
              <p class="muted small" role="status" data-testid="download-share">
                {percent === null
                  ? t("suggest_download_begins")
                  : percent >= 100
                    ? t("suggest_download_unpacks")
                    : t("suggest_download_share", percent)}
              </p>
            </>
          ) : null}
          {children}
        </div>
      </Notice>
      {trouble === null || going ? null : <TroubleNotice trouble={trouble} choice={{ ...model.draft.choice, kind: "builtin" }} />}
    </>
  );
}
