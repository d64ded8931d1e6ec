import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyEvent, Api } from "../../../extension/shared/api.ts";
import type {
  FixRuleView,
  ListingDetailsView,
  ListingFixesView,
  ListingRow,
  ListingsView,
  PlanView,
} from "../../../extension/shared/protocol.d.ts";
import { chosenOf, countOf, formOfChosen, isChosen, stillOffered, withFixes, withRules } from "../../../extension/sidepanel/listings/fixes.ts";
import { NOTHING_CHOSEN } from "../../../extension/sidepanel/listings/fixes.ts";
import { NO_LISTINGS, NO_LISTING_FILTER, filteredRows, listingsAsker } from "../../../extension/sidepanel/listings/state.ts";
import type { ListingsState } from "../../../extension/sidepanel/listings/state.ts";
import { refused, settled } from "./rig.ts";

type Question = { op: string; product_id?: string; form?: unknown };

function asker(answer: (question: Question) => unknown) {
  const asked: Question[] = [];
  const shown: PlanView[] = [];
  let state: ListingsState = NO_LISTINGS;
  const api = {
    request: async (question: Question) => {
      asked.push(question);
      await Promise.resolve();
      return answer(question);
    },
  } as unknown as Api;
  const tool = listingsAsker(
    api,
    (told) => {
      state = told;
    },
    (view) => shown.push(view),
  );
  return { ...tool, asked, shown, state: () => state, ops: () => asked.map(({ op }) => op) };
}

function row(product_id: string, changes: Partial<ListingRow> = {}): ListingRow {
  const row = { name: product_id, score: 90, tone: "good", fix: 0, care: 0, note: 0, worst: [], rules: [] };
  return { product_id, ...row, ...changes } as ListingRow;
}

function view(...ids: string[]): ListingsView {
  return { headline: ids.join(), rows: ids.map((id) => row(id)), rules: [] } as unknown as ListingsView;
}

function rule(id: string, safe: boolean, ...ids: string[]): FixRuleView {
  const items = ids.map((product_id) => ({ product_id, name: product_id, tags: false, pieces: [] }));
  return { rule: id, severity: "care", field: "Tags", title: id, safe, items };
}

function fixes(...rules: FixRuleView[]): ListingFixesView {
  return { rules, products: 1, safe_products: 1 };
}

function details(product_id: string, ...rules: string[]): ListingDetailsView {
  const findings = rules.map((id) => ({ rule: id, proposal: {} }));
  return { product_id, groups: [{ findings: [...findings, { rule: "no_sale", proposal: null }] }] } as unknown as ListingDetailsView;
}

const DONE = { type: "catalog.progressed", refresh: { state: "done" } } as unknown as AnyEvent;
const CHANGED = { type: "catalog.changed" } as unknown as AnyEvent;

test("a filter goes by text, by severity and by rule, and keeps the order", () => {
  const rows = [row("Icons", { fix: 1, rules: ["tags_few"] }), row("Brushes", { care: 2 }), row("More icons")];
  const names = (filter: Partial<typeof NO_LISTING_FILTER>): string[] =>
    filteredRows(rows, { ...NO_LISTING_FILTER, ...filter }).map(({ name }) => name);
  assert.deepEqual(names({}), ["Icons", "Brushes", "More icons"]);
  assert.deepEqual(names({ text: "  ICON " }), ["Icons", "More icons"]);
  assert.deepEqual(names({ severity: "care" }), ["Brushes"]);
  assert.deepEqual(names({ rule: "tags_few" }), ["Icons"]);
  assert.deepEqual(names({ rule: "tags_few", severity: "care" }), []);
});

test("of two answers the one to the newer question counts, and what failed is told", async () => {
  const answers: ((view: ListingsView) => void)[] = [];
  const tool = asker(() => new Promise<ListingsView>((answer) => answers.push(answer)));
  const both = [tool.reread(), tool.reread()];
  await settled();
  answers[1]?.(view("new"));
  answers[0]?.(view("old"));
  await Promise.all(both);
  assert.equal(tool.state().view?.headline, "new");
  const failing = asker(refused({}));
  await failing.reread();
  assert.equal(failing.state().error?.message, "No.");
  assert.equal(failing.state().view, null);
});

test("an error goes once the listings are there", async () => {
  let no = true;
  const tool = asker(() => (no ? refused({})() : view("a")));
  await tool.reread();
  no = false;
  await tool.reread();
  assert.equal(tool.state().error, null);
  assert.equal(tool.state().view?.rows.length, 1);
});

test("a listing that was left before its answer came is not shown", async () => {
  const waiting = new Map<string, (answer: unknown) => void>();
  const tool = asker(({ op, product_id }) => new Promise((answer) => waiting.set(`${op} ${product_id}`, answer)));
  const first = tool.open("a");
  const second = tool.open("b");
  await settled();
  waiting.get("listing.details b")?.(details("b"));
  waiting.get("listing.details a")?.(details("a"));
  await settled();
  waiting.get("listing.preview b")?.({ product_id: "b" });
  waiting.get("listing.preview a")?.({ product_id: "a" });
  await Promise.all([first, second]);
  assert.equal(tool.state().one?.details?.product_id, "b");
  assert.equal(tool.state().one?.preview?.product_id, "b");
});

test("prices are asked for once at a time, kept on the page, and told when they cannot be had", async () => {
  const tool = asker(({ op }) => (op === "listing.market" ? refused({})() : op === "listing.lint" ? view("a") : details("a")));
  await tool.open("a");
  const asking = tool.askMarket("a");
  assert.equal(tool.state().one?.asking, true);
  await asking;
  assert.equal(tool.state().one?.asking, false);
  assert.equal(tool.state().one?.error?.message, "No.");
  assert.equal(tool.state().one?.details?.product_id, "a");
});

