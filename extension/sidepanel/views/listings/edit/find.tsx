/** Find and replace over the texts of listings. */

import { t } from "../../../../shared/i18n.ts";
import type { FindForm } from "../../../../shared/protocol.d.ts";
import { CheckField, FieldError, TextField } from "../../../../shared/ui/field.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

const FIELDS: readonly FindForm["fields"][number][] = ["name", "description", "summary", "receipt"];
const SHOWN: readonly string[] = ["find", "replace", "fields"];

export function FindEdit() {
  const { form, set, error } = useEdit("find");
  const toggle = (field: FindForm["fields"][number], on: boolean): void =>
    set({ fields: FIELDS.filter((each) => (each === field ? on : form.fields.includes(each))) });
  return (
    <EditFrame name="find" title={t("edit_do_find")} isShown={(path) => SHOWN.includes(path)}>
      <TextField
        label={t("edit_find")}
        code={form.regex}
        value={form.find}
        hint={form.regex ? t("edit_regex_hint") : ""}
        error={error("find", form.find)}
        testid="edit-find-text"
        onInput={(find) => set({ find })}
      />
      <TextField
        label={t("edit_replace")}
        code={form.regex}
        value={form.replace}
        hint={t(form.regex ? "edit_replace_regex_hint" : "edit_replace_hint")}
        error={error("replace", form.replace)}
        testid="edit-replace-text"
        onInput={(replace) => set({ replace })}
      />
      <fieldset class="field">
        <legend class="field-label">{t("edit_where")}</legend>
        <div class="edit-checks">
          {FIELDS.map((field) => (
            <CheckField
              key={field}
              label={t(`edit_field_${field}`)}
              checked={form.fields.includes(field)}
              testid={`edit-field-${field}`}
              onChange={(on) => toggle(field, on)}
            />
          ))}
        </div>
        <FieldError error={error("fields", form.fields.join())} />
      </fieldset>
      <fieldset class="field">
        <legend class="field-label">{t("edit_how")}</legend>
        <div class="edit-checks">
          <CheckField
            label={t("edit_whole_words")}
            checked={form.whole_words}
            testid="edit-whole-words"
            onChange={(whole_words) => set({ whole_words })}
          />
          <CheckField
            label={t("edit_match_case")}
            checked={form.match_case}
            testid="edit-match-case"
            onChange={(match_case) => set({ match_case })}
          />
          <CheckField
            label={t("edit_regex")}
            checked={form.regex}
            testid="edit-regex"
            onChange={(regex) => set({ regex })}
          />
          {form.fields.includes("description") ? (
            <CheckField
              label={t("edit_in_links")}
              checked={form.in_links}
              testid="edit-in-links"
              onChange={(in_links) => set({ in_links })}
            />
          ) : null}
        </div>
      </fieldset>
    </EditFrame>
  );
}
