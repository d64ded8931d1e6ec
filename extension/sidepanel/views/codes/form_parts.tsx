/** What the forms about codes have in common: their frame, what a code takes off, its limits, and what all that means. */

import type { ComponentChildren } from "preact";

import { t, tn } from "../../../shared/i18n.ts";
import type { CodeKind, CurrencyView, Existing } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Segmented, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { errorAt, otherErrors } from "../../codes/forms.ts";
import type { FormOf, FormWork, Job } from "../../codes/forms.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { chosenProducts } from "../../state.ts";
import { currenciesOf } from "../prices/form_parts.ts";

/** The form of one job: what was typed, how to change it, and what is wrong with a field. */
export function useCodesForm<J extends Job>(job: J) {
  const { state, act } = usePanel();
  const work = state.codes.forms[job] as FormWork<FormOf[J]>;
  return {
    work,
    form: work.form,
    set: (change: Partial<FormOf[J]>): void => act.codes.setForm({ ...work.form, ...change } as FormOf[Job]),
    error: (path: string, value: string): string | undefined => errorAt(work, path, value),
  };
}

export interface FormFrameProps {
  job: Job;
  title: string;
  /** Under the title. */
  lead?: ComponentChildren;
  /** Between the title and the fields. */
  ways?: ComponentChildren;
  /** Paths of the fields shown; errors of any other stand above the form. */
  shown: readonly string[];
  children: ComponentChildren;
  /** Why there is nothing to preview yet; empty when there is. */
  blocked?: string;
  /** What the button costs, in words. */
  next?: string;
}

