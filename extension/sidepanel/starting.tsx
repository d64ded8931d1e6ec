/** Before the core is up: what is known from last time. */

import { ago } from "../shared/format.ts";
import { t, tn } from "../shared/i18n.ts";
import { Banners } from "./banners.tsx";
import { usePanel } from "./panel.ts";
import { engineIsDown } from "./state.ts";
import type { PanelState } from "./state.ts";
import { RunHead } from "./views/history/run.tsx";
import { isActive } from "./views/history/run_parts.ts";

export function Starting() {
  const { state, now } = usePanel();
  const { glance, error, falls } = state;
  if (engineIsDown(state) || (error !== null && falls === 0)) return <Banners />;
  return (
    <>
      <Banners />
      <div class="view">
        <div class="view-body">
          <div>
            <h1>{t("starting")}</h1>
            <p class="muted" role="status" data-testid="starting">
              {knownText(state, now())}
            </p>
          </div>
          {glance !== null && glance.run !== null && isActive(glance.run) ? <RunHead run={glance.run} /> : null}
          <Skeleton />
        </div>
      </div>
    </>
  );
}

function knownText({ glance }: PanelState, nowMs: number): string {
  if (glance === null || glance.shop_name === null || glance.read_at_ms === null) return t("starting_first");
  return t("starting_known", tn("products_count", glance.products), ago(glance.read_at_ms, nowMs));
}

/** Where a list will be. */
export function Skeleton() {
  return (
    <div class="card skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, n) => (
        <div key={n} class="skeleton-row">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
