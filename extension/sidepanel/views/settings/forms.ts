/**
 * The forms of fees and limits as typed text. Reading them never goes through floating point: a text becomes hundredths
 * digit by digit or is refused. What the numbers mean is the core's business.
 */

import type { Settings } from "../../../shared/protocol.d.ts";

/** Every field as typed. `rates` is by lower-case currency; an empty text means the shipped rate. */
export interface Draft {
  direct_percent: string;
  direct_fixed: string;
  discover_percent: string;
  change_percent: string;
  rows: string;
  refunds: string;
  refund_usd: string;
  rates: Readonly<Record<string, string>>;
}

export type DraftField = Exclude<keyof Draft, "rates">;

/** Why a field cannot be used; the page turns it into words. */
export type Fault =
  | { kind: "empty" | "not_a_number" | "not_whole" }
  | { kind: "too_small" | "too_large"; bound: string };

/** `faults` is by the field's name in the draft, rates as `rates.eur`. */
export type Reading = { ok: true; settings: Settings } | { ok: false; faults: Readonly<Record<string, Fault>> };

/** Gumroad's published fees and the first limits; also what "put back" restores. */
export const FIRST: Readonly<Omit<Settings, "read_only">> = {
  direct_fee_bp: 1290,
  direct_fee_usd_minor: 80,
  discover_fee_bp: 3000,
  usd_rates: {},
  limit_change_bp: 5000,
  limit_rows: 100,
  limit_refunds: 20,
  limit_refund_usd_minor: 50_000,
};

/** Lowest and highest of each, in the core's units. Source: py_core/settings.py, which has the last word. */
const BOUNDS: Readonly<Record<DraftField, readonly [number, number]>> = {
  direct_percent: [0, 10_000],
  direct_fixed: [0, 100_000],
  discover_percent: [0, 10_000],
  change_percent: [100, 1_000_000],
  rows: [1, 100_000],
  refunds: [1, 1_000],
  refund_usd: [100, 10_000_000],
};

/** The core's field names in its errors, each with the draft's own. */
const CORE_FIELDS: Readonly<Record<string, DraftField>> = {
  direct_fee_bp: "direct_percent",
  direct_fee_usd_minor: "direct_fixed",
  discover_fee_bp: "discover_percent",
  limit_change_bp: "change_percent",
  limit_rows: "rows",
  limit_refunds: "refunds",
  limit_refund_usd_minor: "refund_usd",
};

/** Settings as a person would type them. */
export function draftOf(settings: Omit<Settings, "read_only">): Draft {
  return {
    direct_percent: hundredthsText(settings.direct_fee_bp),
    direct_fixed: cents(settings.direct_fee_usd_minor),
    discover_percent: hundredthsText(settings.discover_fee_bp),
    change_percent: hundredthsText(settings.limit_change_bp),
    rows: String(settings.limit_rows),
    refunds: String(settings.limit_refunds),
    refund_usd: cents(settings.limit_refund_usd_minor),
    rates: { ...settings.usd_rates },
  };
}

/** The settings a draft means, or what is wrong with it. Read-only mode has its own switch and is passed through. */
export function readDraft(draft: Draft, readOnly: boolean): Reading {
  const faults: Record<string, Fault> = {};
  const number = (field: DraftField, read: (text: string) => number | Fault, write: (value: number) => string): number => {
    const value = read(draft[field]);
    if (typeof value !== "number") {
      faults[field] = value;
      return 0;
    }
    const [lowest, highest] = BOUNDS[field];
    if (value < lowest) faults[field] = { kind: "too_small", bound: write(lowest) };
    if (value > highest) faults[field] = { kind: "too_large", bound: write(highest) };
    return value;
  };
  const settings: Settings = {
    read_only: readOnly,
    direct_fee_bp: number("direct_percent", hundredths, hundredthsText),
    direct_fee_usd_minor: number("direct_fixed", hundredths, cents),
    discover_fee_bp: number("discover_percent", hundredths, hundredthsText),
    usd_rates: usedRates(draft, faults),
    limit_change_bp: number("change_percent", hundredths, hundredthsText),
    limit_rows: number("rows", whole, String),
    limit_refunds: number("refunds", whole, String),
    limit_refund_usd_minor: number("refund_usd", hundredths, cents),
  };
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, settings };
}

/** How many of the fields differ from the settings in force. */
export function changes(draft: Draft, settings: Settings): number {
  const kept = draftOf(settings);
  const fields = Object.values(CORE_FIELDS).filter((field) => draft[field].trim() !== kept[field]);
  const currencies = new Set([...Object.keys(draft.rates), ...Object.keys(kept.rates)]);
  const rates = [...currencies].filter((code) => (draft.rates[code] ?? "").trim() !== (kept.rates[code] ?? ""));
  return fields.length + rates.length;
}

/** The core's complaints, by the draft's field names. */
export function draftErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, words]) => {
      const name = field.replace(/^settings\./, "");
      return [CORE_FIELDS[name] ?? name.replace(/^usd_rates\./, "rates."), words];
    }),
  );
}

function usedRates(draft: Draft, faults: Record<string, Fault>): Record<string, string> {
  const used = Object.entries(draft.rates).flatMap(([code, text]): [string, string][] => {
    const rate = pointed(text);
    if (rate === "") return [];
    if (!/^\d+(\.\d+)?$/.test(rate)) faults[`rates.${code}`] = { kind: "not_a_number" };
    return [[code, rate]];
  });
  return Object.fromEntries(used);
}

/** "12.9" is 1290. At most two decimals. */
function hundredths(text: string): number | Fault {
  const plain = pointed(text);
  if (plain === "") return { kind: "empty" };
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain);
  if (parts === null) return { kind: "not_a_number" };
  return Number(`${parts[1]}${(parts[2] ?? "").padEnd(2, "0")}`);
}

function whole(text: string): number | Fault {
  const plain = text.trim();
  if (plain === "") return { kind: "empty" };
  return /^\d{1,9}$/.test(plain) ? Number(plain) : { kind: "not_whole" };
}

/** Trimmed, with a decimal comma read as a point. */
function pointed(text: string): string {
  return text.trim().replace(/^(\d+),(\d+)$/, "$1.$2");
}

function hundredthsText(value: number): string {
  return cents(value).replace(/\.?0+$/, "");
}

function cents(value: number): string {
  const digits = String(value).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
