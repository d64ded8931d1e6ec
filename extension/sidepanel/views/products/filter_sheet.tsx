/**
 * The sheet with every filter and the order. It applies at once; the button only closes it, unless a script was chosen:
 * then it asks that.
 */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { Facet, Filter, SavedScriptView, SortKey } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Segmented, SelectField, TextField } from "../../../shared/ui/field.tsx";
import { usePanel } from "../../panel.ts";
import { shownIds } from "../../state.ts";
import { cleared, withValue } from "./filters.ts";
import { ScriptField } from "./script_filter.tsx";

const MOST_FACETS = 10;
const SORT_OPTIONS = [
  "position",
  "name",
  "name_down",
  "price_down",
  "price",
  "sales_down",
  "sales",
  "codes_down",
] as const;

export interface FilterSheetProps {
  onClose: () => void;
  onAsk: (script: SavedScriptView) => void;
}

export function FilterSheet({ onClose, onAsk }: FilterSheetProps) {
  const { state, act } = usePanel();
  const [asked, setAsked] = useState<SavedScriptView | null>(null);
  const { list, shop } = state;
  const { filter, sort, errors } = list;
  if (shop === null) return null;
  const set = (change: Partial<Filter>): void => act.setFilter({ ...filter, ...change });
  const sortValue =
    SORT_OPTIONS.find((option) => option === (sort.descending ? `${sort.key}_down` : sort.key)) ?? "position";
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="filter-sheet"
      foot={
        <>
          <Button
            kind="quiet"
            testid="filter-clear"
            onClick={() => {
              setAsked(null);
              act.unpick();
              act.setFilter(cleared(filter));
            }}
          >
            {t("filter_clear")}
          </Button>
          {asked === null ? (
            <Button kind="go" testid="filter-close" onClick={onClose}>
              {tn("filter_show", shownIds(state).length)}
            </Button>
          ) : (
            <Button
              kind="go"
              testid="filter-ask"
              onClick={() => {
                onClose();
                onAsk(asked);
              }}
            >
              {t("filter_ask")}
            </Button>
          )}
        </>
      }
    >
      <div class="stack loose">
        <Facets label={t("filter_tags")} field="tags" facets={shop.tag_facets} />
        <Facets label={t("filter_categories")} field="categories" facets={shop.category_facets} />
        <Facets label={t("filter_types")} field="types" facets={shop.type_facets} />
        <Facets label={t("filter_currencies")} field="currencies" facets={shop.currency_facets} />
        <Choice label={t("filter_published")}>
          <Segmented
            label={t("filter_published")}
            value={filter.published}
            testid="filter-published"
            options={[
              { value: "any", label: t("filter_any") },
              { value: "yes", label: t("filter_published_yes") },
              { value: "no", label: t("filter_published_no") },
            ]}
            onChange={(published) => set({ published })}
          />
        </Choice>
        <Choice label={t("filter_versions")}>
          <Segmented
            label={t("filter_versions")}
            value={filter.versions}
            testid="filter-versions"
            options={[
              { value: "any", label: t("filter_any") },
              { value: "yes", label: t("filter_versions_yes") },
              { value: "no", label: t("filter_versions_no") },
            ]}
            onChange={(versions) => set({ versions })}
          />
        </Choice>
        <div class="pair">
          {(["price_from", "price_to", "sales_from", "sales_to"] as const).map((field) => (
            <TextField
              key={field}
              numeric
              label={t(`filter_${field}`)}
              value={filter[field]}
              error={errors[field]}
              testid={`filter-${field}`}
              onInput={(value) => set({ [field]: value })}
            />
          ))}
        </div>
        <ScriptField asked={asked} onAsked={setAsked} />
        <SelectField
          label={t("sort_label")}
          value={sortValue}
          testid="sort"
          options={SORT_OPTIONS.map((value) => ({ value, label: t(`sort_${value}`) }))}
          onChange={(value) => {
            const descending = value.endsWith("_down");
            act.setSort({ key: value.replace("_down", "") as SortKey, descending });
          }}
        />
      </div>
    </Dialog>
  );
}

function Choice({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      {children}
    </div>
  );
}

interface FacetsProps {
  label: string;
  field: "tags" | "categories" | "types" | "currencies";
  facets: readonly Facet[];
}

/** Nothing to choose from: not shown. */
function Facets({ label, field, facets }: FacetsProps) {
  const { state, act } = usePanel();
  const { filter } = state.list;
  const chosen = filter[field] as readonly string[];
  const [all, setAll] = useState(false);
  if (facets.length < 2 && chosen.length === 0) return null;
  const shown =
    all || facets.length <= MOST_FACETS + 2
      ? facets
      : facets.filter((facet, n) => n < MOST_FACETS || chosen.includes(facet.value));
  return (
    <fieldset class="field">
      <legend class="field-label">{label}</legend>
      <div class="chips">
        {shown.map((facet) => {
          const on = chosen.includes(facet.value);
          return (
            <Chip
              key={facet.value}
              on={on}
              testid={`facet-${field}-${facet.value}`}
              onClick={() => act.setFilter(withValue(filter, field, facet.value, !on))}
            >
              {facet.label} <span class="muted">{facet.count}</span>
            </Chip>
          );
        })}
        {shown.length === facets.length ? null : (
          <button class="link small" type="button" onClick={() => setAll(true)}>
            {t("filter_more", facets.length - shown.length)}
          </button>
        )}
      </div>
    </fieldset>
  );
}
