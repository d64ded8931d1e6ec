/**
 * The Fulfil tool: what is done for sales that were made. Each page ends in the preview. `#fulfil?page=refunds` with
 * `sales=ID,ID` opens a page (`ship`, `refunds`, `receipts`, `licenses`) with those sales chosen.
 */

import { t } from "../../../shared/i18n.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import { pageOf, pageOfPlan } from "../../fulfil/state.ts";
import type { FulfilPage } from "../../fulfil/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Preview } from "../prices/preview.tsx";
import { AmountsPage } from "./amounts.tsx";
import { FilePage } from "./file.tsx";
import { LicensesPage, ReceiptsPage, RefundsPage, ShipPage } from "./pages.tsx";

const TABS: readonly (readonly [FulfilPage, MessageKey])[] = [
  ["ship", "fulfil_tab_ship"],
  ["refunds", "fulfil_tab_refunds"],
  ["receipts", "fulfil_tab_receipts"],
  ["licenses", "fulfil_tab_licenses"],
];

export function FulfilTool() {
  const { state } = usePanel();
  if (state.route.params["plan"] !== undefined) {
    return <Preview back={hashOf("fulfil", { page: pageOfPlan(state.plan?.view) })} />;
  }
  const page = pageOf(state.route.params);
  switch (page) {
    case "ship":
      return <ShipPage tabs={<Tabs here={page} />} />;
    case "file":
      return <FilePage />;
    case "refunds":
      return <RefundsPage tabs={<Tabs here={page} />} />;
    case "amounts":
      return <AmountsPage />;
    case "receipts":
      return <ReceiptsPage tabs={<Tabs here={page} />} />;
    case "licenses":
      return <LicensesPage tabs={<Tabs here={page} />} />;
  }
}

function Tabs({ here }: { here: FulfilPage }) {
  return (
    <nav class="subtabs" aria-label={t("fulfil_tabs")}>
      {TABS.map(([page, label]) => (
        <a
          key={page}
          class={page === here ? "on" : ""}
          href={hashOf("fulfil", page === "ship" ? {} : { page })}
          aria-current={page === here ? "page" : undefined}
          data-testid={`fulfil-tab-${page}`}
        >
          {t(label)}
        </a>
      ))}
    </nav>
  );
}
