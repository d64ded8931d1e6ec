/** One run: going on, with what is done as it happens, or over, with what can be done about it. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { moment, timeLeft } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { RunRow, RunView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { announce } from "../../../shared/ui/live.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice, Progress, Stat, Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import type { RunState } from "../../state.ts";
import { saveFile } from "./report.ts";
import {
  RUN_FILTERS,
  aboutOf,
  countOf,
  isActive,
  placeAfter,
  runRowHeight,
  sentenceLines,
  sentencesOf,
  shownRows,
  toneOf,
} from "./run_parts.ts";
import type { About } from "./run_parts.ts";
import { WholeTexts } from "./whole_texts.tsx";

export function RunScreen() {
  const { state, act } = usePanel();
  const { run } = state;
  if (run?.view) return <Opened run={run} view={run.view} />;
  return (
    <div class="view">
      <div class="view-body">
        {run?.error ? (
          <Empty
            title={run.error.message}
            actions={<Button onClick={() => act.go(hashOf("history"))}>{t("back")}</Button>}
          >
            {run.error.hint}
          </Empty>
        ) : (
          <p class="muted" role="status">
            {t("run_opening")}
          </p>
        )}
      </div>
    </div>
  );
}

function Opened({ run, view }: { run: RunState; view: RunView }) {
  const { act, state } = usePanel();
  useAnnounced(view);
  const about = aboutOf(view, state.runs);
  return (
    <div class="view" data-testid="run-view" data-state={view.state}>
      <div class="view-body">
        {isActive(view) ? null : (
          <div class="row between">
            <a href={hashOf("history")} data-testid="all-runs">
              {t("run_all")}
            </a>
            <Button
              small
              icon="download"
              testid="run-report"
              onClick={() => void act.report(view.run_id, saveFile)}
            >
              {t("run_report_button")}
            </Button>
          </div>
        )}
        <RunHead run={view} />
        {run.error === null ? null : <ErrorNotice error={run.error} />}
        {view.kind !== "mint" || isActive(view) ? null : (
          <a href={hashOf("codes", { page: "batch", batch: view.run_id })} data-testid="run-batch">
            {t("codes_run_batch")}
          </a>
        )}
        <Filters run={run} view={view} />
        <RunTable run={run} view={view} about={about} />
      </div>
      {isActive(view) ? (
        <ActionBar detail={t(stopWords(view, about))}>
          <Button testid="run-stop" busy={view.state === "stopping"} onClick={() => void act.stopRun(view.run_id)}>
            {t("stop")}
          </Button>
        </ActionBar>
      ) : (
        <EndBar run={run} view={view} about={about} />
      )}
    </div>
  );
}

/** Speak the end, and every tenth of the way. */
function useAnnounced(view: RunView): void {
  const said = useRef("");
  const { total, waiting } = view.counts;
  const tenth = total === 0 ? 10 : Math.floor(((total - waiting) / total) * 10);
  useEffect(() => {
    const sentence = isActive(view) ? t("run_spoken", total - waiting, total) : `${view.headline}. ${view.summary}`;
    if (sentence !== said.current) announce(sentence);
    said.current = sentence;
  }, [view.state, tenth]);
}

/** The card on top: what it is, how far, what came of it. */
export function RunHead({ run, link = false }: { run: RunView; link?: boolean }) {
  const { now, state } = usePanel();
  const { counts } = run;
  const active = isActive(run);
  const done = counts.total - counts.waiting;
  return (
    <Card testid="run-head">
      <div class="run-head">
        <div class="row between nowrap">
          <h1 data-testid="run-headline">
            {link ? <a href={hashOf("history", { run: run.run_id })}>{run.headline}</a> : run.headline}
          </h1>
          <span class="muted num">
            {active
              ? run.left_s === null
                ? ""
                : timeLeft(run.left_s)
              : moment(run.ended_at_ms ?? run.started_at_ms, now())}
          </span>
        </div>
        {active ? <Progress done={done} total={counts.total} label={run.headline} /> : null}
        {run.summary === "" || active || counts.applied === counts.total ? null : (
          <p class="muted">{run.summary}</p>
        )}
        <div class="stats">
          <Stat
            value={counts.applied}
            label={t(aboutOf(run, state.runs) === "prices" ? "stat_applied" : "stat_done")}
            testid="count-applied"
          />
          {counts.unchanged > 0 ? <Stat value={counts.unchanged} label={t("stat_unchanged")} /> : null}
          <Stat value={counts.left_alone} label={t("stat_left_alone")} testid="count-left-alone" />
          {counts.rejected > 0 ? (
            <Stat value={counts.rejected} label={t("stat_rejected")} testid="count-rejected" />
          ) : null}
          {counts.unsure > 0 ? <Stat value={counts.unsure} label={t("stat_unsure")} /> : null}
          {counts.cancelled > 0 ? <Stat value={counts.cancelled} label={t("stat_cancelled")} /> : null}
          {active || counts.waiting > 0 ? (
            <Stat value={counts.waiting} label={t("stat_waiting")} testid="count-waiting" />
          ) : null}
        </div>
        {run.wait_text === "" ? null : (
          <Notice severity={run.state === "paused" ? "care" : "info"} testid="run-waits">
            {run.wait_text}
          </Notice>
        )}
        {active ? <p class="muted">{t("run_may_close")}</p> : null}
      </div>
    </Card>
  );
}

