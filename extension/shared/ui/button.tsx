/** Buttons. A button that cannot be pressed stays reachable and says why. */

import type { ComponentChildren } from "preact";

import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  /** `go` moves things forward: one per screen. */
  kind?: "go" | "plain" | "quiet" | "danger";
  small?: boolean;
  wide?: boolean;
  /** Work is under way: shown, and not to be pressed again. */
  busy?: boolean;
  /** Why it cannot be pressed; empty when it can. */
  blocked?: string;
  type?: "button" | "submit";
  icon?: IconName;
  testid?: string;
  autofocus?: boolean;
}

export function Button({
  children,
  onClick,
  kind = "plain",
  small = false,
  wide = false,
  busy = false,
  blocked = "",
  type = "button",
  icon,
  testid,
  autofocus,
}: ButtonProps) {
  const stopped = busy || blocked !== "";
  const classes = ["button", kind, small ? "small" : "", wide ? "wide" : ""].filter(Boolean).join(" ");
  return (
    <button
      class={classes}
      type={type}
      aria-disabled={stopped}
      aria-busy={busy}
      title={blocked || undefined}
      data-testid={testid}
      autofocus={autofocus}
      onClick={(event) => {
        if (stopped) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon !== undefined ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

export interface IconButtonProps {
  icon: IconName;
  /** What it does, for everyone who does not see the drawing, and as a tip. */
  label: string;
  onClick: () => void;
  expanded?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  testid?: string;
}

export function IconButton({ icon, label, onClick, expanded, pressed, disabled, testid }: IconButtonProps) {
  return (
    <button
      class="icon-button"
      type="button"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      aria-pressed={pressed}
      disabled={disabled}
      data-testid={testid}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
