/** What the pages of bulk edits show, and how it changes. Pure. What an edit does to a listing is the core's. */

import type {
  CategoriesView,
  EditCheckView,
  EditOptionsView,
  ErrorBody,
  ListingReadView,
} from "../../shared/protocol.d.ts";
import { refusalOf } from "../form_errors.ts";
import type { Route } from "../route.ts";
import { EDIT_NAMES, EMPTY_EDITS, UNTOUCHED_EDITS, untouchedEdit } from "./edit_forms.ts";
import type { EditFormOf, EditForms, EditName, EditWork } from "./edit_forms.ts";

export const EDIT_PAGE = "edit";

/** Where one is: choosing what to do, filling in how, or choosing products. */
export interface EditPlace {
  name: EditName | null;
  choosing: boolean;
}

export function editPlaceOf(params: Route["params"]): EditPlace {
  const name = EDIT_NAMES.find((known) => known === params["do"]) ?? null;
  return { name, choosing: params["step"] === "products" };
}

/** The address of a place on the page; without a name that of the choice. */
export function editParams(name: EditName | null, choosing = false): Record<string, string> {
  return {
    page: EDIT_PAGE,
    ...(name === null ? {} : { do: name }),
    ...(choosing ? { step: "products" } : {}),
  };
}

export interface EditState {
  forms: EditForms;
  /** What the forms can offer for the chosen products; null until the core has said. */
  options: EditOptionsView | null;
  categories: CategoriesView | null;
  categoriesError: ErrorBody | null;
  /** Reading what lists leave out; null until it was begun. */
  read: ListingReadView | null;
  readError: ErrorBody | null;
}

export const EDIT_INITIAL: EditState = {
  forms: UNTOUCHED_EDITS,
  options: null,
  categories: null,
  categoriesError: null,
  read: null,
  readError: null,
};

export type EditAction =
  | { kind: "draft"; draft: Partial<EditFormOf> }
  | { kind: "form"; name: EditName; change: Partial<EditFormOf[EditName]> }
  | { kind: "checking"; name: EditName }
  | { kind: "checked"; name: EditName; view: EditCheckView }
  | { kind: "building"; name: EditName }
  | { kind: "built"; name: EditName }
  | { kind: "refused"; name: EditName; error: ErrorBody }
  | { kind: "ran"; name: EditName }
  | { kind: "options"; view: EditOptionsView }
  | { kind: "categories"; view: CategoriesView }
  | { kind: "categories_asked" }
  | { kind: "categories_refused"; error: ErrorBody }
  | { kind: "read"; view: ListingReadView }
  | { kind: "read_refused"; error: ErrorBody }
  | { kind: "forget" };

export function reduceEdit(state: EditState, action: EditAction): EditState {
  switch (action.kind) {
    case "draft":
      return { ...state, forms: takenUp(state.forms, action.draft) };
    case "form":
      return withForm(state, action.name, action.change);
    case "checking":
      return withWork(state, action.name, { checking: true });
    case "checked":
      return withWork(state, action.name, { check: action.view, checking: false });
    case "building":
      return withWork(state, action.name, { building: true, attempted: true, errors: {}, error: null });
    case "built":
      return withWork(state, action.name, { building: false, attempted: false });
    case "refused":
      return withWork(state, action.name, { ...refusalOf(action.error), checking: false });
    case "ran":
      return { ...state, forms: { ...state.forms, [action.name]: untouchedEdit(EMPTY_EDITS[action.name]) } };
    case "options":
      return { ...state, options: action.view };
    case "categories":
      return { ...state, categories: action.view, categoriesError: null };
    case "categories_asked":
      return { ...state, categoriesError: null };
    case "categories_refused":
      return { ...state, categoriesError: action.error };
    case "read":
      return { ...state, read: action.view, readError: null };
    case "read_refused":
      return { ...state, readError: action.error };
    case "forget":
      return EDIT_INITIAL;
    default:
      action satisfies never;
      return state;
  }
}

/** The forms in which something was typed; null for none. */
export function draftOf(forms: EditForms): Partial<EditFormOf> | null {
  const typed = EDIT_NAMES.filter((name) => forms[name].form !== EMPTY_EDITS[name]);
  return typed.length === 0 ? null : Object.fromEntries(typed.map((name) => [name, forms[name].form]));
}

/** Forms that nobody has typed in yet become what was typed before. */
function takenUp(forms: EditForms, draft: Partial<EditFormOf>): EditForms {
  const taken = EDIT_NAMES.filter((name) => draft[name] !== undefined && forms[name].form === EMPTY_EDITS[name]);
  const works = taken.map((name) => [name, untouchedEdit({ ...EMPTY_EDITS[name], ...draft[name] })]);
  return { ...forms, ...(Object.fromEntries(works) as Partial<EditForms>) };
}

function withForm(state: EditState, name: EditName, change: Partial<EditFormOf[EditName]>): EditState {
  const form = { ...state.forms[name].form, ...change } as EditFormOf[EditName];
  return withWork(state, name, { form, errors: {}, error: null });
}

function withWork(state: EditState, name: EditName, change: Partial<EditWork<EditFormOf[EditName]>>): EditState {
  return { ...state, forms: { ...state.forms, [name]: { ...state.forms[name], ...change } } };
}
