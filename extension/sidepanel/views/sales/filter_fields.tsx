/** The fields of a filter over sales, for every place that asks for one. What can be chosen comes from the core. */

import type { ComponentChildren } from "preact";

import { t } from "../../../shared/i18n.ts";
import type { Facet, SalesFilter } from "../../../shared/protocol.d.ts";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { ManyField } from "../../../shared/ui/many_field.tsx";

export interface SalesFacets {
  products: readonly Facet[];
  countries: readonly Facet[];
  codes: readonly Facet[];
}

export interface SalesFilterProps {
  filter: SalesFilter;
  facets: SalesFacets;
  /** Sentences by the name of the field, without anything in front of it. */
  errors: Readonly<Record<string, string>>;
  onChange: (filter: SalesFilter) => void;
  /** Whether days can be typed here, or are chosen elsewhere. */
  days?: boolean;
  children?: ComponentChildren;
}

const REFUNDED = ["any", "none", "given_back", "partly", "fully"] as const;
const TYPES = ["any", "one_off", "subscription", "first_charge", "renewal"] as const;

export function SalesFilterFields({ filter, facets, errors, onChange, days = true, children }: SalesFilterProps) {
  const set = (change: Partial<SalesFilter>): void => onChange({ ...filter, ...change });
  return (
    <div class="stack loose">
      {days ? <SalesDays filter={filter} errors={errors} onChange={onChange} /> : null}
      <ManyField
        label={t("sales_filter_products")}
        none={t("sales_filter_all_products")}
        facets={facets.products}
        chosen={filter.product_ids}
        testid="sales-filter-products"
        onChange={(product_ids) => set({ product_ids })}
      />
      <ManyField
        label={t("sales_filter_countries")}
        none={t("sales_filter_all_countries")}
        facets={facets.countries}
        chosen={filter.countries}
        testid="sales-filter-countries"
        onChange={(countries) => set({ countries })}
      />
      <ManyField
        label={t("sales_filter_codes")}
        none={t("sales_filter_all_codes")}
        facets={facets.codes}
        chosen={filter.codes}
        testid="sales-filter-codes"
        onChange={(codes) => set({ codes })}
      />
      <div class="pair">
        <SelectField
          label={t("sales_filter_refunded")}
          value={filter.refunded}
          testid="sales-filter-refunded"
          options={REFUNDED.map((value) => ({ value, label: t(`sales_refunded_${value}`) }))}
          onChange={(refunded) => set({ refunded })}
        />
        <SelectField
          label={t("sales_filter_type")}
          value={filter.type}
          testid="sales-filter-type"
          options={TYPES.map((value) => ({ value, label: t(`sales_type_${value}`) }))}
          onChange={(type) => set({ type })}
        />
      </div>
      <div class="pair">
        <TextField
          label={t("sales_filter_price_from")}
          value={filter.price_from}
          prefix="$"
          numeric
          error={errors["price_from"]}
          testid="sales-filter-price-from"
          onInput={(price_from) => set({ price_from })}
        />
        <TextField
          label={t("sales_filter_price_to")}
          value={filter.price_to}
          prefix="$"
          numeric
          error={errors["price_to"]}
          testid="sales-filter-price-to"
          onInput={(price_to) => set({ price_to })}
        />
      </div>
      {children}
    </div>
  );
}

export function SalesDays({ filter, errors, onChange }: Omit<SalesFilterProps, "facets" | "days" | "children">) {
  return (
    <div class="pair">
      <TextField
        label={t("sales_filter_first_day")}
        value={filter.first_day}
        day
        error={errors["first_day"]}
        testid="sales-first-day"
        onInput={(first_day) => onChange({ ...filter, first_day })}
      />
      <TextField
        label={t("sales_filter_last_day")}
        value={filter.last_day}
        day
        error={errors["last_day"]}
        testid="sales-last-day"
        onInput={(last_day) => onChange({ ...filter, last_day })}
      />
    </div>
  );
}
