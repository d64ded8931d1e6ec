import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { countryOptions } from "../../../extension/shared/countries.ts";
import { qrFile, qrShape } from "../../../extension/shared/ui/qr.tsx";
import { PART_SIZE, partCount, partOf, sheetOfBatch, sheetOfLinks } from "../../../extension/sheet/parts.ts";
import {
  EMPTY_CODES_FILTER,
  EMPTY_FORMS,
  errorAt,
  otherErrors,
  untouched,
} from "../../../extension/sidepanel/codes/forms.ts";
import { cleared, filterChips, withValue } from "../../../extension/sidepanel/views/codes/filters.ts";
import {
  filteredCodes,
  notesOf,
  shownHeight,
  shownRows,
} from "../../../extension/sidepanel/views/codes/plan_rows.ts";
import { listRows, noteOf, rowHeight } from "../../../extension/sidepanel/views/codes/rows.ts";
import { templateFor } from "../../../extension/sidepanel/views/codes/template.ts";
import { aboutOf, placeAfter } from "../../../extension/sidepanel/views/history/run_parts.ts";
import { code, codePlanRow, codesView, part, priceAfter } from "./code_samples.ts";
import { readQr } from "./qr_reader.ts";
import { plan, product, run } from "./samples.ts";

test("opened codes show their parts under them", () => {
  const many = code("MANY", ["a", "b"]);
  const one = code("ONE", ["a"]);
  const byKey = new Map([many, one].map((row) => [row.key, row]));
  const rows = listRows(byKey, [one.key, "gone", many.key], new Set([many.key]));
  assert.deepEqual(
    rows.map((row) => row.kind),
    ["code", "code", "part", "part"],
  );
});

test("why a code does not work stands under it, and makes it taller", () => {
  const sentence = "on “A” it would leave $0.80; Gumroad takes nothing between free and $0.99";
  const parts = [part("a", "x", { state: "breaks", state_text: sentence })];
  const broken = code("X", ["a"], { parts, state: "breaks", state_text: sentence });
  const row = { kind: "code" as const, key: broken.key, code: broken };
  assert.equal(noteOf(row), sentence);
  assert.ok(rowHeight(row, 320) > rowHeight({ ...row, code: code("Y", ["a"]) }, 320));
});

test("prices of a code are shown once it is opened, when it has several", () => {
  const several = codePlanRow("k1", { prices: [priceAfter("A"), priceAfter("B")] });
  const rows = [several, codePlanRow("k2")];
  assert.equal(shownRows(rows, new Set()).length, 2);
  assert.equal(shownRows(rows, new Set(["k1", "k2"])).length, 4);
});

test("a row of a preview says its limits, and what becomes of them", () => {
  const said = (change: object): string =>
    notesOf(codePlanRow("k", change))
      .map((note) => note.text)
      .join(" | ");
  assert.equal(said({}), "");
  assert.equal(said({ cap: "100", minimum: "$20" }), "uses: at most 100 · orders from $20");
  assert.equal(said({ cap_old: "100", cap: "500" }), "uses: at most 100 → 500");
  assert.equal(said({ minimum_old: "$5", minimum: "" }), "minimum order $5 → none");
  const left = codePlanRow("k", { doing: "skipped", reason_text: "It stands already.", cap: "1" });
  assert.equal(notesOf(left)[0]?.text, "It stands already.");
  assert.ok(shownHeight({ kind: "code", key: "k", row: left }, 320) > 51 + 18);
});

test("the filters of a preview sort its rows by what happens to them", () => {
  const rows = [codePlanRow("k1"), codePlanRow("k2", { doing: "skipped" }), codePlanRow("k3")];
  const warning = { code: "w", severity: "warn" as const, text: "", ask: "", keys: ["k3"], accepted: false, typed: "" };
  const view = plan("d", [], { code_rows: rows, findings: [warning] });
  const found = filteredCodes(view);
  assert.deepEqual(
    [found.all.length, found.change.length, found.skipped.length, found.warn.map((row) => row.key)],
    [3, 2, 1, ["k3"]],
  );
});

test("filters in use are chips that take themselves away", () => {
  const view = codesView([], { state_facets: [{ value: "live", label: "live", count: 1 }] });
  const filter = { ...withValue(EMPTY_CODES_FILTER, "states", "live", true), used: "never" as const, text: "x" };
  const chips = filterChips(filter, view);
  assert.deepEqual(
    chips.map((chip) => chip.text),
    ["live", "Never used"],
  );
  assert.deepEqual(chips[0]?.without.states, []);
  assert.deepEqual(cleared(filter), { ...EMPTY_CODES_FILTER, text: "x" });
});

