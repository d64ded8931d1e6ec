/** Which products an edit is about: how many are chosen, and the ways to choose others. */

import { t, tn } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Icon } from "../../../../shared/ui/icon.tsx";
import { Card } from "../../../../shared/ui/surface.tsx";
import type { EditName } from "../../../listings/edit_forms.ts";
import { editParams } from "../../../listings/edit_state.ts";
import { usePanel } from "../../../panel.ts";
import { hashOf } from "../../../route.ts";
import { chosenProducts } from "../../../state.ts";

const MOST_NAMED = 3;

export function ProductsLine({ name }: { name: EditName | null }) {
  const { state, act, dispatch } = usePanel();
  const all = state.shop?.products ?? [];
  const chosen = chosenProducts(state);
  const choose = hashOf("listings", editParams(name, true));
  if (chosen.length === 0) {
    return (
      <Card title={t("edit_which")} testid="edit-products">
        <p class="muted">{t(all.length === 0 ? "listings_empty_text" : "edit_which_text")}</p>
        {all.length === 0 ? null : (
          <div class="row edit-which">
            <Button testid="edit-choose" onClick={() => act.go(choose)}>
              {t("prices_choose")}
            </Button>
            <Button
              testid="edit-choose-all"
              onClick={() => dispatch({ type: "choose", ids: all.map((product) => product.id) })}
            >
              {tn("prices_choose_all", all.length)}
            </Button>
          </div>
        )}
      </Card>
    );
  }
  const named = chosen.slice(0, MOST_NAMED).map((product) => product.name || t("listings_nameless"));
  const rest = chosen.length - named.length;
  return (
    <a class="card edit-chosen" href={choose} data-testid="edit-products">
      <Icon name="products" />
      <span>
        <b data-testid="edit-chosen">{t("chosen_count", chosen.length, all.length)}</b>
        <span class="muted small clip">{rest > 0 ? tn("edit_and_more", rest, named.join(", ")) : named.join(", ")}</span>
      </span>
      <span class="link small">{t("prices_chosen_change")}</span>
    </a>
  );
}
