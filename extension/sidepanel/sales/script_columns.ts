/** Columns that scripts fill: what they answered for the first rows, and all their answers handed over for a file. */

import type { Api } from "../../shared/api.ts";
import type {
  MadeColumn,
  SalesExportForm,
  SalesScriptCells,
  SavedScriptView,
  ScriptSample,
} from "../../shared/protocol.d.ts";
import type { RuleActions, RuleAnswers } from "../scripts/rules.ts";

const PREFIX = "script:";
const CELLS_AT_ONCE = 5_000;
const CHARACTERS_AT_ONCE = 1_000_000;

/** What a script answered for the first rows of what `mark` says, or that it gave no answer to that. */
export interface Sampled {
  mark: string;
  sample: ScriptSample | null;
}

export type Samples = Readonly<Record<string, Sampled>>;

/** The script that fills the column of that key; null where none does. */
export function scriptOf(key: string): string | null {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;
}

/** The keys of the columns that scripts fill. */
export function scriptKeys({ preset, columns }: SalesExportForm): readonly string[] {
  return preset === "own" ? columns.map(({ key }) => key).filter((key) => scriptOf(key) !== null) : [];
}

/** What the first rows of a script's column depend on: its text, the chosen sales, and how those were last read. */
export function markOf(script: SavedScriptView, { filter }: SalesExportForm, readAt: number | null): string {
  return JSON.stringify([script.name, script.text, filter, readAt]);
}

/** The marks of a form's columns of scripts that are saved, by their keys. */
export function marksOf(
  form: SalesExportForm,
  scripts: readonly SavedScriptView[],
  readAt: number | null,
): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const key of scriptKeys(form)) {
    const script = scripts.find(({ name }) => name === scriptOf(key));
    if (script !== undefined) marks.set(key, markOf(script, form, readAt));
  }
  return marks;
}

/** The samples that are still of what the marks say. */
export function currentSamples(marks: ReadonlyMap<string, string>, samples: Samples): ScriptSample[] {
  return [...marks].flatMap(([key, mark]) => {
    const found = samples[key];
    return found?.mark === mark && found.sample !== null ? [found.sample] : [];
  });
}

/** The first column whose script was not asked yet about what is shown now; null where all were. */
export function nextUnasked(marks: ReadonlyMap<string, string>, samples: Samples): string | null {
  return [...marks].find(([key, mark]) => samples[key]?.mark !== mark)?.[0] ?? null;
}

export function sampleOf(key: string, { kind, keys, values }: RuleAnswers, most: number): ScriptSample {
  return { key, kind, sale_ids: keys.slice(0, most), cells: values.slice(0, most) };
}

type Cells = Pick<SalesScriptCells, "sale_ids" | "cells" | "is_last">;

/** A script's answers in parts that are not too much for one command; at least one of them. */
export function* partsOf({ keys, values }: RuleAnswers): Generator<Cells> {
  let from = 0;
  do {
    let to = from;
    let characters = 0;
    while (to < keys.length && to - from < CELLS_AT_ONCE && (characters < CHARACTERS_AT_ONCE || to === from)) {
      const value = values[to];
      characters += typeof value === "string" ? value.length : 0;
      to += 1;
    }
    yield { sale_ids: keys.slice(from, to), cells: values.slice(from, to), is_last: to === keys.length };
    from = to;
  } while (from < keys.length);
}

export interface Handing {
  script: SavedScriptView;
  done: number;
  total: number;
}

export interface MakingPorts {
  ask: RuleActions["ask"];
  /** Hears how far the answers of a script are handed over, and of all of them in the end. */
  handed: (handing: Handing | null) => void;
  answered: (key: string, script: SavedScriptView, answers: RuleAnswers) => void;
  isStopped: () => boolean;
}

/** Ask every script of a form about all of its sales, and hand the answers over; null where there is an answer less. */
export async function makeColumns(
  api: Api,
  form: SalesExportForm,
  { ask, handed, answered, isStopped }: MakingPorts,
): Promise<MadeColumn[] | null> {
  const names = scriptKeys(form).map((key) => scriptOf(key) ?? "");
  if (names.length === 0) return [];
  const { scripts } = await api.request({ op: "script.rules" });
  const { made } = await api.request({ op: "sales.script_columns", names });
  try {
    for (const { key, column_id } of made) {
      const script = scripts.find(({ name }) => name === scriptOf(key));
      const answers =
        script === undefined
          ? null
          : await ask(script, { role: "cell", product_ids: [], sales: form.filter, most: null });
      if (script === undefined || answers === null || isStopped()) return null;
      let done = 0;
      for (const part of partsOf(answers)) {
        handed({ script, done, total: answers.keys.length });
        await api.request({ op: "sales.script_cells", column_id, kind: answers.kind, ...part });
        if (isStopped()) return null;
        done += part.sale_ids.length;
      }
      answered(key, script, answers);
    }
  } finally {
    handed(null);
  }
  return made;
}
