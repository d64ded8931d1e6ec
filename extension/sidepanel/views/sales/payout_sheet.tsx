/** What one payout is made of, whether that adds up to it, and its transactions. */

import { useEffect, useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { count, moment } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { ErrorBody, PayoutDetailView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorNotice, Notice, Progress, Tag } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { readsPayouts, usePeople } from "../../sales/people.ts";

export function PayoutSheet({ payoutId, onClose }: { payoutId: string; onClose: () => void }) {
  const api = useApi();
  const { state } = usePanel();
  const { view, details } = usePeople().payouts;
  const [detail, setDetail] = useState<PayoutDetailView | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [asked, setAsked] = useState(false);
  const reading = view !== null && readsPayouts(view.sync);
  useEffect(() => {
    let current = true;
    api
      .request({ op: "payouts.detail", payout_id: payoutId })
      .then((found) => {
        if (!current) return;
        setDetail(found);
        if (found.read_at_ms === null && !asked && !reading && state.account?.connected !== false) {
          setAsked(true);
          void details([payoutId]);
        }
      })
      .catch((thrown: unknown) => {
        if (current) setError(errorBody(thrown));
      });
    return () => {
      current = false;
    };
  }, [api, payoutId, reading]);
  const failed = asked && view?.sync.state === "failed";
  return (
    <Dialog
      title={detail === null ? t("payouts_sheet") : t("payouts_sheet_of", detail.payout.amount)}
      onClose={onClose}
      testid="payouts-sheet"
      foot={
        <>
          <Button
            testid="payouts-read-one"
            busy={reading}
            blocked={state.account?.connected === false ? t("sales_offline") : ""}
            onClick={() => void details([payoutId])}
          >
            {t("payouts_read_again")}
          </Button>
          <Button kind="go" onClick={onClose}>
            {t("close")}
          </Button>
        </>
      }
    >
      <div class="stack">
        {error === null ? null : <ErrorNotice error={error} />}
        {failed ? (
          <Notice severity="block" urgent title={view?.sync.message}>
            {view?.sync.hint}
          </Notice>
        ) : null}
        {detail === null ? null : detail.read_at_ms === null ? (
          reading ? <Progress done={0} total={null} label={t("payouts_reading_details")} /> : <p>{detail.source}</p>
        ) : (
          <Made detail={detail} />
        )}
      </div>
    </Dialog>
  );
}

function Made({ detail }: { detail: PayoutDetailView }) {
  const { now } = usePanel();
  const { payout, lines, agrees, transactions } = detail;
  return (
    <>
      <p class="row">
        <Tag tone={payout.tone}>{payout.status_label}</Tag>
        <span class="muted small">
          {[payout.way, t("people_read_at", moment(detail.read_at_ms ?? 0, now()))].filter(Boolean).join(" · ")}
        </span>
      </p>
      <Notice
        severity={agrees === null ? "info" : agrees ? "good" : "care"}
        title={detail.outcome}
        testid="payouts-outcome"
      >
        {detail.notes.map((note) => (
          <div key={note}>{note}</div>
        ))}
      </Notice>
      {lines.length === 0 ? null : (
        <table class="lines-table" data-testid="payouts-lines">
          <thead>
            <tr>
              <th>{t("payouts_kind")}</th>
              <th class="number">{t("payouts_gross")}</th>
              <th class="number">{t("payouts_fees")}</th>
              <th class="number">{t("payouts_net")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.label}>
                <td>
                  {line.label} <span class="muted">{count(line.count)}</span>
                </td>
                <td class="number">{line.gross}</td>
                <td class="number muted">{line.fees}</td>
                <td class="number strong">{line.net}</td>
              </tr>
            ))}
            <tr>
              <td class="strong">{t("payouts_total")}</td>
              <td />
              <td />
              <td class="number strong">{detail.total}</td>
            </tr>
            {detail.difference === "" || agrees ? null : (
              <tr>
                <td class="strong">{t("payouts_difference")}</td>
                <td />
                <td />
                <td class="number strong">{detail.difference}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      <p class="muted small">{detail.source}</p>
      {transactions === null || transactions.length === 0 ? null : (
        <details data-testid="payouts-transactions-list">
          <summary>{tn("payouts_transactions", detail.transaction_count)}</summary>
          <ul class="payout-rows">
            {transactions.map((row, at) => (
              <li key={at} title={row.type === "" && row.net === "" ? row.raw : row.sale_id}>
                <div class="row between nowrap">
                  <span class="clip">{[row.type, row.item].filter(Boolean).join(" · ") || row.raw}</span>
                  <b class="num nowrap">{row.net}</b>
                </div>
                <div class="row between nowrap muted small">
                  <span class="clip">{[row.date, row.who].filter(Boolean).join(" · ")}</span>
                  <span class="num nowrap">{row.price === "" ? "" : t("payouts_price_less_fees", row.price, row.fees || "–")}</span>
                </div>
              </li>
            ))}
          </ul>
          {detail.transaction_count > transactions.length ? (
            <p class="muted small">{t("payouts_first_rows", transactions.length, detail.transaction_count)}</p>
          ) : null}
        </details>
      )}
    </>
  );
}
