/** Exports as cards: how far each is, and what can be done with it. */

import { bytes, count, moment, timeLeft } from "../../shared/format.ts";
import { t, tn } from "../../shared/i18n.ts";
import type { ExportView } from "../../shared/protocol.d.ts";
import { Button, IconButton } from "../../shared/ui/button.tsx";
import { Icon } from "../../shared/ui/icon.tsx";
import { ErrorNotice, Progress, Tag } from "../../shared/ui/surface.tsx";
import { usePanel } from "../panel.ts";
import { useExports } from "./state.ts";

/** Every export of a kind, newest first; nothing where there is none. */
export function ExportCards({ kind }: { kind: string }) {
  const { exports, error } = useExports();
  const mine = exports?.filter((view) => view.kind === kind) ?? [];
  if (mine.length === 0 && error === null) return null;
  return (
    <section class="stack" aria-label={t("export_files")} data-testid="export-cards">
      <h2>{t("export_files")}</h2>
      {error === null ? null : <ErrorNotice error={error} testid="export-error" />}
      {mine.map((view) => (
        <ExportCard key={view.export_id} view={view} />
      ))}
    </section>
  );
}

export function ExportCard({ view }: { view: ExportView }) {
  return (
    <article
      class="card pad export-card"
      data-testid="export-card"
      data-key={view.export_id}
      data-state={view.state}
      aria-label={view.name}
    >
      <div class="row between nowrap">
        <b class="export-name">{view.name}</b>
        <Standing view={view} />
      </div>
      <State view={view} />
      {view.sentence === "" ? null : (
        <p class="small muted row nowrap export-proof">
          {view.complete === null ? null : <Icon name={view.complete ? "good" : "alert"} size={14} />}
          <span>{view.sentence}</span>
        </p>
      )}
      <Actions view={view} />
    </article>
  );
}

function Standing({ view }: { view: ExportView }) {
  switch (view.state) {
    case "waiting":
      return <Tag tone="info">{t("export_waiting")}</Tag>;
    case "writing":
      return <Tag tone="info">{t("export_writing")}</Tag>;
    case "stopped":
      return <Tag tone="care">{t("export_stopped")}</Tag>;
    case "failed":
      return <Tag tone="bad">{t("export_failed")}</Tag>;
    case "done":
      return view.complete === false ? (
        <Tag tone="care">{t("export_not_proven")}</Tag>
      ) : (
        <Tag tone="good">{t("export_done")}</Tag>
      );
  }
}

function State({ view }: { view: ExportView }) {
  const { now } = usePanel();
  switch (view.state) {
    case "waiting":
      return <p class="small muted">{t("export_waiting_text")}</p>;
    case "writing":
      return (
        <>
          <Progress done={view.rows} total={view.total} label={view.name} />
          <p class="small muted num" data-testid="export-progress">
            {[
              t("export_rows_of", count(view.rows), count(view.total)),
              view.rows_per_second === null ? "" : t("export_rate", count(view.rows_per_second ?? 0)),
              typeof view.left_s === "number" ? timeLeft(view.left_s) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p class="small muted">{t("export_close_safe")}</p>
        </>
      );
    case "stopped":
    case "failed":
      return (
        <p class={view.state === "failed" ? "small export-trouble" : "small muted"} role="status">
          {[view.message, view.hint].filter(Boolean).join(" ")}
        </p>
      );
    case "done":
      return (
        <p class="small muted num">
          {[
            tn("export_rows", view.rows),
            bytes(view.size),
            moment(view.ended_at_ms ?? view.created_at_ms, now()),
            view.saved_at_ms === null ? "" : t("export_saved"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      );
  }
}

function Actions({ view }: { view: ExportView }) {
  const { again, download, note, remove, resume, stop } = useExports();
  const id = view.export_id;
  const removing = (
    <IconButton icon="close" label={t("export_remove", view.name)} testid="export-remove" onClick={() => remove(id)} />
  );
  switch (view.state) {
    case "waiting":
    case "writing":
      return (
        <div class="row">
          <Button small testid="export-stop" onClick={() => stop(id)}>
            {t("export_stop")}
          </Button>
        </div>
      );
    case "stopped":
    case "failed":
      return (
        <div class="row between nowrap">
          <Button small testid="export-resume" onClick={() => resume(id)}>
            {view.state === "failed" ? t("try_again") : t("export_resume")}
          </Button>
          {removing}
        </div>
      );
    case "done":
      return (
        <div class="row between nowrap">
          <div class="row">
            <Button small icon="download" testid="export-download" onClick={() => download(view)}>
              {t("export_download")}
            </Button>
            <Button small testid="export-note" onClick={() => note(view)}>
              {t("export_note")}
            </Button>
            {view.once ? null : (
              <Button small icon="refresh" testid="export-again" onClick={() => again(id)}>
                {t("export_again")}
              </Button>
            )}
          </div>
          {removing}
        </div>
      );
  }
}
