/** The table of all codes, with what finds codes in it above, and what can be done with chosen ones below. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { CodesView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { RemovableChip } from "../../../shared/ui/chip.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { chosenRefs } from "../../codes/choice.ts";
import { EMPTY_CODES_FILTER } from "../../codes/forms.ts";
import { shownKeys } from "../../codes/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { saveFile } from "../history/report.ts";
import { Refreshing, isReading } from "../products/reading.tsx";
import { FilterSheet } from "./filter_sheet.tsx";
import { filterChips } from "./filters.ts";
import { CodesTable } from "./table.tsx";

export function ListPage({ tabs }: { tabs: ComponentChildren }) {
  const { state, act } = usePanel();
  const { list, deleting } = state.codes;
  const { shop } = state;
  if (shop === null) return null;
  const { view } = list;
  return (
    <div class="view" data-testid="codes-view">
      {tabs}
      <div class="view-body">
        <Head view={view} />
        <Refreshing shop={shop} />
        {list.error === null ? null : <ErrorNotice error={list.error} onRetry={() => void act.codes.reload()} />}
        {deleting.error === null ? null : <ErrorNotice error={deleting.error} />}
        {view === null ? (
          list.error === null ? (
            <Skeleton />
          ) : null
        ) : view.rows.length === 0 ? (
          isReading(shop) ? null : (
            <NoCodes view={view} />
          )
        ) : (
          <Listing view={view} />
        )}
      </div>
      {view === null || shop.products.length === 0 ? null : <Foot view={view} />}
    </div>
  );
}

function Head({ view }: { view: CodesView | null }) {
  const { state, act, now } = usePanel();
  const offline = state.account?.connected === false;
  const shown = shownKeys(state.codes).length;
  const total = view?.rows.length ?? 0;
  return (
    <div class="title-row">
      <div>
        <h1 data-testid="codes-title">
          {view === null || total === 0
            ? t("tool_codes")
            : shown === total
              ? tn("codes_title", view.codes)
              : t("codes_some", shown, total)}
        </h1>
        <p class="muted">
          {view === null || view.read_at_ms === null ? t("read_never") : t("read_at", ago(view.read_at_ms, now()))}
          {offline ? ` · ${t("offline")}` : ""}
        </p>
      </div>
      {offline || state.shop === null || isReading(state.shop) ? null : (
        <IconButton icon="refresh" label={t("refresh")} testid="refresh" onClick={() => void act.refresh()} />
      )}
    </div>
  );
}

/** No code was made yet, or none was read. */
function NoCodes({ view }: { view: CodesView }) {
  const { state, act } = usePanel();
  const unread = view.read_at_ms === null || view.unread > 0;
  const noProducts = state.shop?.products.length === 0;
  return (
    <Empty
      testid={unread ? "codes-unread" : "codes-empty"}
      drawing={<Icon name="codes" size={32} />}
      title={t(unread ? "codes_unread_title" : "codes_empty_title")}
      actions={
        unread || noProducts ? (
          <Button
            kind={noProducts ? "go" : "plain"}
            icon="refresh"
            testid="read-shop"
            onClick={() => void act.refresh()}
          >
            {t("read_shop")}
          </Button>
        ) : null
      }
    >
      {t(unread ? "codes_unread_text" : "codes_empty_text")}
    </Empty>
  );
}

