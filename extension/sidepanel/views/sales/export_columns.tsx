/** The seller's own columns: chosen, renamed, put in order, saved under a name. */

import { useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { ColumnChoice } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { FieldError, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { firstColumns, moved, useSalesExport } from "../../sales/export.ts";
import { scriptOf } from "../../sales/script_columns.ts";

export function ColumnsEditor({ fields }: { fields: Readonly<Record<string, string>> }) {
  const { form, choices, setForm } = useSalesExport();
  const { columns } = form;
  const set = (next: ColumnChoice[]): void => setForm({ columns: next });
  const titles = new Map(choices?.columns.map(({ key, title }) => [key, title]));
  const free = choices?.columns.filter(({ key }) => !columns.some((column) => column.key === key)) ?? [];
  return (
    <div class="stack" data-testid="export-columns">
      <SavedSets />
      <ol class="own-columns" aria-label={t("sales_own_chosen")}>
        {columns.map((column, at) => {
          const name = titles.get(column.key) ?? scriptOf(column.key) ?? column.key;
          return (
            <li key={column.key} class="own-column" data-testid="own-column" data-key={column.key}>
              <div class="grow">
                <TextField
                  label={<span class="small muted">{name}</span>}
                  value={column.title}
                  placeholder={name}
                  error={fields[`columns.${column.key}`]}
                  testid={`own-title-${column.key}`}
                  onInput={(title) => set(columns.map((each, place) => (place === at ? { ...each, title } : each)))}
                />
              </div>
              <IconButton
                icon="up"
                label={t("sales_own_up", name)}
                disabled={at === 0}
                testid={`own-up-${column.key}`}
                onClick={() => set(moved(columns, at, -1))}
              />
              <IconButton
                icon="down"
                label={t("sales_own_down", name)}
                disabled={at === columns.length - 1}
                testid={`own-down-${column.key}`}
                onClick={() => set(moved(columns, at, 1))}
              />
              <IconButton
                icon="close"
                label={t("remove", name)}
                testid={`own-remove-${column.key}`}
                onClick={() => set(columns.filter((_, place) => place !== at))}
              />
            </li>
          );
        })}
      </ol>
      {columns.length === 0 ? <p class="muted">{t("sales_own_none")}</p> : null}
      <FieldError error={fields["columns"] ?? ""} />
      <SelectField
        label={t("sales_own_add")}
        value=""
        options={[
          { value: "", label: t("sales_own_pick") },
          ...free.map(({ key, title, group }) => ({ value: key, label: `${group}: ${title}` })),
        ]}
        testid="own-add"
        onChange={(key) => {
          if (key !== "") set([...columns, { key, title: "" }]);
        }}
      />
      <div class="row">
        <Button small kind="quiet" testid="own-simple" onClick={() => set(firstColumns(choices, "simple"))}>
          {t("sales_own_simple")}
        </Button>
        <Button small kind="quiet" testid="own-bookkeeping" onClick={() => set(firstColumns(choices, "bookkeeping"))}>
          {t("sales_own_bookkeeping")}
        </Button>
      </div>
    </div>
  );
}

function SavedSets() {
  const { form, choices, setForm, setError, keepSet, dropSet } = useSalesExport();
  const [name, setName] = useState("");
  const sets = choices?.sets ?? [];
  async function keep(): Promise<void> {
    if (await keepSet(name, form.columns)) {
      setName("");
      toast(t("sales_sets_saved"));
    }
  }
  return (
    <div class="stack tight">
      {sets.length === 0 ? null : (
        <div class="chips" role="group" aria-label={t("sales_sets")}>
          {sets.map((kept) => (
            <span key={kept.name} class="row tight nowrap">
              <Button small testid="own-set" onClick={() => setForm({ columns: kept.columns })}>
                {t("sales_sets_use", kept.name)}
              </Button>
              <IconButton
                icon="close"
                label={t("sales_sets_delete", kept.name)}
                testid="own-set-delete"
                onClick={() => void dropSet(kept.name)}
              />
            </span>
          ))}
        </div>
      )}
      <div class="row nowrap own-save">
        <div class="grow">
          <TextField
            label={t("sales_sets_name")}
            value={name}
            error={setError?.fields["name"] ?? (setError === null ? "" : setError.message)}
            testid="own-set-name"
            onInput={setName}
            onEnter={() => void keep()}
          />
        </div>
        <Button testid="own-set-save" onClick={() => void keep()}>
          {t("sales_sets_save")}
        </Button>
      </div>
    </div>
  );
}