/** A page with a form: the way back, the question, the fields, what they mean, and the button to the preview. */
export function FormFrame(props: FormFrameProps) {
  const { act, state } = usePanel();
  const { job, title, lead, ways, shown, children, blocked = "", next = t("codes_next") } = props;
  const work = state.codes.forms[job];
  const others = otherErrors(work, shown);
  return (
    <form
      class="view"
      data-testid={`codes-${job}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === "") void act.codes.preview(job);
      }}
    >
      <div class="view-body reading">
        <div>
          <BackToCodes />
          <h1>{title}</h1>
          {lead === undefined ? null : <p class="muted">{lead}</p>}
        </div>
        {ways}
        {work.error === null ? null : <ErrorNotice error={work.error} />}
        {others.length === 0 ? null : (
          <Notice severity="block" urgent testid="codes-form-errors">
            {others.map((sentence) => (
              <div key={sentence}>{sentence}</div>
            ))}
          </Notice>
        )}
        {children}
        <Meaning job={job} />
      </div>
      <ActionBar title={t("prices_nothing_sent")} detail={next}>
        <Button kind="go" type="submit" busy={work.building} blocked={blocked} testid="codes-preview">
          {t("preview")}
        </Button>
      </ActionBar>
    </form>
  );
}

export function BackToCodes() {
  return (
    <a class="back-link small" href={hashOf("codes")} data-testid="codes-back">
      <Icon name="back" size={12} /> {t("codes_back")}
    </a>
  );
}

/** The form in sentences, as the core reads it. */
function Meaning({ job }: { job: Job }) {
  const { check } = usePanel().state.codes.forms[job];
  if (check === null || check.sentences.length === 0) return null;
  return (
    <Card
      title={t("what_happens")}
      aside={check.writes === 0 ? null : <span class="muted small">{tn("codes_changes", check.writes)}</span>}
      testid="codes-meaning"
    >
      <p class="muted">{check.sentences.join(" ")}</p>
      {check.names.length === 0 ? null : (
        <ul class="sample-names" aria-label={t("codes_names")} data-testid="codes-names">
          {check.names.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const WAYS = ["make", "mint", "import"] as const;

/** The three ways to new codes, each a page of its own. */
export function Ways({ here }: { here: (typeof WAYS)[number] }) {
  return (
    <nav class="ways" aria-label={t("codes_ways")}>
      {WAYS.map((way) => (
        <a
          key={way}
          class={way === here ? "on" : ""}
          href={hashOf("codes", { page: way })}
          aria-current={way === here ? "page" : undefined}
          data-testid={`codes-way-${way}`}
        >
          {t(`codes_way_${way}`)}
        </a>
      ))}
    </nav>
  );
}

/** The currencies that the form needs amounts in, as the core says; until it has, those of the chosen products. */
export function useFormCurrencies(job: "make" | "mint" | "limits" | "replace"): readonly CurrencyView[] {
  const { state } = usePanel();
  const { check, form } = state.codes.forms[job];
  const known = state.shop?.currencies ?? [];
  const isUniversal = (form.job === "make" || form.job === "mint") && form.universal;
  if (check !== null && check.currencies.length > 0) {
    const wanted = isUniversal && check.currencies.length > 1 ? [form.universal_currency] : check.currencies;
    return wanted.flatMap((code) => known.filter((currency) => currency.code === code));
  }
  if (state.shop === null || isUniversal || form.job === "limits" || form.job === "replace") return [];
  return currenciesOf(state.shop, chosenProducts(state));
}

interface DiscountFieldsProps {
  kind: CodeKind;
  percent: string;
  amounts: Readonly<Record<string, string>>;
  currencies: readonly CurrencyView[];
  error: (path: string, value: string) => string | undefined;
  set: (change: { kind?: CodeKind; percent?: string; amounts?: Record<string, string> }) => void;
  /** Where an empty field keeps what is. */
  keeps?: boolean;
  children?: ComponentChildren;
}

/** What the code takes off: a percentage, or an amount in each currency. */
export function DiscountFields(props: DiscountFieldsProps) {
  const { kind, percent, amounts, currencies, error, set, keeps = false, children } = props;
  return (
    <fieldset class="stack">
      <legend class="field-label">{t("codes_takes_off")}</legend>
      <Segmented
        label={t("codes_takes_off")}
        value={kind}
        testid="codes-kind"
        options={[
          { value: "percent", label: t("codes_kind_percent") },
          { value: "amount", label: t("codes_kind_amount") },
        ]}
        onChange={(next) => set({ kind: next })}
      />
      {kind === "percent" ? (
        <div class="pair">
          <TextField
            numeric
            label={t("codes_percent")}
            value={percent}
            suffix="%"
            placeholder={keeps ? t("codes_as_it_is") : "20"}
            error={error("percent", percent)}
            testid="codes-percent"
            onInput={(next) => set({ percent: next })}
          />
          {children}
        </div>
      ) : (
        <>
          {children}
          <MoneyPerCurrency
            field="amounts"
            label={t("codes_amount")}
            currencies={currencies}
            amounts={amounts}
            placeholder={keeps ? t("codes_as_it_is") : "5"}
            error={error}
            onInput={(next) => set({ amounts: next })}
          />
          {currencies.length < 2 || keeps ? null : <p class="field-hint">{t("codes_amounts_hint")}</p>}
        </>
      )}
    </fieldset>
  );
}

interface MoneyPerCurrencyProps {
  field: "amounts" | "minimums";
  label: string;
  currencies: readonly CurrencyView[];
  amounts: Readonly<Record<string, string>>;
  placeholder: string;
  error: (path: string, value: string) => string | undefined;
  onInput: (amounts: Record<string, string>) => void;
  children?: ComponentChildren;
}

/** One field per currency; with only one, the currency's sign says which. */
export function MoneyPerCurrency(props: MoneyPerCurrencyProps) {
  const { field, label, currencies, amounts, placeholder, error, onInput, children } = props;
  const single = currencies.length === 1;
  return (
    <div class="pair">
      {children}
      {currencies.map(({ code, symbol }) => {
        const value = amounts[code] ?? "";
        return (
          <TextField
            key={code}
            numeric
            label={single ? label : t("codes_in_currency", label, code.toUpperCase())}
            value={value}
            prefix={symbol}
            placeholder={placeholder}
            error={error(`${field}.${code}`, value)}
            testid={`codes-${field}-${code}`}
            onInput={(typed) => onInput({ ...amounts, [code]: typed })}
          />
        );
      })}
    </div>
  );
}

/** Whose codes: how many products are chosen, and the way to others. */
function ProductsLine() {
  const { state } = usePanel();
  const total = state.shop?.products.length ?? 0;
  const chosen = state.list.chosen.size;
  return (
    <span data-testid="codes-products">
      {chosen === 0 ? t("codes_no_products") : t("prices_chosen", chosen, total)} ·{" "}
      <a href={hashOf("products")}>{t(chosen === 0 ? "codes_choose_products" : "prices_chosen_change")}</a>
    </span>
  );
}

/** On the chosen products, or one code for everything. */
export function WhereFields({ job }: { job: "make" | "mint" }) {
  const { state } = usePanel();
  const { work, form, set, error } = useCodesForm(job);
  const { universal, universal_currency: currency } = form;
  const sold = work.check?.currencies ?? [];
  return (
    <fieldset class="stack tight">
      <legend class="field-label">{t("codes_where")}</legend>
      <Segmented
        label={t("codes_where")}
        value={universal ? "all" : "chosen"}
        testid="codes-where"
        options={[
          { value: "chosen", label: t("codes_where_chosen") },
          { value: "all", label: t("codes_where_all") },
        ]}
        onChange={(where) => set({ universal: where === "all" })}
      />
      {universal ? (
        <>
          <p class="field-hint">{t("codes_universal_hint")}</p>
          {sold.length < 2 ? null : (
            <SelectField
              label={t(form.kind === "amount" ? "codes_universal_currency" : "codes_universal_minimum")}
              value={currency}
              options={[
                { value: "", label: t(form.kind === "amount" ? "choose" : "codes_universal_no_minimum") },
                ...(state.shop?.currencies ?? [])
                  .filter(({ code }) => sold.includes(code))
                  .map(({ code, symbol }) => ({ value: code, label: `${code.toUpperCase()} ${symbol}` })),
              ]}
              error={error("universal_currency", currency)}
              testid="codes-universal-currency"
              onChange={(code) => set({ universal_currency: code, amounts: {}, minimums: {} })}
            />
          )}
        </>
      ) : (
        <p class="muted small">
          <ProductsLine />
        </p>
      )}
    </fieldset>
  );
}

const EXISTING: readonly Existing[] = ["skip", "replace", "suffix"];

interface ExistingFieldsProps {
  existing: Existing;
  suffix: string;
  set: (change: { existing?: Existing; suffix?: string }) => void;
  error: (path: string, value: string) => string | undefined;
}

/** What happens where a code of that name stands already. */
export function ExistingFields({ existing, suffix, set, error }: ExistingFieldsProps) {
  return (
    <div class="pair">
      <SelectField
        label={t("codes_existing")}
        value={existing}
        testid="codes-existing"
        options={EXISTING.map((each) => ({ value: each, label: t(`codes_existing_${each}`) }))}
        hint={existing === "replace" ? t("codes_existing_replace_hint") : undefined}
        onChange={(next) => set({ existing: next })}
      />
      {existing === "suffix" ? (
        <TextField
          code
          label={t("codes_suffix")}
          value={suffix}
          placeholder="-2"
          error={error("suffix", suffix)}
          testid="codes-suffix"
          onInput={(next) => set({ suffix: next })}
        />
      ) : null}
    </div>
  );
}

/** Paths of the fields for money in each currency. */
export function moneyPaths(currencies: readonly CurrencyView[]): readonly string[] {
  return currencies.flatMap(({ code }) => [`amounts.${code}`, `minimums.${code}`]);
}
