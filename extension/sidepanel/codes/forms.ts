/** The forms of the Codes tool as they are when nothing has been typed yet, and what the pages need to know of them. */

import type {
  CodesCheckView,
  CodesFilter,
  CodesSort,
  DoctorForm,
  ErrorBody,
  ImportForm,
  LimitsForm,
  LinkForm,
  MakeForm,
  MintForm,
  PlanCodes,
  ReplaceForm,
} from "../../shared/protocol.d.ts";

export type CodesForm = PlanCodes["form"];

export interface FormOf {
  make: MakeForm;
  mint: MintForm;
  import: ImportForm;
  limits: LimitsForm;
  replace: ReplaceForm;
}

/** The forms that have a page of their own; a delete is previewed straight away. */
export type Job = keyof FormOf;

export const JOBS: readonly Job[] = ["make", "mint", "import", "limits", "replace"];

/** A form, and what the core has said of it. */
export interface FormWork<Form> {
  form: Form;
  check: CodesCheckView | null;
  /** Errors of the last attempt to preview, by field. */
  errors: Readonly<Record<string, string>>;
  attempted: boolean;
  building: boolean;
  error: ErrorBody | null;
}

export type Forms = { [J in Job]: FormWork<FormOf[J]> };

export function untouched<Form>(form: Form): FormWork<Form> {
  return { form, check: null, errors: {}, attempted: false, building: false, error: null };
}

const NOTHING_OFF = { kind: "percent", percent: "", amounts: {} } as const;

export const EMPTY_FORMS: FormOf = {
  make: {
    job: "make",
    name: "",
    ...NOTHING_OFF,
    cap: "",
    minimums: {},
    universal: false,
    universal_currency: "",
    existing: "skip",
    suffix: "",
    unticked: [],
  },
  mint: {
    job: "mint",
    pattern: "",
    count: "",
    label: "",
    ...NOTHING_OFF,
    cap: "1",
    minimums: {},
    universal: false,
    universal_currency: "",
    seed: "",
    unticked: [],
  },
  import: { job: "import", file_name: "", text: "", existing: "skip", suffix: "", unticked: [] },
  limits: { job: "limits", refs: [], cap_mode: "keep", cap: "", minimum_mode: "keep", minimums: {}, unticked: [] },
  replace: { job: "replace", refs: [], name: "", ...NOTHING_OFF, unticked: [] },
};

export const EMPTY_CODES_FILTER: CodesFilter = {
  text: "",
  kinds: [],
  states: [],
  product_ids: [],
  used: "any",
  universal: "any",
};

export const FIRST_CODES_SORT: CodesSort = { key: "name", descending: false };

export const EMPTY_LINK: LinkForm = {
  version: "",
  quantity: "",
  utm_source: "",
  utm_medium: "",
  utm_campaign: "",
  utm_term: "",
  utm_content: "",
};

export const EMPTY_DOCTOR: DoctorForm = { text: "", product_id: "", country: "", cart: "" };

/** The error under a field: from the last attempt, or as typed; an untouched field waits for the attempt. */
export function errorAt(work: FormWork<unknown>, path: string, value: string): string | undefined {
  if (path in work.errors) return work.errors[path];
  return value !== "" || work.attempted ? work.check?.errors[path] : undefined;
}

/** Sentences of the last attempt for which no field is shown; `shown` are the paths that have one. */
export function otherErrors(work: FormWork<unknown>, shown: readonly string[]): readonly string[] {
  const tried =
    Object.keys(work.errors).length > 0 ? work.errors : work.attempted ? (work.check?.errors ?? {}) : {};
  return Object.entries(tried)
    .filter(([path]) => !shown.includes(path))
    .map(([, sentence]) => sentence);
}
