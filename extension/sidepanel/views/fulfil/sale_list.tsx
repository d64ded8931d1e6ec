/** What every page of the tool has in common: finding sales, choosing some, and how they stand when there are none. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SalesFilter } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { EMPTY_SALES_FILTER } from "../../fulfil/lists.ts";
import type { ListName, SaleList as Listed } from "../../fulfil/lists.ts";
import { useFulfil } from "../../fulfil/provider.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { isReading, mayNotRead, useSales } from "../../sales/state.ts";
import { Skeleton } from "../../starting.tsx";
import { SalesDays } from "../sales/filter_fields.tsx";
import { SaleTable } from "./sale_table.tsx";

interface SaleListProps {
  name: ListName;
  title: string;
  lead?: ComponentChildren;
  /** Above the rows, once there are sales at all. */
  children?: ComponentChildren;
  /** Instead of the rows, when none match and nothing was typed. */
  nothing: ComponentChildren;
}

export function SaleList({ name, title, lead, children, nothing }: SaleListProps) {
  const { state } = usePanel();
  const { status } = useSales();
  const list = useFulfil().state.lists[name];
  const reading = status !== null && isReading(status.sync);
  if (list.rows !== null && list.read === false) return reading ? <BeingRead title={title} /> : <NotRead />;
  return (
    <>
      <div>
        <h1 data-testid="fulfil-title">{title}</h1>
        {lead === undefined ? null : <p class="muted">{lead}</p>}
        <AsOf />
      </div>
      {list.error === null ? null : <RowsError name={name} list={list} />}
      {list.rows === null ? (
        list.error === null ? (
          <Skeleton />
        ) : null
      ) : isBare(list) && list.total === 0 ? (
        nothing
      ) : (
        <>
          {children}
          <Finder name={name} list={list} />
          <CountLine name={name} list={list} />
          {list.cutAt === null ? null : (
            <Notice severity="care" testid="fulfil-cut">
              {t("fulfil_cut", list.cutAt.most, list.cutAt.total)}
            </Notice>
          )}
          {list.rows.length === 0 ? <NoMatch name={name} offline={state.account?.connected === false} /> : <SaleTable name={name} />}
          <More name={name} list={list} />
        </>
      )}
    </>
  );
}

function RowsError({ name, list }: { name: ListName; list: Listed }) {
  const { act } = useFulfil();
  return list.error === null ? null : (
    <ErrorNotice error={list.error} testid="fulfil-error" onRetry={() => void act.reread(name)} />
  );
}

/** Whether nothing was asked for but what the page is about. */
function isBare(list: Listed): boolean {
  return !list.onlyChosen && isEmptyFilter(list.filter);
}

function isEmptyFilter({ text, first_day, last_day, product_ids }: SalesFilter): boolean {
  return text.trim() + first_day + last_day === "" && product_ids.length === 0;
}

/** How old what is shown is, and where it is read anew. */
function AsOf() {
  const { now } = usePanel();
  const { status } = useSales();
  if (status === null) return null;
  const reading = isReading(status.sync);
  const at = status.read_at_ms;
  return (
    <p class="muted small" data-testid="fulfil-as-of">
      {reading
        ? t("fulfil_reading", status.sync.sales)
        : at === null
          ? t("fulfil_read_partly")
          : t("fulfil_as_of", ago(at, now()))}{" "}
      <a href={hashOf("sales", { page: "history" })}>{t(reading ? "fulfil_reading_link" : "fulfil_read_again")}</a>
    </p>
  );
}

function NotRead() {
  const { state, act } = usePanel();
  const refused = mayNotRead(state.account);
  return (
    <Empty
      testid="fulfil-unread"
      drawing={<Icon name="fulfil" size={32} />}
      title={t("fulfil_unread_title")}
      actions={
        <Button kind="go" testid="fulfil-go-sales" onClick={() => act.go(hashOf("sales", { page: "history" }))}>
          {t("fulfil_unread_button")}
        </Button>
      }
    >
      {t(refused ? "fulfil_unread_refused" : "fulfil_unread_text")}
    </Empty>
  );
}

function BeingRead({ title }: { title: string }) {
  const { status } = useSales();
  return (
    <>
      <div>
        <h1>{title}</h1>
        <p class="muted" role="status">
          {t("fulfil_reading", status?.sync.sales ?? 0)}{" "}
          <a href={hashOf("sales", { page: "history" })}>{t("fulfil_reading_link")}</a>
        </p>
      </div>
      <Skeleton />
    </>
  );
}

