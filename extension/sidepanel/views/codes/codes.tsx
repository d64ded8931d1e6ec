/** The Codes tool: every code of the shop in one table, new ones, and what is wrong with the old ones. */

import { t } from "../../../shared/i18n.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import { pageOf } from "../../codes/state.ts";
import type { CodesPage } from "../../codes/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { Preview } from "../prices/preview.tsx";
import { BatchPage, BatchesPage } from "./batches.tsx";
import { LimitsPage, ReplacePage } from "./change.tsx";
import { DoctorPage } from "./doctor.tsx";
import { ImportPage } from "./import.tsx";
import { JanitorPage } from "./janitor.tsx";
import { LinksPage } from "./links.tsx";
import { ListPage } from "./list.tsx";
import { MakePage } from "./make.tsx";
import { MintPage } from "./mint.tsx";

const TABS: readonly (readonly [CodesPage, MessageKey])[] = [
  ["table", "codes_tab_table"],
  ["doctor", "codes_tab_doctor"],
  ["janitor", "codes_tab_janitor"],
  ["batches", "codes_tab_batches"],
];

export function CodesTool() {
  const { state } = usePanel();
  const back = useBack();
  if (state.route.params["plan"] !== undefined) return <Preview back={back} />;
  if (state.shop === null) {
    return (
      <div class="view">
        <div class="view-body">
          <Skeleton />
        </div>
      </div>
    );
  }
  const page = pageOf(state.route.params);
  switch (page) {
    case "table":
      return <ListPage tabs={<Tabs here={page} />} />;
    case "doctor":
      return <DoctorPage tabs={<Tabs here={page} />} />;
    case "janitor":
      return <JanitorPage tabs={<Tabs here={page} />} />;
    case "batches":
      return <BatchesPage tabs={<Tabs here={page} />} />;
    case "batch":
      return <BatchPage />;
    case "make":
      return <MakePage />;
    case "mint":
      return <MintPage />;
    case "import":
      return <ImportPage />;
    case "limits":
      return <LimitsPage />;
    case "replace":
      return <ReplacePage />;
    case "links":
      return <LinksPage />;
  }
}

/** Back from a preview: to the form that it was made from, or to the table. */
function useBack(): string {
  const job = usePanel().state.plan?.view?.codes_form?.job;
  return job === undefined || job === "delete" || job === "parity"
    ? hashOf("codes")
    : hashOf("codes", { page: job });
}

function Tabs({ here }: { here: CodesPage }) {
  return (
    <nav class="subtabs" aria-label={t("codes_tabs")}>
      {TABS.map(([page, label]) => (
        <a
          key={page}
          class={page === here ? "on" : ""}
          href={hashOf("codes", page === "table" ? {} : { page })}
          aria-current={page === here ? "page" : undefined}
          data-testid={`codes-tab-${page}`}
        >
          {t(label)}
        </a>
      ))}
    </nav>
  );
}
