/** Many codes, each with a name of its own by a pattern. */

import { t } from "../../../shared/i18n.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { usePanel } from "../../panel.ts";
import {
  DiscountFields,
  FormFrame,
  MoneyPerCurrency,
  Ways,
  WhereFields,
  moneyPaths,
  useCodesForm,
  useFormCurrencies,
} from "./form_parts.tsx";

const FIELDS = ["pattern", "count", "label", "percent", "cap", "universal_currency"];

export function MintPage() {
  const { state } = usePanel();
  const { form, set, error } = useCodesForm("mint");
  const currencies = useFormCurrencies("mint");
  const blocked = form.universal || state.list.chosen.size > 0 ? "" : t("codes_no_products_text");
  return (
    <FormFrame
      job="mint"
      title={t("codes_mint_title")}
      ways={<Ways here="mint" />}
      shown={[...FIELDS, ...moneyPaths(currencies)]}
      blocked={blocked}
    >
      <TextField
        code
        label={t("codes_pattern")}
        value={form.pattern}
        placeholder="SPRING-####-####"
        hint={t("codes_pattern_hint")}
        error={error("pattern", form.pattern)}
        testid="codes-pattern"
        onInput={(pattern) => set({ pattern })}
      />
      <div class="pair">
        <TextField
          numeric
          label={t("codes_count")}
          value={form.count}
          placeholder="100"
          hint={t("codes_count_hint")}
          error={error("count", form.count)}
          testid="codes-count"
          onInput={(count) => set({ count })}
        />
        <TextField
          label={t("codes_label")}
          value={form.label}
          placeholder={t("codes_label_example")}
          hint={t("codes_label_hint")}
          error={error("label", form.label)}
          testid="codes-label"
          onInput={(label) => set({ label })}
        />
      </div>
      <WhereFields job="mint" />
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
          label={t("codes_cap_each")}
          value={form.cap}
          placeholder={t("codes_no_limit")}
          error={error("cap", form.cap)}
          testid="codes-cap"
          onInput={(cap) => set({ cap })}
        />
      </MoneyPerCurrency>
    </FormFrame>
  );
}
