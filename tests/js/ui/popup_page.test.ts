import assert from "node:assert/strict";
import { test } from "node:test";

import { productOf, recognise } from "../../../extension/popup/page.ts";
import type { Page } from "../../../extension/popup/page.ts";
import type { ProductRow } from "../../../extension/shared/protocol.d.ts";

function product(permalink: string, shop: string | null, editing = false): Page {
  return { kind: "product", permalink, shop, editing };
}

const ADDRESSES: readonly [string | undefined, Page][] = [
  ["https://ana.gumroad.com/l/icons", product("icons", "ana")],
  ["https://ana.gumroad.com/l/icons/SPRING20?layout=profile#top", product("icons", "ana")],
  ["https://ana.gumroad.com/l/icons/", product("icons", "ana")],
  ["https://gumroad.com/l/icons", product("icons", null)],
  ["https://app.gumroad.com/l/icons", product("icons", null)],
  ["https://gumroad.com/products/pwcfzq/edit", product("pwcfzq", null, true)],
  ["https://app.gumroad.com/products/pwcfzq/edit/content", product("pwcfzq", null, true)],
  ["https://app.gumroad.com/products/new", { kind: "gumroad", shop: null }],
  ["https://ana.gumroad.com/products/pwcfzq/edit", { kind: "gumroad", shop: "ana" }],
  ["https://gumroad.com/products/pwcfzq/editor", { kind: "gumroad", shop: null }],
  ["https://ana.gumroad.com/", { kind: "gumroad", shop: "ana" }],
  ["https://ana.gumroad.com/l/", { kind: "gumroad", shop: "ana" }],
  ["https://ana.gumroad.com/l/a%2Fb", { kind: "gumroad", shop: "ana" }],
  ["https://gumroad.com/dashboard", { kind: "gumroad", shop: null }],
  ["http://ana.gumroad.com/l/icons", { kind: "elsewhere" }],
  ["https://notgumroad.com/l/icons", { kind: "elsewhere" }],
  ["https://ana.gumroad.com.example.org/l/icons", { kind: "elsewhere" }],
  ["https://a.b.gumroad.com/l/icons", { kind: "elsewhere" }],
  ["chrome://newtab/", { kind: "elsewhere" }],
  ["not an address", { kind: "elsewhere" }],
  [undefined, { kind: "elsewhere" }],
];

for (const [address, page] of ADDRESSES) {
  test(`the address ${String(address)} is told apart`, () => assert.deepEqual(recognise(address), page));
}

function row(id: string, name: string, permalink: string | null, short: string): ProductRow {
  return {
    id,
    name,
    permalink,
    short_url: short,
    price: { minor: 1900, currency: "usd", text: "$19", estimate: false },
    price_text: "$19",
    type: "one_off",
    published: true,
    thumbnail_url: null,
    tags: [],
    category: null,
    sales: null,
    codes: null,
    code_names: [],
    versions: [],
  };
}

const SHOP = [
  row("1", "Icon set", "icons", "https://ana.gumroad.com/l/icons"),
  row("2", "Brush pack", null, "https://ana.gumroad.com/l/pwcfzq"),
  row("3", "Twin", null, "https://ana.gumroad.com/l/twin1"),
  row("4", "Twin", null, "https://ana.gumroad.com/l/twin2"),
];

test("a product is found by its permalink or its short address", () => {
  assert.equal(productOf(product("icons", "ana"), "", SHOP)?.id, "1");
  assert.equal(productOf(product("pwcfzq", null, true), "", SHOP)?.id, "2");
});

test("in the editor a product with a custom permalink is found by its name if only one has it", () => {
  assert.equal(productOf(product("zzzzzz", null, true), "Icon set | Gumroad", SHOP)?.id, "1");
  assert.equal(productOf(product("zzzzzz", null, true), "Twin", SHOP), null);
  assert.equal(productOf(product("zzzzzz", null, true), "Nothing like it", SHOP), null);
});

test("another seller's product of the same permalink is not taken for this shop's", () => {
  assert.equal(productOf(product("icons", "ben"), "Icon set", SHOP), null);
  assert.equal(productOf(product("icons", null), "Icon set", SHOP)?.id, "1");
});

test("another seller's page is no product of this shop, whatever its title", () => {
  assert.equal(productOf(product("zzzzzz", "ben"), "Icon set", SHOP), null);
  assert.equal(productOf({ kind: "gumroad", shop: null }, "Icon set", SHOP), null);
});
