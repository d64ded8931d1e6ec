/** Payouts: those to come and those made, what one is made of, and files of them. */

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../../shared/api.ts";
import { day, moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { PayoutView, PayoutsSyncView, PayoutsView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice, Progress, Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { ExportCards } from "../../exports/cards.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { mayNotReadPayouts, readsPayouts, usePeople } from "../../sales/people.ts";
import { Skeleton } from "../../starting.tsx";
import { FileDialog } from "./file_dialog.tsx";
import { PayoutSheet } from "./payout_sheet.tsx";
import type { PageProps } from "./sales.tsx";

const WIDE_PX = 38;
const NARROW_PX = 56;

export function PayoutsPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { view, error, ask } = usePeople().payouts;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const whose = state.account?.account_id;
  useEffect(() => void ask(), [ask, whose]);
  useEffect(() => setChosen(new Set()), [whose]);
  const refused = (mayNotReadPayouts(state.account) || view?.may_read === false) && (view?.payouts.length ?? 0) === 0;
  const inFields = error !== null && Object.keys(error.fields).length > 0;
  return (
    <div class="view" data-testid="payouts-page">
      {tabs}
      <div class="view-body">
        {error === null || inFields ? null : <ErrorNotice error={error} onRetry={() => void ask()} />}
        {refused ? (
          <NoPayouts />
        ) : view === null ? (
          error === null ? <Skeleton /> : null
        ) : (
          <Known view={view} chosen={chosen} choose={setChosen} />
        )}
      </div>
      {view === null || refused ? null : <Foot view={view} chosen={chosen} />}
    </div>
  );
}

/** Says that the token may not read payouts, and what to do. */
function NoPayouts() {
  const { act } = usePanel();
  return (
    <Empty
      testid="payouts-no-permission"
      drawing={<Icon name="lock" size={32} />}
      title={t("payouts_no_permission")}
      actions={<Button onClick={() => act.go(hashOf("settings"))}>{t("sales_to_settings")}</Button>}
    >
      {t("payouts_no_permission_text")}
    </Empty>
  );
}

interface KnownProps {
  view: PayoutsView;
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
}

function Known({ view, chosen, choose }: KnownProps) {
  const { now } = usePanel();
  const { form, error } = usePeople().payouts;
  const reading = readsPayouts(view.sync);
  const asks = form.first_day !== "" || form.last_day !== "";
  const never = view.read_at_ms === null && view.total === 0;
  if (never && !reading && view.sync.state === "idle" && !asks && error === null) {
    return (
      <Empty testid="payouts-empty" drawing={<Icon name="sales" size={32} />} title={t("payouts_start_title")}>
        {t("payouts_start_text")}
      </Empty>
    );
  }
  return (
    <>
      <div>
        <h1 data-testid="payouts-headline">{tn("payouts_here", view.payouts.length)}</h1>
        <p class="muted">
          {[
            ...view.sums.map((sum) => tn("payouts_sum", sum.count, sum.amount)),
            view.read_at_ms === null ? t("payouts_never_whole") : t("people_read_at", moment(view.read_at_ms, now())),
          ].join(" · ")}
        </p>
      </div>
      <Days />
      {reading ? <Reading sync={view.sync} /> : null}
      {view.sync.state === "failed" ? (
        <Notice severity="block" urgent title={view.sync.message} testid="payouts-failed">
          {view.sync.hint}
        </Notice>
      ) : null}
      {view.sync.state === "stopped" ? (
        <Notice severity="info" testid="payouts-stopped">
          {view.sync.message}
        </Notice>
      ) : null}
      {view.payouts.length === 0 ? (
        reading ? null : (
          <Empty testid="payouts-none" title={t("payouts_none")}>
            {t("payouts_none_text")}
          </Empty>
        )
      ) : (
        <Payouts view={view} chosen={chosen} choose={choose} />
      )}
      <ExportCards kind="payouts" />
    </>
  );
}

function Days() {
  const { form, error, ask } = usePeople().payouts;
  return (
    <div class="pair">
      <TextField
        label={t("sales_filter_first_day")}
        value={form.first_day}
        day
        error={error?.fields["first_day"]}
        testid="payouts-first-day"
        onInput={(first_day) => void ask({ ...form, first_day })}
      />
      <TextField
        label={t("sales_filter_last_day")}
        value={form.last_day}
        day
        error={error?.fields["last_day"]}
        testid="payouts-last-day"
        onInput={(last_day) => void ask({ ...form, last_day })}
      />
    </div>
  );
}

function Reading({ sync }: { sync: PayoutsSyncView }) {
  const details = sync.what === "details";
  const label = t(details ? "payouts_reading_details" : "payouts_reading");
  return (
    <Card testid="payouts-reading">
      <div class="stack tight">
        <span class="strong" role="status">
          {sync.message || label}
        </span>
        <Progress done={sync.done ?? 0} total={details ? (sync.total ?? 0) : null} label={label} />
        <p class="muted small num">
          {details ? t("of_total", sync.done ?? 0, sync.total ?? 0) : tn("payouts_so_far", sync.done ?? 0)}
        </p>
        <p class="muted small">{t("people_close_safe")}</p>
      </div>
    </Card>
  );
}

function Payouts({ view, chosen, choose }: KnownProps) {
  const { wide, now } = usePanel();
  const [open, setOpen] = useState<string | null>(null);
  const look = useCallback((row: PayoutView) => setOpen(row.payout_id), []);
  const columns = useMemo(() => columnsOf(wide, now(), look), [wide, now, look]);
  const note = useCallback(
    (row: PayoutView) => <span class="muted">{[dateOf(row, now()), row.way].filter(Boolean).join(" · ")}</span>,
    [now],
  );
  const past = view.payouts.flatMap(({ payout_id }) => (payout_id === null ? [] : [payout_id]));
  const on = past.filter((id) => chosen.has(id)).length;
  const ticks: Ticks<PayoutView> = {
    has: ({ payout_id }) => (payout_id === null ? null : chosen.has(payout_id)),
    label: (row) => t("payouts_tick", row.amount, dateOf(row, now())),
    toggle: ({ payout_id }) => {
      if (payout_id === null) return;
      const next = new Set(chosen);
      if (!next.delete(payout_id)) next.add(payout_id);
      choose(next);
    },
    all: on === 0 ? "none" : on === past.length ? "all" : "some",
    toggleAll: (all) => choose(new Set(all ? past : [])),
  };
  return (
    <>
      <Table
        label={t("payouts_list")}
        rows={view.payouts}
        rowKey={(row) => row.payout_id ?? `to come ${view.payouts.indexOf(row)}`}
        rowHeight={() => (wide ? WIDE_PX : NARROW_PX)}
        columns={columns}
        ticks={ticks}
        {...(wide ? {} : { note })}
        onEnter={look}
        testid="payouts-rows"
      />
      {open === null ? null : <PayoutSheet payoutId={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function dateOf({ payout_id, created_ms }: PayoutView, now: number): string {
  if (payout_id === null) return t("payouts_to_come");
  return created_ms === null ? "" : day(created_ms, now);
}

function columnsOf(wide: boolean, now: number, look: (row: PayoutView) => void): Column<PayoutView>[] {
  const amount: Column<PayoutView> = {
    id: "amount",
    label: t("payouts_amount"),
    width: wide ? "130px" : "minmax(0, 1fr)",
    numeric: wide,
    cell: (row) => <b class="num">{row.amount}</b>,
  };
  const status: Column<PayoutView> = {
    id: "status",
    label: t("payouts_status"),
    width: "92px",
    cell: (row) => <Tag tone={row.tone}>{row.status_label}</Tag>,
  };
  const open: Column<PayoutView> = {
    id: "open",
    label: t("payouts_made_of"),
    width: wide ? "96px" : "78px",
    cell: (row) =>
      row.payout_id === null ? null : (
        <span class="payout-look">
          <Button small testid="payouts-look" onClick={() => look(row)}>
            {t("payouts_look")}
          </Button>
        </span>
      ),
  };
  if (!wide) return [amount, status, open];
  return [
    { id: "day", label: t("payouts_made"), width: "minmax(0, 1fr)", cell: (row) => dateOf(row, now) },
    amount,
    status,
    {
      id: "processed",
      label: t("payouts_processed"),
      width: "110px",
      cell: (row) => (row.processed_ms === null ? "" : day(row.processed_ms, now)),
    },
    {
      id: "way",
      label: t("payouts_way"),
      width: "minmax(0, 1.4fr)",
      cell: (row) => <span class="clip as-block">{row.way}</span>,
    },
    open,
  ];
}

function Foot({ view, chosen }: { view: PayoutsView; chosen: ReadonlySet<string> }) {
  const api = useApi();
  const { state } = usePanel();
  const { form, asking, error, start, stop, details } = usePeople().payouts;
  const [file, setFile] = useState<"payouts" | "transactions" | null>(null);
  const offline = state.account?.connected === false ? t("sales_offline") : "";
  const wrong = error === null ? "" : (Object.values(error.fields)[0] ?? "");
  const rows = view.payouts.filter(({ payout_id }) => payout_id !== null && chosen.has(payout_id));
  const ids = rows.flatMap(({ payout_id }) => (payout_id === null ? [] : [payout_id]));
  const unread = rows.flatMap(({ payout_id, read }) => (payout_id === null || read ? [] : [payout_id]));
  if (readsPayouts(view.sync)) {
    return (
      <ActionBar title={t("payouts_reading")} detail={t("people_close_safe")}>
        <Button testid="payouts-stop" busy={asking} onClick={() => void stop()}>
          {t("stop")}
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar
      title={ids.length === 0 ? t("payouts_foot") : tn("payouts_chosen", ids.length)}
      detail={offline || (ids.length === 0 ? t("payouts_foot_detail") : t("payouts_chosen_detail"))}
    >
      {ids.length > 0 ? (
        unread.length > 0 ? (
          <Button kind="go" testid="payouts-details" busy={asking} blocked={offline} onClick={() => void details(unread)}>
            {tn("payouts_read_details", unread.length)}
          </Button>
        ) : (
          <Button kind="go" icon="download" testid="payouts-transactions" onClick={() => setFile("transactions")}>
            {t("payouts_transactions_file")}
          </Button>
        )
      ) : (
        <>
          {view.payouts.length === 0 ? null : (
            <Button icon="download" testid="payouts-export" blocked={wrong} onClick={() => setFile("payouts")}>
              {t("people_file")}
            </Button>
          )}
          <Button kind="go" testid="payouts-read" busy={asking} blocked={offline || wrong} onClick={() => void start()}>
            {t("payouts_read")}
          </Button>
        </>
      )}
      {file === null ? null : (
        <FileDialog
          title={file === "payouts" ? tn("payouts_file_title", view.payouts.length) : tn("payouts_transactions_title", ids.length)}
          emails={file === "transactions"}
          begin={(options) =>
            api.request({ op: "payouts.export", what: file, form, payout_ids: file === "payouts" ? [] : ids, options })
          }
          onClose={() => setFile(null)}
        />
      )}
    </ActionBar>
  );
}
