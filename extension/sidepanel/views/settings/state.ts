/** The settings screen's own state as a pure reducer: what is in force, what is typed, what was refused. */

import type { ErrorBody, Settings, SettingsView } from "../../../shared/protocol.d.ts";
import { FIRST, changes, draftErrors, draftOf } from "./forms.ts";
import type { Draft, DraftField } from "./forms.ts";

export interface SettingsState {
  /** Null until the core has answered. */
  view: SettingsView | null;
  draft: Draft | null;
  /** The core's words under fields, after it refused to save. */
  refused: Readonly<Record<string, string>>;
  /** What went wrong with the whole of it. */
  error: ErrorBody | null;
  /** Complaints are shown from the first attempt to save on. */
  tried: boolean;
  saving: boolean;
}

export type SettingsAction =
  | { type: "loaded"; view: SettingsView }
  | { type: "typed"; field: DraftField; text: string }
  | { type: "rate"; code: string; text: string }
  | { type: "put_back"; part: "fees" | "limits" }
  | { type: "discarded" }
  | { type: "tried" }
  | { type: "saving" }
  | { type: "failed"; error: ErrorBody };

export const INITIAL: SettingsState = {
  view: null,
  draft: null,
  refused: {},
  error: null,
  tried: false,
  saving: false,
};

const PARTS: Readonly<Record<"fees" | "limits", readonly DraftField[]>> = {
  fees: ["direct_percent", "direct_fixed", "discover_percent"],
  limits: ["change_percent", "rows", "refunds", "refund_usd"],
};

export function reduce(state: SettingsState, action: SettingsAction): SettingsState {
  switch (action.type) {
    case "loaded":
      return loaded(state, action.view);
    case "typed":
      return edited(state, (draft) => ({ ...draft, [action.field]: action.text }), action.field);
    case "rate":
      return edited(
        state,
        (draft) => ({ ...draft, rates: { ...draft.rates, [action.code]: action.text } }),
        `rates.${action.code}`,
      );
    case "put_back":
      return edited(state, (draft) => putBack(draft, action.part));
    case "discarded":
      return state.view === null ? state : { ...INITIAL, view: state.view, draft: draftOf(state.view.settings) };
    case "tried":
      return { ...state, tried: true };
    case "saving":
      return { ...state, tried: true, saving: true, error: null };
    case "failed":
      return refused(state, action.error);
  }
}

/** How many fields wait to be saved. */
export function unsaved({ view, draft }: SettingsState): number {
  return view === null || draft === null ? 0 : changes(draft, view.settings);
}

/** Whether a part of the form says what it said at first. */
export function isFirst(draft: Draft, part: "fees" | "limits"): boolean {
  const first = draftOf(FIRST);
  return PARTS[part].every((field) => draft[field].trim() === first[field]);
}

/** New settings from the core; what is typed and not saved is kept unless this is the answer to saving it. */
function loaded(state: SettingsState, view: SettingsView): SettingsState {
  const keep = state.draft !== null && !state.saving && unsaved(state) > 0;
  return keep
    ? { ...state, view }
    : { ...INITIAL, view, draft: draftOf(view.settings) };
}

function edited(state: SettingsState, edit: (draft: Draft) => Draft, field?: string): SettingsState {
  if (state.draft === null) return state;
  const left = Object.entries(state.refused).filter(([name]) => name !== field);
  return { ...state, draft: edit(state.draft), refused: field === undefined ? {} : Object.fromEntries(left) };
}

function putBack(draft: Draft, part: "fees" | "limits"): Draft {
  const first = draftOf(FIRST);
  return { ...draft, ...Object.fromEntries(PARTS[part].map((field) => [field, first[field]])) };
}

function refused(state: SettingsState, error: ErrorBody): SettingsState {
  const fields = draftErrors(error.fields);
  const named = Object.keys(fields).length > 0;
  return { ...state, saving: false, refused: fields, error: named ? null : error };
}

/** The settings in force with only read-only mode changed, whatever else is typed. */
export function withReadOnly(settings: Settings, readOnly: boolean): Settings {
  return { ...settings, read_only: readOnly };
}
