/** Countries for choosing one: every region that the browser has a name for, by that name. */

import { language } from "./i18n.ts";
import type { Option } from "./ui/field.tsx";

/** Codes that are named and are no country of their own to sell to. */
const NOT_COUNTRIES = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

let known: readonly Option<string>[] | null = null;

/** ISO 3166-1 codes with their names, sorted by name. Worked out once. */
export function countryOptions(): readonly Option<string>[] {
  known ??= named();
  return known;
}

function named(): readonly Option<string>[] {
  const names = new Intl.DisplayNames([language()], { type: "region", fallback: "none" });
  const options: Option<string>[] = [];
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const label = NOT_COUNTRIES.has(code) || isOld(code) ? undefined : names.of(code);
    if (label !== undefined) options.push({ value: code, label });
  }
  return options.sort((one, other) => one.label.localeCompare(other.label));
}

/** A code that another one has taken the place of. */
function isOld(code: string): boolean {
  const tag = `und-${code}`;
  return Intl.getCanonicalLocales(tag)[0] !== tag;
}