test("a shop that has changed is asked about anew, but only once a page has asked before", async () => {
  const tool = asker(({ op }) => (op === "listing.fixes" ? fixes(rule("tags_few", true, "a")) : op === "listing.lint" ? view("a") : details("a", "tags_few")));
  tool.heard(CHANGED);
  tool.heard(DONE);
  await settled();
  assert.deepEqual(tool.asked, []);
  await tool.reread();
  await tool.open("a");
  tool.heard({ type: "catalog.progressed", refresh: { state: "products" } } as unknown as AnyEvent);
  await settled();
  assert.equal(tool.asked.length, 3);
  tool.heard(DONE);
  await settled();
  await settled();
  assert.deepEqual(tool.ops().slice(3), ["listing.lint", "listing.details", "listing.preview"]);
  await tool.readFixes();
  tool.heard(CHANGED);
  await settled();
  await settled();
  assert.deepEqual(tool.ops().slice(7), ["listing.lint", "listing.fixes", "listing.details", "listing.preview"]);
});

test("with another account everything is forgotten, an answer that is still to come as well", async () => {
  const answers: ((view: ListingsView) => void)[] = [];
  const tool = asker(() => new Promise<ListingsView>((answer) => answers.push(answer)));
  const asking = tool.reread();
  await settled();
  tool.choose("tags_few", ["a"], true);
  tool.heard({ type: "account.changed" } as unknown as AnyEvent);
  answers[0]?.(view("theirs"));
  await asking;
  assert.deepEqual(tool.state(), NO_LISTINGS);
});

test("fixes are chosen one by one, by rule, and all safe ones at once", async () => {
  const tool = asker(() => fixes(rule("tags_few", true, "a", "b"), rule("name_point", false, "a")));
  tool.chooseSafe();
  assert.equal(tool.state().chosen.size, 0);
  await tool.readFixes();
  tool.choose("name_point", ["a"], true);
  tool.chooseSafe();
  assert.deepEqual(countOf(tool.state().chosen), { fixes: 3, products: 2 });
  tool.choose("tags_few", ["a", "b"], false);
  assert.deepEqual([...tool.state().chosen], [["a", ["name_point"]]]);
  tool.chooseNothing();
  assert.equal(tool.state().chosen.size, 0);
});

test("what is chosen is sent as products and rules, never as texts, and the plan is shown", async () => {
  const plan = { digest: "d" } as PlanView;
  const tool = asker(() => plan);
  tool.choose("tags_few", ["a", "b"], true);
  tool.choose("name_point", ["b"], true);
  await Promise.all([tool.plan(), tool.plan()]);
  assert.deepEqual(tool.asked, [
    {
      op: "plan.listing_fixes",
      form: {
        job: "fixes",
        fixes: [
          { product_id: "a", rules: ["tags_few"] },
          { product_id: "b", rules: ["tags_few", "name_point"] },
        ],
        unticked: [],
      },
      refines: null,
    },
  ]);
  assert.deepEqual(tool.shown, [plan]);
  assert.equal(tool.state().planning, false);
});

test("a preview that cannot be made says why and keeps what was chosen", async () => {
  const tool = asker(refused({}));
  tool.choose("tags_few", ["a"], true);
  await tool.plan();
  assert.equal(tool.state().planError?.message, "No.");
  assert.equal(countOf(tool.state().chosen).fixes, 1);
  assert.equal(tool.state().planning, false);
  tool.choose("tags_few", ["a"], false);
  assert.equal(tool.state().planError, null);
});

test("what is no longer proposed is no longer chosen", async () => {
  let offered = fixes(rule("tags_few", true, "a", "b"));
  const tool = asker(({ op }) => (op === "listing.fixes" ? offered : op === "listing.lint" ? view("a") : details("a")));
  await tool.readFixes();
  tool.chooseSafe();
  offered = fixes(rule("tags_few", true, "b"));
  tool.heard(CHANGED);
  await settled();
  await settled();
  assert.deepEqual([...tool.state().chosen.keys()], ["b"]);
  await tool.open("b");
  assert.deepEqual([...tool.state().chosen.keys()], ["b"]);
  tool.choose("name_point", ["a"], true);
  await tool.open("a");
  assert.equal(isChosen(tool.state().chosen, "a", "name_point"), false);
});

test("fixes that cannot be read say so, until they can", async () => {
  let no = true;
  const tool = asker(() => (no ? refused({})() : fixes()));
  await tool.readFixes();
  assert.equal(tool.state().fixesError?.message, "No.");
  no = false;
  await tool.readFixes();
  assert.equal(tool.state().fixesError, null);
  assert.deepEqual(tool.state().fixes?.rules, []);
});

test("choices are values: nothing that was handed out changes", () => {
  const tags = rule("tags_few", true, "a", "b");
  const one = withFixes(NOTHING_CHOSEN, "tags_few", ["a"], true);
  const all = withRules(one, [tags]);
  assert.equal(NOTHING_CHOSEN.size, 0);
  assert.equal(chosenOf(one, tags), 1);
  assert.equal(chosenOf(all, tags), 2);
  assert.deepEqual(withFixes(one, "tags_few", ["a"], true), one);
  assert.equal(stillOffered(all, null, null).size, 2);
  assert.deepEqual(formOfChosen(NOTHING_CHOSEN).fixes, []);
});
