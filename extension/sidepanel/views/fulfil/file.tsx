/** Shipments from a CSV file, dropped, picked or pasted. What is wrong in it is listed line by line. */

import { useState } from "preact/hooks";

import { bytes } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField, FieldError, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card } from "../../../shared/ui/surface.tsx";
import { LineProblems, TextFile } from "../../../shared/ui/text_file.tsx";
import { errorAt } from "../../form_errors.ts";
import { useFulfil } from "../../fulfil/provider.tsx";
import { hashOf } from "../../route.ts";
import { saveFile } from "../history/report.ts";
import { FormErrors, Meaning } from "./form_parts.tsx";

const MOST_BYTES = 5_000_000;
/** A longer text is not put into the field: it would only slow it down. */
const MOST_SHOWN = 20_000;

export function FilePage() {
  const { state, act } = useFulfil();
  const work = state.forms.file;
  const { form, check, building } = work;
  const [tooBig, setTooBig] = useState("");
  const set = (change: Partial<typeof form>): void => act.setForm("file", change);
  const take = async (file: File): Promise<void> => {
    if (file.size > MOST_BYTES) return setTooBig(t("codes_file_big", bytes(file.size), bytes(MOST_BYTES)));
    setTooBig("");
    set({ file_name: file.name, text: await file.text() });
  };
  const isEmpty = form.text.trim() === "";
  const problems = isEmpty ? [] : (check?.lines ?? []);
  const fileError = problems.length === 0 ? errorAt(work, "text", form.text) : "";
  return (
    <form
      class="view"
      data-testid="fulfil-file"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void act.preview("file");
      }}
    >
      <div class="view-body reading">
        <div>
          <a class="back-link small" href={hashOf("fulfil")} data-testid="fulfil-back">
            <Icon name="back" size={12} /> {t("fulfil_back_ship")}
          </a>
          <h1>{t("fulfil_file_title")}</h1>
          <p class="muted">{t("fulfil_file_lead")}</p>
        </div>
        <FormErrors name="file" isShown={(path) => path === "text"} />
        <div class="stack tight">
          <TextFile
            fileName={form.file_name}
            hint={t("file_drop")}
            testid="fulfil-parcels"
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
            placeholder={"order number,tracking url\n524459935,https://"}
            error={fileError}
            testid="fulfil-file-text"
            onInput={(text) => set({ text, file_name: "" })}
          />
        )}
        {problems.length === 0 ? null : (
          <LineProblems
            problems={problems}
            severity="care"
            title={tn("fulfil_file_problems", problems.length)}
            testid="fulfil-file-problems"
          />
        )}
        <CheckField
          label={t("fulfil_replace_tracking")}
          checked={form.replace_tracking}
          testid="fulfil-replace"
          onChange={(replace_tracking) => set({ replace_tracking })}
        />
        {isEmpty ? null : <Meaning name="file" />}
        <Columns />
      </div>
      <ActionBar
        title={
          isEmpty || check === null ? t("prices_nothing_sent") : tn("fulfil_file_foot", check.rows)
        }
        detail={t("fulfil_ship_costs")}
      >
        <Button
          kind="go"
          type="submit"
          busy={building}
          blocked={isEmpty ? t("fulfil_file_empty") : ""}
          testid="fulfil-preview"
        >
          {t("preview")}
        </Button>
      </ActionBar>
    </form>
  );
}

const COLUMNS = ["order", "sale", "tracking"] as const;

function Columns() {
  const { act } = useFulfil();
  return (
    <Card
      title={t("codes_columns")}
      aside={
        <button
          class="link small"
          type="button"
          data-testid="fulfil-template"
          onClick={() => void act.template(saveFile)}
        >
          {t("fulfil_template")}
        </button>
      }
      testid="fulfil-columns"
    >
      <dl class="columns-help ship-columns">
        {COLUMNS.map((column) => (
          <div key={column}>
            <dt>
              <code>{t(`fulfil_column_name_${column}`)}</code>
            </dt>
            <dd class="muted">{t(`fulfil_help_${column}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{t("fulfil_help_blank")}</p>
    </Card>
  );
}