function Listing({ view }: { view: CodesView }) {
  const { state, act } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const { filter, ids } = state.codes;
  const chips = filterChips(filter, view);
  return (
    <>
      {view.unread === 0 ? null : (
        <Notice
          severity="care"
          testid="codes-some-unread"
          actions={
            <button class="link" type="button" onClick={() => void act.refresh()}>
              {t("read_shop")}
            </button>
          }
        >
          {tn("codes_some_unread", view.unread)}
        </Notice>
      )}
      <div class="toolbar">
        <span class="input">
          <Icon name="search" />
          <input
            type="search"
            placeholder={t("codes_search")}
            aria-label={t("codes_search_label")}
            value={filter.text}
            data-testid="codes-search"
            onInput={(event) => act.codes.setFilter({ ...filter, text: event.currentTarget.value })}
          />
        </span>
        <span class="badge">
          <IconButton
            icon="filter"
            label={t("filter_title")}
            testid="codes-open-filter"
            pressed={chips.length > 0}
            onClick={() => setOpen(true)}
          />
          {chips.length > 0 ? <i aria-hidden="true">{chips.length}</i> : null}
        </span>
      </div>
      {chips.length === 0 ? null : (
        <div class="chips" data-testid="codes-chips">
          {chips.map((chip) => (
            <RemovableChip key={chip.id} text={chip.text} onRemove={() => act.codes.setFilter(chip.without)} />
          ))}
        </div>
      )}
      <CountLine view={view} />
      {ids?.length === 0 ? (
        <Empty
          testid="codes-no-match"
          title={t("codes_no_match")}
          actions={<Button onClick={() => act.codes.setFilter(EMPTY_CODES_FILTER)}>{t("filter_clear")}</Button>}
        >
          {t("codes_no_match_text")}
        </Empty>
      ) : (
        <CodesTable />
      )}
      {isOpen ? <FilterSheet view={view} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CountLine({ view }: { view: CodesView }) {
  const { state, act } = usePanel();
  const chosen = chosenRefs(state.codes.chosen, view.rows).length;
  const links = [
    ["all", t("tick_all")],
    ["none", t("tick_none")],
    ["invert", t("tick_invert")],
  ] as const;
  return (
    <div class="count-line">
      <span data-testid="codes-chosen" aria-live="polite">
        <b>{t("codes_chosen_of", chosen, view.codes)}</b>
      </span>
      <span class="links">
        {links.map(([how, label]) => (
          <button
            key={how}
            class="link"
            type="button"
            data-testid={`codes-choose-${how}`}
            onClick={() => act.codes.tickShown(how)}
          >
            {label}
          </button>
        ))}
      </span>
    </div>
  );
}

function Foot({ view }: { view: CodesView }) {
  const { state } = usePanel();
  const refs = chosenRefs(state.codes.chosen, view.rows);
  return refs.length === 0 ? <MakeBar /> : <ChosenBar count={refs.length} />;
}

function MakeBar() {
  const { act } = usePanel();
  return (
    <ActionBar
      title={t("codes_foot_new")}
      detail={
        <>
          <a href={hashOf("codes", { page: "mint" })} data-testid="codes-go-mint">
            {t("codes_mint_link")}
          </a>{" "}
          ·{" "}
          <a href={hashOf("codes", { page: "import" })} data-testid="codes-go-import">
            {t("codes_import_link")}
          </a>
        </>
      }
    >
      <Button kind="go" testid="codes-go-make" onClick={() => act.go(hashOf("codes", { page: "make" }))}>
        {t("codes_make_button")}
      </Button>
    </ActionBar>
  );
}

/** What can be done with chosen codes. None of it is sent from here. */
function ChosenBar({ count }: { count: number }) {
  const { state, act } = usePanel();
  const { deleting } = state.codes;
  const go = (page: "limits" | "replace" | "links") => () => act.go(hashOf("codes", { page }));
  return (
    <ActionBar
      title={tn("codes_chosen", count)}
      detail={
        <>
          {t("codes_foot_chosen")} ·{" "}
          <button
            class="link"
            type="button"
            data-testid="codes-unchoose"
            onClick={() => act.codes.tickShown("none")}
          >
            {t("codes_unchoose")}
          </button>
        </>
      }
    >
      <span class="button-row">
        <Button small testid="codes-limits-go" onClick={go("limits")}>
          {t("codes_do_limits")}
        </Button>
        <Button small testid="codes-replace-go" onClick={go("replace")}>
          {t("codes_do_replace")}
        </Button>
        <Button small testid="codes-links-go" onClick={go("links")}>
          {t("codes_do_links")}
        </Button>
        <Button small testid="codes-export" onClick={() => void act.codes.exportChosen(saveFile)}>
          {t("codes_do_export")}
        </Button>
        <Button
          small
          kind="danger"
          testid="codes-delete"
          busy={deleting.busy}
          onClick={() => void act.codes.deleteChosen()}
        >
          {t("codes_do_delete")}
        </Button>
      </span>
    </ActionBar>
  );
}
