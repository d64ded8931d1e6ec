/** Chips: small choices, and what has been chosen. */

import type { ComponentChildren } from "preact";

import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";

export interface ChipProps {
  children: ComponentChildren;
  on?: boolean;
  onClick?: () => void;
  href?: string;
  testid?: string;
}

export function Chip({ children, on = false, onClick, href, testid }: ChipProps) {
  const classes = on ? "chip on" : "chip";
  if (href !== undefined) {
    return (
      <a class={classes} href={href} data-testid={testid}>
        {children}
      </a>
    );
  }
  if (onClick === undefined) {
    return (
      <span class={classes} data-testid={testid}>
        {children}
      </span>
    );
  }
  return (
    <button class={classes} type="button" aria-pressed={on} data-testid={testid} onClick={onClick}>
      {children}
    </button>
  );
}

/** A chosen thing that can be taken away again. */
export function RemovableChip({ text, onRemove, testid }: { text: string; onRemove: () => void; testid?: string }) {
  return (
    <span class="chip on" data-testid={testid}>
      <span class="clip">{text}</span>
      <button
        class="chip-remove"
        type="button"
        aria-label={t("remove", text)}
        title={t("remove", text)}
        onClick={onRemove}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
