/**
 * The Listings tool: every product's listing with its score, one product's with what could be better, and the pages
 * that change listings. A page that has built a plan shows it by `act.showPlan(view, "listings", { page: "…" })`; the
 * preview goes back to the page that these params name.
 */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Preview } from "../prices/preview.tsx";
import { EditPage } from "./edit/edit_page.tsx";
import { FixesPage } from "./fixes_page.tsx";
import { ListPage } from "./list_page.tsx";
import type { PageProps } from "./list_page.tsx";
import { ProductPage } from "./product_page.tsx";
import { SheetPage } from "./sheet_page.tsx";
import { SuggestPage } from "./suggest/suggest_page.tsx";

interface Page {
  label: MessageKey;
  Page: (props: PageProps) => JSX.Element;
}

/** The pages by their name in the address, in the order of the tabs; the first one is shown by default. */
const PAGES: Readonly<Record<string, Page>> = {
  lint: { label: "listings_tab_lint", Page: ListPage },
  fixes: { label: "listings_tab_fixes", Page: FixesPage },
  edit: { label: "listings_tab_edit", Page: EditPage },
  sheet: { label: "listings_tab_sheet", Page: SheetPage },
  suggest: { label: "listings_tab_suggest", Page: SuggestPage },
};

const [FIRST = ""] = Object.keys(PAGES);

export function ListingsTool() {
  const { state } = usePanel();
  const { plan, ...params } = state.route.params;
  const { id, page = FIRST } = params;
  if (plan !== undefined) return <Preview back={hashOf("listings", params)} />;
  if (id !== undefined) return <ProductPage key={id} id={id} />;
  const here = page in PAGES ? page : FIRST;
  const found = PAGES[here];
  if (found === undefined) throw new Error("the Listings tool has no pages");
  return <found.Page tabs={<Tabs here={here} />} />;
}

/** One page needs no tabs. */
function Tabs({ here }: { here: string }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => nav.current?.querySelector(".on")?.scrollIntoView({ block: "nearest", inline: "nearest" }), [here]);
  const pages = Object.entries(PAGES);
  if (pages.length < 2) return null;
  return (
    <nav ref={nav} class="subtabs" aria-label={t("listings_tabs")}>
      {pages.map(([page, { label }]) => (
        <a
          key={page}
          class={page === here ? "on" : ""}
          href={hashOf("listings", page === FIRST ? {} : { page })}
          aria-current={page === here ? "page" : undefined}
          data-testid={`listings-tab-${page}`}
        >
          {t(label)}
        </a>
      ))}
    </nav>
  );
}
