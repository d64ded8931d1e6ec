/**
 * A text compared with what it becomes, cut into what is drawn: words that stay, go and come, HTML told apart where it
 * changes, blanks that changed made visible, and long stretches that stay folded. Pure.
 */

/** A `gap` stands for a stretch that stays and is not here; its text says how long it is. */
export interface DiffPiece {
  kind: "same" | "old" | "new" | "gap";
  text: string;
}

/** A blank that would not be seen. */
export type Blank = "space" | "tab" | "line" | "fixed";

export type DiffPart =
  | { what: "text"; text: string }
  | { what: "tag"; text: string }
  | { what: "blank"; blank: Blank }
  | { what: "break" };

export type DiffSegment =
  | { kind: "same" | "old" | "new"; parts: readonly DiffPart[] }
  /** A text that stays and is shown when asked for; `words` is how many it has. */
  | { kind: "fold"; text: string; words: number }
  | { kind: "gap"; text: string };

/** A stretch that stays is shown whole up to this length, else so much of it beside a change. As the core does. */
const LONGEST_SAME = 240;
const CONTEXT = 80;

const HTML_TOKEN = /<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi;

/** `tags`: the text is what a buyer reads of HTML; tags that go or come among it are told apart. */
export function segmentsOf(pieces: readonly DiffPiece[], tags: boolean): readonly DiffSegment[] {
  const joined = merged(pieces);
  return joined.flatMap(({ kind, text }, at): readonly DiffSegment[] => {
    switch (kind) {
      case "gap":
        return [{ kind, text }];
      case "same":
        return folded(text, at === 0, at === joined.length - 1);
      case "old":
      case "new":
        return [{ kind, parts: tags ? withTags(text) : withBlanks(text) }];
    }
  });
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

/** What is near a change stays to be seen; a text that does not change at all is folded whole. */
function folded(text: string, isFirst: boolean, isLast: boolean): readonly DiffSegment[] {
  if (text.length <= LONGEST_SAME) return [{ kind: "same", parts: plain(text) }];
  const head = isFirst ? 0 : wordEnd(text, CONTEXT);
  const tail = isLast ? text.length : wordStart(text, text.length - CONTEXT);
  const middle = text.slice(head, tail);
  const segments: readonly DiffSegment[] = [
    { kind: "same", parts: plain(text.slice(0, head)) },
    { kind: "fold", text: middle, words: middle.split(/\s+/).filter((word) => word !== "").length },
    { kind: "same", parts: plain(text.slice(tail)) },
  ];
  return segments.filter((segment) => segment.kind === "fold" || ("parts" in segment && segment.parts.length > 0));
}

/** The end of the word that goes across a place; a word that is too long is parted inside. */
function wordEnd(text: string, place: number): number {
  const blank = text.slice(place).search(/\s/);
  return blank < 0 || blank > CONTEXT ? place : place + blank;
}

function wordStart(text: string, place: number): number {
  const before = text.slice(0, place);
  const from = before.length - (/\S*$/.exec(before)?.[0].length ?? 0);
  return place - from > CONTEXT ? place : from;
}

function plain(text: string): readonly DiffPart[] {
  return text === "" ? [] : [{ what: "text", text }];
}

function withTags(source: string): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  let from = 0;
  for (const match of source.matchAll(HTML_TOKEN)) {
    parts.push(...withBlanks(source.slice(from, match.index)), { what: "tag", text: match[0] });
    from = match.index + match[0].length;
  }
  return [...parts, ...withBlanks(source.slice(from))];
}

const BLANKS: Readonly<Record<string, Blank>> = { " ": "space", "\t": "tab", "\n": "line", "\u00a0": "fixed" };

/** Blanks between words need no sign, and a new line is seen; alone, several at once, or of another kind they get one. */
function withBlanks(text: string): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  const hasWords = /\S/.test(text);
  for (const [run] of text.replaceAll("\r\n", "\n").matchAll(/\s+|\S+(?: \S+)*/g)) {
    if (/\S/.test(run) || (hasWords && /^(?: |\n+)$/.test(run))) parts.push({ what: "text", text: run });
    else {
      for (const sign of run) {
        parts.push({ what: "blank", blank: BLANKS[sign] ?? "space" });
        if (sign === "\n") parts.push({ what: "break" });
      }
    }
  }
  return parts;
}
