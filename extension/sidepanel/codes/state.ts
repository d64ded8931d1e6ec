/** What the Codes tool shows, and how it changes. Pure. What a code takes off and what is left of a price is the core's. */

import type {
  BatchesView,
  BatchView,
  CodeRow,
  CodesCheckView,
  CodesFilter,
  CodesSort,
  CodesView,
  DoctorForm,
  DoctorView,
  ErrorBody,
  JanitorView,
  LinkForm,
  LinksView,
} from "../../shared/protocol.d.ts";
import { inverted, keptOf, toggled, toggledRange } from "./choice.ts";
import { EMPTY_CODES_FILTER, EMPTY_DOCTOR, EMPTY_FORMS, EMPTY_LINK, FIRST_CODES_SORT, untouched } from "./forms.ts";
import type { FormOf, FormWork, Forms, Job } from "./forms.ts";

export type CodesPage = "table" | Job | "links" | "doctor" | "janitor" | "batches" | "batch";

const PAGES: readonly CodesPage[] = [
  "table",
  "make",
  "mint",
  "import",
  "limits",
  "replace",
  "links",
  "doctor",
  "janitor",
  "batches",
  "batch",
];

/** Which page the address names; the table when it names none that is known. */
export function pageOf(params: Readonly<Record<string, string>>): CodesPage {
  return PAGES.find((page) => page === params["page"]) ?? "table";
}

/** Something that is read when it is looked at. */
export interface Read<View> {
  view: View | null;
  error: ErrorBody | null;
  busy: boolean;
}

export interface CodesState {
  list: Read<CodesView>;
  filter: CodesFilter;
  sort: CodesSort;
  /** Keys of the rows that match, in order; null until the core has said. */
  ids: readonly string[] | null;
  /** Keys of rows, and of parts of rows that are not chosen whole. */
  chosen: ReadonlySet<string>;
  expanded: ReadonlySet<string>;
  /** Where a shift-range starts. */
  anchor: string | null;
  forms: Forms;
  /** A preview of deleting is being made, or was refused. */
  deleting: { busy: boolean; error: ErrorBody | null };
  links: Read<LinksView> & { form: LinkForm };
  doctor: Read<DoctorView> & { form: DoctorForm };
  janitor: Read<JanitorView>;
  batches: Read<BatchesView>;
  batch: Read<BatchView> & { runId: string };
}

const UNREAD = { view: null, error: null, busy: false };

export const CODES_INITIAL: CodesState = {
  list: UNREAD,
  filter: EMPTY_CODES_FILTER,
  sort: FIRST_CODES_SORT,
  ids: null,
  chosen: new Set(),
  expanded: new Set(),
  anchor: null,
  forms: {
    make: untouched(EMPTY_FORMS.make),
    mint: untouched(EMPTY_FORMS.mint),
    import: untouched(EMPTY_FORMS.import),
    limits: untouched(EMPTY_FORMS.limits),
    replace: untouched(EMPTY_FORMS.replace),
  },
  deleting: { busy: false, error: null },
  links: { ...UNREAD, form: EMPTY_LINK },
  doctor: { ...UNREAD, form: EMPTY_DOCTOR },
  janitor: UNREAD,
  batches: UNREAD,
  batch: { ...UNREAD, runId: "" },
};

export type CodesAction =
  | { kind: "list"; change: Partial<Read<CodesView>> }
  | { kind: "filter"; filter: CodesFilter }
  | { kind: "sort"; sort: CodesSort }
  | { kind: "found"; ids: readonly string[] }
  | { kind: "tick"; key: string; range: boolean }
  | { kind: "tick_shown"; how: "all" | "none" | "invert" }
  | { kind: "choose"; keys: readonly string[] }
  | { kind: "expand"; key: string; open: boolean }
  | { kind: "form"; form: FormOf[Job] }
  | { kind: "checked"; job: Job; view: CodesCheckView }
  | { kind: "building"; job: Job }
  | { kind: "built"; job: Job }
  | { kind: "refused"; job: Job; error: ErrorBody }
  | { kind: "ran"; job: Job | "delete" }
  | { kind: "deleting"; busy: boolean; error: ErrorBody | null }
  | { kind: "links"; change: Partial<CodesState["links"]> }
  | { kind: "doctor"; change: Partial<CodesState["doctor"]> }
  | { kind: "janitor"; change: Partial<Read<JanitorView>> }
  | { kind: "batches"; change: Partial<Read<BatchesView>> }
  | { kind: "batch"; change: Partial<CodesState["batch"]> };

