/** Schedule: what is coming day by day, what is going on or held, and what is over. */

import { useEffect, useState } from "preact/hooks";

import { errorBody } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { ErrorBody, ScheduleRow } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice, Notice, Tag } from "../../../shared/ui/surface.tsx";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { useSchedules } from "../../schedule/state.ts";
import { clockTime, daysToCome, isNow, isOver, shortMoment } from "../../schedule/times.ts";
import type { Occasion } from "../../schedule/times.ts";

const TONES: Record<ScheduleRow["state"], Tone> = {
  waiting: "info",
  running: "info",
  on: "good",
  ended: "plain",
  missed: "bad",
  held: "care",
  cancelled: "plain",
};

export function ScheduleTool() {
  const { now, state } = usePanel();
  const { view, error, look } = useSchedules();
  const [leaving, setLeaving] = useState<ScheduleRow | null>(null);
  const news = view?.news ?? "";
  useEffect(look, [state.account?.account_id]);
  useEffect(() => {
    if (news !== "") look();
  }, [news]);
  if (view === null) {
    return (
      <div class="view">
        <div class="view-body">
          {error === null ? <p class="muted">{t("schedule_reading")}</p> : <ErrorNotice error={error} onRetry={look} />}
        </div>
      </div>
    );
  }
  if (view.rows.length === 0) return <NothingScheduled text={view.text} />;
  const going = view.rows.filter(isNow);
  const over = view.rows.filter(isOver);
  return (
    <div class="view" data-testid="schedule-view">
      <div class="view-body reading">
        <div>
          <h1>{t("tool_schedule")}</h1>
          <p class="muted">{t("schedule_lead")}</p>
        </div>
        {view.text === "" ? null : <Notice severity="care">{view.text}</Notice>}
        {going.length === 0 ? null : (
          <Section title={t("schedule_now")}>
            {going.map((row) => (
              <Entry key={row.schedule_id} row={row} span onCancel={setLeaving} />
            ))}
          </Section>
        )}
        {daysToCome(view.rows, now()).map(({ label, occasions }) => (
          <Section key={label} title={label}>
            {occasions.map((occasion) => (
              <Entry
                key={`${occasion.row.schedule_id} ${occasion.what}`}
                row={occasion.row}
                occasion={occasion}
                onCancel={setLeaving}
              />
            ))}
          </Section>
        ))}
        {over.length === 0 ? null : (
          <Section title={t("schedule_over_title")}>
            {over.map((row) => (
              <Entry key={row.schedule_id} row={row} span onCancel={setLeaving} />
            ))}
          </Section>
        )}
      </div>
      {leaving === null ? null : <CancelQuestion row={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function NothingScheduled({ text }: { text: string }) {
  const { act } = usePanel();
  return (
    <div class="view" data-testid="schedule-view">
      <div class="view-body">
        {text === "" ? null : <Notice severity="care">{text}</Notice>}
        <Empty
          testid="schedule-empty"
          drawing={<Icon name="schedule" size={32} />}
          title={t("schedule_empty")}
          actions={
            <Button kind="go" onClick={() => act.go(hashOf("products"))}>
              {t("schedule_empty_go")}
            </Button>
          }
        >
          {t("schedule_empty_text")}
        </Empty>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="schedule-day">
      <h2>{title}</h2>
      <ol class="schedule-list">{children}</ol>
    </section>
  );
}

interface EntryProps {
  row: ScheduleRow;
  /** The one moment that is drawn, or none for a schedule as a whole. */
  occasion?: Occasion;
  span?: boolean;
  onCancel: (row: ScheduleRow) => void;
}

function Entry({ row, occasion, span = false, onCancel }: EntryProps) {
  const { now } = usePanel();
  const isEnd = occasion?.what === "ends" && row.state === "waiting";
  return (
    <li class="card pad schedule-entry" data-testid="schedule-row" data-key={row.schedule_id} data-state={row.state}>
      <div class="row between nowrap">
        <b class="grow">
          {occasion === undefined ? null : (
            <span class="schedule-time">
              {clockTime(occasion.at_ms)} {t(`schedule_${occasion.what}`)}{" "}
            </span>
          )}
          {row.title}
        </b>
        {isEnd ? null : <Tag tone={TONES[row.state]}>{row.state_text}</Tag>}
      </div>
      {isEnd ? null : (
        <>
          <div class="muted small">
            {[
              span ? spanText(row, now()) : untilText(row, occasion, now()),
              tn("schedule_writes", row.writes),
              tn("schedule_products", row.products),
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </div>
          {row.text === "" ? null : <p data-testid="schedule-text">{row.text}</p>}
          {row.clashes.length === 0 ? null : (
            <p class="schedule-clash small" data-testid="schedule-clash">
              <Icon name="alert" size={14} />
              <span>{t("schedule_clash", row.clashes.map((title) => `“${title}”`).join(", "))}</span>
            </p>
          )}
          <Links row={row} onCancel={onCancel} />
        </>
      )}
    </li>
  );
}

function Links({ row, onCancel }: { row: ScheduleRow; onCancel: (row: ScheduleRow) => void }) {
  return (
    <div class="timeline-links small">
      {row.start_run_id === null ? null : (
        <a href={hashOf("history", { run: row.start_run_id })} data-testid="schedule-start-run">
          {t("schedule_open_start")}
        </a>
      )}
      {row.end_run_id === null ? null : (
        <a href={hashOf("history", { run: row.end_run_id })} data-testid="schedule-end-run">
          {t("schedule_open_end")}
        </a>
      )}
      {row.can_cancel ? (
        <button class="link" type="button" data-testid="schedule-cancel" onClick={() => onCancel(row)}>
          {t("schedule_cancel")}
        </button>
      ) : null}
    </div>
  );
}

function CancelQuestion({ row, onClose }: { row: ScheduleRow; onClose: () => void }) {
  const { cancel } = useSchedules();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const go = (): void => {
    setBusy(true);
    cancel(row.schedule_id).then(onClose, (thrown: unknown) => {
      setBusy(false);
      setError(errorBody(thrown));
    });
  };
  return (
    <Dialog
      title={t("schedule_cancel_title")}
      testid="schedule-cancel-question"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("schedule_cancel_keep")}</Button>
          <Button kind="danger" busy={busy} testid="schedule-cancel-do" onClick={go}>
            {t("schedule_cancel")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t(row.start_run_id === null ? "schedule_cancel_before" : "schedule_cancel_after", row.title)}</p>
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

function spanText(row: ScheduleRow, nowMs: number): string {
  const start = shortMoment(row.start_at_ms, nowMs);
  return row.end_at_ms === null
    ? t("schedule_for_good", start)
    : t("schedule_from_to", start, shortMoment(row.end_at_ms, nowMs));
}

function untilText(row: ScheduleRow, occasion: Occasion | undefined, nowMs: number): string {
  if (occasion?.what !== "starts" || row.end_at_ms === null) return "";
  return t("schedule_until", shortMoment(row.end_at_ms, nowMs));
}
