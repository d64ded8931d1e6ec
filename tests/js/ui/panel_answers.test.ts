import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand } from "../../../extension/shared/api.ts";
import type { FindingView, PlanView } from "../../../extension/shared/protocol.d.ts";
import { questionsOf } from "../../../extension/sidepanel/plan_state.ts";
import { EMPTY_FORM } from "../../../extension/sidepanel/state.ts";
import type { PanelState } from "../../../extension/sidepanel/state.ts";
import { panel, refused } from "./rig.ts";
import { plan, planRow } from "./samples.ts";

const QUESTION: FindingView = {
  code: "big_change",
  severity: "block",
  text: "1 price would change by more than 50 %.",
  ask: "Yes, change this price that much",
  keys: ["a"],
  accepted: false,
  typed: "",
};

function asking(digest: string, accepted: boolean): PlanView {
  return plan(digest, [planRow("a")], { findings: [{ ...QUESTION, accepted }], blocked: !accepted, form: EMPTY_FORM });
}

function answers({ plan: shown }: PanelState): readonly boolean[] {
  return shown === null ? [] : questionsOf(shown).map((finding) => finding.accepted);
}

test("an answer is ticked at once and holds when the core takes it", async () => {
  const { started, store, act, place } = panel("#prices", {
    "plan.price": asking("digest-1", false),
    "plan.accept": asking("digest-2", true),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  const answered = act.accept(["big_change"]);
  assert.deepEqual(answers(store.get()), [true]);
  assert.equal(store.get().plan?.busy, true);
  await answered;
  assert.deepEqual(answers(store.get()), [true]);
  assert.equal(store.get().plan?.busy, false);
  assert.equal(place.hash, "#prices?plan=digest-2");
});

test("an answer that does not arrive is taken back, with a sentence", async () => {
  const { started, store, act } = panel("#prices", {
    "plan.price": asking("digest-1", false),
    "plan.accept": refused({ message: "Gumsmith was restarted. Nothing was changed." }),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  await act.accept(["big_change"]);
  assert.deepEqual(answers(store.get()), [false]);
  assert.equal(store.get().plan?.error?.message, "Gumsmith was restarted. Nothing was changed.");
});

test("a row unticked while an answer is on its way loses neither", async () => {
  let refines = "";
  const { started, store, act, runTimers } = panel("#prices", {
    "plan.price": (command: AnyCommand) => {
      refines = command.op === "plan.price" ? command.refines : "";
      return asking(refines === "" ? "digest-1" : "digest-3", refines !== "");
    },
    "plan.accept": asking("digest-2", true),
  });
  await started();
  store.dispatch({ type: "choose", ids: ["a"] });
  await act.preview();
  const answered = act.accept(["big_change"]);
  act.tickRows(["b"], false);
  await answered;
  assert.deepEqual(store.get().plan?.draft?.unticked, ["b"]);
  await runTimers();
  assert.equal(refines, "digest-2");
  assert.equal(store.get().plan?.digest, "digest-3");
  assert.deepEqual(answers(store.get()), [true]);
});
