/** The plan that is previewed, and what was changed in it that the core has not worked in yet. Pure. */

import type { ErrorBody, FindingView, PlanView, PriceForm, SheetPlanForm } from "../shared/protocol.d.ts";

/** The form of a plan, of whatever kind. All but those about prices name their `job`. */
export type PlanForm = PriceForm | NonNullable<PlanView["codes_form"]> | SalesForm | EditForm | SheetPlanForm | FixesForm;

export type SalesForm = NonNullable<PlanView["sales_form"]>;

export type EditForm = NonNullable<PlanView["edit_form"]>;

export type FixesForm = NonNullable<PlanView["fixes_form"]>;

const SALES_JOBS: ReadonlySet<string> = new Set<SalesForm["job"]>(["ship", "receipts", "refund", "license"]);

export function isSalesForm(form: PlanForm): form is SalesForm {
  return "job" in form && SALES_JOBS.has(form.job);
}

const EDIT_JOBS: ReadonlySet<string> = new Set<EditForm["job"]>([
  "find",
  "block",
  "tags",
  "category",
  "policy",
  "publish",
  "versions",
]);

export function isEditForm(form: PlanForm): form is EditForm {
  return "job" in form && EDIT_JOBS.has(form.job);
}

/** Proposals of the linter that are taken over. */
export function isFixesForm(form: PlanForm): form is FixesForm {
  return "job" in form && form.job === "fixes";
}

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
  /** Errors of what was typed over in rows, by row key. */
  errors: Readonly<Record<string, string>>;
  /** What is wrong with texts typed to accept a finding, by its code. */
  typedErrors: Readonly<Record<string, string>>;
  filter: PlanFilter;
}

export function openingPlan(digest: string): PlanState {
  return { digest, view: null, draft: null, accepting: null, busy: false, error: null, errors: {}, typedErrors: {}, filter: "all" };
}

/** The form of the shown plan with what was changed in it; null when the plan cannot be refined. */
export function formOf(plan: PlanState): PlanForm | null {
  const { draft, view } = plan;
  const known = view?.form ?? view?.codes_form ?? view?.sales_form ?? view?.edit_form ?? view?.sheet_form;
  return draft ?? known ?? view?.fixes_form ?? null;
}

/** The shown plan, answered. What was changed in the meantime is still to be put into it. */
export function planAccepted(plan: PlanState, view: PlanView): PlanState {
  return { ...plan, digest: view.digest, view, accepting: null, typedErrors: {}, busy: plan.draft !== null };
}

/** The blocking questions of a plan, with the answers as they were given last. */
export function questionsOf(plan: PlanState): readonly FindingView[] {
  const { accepting } = plan;
  const asked = plan.view?.findings.filter((finding) => finding.severity === "block") ?? [];
  if (accepting === null) return asked;
  return asked.map((finding) => ({ ...finding, accepted: accepting.includes(finding.code) }));
}

/** Paths of fields that stand in rows: prices, amounts and addresses typed over. */
const IN_ROWS: readonly string[] = ["overrides.", "typed.", "tracking."];
const ACCEPTING = "typed.";

export function planRefused(plan: PlanState, error: ErrorBody): PlanState {
  const errors: Record<string, string> = {};
  const typedErrors: Record<string, string> = {};
  const codes = new Set(plan.view?.findings.filter((finding) => finding.typed !== "").map(({ code }) => code));
  for (const [field, sentence] of Object.entries(error.fields)) {
    const code = field.startsWith(ACCEPTING) ? field.slice(ACCEPTING.length) : "";
    const start = IN_ROWS.find((each) => field.startsWith(each));
    if (codes.has(code)) typedErrors[code] = sentence;
    else if (start !== undefined) errors[field.slice(start.length)] = sentence;
  }
  const placed = Object.keys(errors).length + Object.keys(typedErrors).length > 0;
  return { ...plan, accepting: null, busy: false, errors, typedErrors, error: placed ? null : error };
}
