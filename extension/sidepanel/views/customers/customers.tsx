/** The Customers tool: one row a buyer, segments of them, and what can be done with those that are shown. */

import { useEffect, useState } from "preact/hooks";

import { errorBody } from "../../../shared/api.ts";
import { copyText } from "../../../shared/copy.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { CustomersView, ErrorBody } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { EVERYBODY, useCustomers } from "../../customers/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { EMPTY_SALES_FILTER } from "../../sales/overview.ts";
import { hasSales, isReading, mayNotRead, useSales } from "../../sales/state.ts";
import { Skeleton } from "../../starting.tsx";
import { NoPermission } from "../sales/history_page.tsx";
import { NotRead } from "../sales/overview_page.tsx";
import { ReadingCard } from "../sales/reading.tsx";
import { CustomerSheet } from "./detail.tsx";
import { CustomersExport } from "./export.tsx";
import { CustomersFilter, filteredBy } from "./filter.tsx";
import { SaveSegment, SegmentChips, SegmentForm } from "./segments.tsx";
import { CustomersTable } from "./table.tsx";

export function CustomersTool() {
  const { state } = usePanel();
  const sales = useSales();
  if (hasSales(sales)) return <Buyers />;
  return (
    <div class="view" data-testid="customers-view">
      <div class="view-body">
        {sales.error === null ? null : <ErrorNotice error={sales.error} onRetry={() => void sales.reread()} />}
        {mayNotRead(state.account) ? (
          <NoPermission />
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

function Buyers() {
  const { status } = useSales();
  const { form, view, error, list, look } = useCustomers();
  const [open, setOpen] = useState<string | null>(null);
  const readAt = status?.read_at_ms ?? null;
  const reading = status !== null && isReading(status.sync);
  useEffect(() => {
    if (reading) return;
    void list(form);
    void look();
  }, [list, look, readAt, reading]);
  const inFields = error !== null && Object.keys(error.fields).length > 0;
  return (
    <div class="view" data-testid="customers-view">
      <div class="view-body">
        {status !== null && reading ? <ReadingCard sync={status.sync} /> : null}
        {view === null ? null : <Head view={view} inFields={inFields} />}
        {view !== null && !view.any ? (
          <Empty testid="customers-none" drawing={<Icon name="customers" size={32} />} title={t("customers_none")}>
            {t("customers_none_text")}
          </Empty>
        ) : (
          <>
            <SegmentChips />
            <SegmentForm errors={error?.fields ?? {}} />
            <Toolbar errors={error?.fields ?? {}} />
            {error === null || inFields ? null : (
              <ErrorNotice error={error} testid="customers-error" onRetry={() => void list(form)} />
            )}
            {inFields ? null : view === null ? error === null ? <Skeleton /> : null : <Listing view={view} onOpen={setOpen} />}
          </>
        )}
      </div>
      {inFields || view === null || view.total === 0 ? null : <Foot view={view} />}
      {open === null ? null : <CustomerSheet email={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Head({ view, inFields }: { view: CustomersView; inFields: boolean }) {
  const { act } = usePanel();
  return (
    <>
      <div>
        <h1 data-testid="customers-title">{inFields ? t("tool_customers") : tn("customers_title", view.total)}</h1>
        <p class="muted small" data-testid="customers-proof">
          {[view.sentence, ...view.notes].join(" ")}
        </p>
      </div>
      {view.complete ? null : (
        <Notice
          severity="care"
          testid="customers-not-proven"
          actions={
            <Button small onClick={() => act.go(hashOf("sales", { page: "history" }))}>
              {t("sales_to_history")}
            </Button>
          }
        >
          {t("customers_not_proven")}
        </Notice>
      )}
    </>
  );
}

function Toolbar({ errors }: { errors: Readonly<Record<string, string>> }) {
  const { form, busy, list } = useCustomers();
  const [open, setOpen] = useState(false);
  const count = filteredBy(form.filter);
  return (
    <div class="toolbar">
      <span class="input">
        {busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="search" />}
        <input
          type="search"
          placeholder={t("customers_search")}
          aria-label={t("customers_search_label")}
          maxLength={200}
          value={form.search}
          data-testid="customers-search"
          onInput={(event) => void list({ ...form, search: event.currentTarget.value })}
        />
      </span>
      <span class="badge">
        <IconButton
          icon="filter"
          label={t("filter_title")}
          testid="customers-open-filter"
          pressed={count > 0}
          onClick={() => setOpen(true)}
        />
        {count > 0 ? <i aria-hidden="true">{count}</i> : null}
      </span>
      {open ? <CustomersFilter errors={errors} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Listing({ view, onOpen }: { view: CustomersView; onOpen: (email: string) => void }) {
  const { list } = useCustomers();
  if (view.total === 0) {
    return (
      <Empty
        testid="customers-no-match"
        title={t("customers_no_match")}
        actions={
          <Button
            testid="customers-show-all"
            onClick={() => void list({ filter: EMPTY_SALES_FILTER, segment: EVERYBODY, search: "" })}
          >
            {t("customers_show_all")}
          </Button>
        }
      >
        {t("customers_no_match_text")}
      </Empty>
    );
  }
  return (
    <>
      <div class="count-line" data-testid="customers-sums" aria-live="polite">
        <span>
          {t("customers_sums", view.spent.text, view.gross.text)} · {tn("customers_purchases", view.purchases)}
        </span>
      </div>
      <CustomersTable total={view.total} onOpen={onOpen} />
    </>
  );
}

function Foot({ view }: { view: CustomersView }) {
  const { addresses } = useCustomers();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [sheet, setSheet] = useState<"save" | "export" | null>(null);
  const copy = async (): Promise<void> => {
    setBusy(true);
    try {
      const { text, count, left_out } = await addresses();
      const left = left_out === 0 ? "" : ` ${tn("customers_left_out", left_out)}`;
      if (count > 0) copyText(text, `${tn("customers_copied", count)}${left}`);
      setError(null);
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  };
  const left = view.total - view.contactable;
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} testid="customers-copy-error" />}
      <ActionBar
        title={tn("customers_contactable", view.contactable)}
        detail={left === 0 ? t("customers_consent_all") : tn("customers_consent_left", left)}
      >
        <span class="button-row">
          <Button small testid="customers-save" onClick={() => setSheet("save")}>
            {t("customers_save")}
          </Button>
          <Button
            small
            testid="customers-copy"
            busy={busy}
            blocked={view.contactable === 0 ? t("customers_nobody_contactable") : ""}
            onClick={() => void copy()}
          >
            {t("customers_copy")}
          </Button>
          <Button small kind="go" icon="download" testid="customers-export" onClick={() => setSheet("export")}>
            {t("customers_export")}
          </Button>
        </span>
      </ActionBar>
      {sheet === "save" ? <SaveSegment onClose={() => setSheet(null)} /> : null}
      {sheet === "export" ? <CustomersExport view={view} onClose={() => setSheet(null)} /> : null}
    </>
  );
}
