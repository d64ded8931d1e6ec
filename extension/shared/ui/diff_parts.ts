/**
 * A text compared with what it becomes, cut into what is drawn: words that stay, go and come, HTML only where it
 * changes, spaces that changed made visible, and long stretches that stay folded. Pure.
 */

/** A `gap` stands for a stretch that stays and is not here; its text says how long it is. */
export interface DiffPiece {
  kind: "same" | "old" | "new" | "gap";
  text: string;
}

/** What stands for a blank that would not be seen: its sign, and the name of it for those who hear it. */
export type Blank = "space" | "tab" | "line" | "fixed";

export type DiffPart =
  | { what: "text"; text: string }
  | { what: "tag"; text: string }
  | { what: "blank"; blank: Blank }
  | { what: "break" };

export type DiffSegment =
  | { kind: "same" | "old" | "new"; parts: readonly DiffPart[] }
  /** Parts that stay and are shown when asked for; `count` is how many characters they have. */
  | { kind: "fold"; parts: readonly DiffPart[]; count: number }
  | { kind: "gap"; parts: readonly []; text: string };

/** So much of what stays is shown beside a change. */
const CONTEXT = 48;
/** A stretch is folded when that hides at least so many characters. */
const WORTH_FOLDING = 90;

const HTML_TOKEN = /<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi;
const BLOCK = /^<\/?(?:p|div|h[1-6]|ul|ol|li|blockquote|pre|hr|br|figure|figcaption|table|tr|section|article)\b/i;
const ITEM = /^<li\b/i;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
};

/** `html`: the text is HTML; of it only the words are shown, and the tags that go or come. */
export function segmentsOf(pieces: readonly DiffPiece[], html: boolean): readonly DiffSegment[] {
  const joined = merged(pieces);
  const segments: DiffSegment[] = [];
  joined.forEach(({ kind, text }, at) => {
    if (kind === "gap") {
      segments.push({ kind, parts: [], text });
      return;
    }
    if (kind !== "same") {
      segments.push({ kind, parts: changedParts(text, html) });
      return;
    }
    const parts = html ? keptHtml(text, at === 0) : keptText(text);
    segments.push(...folded(parts, at === 0 ? 0 : CONTEXT, at === joined.length - 1 ? 0 : CONTEXT));
  });
  return segments.filter(({ kind, parts }) => kind === "gap" || parts.length > 0);
}

/** Neighbours of one kind as one piece; empty ones left out. */
function merged(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const joined: DiffPiece[] = [];
  for (const { kind, text } of pieces) {
    const last = joined.at(-1);
    if (text === "") continue;
    if (last?.kind === kind && kind !== "gap") joined[joined.length - 1] = { kind, text: last.text + text };
    else joined.push({ kind, text });
  }
  return joined;
}

function keptText(text: string): readonly DiffPart[] {
  return text
    .split("\n")
    .flatMap((line, n): DiffPart[] => [
      ...(n === 0 ? [] : [{ what: "break" as const }]),
      ...(line === "" ? [] : [{ what: "text" as const, text: line }]),
    ]);
}

/** The words of HTML that stays; its blocks begin a line. */
function keptHtml(source: string, isFirst: boolean): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  for (const token of tokensOf(source)) {
    if (!token.isTag) {
      const text = decoded(token.text).replace(/[^\S\u00a0]+/g, " ");
      const atStart = parts.length === 0 ? isFirst : parts.at(-1)?.what === "break";
      const shown = atStart ? text.trimStart() : text;
      if (shown !== "") parts.push({ what: "text", text: shown });
    } else if (BLOCK.test(token.text)) {
      if (parts.at(-1)?.what !== "break" && !(isFirst && parts.length === 0)) parts.push({ what: "break" });
      if (ITEM.test(token.text)) parts.push({ what: "text", text: "• " });
    }
  }
  return parts;
}

function changedParts(source: string, html: boolean): readonly DiffPart[] {
  if (!html) return withBlanks(source);
  return [...tokensOf(source)].flatMap(({ text, isTag }): readonly DiffPart[] =>
    isTag ? [{ what: "tag", text }] : withBlanks(decoded(text)),
  );
}

function* tokensOf(source: string): Generator<{ text: string; isTag: boolean }> {
  let from = 0;
  for (const match of source.matchAll(HTML_TOKEN)) {
    if (match.index > from) yield { text: source.slice(from, match.index), isTag: false };
    yield { text: match[0], isTag: true };
    from = match.index + match[0].length;
  }
  if (from < source.length) yield { text: source.slice(from), isTag: false };
}

/** Character references as the characters they stand for; an unknown one as it is written. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, tens?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = tens === undefined ? Number.parseInt(hex ?? "", 16) : Number(tens);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const BLANKS: Readonly<Record<string, Blank>> = { " ": "space", "\t": "tab", "\n": "line", "\u00a0": "fixed" };

/** Blanks are seen by themselves only between words: alone, several at once, or of another kind they get a sign. */
function withBlanks(text: string): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  for (const [run] of text.replaceAll("\r\n", "\n").matchAll(/\s+|\S+(?: \S+)*/g)) {
    if (/\S/.test(run)) {
      parts.push({ what: "text", text: run });
      continue;
    }
    const isPlain = run === " " && /\S/.test(text);
    if (isPlain) parts.push({ what: "text", text: run });
    else {
      for (const sign of run) {
        parts.push({ what: "blank", blank: BLANKS[sign] ?? "space" });
        if (sign === "\n") parts.push({ what: "break" });
      }
    }
  }
  return parts;
}

/** A stretch that stays: what is near a change (so many characters at its start and its end), the rest folded. */
function folded(parts: readonly DiffPart[], atStart: number, atEnd: number): readonly DiffSegment[] {
  const length = lengthOf(parts);
  if (length - atStart - atEnd < WORTH_FOLDING) return [{ kind: "same", parts }];
  const [head, rest] = splitAt(parts, atStart, "before");
  const [middle, tail] = splitAt(rest, lengthOf(rest) - atEnd, "after");
  return [
    { kind: "same", parts: head },
    { kind: "fold", parts: middle, count: lengthOf(middle) },
    { kind: "same", parts: tail },
  ];
}

function lengthOf(parts: readonly DiffPart[]): number {
  return parts.reduce((sum, part) => sum + (part.what === "text" ? part.text.length : 0), 0);
}

/** Two halves, parted between words: at the blank before or after the place. */
function splitAt(
  parts: readonly DiffPart[],
  place: number,
  side: "before" | "after",
): readonly [readonly DiffPart[], readonly DiffPart[]] {
  if (place <= 0) return [[], parts];
  let left = place;
  for (const [n, part] of parts.entries()) {
    if (part.what !== "text") continue;
    if (left < part.text.length) {
      const cut = cutPlace(part.text, left, side);
      const pieces = [part.text.slice(0, cut), part.text.slice(cut)] as const;
      return [
        [...parts.slice(0, n), ...textPart(pieces[0])],
        [...textPart(pieces[1]), ...parts.slice(n + 1)],
      ];
    }
    left -= part.text.length;
  }
  return [parts, []];
}

/** A word longer than the context itself is parted inside. */
function cutPlace(text: string, place: number, side: "before" | "after"): number {
  const blank = side === "before" ? text.lastIndexOf(" ", place) + 1 : text.indexOf(" ", place);
  const isNear = blank >= 0 && Math.abs(blank - place) < CONTEXT / 2;
  return isNear && (blank > 0 || side === "after") ? blank : place;
}

function textPart(text: string): readonly DiffPart[] {
  return text === "" ? [] : [{ what: "text", text }];
}
