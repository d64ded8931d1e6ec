/** Scores and severities as they are drawn everywhere: never by colour alone. */

import { t, tn } from "../../../shared/i18n.ts";
import type { ListingRow } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import type { IconName } from "../../../shared/ui/icon.tsx";

export type FindingSeverity = "fix" | "care" | "note";

export const SEVERITIES: readonly FindingSeverity[] = ["fix", "care", "note"];

export const SEVERITY_ICONS: Readonly<Record<FindingSeverity, IconName>> = {
  fix: "stop",
  care: "alert",
  note: "info",
};

export function Score({ score, tone, large = false }: { score: number; tone: ListingRow["tone"]; large?: boolean }) {
  return (
    <span class={large ? `score large ${tone}` : `score ${tone}`} data-testid="listing-score">
      <span class="unseen">{t("listings_points", score)}</span>
      <b aria-hidden="true">{score}</b>
    </span>
  );
}

export function Counts({ row }: { row: Pick<ListingRow, FindingSeverity> }) {
  return (
    <span class="finding-counts">
      {SEVERITIES.map((severity) =>
        row[severity] === 0 ? null : (
          <span key={severity} class={`finding-count of-${severity}`} title={tn(`listings_count_${severity}`, row[severity])}>
            <Icon name={SEVERITY_ICONS[severity]} size={12} />
            <span aria-hidden="true">{row[severity]}</span>
            <span class="unseen">{tn(`listings_count_${severity}`, row[severity])}</span>
          </span>
        ),
      )}
    </span>
  );
}
