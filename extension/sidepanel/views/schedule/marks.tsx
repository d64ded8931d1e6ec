/** What other views show of schedules: the banner for news, and the mark of a run that a schedule began. */

import { t } from "../../../shared/i18n.ts";
import { Notice, Tag } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { isScheduledRun, useSchedules } from "../../schedule/state.ts";

export function ScheduleNews() {
  const { state } = usePanel();
  const { view } = useSchedules();
  if (state.route.tool === "schedule" || view === null || view.news === "") return null;
  return (
    <Notice
      severity="care"
      testid="schedule-news"
      title={view.news}
      actions={<a href={hashOf("schedule")}>{t("schedule_news")}</a>}
    />
  );
}

export function ScheduledMark({ runId }: { runId: string }) {
  return isScheduledRun(useSchedules(), runId) ? <Tag>{t("schedule_by")}</Tag> : null;
}
