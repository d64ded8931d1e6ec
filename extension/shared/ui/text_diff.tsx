/** A text with what goes struck and what comes underlined, in place; said as well as shown. */

import type { ComponentChildren, VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

import { t, tn } from "../i18n.ts";
import { segmentsOf } from "./diff_parts.ts";
import type { Blank, DiffPart, DiffPiece } from "./diff_parts.ts";

export interface TextDiffProps {
  pieces: readonly DiffPiece[];
  /** The text is HTML. */
  html?: boolean;
  /** Everything that stays is shown, too. */
  open?: boolean;
  /** A fold or a gap was opened; what is in a gap has to be fetched. */
  onOpen?: (() => void) | undefined;
  /** False where the keys open it in another way, as in the rows of a table. */
  tabbable?: boolean;
}

export function TextDiff({ pieces, html = false, open = false, onOpen, tabbable = true }: TextDiffProps) {
  const [isOpened, setOpened] = useState(false);
  const segments = useMemo(() => segmentsOf(pieces, html), [pieces, html]);
  const fold = (n: number, text: string): VNode => (
    <button
      key={n}
      class="diff-fold"
      type="button"
      tabIndex={tabbable ? 0 : -1}
      data-testid="diff-fold"
      onClick={(event) => {
        event.stopPropagation();
        setOpened(true);
        onOpen?.();
      }}
    >
      {text}
    </button>
  );
  return (
    <span class="text-diff">
      {segments.map((segment, n) => {
        switch (segment.kind) {
          case "gap":
            return fold(n, segment.text);
          case "fold":
            return open || isOpened ? (
              <Parts key={n} parts={segment.parts} />
            ) : (
              fold(n, tn("diff_unchanged", segment.count))
            );
          default:
            return <Changed key={n} kind={segment.kind} parts={segment.parts} />;
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
          {kind === "same" ? text : kind === "old" ? <Gone>{text}</Gone> : <Come>{text}</Come>}
        </li>
      ))}
    </ul>
  );
}

interface ChangedProps {
  kind: "same" | "old" | "new";
  parts: readonly DiffPart[];
}

function Changed({ kind, parts }: ChangedProps) {
  const drawn = <Parts parts={parts} />;
  return kind === "same" ? drawn : kind === "old" ? <Gone>{drawn}</Gone> : <Come>{drawn}</Come>;
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
