/** One code, on every chosen product or for all of the shop. */

import { t } from "../../../shared/i18n.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { usePanel } from "../../panel.ts";
import {
  DiscountFields,
  ExistingFields,
  FormFrame,
  MoneyPerCurrency,
  Ways,
  WhereFields,
  moneyPaths,
  useCodesForm,
  useFormCurrencies,
} from "./form_parts.tsx";

const FIELDS = ["name", "percent", "cap", "universal_currency", "suffix"];

export function MakePage() {
  const { state } = usePanel();
  const { form, set, error } = useCodesForm("make");
  const currencies = useFormCurrencies("make");
  const blocked = form.universal || state.list.chosen.size > 0 ? "" : t("codes_no_products_text");
  return (
    <FormFrame
      job="make"
      title={t("codes_make_title")}
      ways={<Ways here="make" />}
      shown={[...FIELDS, ...moneyPaths(currencies)]}
      blocked={blocked}
    >
      <TextField
        code
        label={t("codes_name")}
        value={form.name}
        placeholder="AUTUMN20"
        error={error("name", form.name)}
        testid="codes-name"
        onInput={(name) => set({ name })}
      />
      <WhereFields job="make" />
      <DiscountFields
        kind={form.kind}
        percent={form.percent}
        amounts={form.amounts}
        currencies={currencies}
        error={error}
        set={set}
      />
      <MoneyPerCurrency
        field="minimums"
        label={t("codes_minimum")}
        currencies={currencies}
        amounts={form.minimums}
        placeholder={t("none")}
        error={error}
        onInput={(minimums) => set({ minimums })}
      >
        <TextField
          numeric
          label={t("codes_cap")}
          value={form.cap}
          placeholder={t("codes_no_limit")}
          error={error("cap", form.cap)}
          testid="codes-cap"
          onInput={(cap) => set({ cap })}
        />
      </MoneyPerCurrency>
      <ExistingFields existing={form.existing} suffix={form.suffix} set={set} error={error} />
    </FormFrame>
  );
}
