/** Subscribers: how they stand, of which products, one by one; reading them, and a file of them. */

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../../shared/api.ts";
import { count, day, moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { SubscriberView, SubscribersForm, SubscribersSyncView, SubscribersView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ManyField } from "../../../shared/ui/many_field.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice, Progress, Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { ExportCards } from "../../exports/cards.tsx";
import { usePanel } from "../../panel.ts";
import { EMPTY_SUBSCRIBERS, readsSubscribers, subscriberConditions, usePeople } from "../../sales/people.ts";
import { mayNotRead } from "../../sales/state.ts";
import { Skeleton } from "../../starting.tsx";
import { FileDialog } from "./file_dialog.tsx";
import { NoPermission } from "./history_page.tsx";
import type { PageProps } from "./sales.tsx";

const WIDE_PX = 36;
const NARROW_PX = 78;
const SORTS: readonly NonNullable<SubscribersForm["sort"]>[] = ["since", "email", "product", "standing"];

export function SubscribersPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { view, error, ask } = usePeople().subscribers;
  const whose = state.account?.account_id;
  useEffect(() => void ask(), [ask, whose]);
  const refused = mayNotRead(state.account) && (view === null || view.total === 0);
  return (
    <div class="view" data-testid="subscribers-page">
      {tabs}
      <div class="view-body">
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void ask()} />}
        {refused ? <NoPermission /> : view === null ? error === null ? <Skeleton /> : null : <Known view={view} />}
      </div>
      {view === null || refused ? null : <Foot view={view} />}
    </div>
  );
}

function Known({ view }: { view: SubscribersView }) {
  const { now } = usePanel();
  const reading = readsSubscribers(view.sync);
  if (view.total === 0 && !reading && view.sync.state !== "failed" && view.sync.state !== "stopped") {
    return <Nothing view={view} />;
  }
  return (
    <>
      <div>
        <h1 data-testid="subscribers-headline">{tn("subscribers_here", view.total)}</h1>
        <p class="muted">
          {view.read_at_ms === null ? t("subscribers_never_whole") : t("people_read_at", moment(view.read_at_ms, now()))}
        </p>
      </div>
      {reading ? <Reading sync={view.sync} /> : <HowItEnded view={view} />}
      {view.total === 0 ? null : (
        <>
          <Figures view={view} />
          <Recurring view={view} />
          <Groups view={view} />
          <People view={view} />
        </>
      )}
      <ExportCards kind="subscribers" />
    </>
  );
}

function Nothing({ view }: { view: SubscribersView }) {
  if (view.able === 0) {
    return (
      <Empty testid="subscribers-unable" drawing={<Icon name="customers" size={32} />} title={t("subscribers_unable")}>
        {t("subscribers_unable_text")}
      </Empty>
    );
  }
  const title = view.read_at_ms === null ? t("subscribers_start_title") : t("subscribers_none");
  return (
    <Empty testid="subscribers-empty" drawing={<Icon name="customers" size={32} />} title={title}>
      {view.read_at_ms === null ? t("subscribers_start_text") : t("subscribers_none_text")}
    </Empty>
  );
}

function Reading({ sync }: { sync: SubscribersSyncView }) {
  const looking = sync.state === "looking_up";
  const label = t(looking ? "subscribers_looking_up" : "subscribers_reading");
  const [done, total] = looking ? [sync.looked_up, sync.to_look_up] : [sync.products_done, sync.products];
  return (
    <Card testid="subscribers-reading">
      <div class="stack tight">
        <span class="strong" role="status">
          {sync.message || label}
        </span>
        <Progress done={done ?? 0} total={total ?? 0} label={label} />
        <p class="muted small num">
          {looking
            ? t("subscribers_looked_up", done ?? 0, total ?? 0)
            : t("subscribers_progress", done ?? 0, total ?? 0, sync.subscribers ?? 0)}
        </p>
        <p class="muted small">{t("people_close_safe")}</p>
      </div>
    </Card>
  );
}

function HowItEnded({ view }: { view: SubscribersView }) {
  const { sync, unfinished, left_to_look_up } = view;
  return (
    <>
      {sync.state === "failed" ? (
        <Notice severity="block" urgent title={sync.message} testid="subscribers-failed">
          {sync.hint}
        </Notice>
      ) : unfinished ? (
        <Notice severity="care" title={t("subscribers_unfinished")} testid="subscribers-unfinished">
          {t("subscribers_unfinished_text")}
        </Notice>
      ) : null}
      {left_to_look_up === 0 || unfinished ? null : (
        <Notice severity="info" testid="subscribers-left">
          {tn("subscribers_left", left_to_look_up)}
        </Notice>
      )}
    </>
  );
}

