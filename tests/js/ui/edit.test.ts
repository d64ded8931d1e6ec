import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import { createStore } from "../../../extension/shared/store.ts";
import { errorAt } from "../../../extension/sidepanel/form_errors.ts";
import { editActions } from "../../../extension/sidepanel/listings/edit_actions.ts";
import { EMPTY_EDITS, editOfPlan, hasTag, tagsIn, withTag } from "../../../extension/sidepanel/listings/edit_forms.ts";
import {
  EDIT_INITIAL,
  editParams,
  editPlaceOf,
  reduceEdit,
} from "../../../extension/sidepanel/listings/edit_state.ts";
import { formOf, openingPlan } from "../../../extension/sidepanel/plan_state.ts";
import { hashOf, parseHash } from "../../../extension/sidepanel/route.ts";
import {
  filteredListings,
  guessedHeight,
  headHeight,
  metaOf,
  nameOf,
  notesOf,
  toneOf,
} from "../../../extension/sidepanel/views/listings/plan_rows.ts";
import { editCheck, editOptions, listingRow } from "./edit_samples.ts";
import { panel, refused, settled } from "./rig.ts";
import { plan } from "./samples.ts";

const FIND = { ...EMPTY_EDITS.find, find: "old", replace: "new" };
const OTHER_SHOP = { products: 2, published: 2 };

/** The pages without a panel: answers by operation, timers run by hand, the address in a variable. */
function pages(answers: Record<string, unknown> = {}) {
  const asked: AnyCommand[] = [];
  const timers: (() => void)[] = [];
  const place = { hash: hashOf("listings", editParams("find")), chosen: ["a", "b"] };
  const known: Record<string, unknown> = {
    "listing.edit.options": editOptions(),
    "listing.edit.check": editCheck({ products: 2, places: 3 }),
    "listing.edit.categories": { categories: [{ path: "design", label: "Design", trail: "Design" }], read_at_ms: 1, note: "" },
    "plan.edit": plan("d1", [], { kind: "listings", edit_form: { ...FIND, unticked: ["a/listing"] } }),
    "listing.edit.read": { state: "reading", done: 0, total: 2, unread: 0, message: "", hint: "" },
    "listing.edit.stop": { state: "stopped", done: 1, total: 2, unread: 0, message: "", hint: "" },
    ...answers,
  };
  const api = {
    async request(command: AnyCommand) {
      asked.push(command);
      const answer = known[command.op];
      return typeof answer === "function" ? answer(command) : answer;
    },
  } as unknown as Api;
  const store = createStore(reduceEdit, EDIT_INITIAL);
  const shown: string[] = [];
  const last: { plan: ReturnType<typeof plan> | null } = { plan: null };
  const act = editActions(api, store, {
    later: (run) => timers.push(run),
    cancel: (timer) => void (timers[timer - 1] = () => undefined),
    show: (view, name) => {
      last.plan = view;
      shown.push(name);
    },
    route: () => parseHash(place.hash),
    chosen: () => place.chosen,
    plan: () => last.plan,
  });
  const asks = (op: string) => asked.filter((command) => command.op === op) as never as Record<string, unknown>[];
  return {
    act,
    store,
    place,
    shown,
    asks,
    work: () => store.get().forms.find,
    async runTimers() {
      timers.splice(0).forEach((run) => run());
      await settled();
    },
  };
}

test("the address says what is done and whether products are being chosen", () => {
  assert.deepEqual(editPlaceOf({ page: "edit" }), { name: null, choosing: false });
  assert.deepEqual(editPlaceOf(editParams("tags", true)), { name: "tags", choosing: true });
  assert.deepEqual(editPlaceOf({ do: "something else" }), { name: null, choosing: false });
  assert.deepEqual(editParams(null), { page: "edit" });
});

test("a form that is looked at is checked once typing rests, for the products chosen", async () => {
  const { act, asks, runTimers, work, store } = pages();
  act.opened();
  act.setForm("find", { find: "o" });
  act.setForm("find", { find: "old" });
  assert.equal(work().checking, true);
  await runTimers();
  const checks = asks("listing.edit.check");
  assert.equal(checks.length, 1);
  assert.deepEqual(checks[0]?.["product_ids"], ["a", "b"]);
  assert.equal((checks[0]?.["form"] as typeof FIND).find, "old");
  assert.equal(work().check?.places, 3);
  assert.equal(work().checking, false);
  assert.equal(store.get().options?.products, 1);
});

test("nothing is asked where no form is looked at or no product is chosen", async () => {
  const { act, place, asks, runTimers } = pages();
  for (const hash of ["#listings?page=edit", "#listings?page=edit&do=find&step=products", "#listings?page=edit&do=find&plan=d", "#prices"]) {
    place.hash = hash;
    act.opened();
  }
  place.hash = "#listings?page=edit&do=find";
  place.chosen = [];
  act.opened();
  await runTimers();
  assert.equal(asks("listing.edit.check").length + asks("listing.edit.options").length, 0);
});

