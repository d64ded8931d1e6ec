/** Cards, notices, tags, progress, empty screens and the bar at the foot. */

import type { ComponentChildren } from "preact";

import { t } from "../i18n.ts";
import type { ErrorBody } from "../protocol.d.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export interface CardProps {
  children: ComponentChildren;
  title?: ComponentChildren;
  /** At the right of the title. */
  aside?: ComponentChildren;
  /** False for content that reaches the edges, such as a table. */
  pad?: boolean;
  testid?: string;
}

export function Card({ children, title, aside, pad = true, testid }: CardProps) {
  return (
    <section class={pad ? "card pad" : "card"} data-testid={testid}>
      {title === undefined ? null : (
        <div class="card-head">
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

export type Severity = "block" | "care" | "info" | "good";

const NOTICE_ICONS: Record<Severity, IconName> = { block: "stop", care: "alert", info: "info", good: "good" };

export interface NoticeProps {
  severity: Severity;
  children?: ComponentChildren;
  title?: ComponentChildren;
  actions?: ComponentChildren;
  /** Spoken at once when it appears. */
  urgent?: boolean;
  testid?: string;
}

export function Notice({ severity, children, title, actions, urgent = false, testid }: NoticeProps) {
  return (
    <div class={`notice ${severity}`} role={urgent ? "alert" : undefined} data-testid={testid}>
      <Icon name={NOTICE_ICONS[severity]} />
      <div class="grow">
        {title === undefined ? null : <div class="notice-title">{title}</div>}
        {children}
        {actions === undefined ? null : <div class="notice-actions">{actions}</div>}
      </div>
    </div>
  );
}

export interface ErrorNoticeProps {
  error: ErrorBody;
  onRetry?: (() => void) | undefined;
  testid?: string;
}

/** What happened, what to do next, Gumroad's own words, and a way to try again where that helps. */
export function ErrorNotice({ error, onRetry, testid = "error" }: ErrorNoticeProps) {
  return (
    <Notice
      severity="block"
      urgent
      testid={testid}
      title={error.message}
      actions={
        onRetry === undefined ? undefined : (
          <Button small onClick={onRetry} testid={`${testid}-retry`}>
            {t("try_again")}
          </Button>
        )
      }
    >
      {error.hint ? <div>{error.hint}</div> : null}
      {error.server_words ? <div class="muted small">{t("server_said", error.server_words)}</div> : null}
    </Notice>
  );
}

export type Tone = "plain" | "good" | "bad" | "care" | "info";

export function Tag({
  tone = "plain",
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children: ComponentChildren;
}) {
  return (
    <span class={`tag ${tone}`} title={title}>
      {children}
    </span>
  );
}

/** `total` null: nobody knows yet how much there is. */
export function Progress({ done, total, label }: { done: number; total: number | null; label: string }) {
  const share = total === null || total === 0 ? null : Math.min(100, (done / total) * 100);
  return (
    <div
      class={share === null ? "progress unknown" : "progress"}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : done}
    >
      <i style={share === null ? {} : { width: `${share}%` }} />
    </div>
  );
}

export function Stat({
  value,
  label,
  testid,
}: {
  value: ComponentChildren;
  label: ComponentChildren;
  testid?: string;
}) {
  return (
    <div class="stat" data-testid={testid}>
      <b>{value}</b>
      <span>{label}</span>
    </div>
  );
}

export interface EmptyProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  drawing?: ComponentChildren;
  testid?: string;
}

export function Empty({ title, children, actions, drawing, testid }: EmptyProps) {
  return (
    <div class="empty" data-testid={testid}>
      {drawing ? <div class="empty-drawing">{drawing}</div> : null}
      <h1>{title}</h1>
      {children ? <div class="empty-text">{children}</div> : null}
      {actions ? <div class="empty-actions">{actions}</div> : null}
    </div>
  );
}

export interface ActionBarProps {
  /** What the button will do, in words. */
  title?: ComponentChildren;
  /** What it costs. */
  detail?: ComponentChildren;
  /** The buttons, the one that goes forward last. */
  children?: ComponentChildren;
}

export function ActionBar({ title, detail, children }: ActionBarProps) {
  return (
    <footer class="action-bar" data-testid="action-bar">
      <div class="action-bar-words">
        {title ? <b>{title}</b> : null}
        {detail ? <span>{detail}</span> : null}
      </div>
      <div class="action-bar-buttons">{children}</div>
    </footer>
  );
}
