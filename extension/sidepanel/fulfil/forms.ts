/** The forms of the Fulfil tool as they are when nothing has been typed yet, and what the core has said of them. */

import type {
  ErrorBody,
  LicenseForm,
  PlanSales,
  ReceiptsForm,
  RefundForm,
  SalesCheckView,
  ShipForm,
} from "../../shared/protocol.d.ts";

export type FulfilForm = PlanSales["form"];

/** A form for each page that ends in a preview; sales are shipped from the list or from a file. */
export interface FormOf {
  ship: ShipForm;
  file: ShipForm;
  refund: RefundForm;
  receipts: ReceiptsForm;
  license: LicenseForm;
}

export type FormName = keyof FormOf;

/** A form, and what the core has said of it. */
export interface FormWork<Form> {
  form: Form;
  check: SalesCheckView | null;
  /** Errors of the last attempt to preview, by field. */
  errors: Readonly<Record<string, string>>;
  attempted: boolean;
  building: boolean;
  error: ErrorBody | null;
}

export type Forms = { [Name in FormName]: FormWork<FormOf[Name]> };

export function untouched<Form>(form: Form): FormWork<Form> {
  return { form, check: null, errors: {}, attempted: false, building: false, error: null };
}

const SHIP: ShipForm = {
  job: "ship",
  sale_ids: [],
  tracking_url: "",
  tracking: {},
  replace_tracking: false,
  file_name: "",
  text: "",
  unticked: [],
};

export const EMPTY_FORMS: FormOf = {
  ship: SHIP,
  file: SHIP,
  refund: { job: "refund", sale_ids: [], how: "all", percent: "", amounts: {}, typed: {}, unticked: [] },
  receipts: { job: "receipts", sale_ids: [], unticked: [] },
  license: { job: "license", sale_ids: [], action: "disable", unticked: [] },
};

export const UNTOUCHED_FORMS: Forms = {
  ship: untouched(EMPTY_FORMS.ship),
  file: untouched(EMPTY_FORMS.file),
  refund: untouched(EMPTY_FORMS.refund),
  receipts: untouched(EMPTY_FORMS.receipts),
  license: untouched(EMPTY_FORMS.license),
};

/** The error under a field: from the last attempt, or as typed; an untouched field waits for the attempt. */
export function errorAt(work: FormWork<unknown>, path: string, value: string): string {
  const tried = work.errors[path];
  if (tried !== undefined) return tried;
  return value !== "" || work.attempted ? (work.check?.errors[path] ?? "") : "";
}

/** Sentences of the last attempt for which no field is shown; `isShown` says which paths have one. */
export function otherErrors(work: FormWork<unknown>, isShown: (path: string) => boolean): readonly string[] {
  const tried =
    Object.keys(work.errors).length > 0 ? work.errors : work.attempted ? (work.check?.errors ?? {}) : {};
  return [...new Set(Object.entries(tried).flatMap(([path, sentence]) => (isShown(path) ? [] : [sentence])))];
}
