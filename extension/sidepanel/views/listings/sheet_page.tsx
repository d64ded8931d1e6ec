/** The catalogue as a spreadsheet: which columns go out, and the edited file that is brought back. */

import { useEffect } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField, FieldError, Segmented } from "../../../shared/ui/field.tsx";
import { ActionBar, Card, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { ExportCards } from "../../exports/cards.tsx";
import { ExportOptionsFields } from "../../exports/options_fields.tsx";
import { useExports } from "../../exports/state.ts";
import { changesAnything, columnsOf, useSheet } from "../../listings/sheet.ts";
import type { Sheets } from "../../listings/sheet.ts";
import { usePanel } from "../../panel.ts";
import { Skeleton } from "../../starting.tsx";
import { Refreshing, isReading } from "../products/reading.tsx";
import type { PageProps } from "./list_page.tsx";
import { SheetBack } from "./sheet_back.tsx";

export function SheetPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { shop } = state;
  const sheet = useSheet();
  const { look, again } = sheet;
  useEffect(() => {
    void look();
    void again();
  }, [look, again, shop]);
  return (
    <div class="view" data-testid="sheet-view">
      {tabs}
      <div class="view-body reading">
        <div>
          <h1>{t("catalogue_title")}</h1>
          <p class="muted">{t("catalogue_lead")}</p>
        </div>
        {shop === null || !isReading(shop) ? null : <Refreshing shop={shop} />}
        {sheet.choicesError === null ? null : (
          <ErrorNotice error={sheet.choicesError} onRetry={() => void look()} testid="sheet-error" />
        )}
        {sheet.choices === null ? (
          sheet.choicesError === null ? (
            <Skeleton />
          ) : null
        ) : (
          <>
            <Out sheet={sheet} />
            <ExportCards kind="catalogue" />
            <SheetBack />
          </>
        )}
      </div>
      {sheet.choices === null ? null : <Foot sheet={sheet} />}
    </div>
  );
}

function Out({ sheet }: { sheet: Sheets }) {
  const { choices, description, exportError } = sheet;
  const { state } = usePanel();
  const { choice, choose } = useExports();
  const { format } = choice;
  useEffect(() => {
    if (format === "jsonl") choose({ format: "xlsx" });
  }, [format, choose]);
  const chosen = state.list.chosen.size;
  const columns = columnsOf(sheet);
  return (
    <Card title={t("catalogue_out")} testid="sheet-out">
      <div class="stack">
        <p class="muted">{t("catalogue_out_lead")}</p>
        {chosen === 0 ? null : (
          <Segmented
            label={t("catalogue_which")}
            value={sheet.onlyChosen ? "chosen" : "all"}
            options={[
              { value: "all", label: tn("catalogue_all", choices?.products ?? 0) },
              { value: "chosen", label: tn("catalogue_chosen", chosen) },
            ]}
            testid="sheet-which"
            onChange={(which) => sheet.set({ onlyChosen: which === "chosen" })}
          />
        )}
        <fieldset class="catalogue-columns" data-testid="sheet-columns">
          <legend>{t("catalogue_columns")}</legend>
          {choices?.columns.map(({ key, title, about }) => (
            <CheckField
              key={key}
              label={
                <>
                  {title}
                  {about === "" ? null : <span class="muted small catalogue-about">{about}</span>}
                </>
              }
              checked={columns.includes(key)}
              testid={`sheet-column-${key}`}
              onChange={(on) => sheet.setColumn(key, on)}
            />
          ))}
          <FieldError error={exportError?.fields["columns"] ?? ""} />
        </fieldset>
        {columns.includes("description") ? (
          <div class="stack tight">
            <span class="catalogue-label" aria-hidden="true">
              {t("catalogue_description")}
            </span>
            <Segmented
              label={t("catalogue_description")}
              value={description}
              options={[
                { value: "markdown", label: "Markdown" },
                { value: "html", label: "HTML" },
              ]}
              testid="sheet-description"
              onChange={(how) => sheet.set({ description: how })}
            />
            <p class="muted small">{t(`catalogue_description_${description}`)}</p>
          </div>
        ) : null}
        <div class="stack tight">
          <span class="catalogue-label" aria-hidden="true">
            {t("catalogue_format")}
          </span>
          <ExportOptionsFields emails={false} moments={false} jsonLines={false} error={exportError} />
          <p class="muted small">{t(`catalogue_format_${format === "csv" ? "csv" : "xlsx"}`)}</p>
        </div>
        {exportError === null || "columns" in exportError.fields ? null : (
          <ErrorNotice error={exportError} testid="sheet-export-error" />
        )}
        <p class="muted small">{choices?.always}</p>
      </div>
    </Card>
  );
}

function Foot({ sheet }: { sheet: Sheets }) {
  return sheet.view !== null || sheet.reading ? <PreviewFoot sheet={sheet} /> : <ExportFoot sheet={sheet} />;
}

function ExportFoot({ sheet }: { sheet: Sheets }) {
  const exports = useExports();
  const { state } = usePanel();
  const all = sheet.choices?.products ?? 0;
  const chosen = state.list.chosen.size;
  const products = sheet.onlyChosen && chosen > 0 ? chosen : all;
  const columns = columnsOf(sheet).length;
  const blocked = products === 0 ? t("catalogue_no_products") : columns === 0 ? t("catalogue_no_columns") : "";
  async function begin(): Promise<void> {
    const view = await sheet.exportFile([...state.list.chosen], exports.begin);
    if (view !== null) document.querySelector('[data-testid="export-cards"]')?.scrollIntoView({ block: "nearest" });
  }
  return (
    <ActionBar
      title={blocked === "" ? `${tn("catalogue_products", products)}, ${tn("catalogue_columns_count", columns)}` : blocked}
      detail={t("prices_nothing_sent")}
    >
      <Button
        kind="go"
        icon="download"
        busy={sheet.exporting}
        blocked={blocked}
        testid="sheet-export"
        onClick={() => void begin()}
      >
        {t("catalogue_export")}
      </Button>
    </ActionBar>
  );
}

function PreviewFoot({ sheet }: { sheet: Sheets }) {
  const { act } = usePanel();
  const { view, picked, reading, building } = sheet;
  const ready = changesAnything(sheet);
  const title = reading ? t("catalogue_reading") : (view?.headline ?? "");
  async function preview(): Promise<void> {
    const plan = await sheet.plan();
    if (plan !== null) act.showPlan(plan, "listings", { page: "sheet" });
  }
  return (
    <ActionBar
      title={picked.length === 0 ? title : `${title}, ${tn("catalogue_picked", picked.length)}`}
      detail={t("prices_nothing_sent")}
    >
      <Button
        kind="go"
        busy={building || reading}
        blocked={ready || reading ? "" : t(view?.useful === true ? "catalogue_pick_first" : "catalogue_nothing")}
        testid="sheet-preview"
        onClick={() => void preview()}
      >
        {t("catalogue_preview")}
      </Button>
    </ActionBar>
  );
}
