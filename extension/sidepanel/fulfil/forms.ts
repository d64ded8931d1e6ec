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
