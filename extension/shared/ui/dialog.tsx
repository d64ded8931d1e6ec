/** A question or a sheet above the page, on the browser's own dialog: Escape, focus and the veil come with it. */

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../i18n.ts";
import { IconButton } from "./button.tsx";

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons, the one that goes forward last. */
  foot?: ComponentChildren;
  testid?: string;
}

/** Open as long as it is drawn. */
export function Dialog({ title, onClose, children, foot, testid }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      data-testid={testid}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      <div class="dialog-body">{children}</div>
      {foot ? <div class="dialog-foot">{foot}</div> : null}
    </dialog>
  );
}
