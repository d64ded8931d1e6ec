/** Codes with their links as QR codes, to print and to cut. */

import { useEffect, useState } from "preact/hooks";

import { errorBody, useApi } from "../shared/api.ts";
import type { Api } from "../shared/api.ts";
import { t, tn } from "../shared/i18n.ts";
import type { ErrorBody } from "../shared/protocol.d.ts";
import type { SheetLinks } from "../shared/settings.ts";
import { Button } from "../shared/ui/button.tsx";
import { Mark } from "../shared/ui/icon.tsx";
import { Qr } from "../shared/ui/qr.tsx";
import { Empty, ErrorNotice } from "../shared/ui/surface.tsx";
import { PART_SIZE, partCount, partOf, sheetOfBatch, sheetOfLinks } from "./parts.ts";
import type { Sheet, SheetCode } from "./parts.ts";

export interface SheetPageProps {
  /** `#batch=RUN` or `#links`. */
  hash: string;
  /** What `#links` is about; null when the browser was started anew since. */
  links: SheetLinks | null;
  print: () => void;
}

export function SheetPage({ hash, links, print }: SheetPageProps) {
  const api = useApi();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [part, setPart] = useState(0);
  const read = (): void => {
    setError(null);
    readSheet(api, hash, links).then(setSheet, (thrown: unknown) => setError(errorBody(thrown)));
  };
  useEffect(read, [api, hash, links]);
  useEffect(() => scrollTo(0, 0), [part]);
  if (error !== null) {
    return (
      <main class="sheet-wait">
        <ErrorNotice error={error} onRetry={read} />
      </main>
    );
  }
  if (sheet === null) {
    return (
      <main class="sheet-wait">
        <p class="muted" role="status">
          {t("sheet_reading")}
        </p>
      </main>
    );
  }
  if (sheet.codes.length === 0) {
    return (
      <main class="sheet-wait">
        <Empty title={t("sheet_empty")} drawing={<Mark large />} testid="sheet-empty">
          {t("sheet_empty_text")}
        </Empty>
      </main>
    );
  }
  return (
    <main class="sheet" data-testid="sheet">
      <Bar sheet={sheet} part={part} onPart={setPart} onPrint={print} />
      <header class="sheet-head">
        <h1>{sheet.title}</h1>
        {sheet.detail === "" ? null : <p>{sheet.detail}</p>}
      </header>
      <ul class="sheet-codes">
        {partOf(sheet, part).map((code) => (
          <Code key={code.key} code={code} />
        ))}
      </ul>
    </main>
  );
}

async function readSheet(api: Api, hash: string, links: SheetLinks | null): Promise<Sheet> {
  const runId = new URLSearchParams(hash.slice(1)).get("batch");
  if (runId !== null) return sheetOfBatch(await api.request({ op: "codes.batch", run_id: runId }));
  const { keys, form } = links ?? { keys: [], form: undefined };
  if (form === undefined) return { title: "", detail: "", codes: [], left_out: 0 };
  return sheetOfLinks(await api.request({ op: "codes.links", keys: [...keys], form }), t("sheet_links"));
}

interface BarProps {
  sheet: Sheet;
  part: number;
  onPart: (part: number) => void;
  onPrint: () => void;
}

/** On the screen only: which part is shown, and the printer. */
function Bar({ sheet, part, onPart, onPrint }: BarProps) {
  const parts = partCount(sheet);
  const total = sheet.codes.length;
  return (
    <div class="sheet-bar" data-testid="sheet-bar">
      <div class="grow">
        <b>
          {parts === 1
            ? tn("sheet_codes", total)
            : t("sheet_part", part * PART_SIZE + 1, Math.min(total, (part + 1) * PART_SIZE), total)}
        </b>
        <div class="muted small">{sheet.left_out > 0 ? tn("sheet_left_out", sheet.left_out) : t("sheet_hint")}</div>
      </div>
      {parts === 1 ? null : (
        <>
          <Button testid="sheet-back" blocked={part === 0 ? t("sheet_first") : ""} onClick={() => onPart(part - 1)}>
            {t("sheet_back")}
          </Button>
          <Button
            testid="sheet-next"
            blocked={part === parts - 1 ? t("sheet_last") : ""}
            onClick={() => onPart(part + 1)}
          >
            {t("sheet_next")}
          </Button>
        </>
      )}
      <Button kind="go" icon="print" testid="sheet-print" onClick={onPrint}>
        {t("sheet_print")}
      </Button>
    </div>
  );
}

function Code({ code }: { code: SheetCode }) {
  return (
    <li class="sheet-code">
      <Qr text={code.link} label={t("sheet_qr", code.code)} />
      <b>{code.code}</b>
      <span>{code.product}</span>
    </li>
  );
}
