/** The forms of bulk edits as they are when nothing has been typed yet, and what the core has said of them. Pure. */

import type {
  BlockForm,
  CategoryForm,
  EditCheckView,
  ErrorBody,
  FindForm,
  PlanView,
  PolicyForm,
  PublishForm,
  TagsForm,
  VersionsForm,
} from "../../shared/protocol.d.ts";

/** A form for each thing that can be done. Deleting has one of its own, so that nobody comes upon it by a switch. */
export interface EditFormOf {
  find: FindForm;
  block: BlockForm;
  tags: TagsForm;
  category: CategoryForm;
  policy: PolicyForm;
  publish: PublishForm;
  delete: PublishForm;
  versions: VersionsForm;
}

export type EditName = keyof EditFormOf;

export const EDIT_NAMES: readonly EditName[] = [
  "find",
  "block",
  "tags",
  "category",
  "policy",
  "versions",
  "publish",
  "delete",
];

/** A form, and what the core has said of it. */
export interface EditWork<Form> {
  form: Form;
  check: EditCheckView | null;
  /** The core is asked what the form as it is now would do. */
  checking: boolean;
  /** Errors of the last attempt to preview, by field. */
  errors: Readonly<Record<string, string>>;
  attempted: boolean;
  building: boolean;
  error: ErrorBody | null;
}

export type EditForms = { [Name in EditName]: EditWork<EditFormOf[Name]> };

export function untouchedEdit<Form>(form: Form): EditWork<Form> {
  return { form, check: null, checking: false, errors: {}, attempted: false, building: false, error: null };
}

export const EMPTY_EDITS: EditFormOf = {
  find: {
    job: "find",
    find: "",
    replace: "",
    fields: ["name", "description"],
    regex: false,
    match_case: false,
    whole_words: false,
    in_links: false,
    unticked: [],
  },
  block: {
    job: "block",
    how: "append",
    format: "plain",
    text: "",
    known_by: "heading",
    mark: "",
    add_missing: false,
    unticked: [],
  },
  tags: { job: "tags", how: "add", tags: "", to: "", unticked: [] },
  category: { job: "category", category: "", unticked: [] },
  policy: { job: "policy", period: "", print_how: "keep", fine_print: "", unticked: [] },
  publish: { job: "publish", how: "publish", unticked: [] },
  delete: { job: "publish", how: "delete", unticked: [] },
  versions: {
    job: "versions",
    how: "add",
    category: "",
    version: "",
    name: "",
    description: "",
    stock: "",
    amounts: {},
    unticked: [],
  },
};

export const UNTOUCHED_EDITS: EditForms = {
  find: untouchedEdit(EMPTY_EDITS.find),
  block: untouchedEdit(EMPTY_EDITS.block),
  tags: untouchedEdit(EMPTY_EDITS.tags),
  category: untouchedEdit(EMPTY_EDITS.category),
  policy: untouchedEdit(EMPTY_EDITS.policy),
  publish: untouchedEdit(EMPTY_EDITS.publish),
  delete: untouchedEdit(EMPTY_EDITS.delete),
  versions: untouchedEdit(EMPTY_EDITS.versions),
};

/** The form that a plan came from; null for a plan of another tool. */
export function editOfPlan({ edit_form: form }: PlanView): EditName | null {
  if (form === null) return null;
  return form.job === "publish" && form.how === "delete" ? "delete" : form.job;
}

/** The tags typed in a field, each once, without blanks around them. */
export function tagsIn(text: string): readonly string[] {
  return [...new Set(text.split(",").map((tag) => tag.trim()))].filter((tag) => tag !== "");
}

/** The text with a tag put in, or taken out where it is there. */
export function withTag(text: string, tag: string): string {
  const here = tagsIn(text);
  const same = (other: string): boolean => other.toLowerCase() === tag.toLowerCase();
  return (here.some(same) ? here.filter((other) => !same(other)) : [...here, tag]).join(", ");
}

export function hasTag(text: string, tag: string): boolean {
  return tagsIn(text).some((other) => other.toLowerCase() === tag.toLowerCase());
}
