/** The run that goes on, or the last one. */

import { moment, timeLeft } from "../shared/format.ts";
import { t } from "../shared/i18n.ts";
import type { RunView } from "../shared/protocol.d.ts";
import { Button } from "../shared/ui/button.tsx";
import { Progress } from "../shared/ui/surface.tsx";
import { hashOf } from "../sidepanel/route.ts";
import { isActive, progress } from "./state.ts";

export interface RunCardProps {
  run: RunView;
  now: number;
  onStop: (runId: string) => void;
  onGo: (target: string) => void;
}

export function RunCard({ run, now, onStop, onGo }: RunCardProps) {
  const open = (): void => onGo(hashOf("history", { run: run.run_id }));
  return (
    <section class="card pad stack run-card" data-testid="popup-run" data-state={run.state}>
      {isActive(run) ? (
        <GoingOn run={run} onStop={onStop} onOpen={open} />
      ) : (
        <Ended run={run} now={now} onOpen={open} />
      )}
    </section>
  );
}

function GoingOn({ run, onStop, onOpen }: { run: RunView; onStop: (runId: string) => void; onOpen: () => void }) {
  const { done, total, percent } = progress(run);
  const stopping = run.state === "stopping";
  const left = run.left_s === null ? "" : ` · ${timeLeft(run.left_s)}`;
  return (
    <>
      <div class="row between nowrap">
        <h2 class="clip">{run.headline}</h2>
        <span class="muted small">{t("popup_percent", percent)}</span>
      </div>
      <Progress done={done} total={total} label={run.headline} />
      <p class="muted small">{stopping ? t("popup_stopping") : run.wait_text || t("popup_progress", done, total) + left}</p>
      <div class="row">
        <Button small busy={stopping} onClick={() => onStop(run.run_id)} testid="popup-stop">
          {t("popup_stop")}
        </Button>
        <Button small kind="quiet" onClick={onOpen} testid="popup-watch">
          {t("popup_watch")}
        </Button>
      </div>
    </>
  );
}

function Ended({ run, now, onOpen }: { run: RunView; now: number; onOpen: () => void }) {
  const paused = run.state === "paused";
  return (
    <>
      <div class="row between nowrap">
        <span class={paused ? "strong" : "muted small"}>{paused ? t("popup_paused") : t("popup_last")}</span>
        <span class="muted small">{moment(run.ended_at_ms ?? run.started_at_ms, now)}</span>
      </div>
      <div>
        <h2>{run.title}</h2>
        <p class="muted small">{paused && run.wait_text ? run.wait_text : run.summary}</p>
      </div>
      <div>
        <Button small onClick={onOpen} testid="popup-last">
          {paused ? t("popup_paused_open") : t("popup_last_open")}
        </Button>
      </div>
    </>
  );
}