test("of two answers only the newer counts", async () => {
  const waiting: ((value: unknown) => void)[] = [];
  const later = (): Promise<unknown> => new Promise((settle) => waiting.push(settle));
  const { act, runTimers, work } = pages({ "listing.edit.check": later });
  act.setForm("find", { find: "a" });
  await runTimers();
  act.setForm("find", { find: "ab" });
  await runTimers();
  waiting[1]?.(editCheck({ places: 2 }));
  waiting[0]?.(editCheck({ places: 9 }));
  await settled();
  assert.equal(work().check?.places, 2);
});

test("categories are asked for by their own form, once, and again after a refusal", async () => {
  const { act, place, asks, store } = pages({ "listing.edit.categories": refused({ code: "offline", message: "No connection." }) });
  place.hash = "#listings?page=edit&do=category";
  act.opened();
  await settled();
  assert.equal(store.get().categoriesError?.message, "No connection.");
  const fine = pages();
  fine.place.hash = place.hash;
  fine.act.opened();
  await settled();
  fine.act.opened();
  await settled();
  assert.equal(fine.asks("listing.edit.categories").length, 1);
  assert.equal(asks("listing.edit.categories").length, 1);
  await fine.act.askCategories();
  assert.equal(fine.store.get().categoriesError, null);
});

test("a wrong field has its sentence under it, any other refusal stands above", async () => {
  const wrong = pages({ "plan.edit": refused({ code: "input", message: "Look again.", fields: { find: "Type what to find." } }) });
  await wrong.act.preview("find");
  assert.equal(errorAt(wrong.work(), "find", ""), "Type what to find.");
  assert.equal(wrong.work().error, null);
  assert.equal(wrong.work().building, false);
  wrong.act.setForm("find", { find: "x" });
  assert.equal(errorAt(wrong.work(), "find", "x"), "");
  const lost = pages({ "plan.edit": refused({ code: "engine_gone", message: "The engine is gone." }) });
  await lost.act.preview("find");
  assert.equal(lost.work().error?.message, "The engine is gone.");
});

test("a check that fails is told and is no longer under way", async () => {
  const { act, runTimers, work } = pages({ "listing.edit.check": refused({ code: "internal", message: "A fault." }) });
  act.setForm("find", { find: "x" });
  await runTimers();
  assert.equal(work().error?.message, "A fault.");
  assert.equal(work().checking, false);
});

test("rows unticked in a preview stay unticked in the next of the same form, until it was run", async () => {
  const { act, asks, shown, work } = pages();
  act.setForm("find", { find: "old" });
  await act.preview("find");
  await act.preview("find");
  await act.preview("tags");
  const unticked = asks("plan.edit").map(({ form }) => (form as typeof FIND).unticked);
  assert.deepEqual(unticked, [[], ["a/listing"], []]);
  assert.deepEqual(shown, ["find", "find", "tags"]);
  act.ran(plan("d1", [], { edit_form: FIND }));
  assert.deepEqual(work().form, EMPTY_EDITS.find);
  await act.preview("find");
  assert.deepEqual((asks("plan.edit").at(-1)?.["form"] as typeof FIND).unticked, []);
});

test("a run of another tool leaves the forms alone", () => {
  const { act, work } = pages();
  act.setForm("find", { find: "kept" });
  act.ran(plan("d9", []));
  assert.equal(work().form.find, "kept");
  act.forget();
  assert.equal(work().form.find, "");
});

test("reading what lists leave out goes on by events, and at its end the form is checked anew", async () => {
  const { act, store, asks, runTimers } = pages();
  await act.read();
  assert.equal(store.get().read?.state, "reading");
  act.heard({ type: "listing.read_progressed", read: { state: "reading", done: 1, total: 2, unread: 0, message: "", hint: "" } });
  assert.equal(store.get().read?.done, 1);
  assert.equal(asks("listing.edit.options").length, 0);
  act.heard({ type: "listing.read_progressed", read: { state: "done", done: 2, total: 2, unread: 0, message: "", hint: "" } });
  await runTimers();
  assert.equal(asks("listing.edit.options").length, 1);
  assert.equal(asks("listing.edit.check").length, 1);
  await act.stopReading();
  assert.equal(store.get().read?.state, "stopped");
  const lost = pages({ "listing.edit.read": refused({ code: "offline", message: "No connection." }), "listing.edit.stop": refused({ code: "gone", message: "Gone." }) });
  await lost.act.read();
  assert.equal(lost.store.get().readError?.message, "No connection.");
  await lost.act.stopReading();
  assert.equal(lost.store.get().readError?.message, "Gone.");
});

