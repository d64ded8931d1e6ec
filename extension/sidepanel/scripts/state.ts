/** What the Scripts tool knows: the shelf, the text in the editor, the run, and what came of it. Pure. */

import type { ErrorBody, PlanView, Protocol, ScriptShelfView } from "../../shared/protocol.d.ts";

export type ScriptEnd = Protocol["script_end"];
export type ScriptItem = ScriptEnd["items"][number];

/** Where the text in the editor came from. */
export type Source =
  | { kind: "new" }
  | { kind: "example"; name: string; title: string }
  | { kind: "saved"; name: string }
  | { kind: "file"; name: string };

export interface Run {
  state: "starting" | "running" | "stopping";
  /** How many pages of rows it has asked for. */
  asked: number;
}

/** How the last run ended. `message` says why it did not come to an end of its own. */
export interface Over {
  how: "ended" | "stopped" | "late" | "memory" | "broken";
  message: string;
  ms: number;
  end: ScriptEnd | null;
}

export interface ScriptsState {
  shelf: ScriptShelfView | null;
  source: Source;
  text: string;
  /** Grows whenever another text is opened, which the editor then takes over; what is typed is the editor's own. */
  opened: number;
  /** The text as it stands on the shelf, to see what is not saved. */
  kept: string;
  /** Text that came from outside and has not been agreed to. */
  foreign: boolean;
  running: Run | null;
  over: Over | null;
  /** The previews of what the last run wanted; null while they are being made, or there is nothing. */
  plans: readonly PlanView[] | null;
  planning: boolean;
  error: ErrorBody | null;
}

export const FIRST_TEXT = `for p in shop.products(published=True):
    print(p.name, p.price)
`;

export const NO_SCRIPTS: ScriptsState = {
  shelf: null,
  source: { kind: "new" },
  text: FIRST_TEXT,
  opened: 0,
  kept: FIRST_TEXT,
  foreign: false,
  running: null,
  over: null,
  plans: null,
  planning: false,
  error: null,
};

/** A paste longer than this is a script of somebody else's until the seller agrees to it. */
export const LONG_PASTE = 200;

export type ScriptsAction =
  | { type: "shelf"; shelf: ScriptShelfView }
  | { type: "draft"; draft: ScriptDraft }
  | { type: "opened"; source: Source; text: string; foreign: boolean }
  | { type: "typed"; text: string }
  | { type: "pasted"; characters: number }
  | { type: "agreed" }
  | { type: "started" }
  | { type: "progress"; run: Run }
  | { type: "over"; over: Over }
  | { type: "planning" }
  | { type: "planned"; plans: readonly PlanView[] }
  | { type: "saved"; name: string; shelf: ScriptShelfView }
  | { type: "failed"; error: ErrorBody }
  | { type: "calm" };

export function reduceScripts(state: ScriptsState, action: ScriptsAction): ScriptsState {
  switch (action.type) {
    case "shelf":
      return { ...state, shelf: action.shelf };
    case "draft":
      return isUntouched(state) ? { ...state, ...action.draft, opened: state.opened + 1 } : state;
    case "opened":
      return {
        ...NO_SCRIPTS,
        shelf: state.shelf,
        source: action.source,
        text: action.text,
        opened: state.opened + 1,
        kept: action.text,
        foreign: action.foreign,
      };
    case "typed":
      return { ...state, text: action.text };
    case "pasted":
      return action.characters > LONG_PASTE ? { ...state, foreign: true } : state;
    case "agreed":
      return { ...state, foreign: false };
    case "started":
      return {
        ...state,
        running: { state: "starting", asked: 0 },
        over: null,
        plans: null,
        planning: false,
        error: null,
      };
    case "progress":
      return state.running === null ? state : { ...state, running: action.run };
    case "over":
      return { ...state, running: null, over: action.over };
    case "planning":
      return { ...state, planning: true, error: null };
    case "planned":
      return { ...state, planning: false, plans: action.plans };
    case "saved":
      return {
        ...state,
        shelf: action.shelf,
        source: { kind: "saved", name: action.name },
        kept: state.text,
        error: null,
      };
    case "failed":
      return { ...state, planning: false, error: action.error };
    case "calm":
      return { ...state, error: null };
  }
}

/** The script in the editor, as it is kept while the browser runs. */
export interface ScriptDraft {
  source: Source;
  text: string;
  kept: string;
  foreign: boolean;
}

/** Null where the editor holds what a fresh one does. */
export function draftOf(state: ScriptsState): ScriptDraft | null {
  const { source, text, kept, foreign } = state;
  return isUntouched(state) ? null : { source, text, kept, foreign };
}

function isUntouched({ source, text }: ScriptsState): boolean {
  return source.kind === "new" && text === FIRST_TEXT;
}

export function isUnsaved({ text, kept }: ScriptsState): boolean {
  return text !== kept;
}

/** The sentence and the line of what went wrong; null where nothing did. */
export function troubleOf(over: Over | null): { message: string; hint: string; line: number | null } | null {
  if (over === null) return null;
  if (over.how !== "ended") return { message: over.message, hint: "", line: null };
  return over.end?.trouble ?? null;
}

/** What the script is called on the shelf, in a file's name and in a preview's title. */
export function nameOf(source: Source): string {
  switch (source.kind) {
    case "new":
      return "";
    case "example":
      return source.title;
    case "saved":
    case "file":
      return source.name;
  }
}

/** A name for a file: no characters that file systems refuse. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} _-]+/gu, "").trim().replace(/ +/g, "-").toLowerCase();
  return `${plain === "" ? "script" : plain.slice(0, 60)}.py`;
}
