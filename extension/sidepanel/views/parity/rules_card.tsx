/** The rules of the whole table, worked in as they are typed; and the discounts of tiers. */

import { useEffect, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { CodesPer, ParityRules, ParityTier, ParityView, Source } from "../../../shared/protocol.d.ts";
import { RemovableChip } from "../../../shared/ui/chip.tsx";
import { Field, FieldError, Segmented, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Card } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";

export const SOURCES: readonly Source[] = ["world_bank", "big_mac", "blend"];
const STEPS = ["1", "5", "10"] as const;

function useRules(view: ParityView) {
  const { state, act } = usePanel();
  const { rules: typed, errors } = state.parity;
  const rules = typed ?? view.rules;
  return {
    rules,
    errors,
    set: (change: Partial<ParityRules>): void => act.parity.setRules({ ...rules, ...change }),
  };
}

export function RulesCard({ view }: { view: ParityView }) {
  const { wide } = usePanel();
  const { rules, errors, set } = useRules(view);
  return (
    <Card testid="parity-rules">
      <div class="stack">
        <Field
          label={
            <span class="row between nowrap">
              <span>{t("parity_strength")}</span>
              <output class="strong" data-testid="parity-strength-value">
                {t("parity_percent", rules.strength)}
              </output>
            </span>
          }
          error={errors["strength"]}
        >
          {(control) => (
            <input
              {...control}
              class="slider"
              type="range"
              min={0}
              max={100}
              step={5}
              value={rules.strength}
              data-testid="parity-strength"
              onInput={(event) => set({ strength: Number(event.currentTarget.value) })}
            />
          )}
        </Field>
        <p class="muted" role="status" data-testid="parity-effect">
          {view.sentences.join(" ")}
        </p>
        <details class="more" open={wide || undefined}>
          <summary data-testid="parity-more-rules">
            {t("parity_rules")} <Icon name="down" size={12} />
          </summary>
          <div>
            <div class="rules-grid">
              <Limits rules={rules} errors={errors} set={set} />
              <Excluded rules={rules} set={set} />
            </div>
          </div>
        </details>
      </div>
    </Card>
  );
}

interface PartProps {
  rules: ParityRules;
  set: (change: Partial<ParityRules>) => void;
}

function Limits({ rules, errors, set }: PartProps & { errors: Readonly<Record<string, string>> }) {
  return (
    <>
      <SelectField
        label={t("parity_source")}
        value={rules.source}
        testid="parity-source"
        options={SOURCES.map((source) => ({ value: source, label: t(`parity_source_${source}`) }))}
        onChange={(source) => set({ source })}
      />
      <SelectField
        label={t("parity_step")}
        value={String(rules.step) as (typeof STEPS)[number]}
        testid="parity-step"
        options={STEPS.map((step) => ({ value: step, label: t(`parity_step_${step}`) }))}
        onChange={(step) => set({ step: Number(step) as ParityRules["step"] })}
      />
      <TextField
        numeric
        label={t("parity_floor")}
        value={rules.floor}
        suffix="%"
        placeholder={t("none")}
        error={errors["floor"]}
        testid="parity-floor"
        onInput={(floor) => set({ floor })}
      />
      <TextField
        numeric
        label={t("parity_cap")}
        value={rules.cap}
        suffix="%"
        placeholder="100"
        error={errors["cap"]}
        testid="parity-cap"
        onInput={(cap) => set({ cap })}
      />
      <TextField
        numeric
        label={t("parity_least_net")}
        value={rules.least_net}
        prefix="$"
        placeholder={t("none")}
        error={errors["least_net"]}
        testid="parity-least-net"
        onInput={(least_net) => set({ least_net })}
      />
      <div class="field whole">
        <span class="field-label" aria-hidden="true">
          {t("parity_codes_per")}
        </span>
        <Segmented
          label={t("parity_codes_per")}
          value={rules.codes_per}
          testid="parity-per"
          options={(["country", "tier"] as const).map((per) => ({
            value: per as CodesPer,
            label: t(`parity_per_${per}`),
          }))}
          onChange={(codes_per) => set({ codes_per })}
        />
      </div>
    </>
  );
}

/** Products that the table is not for. */
function Excluded({ rules, set }: PartProps) {
  const { state } = usePanel();
  const products = state.shop?.products ?? [];
  const out = new Set(rules.excluded_products);
  const named = products.filter((product) => out.has(product.id));
  return (
    <div class="stack tight whole">
      <SelectField
        label={t("parity_excluded")}
        value=""
        testid="parity-exclude-product"
        options={[
          { value: "", label: t("parity_excluded_add") },
          ...products
            .filter((product) => !out.has(product.id))
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => {
          if (id !== "") set({ excluded_products: [...rules.excluded_products, id] });
        }}
      />
      {named.length === 0 ? null : (
        <div class="chips">
          {named.map((product) => (
            <RemovableChip
              key={product.id}
              text={product.name}
              onRemove={() =>
                set({ excluded_products: rules.excluded_products.filter((id) => id !== product.id) })
              }
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** The discount of each tier, typed over or the mean of its countries. */
export function TiersCard({ tiers }: { tiers: readonly ParityTier[] }) {
  const { state } = usePanel();
  return (
    <Card title={t("parity_tiers")} testid="parity-tiers">
      {tiers.length === 0 ? (
        <p class="muted">{t("parity_tiers_none")}</p>
      ) : (
        <ul class="tiers">
          {tiers.map((tier) => (
            <Tier key={tier.group} tier={tier} />
          ))}
        </ul>
      )}
      <FieldError error={state.parity.errors["tier"] ?? ""} />
    </Card>
  );
}

function Tier({ tier }: { tier: ParityTier }) {
  const { act } = usePanel();
  const [text, setText] = useState(String(tier.percent));
  useEffect(() => setText(String(tier.percent)), [tier]);
  const settle = (): void => {
    if (text.trim() === String(tier.percent)) return;
    void act.parity.edit({ do: "tier", group: tier.group, text: text.trim() });
  };
  return (
    <li class="tier" data-key={tier.group}>
      <span class="strong">{tier.group}</span>
      <span class="muted small">{tn("parity_countries", tier.countries)}</span>
      <code class="clip">{tier.code}</code>
      {tier.typed_percent === null ? null : (
        <button
          class="link small"
          type="button"
          onClick={() => void act.parity.edit({ do: "tier", group: tier.group, text: "" })}
        >
          {t("parity_tier_revert")}
        </button>
      )}
      <span class="input tier-input">
        <input
          inputMode="decimal"
          aria-label={t("parity_tier_percent", tier.group)}
          value={text}
          data-testid={`parity-tier-${tier.group}`}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === "Enter") settle();
          }}
        />
        <span class="affix">%</span>
      </span>
    </li>
  );
}
