/** The sheet with every filter of the codes and their order. It applies at once; the button only closes it. */

import { t, tn } from "../../../shared/i18n.ts";
import type { CodesFilter, CodesSortKey, CodesView, Facet } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Segmented, SelectField } from "../../../shared/ui/field.tsx";
import { shownKeys } from "../../codes/state.ts";
import { usePanel } from "../../panel.ts";
import { cleared, withValue } from "./filters.ts";

const SORT_OPTIONS = [
  "name",
  "name_down",
  "uses_down",
  "uses",
  "discount_down",
  "products_down",
  "cap",
  "state_down",
] as const;

export function FilterSheet({ view, onClose }: { view: CodesView; onClose: () => void }) {
  const { state, act } = usePanel();
  const { filter, sort } = state.codes;
  const set = (change: Partial<CodesFilter>): void => act.codes.setFilter({ ...filter, ...change });
  const order = sort.descending ? `${sort.key}_down` : sort.key;
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="codes-filter-sheet"
      foot={
        <>
          <Button kind="quiet" testid="codes-filter-clear" onClick={() => act.codes.setFilter(cleared(filter))}>
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="codes-filter-close" onClick={onClose}>
            {tn("codes_filter_show", shownKeys(state.codes).length)}
          </Button>
        </>
      }
    >
      <div class="stack loose">
        <Facets label={t("codes_column_state")} field="states" facets={view.state_facets} />
        <Facets label={t("codes_takes_off")} field="kinds" facets={view.kind_facets} />
        <div class="field">
          <span class="field-label">{t("codes_column_uses")}</span>
          <Segmented
            label={t("codes_column_uses")}
            value={filter.used}
            testid="codes-filter-used"
            options={[
              { value: "any", label: t("filter_any") },
              { value: "never", label: t("codes_used_never") },
              { value: "some", label: t("codes_used_some") },
            ]}
            onChange={(used) => set({ used })}
          />
        </div>
        <div class="field">
          <span class="field-label">{t("codes_where")}</span>
          <Segmented
            label={t("codes_where")}
            value={filter.universal}
            testid="codes-filter-universal"
            options={[
              { value: "any", label: t("filter_any") },
              { value: "yes", label: t("codes_universal_only") },
              { value: "no", label: t("codes_universal_none") },
            ]}
            onChange={(universal) => set({ universal })}
          />
        </div>
        <SelectField
          label={t("column_product")}
          value={filter.product_ids[0] ?? ""}
          testid="codes-filter-product"
          options={[
            { value: "", label: t("filter_any") },
            ...view.product_facets.map(({ value, label, count }) => ({ value, label: `${label} (${count})` })),
          ]}
          onChange={(id) => set({ product_ids: id === "" ? [] : [id] })}
        />
        <SelectField
          label={t("sort_label")}
          value={SORT_OPTIONS.find((option) => option === order) ?? "name"}
          testid="codes-sort"
          options={SORT_OPTIONS.map((value) => ({ value, label: t(`codes_sort_${value}`) }))}
          onChange={(value) => {
            const key = value.replace("_down", "") as CodesSortKey;
            act.codes.setSort({ key, descending: value.endsWith("_down") });
          }}
        />
      </div>
    </Dialog>
  );
}

interface FacetsProps {
  label: string;
  field: "kinds" | "states";
  facets: readonly Facet[];
}

/** Nothing to choose from: not shown. */
function Facets({ label, field, facets }: FacetsProps) {
  const { state, act } = usePanel();
  const { filter } = state.codes;
  const chosen = filter[field] as readonly string[];
  if (facets.length < 2 && chosen.length === 0) return null;
  return (
    <fieldset class="field">
      <legend class="field-label">{label}</legend>
      <div class="chips">
        {facets.map(({ value, label: text, count }) => {
          const on = chosen.includes(value);
          return (
            <Chip
              key={value}
              on={on}
              testid={`codes-facet-${value}`}
              onClick={() => act.codes.setFilter(withValue(filter, field, value, !on))}
            >
              {text} <span class="muted">{count}</span>
            </Chip>
          );
        })}
      </div>
    </fieldset>
  );
}
