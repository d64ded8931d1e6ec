/** Times and sizes as a person says them. Prices come as texts from the core; only the chart's US cents pass here. */

import { language, t, tn, written } from "./i18n.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "just now", "4 minutes ago", "yesterday", else the date. */
export function ago(atMs: number, nowMs: number): string {
  const past = Math.max(0, nowMs - atMs);
  if (past < MINUTE_MS) return t("time_just_now");
  if (past < HOUR_MS) return tn("time_minutes_ago", Math.floor(past / MINUTE_MS));
  if (past < DAY_MS) return tn("time_hours_ago", Math.floor(past / HOUR_MS));
  return t("time_on", dayOf(atMs, nowMs));
}

/** "today 18:02", "yesterday 18:02", "3 Nov 18:02", "3 Nov 2025". */
export function moment(atMs: number, nowMs: number): string {
  const clock = new Date(atMs).toLocaleTimeString(language(), {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  switch (daysBetween(atMs, nowMs)) {
    case 0:
      return t("time_today", clock);
    case 1:
      return t("time_yesterday", clock);
    default:
      return new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
        ? `${dayOf(atMs, nowMs)} ${clock}`
        : dayOf(atMs, nowMs);
  }
}

/** "about 25 seconds", "about 3 minutes". */
export function about(seconds: number): string {
  if (seconds < 2) return t("time_a_second");
  if (seconds < 90) return tn("time_about_seconds", Math.round(seconds));
  if (seconds < 5400) return tn("time_about_minutes", Math.round(seconds / 60));
  return tn("time_about_hours", Math.round(seconds / 3600));
}

/** "10 s left", "3 min left". */
export function timeLeft(seconds: number): string {
  if (seconds < 90) return t("time_left_seconds", Math.max(1, Math.round(seconds)));
  if (seconds < 5400) return t("time_left_minutes", Math.round(seconds / 60));
  return t("time_left_hours", Math.round(seconds / 3600));
}

/** "3 Nov", "3 Nov 2025". */
export function day(atMs: number, nowMs: number): string {
  return dayOf(atMs, nowMs);
}

export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** step;
  return `${value.toLocaleString(language(), { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${units[step] ?? ""}`;
}

export function usCents(minor: number): string {
  return (minor / 100).toLocaleString(language(), { style: "currency", currency: "USD" });
}

export function count(value: number): string {
  return written(value);
}

function dayOf(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  const day = new Date(atMs).getDate();
  const month = new Date(atMs).toLocaleDateString(language(), { month: "short" });
  return sameYear ? `${day} ${month}` : `${day} ${month} ${new Date(atMs).getFullYear()}`;
}

function daysBetween(atMs: number, nowMs: number): number {
  return Math.round((midnight(nowMs) - midnight(atMs)) / DAY_MS);
}

function midnight(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
