import assert from "node:assert/strict";
import { test } from "node:test";

import type { ErrorBody, PriceForm } from "../../../extension/shared/protocol.d.ts";
import { EMPTY_SALES_FILTER } from "../../../extension/sidepanel/sales/overview.ts";
import { askScript } from "../../../extension/sidepanel/script_prices.ts";
import type { AskScript } from "../../../extension/sidepanel/script_prices.ts";
import type { RuleAnswers, RuleTask } from "../../../extension/sidepanel/scripts/rules.ts";
import { EMPTY_FORM } from "../../../extension/sidepanel/state.ts";
import { ACCOUNT, CHECK, panel } from "./rig.ts";
import type { Answer } from "./rig.ts";
import { plan, planRow } from "./samples.ts";

const FORM: PriceForm = { ...EMPTY_FORM, mode: "script", script: "Summer" };
const PRICES = { a: { minor: "3996/5", currency: "usd" } };
const SAVED = { name: "Summer", text: "def price(p): ...", saved_at_ms: 1, is_foreign: false, roles: ["price"] };

async function withForm(answers: Parameters<typeof panel>[1] = {}) {
  const opened = panel("#prices", { "plan.price": plan("digest", [planRow("a")]), ...answers });
  await opened.started();
  opened.store.dispatch({ type: "choose", ids: ["c", "a"] });
  opened.store.dispatch({ type: "form", form: FORM });
  return opened;
}

type Opened = Awaited<ReturnType<typeof withForm>>;

const sent = ({ asked }: Opened): readonly PriceForm[] =>
  asked.flatMap((command) => (command.op === "plan.price" ? [command.form] : []));

test("a script is asked about the products chosen, anew for each preview, and its answers are in the plan alone", async () => {
  const questions: unknown[] = [];
  const ask: AskScript = async (...question) => {
    questions.push(question);
    return PRICES;
  };
  const opened = await withForm();
  await opened.act.preview(ask);
  await opened.act.preview(ask);
  assert.deepEqual(questions, [
    ["Summer", ["a", "c"]],
    ["Summer", ["a", "c"]],
  ]);
  assert.deepEqual(sent(opened), [
    { ...FORM, script_prices: PRICES },
    { ...FORM, script_prices: PRICES },
  ]);
  await opened.runTimers();
  assert.deepEqual(opened.store.get().form.form.script_prices, {});
  assert.deepEqual([opened.work.kept?.form.script, opened.work.kept?.form.script_prices], ["Summer", {}]);
});

test("nothing is planned where the script did not answer", async () => {
  const opened = await withForm();
  await opened.act.preview(async () => null);
  assert.deepEqual(sent(opened), []);
  assert.deepEqual([opened.place.hash, opened.store.get().form.building], ["#prices", false]);
});

test("a script is not asked while the form has mistakes", async () => {
  const opened = await withForm({ "plan.check": { ...CHECK, errors: { "floors.usd": "Type an amount." } } });
  await opened.act.preview(() => assert.fail("it was asked"));
  assert.deepEqual(opened.store.get().form.errors, { "floors.usd": "Type an amount." });
  assert.equal(opened.store.get().form.attempted, true);
});

test("answers about a shop that is not open any more are dropped", async () => {
  const opened = await withForm();
  await opened.act.preview(async () => {
    opened.store.dispatch({ type: "account", account: { ...ACCOUNT, account_id: "other" }, locked: false });
    return PRICES;
  });
  assert.deepEqual(sent(opened), []);
});

test("unticking a row keeps the answers and asks nobody", async () => {
  const form = { ...FORM, script_prices: PRICES };
  const opened = await withForm({ "plan.price": plan("digest", [planRow("a")], { form }) });
  await opened.act.preview(async () => PRICES);
  opened.act.tickRows(["a"], false);
  await opened.runTimers();
  assert.deepEqual(sent(opened).at(-1), { ...form, unticked: ["a"] });
});

test("a form kept by an earlier version is whole, and answers are never taken up", async () => {
  const { script: _script, script_prices: _prices, ...older } = { ...EMPTY_FORM, percent: "+12" };
  for (const form of [older as PriceForm, { ...FORM, script_prices: PRICES }]) {
    const opened = panel("#products");
    await opened.started();
    const { chosen, ...list } = opened.store.get().list;
    opened.store.dispatch({ type: "work", work: { ...list, account_id: "seller", chosen: [...chosen], form } });
    assert.deepEqual(opened.store.get().form.form, { ...EMPTY_FORM, ...form, script_prices: {} });
  }
});

async function askOf(rules: Answer, answers: RuleAnswers | null) {
  const tasks: RuleTask[] = [];
  const { api } = panel("#prices", { "script.rules": rules });
  const ask = askScript(
    api,
    async (_script, task) => {
      tasks.push(task);
      return answers;
    },
    (name) => `${name} is gone.`,
  );
  return { ask, tasks };
}

test("answers become exact prices by product", async () => {
  const given: RuleAnswers = {
    role: "price",
    kind: "text",
    keys: ["a", "b"],
    values: ["3996/5", "799"],
    currencies: ["usd", "jpy"],
  };
  const { ask, tasks } = await askOf({ scripts: [SAVED] }, given);
  assert.deepEqual(await ask("Summer", ["a", "b"]), { ...PRICES, b: { minor: "799", currency: "jpy" } });
  assert.deepEqual(tasks, [{ role: "price", product_ids: ["a", "b"], sales: EMPTY_SALES_FILTER, most: null }]);
});

test("a script that gave no answers has none, and one that is gone is a sentence at its field", async () => {
  const { ask } = await askOf({ scripts: [SAVED, { ...SAVED, name: "Filter", roles: ["choose"] }] }, null);
  assert.equal(await ask("Summer", ["a"]), null);
  for (const name of ["Winter", "Filter"])
    await assert.rejects(ask(name, ["a"]), ({ body }: { body: ErrorBody }) => body.fields["script"] === `${name} is gone.`);
});
