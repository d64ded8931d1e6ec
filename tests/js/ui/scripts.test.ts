import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { ScriptListener, ScriptOver } from "../../../extension/script/run.ts";
import type { Api } from "../../../extension/shared/api.ts";
import type { PlanView, ScriptShelfView } from "../../../extension/shared/protocol.d.ts";
import { LONGEST_FILE, scriptsActions } from "../../../extension/sidepanel/scripts/actions.ts";
import {
  FIRST_TEXT,
  LONG_PASTE,
  NO_SCRIPTS,
  fileName,
  isUnsaved,
  nameOf,
  reduceScripts,
  troubleOf,
} from "../../../extension/sidepanel/scripts/state.ts";
import type { ScriptEnd, ScriptsState } from "../../../extension/sidepanel/scripts/state.ts";
import { refused, settled } from "./rig.ts";

const SHELF = { saved: [], examples: [], reference: [] } as ScriptShelfView;
const CHANGE = { kind: "publish", product_id: "a", published: false } as const;

function bench(answer: (command: { op: string; name?: string; text?: string; title?: string }) => unknown = () => SHELF) {
  let state: ScriptsState = NO_SCRIPTS;
  let listener: ScriptListener | null = null;
  const seen = { asked: [] as string[], started: [] as string[], stopped: 0, shown: [] as string[], files: [] as string[] };
  const api = {
    request: async (command: { op: string }) => {
      seen.asked.push(JSON.stringify(command));
      await Promise.resolve();
      return answer(command);
    },
  } as unknown as Api;
  const tool = scriptsActions(
    api,
    () => state,
    (action) => {
      state = reduceScripts(state, action);
    },
    {
      start(text, told) {
        seen.started.push(text);
        listener = told;
      },
      stop: () => (seen.stopped += 1),
      show: (plan) => seen.shown.push(plan.digest),
      saveFile: (name, mime, text) => seen.files.push(`${name} ${mime} ${text}`),
      tooLong: () => "too long",
    },
  );
  return { ...tool, seen, state: () => state, tell: () => listener as unknown as ScriptListener };
}

function end(changes: readonly unknown[] = [], trouble: ScriptEnd["trouble"] = null): ScriptOver {
  return { how: "ended", end: JSON.stringify({ items: [], changes, trouble }), message: "", ms: 12 };
}

function plans(...digests: string[]) {
  return { plans: digests.map((digest) => ({ digest }) as PlanView) };
}

test("a script runs once at a time, tells how far it is, and leaves its output", async () => {
  const tool = bench();
  tool.run();
  tool.run();
  assert.deepEqual(tool.seen.started, [FIRST_TEXT]);
  tool.tell().onProgress?.({ state: "running", asked: 3 });
  assert.deepEqual(tool.state().running, { state: "running", asked: 3 });
  tool.stop();
  assert.equal(tool.seen.stopped, 1);
  tool.tell().onEnd(end());
  await settled();
  assert.equal(tool.state().running, null);
  assert.equal(tool.state().over?.ms, 12);
  assert.deepEqual(tool.seen.asked, []);
  tool.tell().onProgress?.({ state: "running", asked: 4 });
  assert.equal(tool.state().running, null);
});

test("what a script wants becomes a plan, and one plan opens as its preview", async () => {
  const tool = bench(() => plans("one"));
  tool.open({ kind: "saved", name: "Mine" }, "x = 1", false);
  tool.run();
  tool.tell().onEnd(end([CHANGE]));
  await settled();
  assert.deepEqual(JSON.parse(tool.seen.asked[0] ?? ""), { op: "plan.script", changes: [CHANGE], title: "Mine" });
  assert.deepEqual(tool.seen.shown, ["one"]);
});

test("two plans wait to be looked at one after the other", async () => {
  const tool = bench(() => plans("one", "two"));
  tool.run();
  tool.tell().onEnd(end([CHANGE]));
  await settled();
  assert.deepEqual(tool.seen.shown, []);
  assert.deepEqual(
    tool.state().plans?.map(({ digest }) => digest),
    ["one", "two"],
  );
});

test("a plan that comes after the next start is not shown", async () => {
  const tool = bench(() => plans("one"));
  tool.run();
  tool.tell().onEnd(end([CHANGE]));
  tool.run();
  await settled();
  assert.deepEqual(tool.seen.shown, []);
  assert.equal(tool.state().plans, null);
});

test("nothing is planned of a script that went wrong or was stopped", async () => {
  const tool = bench();
  for (const over of [
    end([CHANGE], { message: "Line", hint: "", line: 2 }),
    { how: "stopped", end: null, message: "Stopped.", ms: 5 } as const,
  ]) {
    tool.run();
    tool.tell().onEnd(over);
    await settled();
  }
  assert.deepEqual(tool.seen.asked, []);
  assert.deepEqual(troubleOf(tool.state().over), { message: "Stopped.", hint: "", line: null });
});

test("a refused plan is told and can be tried again", async () => {
  const tool = bench(refused({ code: "changed" }));
  tool.run();
  tool.tell().onEnd(end([CHANGE]));
  await settled();
  assert.equal(tool.state().error?.code, "changed");
  assert.equal(tool.state().planning, false);
  tool.run();
  assert.equal(tool.state().error, null);
});

test("long pastes and files are from outside until they are agreed to", async () => {
  const tool = bench();
  tool.pasted(LONG_PASTE);
  assert.equal(tool.state().foreign, false);
  tool.pasted(LONG_PASTE + 1);
  assert.equal(tool.state().foreign, true);
  tool.agree();
  assert.equal(tool.state().foreign, false);
  await tool.openFile(new File(["\ufeffprint(1)\r\nprint(2)"], "given.py"));
  assert.deepEqual(
    [tool.state().foreign, tool.state().text, tool.state().source],
    [true, "print(1)\nprint(2)", { kind: "file", name: "given" }],
  );
  await tool.openFile(new File(["#".repeat(LONGEST_FILE + 1)], "long.py"));
  await tool.openFile(new File(["#".repeat(LONGEST_FILE * 4 + 1)], "longer.py"));
  assert.equal(tool.state().error?.message, "too long");
  assert.equal(tool.state().text, "print(1)\nprint(2)");
});

test("saving keeps the text under its name", async () => {
  const tool = bench(({ name }) => (name === "" ? refused({ code: "script_name", fields: { name: "Give it a name." } })() : SHELF));
  tool.typed("x = 2");
  assert.equal(isUnsaved(tool.state()), true);
  assert.equal(await tool.save(""), false);
  assert.equal(tool.state().error?.fields.name, "Give it a name.");
  assert.equal(await tool.save("  My   script "), true);
  assert.equal(isUnsaved(tool.state()), false);
  assert.deepEqual(tool.state().source, { kind: "saved", name: "My script" });
  tool.download();
  assert.deepEqual(tool.seen.files, ["my-script.py text/x-python;charset=utf-8 x = 2"]);
});

test("the shelf is read, and scripts leave it", async () => {
  const tool = bench();
  await tool.readShelf();
  await tool.remove("Mine");
  assert.equal(tool.state().shelf, SHELF);
  const broken = bench(refused({ code: "down" }));
  await broken.readShelf();
  await broken.remove("Mine");
  assert.equal(broken.state().error?.code, "down");
});

test("names of sources and files", () => {
  assert.equal(nameOf({ kind: "new" }), "");
  assert.equal(nameOf({ kind: "example", name: "a", title: "A b" }), "A b");
  assert.equal(fileName("Slow sellers get 20 % off, with a .99 ending"), "slow-sellers-get-20-off-with-a-99-ending.py");
  assert.equal(fileName("///"), "script.py");
});
