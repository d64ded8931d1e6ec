/** What is asked of the model: which products, which parts, in what tone; what it costs; and exactly what is sent. */

import { useEffect, useState } from "preact/hooks";

import { count } from "../../../../shared/format.ts";
import { t, tn } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { CheckField, FieldError, Segmented, SelectField, TextField } from "../../../../shared/ui/field.tsx";
import { Icon } from "../../../../shared/ui/icon.tsx";
import { ActionBar, Card, Empty, ErrorNotice, Notice } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { hashOf } from "../../../route.ts";
import { engineIsDown } from "../../../state.ts";
import type { PanelState } from "../../../state.ts";
import { Skeleton } from "../../../starting.tsx";
import type { ModelState } from "../../../suggest/model_state.ts";
import { useSuggest } from "../../../suggest/provider.tsx";
import { FIELDS, LOWEST } from "../../../suggest/state.ts";
import type { SuggestState } from "../../../suggest/state.ts";
import { SentDialog } from "./sent_dialog.tsx";
import { StandingNotice, barPlace, modelWords } from "./standing.tsx";
import { Steps, stepHash } from "./suggest_page.tsx";

export function AskStep() {
  const { model } = useSuggest();
  if (model.standing === "unknown") {
    return (
      <div class="view-body">
        <Skeleton />
      </div>
    );
  }
  return model.choice === null ? <NoModel /> : <Form />;
}

function NoModel() {
  const { act } = usePanel();
  return (
    <div class="view-body">
      <Empty
        testid="suggest-no-model"
        title={t("suggest_empty_title")}
        drawing={<Icon name="pencil" size={32} />}
        actions={
          <>
            <Button kind="go" testid="suggest-choose-model" onClick={() => act.go(stepHash("model"))}>
              {t("suggest_choose_model")}
            </Button>
            <Button onClick={() => act.go(hashOf("listings"))}>{t("suggest_without_model")}</Button>
          </>
        }
      >
        <div class="stack">
          <p>{t("suggest_empty_text")}</p>
          <p>{t("suggest_empty_sent")}</p>
        </div>
      </Empty>
    </div>
  );
}

function Form() {
  const { state: panel, act: go } = usePanel();
  const { state, act, model } = useSuggest();
  const [asking, setAsking] = useState(false);
  const { estimate, estimating, batch, form } = state;
  const isRunning = batch !== null && batch.state !== "done";
  const sent = estimate?.product_ids.length ?? 0;
  const blocked = reasonNotToAsk(panel, state, model);
  const chosen = panel.list.chosen;
  useEffect(() => {
    if (form.which === "chosen") void act.estimate();
  }, [act, chosen, form.which]);
  return (
    <>
      <div class="view-body">
        <Steps here="ask" />
        {isRunning ? (
          <Notice
            severity="info"
            title={t("suggest_running_title")}
            testid="suggest-running"
            actions={
              <Button small onClick={() => go.go(stepHash("review"))}>
                {t("suggest_running_see")}
              </Button>
            }
          />
        ) : null}
        {state.listError === null ? null : <ErrorNotice error={state.listError} onRetry={() => void act.reread()} />}
        <StandingNotice />
        <div>
          <h1>{t("suggest_title")}</h1>
          {model.choice === null ? null : (
            <p class="muted">
              {t("suggest_with", modelWords(model.choice))} <a href={stepHash("model")}>{t("suggest_change_model")}</a>
            </p>
          )}
        </div>
        <Which />
        <What />
        <Estimate />
      </div>
      <ActionBar
        title={sent === 0 || model.choice === null ? t("suggest_nothing_sent") : tn("suggest_sends", sent, barPlace(model.choice))}
        detail={estimate === null ? null : <Cost />}
      >
        <Button
          kind="go"
          busy={asking || (estimating && blocked === "")}
          blocked={blocked}
          testid="suggest-ask"
          onClick={() => {
            setAsking(true);
            void act.ask().finally(() => setAsking(false));
            go.go(stepHash("review"));
          }}
        >
          {sent === 0 ? t("suggest_ask") : tn("suggest_ask_for", sent)}
        </Button>
      </ActionBar>
      {state.shown === null ? null : <SentDialog />}
    </>
  );
}

