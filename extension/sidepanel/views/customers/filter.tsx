/** Which sales of the buyers are looked at. */

import { t } from "../../../shared/i18n.ts";
import type { SalesFilter } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { useCustomers } from "../../customers/state.ts";
import { EMPTY_SALES_FILTER } from "../../sales/overview.ts";
import { SalesFilterFields } from "../sales/filter_fields.tsx";

/** How many things a filter asks for. */
export function filteredBy(filter: SalesFilter): number {
  const names = Object.keys(EMPTY_SALES_FILTER) as (keyof SalesFilter)[];
  return names.filter((name) => String(filter[name]) !== String(EMPTY_SALES_FILTER[name])).length;
}

export function CustomersFilter({
  errors,
  onClose,
}: {
  errors: Readonly<Record<string, string>>;
  onClose: () => void;
}) {
  const { form, choices, list } = useCustomers();
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="customers-filter-sheet"
      foot={
        <>
          <Button
            kind="quiet"
            testid="customers-filter-clear"
            onClick={() => void list({ ...form, filter: EMPTY_SALES_FILTER })}
          >
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="customers-filter-close" onClick={onClose}>
            {t("customers_filter_show")}
          </Button>
        </>
      }
    >
      <div class="stack loose">
        <p class="muted small">{t("customers_filter_about")}</p>
        <SalesFilterFields
          filter={form.filter}
          facets={choices ?? { products: [], countries: [], codes: [] }}
          errors={errors}
          onChange={(filter) => void list({ ...form, filter })}
        />
      </div>
    </Dialog>
  );
}
