/** Reading the sales: what is here, what is new, whether the whole is there, and which days are not. */

import { useState } from "preact/hooks";

import { moment } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { ProofView, SalesStatusView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { hasSales, isReading, mayNotRead, useSales } from "../../sales/state.ts";
import { Skeleton } from "../../starting.tsx";
import { HowItEnded, ReadingCard } from "./reading.tsx";
import type { PageProps } from "./sales.tsx";

export function HistoryPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const sales = useSales();
  const { status, error } = sales;
  const refused = mayNotRead(state.account) && !hasSales(sales);
  return (
    <div class="view" data-testid="sales-history">
      {tabs}
      <div class="view-body reading">
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void sales.reread()} />}
        {refused ? <NoPermission /> : status === null ? error === null ? <Skeleton /> : null : <Known status={status} />}
      </div>
      {status === null || refused ? null : <Foot status={status} />}
    </div>
  );
}

/** Says that the token may not read sales, and what to do. */
export function NoPermission() {
  const { act } = usePanel();
  return (
    <Empty
      testid="sales-no-permission"
      drawing={<Icon name="lock" size={32} />}
      title={t("sales_no_permission")}
      actions={<Button onClick={() => act.go(hashOf("settings"))}>{t("sales_to_settings")}</Button>}
    >
      {t("sales_no_permission_text")}
    </Empty>
  );
}

function Known({ status }: { status: SalesStatusView }) {
  const { now } = usePanel();
  const { sync, proof, read_at_ms, unfinished } = status;
  const reading = isReading(sync);
  if (!reading && sync.sales === 0 && read_at_ms === null && !unfinished && sync.state === "idle") {
    return (
      <Empty testid="sales-not-read" drawing={<Icon name="sales" size={32} />} title={t("sales_start_title")}>
        {t("sales_start_text")}
      </Empty>
    );
  }
  return (
    <>
      <div>
        <h1 data-testid="sales-headline">
          {proof !== null && !reading ? proof.sentence : t("sales_here", sync.sales)}
        </h1>
        <p class="muted">
          {read_at_ms === null ? t("sales_never_whole") : t("sales_read_at", moment(read_at_ms, now()))}
        </p>
      </div>
      {unfinished ? (
        <Notice severity="care" title={t("sales_interrupted")} testid="sales-interrupted">
          {t("sales_interrupted_text")}
        </Notice>
      ) : null}
      {reading ? <ReadingCard sync={sync} /> : <HowItEnded sync={sync} />}
      {proof === null || reading ? null : <Proof proof={proof} />}
    </>
  );
}

function Proof({ proof }: { proof: ProofView }) {
  return (
    <>
      <Notice
        severity={proof.complete ? "good" : "care"}
        title={t(proof.complete ? "sales_proof_good" : "sales_proof_open")}
        testid="sales-proof"
      >
        <div>{t(proof.complete ? "sales_proof_good_text" : "sales_proof_open_text")}</div>
        {proof.notes.map((note) => (
          <div key={note}>{note}</div>
        ))}
      </Notice>
      {proof.days.length === 0 ? null : (
        <Card title={t("sales_days_off")} testid="sales-days-off">
          <table class="lines-table">
            <thead>
              <tr>
                <th>{t("sales_day")}</th>
                <th class="number">{t("sales_units_here")}</th>
                <th class="number">{t("sales_units_told")}</th>
              </tr>
            </thead>
            <tbody>
              {proof.days.map((day) => (
                <tr key={day.day}>
                  <td>{day.label}</td>
                  <td class="number">{day.here}</td>
                  <td class="number strong">{day.told}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {proof.more_days === 0 ? null : <p class="muted small">{t("sales_more_days", proof.more_days)}</p>}
        </Card>
      )}
    </>
  );
}

function Foot({ status }: { status: SalesStatusView }) {
  const sales = useSales();
  const { state } = usePanel();
  const [again, setAgain] = useState(false);
  const blocked = state.account?.connected === false ? t("sales_offline") : "";
  if (isReading(status.sync)) {
    return (
      <ActionBar title={t("sales_reading")} detail={t("sales_reading_safe")}>
        <Button testid="sales-stop" busy={sales.asking} onClick={() => void sales.stop()}>
          {t("stop")}
        </Button>
      </ActionBar>
    );
  }
  const next = status.unfinished ? "go_on" : hasSales(sales) && status.read_at_ms !== null ? "new" : "first";
  return (
    <ActionBar title={t(`sales_next_${next}`)} detail={blocked || t(`sales_next_${next}_detail`)}>
      {next === "new" ? (
        <Button testid="sales-read-again" blocked={blocked} onClick={() => setAgain(true)}>
          {t("sales_everything")}
        </Button>
      ) : null}
      <Button
        kind="go"
        testid="sales-read"
        busy={sales.asking}
        blocked={blocked}
        onClick={() => void sales.start(false)}
      >
        {t(`sales_button_${next}`)}
      </Button>
      {again ? <ReadEverything onClose={() => setAgain(false)} /> : null}
    </ActionBar>
  );
}

/** What reading everything again is for, before it is done. */
function ReadEverything({ onClose }: { onClose: () => void }) {
  const sales = useSales();
  const start = (): void => {
    onClose();
    void sales.start(true);
  };
  return (
    <Dialog
      title={t("sales_everything_title")}
      onClose={onClose}
      testid="sales-again-dialog"
      foot={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="go" testid="sales-read-everything" onClick={start}>
            {t("sales_everything")}
          </Button>
        </>
      }
    >
      <p>{t("sales_everything_text")}</p>
    </Dialog>
  );
}
