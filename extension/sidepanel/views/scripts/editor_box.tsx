/** The editor, loaded when the tool is first looked at; until then the script as plain text. */

import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import { useScripts } from "../../scripts/context.ts";
import type * as EditorModule from "../../script_editor.ts";
import type { Editor } from "../../script_editor.ts";

export interface EditorBoxProps {
  trouble: { line: number; message: string } | null;
  onRun: () => void;
  onSave: () => void;
}

const EDITOR = "script_editor.js";

export function EditorBox({ trouble, onRun, onSave }: EditorBoxProps) {
  const scripts = useScripts();
  const latest = useRef({ scripts, onRun, onSave });
  latest.current = { scripts, onRun, onSave };
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const names = scripts.shelf?.reference;
  useEffect(() => {
    if (names === undefined) return undefined;
    let gone = false;
    let made: Editor | null = null;
    void import(new URL(EDITOR, location.href).href).then(({ createEditor }: typeof EditorModule) => {
      if (gone || box.current === null) return;
      made = createEditor(box.current, {
        text: latest.current.scripts.text,
        label: t("scripts_text"),
        names,
        onChange: (text) => latest.current.scripts.typed(text),
        onPaste: (characters) => latest.current.scripts.pasted(characters),
        onRun: () => latest.current.onRun(),
        onSave: () => latest.current.onSave(),
      });
      setEditor(made);
    });
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [names === undefined]);
  useEffect(() => editor?.setText(latest.current.scripts.text), [editor, scripts.opened]);
  useEffect(
    () => editor?.mark(trouble?.line ?? null, trouble?.message ?? ""),
    [editor, trouble?.line, trouble?.message],
  );
  return (
    <div class="script-editor" data-testid="script-editor">
      <div ref={box} class="script-editor-box" />
      {editor === null ? <pre class="script-waiting">{scripts.text}</pre> : null}
    </div>
  );
}
