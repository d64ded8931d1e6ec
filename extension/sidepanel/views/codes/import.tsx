/** Codes from a CSV file, picked, dropped or pasted. What is wrong in it is listed line by line. */

import { useState } from "preact/hooks";

import { bytes } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { FieldError, TextField } from "../../../shared/ui/field.tsx";
import { Card } from "../../../shared/ui/surface.tsx";
import { LineProblems, TextFile } from "../../../shared/ui/text_file.tsx";
import { usePanel } from "../../panel.ts";
import { chosenProducts } from "../../state.ts";
import { saveFile } from "../history/report.ts";
import { ExistingFields, FormFrame, Ways, useCodesForm } from "./form_parts.tsx";
import { templateFor } from "./template.ts";

const MOST_BYTES = 5_000_000;
/** A longer text is not put into the field: it would only slow it down. */
const MOST_SHOWN = 20_000;

export function ImportPage() {
  const { form, set, error, work } = useCodesForm("import");
  const [tooBig, setTooBig] = useState("");
  const take = async (file: File): Promise<void> => {
    if (file.size > MOST_BYTES) return setTooBig(t("codes_file_big", bytes(file.size), bytes(MOST_BYTES)));
    setTooBig("");
    set({ file_name: file.name, text: await file.text() });
  };
  const problems = work.check?.lines ?? [];
  const listed = problems.length === 0 ? [] : Object.keys(work.errors).filter((path) => path.startsWith("line "));
  const fileError = problems.length === 0 ? (error("text", form.text) ?? "") : "";
  return (
    <FormFrame
      job="import"
      title={t("codes_import_title")}
      ways={<Ways here="import" />}
      shown={["text", "suffix", ...listed]}
      blocked={form.text.trim() === "" ? t("codes_import_empty") : ""}
      next={t("codes_import_next")}
    >
      <div class="stack tight">
        <TextFile
          fileName={form.file_name}
          hint={t("file_drop")}
          testid="codes-import"
          onFile={(file) => void take(file)}
        />
        <FieldError error={tooBig} />
      </div>
      {form.text.length > MOST_SHOWN ? (
        <div class="row between">
          <span class="muted">{t("codes_import_long", bytes(form.text.length))}</span>
          <button class="link" type="button" onClick={() => set({ file_name: "", text: "" })}>
            {t("codes_import_clear")}
          </button>
          <FieldError error={fileError} />
        </div>
      ) : (
        <TextField
          code
          lines={6}
          label={t("codes_import_paste")}
          value={form.text}
          placeholder="product,code,amount,kind,cap,minimum"
          error={fileError}
          testid="codes-import-text"
          onInput={(text) => set({ text, file_name: "" })}
        />
      )}
      {problems.length === 0 ? null : (
        <LineProblems
          problems={problems}
          severity="block"
          title={tn("codes_import_problems", problems.length)}
          testid="codes-import-problems"
        />
      )}
      <ExistingFields existing={form.existing} suffix={form.suffix} set={set} error={error} />
      <Columns />
    </FormFrame>
  );
}

const COLUMNS = ["product", "code", "amount", "kind", "cap", "minimum"] as const;

/** What each column holds, and what an empty cell in it means. */
function Columns() {
  const { state } = usePanel();
  return (
    <Card
      title={t("codes_columns")}
      aside={
        <button
          class="link small"
          type="button"
          data-testid="codes-template"
          onClick={() =>
            saveFile("gumsmith-codes-template.csv", "text/csv;charset=utf-8", templateFor(chosenProducts(state)))
          }
        >
          {t("codes_template")}
        </button>
      }
      testid="codes-columns"
    >
      <dl class="columns-help">
        {COLUMNS.map((column) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd class="muted">{t(`codes_help_${column}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
