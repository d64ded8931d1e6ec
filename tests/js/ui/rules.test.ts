import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { CompletionContext } from "@codemirror/autocomplete";

import type { ScriptListener, ScriptOver } from "../../../extension/script/run.ts";
import type { Api } from "../../../extension/shared/api.ts";
import type { Entry, SavedScriptView } from "../../../extension/shared/protocol.d.ts";
import { EMPTY_SALES_FILTER } from "../../../extension/sidepanel/sales/overview.ts";
import { ours } from "../../../extension/sidepanel/script_editor.ts";
import { NO_RULE, ruleActions } from "../../../extension/sidepanel/scripts/rules.ts";
import type { RuleState, RuleTask } from "../../../extension/sidepanel/scripts/rules.ts";
import { refused, settled } from "./rig.ts";

const TASK: RuleTask = { role: "choose", product_ids: [], sales: EMPTY_SALES_FILTER, most: null };
const ANSWERS = { role: "choose", kind: "text", keys: ["a"], values: [], currencies: [] };

function saved(changes: Partial<SavedScriptView> = {}): SavedScriptView {
  return {
    name: "Mine",
    text: "def choose(p): return True",
    saved_at_ms: 1,
    is_foreign: false,
    roles: ["choose"],
    ...changes,
  };
}

function bench(answer: (command: unknown) => unknown = () => ({ scripts: [] })) {
  const seen = { asked: [] as unknown[], started: [] as string[], stopped: 0 };
  const rig = { state: NO_RULE as RuleState, busy: false, listener: null as ScriptListener | null };
  const api = {
    async request(command: unknown) {
      seen.asked.push(command);
      await Promise.resolve();
      return answer(command);
    },
  } as unknown as Api;
  const rule = ruleActions(api, (state) => (rig.state = state), {
    start(text, listener, task) {
      seen.started.push(`${text} ${(JSON.parse(task) as RuleTask).role}`);
      rig.listener = listener;
    },
    stop: () => (seen.stopped += 1),
    busy: () => rig.busy,
    busyText: () => "busy",
  });
  return { rig, rule, seen };
}

function over(end: unknown, how: ScriptOver["how"] = "ended", message = ""): ScriptOver {
  return { how, end: end === null ? null : JSON.stringify(end), message, ms: 3 } as ScriptOver;
}

function end(changes: Record<string, unknown> = {}): ScriptOver {
  return over({ items: [], changes: [], trouble: null, answers: ANSWERS, ...changes });
}

test("a script is asked, tells how far it is, and answers", async () => {
  const { rig, rule, seen } = bench();
  const asked = rule.ask(saved(), TASK);
  await settled();
  assert.deepEqual(seen.started, ["def choose(p): return True choose"]);
  assert.deepEqual(rig.state.asking?.run, { state: "starting", asked: 0 });
  rig.listener?.onProgress?.({ state: "running", asked: 4 });
  assert.equal(rig.state.asking?.run.asked, 4);
  rule.stop();
  assert.equal(seen.stopped, 1);
  rig.listener?.onEnd(end());
  assert.deepEqual(await asked, ANSWERS);
  assert.deepEqual(rig.state, NO_RULE);
  rule.stop();
  assert.equal(seen.stopped, 1);
});

test("a script that fails gives no answer and leaves its trouble, which can be put away", async () => {
  const { rig, rule } = bench();
  const asked = rule.ask(saved(), TASK);
  await settled();
  rig.listener?.onEnd(end({ trouble: { message: "Ink: no.", hint: "Look.", line: 2 }, answers: null }));
  assert.equal(await asked, null);
  assert.deepEqual(rig.state.trouble, { script: saved(), message: "Ink: no.", hint: "Look.", line: 2 });
  rule.calm();
  assert.deepEqual(rig.state, NO_RULE);
});

