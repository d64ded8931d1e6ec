/** Gumroad's fees and the exchange rates, from which every "net" is reckoned. */

import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Card, Tag } from "../../../shared/ui/surface.tsx";
import { NumberField, complaint } from "./number_field.tsx";
import type { FormProps } from "./number_field.tsx";
import { isFirst } from "./state.ts";

export function FeesCard({ state, dispatch }: FormProps) {
  return (
    <Card title={t("settings_fees_title")} testid="fees-card">
      <div class="stack">
        <p class="muted">{t("settings_fees_text")}</p>
        <div class="pair">
          <NumberField state={state} dispatch={dispatch} field="direct_percent" label={t("settings_direct")} suffix="%" />
          <NumberField
            state={state}
            dispatch={dispatch}
            field="direct_fixed"
            label={t("settings_direct_fixed")}
            prefix="+ $"
          />
          <NumberField
            state={state}
            dispatch={dispatch}
            field="discover_percent"
            label={t("settings_discover")}
            suffix="%"
          />
        </div>
        {state.draft === null || isFirst(state.draft, "fees") ? null : (
          <div class="outdent">
            <Button kind="quiet" small onClick={() => dispatch({ type: "put_back", part: "fees" })}>
              {t("settings_fees_put_back")}
            </Button>
          </div>
        )}
        <Rates state={state} dispatch={dispatch} />
      </div>
    </Card>
  );
}

function Rates({ state, dispatch }: FormProps) {
  const { view, draft } = state;
  if (view === null || draft === null || view.rates.length === 0) return null;
  const own = Object.values(draft.rates).filter((rate) => rate.trim() !== "").length;
  return (
    <details class="foldable" data-testid="rates">
      <summary>
        <span>{t("settings_rates")}</span>
        {own === 0 ? null : <Tag tone="info">{tn("settings_rates_own", own)}</Tag>}
      </summary>
      <div class="stack">
        <p class="muted small">{t("settings_rates_text")}</p>
        <div class="rates">
          {view.rates.map(({ currency, shipped }) => (
            <TextField
              key={currency}
              label={currency.toUpperCase()}
              numeric
              placeholder={shipped}
              value={draft.rates[currency] ?? ""}
              error={complaint(state, `rates.${currency}`)}
              onInput={(text) => dispatch({ type: "rate", code: currency, text })}
              testid={`rate-${currency}`}
            />
          ))}
        </div>
        <p class="muted tiny">{t("settings_rates_source", view.rates_source)}</p>
      </div>
    </details>
  );
}
