/** The plan that is previewed, and what was changed in it that the core has not worked in yet. Pure. */

import type { ErrorBody, FindingView, PlanView, PriceForm } from "../shared/protocol.d.ts";

/** The form of a plan, of whatever kind. Those about codes name their `job`. */
export type PlanForm = PriceForm | NonNullable<PlanView["codes_form"]>;

export type PlanFilter = "all" | "change" | "skipped" | "warn";

export interface PlanState {
  digest: string;
  view: PlanView | null;
  /** The form with changes that are not in `view` yet. */
  draft: PlanForm | null;
  /** Codes of the questions said yes to while the core has not said so; null when it has. */
  accepting: readonly string[] | null;
  busy: boolean;
  error: ErrorBody | null;
  /** Errors of prices typed over, by row key. */
  errors: Readonly<Record<string, string>>;
  filter: PlanFilter;
}

export function openingPlan(digest: string): PlanState {
  return { digest, view: null, draft: null, accepting: null, busy: false, error: null, errors: {}, filter: "all" };
}

/** The form of the shown plan with what was changed in it; null when the plan cannot be refined. */
export function formOf(plan: PlanState): PlanForm | null {
  return plan.draft ?? plan.view?.form ?? plan.view?.codes_form ?? null;
}

/** The shown plan, answered. What was changed in the meantime is still to be put into it. */
export function planAccepted(plan: PlanState, view: PlanView): PlanState {
  return { ...plan, digest: view.digest, view, accepting: null, busy: plan.draft !== null };
}

/** The blocking questions of a plan, with the answers as they were given last. */
export function questionsOf(plan: PlanState): readonly FindingView[] {
  const { accepting } = plan;
  const asked = plan.view?.findings.filter((finding) => finding.severity === "block") ?? [];
  if (accepting === null) return asked;
  return asked.map((finding) => ({ ...finding, accepted: accepting.includes(finding.code) }));
}

const OVERRIDE = "overrides.";

export function planRefused(plan: PlanState, error: ErrorBody): PlanState {
  const errors: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(error.fields)) {
    if (field.startsWith(OVERRIDE)) errors[field.slice(OVERRIDE.length)] = sentence;
  }
  const onRows = Object.keys(errors).length > 0;
  return { ...plan, accepting: null, busy: false, errors, error: onRows ? null : error };
}

