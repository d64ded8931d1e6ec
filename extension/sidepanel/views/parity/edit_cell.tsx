/** A cell that is typed over where it stands. */

import { useLayoutEffect, useRef } from "preact/hooks";

export interface EditCellProps {
  text: string;
  /** What is in the field when it opens. */
  initial: string;
  /** What the button says it does, and the field what it is. */
  label: string;
  fieldLabel: string;
  open: boolean;
  numeric?: boolean;
  faint?: boolean;
  testid: string;
  onOpen: () => void;
  /** Null: as it was. */
  onDone: (text: string | null) => void;
}

export function EditCell(props: EditCellProps) {
  if (props.open) return <Input {...props} />;
  const classes = ["cell-edit", props.numeric ? "num" : "", props.faint ? "faint" : ""].filter(Boolean).join(" ");
  return (
    <button
      class={classes}
      type="button"
      tabIndex={-1}
      title={props.label}
      aria-label={`${props.text === "" ? "" : `${props.text}. `}${props.label}`}
      data-testid={props.testid}
      onClick={props.onOpen}
    >
      {props.text === "" ? "–" : props.text}
    </button>
  );
}

/** Enter or leaving takes what was typed, Escape leaves it. */
function Input({ initial, fieldLabel, numeric = false, testid, onDone }: EditCellProps) {
  const input = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const settle = (text: string | null): void => {
    if (settled.current) return;
    settled.current = true;
    const grid = input.current?.closest<HTMLElement>('[role="grid"]');
    onDone(text === initial ? null : text);
    grid?.focus({ preventScroll: true });
  };
  return (
    <input
      ref={input}
      class={numeric ? "cell-edit num" : "cell-edit"}
      inputMode={numeric ? "decimal" : undefined}
      aria-label={fieldLabel}
      data-testid={`${testid}-input`}
      defaultValue={initial}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") settle(event.currentTarget.value.trim());
        else if (event.key === "Escape") settle(null);
      }}
      onBlur={(event) => settle(event.currentTarget.value.trim())}
    />
  );
}
