/** A file of sales: which columns, which sales, how it is written, its first rows, and the files there are. */

import { useEffect, useState } from "preact/hooks";

import { useApi } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SalesExportCheckView, SalesFilter, ScriptSample } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { ActionBar, Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { ExportCards } from "../../exports/cards.tsx";
import { ExportOptionsFields } from "../../exports/options_fields.tsx";
import { optionsOf, useExports } from "../../exports/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { PRESETS, conditions, firstColumns, useSalesExport } from "../../sales/export.ts";
import { EMPTY_SALES_FILTER } from "../../sales/overview.ts";
import { scriptKeys, scriptOf } from "../../sales/script_columns.ts";
import { hasSales, isReading, mayNotRead, useSales } from "../../sales/state.ts";
import { useScriptColumns } from "../../sales/use_script_columns.ts";
import type { ScriptColumns } from "../../sales/use_script_columns.ts";
import { Skeleton } from "../../starting.tsx";
import { ColumnsEditor } from "./export_columns.tsx";
import { SalesDays, SalesFilterFields } from "./filter_fields.tsx";
import { NoPermission } from "./history_page.tsx";
import { NotRead } from "./overview_page.tsx";
import { ReadingCard } from "./reading.tsx";
import type { PageProps } from "./sales.tsx";
import { ScriptWork } from "./script_work.tsx";

export function ExportPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const sales = useSales();
  const here = hasSales(sales);
  return (
    <div class="view" data-testid="sales-export">
      {tabs}
      {here ? (
        <Form />
      ) : (
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
      )}
    </div>
  );
}

/** Ask anew whenever what the file would be can have changed. */
function useChecked(samples: ScriptSample[]): void {
  const { form, ask, look } = useSalesExport();
  const { choice } = useExports();
  const { status } = useSales();
  const { now } = usePanel();
  const reading = status !== null && isReading(status.sync);
  const readAt = status?.read_at_ms ?? null;
  useEffect(() => {
    if (form.preset !== "own" || form.columns.length > 0) void ask(form, optionsOf(choice, now()), samples);
  }, [ask, form, choice, reading, readAt, samples]);
  useEffect(() => void look(), [look, reading, readAt]);
}

function Form() {
  const { status } = useSales();
  const { check, error } = useSalesExport();
  const scripts = useScriptColumns(status?.read_at_ms ?? null);
  useChecked(scripts.samples);
  const fields = error?.fields ?? {};
  const inFields = Object.keys(fields).length > 0;
  return (
    <>
      <div class="view-body reading">
        <div>
          <h1>{t("sales_export_title")}</h1>
          <p class="muted">{t("sales_export_lead")}</p>
        </div>
        {error === null || inFields ? null : <ErrorNotice error={error} testid="sales-export-error" />}
        {status !== null && isReading(status.sync) ? <ReadingCard sync={status.sync} /> : null}
        {check === null || check.complete ? null : <NotProven check={check} />}
        <PresetCard fields={fields} />
        <SalesCard fields={fields} />
        <Card title={t("sales_export_how")}>
          <ExportOptionsFields error={error} />
        </Card>
        {check === null ? null : <FirstRows check={check} scripts={scripts} />}
        <ExportCards kind="sales" />
      </div>
      <Foot scripts={scripts} />
    </>
  );
}

function NotProven({ check }: { check: SalesExportCheckView }) {
  const { act } = usePanel();
  return (
    <Notice
      severity="care"
      testid="sales-export-not-proven"
      title={check.proof}
      actions={
        <Button small onClick={() => act.go(hashOf("sales", { page: "history" }))}>
          {t("sales_to_history")}
        </Button>
      }
    >
      {t("sales_export_not_proven")}
    </Notice>
  );
}

function PresetCard({ fields }: { fields: Readonly<Record<string, string>> }) {
  const { form, choices, setForm } = useSalesExport();
  return (
    <Card title={t("sales_export_columns")}>
      <div class="stack">
        <SelectField
          label={<span class="unseen">{t("sales_export_columns")}</span>}
          value={form.preset}
          options={PRESETS.map((value) => ({ value, label: t(`sales_preset_${value}`) }))}
          hint={t(`sales_preset_${form.preset}_hint`)}
          testid="sales-preset"
          onChange={(preset) =>
            setForm(
              preset === "own" && form.columns.length === 0
                ? { preset, columns: firstColumns(choices, "simple") }
                : { preset },
            )
          }
        />
        {form.preset === "own" ? <ColumnsEditor fields={fields} /> : null}
      </div>
    </Card>
  );
}

