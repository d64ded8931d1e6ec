/** Batches of minted codes, and one of them: what of it was used, its links, and its unused rest. */

import type { ComponentChildren } from "preact";
import { useCallback, useMemo } from "preact/hooks";

import { copyText } from "../../../shared/copy.ts";
import { moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { openPage } from "../../../shared/open_page.ts";
import type { BatchCode, BatchRow, BatchView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Stat, Tag } from "../../../shared/ui/surface.tsx";
import type { Tone } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { saveFile } from "../history/report.ts";

const SHEET = "sheet/sheet.html";

export function BatchesPage({ tabs }: { tabs: ComponentChildren }) {
  const { state, act } = usePanel();
  const { view, error } = state.codes.batches;
  return (
    <div class="view" data-testid="codes-batches">
      {tabs}
      <div class="view-body reading">
        <div>
          <h1>{t("codes_batches_title")}</h1>
          <p class="muted">{t("codes_batches_lead")}</p>
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        {view === null ? (
          error === null ? (
            <Skeleton />
          ) : null
        ) : view.batches.length === 0 ? (
          <Empty
            testid="codes-no-batches"
            drawing={<Icon name="codes" size={32} />}
            title={t("codes_no_batches")}
            actions={
              <Button
                kind="go"
                testid="codes-first-batch"
                onClick={() => act.go(hashOf("codes", { page: "mint" }))}
              >
                {t("codes_mint_link")}
              </Button>
            }
          >
            {t("codes_no_batches_text")}
          </Empty>
        ) : (
          view.batches.map((batch) => <Entry key={batch.run_id} batch={batch} />)
        )}
      </div>
    </div>
  );
}

function Entry({ batch }: { batch: BatchRow }) {
  const { now } = usePanel();
  return (
    <Card
      title={<a href={hashOf("codes", { page: "batch", batch: batch.run_id })}>{batch.label}</a>}
      aside={<span class="muted small">{moment(batch.made_at_ms, now())}</span>}
      testid="codes-batch-entry"
    >
      <p class="muted">{[batch.discount, batch.products].filter((text) => text !== "").join(" · ")}</p>
      <Counts batch={batch} />
    </Card>
  );
}

/** Made, used, open; and what is gone or was never made, where there is any. */
function Counts({ batch }: { batch: BatchRow }) {
  return (
    <div class="stats batch-stats">
      <Stat value={batch.made} label={t("codes_batch_made")} testid="batch-made" />
      <Stat value={batch.used} label={t("codes_batch_used")} testid="batch-used" />
      <Stat value={batch.unused} label={t("codes_batch_unused")} testid="batch-unused" />
      {batch.gone > 0 ? <Stat value={batch.gone} label={t("codes_batch_gone")} /> : null}
      {batch.not_made > 0 ? <Stat value={batch.not_made} label={t("codes_batch_not_made")} /> : null}
    </div>
  );
}

export function BatchPage() {
  const { state } = usePanel();
  const { view, error } = state.codes.batch;
  if (view !== null) return <Opened view={view} />;
  return (
    <div class="view">
      <div class="view-body">
        <BackToBatches />
        {error === null ? <Skeleton /> : <ErrorNotice error={error} />}
      </div>
    </div>
  );
}

function BackToBatches() {
  return (
    <a class="back-link small" href={hashOf("codes", { page: "batches" })} data-testid="batches-back">
      <Icon name="back" size={12} /> {t("codes_batches_back")}
    </a>
  );
}

function Opened({ view }: { view: BatchView }) {
  const { state, act, now } = usePanel();
  const { batch, codes, unused_refs } = view;
  const { deleting } = state.codes;
  const { error } = state.codes.batch;
  const links = codes.filter((code) => code.link !== "" && code.state === "unused").map((code) => code.link);
  return (
    <div class="view" data-testid="codes-batch">
      <div class="view-body">
        <div>
          <BackToBatches />
          <h1>{batch.label}</h1>
          <p class="muted">
            {[batch.discount, batch.products, moment(batch.made_at_ms, now())]
              .filter((text) => text !== "")
              .join(" · ")}{" "}
            · <a href={hashOf("history", { run: batch.run_id })}>{t("codes_batch_run")}</a>
          </p>
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        {deleting.error === null ? null : <ErrorNotice error={deleting.error} />}
        <Counts batch={batch} />
        <div class="row">
          <Button
            small
            icon="copy"
            testid="batch-copy"
            blocked={links.length === 0 ? t("codes_links_none") : ""}
            onClick={() =>
              copyText(links.map((link) => `${link}\n`).join(""), tn("codes_links_copied", links.length))
            }
          >
            {t("codes_batch_copy")}
          </Button>
          <Button
            small
            icon="download"
            testid="batch-csv"
            onClick={() => void act.codes.exportBatch(batch.run_id, saveFile)}
          >
            {t("codes_batch_csv")}
          </Button>
          <Button
            small
            icon="print"
            testid="batch-sheet"
            onClick={() => openPage(`${SHEET}#batch=${encodeURIComponent(batch.run_id)}`)}
          >
            {t("codes_sheet")}
          </Button>
        </div>
        <Codes codes={codes} />
      </div>
      {unused_refs.length === 0 ? null : (
        <ActionBar title={tn("codes_batch_rest", unused_refs.length)} detail={t("codes_batch_rest_text")}>
          <Button
            kind="danger"
            busy={deleting.busy}
            testid="batch-delete"
            onClick={() => void act.codes.previewDelete(unused_refs, true)}
          >
            {t("codes_batch_delete")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

const CODE_PX = 51;
const WIDE_PX = 34;
const TONES: Readonly<Record<BatchCode["state"], Tone>> = {
  unused: "plain",
  used: "good",
  gone: "care",
  not_made: "bad",
};

function Codes({ codes }: { codes: readonly BatchCode[] }) {
  const { wide } = usePanel();
  const rows = useMemo(() => codes.map((code, n) => ({ key: `${n} ${code.name}`, code })), [codes]);
  const columns = useMemo(() => columnsOf(wide), [wide]);
  const height = useCallback(() => (wide ? WIDE_PX : CODE_PX), [wide]);
  return (
    <Table
      label={t("codes_batch_table")}
      rows={rows}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      testid="batch-codes"
    />
  );
}

interface CodeLine {
  key: string;
  code: BatchCode;
}

function keyOf(line: CodeLine): string {
  return line.key;
}

function columnsOf(wide: boolean): readonly Column<CodeLine>[] {
  const name: Column<CodeLine> = {
    id: "name",
    label: t("codes_column_code"),
    width: "minmax(0, 1fr)",
    cell: ({ code }) => (
      <>
        <span class="table-title">{code.name}</span>
        {wide ? null : <span class="table-meta">{code.product}</span>}
      </>
    ),
  };
  const state: Column<CodeLine> = {
    id: "state",
    label: t("codes_column_state"),
    width: wide ? "150px" : "104px",
    cell: ({ code }) => <Tag tone={TONES[code.state]}>{code.state_text}</Tag>,
  };
  const copy: Column<CodeLine> = {
    id: "copy",
    label: "",
    width: "32px",
    cell: ({ code }) =>
      code.link === "" ? null : (
        <span class="hands">
          <button
            class="icon-button"
            type="button"
            tabIndex={-1}
            title={t("codes_link_copy")}
            aria-label={t("codes_link_copy_of", code.name, code.product)}
            onClick={() => copyText(code.link, t("codes_link_copied"))}
          >
            <Icon name="copy" />
          </button>
        </span>
      ),
  };
  if (!wide) return [name, state, copy];
  return [
    name,
    {
      id: "product",
      label: t("column_product"),
      width: "minmax(0, 1fr)",
      cell: ({ code }) => <span class="table-meta">{code.product}</span>,
    },
    {
      id: "uses",
      label: t("codes_column_uses"),
      width: "88px",
      numeric: true,
      cell: ({ code }) => <span class="muted">{code.uses_text}</span>,
    },
    state,
    copy,
  ];
}
