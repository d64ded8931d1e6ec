/** Versions of many products: added, renamed, described, their stock, and what they cost more. */

import { t, tn } from "../../../../shared/i18n.ts";
import type { VersionsHow } from "../../../../shared/protocol.d.ts";
import { FieldError, SelectField, TextField } from "../../../../shared/ui/field.tsx";
import type { Option } from "../../../../shared/ui/field.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

const HOWS: readonly VersionsHow[] = ["add", "rename", "describe", "stock", "surcharge"];

type VersionField = "category" | "version" | "name" | "description" | "stock" | "amounts";

const FIELDS: Readonly<Record<VersionsHow, readonly VersionField[]>> = {
  add: ["category", "name", "description", "stock", "amounts"],
  rename: ["category", "version", "name"],
  describe: ["category", "version", "description"],
  stock: ["category", "version", "stock"],
  surcharge: ["category", "version", "amounts"],
};

export function VersionsEdit() {
  const { form, set, error } = useEdit("versions");
  const fields = FIELDS[form.how];
  const has = (field: VersionField): boolean => fields.includes(field);
  return (
    <EditFrame
      name="versions"
      title={t("edit_do_versions")}
      isShown={(path) => fields.some((field) => path === field || path.startsWith(`${field}.`))}
    >
      <SelectField
        label={t("edit_versions_how")}
        value={form.how}
        testid="edit-how"
        options={HOWS.map((value) => ({ value, label: t(`edit_versions_${value}`) }))}
        onChange={(how) => set({ how })}
      />
      <Which />
      {has("name") ? (
        <TextField
          label={t(form.how === "add" ? "edit_version_name" : "edit_version_new_name")}
          value={form.name}
          error={error("name", form.name)}
          testid="edit-version-name"
          onInput={(name) => set({ name })}
        />
      ) : null}
      {has("description") ? (
        <TextField
          label={t("edit_version_description")}
          lines={3}
          value={form.description}
          hint={t(form.how === "add" ? "edit_optional" : "edit_empty_clears")}
          error={error("description", form.description)}
          testid="edit-version-description"
          onInput={(description) => set({ description })}
        />
      ) : null}
      {has("stock") ? (
        <TextField
          numeric
          label={t("edit_version_stock")}
          value={form.stock}
          placeholder={t("codes_no_limit")}
          hint={t("edit_version_stock_hint")}
          error={error("stock", form.stock)}
          testid="edit-version-stock"
          onInput={(stock) => set({ stock })}
        />
      ) : null}
      {has("amounts") ? <Surcharges /> : null}
    </EditFrame>
  );
}

/** Which versions: a category, and a name in it. */
function Which() {
  const { form, options, set, error } = useEdit("versions");
  const isNew = form.how === "add";
  const categories = options?.version_categories ?? [];
  const names = (options?.versions ?? []).filter(
    (version) => form.category === "" || version.categories.includes(form.category),
  );
  return (
    <div class="pair">
      <SelectField
        label={t("edit_version_category")}
        value={form.category}
        error={error("category", form.category)}
        testid="edit-version-category"
        options={withKept(form.category, [
          { value: "", label: t(isNew ? "edit_version_only_category" : "edit_version_any_category") },
          ...categories.map(({ value, label, count }) => ({ value, label: tn("edit_in_products", count, label) })),
        ])}
        onChange={(category) => set({ category, version: "" })}
      />
      {isNew ? null : (
        <SelectField
          label={t("edit_version")}
          value={form.version}
          error={error("version", form.version)}
          testid="edit-version"
          options={withKept(form.version, [
            { value: "", label: t(form.how === "rename" ? "edit_version_choose" : "edit_version_any") },
            ...names.map(({ name, products }) => ({ value: name, label: tn("edit_in_products", products, name) })),
          ])}
          onChange={(version) => set({ version })}
        />
      )}
    </div>
  );
}

/** What was chosen stays to be seen, also when none of the products has it any more. */
function withKept(value: string, options: readonly Option<string>[]): readonly Option<string>[] {
  return options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
}

/** What the version costs more, in each currency of the chosen products. */
function Surcharges() {
  const { form, options, set, error } = useEdit("versions");
  const currencies = options?.currencies ?? [];
  return (
    <fieldset class="field">
      <legend class="field-label">{t("edit_surcharge")}</legend>
      <div class="pair">
        {currencies.map(({ currency, symbol, digits, products }) => (
          <TextField
            key={currency}
            numeric
            label={tn("edit_in_products", products, currency.toUpperCase())}
            prefix={symbol}
            value={form.amounts[currency] ?? ""}
            placeholder={digits === 0 ? "500" : "5.00"}
            error={error(`amounts.${currency}`, form.amounts[currency] ?? "")}
            testid={`edit-amount-${currency}`}
            onInput={(text) => set({ amounts: { ...form.amounts, [currency]: text } })}
          />
        ))}
      </div>
      <FieldError error={error("amounts", Object.values(form.amounts).join(""))} />
      <span class="field-hint">{t(form.how === "add" ? "edit_surcharge_add_hint" : "edit_surcharge_hint")}</span>
    </fieldset>
  );
}
