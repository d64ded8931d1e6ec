/** Where the sentences about a form stand: under their fields, or above the form. Pure. */

import type { ErrorBody } from "../shared/protocol.d.ts";

type Sentences = Readonly<Record<string, string>>;

/** What has been said of a form. */
export interface Judged {
  /** Of the last attempt to preview, by field. */
  errors: Sentences;
  attempted: boolean;
  /** Of the form as it is typed. */
  check: { errors: Sentences } | null;
}

/** The error under a field: from the last attempt, or as typed; an untouched field waits for the attempt. */
export function errorAt(work: Judged, path: string, value: string): string {
  const tried = work.errors[path];
  if (tried !== undefined) return tried;
  return value !== "" || work.attempted ? (work.check?.errors[path] ?? "") : "";
}

/** Sentences of the last attempt for which no field is shown; `isShown` says which paths have one. */
export function otherErrors(work: Judged, isShown: (path: string) => boolean): readonly string[] {
  const tried =
    Object.keys(work.errors).length > 0 ? work.errors : work.attempted ? (work.check?.errors ?? {}) : {};
  return [...new Set(Object.entries(tried).flatMap(([path, sentence]) => (isShown(path) ? [] : [sentence])))];
}

/** Sentences for fields stand under them; any other refusal above the form. */
export function refusalOf(error: ErrorBody): { building: false; errors: Sentences; error: ErrorBody | null } {
  const isPlaced = Object.keys(error.fields).length > 0;
  return { building: false, errors: error.fields, error: isPlaced ? null : error };
}
