/** The edited file: chosen or dropped, what it changes, what is left to the seller, and what cannot be used. */

import { useEffect, useRef } from "preact/hooks";

import { base64Of } from "../../../shared/base64.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SheetLine, SheetView } from "../../../shared/protocol.d.ts";
import { CheckField } from "../../../shared/ui/field.tsx";
import { Card, ErrorNotice, Notice, Tag } from "../../../shared/ui/surface.tsx";
import { TextFile } from "../../../shared/ui/text_file.tsx";
import { useSheet } from "../../listings/sheet.ts";

const ACCEPT =
  ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function SheetBack() {
  const sheet = useSheet();
  const { choices, fileName, fileError, reading, view } = sheet;
  const result = useRef<HTMLDivElement>(null);
  const sheetId = view?.sheet_id;
  useEffect(() => {
    if (sheetId !== undefined) result.current?.scrollIntoView({ block: "nearest" });
  }, [sheetId]);
  return (
    <Card title={t("catalogue_back")} testid="sheet-back">
      <div class="stack">
        <p class="muted">{t("catalogue_back_lead")}</p>
        <TextFile
          fileName={fileName}
          hint={t("file_drop")}
          testid="sheet"
          accept={ACCEPT}
          label={t("catalogue_choose_file")}
          onFile={(file) => void sheet.read(file, () => base64Of(file))}
        />
        {reading ? (
          <p class="muted" role="status" data-testid="sheet-reading">
            {t("catalogue_reading")}
          </p>
        ) : null}
        {fileError === null ? null : <ErrorNotice error={fileError} testid="sheet-file-error" />}
        {view === null ? (
          <ul class="catalogue-rules muted small">
            <li>{t("catalogue_rule_blank")}</li>
            <li>{t("catalogue_rule_clear", choices?.clear ?? "")}</li>
            <li>{t("catalogue_rule_new")}</li>
            <li>{t("catalogue_rule_other")}</li>
          </ul>
        ) : (
          <div ref={result} class="stack" data-testid="sheet-result">
            <Result view={view} onForget={sheet.forget} />
          </div>
        )}
      </div>
    </Card>
  );
}

function Result({ view, onForget }: { view: SheetView; onForget: () => void }) {
  return (
    <>
      <div class="stack tight" role="status">
        <h3 data-testid="sheet-headline">{view.headline}</h3>
        <p class="muted">{view.facts.join(" ")}</p>
        <button class="link small" type="button" data-testid="sheet-forget" onClick={onForget}>
          {t("catalogue_forget")}
        </button>
      </div>
      {view.columns.length === 0 ? null : (
        <ul class="catalogue-counts" aria-label={t("catalogue_edited_columns")} data-testid="sheet-counts">
          {view.columns.map(({ title, count }) => (
            <li key={title}>
              <Tag tone="info">
                {title} <b class="num">{count}</b>
              </Tag>
            </li>
          ))}
        </ul>
      )}
      {view.notes.map((note) => (
        <Notice key={note} severity="care" testid="sheet-note">
          {note}
        </Notice>
      ))}
      <Doubts view={view} />
      <Lines
        lines={view.problems}
        more={view.more_problems}
        severity="care"
        title={view.problem_title}
        testid="sheet-problems"
      />
      <Lines
        lines={view.told}
        more={view.more_told}
        severity="info"
        title={t("catalogue_told")}
        testid="sheet-told"
      />
    </>
  );
}

function Doubts({ view }: { view: SheetView }) {
  const { picked, pick } = useSheet();
  if (view.doubts.length === 0) return null;
  return (
    <Notice severity="care" title={tn("catalogue_doubts", view.doubts.length + view.more_doubts)} testid="sheet-doubts">
      <ul class="stack tight">
        {view.doubts.map(({ key, row, column, product, why }) => (
          <li key={key}>
            <CheckField
              label={
                <>
                  <b>{product}</b>, {column} <span class="muted small">{t("catalogue_row", row)}</span>
                  <span class="catalogue-about small">{why}</span>
                </>
              }
              checked={picked.includes(key)}
              testid={`sheet-doubt-${row}`}
              onChange={(on) => pick(key, on)}
            />
          </li>
        ))}
      </ul>
      {view.more_doubts > 0 ? <p class="small">{t("note_more", view.more_doubts)}</p> : null}
    </Notice>
  );
}

interface LinesProps {
  lines: readonly SheetLine[];
  more: number;
  title: string;
  severity: "care" | "info";
  testid: string;
}

function Lines({ lines, more, title, severity, testid }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <Notice severity={severity} title={title} testid={testid}>
      <div class="catalogue-lines" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("catalogue_head_row")}</th>
              <th scope="col">{t("catalogue_head_column")}</th>
              <th scope="col">{t("catalogue_head_what")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ row, column, product, text }, at) => (
              <tr key={at}>
                <td class="num">{row}</td>
                <td>{column === "" ? t("catalogue_whole_row") : column}</td>
                <td>
                  {product === "" ? null : <b>{product}: </b>}
                  {text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 ? <p class="small">{t("note_more", more)}</p> : null}
    </Notice>
  );
}
