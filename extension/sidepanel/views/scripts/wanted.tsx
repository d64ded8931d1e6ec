/** What the script wants changed, before anything is: one preview, or one after the other. */

import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/surface.tsx";
import { useScripts } from "../../scripts/context.ts";

export function Wanted() {
  const { plans, planning, show } = useScripts();
  if (planning) {
    return (
      <p class="muted" role="status" data-testid="scripts-planning">
        {t("scripts_planning")}
      </p>
    );
  }
  if (plans === null || plans.length === 0) return null;
  return (
    <Notice severity="info" testid="scripts-wanted" title={t("scripts_wants")}>
      <ul class="script-plans">
        {plans.map((plan) => (
          <li key={plan.digest}>
            <span class="grow">{plan.headline}</span>
            <Button small testid="scripts-preview" onClick={() => show(plan)}>
              {t("scripts_preview")}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
