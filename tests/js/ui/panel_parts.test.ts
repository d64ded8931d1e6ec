import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { hashOf, parseHash } from "../../../extension/sidepanel/route.ts";
import { EMPTY_FILTER, EMPTY_FORM, INITIAL, reduce } from "../../../extension/sidepanel/state.ts";
import type { FormState, PanelState } from "../../../extension/sidepanel/state.ts";
import { TOOL_ENTRIES, grouped, splitTabs } from "../../../extension/sidepanel/tools.ts";
import {
  countOf,
  runRowHeight,
  sentencesOf,
  shownRows,
  toneOf,
} from "../../../extension/sidepanel/views/history/run_parts.ts";
import {
  ENDING_CHOICES,
  currenciesOf,
  endingChoice,
  fieldError,
  otherErrors,
  withEnding,
} from "../../../extension/sidepanel/views/prices/form_parts.ts";
import { filteredRows, notesOf, planRowHeight } from "../../../extension/sidepanel/views/prices/plan_rows.ts";
import { filterChips } from "../../../extension/sidepanel/views/products/filters.ts";
import { listRows, metaOf, rowHeight } from "../../../extension/sidepanel/views/products/rows.ts";
import { amount, plan, planRow, product, run, runRow, shop, version } from "./samples.ts";

test("a place is read from the address, and an unknown one is the first tool", () => {
  assert.deepEqual(parseHash("#prices?ids=a,b"), { tool: "prices", params: { ids: "a,b" } });
  assert.deepEqual(parseHash(hashOf("history", { run: "r 1&2" })), { tool: "history", params: { run: "r 1&2" } });
  assert.deepEqual(parseHash("#nowhere?x=1"), { tool: "products", params: {} });
  assert.deepEqual(parseHash(""), { tool: "products", params: {} });
});

test("tabs that do not fit go to a menu of at least two", () => {
  assert.deepEqual(splitTabs([1, 2, 3], 3), { tabs: [1, 2, 3], more: [] });
  assert.deepEqual(splitTabs([1, 2, 3, 4], 3), { tabs: [1, 2], more: [3, 4] });
  assert.deepEqual(
    grouped(TOOL_ENTRIES).flatMap(([, entries]) => entries),
    TOOL_ENTRIES,
  );
});

test("opened versions stand under their product", () => {
  const products = new Map([
    ["a", product("a", { versions: [version("v1"), version("v2")] })],
    ["b", product("b")],
  ]);
  const rows = listRows(products, ["b", "a", "gone"], new Set(["a", "b"]));
  assert.deepEqual(
    rows.map((row) => row.key),
    ["b", "a", "v1", "v2"],
  );
  assert.ok(rows.every((row) => rowHeight(row) > 0));
});

test("beside a product's name stands only what there is to say", () => {
  assert.deepEqual(metaOf(product("a")), []);
  const rich = product("a", { type: "pay_what_you_want", versions: [version("v")], codes: 2, sales: 0 });
  assert.deepEqual(metaOf(rich), ["pay what you want", "1 version", "2 codes", "0 sold"]);
});

test("each filter in use is a chip that takes just itself away", () => {
  const filter = {
    ...EMPTY_FILTER,
    text: "kept",
    tags: ["a", "b"],
    published: "no" as const,
    price_from: "5",
    sales_to: "9",
  };
  const chips = filterChips(filter, shop([], { tag_facets: [{ value: "a", label: "Art", count: 1 }] }));
  assert.deepEqual(
    chips.map((chip) => chip.text),
    ["Art", "b", "Not on sale", "Price from 5", "Sales up to 9"],
  );
  assert.deepEqual(chips[0]?.without, { ...filter, tags: ["b"] });
  assert.deepEqual(chips[3]?.without, { ...filter, price_from: "" });
  assert.deepEqual(filterChips(EMPTY_FILTER, shop([])), []);
});

test("amounts are asked for in the currencies of the products chosen, the most frequent first", () => {
  const chosen = [product("a", { price: amount(5, "jpy") }), product("b"), product("c")];
  assert.deepEqual(
    currenciesOf(shop(chosen), chosen).map(({ code, products }) => [code, products]),
    [
      ["usd", 2],
      ["jpy", 1],
    ],
  );
});

test("an ending and its direction are one choice, there and back", () => {
  for (const choice of ENDING_CHOICES) assert.equal(endingChoice(withEnding(EMPTY_FORM, choice)), choice);
  assert.equal(endingChoice({ ...EMPTY_FORM, ending: "99", ending_to: "none" }), "99_nearest");
});

