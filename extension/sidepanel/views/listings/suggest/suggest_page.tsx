/**
 * Suggestions by a language model, in three steps: ask, review, and which model. `#listings?page=suggest&step=STEP`
 * opens one of them, `step=products` the choice of products.
 */

import type { JSX } from "preact";

import { count } from "../../../../shared/format.ts";
import { t } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { ActionBar } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { hashOf } from "../../../route.ts";
import { Skeleton } from "../../../starting.tsx";
import { SUGGEST_PAGE, useSuggest } from "../../../suggest/provider.tsx";
import { ProductChooser } from "../../products/products.tsx";
import type { PageProps } from "../list_page.tsx";
import { AskStep } from "./ask_step.tsx";
import { ModelStep } from "./model_step.tsx";
import { ReviewStep } from "./review_step.tsx";

export type Step = "ask" | "review" | "model" | "products";

export function stepHash(step: Step): string {
  return hashOf("listings", step === "ask" ? SUGGEST_PAGE : { ...SUGGEST_PAGE, step });
}

const STEPS: Readonly<Record<Step, () => JSX.Element>> = {
  ask: AskStep,
  review: ReviewStep,
  model: ModelStep,
  products: ProductsStep,
};

export function SuggestPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const step = (Object.keys(STEPS) as Step[]).find((known) => known === state.route.params["step"]) ?? "ask";
  const Shown = STEPS[step];
  return (
    <div class="view" data-testid="suggest-view">
      {tabs}
      <Shown />
    </div>
  );
}

/** Where one is among the steps; drawn at the top of each. */
export function Steps({ here }: { here: Step }) {
  const { state } = useSuggest();
  const counts = state.list?.counts;
  const open = counts === undefined ? 0 : counts.waiting + counts.accepted;
  const names: readonly (readonly [Step, string])[] = [
    ["ask", t("suggest_step_ask")],
    ["review", open === 0 ? t("suggest_step_review") : t("suggest_step_review_count", count(open))],
    ["model", t("suggest_step_model")],
  ];
  return (
    <nav class="ways" aria-label={t("suggest_steps")}>
      {names.map(([step, name]) => (
        <a
          key={step}
          class={step === here ? "on" : ""}
          href={stepHash(step)}
          aria-current={step === here ? "step" : undefined}
          data-testid={`suggest-step-${step}`}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

function ProductsStep() {
  const { state, act } = usePanel();
  const { act: suggest } = useSuggest();
  const chosen = state.list.chosen.size;
  return (
    <>
      <div class="view-body">
        <h1>{t("suggest_choose_title")}</h1>
        {state.shop === null ? <Skeleton /> : <ProductChooser shop={state.shop} />}
      </div>
      <ActionBar title={t("suggest_chosen", count(chosen))}>
        <Button
          kind="go"
          testid="suggest-chosen"
          onClick={() => {
            suggest.setForm({ which: "chosen" });
            act.go(stepHash("ask"));
          }}
        >
          {t("suggest_choose_done")}
        </Button>
      </ActionBar>
    </>
  );
}
