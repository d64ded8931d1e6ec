/** What is to be known whatever the tool: what went wrong, a lost engine, a shop without its token. */

import { t } from "../shared/i18n.ts";
import { Button } from "../shared/ui/button.tsx";
import { ErrorNotice, Notice } from "../shared/ui/surface.tsx";
import { usePanel } from "./panel.ts";
import { hashOf } from "./route.ts";
import { engineIsDown } from "./state.ts";
import { ScheduleNews } from "./views/schedule/marks.tsx";

const GONE = "engine_gone";

export function Banners() {
  const { state, act } = usePanel();
  const { account, engine, error, falls } = state;
  const isLost = falls > 0 && engine.state !== "ready";
  const banners = [
    error === null || (isLost && error.code === GONE) ? null : (
      <ErrorNotice key="error" error={error} onRetry={act.reload} />
    ),
    isLost ? <EngineLost key="lost" /> : null,
    account?.connected === false ? (
      <Notice
        key="offline"
        severity="care"
        title={t("not_connected_known")}
        actions={<a href={hashOf("settings")}>{t("connect_again")}</a>}
        testid="disconnected"
      >
        {t("not_connected_known_text")}
      </Notice>
    ) : null,
    engine.state !== "ready" || engine.durable ? null : (
      <Notice key="memory" severity="care" title={t("not_durable")}>
        {t("not_durable_text")}
      </Notice>
    ),
  ].filter((banner) => banner !== null);
  return (
    <div class="banners">
      {banners}
      <ScheduleNews />
    </div>
  );
}

function EngineLost() {
  const { state, act } = usePanel();
  const { engine } = state;
  if (!engineIsDown(state)) {
    return (
      <Notice severity="care" title={t("engine_lost")} testid="engine-lost">
        {t("engine_lost_text")}
      </Notice>
    );
  }
  return (
    <Notice
      severity="block"
      urgent
      title={t("engine_down")}
      testid="engine-down"
      actions={
        <Button small busy={engine.state === "starting"} testid="engine-again" onClick={act.reload}>
          {t("try_again")}
        </Button>
      }
    >
      <div>{t("engine_down_text")}</div>
      {engine.state !== "gone" || engine.detail === "" ? null : (
        <div class="muted small">{t("engine_down_detail", engine.detail)}</div>
      )}
    </Notice>
  );
}