test("a script that was stopped gives no answer and no trouble; one that broke down says so", async () => {
  const { rig, rule } = bench();
  const stopped = rule.ask(saved(), TASK);
  await settled();
  rig.listener?.onEnd(over(null, "stopped", "Stopped."));
  assert.equal(await stopped, null);
  assert.deepEqual(rig.state, NO_RULE);
  const broken = rule.ask(saved(), TASK);
  await settled();
  rig.listener?.onEnd(over(null, "broken", "It broke."));
  assert.equal(await broken, null);
  assert.equal(rig.state.trouble?.message, "It broke.");
});

test("while another script runs none is asked", async () => {
  const { rig, rule, seen } = bench();
  rig.busy = true;
  assert.equal(await rule.ask(saved(), TASK), null);
  assert.equal(rig.state.trouble?.message, "busy");
  assert.deepEqual(seen.started, []);
});

test("a script from outside is agreed to once; another text of that name is asked about again", async () => {
  const { rig, rule, seen } = bench();
  const given = saved({ is_foreign: true });
  const no = rule.ask(given, TASK);
  assert.equal(rig.state.agreeing, given);
  rule.answer(false);
  assert.equal(await no, null);
  assert.deepEqual([seen.asked, seen.started], [[], []]);
  const yes = rule.ask(given, TASK);
  rule.answer(true);
  await settled();
  assert.deepEqual(seen.asked, [{ op: "script.agree", name: "Mine", text: given.text }]);
  rig.listener?.onEnd(end());
  assert.deepEqual(await yes, ANSWERS);
  const again = rule.ask(given, TASK);
  await settled();
  assert.equal(seen.started.length, 2);
  rig.listener?.onEnd(end());
  await again;
  const other = rule.ask(saved({ is_foreign: true, text: "def choose(p): return False" }), TASK);
  assert.equal(rig.state.agreeing?.text, "def choose(p): return False");
  rule.stop();
  assert.equal(await other, null);
});

test("a question that nobody answered ends with the next, and a script that began meanwhile is not stopped", async () => {
  const { rig, rule, seen } = bench();
  const first = rule.ask(saved({ is_foreign: true }), TASK);
  const second = rule.ask(saved({ is_foreign: true }), TASK);
  assert.equal(await first, null);
  rig.busy = true;
  rule.answer(true);
  assert.equal(await second, null);
  assert.equal(rig.state.trouble?.message, "busy");
  assert.deepEqual(seen.started, []);
});

test("a word that cannot be kept is told, and the script does not run", async () => {
  const { rig, rule, seen } = bench(refused({ message: "The store is full.", hint: "Free some." }));
  const asked = rule.ask(saved({ is_foreign: true }), TASK);
  rule.answer(true);
  assert.equal(await asked, null);
  assert.equal(rig.state.trouble?.hint, "Free some.");
  assert.deepEqual(seen.started, []);
});

function at(text: string): CompletionContext {
  return {
    pos: text.length,
    explicit: false,
    matchBefore(pattern: RegExp) {
      const found = new RegExp(`(?:${pattern.source})$`, pattern.flags).exec(text);
      return found === null ? null : { from: found.index, to: text.length, text: found[0] };
    },
  } as unknown as CompletionContext;
}

test("behind def the functions that other tools ask are offered, whole", () => {
  const entry = (owner: string, name: string, signature: string): Entry => ({
    owner,
    name,
    signature,
    about: `About ${name}.`,
    example: "",
  });
  const complete = ours([entry("def", "choose", "def choose(p)"), entry("shop", "sales", "shop.sales()"), entry("", "days", "days(n)")]);
  const found = complete(at("x = 1\ndef ch"));
  assert.equal(found?.from, 10);
  assert.deepEqual(
    found?.options.map(({ label, apply, detail }) => [label, apply, detail]),
    [["choose", "choose(p)", ""]],
  );
  assert.equal(complete(at("def "))?.from, 4);
  assert.deepEqual(
    complete(at("da"))?.options.map(({ label }) => label),
    ["shop", "plan", "days"],
  );
  assert.deepEqual(
    complete(at("shop.s"))?.options.map(({ label }) => label),
    ["sales"],
  );
  assert.equal(complete(at("x = ")), null);
});
