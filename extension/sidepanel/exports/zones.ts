/** Time zones as the browser knows them, for the core to write moments in. */

import type { ExportZone } from "../../shared/protocol.d.ts";

export const UTC: ExportZone = { name: "UTC", changes: [] };

const FIRST_YEAR = 2011;
const YEARS_AHEAD = 2;
const MINUTE_MS = 60_000;
const STEP_MS = 14 * 24 * 60 * MINUTE_MS;
const OFFSET = /GMT(?:([+-])(\d{1,2})(?::?(\d{2}))?)?/;

/** The zone of this computer. */
export function localZoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || UTC.name;
}

/** Every zone that can be chosen: UTC and this computer's first. */
export function zoneNames(): readonly string[] {
  const first = [...new Set([localZoneName(), UTC.name])];
  return [...first, ...Intl.supportedValuesOf("timeZone").filter((name) => !first.includes(name))];
}

/** A zone with all changes of its clocks since Gumroad began. An unknown one is UTC. */
export function zoneOf(name: string, nowMs: number): ExportZone {
  if (name === UTC.name) return UTC;
  const ahead = clocks(name);
  if (ahead === null) return UTC;
  const start = Date.UTC(FIRST_YEAR, 0, 1);
  const end = nowMs + YEARS_AHEAD * 366 * 24 * 60 * MINUTE_MS;
  const changes = [{ from_ms: start, ahead_minutes: ahead(start) }];
  for (let at = start; at < end; at += STEP_MS) {
    const before = ahead(at);
    const after = ahead(at + STEP_MS);
    if (before !== after) changes.push({ from_ms: changeBetween(at, at + STEP_MS, ahead), ahead_minutes: after });
  }
  return { name, changes };
}

type Ahead = (atMs: number) => number;

/** The first minute of the new offset. */
function changeBetween(fromMs: number, toMs: number, ahead: Ahead): number {
  const before = ahead(fromMs);
  let low = fromMs / MINUTE_MS;
  let high = toMs / MINUTE_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ahead(middle * MINUTE_MS) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}

function clocks(timeZone: string): Ahead | null {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    return (atMs) => minutesOf(format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value ?? "");
  } catch {
    return null;
  }
}

/** `GMT+05:30` is 330, `GMT` is 0. */
export function minutesOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = OFFSET.exec(offset) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -ahead : ahead;
}
