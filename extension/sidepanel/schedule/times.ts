/** Days and times of schedules in the seller's own time zone. Pure: no clock. */

import { language, t } from "../../shared/i18n.ts";
import type { ScheduleRow } from "../../shared/protocol.d.ts";

export interface Occasion {
  at_ms: number;
  what: "starts" | "ends";
  row: ScheduleRow;
}

export interface Day {
  label: string;
  occasions: readonly Occasion[];
}

const OVER: readonly ScheduleRow["state"][] = ["ended", "missed", "cancelled"];

export function isOver(row: ScheduleRow): boolean {
  return OVER.includes(row.state);
}

/** What is being done or cannot go on: nothing of it can be put on a day. */
export function isNow(row: ScheduleRow): boolean {
  return row.state === "running" || row.state === "held";
}

/** What is to come, day by day. */
export function daysToCome(rows: readonly ScheduleRow[], nowMs: number): readonly Day[] {
  const days = new Map<string, Occasion[]>();
  for (const occasion of rows.flatMap(occasionsOf).sort((one, other) => one.at_ms - other.at_ms)) {
    const label = dayLabel(occasion.at_ms, nowMs);
    days.set(label, [...(days.get(label) ?? []), occasion]);
  }
  return [...days].map(([label, occasions]) => ({ label, occasions }));
}

function occasionsOf(row: ScheduleRow): Occasion[] {
  if (isOver(row) || isNow(row)) return [];
  const ends: Occasion[] = row.end_at_ms === null ? [] : [{ at_ms: row.end_at_ms, what: "ends", row }];
  return row.state === "waiting" ? [{ at_ms: row.start_at_ms, what: "starts", row }, ...ends] : ends;
}

/** "Today", "Tomorrow", "Friday 27 November", with the year when it is another one. */
export function dayLabel(atMs: number, nowMs: number): string {
  const [day, today] = [new Date(atMs), new Date(nowMs)];
  if (day.toDateString() === today.toDateString()) return t("schedule_today");
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (day.toDateString() === tomorrow.toDateString()) return t("schedule_tomorrow");
  const words = [
    day.toLocaleDateString(language(), { weekday: "long" }),
    String(day.getDate()),
    day.toLocaleDateString(language(), { month: "long" }),
  ];
  return (day.getFullYear() === today.getFullYear() ? words : [...words, String(day.getFullYear())]).join(" ");
}

/** "09:00". */
export function clockTime(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** "27 Nov 09:00", with the year when it is another one. */
export function shortMoment(atMs: number, nowMs: number): string {
  const [day, today] = [new Date(atMs), new Date(nowMs)];
  const year = day.getFullYear() === today.getFullYear() ? "" : ` ${day.getFullYear()}`;
  return `${day.getDate()} ${day.toLocaleDateString(language(), { month: "short" })}${year} ${clockTime(atMs)}`;
}

/** The value of a field for a date and a time: "2026-11-27T09:00". */
export function fieldValue(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment a field names, or null while it is not filled in. */
export function fieldTime(value: string): number | null {
  const at = value === "" ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
}

/** Nine o'clock of the day after, `days` later. */
export function nextMorning(nowMs: number, days = 1): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).getTime();
}

/** "Europe/Berlin, UTC+1". */
export function zoneName(nowMs: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const minutes = -new Date(nowMs).getTimezoneOffset();
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
  return timeZone === "UTC" ? "UTC" : `${timeZone.replaceAll("_", " ")}, ${offset}`;
}