test("an untouched field waits for the attempt; sentences without a field stand above", () => {
  const check = { errors: { name: "Empty." }, sentences: [], currencies: [], names: [], writes: 0, lines: [] };
  const work = { ...untouched(EMPTY_FORMS.make), check };
  assert.equal(errorAt(work, "name", ""), undefined);
  assert.equal(errorAt(work, "name", "x y"), "Empty.");
  assert.equal(errorAt({ ...work, attempted: true }, "name", ""), "Empty.");
  const tried = { ...work, attempted: true, errors: { name: "No.", product_ids: "Choose products." } };
  assert.deepEqual(otherErrors(tried, ["name"]), ["Choose products."]);
});

test("a template names the first chosen product", () => {
  assert.match(templateFor([product("p1")]), /^product,code,amount,kind,cap,minimum\r\np1,/);
  assert.equal(templateFor([]).trimEnd().split("\r\n").length, 3);
});

test("a QR code is square, has its quiet edge, and is the same each time", () => {
  const shape = qrShape("https://shop.gumroad.com/l/icons/AUTUMN20");
  assert.ok(shape.size >= 21 + 8);
  assert.ok(shape.path.startsWith("M4 4h7"), shape.path.slice(0, 20));
  assert.doesNotMatch(shape.path, /M[0-3] |M\d+ [0-3]h/);
  assert.equal(qrShape("https://shop.gumroad.com/l/icons/AUTUMN20").path, shape.path);
  assert.match(qrFile("x"), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
});

test("a QR code reads back as the link that it was drawn from", () => {
  for (const link of ["https://ana.gumroad.com/l/a/B", "https://shop.gumroad.com/l/icons/AUTUMN20"]) {
    assert.equal(readQr(qrShape(link)), link);
  }
});

test("a sheet leaves out what cannot be used, and is cut into parts", () => {
  const codes = Array.from({ length: PART_SIZE + 2 }, (_, n) => ({
    name: `C${n}`,
    product: "A",
    link: n === 0 ? "" : `https://shop.gumroad.com/l/a/C${n}`,
    uses_text: "",
    state: n === 1 ? ("used" as const) : ("unused" as const),
    state_text: "",
    ref: null,
  }));
  const batch = {
    run_id: "r",
    label: "Spring",
    made_at_ms: 0,
    discount: "20 % off",
    products: "",
    made: codes.length,
    used: 1,
    unused: codes.length - 1,
    gone: 0,
    not_made: 0,
  };
  const sheet = sheetOfBatch({ batch, codes, unused_refs: [] });
  assert.deepEqual([sheet.codes.length, sheet.left_out, partCount(sheet)], [PART_SIZE, 2, 1]);
  const links = sheetOfLinks(
    {
      rows: codes.map((each) => ({ key: each.name, product: "A", code: each.name, url: each.link, problem: "" })),
      errors: {},
    },
    "Codes",
  );
  assert.deepEqual([links.codes.length, partCount(links), partOf(links, 1).length], [PART_SIZE + 1, 2, 1]);
});

test("countries have names, no old codes and no groups of countries", () => {
  const options = countryOptions();
  const codes = new Set(options.map((option) => option.value));
  assert.ok(options.length > 200);
  for (const there of ["BR", "DE", "IN", "XK"]) assert.ok(codes.has(there), there);
  for (const gone of ["DD", "SU", "EU", "ZZ", "UK"]) assert.ok(!codes.has(gone), gone);
  assert.equal(new Set(options.map((option) => option.label)).size, options.length);
});

test("an undo is about codes when the run it takes back was", () => {
  const mint = run("r1", { kind: "mint" });
  const undo = run("r2", { kind: "undo", origin_run_id: "r1" });
  assert.equal(aboutOf(mint, null), "codes");
  assert.equal(aboutOf(undo, [mint, undo]), "codes");
  assert.equal(aboutOf(run("r3", { kind: "retry", origin_run_id: "r2" }), [mint, undo]), "codes");
  assert.equal(aboutOf(undo, [run("r1"), undo]), "prices");
  assert.equal(aboutOf(undo, null), "prices");
  const keys = run("r4", { kind: "licenses" });
  const back = run("r5", { kind: "undo", origin_run_id: "r4" });
  assert.equal(aboutOf(back, [keys, back]), "sales");
  assert.equal(placeAfter(back, [keys, back]), "#fulfil?page=licenses");
  assert.equal(placeAfter(run("r6", { kind: "shipping" }), null), "#fulfil");
  assert.equal(placeAfter(undo, null), "#products");
});
