/** A file of lines: picked or dropped, and what is wrong in it line by line. */

import { useRef, useState } from "preact/hooks";

import { t } from "../i18n.ts";
import { Button } from "./button.tsx";
import { Notice } from "./surface.tsx";
import type { Severity } from "./surface.tsx";

const MOST_PROBLEMS = 50;

export interface TextFileProps {
  /** The name of the chosen file; empty for none. */
  fileName: string;
  /** What stands there while no file is chosen. */
  hint: string;
  onFile: (file: File) => void;
  /** What the button says, and which files it offers; a file of lines where it is not said. */
  label?: string;
  accept?: string;
  /** Test ids begin with it. */
  testid: string;
}

/** A place to drop a file, with the button that picks one. */
export function TextFile({
  fileName,
  hint,
  onFile,
  testid,
  label = t("codes_import_pick"),
  accept = ".csv,.txt,.tsv,text/csv,text/plain",
}: TextFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <div
      class={isOver ? "drop over" : "drop"}
      data-testid={`${testid}-drop`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) onFile(file);
      }}
    >
      <input
        ref={input}
        class="unseen"
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        data-testid={`${testid}-file`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <Button icon="upload" testid={`${testid}-pick`} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <span class={fileName === "" ? "clip grow muted" : "clip grow"}>{fileName === "" ? hint : fileName}</span>
    </div>
  );
}

export interface LineProblemsProps {
  problems: readonly { line: number; text: string }[];
  title: string;
  severity: Severity;
  testid: string;
}

/** The first of what is wrong, each with its line. */
export function LineProblems({ problems, title, severity, testid }: LineProblemsProps) {
  const shown = problems.slice(0, MOST_PROBLEMS);
  return (
    <Notice severity={severity} title={title} testid={testid}>
      <ol class="line-problems">
        {shown.map(({ line, text }) => (
          <li key={`${line} ${text}`}>
            <span class="muted num">{t("codes_line", line)}</span> <span>{text}</span>
          </li>
        ))}
      </ol>
      {problems.length > shown.length ? (
        <p class="small">{t("note_more", problems.length - shown.length)}</p>
      ) : null}
    </Notice>
  );
}
