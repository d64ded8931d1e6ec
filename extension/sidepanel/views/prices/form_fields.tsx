/** The fields of the price form. What they mean is the core's to say; here they are only drawn and filled in. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { Mode, PriceForm, RoundTo, SavedScriptView, VersionMode } from "../../../shared/protocol.d.ts";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Segmented, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { chosenProducts } from "../../state.ts";
import {
  ENDING_CHOICES,
  MAIN_MODES,
  OTHER_MODES,
  currenciesOf,
  endingChoice,
  fieldError,
  otherErrors,
  withEnding,
} from "./form_parts.ts";
import type { FormCurrency } from "./form_parts.ts";
import { RuleField } from "./rule_field.tsx";
import { ScriptField } from "./script_field.tsx";

type MoneyMap = "amounts" | "steps" | "floors" | "ceilings" | "version_amounts";

/** `scripts` are those that can be a rule for prices; null until they are read. */
export function FormFields({ scripts }: { scripts: readonly SavedScriptView[] | null }) {
  const { state } = usePanel();
  const { form, shop } = state;
  const chosen = useMemo(() => chosenProducts(state), [state.shop, state.list.chosen]);
  const currencies = useMemo(() => (shop === null ? [] : currenciesOf(shop, chosen)), [shop, chosen]);
  const body = useRef<HTMLDivElement>(null);
  const hasVersions = chosen.some((product) => product.versions.length > 0);
  const others = otherErrors(form, currencies);
  const changesPrice = form.form.mode !== "keep";

  useEffect(() => {
    if (Object.keys(form.errors).length > 0)
      body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form.errors]);

  return (
    <div class="stack" ref={body}>
      <ModeChoice />
      {others.length === 0 ? null : (
        <Notice severity="block" urgent testid="form-error">
          {others.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </Notice>
      )}
      <ModeFields scripts={scripts} currencies={currencies} ending={changesPrice ? <EndingField /> : null} />
      {changesPrice && currencies.length === 1 ? <Limits currencies={currencies} /> : null}
      {hasVersions || form.form.mode === "keep" ? <Versions currencies={currencies} /> : null}
      {changesPrice ? <Rounding currencies={currencies} /> : null}
    </div>
  );
}

/** The form's state and a way to change part of it. */
function useForm() {
  const { state, act } = usePanel();
  const { form } = state.form;
  return {
    form,
    set: (change: Partial<PriceForm>): void => act.setForm({ ...form, ...change }),
    error: (path: string, value: string): string | undefined => fieldError(state.form, path, value),
  };
}

function ModeChoice() {
  const { form, set } = useForm();
  const other = OTHER_MODES.some((mode) => mode === form.mode);
  const [open, setOpen] = useState(other);
  const choose = (mode: Mode): void => set({ mode, versions: versionsFor(mode, form) });
  return (
    <div class="stack tight">
      <Segmented
        label={t("mode_label")}
        value={form.mode}
        testid="mode"
        options={MAIN_MODES.map((mode) => ({ value: mode as Mode, label: t(`mode_${mode}`) }))}
        onChange={choose}
      />
      <div class="row">
        <button
          class="link small"
          type="button"
          aria-expanded={open || other}
          data-testid="mode-more"
          onClick={() => setOpen(!open)}
        >
          {t("mode_more")}
        </button>
        {open || other
          ? OTHER_MODES.map((mode) => (
              <Chip key={mode} on={form.mode === mode} testid={`mode-${mode}`} onClick={() => choose(mode)}>
                {t(`mode_${mode}`)}
              </Chip>
            ))
          : null}
      </div>
    </div>
  );
}

/** Versions only: they must change somehow. Back from there: they stay, as at first. */
function versionsFor(mode: Mode, form: PriceForm): VersionMode {
  if (mode === "keep") return form.versions === "keep" || form.versions === "with_base" ? "percent" : form.versions;
  return form.mode === "keep" ? "keep" : form.versions;
}

interface ModeFieldsProps {
  currencies: readonly FormCurrency[];
  scripts: readonly SavedScriptView[] | null;
  ending: ComponentChildren;
}

function ModeFields({ currencies, scripts, ending }: ModeFieldsProps) {
  const { form, set, error } = useForm();
  switch (form.mode) {
    case "percent":
      return (
        <div class="pair">
          <TextField
            numeric
            label={t("field_percent")}
            value={form.percent}
            suffix="%"
            placeholder="+10"
            error={error("percent", form.percent)}
            testid="field-percent"
            onInput={(percent) => set({ percent })}
          />
          {ending}
        </div>
      );
    case "multiply":
      return (
        <div class="pair">
          <TextField
            numeric
            label={t("field_factor")}
            value={form.factor}
            prefix="×"
            placeholder="1.5"
            error={error("factor", form.factor)}
            testid="field-factor"
            onInput={(factor) => set({ factor })}
          />
          {ending}
        </div>
      );
    case "set":
    case "amount":
      return (
        <AmountFields
          map="amounts"
          currencies={currencies}
          label={t(form.mode === "set" ? "field_set" : "field_amount")}
          signed={form.mode === "amount"}
        >
          {form.mode === "amount" ? ending : null}
        </AmountFields>
      );
    case "custom":
      return (
        <>
          <RuleField
            value={form.expression}
            error={error("expression", form.expression)}
            onInput={(expression) => set({ expression })}
          />
          <div class="pair">{ending}</div>
        </>
      );
    case "script":
      return (
        <>
          <ScriptField
            value={form.script}
            scripts={scripts}
            error={error("script", form.script)}
            onChange={(script) => set({ script })}
          />
          <div class="pair">{ending}</div>
        </>
      );
    case "currency":
      return <CurrencyFields ending={ending} />;
    case "keep":
      return <p class="muted">{t("keep_text")}</p>;
  }
}

interface AmountFieldsProps {
  map: MoneyMap;
  currencies: readonly FormCurrency[];
  label: string;
  /** An amount to add or take away. */
  signed: boolean;
  children?: ComponentChildren;
}

/** An amount in each currency of the products chosen; one that is left empty leaves its products alone. */
function AmountFields({ map, currencies, label, signed, children }: AmountFieldsProps) {
  const placeholder = signed ? { placeholder: "+2" } : {};
  if (currencies.length === 1) {
    return (
      <MoneyFields map={map} currencies={currencies} label={() => label} {...placeholder}>
        {children}
      </MoneyFields>
    );
  }
  const inCurrency = ({ code, products }: FormCurrency): string =>
    t("field_in_currency", code.toUpperCase(), tn("products_count", products));
  return (
    <fieldset class="stack">
      <legend class="field-label">{label}</legend>
      <MoneyFields map={map} currencies={currencies} label={inCurrency} {...placeholder} />
      <p class="field-hint">{t("amounts_hint")}</p>
      {children}
    </fieldset>
  );
}

function CurrencyFields({ ending }: { ending: ComponentChildren }) {
  const { state } = usePanel();
  const { form, set, error } = useForm();
  const options = (state.shop?.currencies ?? []).map(({ code, symbol }) => ({
    value: code,
    label: `${code.toUpperCase()} ${symbol}`,
  }));
  return (
    <>
      <div class="pair">
        <SelectField
          label={t("field_to_currency")}
          value={form.to_currency}
          options={[{ value: "", label: t("choose") }, ...options]}
          error={error("to_currency", form.to_currency)}
          testid="field-to-currency"
          onChange={(to_currency) => set({ to_currency })}
        />
        <TextField
          numeric
          label={t("field_rate")}
          value={form.rate}
          placeholder="0.92"
          error={error("rate", form.rate)}
          testid="field-rate"
          onInput={(rate) => set({ rate })}
        />
        {ending}
      </div>
      <p class="field-hint">{t("field_rate_hint")}</p>
    </>
  );
}

function EndingField() {
  const { form, set, error } = useForm();
  return (
    <>
      <SelectField
        label={t("field_ending")}
        value={endingChoice(form)}
        testid="field-ending"
        options={ENDING_CHOICES.map((choice) => ({ value: choice, label: t(`ending_${choice}`) }))}
        onChange={(choice) => set(withEnding(form, choice))}
      />
      {form.ending === "custom" ? (
        <>
          <TextField
            label={t("field_endings")}
            value={form.endings}
            placeholder="0.49, 0.99"
            error={error("endings", form.endings)}
            testid="field-endings"
            onInput={(endings) => set({ endings })}
          />
          <Direction
            label={t("field_ending_to")}
            value={form.ending_to}
            onChange={(ending_to) => set({ ending_to })}
          />
        </>
      ) : null}
    </>
  );
}

function Direction({
  label,
  value,
  onChange,
}: {
  label: string;
  value: RoundTo;
  onChange: (value: RoundTo) => void;
}) {
  return (
    <SelectField
      label={label}
      value={value === "none" ? "nearest" : value}
      options={(["up", "nearest", "down"] as const).map((way) => ({
        value: way as RoundTo,
        label: t(`way_${way}`),
      }))}
      onChange={onChange}
    />
  );
}

interface MoneyFieldsProps {
  map: MoneyMap;
  currencies: readonly FormCurrency[];
  label: (currency: FormCurrency) => string;
  placeholder?: string;
  children?: ComponentChildren;
}

/** One field per currency. */
function MoneyFields({ map, currencies, label, placeholder, children }: MoneyFieldsProps) {
  const { form, set, error } = useForm();
  return (
    <div class="pair">
      {currencies.map((currency) => {
        const value = form[map][currency.code] ?? "";
        return (
          <TextField
            key={currency.code}
            numeric
            label={label(currency)}
            value={value}
            prefix={currency.symbol}
            {...(placeholder === undefined ? {} : { placeholder })}
            error={error(`${map}.${currency.code}`, value)}
            testid={`field-${map}-${currency.code}`}
            onInput={(typed) => set({ [map]: { ...form[map], [currency.code]: typed } })}
          />
        );
      })}
      {children}
    </div>
  );
}

function Limits({ currencies }: { currencies: readonly FormCurrency[] }) {
  const single = currencies.length === 1;
  const label = (name: string) => (currency: FormCurrency) =>
    single ? name : `${name}, ${currency.code.toUpperCase()}`;
  if (single) {
    return (
      <div class="pair">
        <MoneyFields map="floors" currencies={currencies} label={label(t("field_floor"))} placeholder={t("none")} />
        <MoneyFields
          map="ceilings"
          currencies={currencies}
          label={label(t("field_ceiling"))}
          placeholder={t("none")}
        />
      </div>
    );
  }
  return (
    <div class="currency-rows">
      {currencies.map((currency) => (
        <div key={currency.code} class="pair">
          <MoneyFields
            map="floors"
            currencies={[currency]}
            label={label(t("field_floor"))}
            placeholder={t("none")}
          />
          <MoneyFields
            map="ceilings"
            currencies={[currency]}
            label={label(t("field_ceiling"))}
            placeholder={t("none")}
          />
        </div>
      ))}
    </div>
  );
}

/** Rounding to steps, and the limits when there are several currencies: out of the way until wanted. */
function Rounding({ currencies }: { currencies: readonly FormCurrency[] }) {
  const { form, set } = useForm();
  const { state } = usePanel();
  const several = currencies.length > 1;
  const errors = { ...state.form.check?.errors, ...state.form.errors };
  const wrong = Object.keys(errors).some(
    (path) => path.startsWith("steps.") || (several && /^(floors|ceilings)\./.test(path)),
  );
  return (
    <details class="more" open={wrong || undefined}>
      <summary data-testid="more-rounding">
        {t(several ? "rounding_and_limits" : "rounding")} <Icon name="down" size={12} />
      </summary>
      <div class="stack">
        <SelectField
          label={t("field_round_to")}
          value={form.round_to}
          testid="field-round-to"
          options={(["none", "nearest", "up", "down"] as const).map((way) => ({
            value: way as RoundTo,
            label: t(`round_${way}`),
          }))}
          onChange={(round_to) => set({ round_to })}
        />
        {form.round_to === "none" ? null : (
          <MoneyFields
            map="steps"
            currencies={currencies}
            label={(currency) => (several ? t("field_step_in", currency.code.toUpperCase()) : t("field_step"))}
          />
        )}
        {several ? <Limits currencies={currencies} /> : null}
      </div>
    </details>
  );
}

function Versions({ currencies }: { currencies: readonly FormCurrency[] }) {
  const { form, set, error } = useForm();
  const modes: readonly VersionMode[] =
    form.mode === "keep" ? ["percent", "amount", "set"] : ["keep", "with_base", "percent", "amount", "set"];
  return (
    <div class="stack">
      <SelectField
        label={t("field_versions")}
        value={form.versions}
        testid="field-versions"
        error={error("versions", "")}
        options={modes.map((mode) => ({ value: mode, label: t(`versions_${mode}`) }))}
        onChange={(versions) => set({ versions })}
      />
      {form.versions === "percent" ? (
        <TextField
          numeric
          label={t("field_version_percent")}
          value={form.version_percent}
          suffix="%"
          error={error("version_percent", form.version_percent)}
          testid="field-version-percent"
          onInput={(version_percent) => set({ version_percent })}
        />
      ) : null}
      {form.versions === "amount" || form.versions === "set" ? (
        <AmountFields
          map="version_amounts"
          currencies={currencies}
          label={t(form.versions === "set" ? "field_version_set" : "field_version_amount")}
          signed={form.versions === "amount"}
        />
      ) : null}
    </div>
  );
}
