/** How a file is written: its format, and behind a fold what hardly anybody has to change. */

import { useMemo } from "preact/hooks";

import { t } from "../../shared/i18n.ts";
import type { ErrorBody } from "../../shared/protocol.d.ts";
import { CheckField, FieldError, Segmented, SelectField } from "../../shared/ui/field.tsx";
import { Notice } from "../../shared/ui/surface.tsx";
import { useExports } from "./state.ts";
import { zoneNames } from "./zones.ts";

export interface ExportOptionsProps {
  /** What the core refused, for the field it is about. */
  error?: ErrorBody | null;
  /** False where no column holds addresses. */
  emails?: boolean;
  /** False where no column holds moments. */
  moments?: boolean;
  /** False where the file is to be opened in a spreadsheet. */
  jsonLines?: boolean;
}

const SPREADSHEETS = [
  { value: "csv", label: "CSV" },
  { value: "xlsx", label: "Excel" },
] as const;
const FORMATS = [...SPREADSHEETS, { value: "jsonl", label: "JSON Lines" }] as const;

export function ExportOptionsFields({
  error = null,
  emails = true,
  moments = true,
  jsonLines = true,
}: ExportOptionsProps) {
  const { choice, choose } = useExports();
  const zones = useMemo(() => zoneNames().map((name) => ({ value: name, label: name.replaceAll("_", " ") })), []);
  const isCsv = choice.format === "csv";
  return (
    <div class="stack" data-testid="export-options">
      <Segmented
        label={t("export_format")}
        value={choice.format}
        options={jsonLines ? FORMATS : SPREADSHEETS}
        onChange={(format) => choose({ format })}
        testid="export-format"
      />
      <details class="export-more">
        <summary data-testid="export-more">{t("export_more")}</summary>
        <div class="stack">
          {isCsv ? (
            <>
              <SelectField
                label={t("export_separator")}
                value={choice.separator}
                options={[
                  { value: "comma", label: t("export_comma") },
                  { value: "semicolon", label: t("export_semicolon") },
                  { value: "tab", label: t("export_tab") },
                ]}
                onChange={(separator) => choose({ separator })}
                testid="export-separator"
              />
              <CheckField
                label={t("export_decimal_comma")}
                checked={choice.decimal_comma}
                onChange={(decimal_comma) => choose({ decimal_comma })}
                testid="export-decimal-comma"
              />
              <CheckField
                label={t("export_bom")}
                checked={choice.bom}
                onChange={(bom) => choose({ bom })}
                testid="export-bom"
              />
              <CheckField
                label={t("export_safe")}
                checked={!choice.raw}
                onChange={(safe) => choose({ raw: !safe })}
                testid="export-safe"
              />
              {choice.raw ? (
                <Notice severity="care" testid="export-raw-warning">
                  {t("export_raw_warning")}
                </Notice>
              ) : null}
            </>
          ) : null}
          {emails ? (
            <CheckField
              label={t("export_hashed")}
              checked={choice.hashed_emails}
              onChange={(hashed_emails) => choose({ hashed_emails })}
              testid="export-hashed"
            />
          ) : null}
          {moments ? (
            <SelectField
              label={t("export_zone")}
              value={choice.zone}
              options={zones}
              onChange={(zone) => choose({ zone })}
              testid="export-zone"
            />
          ) : null}
        </div>
      </details>
      <FieldError error={error?.fields["zone"] ?? ""} />
    </div>
  );
}
