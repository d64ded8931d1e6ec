/** Which model is asked: the browser's own, one on this computer, or a hosted one with the seller's own key. */

import { useEffect, useId, useRef } from "preact/hooks";

import { t } from "../../../../shared/i18n.ts";
import type { ModelKind } from "../../../../shared/model_choice.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { toast } from "../../../../shared/ui/live.tsx";
import { ActionBar, Card } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { Skeleton } from "../../../starting.tsx";
import { useSuggest } from "../../../suggest/provider.tsx";
import { SERVER_NAMES } from "../../../suggest/troubles.ts";
import { BuiltinFields, HostedFields, LocalFields } from "./model_fields.tsx";
import { modelWords } from "./standing.tsx";
import { Steps, stepHash } from "./suggest_page.tsx";
import { TroubleNotice } from "./trouble_notice.tsx";

const KINDS: readonly ModelKind[] = ["builtin", "local", "hosted"];

export function ModelStep() {
  const { model, modelAct } = useSuggest();
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => void modelAct.open(), [modelAct]);
  useEffect(() => {
    if (model.trouble !== null) told.current?.scrollIntoView({ block: "nearest" });
  }, [model.trouble]);
  if (model.builtin === "unknown") {
    return (
      <div class="view-body">
        <Steps here="model" />
        <Skeleton />
      </div>
    );
  }
  const { draft, trouble, busy } = model;
  const { kind } = draft.choice;
  return (
    <>
      <div class="view-body">
        <Steps here="model" />
        <div>
          <h1>{t("suggest_model_title")}</h1>
          <p class="muted">
            {model.choice === null ? t("suggest_model_none") : t("suggest_model_now", modelWords(model.choice))}
          </p>
        </div>
        <Kinds />
        <Card title={t(`suggest_kind_${kind}`)} testid={`model-${kind}`}>
          {kind === "builtin" ? <BuiltinFields /> : kind === "local" ? <LocalFields /> : <HostedFields />}
        </Card>
        {trouble === null || (kind === "builtin" && model.builtin !== "ready") ? null : (
          <div ref={told}>
            <TroubleNotice trouble={trouble} choice={draft.choice} />
          </div>
        )}
      </div>
      <Use busy={busy} kind={kind} />
    </>
  );
}

function Kinds() {
  const { model, modelAct } = useSuggest();
  const name = useId();
  const { choice } = model.draft;
  return (
    <fieldset>
      <legend class="unseen">{t("suggest_model_title")}</legend>
      <div class="choices">
        {KINDS.map((kind) => (
          <label key={kind} class={kind === choice.kind ? "choice on" : "choice"}>
            <input
              type="radio"
              name={name}
              value={kind}
              checked={kind === choice.kind}
              data-testid={`kind-${kind}`}
              onChange={() => void modelAct.choose({ ...choice, kind })}
            />
            <span>
              <b>{t(`suggest_kind_${kind}`)}</b>
              <span class="muted small">{t(`suggest_kind_${kind}_text`, SERVER_NAMES)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Use({ busy, kind }: { busy: string; kind: ModelKind }) {
  const { act } = usePanel();
  const { model, modelAct } = useSuggest();
  const missing = kind === "builtin" && model.builtin !== "ready";
  const use = async (): Promise<void> => {
    if (!(await modelAct.use())) return;
    toast(t("suggest_model_used"));
    act.go(stepHash("ask"));
  };
  return (
    <ActionBar
      title={t(busy === "check" ? "suggest_checking" : "suggest_check_title")}
      detail={t(busy === "check" && kind !== "hosted" ? "suggest_checking_text" : "suggest_check_text")}
    >
      {busy === "check" ? (
        <Button testid="model-stop" onClick={modelAct.stop}>
          {t("suggest_stop")}
        </Button>
      ) : null}
      <Button
        kind="go"
        busy={busy === "check"}
        blocked={missing ? t("suggest_model_not_ready") : kind === "hosted" && !navigator.onLine ? t("suggest_offline") : ""}
        testid="model-use"
        onClick={() => void use()}
      >
        {t("suggest_use")}
      </Button>
    </ActionBar>
  );
}
