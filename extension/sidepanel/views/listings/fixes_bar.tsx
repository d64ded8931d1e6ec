/** What is chosen of the proposals, and the way to its preview. Nothing is drawn while nothing is chosen. */

import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ActionBar, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { countOf } from "../../listings/fixes.ts";
import { useListings } from "../../listings/state.ts";

export function FixesBar() {
  const { chosen, planning, planError, plan, chooseNothing } = useListings();
  const { fixes, products } = countOf(chosen);
  if (fixes === 0) return null;
  return (
    <>
      {planError === null ? null : (
        <div class="foot-error">
          <ErrorNotice error={planError} testid="listings-fixes-error" />
        </div>
      )}
      <ActionBar title={tn("listings_fixes_bar", fixes)} detail={tn("listings_fixes_bar_detail", products)}>
        <Button testid="listings-fixes-clear" onClick={chooseNothing}>
          {t("listings_fixes_clear")}
        </Button>
        <Button kind="go" busy={planning} testid="listings-fixes-preview" onClick={() => void plan()}>
          {t("listings_fixes_preview")}
        </Button>
      </ActionBar>
    </>
  );
}
