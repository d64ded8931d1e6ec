/** Codes that were used outside their countries, and new names for them. */

import { useCallback, useMemo, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { LeakRow, LeaksView, SalesSyncView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice, Progress } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { countryName } from "./country.tsx";
import { Heading, pageHash } from "./parity.tsx";

export function LeaksPage() {
  const { state, act } = usePanel();
  const { leaks, leakTicks, error } = state.parity;
  const { view } = leaks;
  const [turning, setTurning] = useState(false);
  const keys = [...leakTicks];
  const turn = (): void => {
    setTurning(true);
    void act.parity.turnNames(keys).finally(() => setTurning(false));
  };
  return (
    <div class="view" data-testid="parity-leaks-view">
      <div class="view-body">
        <Heading page="leaks" title={view?.state === "ready" ? view.summary : t("parity_leaks_title")}>
          {view?.state === "ready" ? view.text : t("parity_leaks_lead")}
        </Heading>
        {leaks.error === null ? null : (
          <ErrorNotice error={leaks.error} onRetry={() => void act.parity.reread("leaks")} />
        )}
        {error === null ? null : <ErrorNotice error={error} />}
        {view === null ? leaks.error === null ? <Skeleton /> : null : <Radar view={view} />}
      </div>
      {view?.state !== "ready" || view.rows.length === 0 ? null : (
        <ActionBar
          title={keys.length === 0 ? t("parity_leaks_choose") : tn("parity_leaks_chosen", keys.length)}
          detail={t("parity_leaks_detail")}
        >
          <Button
            kind="go"
            busy={turning}
            blocked={keys.length === 0 ? t("parity_leaks_choose") : ""}
            testid="parity-turn"
            onClick={turn}
          >
            {t("parity_turn")}
          </Button>
        </ActionBar>
      )}
    </div>
  );
}

const NEXT: Record<
  Exclude<LeaksView["state"], "ready">,
  { label: "parity_to_codes" | "parity_to_settings"; hash: string }
> = {
  no_codes: { label: "parity_to_codes", hash: pageHash("codes") },
  no_sales: { label: "parity_to_settings", hash: hashOf("settings") },
  no_permission: { label: "parity_to_settings", hash: hashOf("settings") },
};

function Radar({ view }: { view: LeaksView }) {
  const { state, act } = usePanel();
  const { sync } = state.parity;
  if (view.state === "no_sales" && sync !== null && isReading(sync)) return <Reading sync={sync} />;
  if (view.state !== "ready") {
    const { label, hash } = NEXT[view.state];
    return (
      <Empty
        testid={`parity-leaks-${view.state}`}
        drawing={<Icon name={view.state === "no_permission" ? "lock" : "search"} size={32} />}
        title={t(`parity_leaks_${view.state}`)}
        actions={
          view.state === "no_sales" ? (
            <Button kind="go" testid="parity-read-sales" onClick={() => void act.parity.readSales()}>
              {t("parity_read_sales")}
            </Button>
          ) : (
            <Button onClick={() => act.go(hash)}>{t(label)}</Button>
          )
        }
      >
        {view.text}
        {sync?.state === "failed" ? (
          <Notice severity="block" urgent title={sync.message}>
            {sync.hint}
          </Notice>
        ) : null}
      </Empty>
    );
  }
  if (view.rows.length === 0) {
    return (
      <Empty testid="parity-leaks-none" drawing={<Icon name="good" size={32} />} title={t("parity_leaks_clean")}>
        {t("parity_leaks_clean_text")}
      </Empty>
    );
  }
  return <LeakTable rows={view.rows} />;
}

function isReading({ state }: SalesSyncView): boolean {
  return state === "reading" || state === "checking";
}

function Reading({ sync }: { sync: SalesSyncView }) {
  return (
    <Card testid="parity-reading-sales">
      <div class="stack tight">
        <div class="row between nowrap">
          <span class="strong" role="status">
            {sync.message || t("parity_reading_sales")}
          </span>
          <span class="muted">{sync.expected > 0 ? t("of_total", sync.sales, sync.expected) : null}</span>
        </div>
        <Progress
          done={sync.sales}
          total={sync.expected > 0 ? sync.expected : null}
          label={t("parity_reading_sales")}
        />
        <p class="muted small">{t("reading_safe")}</p>
      </div>
    </Card>
  );
}

function LeakTable({ rows }: { rows: readonly LeakRow[] }) {
  const { state, act, wide } = usePanel();
  const { leakTicks } = state.parity;
  const columns = useMemo(() => columnsOf(wide), [wide]);
  const lead = useCallback((row: LeakRow) => (wide ? null : <Name row={row} />), [wide]);
  const note = useCallback(
    (row: LeakRow) =>
      row.countries.length === 0 ? null : (
        <span class="clip as-block muted" title={row.countries.join(", ")}>
          {t("parity_leak_from", row.countries.join(", "))}
        </span>
      ),
    [],
  );
  const ticked = rows.filter((row) => leakTicks.has(row.key)).length;
  const ticks: Ticks<LeakRow> = {
    has: (row) => leakTicks.has(row.key),
    label: (row) => t("tick_product", row.code),
    toggle: (row) => act.parity.tell({ kind: "leak_ticks", keys: [row.key], on: !leakTicks.has(row.key) }),
    all: ticked === 0 ? "none" : ticked === rows.length ? "all" : "some",
    toggleAll: (on) => act.parity.tell({ kind: "leak_ticks", keys: rows.map((row) => row.key), on }),
  };
  return (
    <Table
      label={t("parity_leaks_title")}
      rows={rows}
      rowKey={(row) => row.key}
      rowHeight={(row) => (wide ? 33 : 51) + (row.countries.length === 0 ? 0 : 20)}
      columns={columns}
      ticks={ticks}
      lead={lead}
      note={note}
      testid="parity-leak-rows"
    />
  );
}

function Name({ row }: { row: LeakRow }) {
  const meant = /^[A-Z]{2}$/.test(row.meant_for) ? countryName(row.meant_for, row.meant_for) : row.meant_for;
  return (
    <span class="country">
      <code class="strong">{row.code}</code>
      <span class="muted clip">{t("parity_meant_for", meant)}</span>
    </span>
  );
}

function columnsOf(wide: boolean): readonly Column<LeakRow>[] {
  const number = (id: "used" | "outside" | "share" | "lost", width: string): Column<LeakRow> => ({
    id,
    label: t(`parity_leak_${id}`),
    width: wide ? width : "minmax(0, 1fr)",
    numeric: true,
    cell: (row) => <span class={id === "lost" ? "strong" : ""}>{row[id]}</span>,
  });
  const numbers = [
    number("used", "80px"),
    number("outside", "110px"),
    number("share", "80px"),
    number("lost", "120px"),
  ];
  if (!wide) return numbers;
  return [
    { id: "name", label: t("parity_code"), width: "minmax(0, 1fr)", cell: (row) => <Name row={row} /> },
    ...numbers,
  ];
}
