import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { SavedScriptView } from "../../../extension/shared/protocol.d.ts";
import type { RuleAnswers } from "../../../extension/sidepanel/scripts/rules.ts";
import { EMPTY_FILTER, INITIAL, reduce, shownIds } from "../../../extension/sidepanel/state.ts";
import type { Action, PanelState } from "../../../extension/sidepanel/state.ts";
import { pickedAge, pickedText } from "../../../extension/sidepanel/views/products/filters.ts";
import { ACCOUNT, SHOP, panel } from "./rig.ts";
import { product, shop } from "./samples.ts";

const SCRIPT: SavedScriptView = {
  name: "Mine",
  text: "def choose(p): return True",
  saved_at_ms: 1,
  is_foreign: false,
  roles: ["choose"],
};

function picked(state: PanelState, ...ids: string[]): Action {
  return { type: "picked", picked: { script: SCRIPT, ids: new Set(ids), at: state.list.changes } };
}

function answers(...keys: string[]): RuleAnswers {
  return { role: "choose", kind: "text", keys, values: [], currencies: [] };
}

function shown(state: PanelState): string {
  return shownIds(state).join("");
}

const OPEN = reduce(INITIAL, { type: "shop", shop: SHOP });

test("a script's filter narrows what the others find, in their order, and can be taken away", () => {
  const before = reduce(OPEN, picked(OPEN, "a", "c"));
  assert.equal(shown(before), "ac");
  const found = reduce(before, { type: "found", ids: ["c", "b", "a"] });
  assert.equal(shown(found), "ca");
  assert.equal(shown(reduce(found, { type: "picked", picked: null })), "cba");
  assert.equal(shown(reduce(INITIAL, picked(INITIAL, "a"))), "");
});

test("what a script has picked is old once the shop or its sales may have changed, and does not grow", () => {
  const state = reduce(OPEN, picked(OPEN, "a", "c"));
  assert.equal(pickedAge(state.list, null), null);
  assert.equal(pickedAge(OPEN.list, [SCRIPT]), null);
  const reread = reduce(state, { type: "shop", shop: shop([product("a"), product("d")]) });
  assert.equal(shown(reread), "a");
  assert.equal(pickedAge(reread.list, null)?.script, SCRIPT);
  assert.notEqual(pickedAge(reduce(state, { type: "sales_changed" }).list, [SCRIPT]), null);
  const other = { ...SCRIPT, text: "def choose(p): return False" };
  assert.match(pickedAge(state.list, [other])?.text ?? "", /was changed/);
  assert.equal(pickedAge(state.list, [other])?.script, other);
  assert.equal(pickedAge(state.list, [])?.script, null);
  assert.equal(state.list.picked && pickedText(state.list.picked, SHOP), "2 products by Mine");
  assert.equal(reread.list.picked && pickedText(reread.list.picked, reread.shop ?? SHOP), "1 product by Mine");
});

test("another account forgets what a script has picked", () => {
  const mine = reduce(OPEN, { type: "account", account: ACCOUNT, locked: false });
  const state = reduce(mine, picked(mine, "a"));
  const other = reduce(state, { type: "account", account: { ...ACCOUNT, account_id: "other" }, locked: false });
  assert.equal(other.list.picked, null);
});

test("an answer narrows the list; none leaves it; of two the newer counts", async () => {
  const rig = panel("#products");
  await rig.started();
  await rig.act.pick(SCRIPT, async () => answers("a", "b"));
  assert.equal(shown(rig.store.get()), "ab");
  await rig.act.pick(SCRIPT, async () => null);
  assert.equal(shown(rig.store.get()), "ab");
  let tell: (found: RuleAnswers) => void = () => undefined;
  const slow = rig.act.pick(SCRIPT, () => new Promise((resolve) => (tell = resolve)));
  rig.act.unpick();
  tell(answers("c"));
  await slow;
  assert.equal(shown(rig.store.get()), "abc");
});

test("an answer about a shop that changed meanwhile is old at once, and one about another account is dropped", async () => {
  const rig = panel("#products");
  await rig.started();
  await rig.act.pick(SCRIPT, async () => {
    rig.emit({ type: "sales.changed" });
    return answers("a");
  });
  assert.notEqual(pickedAge(rig.store.get().list, [SCRIPT]), null);
  rig.act.unpick();
  await rig.act.pick(SCRIPT, async () => {
    rig.store.dispatch({ type: "account", account: { ...ACCOUNT, account_id: "other" }, locked: false });
    return answers("a");
  });
  assert.equal(rig.store.get().list.picked, null);
});

test("a saved filter finds what it always finds: the script's filter goes", async () => {
  const rig = panel("#products");
  await rig.started();
  await rig.act.pick(SCRIPT, async () => answers("a"));
  await rig.act.applySelection({ name: "All", filter: EMPTY_FILTER, sort: null, product_ids: [] });
  assert.equal(rig.store.get().list.picked, null);
  assert.deepEqual([...rig.store.get().list.chosen], ["a", "b", "c"]);
});
