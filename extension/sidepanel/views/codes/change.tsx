/** Other limits for chosen codes, and other codes in their place. */

import { t, tn } from "../../../shared/i18n.ts";
import type { LimitMode } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Segmented, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty } from "../../../shared/ui/surface.tsx";
import { chosenRefs } from "../../codes/choice.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import {
  DiscountFields,
  FormFrame,
  MoneyPerCurrency,
  moneyPaths,
  useCodesForm,
  useFormCurrencies,
} from "./form_parts.tsx";

const MODES: readonly LimitMode[] = ["keep", "set", "clear"];

export function LimitsPage() {
  const { form, set, error } = useCodesForm("limits");
  const currencies = useFormCurrencies("limits");
  const count = useChosenCount();
  if (count === 0) return <NothingChosen />;
  const unchanged = form.cap_mode === "keep" && form.minimum_mode === "keep";
  return (
    <FormFrame
      job="limits"
      title={t("codes_limits_title")}
      lead={<ChosenLine count={count} />}
      shown={["cap", "cap_mode", "minimum_mode", ...moneyPaths(currencies)]}
      blocked={unchanged ? t("codes_limits_none") : ""}
    >
      <fieldset class="stack tight">
        <legend class="field-label">{t("codes_cap")}</legend>
        <Mode
          label={t("codes_cap")}
          testid="codes-cap-mode"
          value={form.cap_mode}
          onChange={(cap_mode) => set({ cap_mode })}
        />
        {form.cap_mode === "set" ? (
          <TextField
            numeric
            label={t("codes_cap_new")}
            value={form.cap}
            placeholder="100"
            hint={t("codes_cap_hint")}
            error={error("cap", form.cap)}
            testid="codes-cap"
            onInput={(cap) => set({ cap })}
          />
        ) : null}
      </fieldset>
      <fieldset class="stack tight">
        <legend class="field-label">{t("codes_minimum")}</legend>
        <Mode
          label={t("codes_minimum")}
          testid="codes-minimum-mode"
          value={form.minimum_mode}
          onChange={(minimum_mode) => set({ minimum_mode })}
        />
        {form.minimum_mode === "set" ? (
          <MoneyPerCurrency
            field="minimums"
            label={t("codes_minimum_new")}
            currencies={currencies}
            amounts={form.minimums}
            placeholder="20"
            error={error}
            onInput={(minimums) => set({ minimums })}
          />
        ) : null}
      </fieldset>
      <p class="field-hint">
        {t("codes_limits_hint")} <a href={hashOf("codes", { page: "replace" })}>{t("codes_replace_link")}</a>
      </p>
    </FormFrame>
  );
}

export function ReplacePage() {
  const { form, set, error } = useCodesForm("replace");
  const currencies = useFormCurrencies("replace");
  const count = useChosenCount();
  if (count === 0) return <NothingChosen />;
  return (
    <FormFrame
      job="replace"
      title={t("codes_replace_title")}
      lead={<ChosenLine count={count} />}
      shown={["name", "percent", ...moneyPaths(currencies)]}
    >
      <TextField
        code
        label={t("codes_new_name")}
        value={form.name}
        placeholder={t("codes_as_it_is")}
        hint={t("codes_new_name_hint")}
        error={error("name", form.name)}
        testid="codes-name"
        onInput={(name) => set({ name })}
      />
      <DiscountFields
        keeps
        kind={form.kind}
        percent={form.percent}
        amounts={form.amounts}
        currencies={currencies}
        error={error}
        set={set}
      />
      <p class="field-hint">{t("codes_replace_hint")}</p>
    </FormFrame>
  );
}

function Mode(props: { label: string; value: LimitMode; testid: string; onChange: (mode: LimitMode) => void }) {
  return <Segmented {...props} options={MODES.map((mode) => ({ value: mode, label: t(`codes_mode_${mode}`) }))} />;
}

function useChosenCount(): number {
  const { chosen, list } = usePanel().state.codes;
  return chosenRefs(chosen, list.view?.rows ?? []).length;
}

function ChosenLine({ count }: { count: number }) {
  return (
    <>
      {tn("codes_chosen", count)} · <a href={hashOf("codes")}>{t("prices_chosen_change")}</a>
    </>
  );
}

export function NothingChosen() {
  const { act } = usePanel();
  return (
    <div class="view">
      <div class="view-body">
        <Empty
          testid="codes-nothing-chosen"
          drawing={<Icon name="codes" size={32} />}
          title={t("codes_nothing_title")}
          actions={
            <Button kind="go" onClick={() => act.go(hashOf("codes"))}>
              {t("codes_nothing_go")}
            </Button>
          }
        >
          {t("codes_nothing_text")}
        </Empty>
      </div>
    </div>
  );
}
