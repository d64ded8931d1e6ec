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

/** `=` what stays, `-` what goes, `+` what comes, `…` what is folded, `?` what is not here. */
function shown(pieces: readonly DiffPiece[], tags = false): readonly string[] {
  const mark = { same: "=", old: "-", new: "+" } as const;
  return segmentsOf(pieces, tags).map((segment) => {
    switch (segment.kind) {
      case "fold":
        return `…${segment.text}`;
      case "gap":
        return `?${segment.text}`;
      default:
        return mark[segment.kind] + drawn(segment.parts);
    }
  });
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

test("a long stretch is folded between words, but for those next to a change", () => {
  const words = "lorem ipsum dolor sit amet ".repeat(20);
  const between = shown([old("a"), same(words), come("b")]);
  assert.deepEqual(
    between.map((each) => each[0]),
    ["-", "=", "…", "=", "+"],
  );
  assert.equal(between.slice(1, 4).map((each) => each.slice(1)).join(""), words);
  assert.match(between[1] ?? "", /(lorem|ipsum|dolor|sit|amet)$/);
  assert.match(between[3] ?? "", /^=(lorem|ipsum|dolor|sit|amet) /);
  const fold = segmentsOf([same(words), old("end")], false)[0];
  assert.ok(fold?.kind === "fold" && fold.words > 70 && fold.words < 100);
});

test("before the first change and behind the last nothing but the words next to it is shown", () => {
  const words = "word ".repeat(100);
  assert.deepEqual(
    shown([same(words), old("a"), same(words)]).map((each) => each[0]),
    ["…", "=", "-", "=", "…"],
  );
});

test("a short stretch is not folded, and a word without a blank is parted inside", () => {
  assert.equal(shown([old("a"), same("x".repeat(240)), come("b")]).length, 3);
  const long = "x".repeat(900);
  const parted = shown([old("a"), same(long), come("b")]);
  assert.equal(parted.length, 5);
  assert.equal(parted.slice(1, 4).map((each) => each.slice(1)).join(""), long);
});

test("a text that does not change is folded whole", () => {
  const text = "word ".repeat(60);
  assert.deepEqual(shown([same(text)]), [`…${text}`]);
  assert.deepEqual(shown([same("short")]), ["=short"]);
});

test("what was left out stays a gap with its words", () => {
  const gap: DiffPiece = { kind: "gap", text: "… 34 words …" };
  assert.deepEqual(shown([old("a"), gap, gap, come("b")]), ["-a", "?… 34 words …", "?… 34 words …", "+b"]);
});

test("blanks that change are seen; those between words are not marked", () => {
  assert.deepEqual(shown([same("a"), old(" "), same("b")]), ["=a", "-·", "=b"]);
  assert.deepEqual(shown([old("one two"), come("one  two")]), ["-one two", "+one··two"]);
  assert.deepEqual(shown([come("x\ty\u00a0z\r\n end ")]), ["+x→y⍽z↵\n·end "]);
  assert.deepEqual(shown([come("\nx\n\ny")]), ["+\nx\n\ny"]);
  assert.deepEqual(shown([old("\n"), come("\u2009\u2009")]), ["-↵\n", "+··"]);
});

test("lines of a text that stays are left as they are", () => {
  assert.deepEqual(shown([same("one\n\ntwo "), come("three")]), ["=one\n\ntwo ", "+three"]);
});

test("tags that change are told apart from words", () => {
  const link = [same("See "), old('<a href="http://a.example">'), come('<a href="https://a.example">'), same("this")];
  assert.deepEqual(shown(link, true), [
    "=See ",
    '-{<a href="http://a.example">}',
    '+{<a href="https://a.example">}',
    "=this",
  ]);
  assert.deepEqual(shown([come("<p>Licence</p>"), same("<b>"), old("<!-- note -->")], true), [
    "+{<p>}Licence{</p>}",
    "=<b>",
    "-{<!-- note -->}",
  ]);
  assert.deepEqual(shown([same("a <b> "), come("<i>")]), ["=a <b> ", "+<i>"]);
});