function formState(change: Partial<FormState>): FormState {
  return { ...INITIAL.form, ...change };
}

const CHECK = { errors: {}, sentences: [], examples: [], changing: 0, net_change: "", net_better: true, bands: [] };

test("an empty field is not called wrong before the preview was asked for", () => {
  const check = { ...CHECK, errors: { percent: "Type a number." } };
  assert.equal(fieldError(formState({ check }), "percent", ""), undefined);
  assert.equal(fieldError(formState({ check }), "percent", "x"), "Type a number.");
  assert.equal(fieldError(formState({ check, attempted: true }), "percent", ""), "Type a number.");
  assert.equal(fieldError(formState({ errors: { percent: "No." } }), "percent", ""), "No.");
});

test("a sentence that belongs to no field shown is not lost", () => {
  const state = formState({ errors: { percent: "No.", "amounts.usd": "Hidden.", form: "All." } });
  assert.deepEqual(otherErrors(state, []), ["Hidden.", "All."]);
  assert.deepEqual(otherErrors(formState({ attempted: true }), []), []);
});

test("a preview's rows can be narrowed to those that need a look", () => {
  const rows = [
    planRow("a"),
    planRow("b", { state: "skipped", reason: "membership", reason_text: "A membership." }),
    planRow("c", { break_texts: ["LAUNCH90 would stop working."] }),
    planRow("d"),
  ];
  const view = plan("x", rows, {
    findings: [
      { code: "big_change", severity: "block", text: "", ask: "", keys: ["d"], accepted: false, typed: "" },
      { code: "hint", severity: "note", text: "", ask: "", keys: ["a"], accepted: false, typed: "" },
    ],
  });
  const filtered = filteredRows(view);
  const keys = (name: keyof typeof filtered): string => filtered[name].map((row) => row.key).join("");
  assert.deepEqual([keys("all"), keys("change"), keys("skipped"), keys("warn")], ["abcd", "acd", "b", "cd"]);
});

test("everything to know about a row is said in it, and makes it taller", () => {
  const row = planRow("a", {
    break_texts: ["One.", "Two.", "Three.", "Four.", "Five."],
    undo_note: "Stays.",
  });
  assert.deepEqual(
    notesOf(row, "Wrong.").map((note) => note.text),
    ["Wrong.", "One.", "Two.", "Three.", "and 2 more", "Stays."],
  );
  assert.ok(planRowHeight(row, "", 320, false) > planRowHeight(planRow("a"), "", 320, false));
  assert.ok(
    planRowHeight(planRow("a"), "", 900, true) < planRowHeight(planRow("a", { detail: "draft" }), "", 900, true),
  );
});

function opened(
  state: "running" | "finished",
  ...rows: ReturnType<typeof runRow>[]
): NonNullable<PanelState["run"]> {
  const next = reduce(INITIAL, { type: "run_detail", detail: { run: run("r", { state }), rows } });
  assert.ok(next.run);
  return next.run;
}

test("a run going on shows the row in work, then the newest, then what waits", () => {
  const rows = [
    runRow("a", { state: "applied", seq: 2 }),
    runRow("b", { state: "rejected", seq: 5 }),
    runRow("c"),
    runRow("d", { state: "working", seq: 6 }),
  ];
  const order = (state: "running" | "finished"): string =>
    shownRows(opened(state, ...rows))
      .map((row) => row.key)
      .join("");
  assert.equal(order("running"), "dbac");
  assert.equal(order("finished"), "abcd");
  assert.deepEqual(
    shownRows({ ...opened("finished", ...rows), filter: "rejected" }).map((row) => row.key),
    ["b"],
  );
});

test("every way a row can end has its tone and its count", () => {
  const view = run("r");
  assert.equal(countOf(view, "all"), 3);
  assert.equal(countOf(view, "waiting"), 3);
  const tones = (
    ["applied", "unchanged", "stale", "rejected", "unknown", "cancelled", "working", "waiting"] as const
  ).map((state) => toneOf(runRow("a", { state })));
  assert.deepEqual(tones, ["good", "plain", "care", "bad", "care", "plain", "info", "plain"]);
});

test("a row of a run says why it ended so", () => {
  const row = runRow("a", { text: "Gumroad refused.", server_words: "Price is too low", warning: "" });
  const sentences = sentencesOf(row, (words) => `Gumroad said: ${words}`);
  assert.deepEqual(sentences, ["Gumroad refused.", "Gumroad said: Price is too low"]);
  assert.ok(runRowHeight(row, sentences, 320, false) > runRowHeight(row, [], 320, false));
});
