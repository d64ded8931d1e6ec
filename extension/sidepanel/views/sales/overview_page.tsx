/** What the sales add up to: figures, bars over time, and the largest of each kind. Everything comes from this machine. */

import { useEffect, useState } from "preact/hooks";

import { usCents } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { OverviewForm, OverviewView, PointView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Segmented, SelectField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Card, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { TimeChart } from "../../../shared/ui/time_chart.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { EMPTY_SALES_FILTER, MEASURES, SPANS, filterCount } from "../../sales/overview.ts";
import type { Measure } from "../../sales/overview.ts";
import { hasSales, isReading, mayNotRead, useSales } from "../../sales/state.ts";
import { Skeleton } from "../../starting.tsx";
import { SalesDays, SalesFilterFields } from "./filter_fields.tsx";
import { NoPermission } from "./history_page.tsx";
import { ReadingCard } from "./reading.tsx";
import type { PageProps } from "./sales.tsx";
import { TopCard } from "./top_card.tsx";

export function OverviewPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const sales = useSales();
  const here = hasSales(sales);
  return (
    <div class="view" data-testid="sales-overview">
      {tabs}
      <div class="view-body">
        {sales.error === null ? null : <ErrorNotice error={sales.error} onRetry={() => void sales.reread()} />}
        {mayNotRead(state.account) && !here ? (
          <NoPermission />
        ) : here ? (
          <Overview />
        ) : sales.status === null ? (
          sales.error === null ? <Skeleton /> : null
        ) : isReading(sales.status.sync) ? (
          <ReadingCard sync={sales.status.sync} />
        ) : (
          <NotRead />
        )}
      </div>
    </div>
  );
}

/** Says what to do first where nothing was read yet. */
export function NotRead() {
  const { act } = usePanel();
  return (
    <Empty
      testid="sales-none-here"
      drawing={<Icon name="sales" size={32} />}
      title={t("sales_start_title")}
      actions={
        <Button kind="go" testid="sales-to-history" onClick={() => act.go(hashOf("sales", { page: "history" }))}>
          {t("sales_to_history")}
        </Button>
      }
    >
      {t("sales_start_text")}
    </Empty>
  );
}

function Overview() {
  const { overview, askOverview, status } = useSales();
  const { view, error, form } = overview;
  const readAt = status?.read_at_ms ?? null;
  const reading = status !== null && isReading(status.sync);
  useEffect(() => {
    if (!reading) void askOverview(form);
  }, [askOverview, readAt, reading]);
  const inFields = error !== null && Object.keys(error.fields).length > 0;
  return (
    <>
      <Controls />
      {error === null || inFields ? null : <ErrorNotice error={error} onRetry={() => void askOverview(form)} />}
      {status !== null && isReading(status.sync) ? <ReadingCard sync={status.sync} /> : null}
      {view === null ? error === null ? <Skeleton /> : null : <Shown view={view} />}
    </>
  );
}