function Figures({ view }: { view: SubscribersView }) {
  const { form, ask } = usePeople().subscribers;
  return (
    <div class="key-figures" data-testid="subscribers-standings">
      {view.standings.map(({ standing, label, count: number, meaning, tone }) => {
        const on = form.standings.length === 1 && form.standings[0] === standing;
        return (
          <button
            key={standing}
            type="button"
            class={on ? "figure figure-button on" : "figure figure-button"}
            aria-pressed={on}
            data-testid={`subscribers-standing-${standing}`}
            onClick={() => void ask({ ...form, standings: on ? [] : [standing] })}
          >
            <span>
              <Tag tone={tone}>{label}</Tag>
            </span>
            <b>{count(number)}</b>
            <span class="muted small">{meaning}</span>
          </button>
        );
      })}
    </div>
  );
}

function Recurring({ view }: { view: SubscribersView }) {
  const { recurring } = view;
  if (recurring === null) return null;
  return (
    <Card title={t("subscribers_recurring")} testid="subscribers-recurring">
      <div class="stack tight">
        <p>
          <b class="figure-value">{t("subscribers_recurring_about", recurring.amount.text)}</b>
        </p>
        {recurring.basis.map((sentence) => (
          <p key={sentence} class="muted small">
            {sentence}
          </p>
        ))}
      </div>
    </Card>
  );
}

