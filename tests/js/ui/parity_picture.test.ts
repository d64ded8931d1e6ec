import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn, svgText } from "../../../extension/sidepanel/views/parity/picture.ts";
import type { PictureBar } from "../../../extension/sidepanel/views/parity/picture.ts";
import { linePoints } from "../../../extension/sidepanel/views/parity/sparkline.tsx";

const WORDS = { title: "Icons", before: "Full price", after: "With the code", native: "Gumroad's" };
const COLOURS = { paper: "white", ink: "black", muted: "grey", before: "tan", after: "red", native: "blue" };
const BARS: readonly PictureBar[] = [
  { name: "India", price: 2000, left: 1000, native: 800, text: "$10" },
  { name: "A & B <land>", price: 2000, left: 2000, native: 2000, text: "$20" },
];

function bars(width: number, fill: string): readonly number[] {
  return drawn(BARS, width, WORDS, COLOURS)
    .shapes.filter(
      ({ tag, attributes }) => tag === "rect" && attributes["rx"] === 2 && attributes["fill"] === fill,
    )
    .map(({ attributes }) => Number(attributes["width"]));
}

test("bars are as long as their prices", () => {
  const [india = 0, other = 0] = bars(600, "red");
  const [full = 0] = bars(600, "tan");
  assert.equal(other, full);
  assert.equal(india * 2, full);
});

test("nothing reaches out of the drawing, however narrow it is", () => {
  for (const width of [280, 320, 900]) {
    for (const { attributes } of drawn(BARS, width, WORDS, COLOURS).shapes) {
      const right = Number(attributes["x"] ?? attributes["x2"] ?? 0) + Number(attributes["width"] ?? 0);
      assert.ok(right <= width, `${right} of ${width}`);
    }
  }
});

test("Gumroad's own price is marked only where it is lower than the full one", () => {
  const lines = drawn(BARS, 600, WORDS, COLOURS).shapes.filter(({ tag }) => tag === "line");
  assert.equal(lines.length, 1);
});

test("a file holds texts as texts", () => {
  const text = svgText(drawn(BARS, 600, WORDS, COLOURS), 'Icons "& more"');
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.ok(text.includes("A &amp; B &lt;land&gt;"));
  assert.ok(text.includes("<title>Icons &quot;&amp; more&quot;</title>"));
});

test("a line goes from edge to edge, higher for more, and never out of its box", () => {
  const points = linePoints([0, 30, 90], 60, 72);
  assert.deepEqual(
    points.map(([x]) => x),
    [3, 36, 69],
  );
  const [none = 0, half = 0, most = 0] = points.map(([, y]) => y);
  assert.ok(none > half && half > most && most >= 0 && none <= 20);
});
