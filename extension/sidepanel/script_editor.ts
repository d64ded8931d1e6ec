/** The editor of scripts: Python's colours, our names completed, errors marked on their line. Loaded when it is needed. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { globalCompletion, localCompletionSource, python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

import type { Entry } from "../shared/protocol.d.ts";

export interface EditorOptions {
  text: string;
  /** What it is called for those who do not see it. */
  label: string;
  names: readonly Entry[];
  onChange: (text: string) => void;
  /** How many characters were pasted at once. */
  onPaste: (characters: number) => void;
  onRun: () => void;
  onSave: () => void;
}

export interface Editor {
  text: () => string;
  setText: (text: string) => void;
  /** Mark a line (from 1) with a sentence; null takes the mark away. */
  mark: (line: number | null, message: string) => void;
  focus: () => void;
  destroy: () => void;
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], color: "var(--ember-strong)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--up)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--info)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--info)" },
  { tag: tags.className, color: "var(--care)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "var(--text)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ember)" },
  ".cm-cursor": { borderLeftColor: "var(--ember)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--ember-soft)",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--info-soft)", outline: "1px solid var(--line-strong)" },
  ".cm-selectionMatch": { backgroundColor: "var(--care-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--care-soft)", outline: "1px solid var(--care)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-small)",
    boxShadow: "var(--shadow-high)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--ember-soft)",
    color: "var(--ink)",
  },
  ".cm-completionInfo": { padding: "8px 10px", maxWidth: "320px", whiteSpace: "pre-line" },
  ".cm-completionIcon": { display: "none" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { padding: "8px" },
  ".cm-panel.cm-search label": { color: "var(--muted)" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "var(--radius-small)",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "var(--radius-small)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--down)" },
});

export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        lintGutter(),
        python(),
        syntaxHighlighting(COLOURS),
        LOOK,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": options.label, "data-testid": "script-text", tabindex: "0" }),
        autocompletion({ override: [ours(options.names), globalCompletion, localCompletionSource], icons: false }),
        keymap.of([
          { key: "Mod-Enter", run: () => (options.onRun(), true) },
          { key: "Mod-s", run: () => (options.onSave(), true), preventDefault: true },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.domEventHandlers({
          paste(event) {
            options.onPaste(event.clipboardData?.getData("text/plain").length ?? 0);
            return false;
          },
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      if (text !== view.state.doc.toString()) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      }
    },
    mark(line, message) {
      const at = line === null ? null : Math.min(Math.max(1, line), view.state.doc.lines);
      const found = at === null ? [] : [{ ...lineRange(view.state, at), severity: "error" as const, message }];
      view.dispatch(setDiagnostics(view.state, found));
      if (found[0] !== undefined) view.dispatch({ effects: EditorView.scrollIntoView(found[0].from, { y: "center" }) });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** The owner of what a script may define for other tools. */
const DEFINED = "def";

function lineRange(state: EditorState, line: number): { from: number; to: number } {
  const { from, to } = state.doc.line(line);
  return { from, to };
}

/**
 * Behind `shop.` and `plan.` what they can do, behind any other dot the fields of what is read, behind `def` the functions
 * that other tools ask, else our own names.
 */
export function ours(names: readonly Entry[]): (context: CompletionContext) => CompletionResult | null {
  const completion = ({ owner, name, signature, about, example }: Entry): Completion => ({
    label: name,
    type: "function",
    detail: owner === "shop" || owner === "plan" ? signature.slice(signature.indexOf("(")) : owner,
    info: [signature, about, example].filter(Boolean).join("\n\n"),
  });
  const own = names.filter(({ owner }) => owner === "").map(completion);
  const roots = ["shop", "plan"].map((label) => ({ label, type: "variable" }));
  const fields = names.filter(({ owner }) => !["", "shop", "plan", DEFINED].includes(owner)).map(completion);
  const defined = names
    .filter(({ owner }) => owner === DEFINED)
    .map((entry) => ({ ...completion(entry), detail: "", apply: entry.signature.slice(`${DEFINED} `.length) }));
  return (context) => {
    const dotted = context.matchBefore(/\b([\p{L}_][\p{L}\p{N}_]*)\.[\p{L}\p{N}_]*/u);
    if (dotted !== null) {
      const [root = ""] = dotted.text.split(".", 1);
      const of = names.filter(({ owner }) => owner === root).map(completion);
      return { from: dotted.from + root.length + 1, options: of.length > 0 ? of : unique(fields), validFor: /^\w*$/ };
    }
    const definition = context.matchBefore(/\bdef [\p{L}\p{N}_]*/u);
    if (definition !== null) {
      return { from: definition.from + `${DEFINED} `.length, options: defined, validFor: /^\w*$/ };
    }
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (word === null && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options: [...roots, ...own], validFor: /^\w*$/ };
  };
}

/** Fields of several kinds of objects under one name are offered once. */
function unique(options: readonly Completion[]): Completion[] {
  return [...new Map(options.map((option) => [option.label, option])).values()];
}