function Groups({ view }: { view: SubscribersView }) {
  return (
    <Card title={t("subscribers_groups")} testid="subscribers-groups">
      <table class="lines-table">
        <thead>
          <tr>
            <th>{t("subscribers_product")}</th>
            <th class="number">{t("subscribers_active")}</th>
            <th class="number">{t("subscribers_ending")}</th>
            <th class="number">{t("subscribers_over")}</th>
          </tr>
        </thead>
        <tbody>
          {view.groups.map((group) => (
            <tr key={`${group.product_id} ${group.recurrence}`}>
              <td>
                {group.product} <span class="muted">{group.recurrence}</span>
              </td>
              <td class="number strong">{count(group.active)}</td>
              <td class="number">{count(group.ending)}</td>
              <td class="number muted">{count(group.over)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function People({ view }: { view: SubscribersView }) {
  const { wide, now } = usePanel();
  const { form, ask } = usePeople().subscribers;
  const [open, setOpen] = useState(false);
  const conditions = subscriberConditions(form);
  const columns = useMemo(() => columnsOf(wide, now()), [wide, now, view.rows]);
  const lead = useCallback((row: SubscriberView) => <b class="clip as-block">{row.email}</b>, []);
  const note = useCallback(
    (row: SubscriberView) => (
      <span class="muted">{[row.recurrence, ...datesOf(row, now()), row.note].filter(Boolean).join(" · ")}</span>
    ),
    [now],
  );
  const sortBy = (id: string): void => {
    const sort = SORTS.find((known) => known === id);
    if (sort !== undefined) void ask({ ...form, sort, descending: sort === form.sort ? !form.descending : sort === "since" });
  };
  return (
    <section class="stack" aria-label={t("subscribers_list")}>
      <div class="row between people-search">
        <TextField
          label={<span class="unseen">{t("subscribers_search")}</span>}
          value={form.text}
          placeholder={t("subscribers_search")}
          testid="subscribers-search"
          onInput={(text) => void ask({ ...form, text })}
        />
        <Button icon="filter" testid="subscribers-filter" onClick={() => setOpen(true)}>
          {conditions === 0 ? t("sales_filter") : tn("sales_filter_on", conditions)}
        </Button>
      </div>
      <p class="muted small" role="status" data-testid="subscribers-matching">
        {view.matching > view.rows.length
          ? t("subscribers_first", view.rows.length, view.matching)
          : t("subscribers_shown", view.matching, view.total)}
      </p>
      {view.rows.length === 0 ? (
        <Empty
          testid="subscribers-no-match"
          title={t("subscribers_no_match")}
          actions={<Button onClick={() => void ask(EMPTY_SUBSCRIBERS)}>{t("filter_clear")}</Button>}
        />
      ) : (
        <Table
          label={t("subscribers_list")}
          rows={view.rows}
          rowKey={(row) => row.subscriber_id}
          rowHeight={() => (wide ? WIDE_PX : NARROW_PX)}
          columns={columns}
          {...(wide ? {} : { lead, note })}
          sort={{ id: form.sort, descending: form.descending }}
          onSort={sortBy}
          testid="subscribers-rows"
        />
      )}
      {open ? <FilterSheet view={view} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function datesOf(row: SubscriberView, now: number): string[] {
  return row.dates.map(({ label, at_ms }) => `${label} ${day(at_ms, now)}`);
}

function columnsOf(wide: boolean, now: number): Column<SubscriberView>[] {
  const clipped = (text: string) => (
    <span class="clip as-block" title={text}>
      {text}
    </span>
  );
  const standing: Column<SubscriberView> = {
    id: "standing",
    label: t("subscribers_standing"),
    width: wide ? "128px" : "auto",
    sortable: true,
    cell: (row) => <Tag tone={row.tone}>{row.standing_label}</Tag>,
  };
  const product: Column<SubscriberView> = {
    id: "product",
    label: t("subscribers_product"),
    width: "minmax(0, 1fr)",
    sortable: true,
    cell: (row) => clipped(row.product),
  };
  const since: Column<SubscriberView> = {
    id: "since",
    label: t("subscribers_since"),
    width: "92px",
    sortable: true,
    cell: (row) => <span class="nowrap">{day(row.since_ms, now)}</span>,
  };
  if (!wide) return [product, since, { ...standing, width: "112px" }];
  return [
    {
      id: "email",
      label: t("subscribers_email"),
      width: "minmax(0, 1.3fr)",
      sortable: true,
      cell: (row) => clipped(row.email),
    },
    product,
    { id: "recurrence", label: t("subscribers_recurrence"), width: "110px", cell: (row) => clipped(row.recurrence) },
    since,
    standing,
    {
      id: "dates",
      label: t("subscribers_dates"),
      width: "minmax(0, 1.1fr)",
      cell: (row) => clipped([...datesOf(row, now), row.note].filter(Boolean).join(" · ")),
    },
  ];
}

function FilterSheet({ view, onClose }: { view: SubscribersView; onClose: () => void }) {
  const { form, ask } = usePeople().subscribers;
  const standings = view.standings.map(({ standing, label, count: number }) => ({ value: standing, label, count: number }));
  return (
    <Dialog
      title={t("filter_title")}
      onClose={onClose}
      testid="subscribers-filter-sheet"
      foot={
        <>
          <Button
            kind="quiet"
            testid="subscribers-filter-clear"
            onClick={() => void ask({ ...form, product_ids: [], standings: [], recurrences: [] })}
          >
            {t("filter_clear")}
          </Button>
          <Button kind="go" testid="subscribers-filter-close" onClick={onClose}>
            {t("people_show")}
          </Button>
        </>
      }
    >
      <div class="stack loose">
        <ManyField
          label={t("subscribers_standing")}
          none={t("people_any")}
          facets={standings}
          chosen={form.standings}
          testid="subscribers-filter-standings"
          onChange={(chosen) => void ask({ ...form, standings: chosen })}
        />
        <ManyField
          label={t("subscribers_product")}
          none={t("people_any")}
          facets={view.products}
          chosen={form.product_ids}
          testid="subscribers-filter-products"
          onChange={(chosen) => void ask({ ...form, product_ids: chosen })}
        />
        <ManyField
          label={t("subscribers_recurrence")}
          none={t("people_any")}
          facets={view.recurrences}
          chosen={form.recurrences}
          testid="subscribers-filter-recurrences"
          onChange={(chosen) => void ask({ ...form, recurrences: chosen })}
        />
      </div>
    </Dialog>
  );
}

function Foot({ view }: { view: SubscribersView }) {
  const api = useApi();
  const { state } = usePanel();
  const { form, asking, start, stop } = usePeople().subscribers;
  const [file, setFile] = useState(false);
  const blocked = state.account?.connected === false ? t("sales_offline") : "";
  if (readsSubscribers(view.sync)) {
    return (
      <ActionBar title={t("subscribers_reading")} detail={t("people_close_safe")}>
        <Button testid="subscribers-stop" busy={asking} onClick={() => void stop()}>
          {t("stop")}
        </Button>
      </ActionBar>
    );
  }
  if (view.able === 0 && view.total === 0) return null;
  return (
    <ActionBar
      title={view.able === null ? t("subscribers_foot_unknown") : tn("subscribers_foot", view.able)}
      detail={blocked || t("subscribers_foot_detail")}
    >
      {view.total === 0 ? null : (
        <Button
          icon="download"
          testid="subscribers-export"
          blocked={view.matching === 0 ? t("subscribers_no_match") : ""}
          onClick={() => setFile(true)}
        >
          {t("people_file")}
        </Button>
      )}
      <Button kind="go" testid="subscribers-read" busy={asking} blocked={blocked} onClick={() => void start()}>
        {t(view.unfinished ? "people_go_on" : "subscribers_read")}
      </Button>
      {file ? (
        <FileDialog
          title={tn("subscribers_file_title", view.matching)}
          begin={(options) => api.request({ op: "subscribers.export", form, options })}
          onClose={() => setFile(false)}
        >
          <p class="muted">{t("subscribers_file_text")}</p>
        </FileDialog>
      ) : null}
    </ActionBar>
  );
}