function Which() {
  const { state: panel } = usePanel();
  const { state, act } = useSuggest();
  const { which, lowest } = state.form;
  const chosen = panel.list.chosen.size;
  return (
    <Card title={t("suggest_which")} testid="suggest-which">
      <div class="stack">
        <Segmented
          label={t("suggest_which")}
          value={which}
          testid="suggest-products"
          options={[
            { value: "lowest", label: t("suggest_which_lowest") },
            { value: "chosen", label: t("suggest_which_chosen", count(chosen)) },
          ]}
          onChange={(value) => act.setForm({ which: value })}
        />
        {which === "lowest" ? (
          <SelectField
            label={t("suggest_how_many")}
            value={String(lowest)}
            options={LOWEST.map((number) => ({ value: String(number), label: count(number) }))}
            testid="suggest-lowest"
            onChange={(value) => act.setForm({ lowest: Number(value) })}
          />
        ) : (
          <p>
            {chosen === 0 ? `${t("suggest_none_chosen")} ` : ""}
            <a href={stepHash("products")} data-testid="suggest-choose-products">
              {t(chosen === 0 ? "suggest_choose_products" : "suggest_choose_others")}
            </a>
          </p>
        )}
      </div>
    </Card>
  );
}

function What() {
  const { state, act } = useSuggest();
  const { fields, tone } = state.form;
  const errors = state.estimateError?.fields ?? {};
  return (
    <Card title={t("suggest_what")} testid="suggest-what">
      <div class="stack">
        <div class="suggest-fields" role="group" aria-label={t("suggest_what")}>
          {FIELDS.map((field) => (
            <CheckField
              key={field}
              label={t(`suggest_field_${field}`)}
              checked={fields.includes(field)}
              testid={`suggest-field-${field}`}
              onChange={(on) => act.setForm({ fields: on ? [...fields, field] : fields.filter((each) => each !== field) })}
            />
          ))}
        </div>
        <FieldError error={errors["wishes.fields"] ?? (fields.length === 0 ? t("suggest_no_fields") : "")} />
        <TextField
          label={t("suggest_tone")}
          value={tone}
          placeholder={t("suggest_tone_example")}
          hint={t("suggest_tone_hint")}
          error={errors["wishes.tone"]}
          testid="suggest-tone"
          onInput={(value) => act.setForm({ tone: value })}
        />
      </div>
    </Card>
  );
}

function Estimate() {
  const { state, act } = useSuggest();
  const { estimate, estimateError } = state;
  const isPlaced = Object.keys(estimateError?.fields ?? {}).some((path) => path === "wishes.tone" || path === "wishes.fields");
  const [first] = estimate?.product_ids ?? [];
  return (
    <>
      {estimateError === null || isPlaced ? null : <ErrorNotice error={estimateError} onRetry={() => void act.estimate()} />}
      {estimate === null ? null : (
        <Card title={t("suggest_estimate")} testid="suggest-estimate">
          <div class="stack tight">
            {estimate.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {first === undefined ? null : (
              <p>
                <button class="link" type="button" data-testid="suggest-show" onClick={() => void act.show(first)}>
                  {t("suggest_show")}
                </button>
              </p>
            )}
            <Skipped />
          </div>
        </Card>
      )}
      <p class="muted small">{t("suggest_never_sent")}</p>
    </>
  );
}

function Skipped() {
  const { estimate } = useSuggest().state;
  const skipped = estimate?.skipped ?? [];
  if (skipped.length === 0) return null;
  return (
    <details class="foldable bare" data-testid="suggest-skipped">
      <summary>{tn("suggest_skipped", skipped.length)}</summary>
      <ul class="bullets">
        {skipped.map(({ product_id, name, text }) => (
          <li key={product_id}>
            <b>{name}</b> {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Cost() {
  const { state, model } = useSuggest();
  const cost = state.estimate?.cost ?? null;
  if (model.choice?.kind !== "hosted") return <>{t("suggest_cost_none")}</>;
  if (cost !== null) return <span data-testid="suggest-cost">{t("suggest_cost", cost.about.text, cost.most.text)}</span>;
  return <a href={stepHash("model")}>{t("suggest_cost_unknown")}</a>;
}

/** Empty when it can be asked. */
function reasonNotToAsk(panel: PanelState, state: SuggestState, model: ModelState): string {
  if (engineIsDown(panel)) return t("standing_down");
  if (state.batch !== null && state.batch.state !== "done") return t("suggest_running_title");
  if (state.form.fields.length === 0) return t("suggest_no_fields");
  if (model.standing !== "ready") return t("suggest_model_not_ready");
  if (model.choice?.kind === "hosted" && !navigator.onLine) return t("suggest_offline");
  if (state.estimating && state.estimate === null) return "";
  return (state.estimate?.product_ids.length ?? 0) === 0 ? t("suggest_no_products") : "";
}