function Controls() {
  const { overview, askOverview } = useSales();
  const { form, error } = overview;
  const [open, setOpen] = useState(false);
  const set = (change: Partial<OverviewForm>): void => void askOverview({ ...form, ...change });
  const count = filterCount(form);
  return (
    <div class="stack tight">
      <div class="row between">
        <Segmented
          label={t("sales_span")}
          value={form.span}
          testid="sales-span"
          options={SPANS.map((value) => ({ value, label: t(`sales_span_${value}`) }))}
          onChange={(span) => set({ span })}
        />
        <Button icon="filter" testid="sales-filter" onClick={() => setOpen(true)}>
          {count === 0 ? t("sales_filter") : tn("sales_filter_on", count)}
        </Button>
      </div>
      {form.span === "own" ? (
        <SalesDays filter={form.filter} errors={error?.fields ?? {}} onChange={(filter) => set({ filter })} />
      ) : null}
      {open ? <FilterDialog onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function FilterDialog({ onClose }: { onClose: () => void }) {
  const { overview, askOverview, askFacets } = useSales();
  const { form, facets, error } = overview;
  const { first_day, last_day } = form.filter;
  useEffect(() => void askFacets(), [askFacets]);
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="sales-filter-sheet"
      foot={
        <>
          <Button
            kind="quiet"
            testid="sales-filter-clear"
            onClick={() => void askOverview({ ...form, filter: { ...EMPTY_SALES_FILTER, first_day, last_day } })}
          >
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="sales-filter-close" onClick={onClose}>
            {t("sales_filter_show")}
          </Button>
        </>
      }
    >
      <SalesFilterFields
        filter={form.filter}
        facets={facets ?? { products: [], countries: [], codes: [] }}
        errors={error?.fields ?? {}}
        days={false}
        onChange={(filter) => void askOverview({ ...form, filter })}
      />
    </Dialog>
  );
}

function Shown({ view }: { view: OverviewView }) {
  const { act } = usePanel();
  return (
    <>
      <div>
        <h1 data-testid="sales-period">{view.title}</h1>
        <p class="muted small">
          {view.sentence} {view.compared === "" ? null : t("sales_changes_are", view.compared)}
        </p>
      </div>
      {view.complete ? null : (
        <Notice
          severity="care"
          testid="sales-not-proven"
          actions={
            <Button small onClick={() => act.go(hashOf("sales", { page: "history" }))}>
              {t("sales_to_history")}
            </Button>
          }
        >
          {t("sales_not_proven")}
        </Notice>
      )}
      {view.empty ? (
        <Empty testid="sales-empty-period" drawing={<Icon name="sales" size={32} />} title={t("sales_empty_period")}>
          {t("sales_empty_period_text")}
        </Empty>
      ) : (
        <Numbers view={view} />
      )}
    </>
  );
}

function Numbers({ view }: { view: OverviewView }) {
  const { tops, fees } = useSales().overview;
  return (
    <>
      <div class="key-figures" data-testid="sales-figures">
        {view.figures.map((figure) => (
          <div key={figure.key} class="figure" data-testid={`sales-figure-${figure.key}`}>
            <span class="muted">{figure.label}</span>
            <b>{figure.value}</b>
            {figure.change === "" ? null : (
              <span class={`figure-change ${figure.tone}`}>
                {figure.tone === "plain" ? null : <Icon name={figure.change.startsWith("+") ? "up" : "down"} size={12} />}
                {figure.change}
              </span>
            )}
            <span class="muted small">{figure.detail}</span>
          </div>
        ))}
      </div>
      <ChartCard view={view} />
      <div class="tops">
        {tops.map((top) => (
          <TopCard key={top.group} top={top} />
        ))}
      </div>
      {fees === null ? null : (
        <Card title={t("sales_fees_title")} testid="sales-fees">
          <div class="stack tight">
            {fees.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <p class="muted small">{fees.note}</p>
          </div>
        </Card>
      )}
    </>
  );
}

const STEPS = ["", "day", "week", "month"] as const;

function ChartCard({ view }: { view: OverviewView }) {
  const { overview, askOverview, setMeasure } = useSales();
  const { form, measure } = overview;
  const heading = t(`sales_measure_${measure}`);
  return (
    <Card testid="sales-chart-card">
      <div class="stack tight">
        <div class="row between">
          <Segmented
            label={t("sales_measure")}
            value={measure}
            testid="sales-measure"
            options={MEASURES.map((value) => ({ value, label: t(`sales_measure_${value}`) }))}
            onChange={setMeasure}
          />
          <SelectField
            label={<span class="unseen">{t("sales_step")}</span>}
            value={form.step}
            testid="sales-step"
            options={STEPS.map((value) => ({
              value,
              label: value === "" ? t("sales_step_auto", t(`sales_step_${view.step}`)) : t(`sales_step_${value}`),
            }))}
            onChange={(step) => void askOverview({ ...form, step })}
          />
        </div>
        <TimeChart
          testid="sales-chart"
          label={t("sales_chart_label", heading)}
          headings={[
            t("sales_time"),
            t("sales_measure_gross"),
            t("sales_measure_net"),
            t("sales_refunded"),
            t("sales_measure_units"),
          ]}
          written={measure === "units" ? String : (value) => usCents(value).replace(/\.00$/, "")}
          hint={t("sales_chart_hint")}
          points={view.points.map((point) => ({
            key: point.key,
            label: point.label,
            value: valueOf(point, measure),
            text: t("sales_chart_text", point.gross.text, point.net.text, point.units),
            cells: [point.gross.text, point.net.text, point.refunded.text, String(point.units)],
          }))}
        />
      </div>
    </Card>
  );
}

function valueOf(point: PointView, measure: Measure): number {
  return measure === "units" ? point.units : point[measure].minor;
}