function Filters({ run, view }: { run: RunState; view: RunView }) {
  const { dispatch } = usePanel();
  const filters = RUN_FILTERS.filter((filter) => filter === "all" || countOf(view, filter) > 0);
  if (filters.length < 3) return null;
  return (
    <div class="chips" role="group" aria-label={t("run_filter")}>
      {filters.map((filter) => (
        <Chip
          key={filter}
          on={filter === run.filter}
          testid={`run-filter-${filter}`}
          onClick={() => dispatch({ type: "run_filter", filter })}
        >
          {t(`run_filter_${filter}`, countOf(view, filter))}
        </Chip>
      ))}
    </div>
  );
}

/** In rows about codes their names come before those of their products. */
function RunTable({ run, view, about }: { run: RunState; view: RunView; about: About }) {
  const { dispatch, wide, width } = usePanel();
  const rows = useMemo(() => shownRows(run), [run.rows, run.order, run.filter, view.state]);
  const rowHeight = useCallback(
    (row: RunRow) => runRowHeight(row, sentencesOf(row, serverSaid), width, wide),
    [width, wide],
  );
  const anchor = useRef<string | null>(null);
  const [opened, setOpened] = useState<RunRow | null>(null);
  const columns = useMemo(() => columnsOf(wide, about, setOpened), [wide, about]);
  const lead = useCallback((row: RunRow) => <Name row={row} about={about} />, [about]);
  const note = useCallback((row: RunRow) => <Sentences row={row} width={width} />, [width]);
  const tickable = useMemo(() => rows.filter(canTick), [rows]);
  const tickedCount = tickable.filter((row) => run.ticked.has(row.key)).length;
  const ticks: Ticks<RunRow> = {
    has: (row) => (canTick(row) ? run.ticked.has(row.key) : null),
    label: (row) => t("tick_product", row.name),
    toggle: (row, range) => {
      const from = rows.findIndex((other) => other.key === anchor.current);
      const to = rows.indexOf(row);
      const between = range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
      if (!range) anchor.current = row.key;
      dispatch({
        type: "run_tick",
        keys: between.filter(canTick).map((each) => each.key),
        on: !run.ticked.has(row.key),
      });
    },
    all: tickedCount === 0 ? "none" : tickedCount === tickable.length ? "all" : "some",
    toggleAll: (on) => dispatch({ type: "run_tick", keys: tickable.map((row) => row.key), on }),
  };
  return (
    <>
      <Table
        label={t("run_table")}
        rows={rows}
        rowKey={keyOf}
        rowHeight={rowHeight}
        columns={columns}
        {...(view.can_undo && !isActive(view) ? { ticks } : {})}
        {...(wide ? {} : { lead })}
        {...(about === "listings" ? { onEnter: setOpened } : {})}
        note={note}
        testid="run-rows"
      />
      {opened === null ? null : <WholeTexts digest={view.digest} row={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const NAME_COLUMNS = {
  prices: "column_product",
  codes: "codes_column_code",
  sales: "run_column_sale",
  listings: "column_product",
} as const;

function stopWords({ state }: RunView, about: About) {
  if (about === "sales") return state === "stopping" ? "run_stopping_sale" : "run_stop_after_sale";
  return state === "stopping" ? "run_stopping" : "run_stop_after";
}

function keyOf(row: RunRow): string {
  return row.key;
}

function canTick(row: RunRow): boolean {
  return row.state === "applied" || row.state === "unconfirmed";
}

function serverSaid(words: string): string {
  return t("server_said", words);
}

function columnsOf(wide: boolean, about: About, onOpen: (row: RunRow) => void): readonly Column<RunRow>[] {
  const change = (row: RunRow) => (about === "listings" ? <Texts row={row} onOpen={onOpen} /> : <Prices row={row} />);
  const label: Column<RunRow> = {
    id: "outcome",
    label: t("column_outcome"),
    width: wide ? "150px" : "minmax(0, 1fr)",
    numeric: true,
    cell: (row) => <Tag tone={toneOf(row)}>{row.label}</Tag>,
  };
  if (!wide) {
    return [
      { id: "prices", label: t("column_change"), width: "minmax(0, 1.4fr)", cell: change },
      label,
    ];
  }
  return [
    {
      id: "name",
      label: t(NAME_COLUMNS[about]),
      width: "minmax(0, 1fr)",
      cell: (row) => <Name row={row} about={about} />,
    },
    about === "listings"
      ? { id: "texts", label: t("column_change"), width: "minmax(0, 1.4fr)", cell: change }
      : { id: "prices", label: t("column_change"), width: "220px", numeric: true, cell: change },
    label,
  ];
}

function Name({ row, about }: { row: RunRow; about: About }) {
  const [title, meta] = about === "codes" && row.detail !== "" ? [row.detail, row.name] : [row.name, row.detail];
  return (
    <span class={about === "codes" ? "code-name" : "plan-name"} title={meta === "" ? title : `${title} · ${meta}`}>
      <span class="table-title">{title}</span>
      {meta === "" ? null : <span class="table-meta">{meta}</span>}
    </span>
  );
}

/** What was changed into what; struck only once it is so. */
function Prices({ row }: { row: RunRow }) {
  if (row.new === "" || row.new === row.old) return <span>{row.old}</span>;
  const done = row.state === "applied" || row.state === "unchanged";
  return (
    <span class={done ? "one-line" : "one-line muted"} title={`${row.old} → ${row.new}`}>
      {row.old} → <span class={done ? "strong" : ""}>{row.new}</span>
    </span>
  );
}

/** A line of what was changed; all of it when it is clicked. */
function Texts({ row, onOpen }: { row: RunRow; onOpen: (row: RunRow) => void }) {
  return (
    <button
      class="texts-open"
      type="button"
      tabIndex={-1}
      title={t("run_texts_open")}
      data-testid="run-texts-open"
      onClick={() => onOpen(row)}
    >
      {row.new === row.old ? null : <span class="old">{row.old}</span>}
      <span class="strong">{row.new}</span>
    </button>
  );
}

function Sentences({ row, width }: { row: RunRow; width: number }) {
  const sentences = sentencesOf(row, serverSaid);
  if (sentences.length === 0) return null;
  return (
    <>
      {sentences.map((text) => (
        <span
          key={text}
          class="table-line muted"
          title={text}
          style={{ "-webkit-line-clamp": String(sentenceLines(text, width)) }}
        >
          {text}
        </span>
      ))}
    </>
  );
}

function EndBar({ run, view, about }: { run: RunState; view: RunView; about: About }) {
  const { act, state } = usePanel();
  const chosen = [...run.ticked];
  const title = view.undone_by !== null ? t("run_undone") : view.can_undo ? t("run_can_undo") : t("run_over");
  return (
    <ActionBar
      title={chosen.length > 0 ? tn(about === "sales" ? "run_ticked_sale" : "run_ticked", chosen.length) : title}
      detail={view.can_undo ? t("run_undo_detail") : undefined}
    >
      {view.can_retry ? (
        <Button testid="run-retry" busy={run.busy} onClick={() => void act.retry(view.run_id)}>
          {t("run_retry_button")}
        </Button>
      ) : null}
      {view.can_undo ? (
        <Button
          testid="run-undo"
          icon="undo"
          busy={run.busy}
          onClick={() => void act.undo(view.run_id, chosen.length > 0 ? chosen : null)}
        >
          {chosen.length > 0 ? tn("run_undo_some", chosen.length) : t("run_undo_button")}
        </Button>
      ) : null}
      {view.can_resume ? (
        <Button kind="go" testid="run-resume" onClick={() => void act.resumeRun(view.run_id)}>
          {t("run_resume")}
        </Button>
      ) : (
        <Button kind="go" testid="run-done" onClick={() => act.go(placeAfter(view, state.runs))}>
          {t("done")}
        </Button>
      )}
    </ActionBar>
  );
}
