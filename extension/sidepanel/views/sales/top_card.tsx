/** The largest of a kind with a bar for its part of the revenue; a few of them, and more on request. */

import { useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { TopView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Card } from "../../../shared/ui/surface.tsx";

const AT_FIRST = 6;

/** Nothing to compare: not shown. */
export function TopCard({ top }: { top: TopView }) {
  const [all, setAll] = useState(false);
  const [only, ...more] = top.rows;
  if (only === undefined || (more.length === 0 && only.key === "")) return null;
  const rows = all ? [...top.rows, ...(top.others === null ? [] : [top.others])] : top.rows.slice(0, AT_FIRST);
  return (
    <Card title={top.title} testid={`sales-top-${top.group}`}>
      <table class="lines-table tops-table">
        <thead>
          <tr>
            <th>
              <span class="unseen">{top.title}</span>
            </th>
            <th class="number">{t("sales_measure_sales")}</th>
            <th class="number">{t("sales_measure_gross")}</th>
            <th class="number">{t("sales_share")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>
                <span class="clip as-block" title={row.label}>
                  {row.label}
                </span>
                <i class="tops-bar" aria-hidden="true" style={{ width: `${row.share_bp / 100}%` }} />
              </td>
              <td class="number muted">{row.sales}</td>
              <td class="number strong">{row.gross.text}</td>
              <td class="number muted">{row.share}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {top.rows.length <= AT_FIRST ? null : (
        <Button kind="quiet" small onClick={() => setAll(!all)}>
          {all ? t("sales_fewer") : t("sales_all_of", top.rows.length)}
        </Button>
      )}
    </Card>
  );
}