test("a shop that changes is looked at anew, after a rest", async () => {
  const { act, asks, runTimers } = pages({ "listing.edit.options": editOptions(OTHER_SHOP) });
  act.heard({ type: "catalog.changed" });
  act.heard({ type: "catalog.changed" });
  assert.equal(asks("listing.edit.options").length, 0);
  await runTimers();
  assert.equal(asks("listing.edit.options").length, 1);
  act.heard({ type: "catalog.progressed", refresh: { state: "done", done: 1, total: 1, message: "", hint: "" } });
  await runTimers();
  assert.equal(asks("listing.edit.options").length, 2);
});

test("tags are typed with commas, each once, and a chip puts one in or takes it out", () => {
  assert.deepEqual(tagsIn(" icons,, vector ,icons"), ["icons", "vector"]);
  assert.equal(withTag("icons", "vector"), "icons, vector");
  assert.equal(withTag("Icons, vector", "icons"), "vector");
  assert.equal(hasTag("Icons, vector", "icons"), true);
  assert.equal(hasTag("", "icons"), false);
});

test("deleting is a form of its own", () => {
  assert.equal(editOfPlan(plan("d", [], { edit_form: EMPTY_EDITS.delete })), "delete");
  assert.equal(editOfPlan(plan("d", [], { edit_form: EMPTY_EDITS.publish })), "publish");
  assert.equal(editOfPlan(plan("d", [])), null);
});

test("a preview of listings is refined by its form and stays above its page", async () => {
  const before = plan("d1", [], { kind: "listings", edit_form: FIND, product_ids: ["a"] });
  const after = plan("d2", [], { kind: "listings", edit_form: { ...FIND, unticked: ["a/listing"] }, product_ids: ["a"] });
  const rig = panel("#listings?page=edit&do=find&plan=d1", { "plan.get": before, "plan.edit": after });
  rig.act.start();
  await settled();
  rig.act.tickRows(["a/listing"], false);
  await rig.runTimers();
  await settled();
  const asked = rig.asked.find((command) => command.op === "plan.edit") as never as Record<string, unknown>;
  assert.deepEqual([asked["refines"], asked["product_ids"]], ["d1", ["a"]]);
  assert.equal(rig.place.hash, "#listings?page=edit&do=find&plan=d2");
  assert.equal(formOf({ ...openingPlan("d2"), view: after }), after.edit_form);
});

test("rows are told by name, version, line and places", () => {
  assert.equal(nameOf(listingRow("a")), "Product a");
  assert.notEqual(nameOf(listingRow("a", { product: "" })), "");
  assert.equal(metaOf(listingRow("a")), "");
  assert.equal(metaOf(listingRow("a", { detail: "Team", line: 7, places: 3 })), "Team · line 7 · 3 places");
});

test("what is left alone says why, and what cannot be undone is noted", () => {
  const row = listingRow("a", { doing: "skipped", reason_text: "It reads so already.", notes: ["n"], undo_note: "u" });
  assert.deepEqual(
    notesOf(row).map(({ text }) => text),
    ["It reads so already.", "n", "u"],
  );
  assert.equal(toneOf(row), "plain");
  assert.deepEqual(
    (["delete", "unpublish", "publish", "create", "change"] as const).map((doing) => toneOf(listingRow("a", { doing }))),
    ["bad", "care", "good", "info", "plain"],
  );
});

test("a longer text is guessed to be taller, and a second line under the name counts", () => {
  const pieces = [{ kind: "same" as const, text: "word ".repeat(100) }];
  const long = listingRow("a", { fields: [{ field: "description", label: "Description", pieces, note: "" }] });
  assert.ok(guessedHeight(long, 360, false) > guessedHeight(long, 1000, true));
  assert.ok(guessedHeight(listingRow("a"), 360, false) === 0);
  assert.ok(headHeight(listingRow("a", { detail: "Team" }), true) > headHeight(listingRow("a"), true));
  assert.ok(headHeight(listingRow("a", { doing: "delete" }), false) > headHeight(listingRow("a"), false));
});

test("rows are filtered by what happens to them and by what is said of them", () => {
  const rows = [listingRow("a"), listingRow("b", { doing: "skipped" }), listingRow("c")];
  const finding = { code: "many", severity: "warn" as const, text: "", ask: "", keys: ["c"], accepted: false, typed: "" };
  const shown = filteredListings(plan("d", [], { listing_rows: rows, findings: [finding] }));
  const keys = Object.fromEntries(Object.entries(shown).map(([name, each]) => [name, each.map(({ key }) => key)]));
  assert.deepEqual(keys, { all: ["a", "b", "c"], change: ["a", "c"], skipped: ["b"], warn: ["c"] });
});
