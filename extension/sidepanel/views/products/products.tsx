/** The Products tool: find products, and choose those that something is to happen to. */

import { useState } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SavedScriptView, ShopView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { RemovableChip } from "../../../shared/ui/chip.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty } from "../../../shared/ui/surface.tsx";
import { editParams } from "../../listings/edit_state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { EMPTY_SALES_FILTER } from "../../sales/overview.ts";
import { useRule } from "../../scripts/use_rule.ts";
import { Skeleton } from "../../starting.tsx";
import { EMPTY_FILTER, shownIds } from "../../state.ts";
import { FilterSheet } from "./filter_sheet.tsx";
import { filterChips } from "./filters.ts";
import { ScriptChip, ScriptFilter } from "./script_filter.tsx";
import { Refreshing, isReading } from "./reading.tsx";
import { SelectionsSheet } from "./selections.tsx";
import { ProductTable } from "./table.tsx";

export function ProductsTool() {
  const { state } = usePanel();
  const { shop } = state;
  if (shop === null) {
    return (
      <div class="view">
        <div class="view-body">
          <Skeleton />
        </div>
      </div>
    );
  }
  const reading = isReading(shop);
  return (
    <div class="view" data-testid="products-view">
      <div class="view-body">
        <Head shop={shop} />
        <Refreshing shop={shop} />
        {shop.products.length === 0 ? reading ? null : <EmptyShop shop={shop} /> : <ProductChooser shop={shop} />}
      </div>
      {shop.products.length === 0 ? null : <Foot />}
    </div>
  );
}

function Head({ shop }: { shop: ShopView }) {
  const { state, act, now } = usePanel();
  const ids = shownIds(state);
  const total = shop.products.length;
  const offline = state.account?.connected === false;
  return (
    <div class="title-row">
      <div>
        <h1>
          {shop.read_at_ms === null
            ? t("shop_new_title")
            : ids.length === total
              ? tn("products_title", total)
              : t("products_some", ids.length, total)}
        </h1>
        <p class="muted" data-testid="read-at">
          {shop.read_at_ms === null ? t("read_never") : t("read_at", ago(shop.read_at_ms, now()))}
          {offline ? ` · ${t("offline")}` : ""}
        </p>
      </div>
      {offline || isReading(shop) ? null : (
        <IconButton icon="refresh" label={t("refresh")} testid="refresh" onClick={() => void act.refresh()} />
      )}
    </div>
  );
}

function EmptyShop({ shop }: { shop: ShopView }) {
  const { act } = usePanel();
  const unread = shop.read_at_ms === null;
  return (
    <Empty
      testid="empty-shop"
      drawing={<Icon name="products" size={32} />}
      title={unread ? t("shop_unread") : t("shop_empty")}
      actions={
        <Button kind={unread ? "go" : "plain"} icon="refresh" testid="read-shop" onClick={() => void act.refresh()}>
          {unread ? t("read_shop") : t("refresh")}
        </Button>
      }
    >
      {unread ? t("shop_unread_text") : t("shop_empty_text")}
    </Empty>
  );
}

/** The products of the shop to find and to tick: search, filter, saved selections, and the table. */
export function ProductChooser({ shop }: { shop: ShopView }) {
  const { state, act } = usePanel();
  const [sheet, setSheet] = useState<"filter" | "selections" | null>(null);
  const rule = useRule();
  const { filter, ids, picked } = state.list;
  const chips = filterChips(filter, shop);
  const used = chips.length + (picked === null ? 0 : 1);
  const ask = (script: SavedScriptView): void =>
    void act.pick(script, () => rule.ask(script, { role: "choose", product_ids: [], sales: EMPTY_SALES_FILTER, most: null }));
  return (
    <>
      <div class="toolbar">
        <span class="input">
          <Icon name="search" />
          <input
            type="search"
            placeholder={t("search_short")}
            aria-label={t("search_placeholder")}
            value={filter.text}
            data-testid="search"
            onInput={(event) => act.setFilter({ ...filter, text: event.currentTarget.value })}
          />
        </span>
        <span class="badge">
          <IconButton
            icon="filter"
            label={t("filter_title")}
            testid="open-filter"
            pressed={used > 0}
            onClick={() => setSheet("filter")}
          />
          {used > 0 ? <i aria-hidden="true">{used}</i> : null}
        </span>
        <IconButton
          icon="bookmark"
          label={t("selections_title")}
          testid="open-selections"
          onClick={() => setSheet("selections")}
        />
      </div>
      {used === 0 ? null : (
        <div class="chips" data-testid="filter-chips">
          {chips.map((chip) => (
            <RemovableChip key={chip.id} text={chip.text} onRemove={() => act.setFilter(chip.without)} />
          ))}
          <ScriptChip shop={shop} />
        </div>
      )}
      <ScriptFilter rule={rule} onAsk={ask} />
      <CountLine total={shop.products.length} />
      {ids?.length === 0 ? (
        <Empty
          testid="no-match"
          title={t("no_match")}
          actions={
            <Button
              onClick={() => {
                act.unpick();
                act.setFilter(EMPTY_FILTER);
              }}
            >
              {t("filter_clear")}
            </Button>
          }
        >
          {t("no_match_text")}
        </Empty>
      ) : (
        <ProductTable />
      )}
      {sheet === "filter" ? <FilterSheet onClose={() => setSheet(null)} onAsk={ask} /> : null}
      {sheet === "selections" ? <SelectionsSheet onClose={() => setSheet(null)} /> : null}
    </>
  );
}

function CountLine({ total }: { total: number }) {
  const { state, dispatch } = usePanel();
  const { chosen } = state.list;
  const links = [
    ["tick_all", t("tick_all")],
    ["tick_none", t("tick_none")],
    ["tick_invert", t("tick_invert")],
  ] as const;
  return (
    <div class="count-line">
      <span data-testid="chosen-count" aria-live="polite">
        <b>{t("chosen_count", chosen.size, total)}</b>
      </span>
      <span class="links">
        {links.map(([type, label]) => (
          <button key={type} class="link" type="button" data-testid={type} onClick={() => dispatch({ type })}>
            {label}
          </button>
        ))}
      </span>
    </div>
  );
}

function Foot() {
  const { state, act } = usePanel();
  const { chosen } = state.list;
  const shown = new Set(shownIds(state));
  const hidden = [...chosen].filter((id) => !shown.has(id)).length;
  return (
    <ActionBar
      title={chosen.size === 0 ? t("foot_none") : tn("foot_chosen", chosen.size)}
      detail={
        hidden > 0 ? (
          tn("foot_hidden", hidden)
        ) : chosen.size === 0 ? (
          t("foot_none_text")
        ) : (
          <a href={hashOf("listings", editParams(null))} data-testid="edit-listings">
            {t("foot_edit_listings")}
          </a>
        )
      }
    >
      {chosen.size === 0 ? null : (
        <Button testid="make-code" onClick={() => act.go(hashOf("codes", { page: "make" }))}>
          {t("codes_make_button")}
        </Button>
      )}
      <Button
        kind="go"
        testid="change-prices"
        blocked={chosen.size === 0 ? t("foot_none_text") : ""}
        onClick={() => act.go(hashOf("prices"))}
      >
        {t("change_prices")}
      </Button>
    </ActionBar>
  );
}
