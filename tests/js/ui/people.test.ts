import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  EMPTY_SUBSCRIBERS,
  NO_SUBSCRIBERS,
  keptAsker,
  mayNotReadPayouts,
  readsPayouts,
  readsSubscribers,
  subscriberConditions,
} from "../../../extension/sidepanel/sales/people.ts";

interface Sync {
  state: string;
}
interface View {
  sync: Sync;
  found: string;
}
type Form = string;

function rig(list: (form: Form) => Promise<View>) {
  const states: { form: Form; view: View | null; asking: boolean; error: { message: string } | null }[] = [];
  const asker = keptAsker<Form, View, Sync>(
    { form: "first", view: null, asking: false, error: null },
    {
      list,
      sync: async (form) => {
        if (form === "bad") throw new Error("Not today.");
        return { state: "reading" };
      },
      stop: async () => ({ state: "stopped" }),
      isReading: ({ state }) => state === "reading",
    },
    (state) => states.push(state),
  );
  const last = () => states.at(-1);
  return { asker, last };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const found = async (form: Form): Promise<View> => ({ sync: { state: "idle" }, found: form });

test("of two answers the one to the newer question counts", async () => {
  const waiting: (() => void)[] = [];
  const { asker, last } = rig(
    (form) => new Promise((resolve) => waiting.push(() => resolve({ sync: { state: "idle" }, found: form }))),
  );
  const older = asker.ask("older");
  const newer = asker.ask("newer");
  waiting[1]?.();
  await newer;
  waiting[0]?.();
  await older;
  assert.equal(last()?.view?.found, "newer");
  assert.equal(last()?.form, "newer");
});

test("an error is told, what was shown stays, and the next answer takes the error away", async () => {
  let broken = false;
  const { asker, last } = rig(async (form) => {
    if (broken) throw new Error("No answer.");
    return found(form);
  });
  await asker.ask();
  broken = true;
  await asker.ask("other");
  assert.equal(last()?.view?.found, "first");
  assert.match(last()?.error?.message ?? "", /\S/);
  broken = false;
  await asker.ask();
  assert.equal(last()?.error, null);
  assert.equal(last()?.view?.found, "other");
});

test("progress moves what is shown, and its end asks anew", async () => {
  let asked = 0;
  const { asker, last } = rig(async (form) => {
    asked += 1;
    return found(form);
  });
  await asker.ask();
  await asker.start();
  assert.equal(last()?.view?.sync.state, "reading");
  assert.equal(last()?.asking, false);
  assert.equal(asked, 1);
  asker.progressed({ state: "done" });
  await settled();
  assert.equal(asked, 2);
  await asker.stop();
  await settled();
  assert.equal(asked, 3);
});

test("a reading that is refused says why", async () => {
  const { asker, last } = rig(found);
  await asker.ask("bad");
  await asker.start();
  assert.equal(last()?.asking, false);
  assert.notEqual(last()?.error, null);
  asker.reset();
  assert.deepEqual([last()?.form, last()?.view, last()?.error], ["first", null, null]);
});

test("what counts as reading, as a condition, and as refused", () => {
  const sync = { products: 0, products_done: 0, subscribers: 0, to_look_up: 0, looked_up: 0, message: "", hint: "" };
  assert.equal(readsSubscribers({ ...sync, state: "looking_up" }), true);
  assert.equal(readsSubscribers({ ...sync, state: "done" }), false);
  const payouts = { what: "list" as const, done: 0, total: 0, refused: false, message: "", hint: "" };
  assert.equal(readsPayouts({ ...payouts, state: "reading" }), true);
  assert.equal(subscriberConditions(EMPTY_SUBSCRIBERS), 0);
  assert.equal(subscriberConditions({ ...NO_SUBSCRIBERS.form, standings: ["alive"], recurrences: [""] }), 2);
  assert.equal(mayNotReadPayouts(null), false);
});
