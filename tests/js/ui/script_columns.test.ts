import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import type { SalesExportForm, SavedScriptView } from "../../../extension/shared/protocol.d.ts";
import { SALES_EXPORT_INITIAL } from "../../../extension/sidepanel/sales/export.ts";
import {
  currentSamples,
  makeColumns,
  marksOf,
  nextUnasked,
  partsOf,
  sampleOf,
  scriptKeys,
  scriptOf,
} from "../../../extension/sidepanel/sales/script_columns.ts";
import type { Handing } from "../../../extension/sidepanel/sales/script_columns.ts";
import type { RuleAnswers } from "../../../extension/sidepanel/scripts/rules.ts";

const MARGIN: SavedScriptView = {
  name: "Margin",
  text: "def cell(s): return 1",
  saved_at_ms: 1,
  roles: ["cell"],
  is_foreign: false,
};
const OTHER: SavedScriptView = { ...MARGIN, name: "Other", text: "def cell(s): return 2" };
const FORM: SalesExportForm = {
  ...SALES_EXPORT_INITIAL.form,
  preset: "own",
  columns: ["email", "script:Margin", "script:Other"].map((key) => ({ key, title: "" })),
};

function answers(values: (string | number | null)[]): RuleAnswers {
  return { role: "cell", kind: "text", keys: values.map((_, at) => `s${at}`), values, currencies: [] };
}

interface Said {
  rig: ReturnType<typeof ports>;
  commands: AnyCommand[];
  api: Api;
}

function ports(given: Readonly<Record<string, RuleAnswers | null>>, stopsAfter = Infinity) {
  const handings: (Handing | null)[] = [];
  const asked: string[] = [];
  const answered: string[] = [];
  return {
    handings,
    asked,
    answered,
    ask: async (script: SavedScriptView) => {
      asked.push(script.name);
      return given[script.name] ?? null;
    },
    handed: (handing: Handing | null) => void handings.push(handing),
    heard: (key: string) => void answered.push(key),
    isStopped: () => handings.length > stopsAfter,
  };
}

function rig(given: Readonly<Record<string, RuleAnswers | null>>, stopsAfter = Infinity, saved = [MARGIN, OTHER]): Said {
  const commands: AnyCommand[] = [];
  const api = {
    request: async (command: AnyCommand) => {
      commands.push(command);
      if (command.op === "sales.script_columns") {
        return { made: command.names.map((name, at) => ({ key: `script:${name}`, column_id: at + 7 })) };
      }
      return command.op === "script.rules" ? { scripts: saved } : {};
    },
  } as unknown as Api;
  return { rig: ports(given, stopsAfter), commands, api };
}

function make({ rig: { ask, handed, heard, isStopped }, api }: Said, form = FORM) {
  return makeColumns(api, form, { ask, handed, answered: heard, isStopped });
}

test("columns of scripts are known by their keys, and only among own columns", () => {
  assert.deepEqual([scriptOf("script:a:b"), scriptOf("email")], ["a:b", null]);
  assert.deepEqual(scriptKeys(FORM), ["script:Margin", "script:Other"]);
  assert.deepEqual(scriptKeys({ ...FORM, preset: "simple" }), []);
});

test("a sample counts as long as script, sales and reading are the same", () => {
  const marks = marksOf(FORM, [MARGIN], 5);
  assert.deepEqual([...marks.keys()], ["script:Margin"]);
  const sample = sampleOf("script:Margin", answers(["a", "b", "c"]), 2);
  assert.deepEqual(sample, { key: "script:Margin", kind: "text", sale_ids: ["s0", "s1"], cells: ["a", "b"] });
  const known = { "script:Margin": { mark: marks.get("script:Margin") ?? "", sample } };
  assert.equal(nextUnasked(marks, {}), "script:Margin");
  assert.equal(nextUnasked(marks, known), null);
  assert.deepEqual(currentSamples(marks, known), [sample]);
  const renamed = { ...FORM, columns: FORM.columns.map((column) => ({ ...column, title: "x" })) };
  assert.deepEqual(currentSamples(marksOf(renamed, [MARGIN], 5), known), [sample]);
  for (const changed of [
    marksOf(FORM, [{ ...MARGIN, text: "def cell(s): return 3" }], 5),
    marksOf({ ...FORM, filter: { ...FORM.filter, text: "x" } }, [MARGIN], 5),
    marksOf(FORM, [MARGIN], 6),
  ]) {
    assert.equal(nextUnasked(changed, known), "script:Margin");
    assert.deepEqual(currentSamples(changed, known), []);
  }
});

test("a script that gave no answer is not asked by itself again", () => {
  const marks = marksOf(FORM, [MARGIN], 5);
  const known = { "script:Margin": { mark: marks.get("script:Margin") ?? "", sample: null } };
  assert.equal(nextUnasked(marks, known), null);
  assert.deepEqual(currentSamples(marks, known), []);
});

test("answers go in parts that are not too many and not too long, and come back together the same", () => {
  const few = [...partsOf(answers([]))];
  assert.deepEqual(few, [{ sale_ids: [], cells: [], is_last: true }]);
  const many = [...partsOf(answers(Array.from({ length: 12_000 }, (_, at) => at)))];
  assert.deepEqual(many.map(({ cells }) => cells.length), [5_000, 5_000, 2_000]);
  assert.deepEqual(many.map(({ is_last }) => is_last), [false, false, true]);
  const long = answers(Array.from({ length: 9 }, (_, at) => String(at).repeat(400_000)));
  const parts = [...partsOf(long)];
  assert.deepEqual(parts.map(({ cells }) => cells.length), [3, 3, 3]);
  assert.deepEqual(parts.flatMap(({ cells }) => cells), long.values);
  assert.deepEqual(parts.flatMap(({ sale_ids }) => sale_ids), long.keys);
});

test("every script is asked about the whole filter, and its answers are handed over", async () => {
  const said = rig({ Margin: answers(["a", null]), Other: answers(["1"]) });
  const made = await make(said);
  assert.deepEqual(made, [
    { key: "script:Margin", column_id: 7 },
    { key: "script:Other", column_id: 8 },
  ]);
  assert.deepEqual(said.commands, [
    { op: "script.rules" },
    { op: "sales.script_columns", names: ["Margin", "Other"] },
    { op: "sales.script_cells", column_id: 7, kind: "text", sale_ids: ["s0", "s1"], cells: ["a", null], is_last: true },
    { op: "sales.script_cells", column_id: 8, kind: "text", sale_ids: ["s0"], cells: ["1"], is_last: true },
  ]);
  assert.deepEqual(said.rig.answered, ["script:Margin", "script:Other"]);
  assert.deepEqual(said.rig.handings.at(-1), null);
});

test("a form without scripts asks nothing", async () => {
  const said = rig({});
  assert.deepEqual(await make(said, SALES_EXPORT_INITIAL.form), []);
  assert.deepEqual(said.commands, []);
});

test("no answer, a script that is gone and a stop end it without a file", async () => {
  const silent = rig({ Margin: answers(["a"]), Other: null });
  assert.equal(await make(silent), null);
  const gone = rig({ Margin: answers(["a"]) }, Infinity, [OTHER]);
  assert.equal(await make(gone), null);
  assert.deepEqual(gone.rig.asked, []);
  const stopped = rig({ Margin: answers(["a"]), Other: answers(["b"]) }, 0);
  assert.equal(await make(stopped), null);
  assert.deepEqual(stopped.rig.asked, ["Margin"]);
  for (const { rig: { handings } } of [silent, gone, stopped]) assert.equal(handings.at(-1), null);
});
