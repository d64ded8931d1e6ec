/** The Parity tool: discounts by country from a table, the codes that come of it, and what became of them. */

import type { ComponentChildren } from "preact";

import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { PARITY_PAGES, pageOf } from "../../parity/state.ts";
import type { ParityPage } from "../../parity/state.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { Preview } from "../prices/preview.tsx";
import { CodesPage } from "./codes_page.tsx";
import { LeaksPage } from "./leaks_page.tsx";
import { NativePage } from "./native_page.tsx";
import { PicturePage } from "./picture_page.tsx";
import { ReachPage } from "./reach_page.tsx";
import { TablePage } from "./table_page.tsx";

export function ParityTool() {
  const { state, act } = usePanel();
  const { shop, route } = state;
  if (route.params["plan"] !== undefined) return <Preview back={pageHash("codes")} />;
  if (shop !== null && shop.products.length === 0) {
    return (
      <div class="view">
        <div class="view-body">
          <Empty
            testid="parity-no-products"
            drawing={<Icon name="parity" size={32} />}
            title={t("parity_no_products")}
            actions={
              <Button kind="go" onClick={() => act.go(hashOf("products"))}>
                {t("parity_to_products")}
              </Button>
            }
          >
            {t("parity_no_products_text")}
          </Empty>
        </div>
      </div>
    );
  }
  const page = pageOf(route.params);
  if (shop === null || state.parity.view === null) return <Opening page={page} />;
  switch (page) {
    case "table":
      return <TablePage view={state.parity.view} />;
    case "codes":
      return <CodesPage view={state.parity.view} />;
    case "native":
      return <NativePage />;
    case "leaks":
      return <LeaksPage />;
    case "reach":
      return <ReachPage view={state.parity.view} />;
    case "picture":
      return <PicturePage />;
  }
}

export function pageHash(page: ParityPage): string {
  return page === "table" ? hashOf("parity") : hashOf("parity", { page });
}

function Opening({ page }: { page: ParityPage }) {
  const { state, act } = usePanel();
  const { error } = state.parity;
  return (
    <div class="view">
      <div class="view-body">
        <Pages page={page} />
        {error === null ? (
          <Skeleton />
        ) : (
          <ErrorNotice error={error} onRetry={() => void act.parity.opened(state.route.params)} />
        )}
      </div>
    </div>
  );
}

/** The pages of the tool. */
export function Pages({ page }: { page: ParityPage }) {
  return (
    <nav class="pages" aria-label={t("parity_pages")}>
      {PARITY_PAGES.map((each) => (
        <a
          key={each}
          href={pageHash(each)}
          class={each === page ? "on" : ""}
          aria-current={each === page ? "page" : undefined}
          data-testid={`parity-${each}`}
        >
          {t(`parity_page_${each}`)}
        </a>
      ))}
    </nav>
  );
}

interface HeadingProps {
  page: ParityPage;
  title: ComponentChildren;
  children?: ComponentChildren;
  aside?: ComponentChildren;
}

/** The pages, the state of affairs, and a line under it. */
export function Heading({ page, title, children, aside }: HeadingProps) {
  return (
    <>
      <Pages page={page} />
      <div class="title-row">
        <div>
          <h1 data-testid="parity-title">{title}</h1>
          {children === undefined ? null : <p class="muted">{children}</p>}
        </div>
        {aside === undefined ? null : <div class="row nowrap title-tools">{aside}</div>}
      </div>
    </>
  );
}

/** What a code can and cannot do: always there, never in the way. */
export function Honest({ sentences, open }: { sentences: readonly string[]; open: boolean }) {
  return (
    <details class="notes" open={open} data-testid="parity-honest">
      <summary>
        <Icon name="info" /> {t("parity_honest")} <Icon name="down" size={12} />
      </summary>
      <div class="stack">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </details>
  );
}
