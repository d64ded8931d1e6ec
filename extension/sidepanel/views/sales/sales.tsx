/** The Sales tool: the history of all sales, whether it is complete, and what it adds up to. */

import type { ComponentChildren, JSX } from "preact";

import { useEffect, useRef } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { ExportPage } from "./export_page.tsx";
import { HistoryPage } from "./history_page.tsx";
import { OverviewPage } from "./overview_page.tsx";
import { PayoutsPage } from "./payouts_page.tsx";
import { SubscribersPage } from "./subscribers_page.tsx";

export interface PageProps {
  /** The tabs of the tool, drawn by the page above its own body. */
  tabs: ComponentChildren;
}

interface Page {
  label: MessageKey;
  Page: (props: PageProps) => JSX.Element;
}

/** The pages by their name in the address, in the order of the tabs; the first one is shown by default. */
const PAGES: Readonly<Record<string, Page>> = {
  overview: { label: "sales_tab_overview", Page: OverviewPage },
  history: { label: "sales_tab_history", Page: HistoryPage },
  export: { label: "sales_tab_export", Page: ExportPage },
  subscribers: { label: "subscribers_tab", Page: SubscribersPage },
  payouts: { label: "payouts_tab", Page: PayoutsPage },
};

const [FIRST = ""] = Object.keys(PAGES);

export function SalesTool() {
  const { state } = usePanel();
  const named = state.route.params["page"] ?? FIRST;
  const here = named in PAGES ? named : FIRST;
  const found = PAGES[here];
  if (found === undefined) throw new Error("the Sales tool has no pages");
  return <found.Page tabs={<Tabs here={here} />} />;
}

function Tabs({ here }: { here: string }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => nav.current?.querySelector(".on")?.scrollIntoView({ block: "nearest", inline: "nearest" }), [here]);
  return (
    <nav ref={nav} class="subtabs" aria-label={t("sales_tabs")}>
      {Object.entries(PAGES).map(([page, { label }]) => (
        <a
          key={page}
          class={page === here ? "on" : ""}
          href={hashOf("sales", page === FIRST ? {} : { page })}
          aria-current={page === here ? "page" : undefined}
          data-testid={`sales-tab-${page}`}
        >
          {t(label)}
        </a>
      ))}
    </nav>
  );
}