function SalesCard({ fields }: { fields: Readonly<Record<string, string>> }) {
  const { form, setForm } = useSalesExport();
  const [open, setOpen] = useState(false);
  const count = conditions(form.filter);
  const set = (filter: SalesFilter): void => setForm({ filter });
  return (
    <Card
      title={t("sales_export_which")}
      aside={
        <Button small icon="filter" testid="sales-export-filter" onClick={() => setOpen(true)}>
          {count === 0 ? t("sales_filter") : tn("sales_filter_on", count)}
        </Button>
      }
    >
      <SalesDays filter={form.filter} errors={fields} onChange={set} />
      {open ? <FilterDialog fields={fields} onChange={set} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

interface FilterDialogProps {
  fields: Readonly<Record<string, string>>;
  onChange: (filter: SalesFilter) => void;
  onClose: () => void;
}

function FilterDialog({ fields, onChange, onClose }: FilterDialogProps) {
  const { form, choices, check, error } = useSalesExport();
  const { filter } = form;
  const { first_day, last_day } = filter;
  return (
    <Dialog
      title={t("sales_export_which")}
      onClose={onClose}
      testid="sales-export-filter-sheet"
      foot={
        <>
          <Button
            kind="quiet"
            testid="sales-export-filter-clear"
            onClick={() => onChange({ ...EMPTY_SALES_FILTER, first_day, last_day })}
          >
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="sales-export-filter-close" onClick={onClose}>
            {check === null || error !== null ? t("close") : tn("sales_export_show", check.rows)}
          </Button>
        </>
      }
    >
      <SalesFilterFields
        filter={filter}
        facets={choices ?? { products: [], countries: [], codes: [] }}
        errors={fields}
        days={false}
        onChange={onChange}
      >
        <TextField
          label={t("sales_export_text")}
          value={filter.text}
          testid="sales-export-text"
          onInput={(text) => onChange({ ...filter, text })}
        />
      </SalesFilterFields>
    </Dialog>
  );
}

function FirstRows({ check, scripts }: { check: SalesExportCheckView; scripts: ScriptColumns }) {
  const { checked } = useSalesExport();
  if (check.rows === 0) return null;
  const known = new Set(scripts.samples.map(({ key }) => key));
  const waiting = checked?.preset === "own" ? checked.columns.map(({ key }) => scriptOf(key) !== null && !known.has(key)) : [];
  return (
    <Card title={t("sales_export_first_rows")} testid="sales-export-first-rows">
      <ScriptWork scripts={scripts} />
      <div class="sample-scroll" tabIndex={0} role="region" aria-label={t("sales_export_first_rows")}>
        <table class="sample-table">
          <thead>
            <tr>
              {check.header.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {check.first_rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{waiting[column] === true ? "…" : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {check.notes.length === 0 ? null : (
        <ul class="stack tight small muted sample-notes">
          {check.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Foot({ scripts }: { scripts: ScriptColumns }) {
  const api = useApi();
  const exports = useExports();
  const { form, check, error, failed } = useSalesExport();
  const [busy, setBusy] = useState(false);
  const mailing = form.preset === "mailing";
  const blocked =
    error !== null
      ? error.message
      : check === null
        ? t("sales_export_wait")
        : check.rows === 0
          ? check.sentence
          : scripts.busy && !busy
            ? t("sales_script_wait")
            : "";
  async function begin(): Promise<void> {
    setBusy(true);
    if (scriptKeys(form).length > 0) {
      document.querySelector('[data-testid="sales-export-first-rows"]')?.scrollIntoView({ block: "nearest" });
    }
    try {
      const made = await scripts.make(form);
      if (made === null) return;
      await exports.begin((options) => api.request({ op: "sales.export", form: { ...form, made }, options }));
      document.querySelector('[data-testid="export-cards"]')?.scrollIntoView({ block: "nearest" });
    } catch (thrown) {
      failed(thrown);
    } finally {
      setBusy(false);
    }
  }
  return (
    <ActionBar title={error === null ? check?.sentence : error.message} detail={error === null ? check?.name : ""}>
      <Button kind="go" icon="download" busy={busy} blocked={blocked} testid="sales-export-begin" onClick={() => void begin()}>
        {check === null || check.rows === 0 || error !== null
          ? t("sales_export_begin")
          : tn(mailing ? "sales_export_addresses" : "sales_export_sales", check.rows)}
      </Button>
    </ActionBar>
  );
}
