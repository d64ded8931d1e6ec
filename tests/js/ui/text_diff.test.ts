import assert from "node:assert/strict";
import { test } from "node:test";

import { segmentsOf } from "../../../extension/shared/ui/diff_parts.ts";
import type { DiffPart, DiffPiece } from "../../../extension/shared/ui/diff_parts.ts";

const SIGNS = { space: "·", tab: "→", line: "↵", fixed: "⍽" } as const;

function drawn(parts: readonly DiffPart[]): string {
  return parts
    .map((part) =>
      part.what === "text"
        ? part.text
        : part.what === "tag"
          ? `{${part.text}}`
          : part.what === "break"
            ? "\n"
            : SIGNS[part.blank],
    )
    .join("");
}

/** `=` what stays, `-` what goes, `+` what comes, `…` what is folded. */
function shown(pieces: readonly DiffPiece[], html = false): readonly string[] {
  const mark = { same: "=", old: "-", new: "+", fold: "…", gap: "…" } as const;
  return segmentsOf(pieces, html).map((segment) => mark[segment.kind] + drawn(segment.parts));
}

const same = (text: string): DiffPiece => ({ kind: "same", text });
const old = (text: string): DiffPiece => ({ kind: "old", text });
const come = (text: string): DiffPiece => ({ kind: "new", text });

test("what stays, goes and comes is told apart, and neighbours of one kind are one", () => {
  assert.deepEqual(shown([same("A "), old("big"), old(" old"), come("new"), come(""), same(" shop")]), [
    "=A ",
    "-big old",
    "+new",
    "= shop",
  ]);
  assert.deepEqual(shown([]), []);
});

test("a long stretch is folded but for the words next to a change", () => {
  const words = "lorem ipsum dolor sit amet ".repeat(20);
  const [head, fold, tail, gone] = segmentsOf([same(words), old("end")], false);
  assert.equal(head?.kind, "fold");
  assert.equal(fold?.kind, "same");
  assert.equal(tail?.kind, "old");
  assert.equal(gone, undefined);
  const between = segmentsOf([old("a"), same(words), come("b")], false);
  assert.deepEqual(
    between.map(({ kind }) => kind),
    ["old", "same", "fold", "same", "new"],
  );
  assert.equal(between.slice(1, 4).map(({ parts }) => drawn(parts)).join(""), words);
  const middle = between[2];
  assert.ok(middle?.kind === "fold" && middle.count === drawn(middle.parts).length);
  assert.match(drawn(between[1]?.parts ?? []), /(lorem|ipsum|dolor|sit|amet) $/);
  assert.match(drawn(between[3]?.parts ?? []), /^ (lorem|ipsum|dolor|sit|amet)/);
});

test("a short stretch is not folded, and a word without a blank is parted inside", () => {
  assert.deepEqual(shown([old("a"), same("x".repeat(150)), come("b")]).length, 3);
  const long = "x".repeat(400);
  const parted = segmentsOf([old("a"), same(long), come("b")], false);
  assert.equal(parted.slice(1, 4).map(({ parts }) => drawn(parts)).join(""), long);
  assert.equal(parted.length, 5);
});

test("a text that does not change is folded whole", () => {
  assert.deepEqual(
    segmentsOf([same("word ".repeat(60))], false).map(({ kind }) => kind),
    ["fold"],
  );
  assert.deepEqual(shown([same("short")]), ["=short"]);
});

test("blanks that change are seen; those between words are not marked", () => {
  assert.deepEqual(shown([same("a"), old(" "), same("b")]), ["=a", "-·", "=b"]);
  assert.deepEqual(shown([old("one two"), come("one  two")]), ["-one two", "+one··two"]);
  assert.deepEqual(shown([come("x\ty\u00a0z\r\nend ")]), ["+x→y⍽z↵\nend "]);
  assert.deepEqual(shown([old("\n")]), ["-↵\n"]);
});

test("lines of a plain text stay lines", () => {
  assert.deepEqual(shown([same("one\n\ntwo "), come("three")]), ["=one\n\ntwo ", "+three"]);
});

test("of HTML that stays only the words are shown, its blocks on lines of their own", () => {
  assert.deepEqual(
    shown([same("<p>Fast &amp; <b>small</b>&nbsp;&#39;kit&#x27;</p>\n<ul><li>One</li><li>Two</li></ul><p>"), come("New")], true),
    ["=Fast & small\u00a0'kit'\n• One\n• Two\n", "+New"],
  );
  assert.deepEqual(shown([same("&unknown; &#0; &#99999999; x")], true), ["=&unknown; &#0; &#99999999; x"]);
});

test("tags that change are shown as they are written", () => {
  assert.deepEqual(shown([same("<p>See "), old('<a href="http://a.example">'), come('<a href="https://a.example">'), same("this</a></p>")], true), [
    "=See ",
    '-{<a href="http://a.example">}',
    '+{<a href="https://a.example">}',
    "=this\n",
  ]);
  assert.deepEqual(shown([come("<p>Licence</p>"), same("<!-- note -->")], true), ["+{<p>}Licence{</p>}"]);
});

test("in a plain text nothing is taken for HTML", () => {
  assert.deepEqual(shown([same("a <b> &amp; "), come("<i>")]), ["=a <b> &amp; ", "+<i>"]);
});

test("what was left out stays a gap with its words", () => {
  const gap: DiffPiece = { kind: "gap", text: "240 left out" };
  const [head, left, tail] = segmentsOf([old("a"), gap, gap, come("b")], false);
  assert.equal(head?.kind, "old");
  assert.deepEqual([left, tail], [{ kind: "gap", parts: [], text: "240 left out" }, left]);
});
