/** How much is given back of the chosen sales. Said before anything: it can never be taken back. */

import { t, tn } from "../../../shared/i18n.ts";
import type { CurrencyNeed, RefundHow } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Segmented, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, Notice } from "../../../shared/ui/surface.tsx";
import { errorAt } from "../../form_errors.ts";
import { useFulfil } from "../../fulfil/provider.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { FormErrors, Meaning, sumText } from "./form_parts.tsx";
import { RefundSum } from "./refund_sum.tsx";

const HOWS: readonly RefundHow[] = ["all", "percent", "amount"];

export function AmountsPage() {
  const { act: panel } = usePanel();
  const { state, act } = useFulfil();
  const work = state.forms.refund;
  const { form, check, building } = work;
  const count = state.lists.refunds.chosen.size;
  if (count === 0) {
    return (
      <div class="view" data-testid="fulfil-amounts">
        <div class="view-body">
          <Empty
            testid="fulfil-none"
            drawing={<Icon name="fulfil" size={32} />}
            title={t("fulfil_none_title")}
            actions={
              <Button kind="go" onClick={() => panel.go(hashOf("fulfil", { page: "refunds" }))}>
                {t("fulfil_choose_sales")}
              </Button>
            }
          >
            {t("fulfil_none_text")}
          </Empty>
        </div>
      </div>
    );
  }
  const totals = check?.totals ?? null;
  const codes = check?.currencies.map(({ currency }) => currency) ?? [];
  const isShown = (path: string): boolean =>
    (path === "percent" && form.how === "percent") ||
    (form.how === "amount" && codes.some((code) => path === `amounts.${code}`));
  return (
    <form
      class="view"
      data-testid="fulfil-amounts"
      onSubmit={(event) => {
        event.preventDefault();
        void act.preview("refund");
      }}
    >
      <div class="view-body reading">
        <div>
          <a class="back-link small" href={hashOf("fulfil", { page: "refunds" })} data-testid="fulfil-back">
            <Icon name="back" size={12} /> {t("fulfil_back_refunds")}
          </a>
          <h1>{tn("fulfil_amounts_title", count)}</h1>
        </div>
        <Notice severity="care" title={t("fulfil_refund_warning")} testid="fulfil-warning">
          {t("fulfil_refund_warning_text")}
        </Notice>
        <FormErrors name="refund" isShown={isShown} />
        <Segmented
          label={t("fulfil_how")}
          value={form.how}
          testid="fulfil-how"
          options={HOWS.map((value) => ({ value, label: t(`fulfil_how_${value}`) }))}
          onChange={(how) => act.setForm("refund", { how })}
        />
        {form.how === "percent" ? (
          <TextField
            numeric
            label={t("fulfil_percent")}
            hint={t("fulfil_percent_hint")}
            value={form.percent}
            suffix="%"
            placeholder="50"
            error={errorAt(work, "percent", form.percent)}
            testid="fulfil-percent"
            onInput={(percent) => act.setForm("refund", { percent })}
          />
        ) : null}
        {form.how === "amount" ? <Amounts currencies={check?.currencies ?? []} /> : null}
        {totals !== null && totals.sales > 0 ? (
          <RefundSum totals={totals} />
        ) : form.how === "percent" ? (
          <StillLeft currencies={check?.currencies ?? []} />
        ) : null}
        <Meaning name="refund" />
      </div>
      <ActionBar
        title={
          totals === null || totals.sales === 0
            ? t("prices_nothing_sent")
            : tn("fulfil_refund_foot", totals.sales, sumText(totals))
        }
        detail={t("fulfil_refund_costs")}
      >
        <Button kind="go" type="submit" busy={building} testid="fulfil-preview">
          {t("preview")}
        </Button>
      </ActionBar>
    </form>
  );
}

/** An amount for each currency that the chosen sales were listed in. */
function Amounts({ currencies }: { currencies: readonly CurrencyNeed[] }) {
  const { state, act } = useFulfil();
  const work = state.forms.refund;
  const { amounts } = work.form;
  return (
    <fieldset class="stack">
      <legend class="field-label">{t("fulfil_amounts")}</legend>
      <div class="pair">
        {currencies.map(({ currency, symbol, digits, sales, left }) => (
          <TextField
            key={currency}
            numeric
            label={`${currency.toUpperCase()} · ${tn("fulfil_sales", sales)}`}
            prefix={symbol}
            value={amounts[currency] ?? ""}
            placeholder={digits === 0 ? "500" : "5.00"}
            hint={t("fulfil_left_in_all", left.text)}
            error={errorAt(work, `amounts.${currency}`, amounts[currency] ?? "")}
            testid={`fulfil-amount-${currency}`}
            onInput={(text) => act.setForm("refund", { amounts: { ...amounts, [currency]: text } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What could be given back at most, while it is not said how much is. */
function StillLeft({ currencies }: { currencies: readonly CurrencyNeed[] }) {
  if (currencies.length === 0) return null;
  return (
    <Card title={t("fulfil_still_left")}>
      <dl class="refund-sum">
        {currencies.map(({ currency, sales, left }) => (
          <div key={currency}>
            <dt class="muted">
              {currency.toUpperCase()} · {tn("fulfil_sales", sales)}
            </dt>
            <dd class="num strong">{left.text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
