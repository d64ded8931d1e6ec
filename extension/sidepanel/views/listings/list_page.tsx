/** All listings, lowest score first, and the rules that come up most. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { ListingRow, ListingsView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { editParams } from "../../listings/edit_state.ts";
import { NO_LISTING_FILTER, filteredRows, useListings } from "../../listings/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { Refreshing, isReading } from "../products/reading.tsx";
import { FixesBar } from "./fixes_bar.tsx";
import { Counts, SEVERITIES, SEVERITY_ICONS, Score } from "./marks.tsx";

const ROW_PX = 68;

export interface PageProps {
  /** The tabs of the tool, drawn by the page above its own body. */
  tabs: ComponentChildren;
}

export function ListPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { view, error, reread } = useListings();
  const { shop } = state;
  useEffect(() => void reread(), [reread]);
  return (
    <div class="view" data-testid="listings-view">
      {tabs}
      <div class="view-body">
        <Head view={view} />
        {shop === null ? null : <Refreshing shop={shop} />}
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void reread()} />}
        {view === null ? (
          error === null ? (
            <Waiting />
          ) : null
        ) : view.rows.length > 0 ? (
          <Shown view={view} />
        ) : shop !== null && isReading(shop) ? null : (
          <NoProducts />
        )}
      </div>
      <FixesBar />
    </div>
  );
}

function Head({ view }: { view: ListingsView | null }) {
  const { state, act, now } = usePanel();
  const known = view !== null && view.rows.length > 0;
  return (
    <div class="title-row">
      <div>
        <h1 data-testid="listings-title">{known ? view.headline : t("tool_listings")}</h1>
        <p class="muted">
          {known ? `${view.average} ` : ""}
          {view === null || view.read_at_ms === null ? "" : t("read_at", ago(view.read_at_ms, now()))}
        </p>
      </div>
      {state.account?.connected !== true || state.shop === null || isReading(state.shop) ? null : (
        <IconButton icon="refresh" label={t("refresh")} testid="refresh" onClick={() => void act.refresh()} />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <>
      <p class="muted" role="status" data-testid="listings-busy">
        {t("listings_busy")}
      </p>
      <Skeleton />
    </>
  );
}

function NoProducts() {
  const { act } = usePanel();
  return (
    <Empty
      testid="listings-empty"
      drawing={<Icon name="listings" size={32} />}
      title={t("listings_empty_title")}
      actions={
        <Button kind="go" icon="refresh" onClick={() => void act.refresh()}>
          {t("read_shop")}
        </Button>
      }
    >
      {t("listings_empty_text")}
    </Empty>
  );
}

function Shown({ view }: { view: ListingsView }) {
  const { filter, setFilter } = useListings();
  const rows = useMemo(() => filteredRows(view.rows, filter), [view, filter]);
  const filtered = filter.severity !== "all" || filter.rule !== "" || filter.text.trim() !== "";
  return (
    <>
      <p>
        {t("listings_fixes_lead_here")}{" "}
        <a href={hashOf("listings", { page: "fixes" })} data-testid="listings-to-fixes">
          {t("listings_fixes_see")}
        </a>
      </p>
      <Filters view={view} />
      <div class="count-line">
        <span aria-live="polite" data-testid="listings-shown">
          {filtered ? t("listings_some", rows.length, view.rows.length) : t("listings_all", tn("products_count", view.rows.length))}
        </span>
        {filtered ? (
          <span class="links">
            {rows.length === 0 ? null : <EditThese rows={rows} />}
            <button class="link" type="button" onClick={() => setFilter(NO_LISTING_FILTER)}>
              {t("filter_clear")}
            </button>
          </span>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <Empty
          testid="listings-no-match"
          title={t("listings_no_match")}
          actions={<Button onClick={() => setFilter(NO_LISTING_FILTER)}>{t("filter_clear")}</Button>}
        />
      ) : (
        <Rows rows={rows} />
      )}
      <p class="muted small">{view.score_note}</p>
    </>
  );
}

/** The listings shown become the chosen ones, and what can be done to many at once is shown. */
function EditThese({ rows }: { rows: readonly ListingRow[] }) {
  const { act, dispatch } = usePanel();
  return (
    <button
      class="link"
      type="button"
      data-testid="listings-edit"
      onClick={() => {
        dispatch({ type: "choose", ids: rows.map((row) => row.product_id) });
        act.go(hashOf("listings", editParams(null)));
      }}
    >
      {tn("listings_edit_these", rows.length)}
    </button>
  );
}

function Filters({ view }: { view: ListingsView }) {
  const { filter, setFilter } = useListings();
  const rules = view.rules.filter(({ count }) => count > 0);
  return (
    <div class="stack tight">
      <div class="severities" role="group" aria-labelledby="listings-severity">
        <span id="listings-severity" class="field-label">
          {t("listings_severity")}
        </span>
        {SEVERITIES.map((severity) => {
          const count = view.rows.filter((row) => row[severity] > 0).length;
          const on = filter.severity === severity;
          return (
            <button
              key={severity}
              class={`severity of-${severity}${on ? " on" : ""}`}
              type="button"
              aria-pressed={on}
              data-testid={`listings-severity-${severity}`}
              onClick={() => setFilter({ ...filter, severity: on ? "all" : severity })}
            >
              <Icon name={SEVERITY_ICONS[severity]} />
              <b>{count}</b>
              <span>{t(`listings_severity_${severity}`)}</span>
            </button>
          );
        })}
      </div>
      <div class="listings-filter">
        <SelectField
          label={t("listings_rule")}
          value={filter.rule}
          testid="listings-rule"
          options={[
            { value: "", label: t("listings_any_rule") },
            ...rules.map(({ rule, title, count }) => ({ value: rule, label: t("listings_rule_count", title, count) })),
          ]}
          onChange={(rule) => setFilter({ ...filter, rule })}
        />
        <div class="field">
          <label class="field-label" for="listings-search">
            {t("listings_search")}
          </label>
          <span class="input">
            <Icon name="search" />
            <input
              id="listings-search"
              type="search"
              value={filter.text}
              data-testid="listings-search"
              onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
            />
          </span>
        </div>
      </div>
    </div>
  );
}

function Rows({ rows }: { rows: readonly ListingRow[] }) {
  const { act, wide } = usePanel();
  const columns = useMemo(() => columnsOf(wide), [wide]);
  return (
    <Table
      label={t("tool_listings")}
      rows={rows}
      rowKey={rowKey}
      rowHeight={rowHeight}
      columns={columns}
      onEnter={(row) => act.go(hashOf("listings", { id: row.product_id }))}
      testid="listings"
    />
  );
}

const rowKey = (row: ListingRow): string => row.product_id;
const rowHeight = (): number => ROW_PX;

function columnsOf(wide: boolean): readonly Column<ListingRow>[] {
  return [
    { id: "score", label: t("listings_score"), width: "48px", cell: (row) => <Score score={row.score} tone={row.tone} /> },
    {
      id: "product",
      label: t("column_product"),
      width: "minmax(0, 1fr)",
      cell: (row) => (
        <span class="listing-cell">
          <a class="table-title" href={hashOf("listings", { id: row.product_id })} tabIndex={-1}>
            {row.name || t("listings_nameless")}
          </a>
          <span class="table-meta">{row.worst[0] ?? t("listings_nothing")}</span>
          {wide ? <span class="table-meta">{row.worst[1] ?? ""}</span> : <Counts row={row} />}
        </span>
      ),
    },
    ...(wide
      ? [{ id: "counts", label: t("listings_found"), width: "132px", cell: (row: ListingRow) => <Counts row={row} /> }]
      : []),
  ];
}
