/** What refunds come to: in each listed currency, and about how much that is in US dollars, against the limits. */

import { t, tn } from "../../../shared/i18n.ts";
import type { RefundTotals } from "../../../shared/protocol.d.ts";
import { Card } from "../../../shared/ui/surface.tsx";

export function RefundSum({ totals }: { totals: RefundTotals }) {
  const { by_currency, usd, sales, most_sales, most_usd } = totals;
  const isPlain = by_currency.length === 1 && by_currency[0]?.currency === "usd";
  return (
    <Card
      title={tn("fulfil_refund_sum", sales)}
      testid="refund-sum"
    >
      <dl class="refund-sum">
        {by_currency.map((amount) => (
          <div key={amount.currency}>
            <dt class="muted">{amount.currency.toUpperCase()}</dt>
            <dd class="num strong">{amount.text}</dd>
          </div>
        ))}
        {isPlain || by_currency.length === 0 ? null : (
          <div class="muted">
            <dt>{t("fulfil_refund_usd")}</dt>
            <dd class="num">{usd.estimate ? t("about_amount", usd.text) : usd.text}</dd>
          </div>
        )}
      </dl>
      <p class="muted small">{t("fulfil_refund_limits", most_sales, most_usd.text)}</p>
    </Card>
  );
}
