/** How far reading the sales is, wherever it is waited for, and how it ended. */

import { timeLeft } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SalesSyncView } from "../../../shared/protocol.d.ts";
import { Card, Notice, Progress, Stat } from "../../../shared/ui/surface.tsx";

export function ReadingCard({ sync }: { sync: SalesSyncView }) {
  const label = t(sync.state === "checking" ? "sales_checking" : "sales_reading");
  return (
    <Card testid="sales-reading">
      <div class="stack tight">
        <div class="row between nowrap">
          <span class="strong" role="status">
            {sync.message || label}
          </span>
          <span class="muted nowrap">{sync.left_s === null ? null : timeLeft(sync.left_s)}</span>
        </div>
        <Progress done={sync.sales} total={sync.expected > 0 ? sync.expected : null} label={label} />
        <div class="stats">
          <Stat
            testid="sales-count"
            value={sync.expected > 0 ? t("of_total", sync.sales, Math.max(sync.sales, sync.expected)) : sync.sales}
            label={t("sales_stat_here")}
          />
          <Stat value={sync.found} label={t("sales_stat_new")} />
          {sync.changed === 0 ? null : <Stat value={sync.changed} label={t("sales_stat_changed")} />}
          <Stat value={sync.requests} label={t("sales_stat_requests")} />
          {sync.sales_per_minute === null ? null : (
            <Stat value={sync.sales_per_minute} label={t("sales_stat_rate")} />
          )}
        </div>
        <p class="muted small">{t("sales_reading_safe")}</p>
      </div>
    </Card>
  );
}

/** Nothing while nothing has ended. */
export function HowItEnded({ sync }: { sync: SalesSyncView }) {
  switch (sync.state) {
    case "failed":
      return (
        <Notice severity="block" urgent title={sync.message} testid="sales-failed">
          {sync.hint}
        </Notice>
      );
    case "stopped":
      return (
        <Notice severity="info" title={t("sales_stopped")} testid="sales-stopped">
          {sync.message}
        </Notice>
      );
    case "done":
      return (
        <p class="muted" role="status" data-testid="sales-done">
          {sync.found === 0 && sync.changed === 0
            ? t("sales_done_nothing")
            : `${tn("sales_done_new", sync.found)} · ${tn("sales_done_changed", sync.changed)}`}
        </p>
      );
    case "idle":
    case "reading":
    case "checking":
      return null;
  }
}
