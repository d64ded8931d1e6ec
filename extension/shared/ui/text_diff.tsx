/** A text with what goes struck and what comes underlined, in place; said as well as shown. */

import type { ComponentChildren, VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

import { t, tn } from "../i18n.ts";
import { segmentsOf } from "./diff_parts.ts";
import type { Blank, DiffPart, DiffPiece } from "./diff_parts.ts";

export interface TextDiffProps {
  pieces: readonly DiffPiece[];
  /** The text is what a buyer reads of HTML; tags that change are told apart. */
  tags?: boolean;
  /** Everything that stays is shown, too. */
  open?: boolean;
  /** Fetches what is in a gap; where there is none, a gap is just said. */
  onOpen?: (() => void) | undefined;
  /** False where the keys open it in another way, as in the rows of a table. */
  tabbable?: boolean;
}

export function TextDiff({ pieces, tags = false, open = false, onOpen, tabbable = true }: TextDiffProps) {
  const [isOpened, setOpened] = useState(false);
  const segments = useMemo(() => segmentsOf(pieces, tags), [pieces, tags]);
  const fold = (n: number, words: string, opened: () => void): VNode => (
    <button
      key={n}
      class="diff-fold"
      type="button"
      tabIndex={tabbable ? 0 : -1}
      title={t("diff_open")}
      data-testid="diff-fold"
      onClick={opened}
    >
      {words}
    </button>
  );
  return (
    <span class="text-diff">
      {segments.map((segment, n) => {
        switch (segment.kind) {
          case "gap":
            return onOpen === undefined ? (
              <span key={n} class="diff-gap">
                {segment.text}
              </span>
            ) : (
              fold(n, segment.text, onOpen)
            );
          case "fold":
            return open || isOpened ? segment.text : fold(n, tn("diff_words", segment.words), () => setOpened(true));
          case "same":
            return <Parts key={n} parts={segment.parts} />;
          case "old":
            return (
              <Gone key={n}>
                <Parts parts={segment.parts} />
              </Gone>
            );
          case "new":
            return (
              <Come key={n}>
                <Parts parts={segment.parts} />
              </Come>
            );
        }
      })}
    </span>
  );
}

/** Tags as chips: those that stay, go and come. */
export function TagsDiff({ pieces }: { pieces: readonly DiffPiece[] }) {
  return (
    <ul class="tags-diff">
      {pieces.map(({ kind, text }) => (
        <li key={`${kind} ${text}`} class={`tag-${kind}`}>
          {kind === "old" ? <Gone>{text}</Gone> : kind === "new" ? <Come>{text}</Come> : text}
        </li>
      ))}
    </ul>
  );
}

function Gone({ children }: { children: ComponentChildren }) {
  return (
    <del>
      <span class="unseen">{t("diff_removed")} </span>
      {children}
    </del>
  );
}

function Come({ children }: { children: ComponentChildren }) {
  return (
    <ins>
      <span class="unseen">{t("diff_added")} </span>
      {children}
    </ins>
  );
}

const SIGNS: Readonly<Record<Blank, string>> = { space: "·", tab: "→", line: "↵", fixed: "⍽" };

function Parts({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <>
      {parts.map((part, n) => {
        switch (part.what) {
          case "text":
            return part.text;
          case "tag":
            return <code key={n}>{part.text}</code>;
          case "blank":
            return (
              <span key={n} class="diff-blank" title={t(`diff_blank_${part.blank}`)}>
                <span aria-hidden="true">{SIGNS[part.blank]}</span>
                <span class="unseen">{t(`diff_blank_${part.blank}`)} </span>
              </span>
            );
          case "break":
            return <br key={n} />;
        }
      })}
    </>
  );
}
