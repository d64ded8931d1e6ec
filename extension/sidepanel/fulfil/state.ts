/** What the Fulfil tool shows, and how it changes. Pure. What is done for a sale, and what it costs, is the core's. */

import type { ErrorBody, PlanView, SalesCheckView } from "../../shared/protocol.d.ts";
import { refusalOf } from "../form_errors.ts";
import { EMPTY_FORMS, UNTOUCHED_FORMS, untouched } from "./forms.ts";
import type { FormName, FormOf, FormWork, Forms } from "./forms.ts";
import { FIRST_LISTS, reduceList } from "./lists.ts";
import type { ListChange, ListName, SaleLists } from "./lists.ts";

/** `file` is shipping from a file, `amounts` how much is given back of the sales chosen on `refunds`. */
export type FulfilPage = ListName | "file" | "amounts";

const PAGES: readonly FulfilPage[] = ["ship", "file", "refunds", "amounts", "receipts", "licenses"];

/** Which page the address names; the first one when it names none that is known. */
export function pageOf(params: Readonly<Record<string, string>>): FulfilPage {
  return PAGES.find((page) => page === params["page"]) ?? "ship";
}

/** The list that a page shows or goes on from; none for a file. */
export function listOf(page: FulfilPage): ListName | null {
  if (page === "file") return null;
  return page === "amounts" ? "refunds" : page;
}

/** The form of each page. */
export const FORM_OF: Readonly<Record<FulfilPage, FormName>> = {
  ship: "ship",
  file: "file",
  refunds: "refund",
  amounts: "refund",
  receipts: "receipts",
  licenses: "license",
};

/** The list whose chosen sales a form is about; a file names its own. */
const LIST_OF: Readonly<Record<FormName, ListName | null>> = {
  ship: "ship",
  file: null,
  refund: "refunds",
  receipts: "receipts",
  license: "licenses",
};

export interface FulfilState {
  lists: SaleLists;
  forms: Forms;
}

export const FULFIL_INITIAL: FulfilState = { lists: FIRST_LISTS, forms: UNTOUCHED_FORMS };

export type FulfilAction =
  | { kind: "list"; name: ListName; change: ListChange }
  | { kind: "form"; name: FormName; change: Partial<FormOf[FormName]> }
  | { kind: "checked"; name: FormName; view: SalesCheckView }
  | { kind: "building"; name: FormName }
  | { kind: "built"; name: FormName }
  | { kind: "refused"; name: FormName; error: ErrorBody }
  | { kind: "ran"; name: FormName }
  | { kind: "forget" };

export function reduceFulfil(state: FulfilState, action: FulfilAction): FulfilState {
  switch (action.kind) {
    case "list":
      return { ...state, lists: { ...state.lists, [action.name]: reduceList(state.lists[action.name], action.change) } };
    case "form":
      return withForm(state, action.name, action.change);
    case "checked":
      return withWork(state, action.name, { check: action.view });
    case "building":
      return withWork(state, action.name, { building: true, attempted: true, errors: {}, error: null });
    case "built":
      return withWork(state, action.name, { building: false });
    case "refused":
      return withWork(state, action.name, refusalOf(action.error));
    case "ran":
      return afterRun(state, action.name);
    case "forget":
      return FULFIL_INITIAL;
    default:
      action satisfies never;
      return state;
  }
}

/** The form as it goes to the core: with the sales that it is about. */
export function formFor<Name extends FormName>(state: FulfilState, name: Name): FormOf[Name] {
  const { form } = state.forms[name];
  const list = LIST_OF[name];
  return list === null ? form : { ...form, sale_ids: [...state.lists[list].chosen] };
}

/** The form that a plan came from; null for a plan that is not about sales. */
export function formOfPlan({ sales_form: form }: PlanView): FormName | null {
  if (form === null) return null;
  return form.job === "ship" && form.text !== "" ? "file" : form.job;
}

/** The page that a preview goes back to. */
export function pageOfPlan(view: PlanView | null | undefined): FulfilPage {
  const name = view == null ? null : formOfPlan(view);
  if (name === null) return "ship";
  return name === "refund" ? "amounts" : name === "license" ? "licenses" : name;
}

function withForm(state: FulfilState, name: FormName, change: Partial<FormOf[FormName]>): FulfilState {
  const { form } = state.forms[name];
  return withWork(state, name, { form: { ...form, ...change } as FormOf[FormName], errors: {}, error: null });
}

function withWork(state: FulfilState, name: FormName, change: Partial<FormWork<FormOf[FormName]>>): FulfilState {
  return { ...state, forms: { ...state.forms, [name]: { ...state.forms[name], ...change } } };
}

/** What was run is not asked for again: its form is empty, and its sales are no longer chosen. */
function afterRun(state: FulfilState, name: FormName): FulfilState {
  const forms = { ...state.forms, [name]: untouched(EMPTY_FORMS[name]) };
  const list = LIST_OF[name];
  if (list === null) return { ...state, forms };
  const emptied = reduceList(state.lists[list], { do: "choose", ids: [], cutAt: null });
  return { forms, lists: { ...state.lists, [list]: { ...emptied, onlyChosen: false } } };
}
