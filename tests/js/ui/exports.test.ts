import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import type { ExportView } from "../../../extension/shared/protocol.d.ts";
import {
  NO_EXPORTS,
  choiceOf,
  exportAsker,
  optionsOf,
  withExport,
} from "../../../extension/sidepanel/exports/state.ts";
import type { ExportState } from "../../../extension/sidepanel/exports/state.ts";
import { minutesOf, zoneNames, zoneOf } from "../../../extension/sidepanel/exports/zones.ts";

const NOW = Date.UTC(2026, 10, 26);

function view(id: string, change: Partial<ExportView> = {}): ExportView {
  return {
    export_id: id,
    kind: "sales",
    title: "Sales",
    name: `${id}.csv`,
    format: "csv",
    state: "done",
    rows: 1,
    total: 1,
    size: 10,
    file: `${id}.csv`,
    complete: null,
    sentence: "",
    created_at_ms: NOW,
    ended_at_ms: NOW,
    saved_at_ms: null,
    rows_per_second: null,
    left_s: null,
    message: "",
    hint: "",
    once: false,
    ...change,
  };
}

function rig(answer: (command: AnyCommand) => unknown) {
  const asked: AnyCommand[] = [];
  const states: ExportState[] = [];
  const saved: string[] = [];
  const api = {
    async request(command: AnyCommand) {
      asked.push(command);
      return answer(command);
    },
  } as unknown as Api;
  const files = {
    async open(name: string) {
      if (name === "gone.csv") throw new Error("The file is gone.");
      return new Blob([name]);
    },
    save: (name: string) => void saved.push(name),
  };
  const asker = exportAsker(api, files, () => NOW, (state) => states.push(state));
  return { asker, asked, saved, last: () => states.at(-1) ?? NO_EXPORTS };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a zone has the changes of its clocks, to the minute", () => {
  const berlin = zoneOf("Europe/Berlin", NOW);
  const changes = berlin.changes ?? [];
  assert.equal(changes[0]?.ahead_minutes, 60);
  assert.ok(changes.some(({ from_ms, ahead_minutes }) => from_ms === Date.UTC(2026, 9, 25, 1) && ahead_minutes === 60));
  assert.ok(changes.some(({ from_ms, ahead_minutes }) => from_ms === Date.UTC(2026, 2, 29, 1) && ahead_minutes === 120));
  assert.deepEqual(zoneOf("Asia/Kolkata", NOW).changes, [{ from_ms: Date.UTC(2011, 0, 1), ahead_minutes: 330 }]);
  assert.deepEqual(zoneOf("Nowhere/Land", NOW), { name: "UTC", changes: [] });
  assert.deepEqual([minutesOf("GMT"), minutesOf("GMT-02:30"), minutesOf("")], [0, -150, 0]);
  assert.ok(zoneNames().includes("UTC"));
  assert.equal(new Set(zoneNames()).size, zoneNames().length);
});

test("a choice and its options are the same one", () => {
  const choice = { ...NO_EXPORTS.choice, format: "xlsx" as const, zone: "Asia/Tokyo" };
  assert.deepEqual(choiceOf(optionsOf(choice, NOW)), choice);
});

test("a newer state takes the place of the older one", () => {
  const list = withExport([view("a"), view("b")], view("b", { rows: 7 }));
  assert.deepEqual(list.map(({ export_id, rows }) => [export_id, rows]), [["a", 1], ["b", 7]]);
  assert.equal(withExport(list, view("c"))[0]?.export_id, "c");
});

test("the list is read, goes on by events, and begins with the last options", async () => {
  const { asker, last } = rig(() => ({ exports: [view("a")], options: { format: "jsonl", bom: false } }));
  asker.read();
  await settled();
  assert.equal(last().choice.format, "jsonl");
  asker.choose({ format: "csv" });
  asker.heard({ type: "export.progressed", export: view("a", { state: "writing", rows: 0 }) });
  assert.equal(last().exports?.[0]?.state, "writing");
  asker.read();
  await settled();
  assert.equal(last().choice.format, "csv");
});

test("what is begun stands in the list at once, with whole options", async () => {
  const { asker, asked, last } = rig(() => view("new", { state: "waiting" }));
  const begun = await asker.begin(async (options) => {
    assert.equal(options.format, "csv");
    return view("new", { state: "waiting" });
  });
  assert.equal(begun.export_id, "new");
  assert.equal(last().exports?.length, 1);
  assert.deepEqual(asked, []);
  await assert.rejects(asker.begin(() => Promise.reject(new Error("no"))), /no/);
});

test("a file is handed over and the core is told; one that is gone is a sentence", async () => {
  const { asker, asked, saved, last } = rig(({ op }) =>
    op === "export.note" ? { name: "a.csv.txt", mime: "text/plain", text: "x" } : { exports: [], options: {} },
  );
  asker.download(view("a"));
  asker.note(view("a"));
  await settled();
  assert.deepEqual(saved.sort(), ["a.csv", "a.csv.txt"]);
  assert.ok(asked.some(({ op }) => op === "export.saved"));
  asker.download(view("gone"));
  await settled();
  assert.equal(last().error?.message, "The file is gone.");
});

test("another shop has other exports", async () => {
  const { asker, last } = rig(() => ({ exports: [view("b")], options: {} }));
  const account = { account: { account_id: "x" } } as unknown as Extract<
    Parameters<typeof asker.heard>[0],
    { type: "account.changed" }
  >["status"];
  asker.heard({ type: "account.changed", status: account });
  await settled();
  assert.deepEqual(last().exports?.map(({ export_id }) => export_id), ["b"]);
  for (const op of ["stop", "resume", "again", "remove"] as const) asker[op]("b");
  await settled();
  asker.heard({ type: "account.changed", status: { account: null } });
  assert.equal(last().exports, null);
});