export function reduceCodes(state: CodesState, action: CodesAction): CodesState {
  switch (action.kind) {
    case "list":
      return withList(state, { ...state.list, ...action.change });
    case "filter":
      return { ...state, filter: action.filter };
    case "sort":
      return { ...state, sort: action.sort };
    case "found":
      return { ...state, ids: action.ids };
    case "tick":
      return ticked(state, action.key, action.range);
    case "tick_shown":
      return withChosen(state, chosenShown(state, action.how));
    case "choose":
      return withChosen(state, new Set(action.keys));
    case "expand":
      return { ...state, expanded: withMember(state.expanded, action.key, action.open) };
    case "form":
      return withForm(state, action.form);
    case "checked":
      return withWork(state, action.job, { check: action.view });
    case "building":
      return withWork(state, action.job, { building: true, attempted: true, errors: {}, error: null });
    case "built":
      return withWork(state, action.job, { building: false });
    case "refused":
      return withWork(state, action.job, refusal(action.error));
    case "ran":
      return afterRun(state, action.job);
    case "deleting":
      return { ...state, deleting: { busy: action.busy, error: action.error } };
    case "links":
      return { ...state, links: { ...state.links, ...action.change } };
    case "doctor":
      return { ...state, doctor: { ...state.doctor, ...action.change } };
    case "janitor":
      return { ...state, janitor: { ...state.janitor, ...action.change } };
    case "batches":
      return { ...state, batches: { ...state.batches, ...action.change } };
    case "batch":
      return { ...state, batch: { ...state.batch, ...action.change } };
    default:
      action satisfies never;
      return state;
  }
}

/** Forms as they were typed before the panel was closed. */
export function withTyped(state: CodesState, { make, mint }: Pick<FormOf, "make" | "mint">): CodesState {
  return { ...state, forms: { ...state.forms, make: untouched(make), mint: untouched(mint) } };
}

/** Keys of the rows as filtered and sorted; the core's own order until it has answered. */
export function shownKeys(state: CodesState): readonly string[] {
  return state.ids ?? state.list.view?.rows.map((row) => row.key) ?? [];
}

/** Every row: those shown first, in their order. */
export function orderedRows(state: CodesState): readonly CodeRow[] {
  const rows = state.list.view?.rows ?? [];
  const places = new Map(shownKeys(state).map((key, n) => [key, n]));
  const placeOf = (row: CodeRow): number => places.get(row.key) ?? rows.length;
  return [...rows].sort((one, other) => placeOf(one) - placeOf(other));
}

/** A list read anew: what is no longer there is no longer chosen. */
function withList(state: CodesState, list: Read<CodesView>): CodesState {
  if (list.view === null || list.view === state.list.view) return { ...state, list };
  return { ...state, list, chosen: keptOf(state.chosen, list.view.rows) };
}

function withChosen(state: CodesState, chosen: ReadonlySet<string>): CodesState {
  return { ...state, chosen, anchor: null };
}

function ticked(state: CodesState, key: string, range: boolean): CodesState {
  const rows = state.list.view?.rows ?? [];
  if (!range || state.anchor === null) {
    return { ...state, chosen: toggled(state.chosen, rows, key), anchor: key };
  }
  return { ...state, chosen: toggledRange(state.chosen, rows, shownKeys(state), state.anchor, key) };
}

function chosenShown(state: CodesState, how: "all" | "none" | "invert"): ReadonlySet<string> {
  if (how === "none") return new Set();
  const rows = state.list.view?.rows ?? [];
  const shown = shownKeys(state);
  return how === "invert"
    ? inverted(state.chosen, rows, shown)
    : keptOf(new Set([...state.chosen, ...shown]), rows);
}

function withMember(set: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (on) next.add(key);
  else next.delete(key);
  return next;
}

function withForm(state: CodesState, form: FormOf[Job]): CodesState {
  return withWork(state, form.job, { form, errors: {}, error: null });
}

function withWork(state: CodesState, job: Job, change: Partial<FormWork<FormOf[Job]>>): CodesState {
  return { ...state, forms: { ...state.forms, [job]: { ...state.forms[job], ...change } } };
}

/** Sentences for fields stand under them; any other refusal above the form. */
function refusal(error: ErrorBody): Partial<FormWork<never>> {
  const placed = Object.keys(error.fields).length > 0;
  return { building: false, errors: error.fields, error: placed ? null : error };
}

/** What was run is not asked for again: its form is empty, and codes that were changed are no longer chosen. */
function afterRun(state: CodesState, job: Job | "delete"): CodesState {
  const next =
    job === "delete" ? state : { ...state, forms: { ...state.forms, [job]: untouched(EMPTY_FORMS[job]) } };
  return job === "delete" || job === "limits" || job === "replace" ? withChosen(next, new Set()) : next;
}
