import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Api } from "../../../extension/shared/api.ts";
import type { CustomersView, CustomerView } from "../../../extension/shared/protocol.d.ts";
import { NO_CUSTOMERS, STRETCH, customersAsker, isSaved, sortedBy } from "../../../extension/sidepanel/customers/state.ts";
import type { CustomersState } from "../../../extension/sidepanel/customers/state.ts";
import { refused, settled } from "./rig.ts";

type Question = { op: string; offset?: number; form?: { search: string } };

function asker(answer: (question: Question) => unknown) {
  const asked: Question[] = [];
  let state: CustomersState = NO_CUSTOMERS;
  const api = {
    request: async (question: Question) => {
      asked.push(question);
      await Promise.resolve();
      return answer(question);
    },
  } as unknown as Api;
  const tool = customersAsker(api, (told) => {
    state = told;
  });
  return { ...tool, asked, state: () => state };
}

function page(...emails: string[]): CustomersView {
  return { rows: emails.map((email) => ({ email }) as CustomerView) } as CustomersView;
}

test("the first rows come with the totals, and further ones when they are reached, once", async () => {
  const tool = asker(({ offset }) => page(`row${offset}@example.com`));
  await tool.list(NO_CUSTOMERS.form);
  tool.reach(3);
  tool.reach(STRETCH + 5);
  tool.reach(STRETCH + 6);
  await settled();
  assert.deepEqual(
    tool.asked.map(({ offset }) => offset),
    [0, STRETCH],
  );
  assert.deepEqual(
    [...tool.state().rows].map(([at, { email }]) => [at, email]),
    [
      [0, "row0@example.com"],
      [STRETCH, `row${STRETCH}@example.com`],
    ],
  );
});

test("while a list is asked for, only the newest of further questions waits", async () => {
  const answers = new Map<string, (view: CustomersView) => void>();
  const tool = asker(
    ({ form }) => new Promise<CustomersView>((answer) => answers.set(form?.search ?? "", answer)),
  );
  const lists = ["a", "ab", "abc"].map((search) => tool.list({ ...NO_CUSTOMERS.form, search }));
  await settled();
  assert.deepEqual([...answers.keys()], ["a"]);
  answers.get("a")?.(page("a@example.com"));
  await settled();
  assert.deepEqual([[...answers.keys()], tool.state().rows.size, tool.state().busy], [["a", "abc"], 0, true]);
  answers.get("abc")?.(page("abc@example.com"));
  await Promise.all(lists);
  assert.deepEqual([tool.state().rows.get(0)?.email, tool.state().busy], ["abc@example.com", false]);
});

test("an answer for the shop before is not shown, and nothing more is asked of that one", async () => {
  let answer = (_: CustomersView): void => undefined;
  const tool = asker(() => new Promise<CustomersView>((given) => (answer = given)));
  void tool.list({ ...NO_CUSTOMERS.form, search: "x" });
  await settled();
  tool.forget();
  answer(page("x@example.com"));
  await settled();
  assert.deepEqual([tool.state(), tool.asked.length], [NO_CUSTOMERS, 1]);
});

test("rows that could not be read are asked for again when they are reached again", async () => {
  let no = true;
  const tool = asker(({ offset }) => (offset !== 0 && no ? refused({})() : page("x@example.com")));
  await tool.list(NO_CUSTOMERS.form);
  tool.reach(STRETCH);
  await settled();
  assert.equal(tool.state().error?.message, "No.");
  no = false;
  tool.reach(STRETCH);
  await settled();
  assert.equal(tool.state().rows.get(STRETCH)?.email, "x@example.com");
});

test("a refused list keeps what is shown", async () => {
  let no = false;
  const tool = asker(() => (no ? refused({ fields: { days: "No number." } })() : page("x@example.com")));
  await tool.list(NO_CUSTOMERS.form);
  no = true;
  await tool.list({ ...NO_CUSTOMERS.form, search: "y" });
  assert.deepEqual([tool.state().rows.size, tool.state().error?.fields["days"]], [1, "No number."]);
});

test("nothing of another shop stays", async () => {
  const tool = asker(() => page("x@example.com"));
  await tool.list({ ...NO_CUSTOMERS.form, search: "x" });
  tool.forget();
  assert.deepEqual(tool.state(), NO_CUSTOMERS);
});

test("the same column turns the order round; names begin at A, numbers with the largest", () => {
  const spent = { key: "spent", descending: true } as const;
  assert.deepEqual(sortedBy(spent, "spent"), { key: "spent", descending: false });
  assert.deepEqual(sortedBy(spent, "name"), { key: "name", descending: false });
  assert.deepEqual(sortedBy({ key: "name", descending: false }, "last"), { key: "last", descending: true });
});

test("a saved segment is the current one when filter and segment are the same", () => {
  const { filter, segment } = NO_CUSTOMERS.form;
  assert.equal(isSaved(NO_CUSTOMERS.form, { name: "x", filter, segment }), true);
  assert.equal(isSaved(NO_CUSTOMERS.form, { name: "x", filter, segment: { ...segment, kind: "repeat" } }), false);
});
