/** Choosing products for an edit: by hand, by a saved selection, by a filter, or by a rule that they fail. */

import { useEffect, useState } from "preact/hooks";

import { t, tn } from "../../../../shared/i18n.ts";
import type { ShopView } from "../../../../shared/protocol.d.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { SelectField } from "../../../../shared/ui/field.tsx";
import { Icon } from "../../../../shared/ui/icon.tsx";
import { announce } from "../../../../shared/ui/live.tsx";
import { ActionBar, Empty } from "../../../../shared/ui/surface.tsx";
import type { EditName } from "../../../listings/edit_forms.ts";
import { editParams } from "../../../listings/edit_state.ts";
import { useListings } from "../../../listings/state.ts";
import { usePanel } from "../../../panel.ts";
import { hashOf } from "../../../route.ts";
import { shownIds } from "../../../state.ts";
import { ProductChooser } from "../../products/products.tsx";

export function ChooseProducts({ shop, name }: { shop: ShopView; name: EditName | null }) {
  const { state, act } = usePanel();
  const { chosen } = state.list;
  const shown = new Set(shownIds(state));
  const hidden = [...chosen].filter((id) => !shown.has(id)).length;
  const back = hashOf("listings", editParams(name));
  return (
    <div class="view" data-testid="edit-choosing">
      <div class="view-body">
        <div>
          <a class="back-link small" href={back} data-testid="edit-back">
            <Icon name="back" size={12} /> {t(name === null ? "edit_back" : `edit_do_${name}`)}
          </a>
          <h1>{t("edit_which")}</h1>
        </div>
        {shop.products.length === 0 ? (
          <Empty testid="edit-no-products" title={t("listings_empty_title")}>
            {t("listings_empty_text")}
          </Empty>
        ) : (
          <>
            <ByRule />
            <ProductChooser shop={shop} />
          </>
        )}
      </div>
      <ActionBar
        title={chosen.size === 0 ? t("foot_none") : tn("foot_chosen", chosen.size)}
        detail={hidden > 0 ? tn("foot_hidden", hidden) : t("edit_choose_next")}
      >
        <Button
          kind="go"
          testid="edit-use"
          blocked={chosen.size === 0 ? t("edit_none_chosen") : ""}
          onClick={() => act.go(back)}
        >
          {chosen.size === 0 ? t("edit_use_none") : tn("edit_use", chosen.size)}
        </Button>
      </ActionBar>
    </div>
  );
}

/** Choose every product whose listing fails a rule; shown once listings have been checked and some fail. */
function ByRule() {
  const { dispatch } = usePanel();
  const { view, reread } = useListings();
  const [rule, setRule] = useState("");
  useEffect(() => void reread(), [reread]);
  const rules = view?.rules.filter(({ count }) => count > 0) ?? [];
  if (view === null || rules.length === 0) return null;
  return (
    <SelectField
      label={t("edit_by_rule")}
      value={rule}
      testid="edit-by-rule"
      options={[
        { value: "", label: t("edit_by_rule_none") },
        ...rules.map(({ rule: id, title, count }) => ({ value: id, label: t("listings_rule_count", title, count) })),
      ]}
      onChange={(next) => {
        setRule(next);
        if (next === "") return;
        const ids = view.rows.filter((row) => row.rules.includes(next)).map((row) => row.product_id);
        dispatch({ type: "choose", ids });
        announce(tn("foot_chosen", ids.length));
      }}
    />
  );
}
