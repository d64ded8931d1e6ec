/** History: what was done, newest first; one run with its rows; and the preview of an undo or a second try. */

import { moment } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { RunView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Preview } from "../prices/preview.tsx";
import { ScheduledMark } from "../schedule/marks.tsx";
import { saveFile } from "./report.ts";
import { isActive } from "./run_parts.ts";
import { RunHead, RunScreen } from "./run.tsx";

export function HistoryTool() {
  const { state } = usePanel();
  const { plan, run } = state.route.params;
  if (plan !== undefined) {
    const origin = state.plan?.view?.origin_run_id;
    return <Preview back={origin ? hashOf("history", { run: origin }) : hashOf("history")} />;
  }
  if (run !== undefined) return <RunScreen />;
  return <Timeline />;
}

function Timeline() {
  const { state, act } = usePanel();
  const { runs } = state;
  if (runs === null) return <div class="view" />;
  const active = runs.find(isActive);
  const earlier = runs.filter((run) => run !== active);
  return (
    <div class="view" data-testid="history-view">
      <div class="view-body reading">
        {runs.length === 0 ? (
          <Empty
            testid="history-empty"
            drawing={<Icon name="history" size={32} />}
            title={t("history_empty")}
            actions={
              <Button kind="go" onClick={() => act.go(hashOf("products"))}>
                {t("prices_choose")}
              </Button>
            }
          >
            {t("history_empty_text")}
          </Empty>
        ) : (
          <>
            <h1>{t("tool_history")}</h1>
            {active === undefined ? null : <RunHead run={active} link />}
            <ol class="timeline">
              {earlier.map((run) => (
                <Entry key={run.run_id} run={run} />
              ))}
            </ol>
          </>
        )}
      </div>
    </div>
  );
}

function Entry({ run }: { run: RunView }) {
  const { act, now } = usePanel();
  const { rejected, unsure } = run.counts;
  const classes = ["timeline-entry", run.state === "paused" ? "going" : "", rejected + unsure > 0 ? "trouble" : ""];
  return (
    <li class={classes.join(" ").trim()} data-key={run.run_id} data-testid="history-run">
      <a href={hashOf("history", { run: run.run_id })}>{run.title}</a> <ScheduledMark runId={run.run_id} />
      <div class="muted small">
        {moment(run.started_at_ms, now())} · {run.summary || run.headline}
      </div>
      <div class="timeline-links small">
        {run.can_resume ? (
          <button
            class="link"
            type="button"
            data-testid="history-resume"
            onClick={() => void act.resumeRun(run.run_id)}
          >
            {t("run_resume")}
          </button>
        ) : null}
        <button
          class="link"
          type="button"
          data-testid="history-report"
          onClick={() => void act.report(run.run_id, saveFile)}
        >
          {t("run_report")}
        </button>
        {run.can_undo ? (
          <button
            class="link"
            type="button"
            data-testid="history-undo"
            onClick={() => void act.undo(run.run_id, null)}
          >
            {t("run_undo")}
          </button>
        ) : null}
        {run.can_retry ? (
          <button class="link" type="button" data-testid="history-retry" onClick={() => void act.retry(run.run_id)}>
            {t("run_retry")}
          </button>
        ) : null}
        {run.undone_by === null ? null : (
          <a class="link" href={hashOf("history", { run: run.undone_by })}>
            {t("run_undone_link")}
          </a>
        )}
      </div>
    </li>
  );
}
