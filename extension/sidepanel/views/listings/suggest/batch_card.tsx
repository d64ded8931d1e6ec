/** A batch while it goes on, and what became of it. */

import { useEffect, useState } from "preact/hooks";

import { ModelTrouble } from "../../../../models/provider.ts";
import { count, timeLeft } from "../../../../shared/format.ts";
import { t, tn } from "../../../../shared/i18n.ts";
import { FIRST_MODEL } from "../../../../shared/model_choice.ts";
import type { ModelChoice } from "../../../../shared/model_choice.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Card, ErrorNotice, Notice, Progress } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { sumOf } from "../../../suggest/batch.ts";
import type { Batch, BatchRow } from "../../../suggest/batch.ts";
import { useSuggest } from "../../../suggest/provider.tsx";
import { troubleWords } from "../../../suggest/troubles.ts";
import { TroubleNotice } from "./trouble_notice.tsx";

export function BatchCard() {
  const { batch } = useSuggest().state;
  if (batch === null) return null;
  return batch.state === "done" ? <Ended batch={batch} /> : <Running batch={batch} />;
}

/** The time, drawn anew each second while `on`. */
function useNow(on: boolean): number {
  const { now } = usePanel();
  const [, again] = useState(0);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(() => again((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [on]);
  return now();
}

function Running({ batch }: { batch: Batch }) {
  const { act } = useSuggest();
  const now = useNow(true);
  const { total, over, leftS } = sumOf(batch, now);
  const row = batch.rows.find(({ state }) => state === "asking");
  return (
    <Card
      title={t("suggest_batch_title", count(over), count(total))}
      aside={
        <Button small busy={batch.state === "stopping"} testid="suggest-stop" onClick={act.stop}>
          {t(batch.state === "stopping" ? "suggest_stopping" : "suggest_stop")}
        </Button>
      }
      testid="batch-running"
    >
      <div class="stack tight">
        <Progress done={over} total={total} label={t("suggest_batch_title", count(over), count(total))} />
        <span class="unseen" role="status">
          {t("suggest_batch_title", count(over), count(total))}
        </span>
        <p data-testid="batch-now">{row === undefined ? "" : doing(batch, row, now)}</p>
        <p class="muted small">
          {leftS === null ? "" : `${timeLeft(leftS)}. `}
          {t("suggest_batch_keep_open")}
        </p>
      </div>
    </Card>
  );
}

function doing(batch: Batch, { name }: BatchRow, now: number): string {
  if (batch.waitsUntilMs !== null) {
    return tn("suggest_batch_waits", Math.max(1, Math.ceil((batch.waitsUntilMs - now) / 1000)));
  }
  if (batch.characters > 0) return t("suggest_batch_writes", name, count(batch.characters));
  return t(batch.again ? "suggest_batch_again" : "suggest_batch_asks", name);
}

function Ended({ batch }: { batch: Batch }) {
  const { act, model } = useSuggest();
  const choice = model.choice ?? FIRST_MODEL;
  const { total, proposed, failed, left } = sumOf(batch, 0);
  const bad = batch.rows.filter(({ state }) => state === "failed");
  const none = batch.rows.filter(({ state }) => state === "nothing");
  const again =
    failed + left === 0 ? undefined : (
      <Button small icon="refresh" testid="batch-again" onClick={() => void act.askAgain()}>
        {tn("suggest_batch_ask_again", failed + left)}
      </Button>
    );
  return (
    <>
      {batch.ended === null ? null : batch.ended instanceof ModelTrouble ? (
        batch.ended.code === "stopped" ? null : (
          <TroubleNotice trouble={batch.ended} choice={choice} />
        )
      ) : (
        <ErrorNotice error={batch.ended} />
      )}
      <Notice
        severity={failed + left === 0 ? "good" : "care"}
        title={tn("suggest_batch_done", proposed, count(total))}
        testid="batch-done"
        {...(again === undefined ? {} : { actions: again })}
      >
        <div class="stack tight">
          {left === 0 ? null : <p>{tn("suggest_batch_left", left)}</p>}
          <Reasons choice={choice} rows={bad} title={tn("suggest_batch_failed", bad.length)} testid="batch-failed" open />
          <Reasons choice={choice} rows={none} title={tn("suggest_batch_nothing", none.length)} testid="batch-nothing" />
        </div>
      </Notice>
    </>
  );
}

interface ReasonsProps {
  rows: readonly BatchRow[];
  title: string;
  choice: ModelChoice;
  testid: string;
  open?: boolean;
}

function Reasons({ rows, title, choice, testid, open = false }: ReasonsProps) {
  if (rows.length === 0) return null;
  return (
    <details class="foldable bare" open={open} data-testid={testid}>
      <summary>{title}</summary>
      <ul class="bullets">
        {rows.map((row) => (
          <li key={row.product_id}>
            <b>{row.name}</b> {row.trouble === null ? row.text : reason(row.trouble, choice)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function reason(trouble: ModelTrouble, choice: ModelChoice): string {
  const { title, hint } = troubleWords(trouble, choice, location.origin);
  return hint === "" ? title : `${title} ${hint}`;
}