function NoMatch({ name, offline }: { name: ListName; offline: boolean }) {
  const { act } = useFulfil();
  return (
    <Empty
      testid="fulfil-no-match"
      title={t("fulfil_no_match")}
      actions={
        <Button onClick={() => act.ask(name, { filter: EMPTY_SALES_FILTER, onlyChosen: false })}>
          {t("filter_clear")}
        </Button>
      }
    >
      {t(offline ? "fulfil_no_match_offline" : "fulfil_no_match_text")}
    </Empty>
  );
}

/** The search field, and behind a button product and days. */
function Finder({ name, list }: { name: ListName; list: Listed }) {
  const { act } = useFulfil();
  const [isOpen, setOpen] = useState(false);
  const { filter, errors } = list;
  const further = [filter.first_day, filter.last_day, ...filter.product_ids].filter((each) => each !== "").length;
  return (
    <>
      <div class="toolbar">
        <span class="input">
          <Icon name="search" />
          <input
            type="search"
            placeholder={t(name === "licenses" ? "fulfil_search_keys" : "fulfil_search")}
            aria-label={t("fulfil_search_label")}
            value={filter.text}
            data-testid="fulfil-search"
            onInput={(event) =>
              act.type(name, { filter: { ...filter, text: event.currentTarget.value }, onlyChosen: false })
            }
          />
        </span>
        <span class="badge">
          <IconButton
            icon="filter"
            label={t("filter_title")}
            testid="fulfil-open-filter"
            pressed={further > 0}
            onClick={() => setOpen(true)}
          />
          {further > 0 ? <i aria-hidden="true">{further}</i> : null}
        </span>
      </div>
      {Object.keys(errors).length === 0 || isOpen ? null : (
        <Notice severity="block" urgent testid="fulfil-filter-errors">
          {Object.values(errors).map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </Notice>
      )}
      {isOpen ? <FilterSheet name={name} list={list} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function FilterSheet({ name, list, onClose }: { name: ListName; list: Listed; onClose: () => void }) {
  const { state } = usePanel();
  const { act } = useFulfil();
  const { filter } = list;
  const set = (change: Partial<SalesFilter>): void =>
    act.type(name, { filter: { ...filter, ...change }, onlyChosen: false });
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="fulfil-filter"
      foot={
        <>
          <Button kind="quiet" onClick={() => act.ask(name, { filter: EMPTY_SALES_FILTER })}>
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="fulfil-filter-close" onClick={onClose}>
            {tn("fulfil_show", list.total)}
          </Button>
        </>
      }
    >
      <div class="stack loose">
        <SelectField
          label={t("column_product")}
          value={filter.product_ids[0] ?? ""}
          testid="fulfil-product"
          options={[
            { value: "", label: t("fulfil_any_product") },
            ...(state.shop?.products ?? []).map(({ id, name: label }) => ({ value: id, label })),
          ]}
          onChange={(id) => set({ product_ids: id === "" ? [] : [id] })}
        />
        <SalesDays filter={filter} errors={list.errors} onChange={set} />
      </div>
    </Dialog>
  );
}

function CountLine({ name, list }: { name: ListName; list: Listed }) {
  const { act } = useFulfil();
  const { chosen, total, onlyChosen } = list;
  return (
    <div class="count-line">
      <span data-testid="fulfil-chosen" aria-live="polite">
        <b>{chosen.size === 0 ? tn("fulfil_found", total) : tn("fulfil_chosen", chosen.size)}</b>
      </span>
      <span class="links">
        {onlyChosen ? null : (
          <button
            class="link"
            type="button"
            data-testid="fulfil-choose-all"
            onClick={() => void act.chooseAll(name)}
          >
            {t("tick_all")}
          </button>
        )}
        <button class="link" type="button" data-testid="fulfil-choose-none" onClick={() => act.chooseNone(name)}>
          {t("tick_none")}
        </button>
        {chosen.size === 0 ? null : (
          <Chip on={onlyChosen} testid="fulfil-only" onClick={() => act.ask(name, { onlyChosen: !onlyChosen })}>
            {t("fulfil_only_chosen")}
          </Chip>
        )}
      </span>
    </div>
  );
}

function More({ name, list }: { name: ListName; list: Listed }) {
  const { act } = useFulfil();
  const here = list.rows?.length ?? 0;
  if (here === 0 || here >= list.total) return null;
  return (
    <div class="row center">
      <Button busy={list.busy} testid="fulfil-more" onClick={() => void act.more(name)}>
        {t("fulfil_more", here, list.total)}
      </Button>
    </div>
  );
}
