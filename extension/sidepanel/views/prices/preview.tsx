/** The preview of a plan, of whatever kind: what will change, what is to be known first, and the button that does it. */

import { useMemo, useState } from "preact/hooks";

import { about } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { FindingView, PlanView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { questionsOf } from "../../plan_state.ts";
import { engineIsDown } from "../../state.ts";
import type { PanelState, PlanFilter, PlanState } from "../../state.ts";
import { filteredCodes } from "../codes/plan_rows.ts";
import { CodePlanTable } from "../codes/plan_table.tsx";
import { filteredSales } from "../fulfil/plan_rows.ts";
import { SalePlanTable } from "../fulfil/plan_table.tsx";
import { RefundSum } from "../fulfil/refund_sum.tsx";
import { filteredListings } from "../listings/plan_rows.ts";
import { ListingPlanTable } from "../listings/plan_table.tsx";
import { RunLater } from "../schedule/later.tsx";
import { filteredRows } from "./plan_rows.ts";
import { PlanTable } from "./plan_table.tsx";
import { TypedConsent } from "./typed_consent.tsx";

const FILTERS: readonly PlanFilter[] = ["all", "change", "skipped", "warn"];

/** `back` is where the Back button goes. */
export function Preview({ back }: { back: string }) {
  const { state, act } = usePanel();
  const { plan } = state;
  if (plan?.view) return <Opened plan={plan} view={plan.view} back={back} />;
  return (
    <div class="view">
      <div class="view-body">
        {plan?.error ? (
          <Empty
            testid="plan-lost"
            title={plan.error.message}
            actions={<Button onClick={() => act.go(back)}>{t("back")}</Button>}
          >
            {plan.error.hint}
          </Empty>
        ) : (
          <p class="muted" role="status">
            {t("plan_opening")}
          </p>
        )}
      </div>
    </div>
  );
}

function Opened({ plan, view, back }: { plan: PlanState; view: PlanView; back: string }) {
  const { state, act, dispatch } = usePanel();
  const [goTo, setGoTo] = useState<{ key: string } | null>(null);
  const prices = useMemo(() => filteredRows(view), [view]);
  const codes = useMemo(() => filteredCodes(view), [view]);
  const sales = useMemo(() => filteredSales(view), [view]);
  const listings = useMemo(() => filteredListings(view), [view]);
  const countOf = (filter: PlanFilter): number =>
    prices[filter].length + codes[filter].length + sales[filter].length + listings[filter].length;
  const filters = FILTERS.filter((filter) => filter === "all" || countOf(filter) > 0);
  const filter = filters.includes(plan.filter) ? plan.filter : "all";
  const seeRow = (key: string): void => {
    dispatch({ type: "plan_filter", filter: "all" });
    setGoTo({ key });
  };
  const blocked = reasonNotToRun(state, plan, view);
  return (
    <div class="view" data-testid="preview-view" data-digest={view.digest}>
      <div class="view-body">
        <div>
          <h1 data-testid="headline">{view.headline}</h1>
          <p class="muted" role="status">
            {plan.busy && plan.accepting === null ? t("plan_working") : view.summary}
          </p>
          {view.undo === "all" ? null : <p class="undo-text">{view.undo_text}</p>}
        </div>
        {plan.error === null ? null : <ErrorNotice error={plan.error} onRetry={act.forgetDraft} />}
        <Findings plan={plan} view={view} onSee={seeRow} />
        {filters.length < 3 ? null : (
          <div class="chips" role="group" aria-label={t("plan_filter")}>
            {filters.map((each) => (
              <Chip
                key={each}
                on={each === filter}
                testid={`plan-filter-${each}`}
                onClick={() => dispatch({ type: "plan_filter", filter: each })}
              >
                {t(`plan_filter_${each}`, countOf(each))}
              </Chip>
            ))}
          </div>
        )}
        {view.totals === null ? null : <RefundSum totals={view.totals} />}
        {view.sale_rows.length > 0 ? (
          <SalePlanTable plan={plan} view={view} rows={sales[filter]} goTo={goTo} />
        ) : view.code_rows.length > 0 ? (
          <CodePlanTable plan={plan} view={view} rows={codes[filter]} goTo={goTo} />
        ) : view.listing_rows.length > 0 ? (
          <ListingPlanTable plan={plan} view={view} rows={listings[filter]} goTo={goTo} />
        ) : (
          <PlanTable plan={plan} view={view} rows={prices[filter]} goTo={goTo} />
        )}
      </div>
      <ActionBar
        title={t(`undo_${view.undo}`)}
        detail={
          view.writes === 0 ? (
            t("nothing_to_send")
          ) : (
            <>
              {about(view.estimate_s)}{" "}
              {view.sale_rows.length > 0 ? null : <RunLater digest={view.digest} blocked={blocked} />}
            </>
          )
        }
      >
        <Button testid="preview-back" onClick={() => act.go(back)}>
          {t("back")}
        </Button>
        <Button kind="go" testid="run" busy={plan.busy} blocked={blocked} onClick={() => void act.run()}>
          {view.button}
        </Button>
      </ActionBar>
      {blocked === "" || plan.busy ? null : (
        <p class="foot-reason small" data-testid="run-blocked">
          {blocked}
        </p>
      )}
    </div>
  );
}

/** Why the plan cannot run now; empty when it can. */
function reasonNotToRun(state: PanelState, plan: PlanState, view: PlanView): string {
  if (state.settings?.read_only) return t("blocked_read_only");
  if (state.account?.connected === false) return t("blocked_offline");
  if (engineIsDown(state)) return t("blocked_engine_down");
  if (state.engine.state !== "ready") return t("blocked_engine");
  if (plan.draft !== null)
    return Object.keys(plan.errors).length > 0 ? t("blocked_wrong_price") : t("plan_working");
  if (view.writes === 0) return t("blocked_nothing");
  if (view.findings.some((finding) => finding.severity === "stop")) return t("blocked_stop");
  const open = questionsOf(plan).find((finding) => !finding.accepted);
  if (open !== undefined) return t(open.typed === "" ? "blocked_question" : "blocked_typed");
  if (plan.accepting !== null) return t("plan_working");
  return view.blocked ? t("blocked_question") : "";
}

interface FindingsProps {
  plan: PlanState;
  view: PlanView;
  onSee: (key: string) => void;
}

/** The weightiest first; mere notes together in one. */
function Findings({ plan, view, onSee }: FindingsProps) {
  const { act, wide } = usePanel();
  const notes = view.findings.filter((finding) => finding.severity === "note");
  const asked = questionsOf(plan);
  /** With `typed`, anything but the very text is refused by the core, whose sentence stands under the field. */
  const answer = (finding: FindingView, on: boolean, typed = ""): void => {
    const given = asked.filter((other) => (other === finding ? on : other.accepted));
    const texts = given.filter((other) => other.typed !== "");
    void act.accept(
      given.map((other) => other.code),
      Object.fromEntries(texts.map((other) => [other.code, other === finding ? typed : other.typed])),
    );
  };
  return (
    <>
      {view.findings
        .filter((finding) => finding.severity === "stop")
        .map((finding) => (
          <Notice key={finding.code} severity="block" testid={`finding-${finding.code}`}>
            <FindingText finding={finding} onSee={onSee} />
          </Notice>
        ))}
      {asked.map((finding) => (
        <Notice
          key={finding.code}
          severity={finding.accepted ? "care" : "block"}
          testid={`finding-${finding.code}`}
        >
          <FindingText finding={finding} onSee={onSee} />
          {finding.typed === "" ? (
            <CheckField
              label={<span class="strong">{finding.ask}</span>}
              checked={finding.accepted}
              disabled={plan.busy && plan.accepting === null}
              testid={`accept-${finding.code}`}
              onChange={(on) => answer(finding, on)}
            />
          ) : (
            <TypedConsent
              finding={finding}
              error={plan.typedErrors[finding.code] ?? ""}
              onTyped={(text) => answer(finding, text !== "", text)}
            />
          )}
        </Notice>
      ))}
      {view.findings
        .filter((finding) => finding.severity === "warn")
        .map((finding) => (
          <Notice key={finding.code} severity="care" testid={`finding-${finding.code}`}>
            <FindingText finding={finding} onSee={onSee} />
          </Notice>
        ))}
      {notes.length === 0 ? null : (
        <details class="notes" open={wide || notes.length === 1} data-testid="finding-notes">
          <summary>
            <Icon name="info" /> {tn("notes_count", notes.length)} <Icon name="down" size={12} />
          </summary>
          <div class="stack">
            {notes.map((finding) => (
              <FindingText key={finding.code} finding={finding} onSee={onSee} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function FindingText({ finding, onSee }: { finding: FindingView; onSee: (key: string) => void }) {
  const [first] = finding.keys;
  return (
    <div>
      {finding.text}{" "}
      {first === undefined ? null : (
        <button class="link" type="button" onClick={() => onSee(first)}>
          {tn("see_rows", finding.keys.length)}
        </button>
      )}
    </div>
  );
}
