/** How far the reading of the shop is, wherever it is waited for. */

import { t } from "../../../shared/i18n.ts";
import type { ShopView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Card, Notice, Progress } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";

export function isReading({ refresh }: ShopView): boolean {
  return refresh.state === "products" || refresh.state === "details";
}

/** Nothing while nothing is read; what went wrong when it failed. */
export function Refreshing({ shop }: { shop: ShopView }) {
  const { act } = usePanel();
  const { refresh } = shop;
  if (refresh.state === "failed") {
    return (
      <Notice
        severity="block"
        urgent
        testid="refresh-failed"
        title={refresh.message}
        actions={
          <Button small testid="refresh-again" onClick={() => void act.refresh()}>
            {t("try_again")}
          </Button>
        }
      >
        {refresh.hint}
      </Notice>
    );
  }
  if (!isReading(shop)) return null;
  return (
    <Card testid="refreshing">
      <div class="stack tight">
        <div class="row between nowrap">
          <span class="strong" role="status">
            {refresh.message || t(refresh.state === "products" ? "reading_products" : "reading_details")}
          </span>
          <span class="muted">
            {refresh.total === null ? refresh.done || "" : t("of_total", refresh.done, refresh.total)}
          </span>
        </div>
        <Progress done={refresh.done} total={refresh.total} label={t("reading_products")} />
        <div class="row between nowrap">
          <span class="muted small">{t("reading_safe")}</span>
          <Button small testid="refresh-stop" onClick={() => void act.stopRefresh()}>
            {t("stop")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
