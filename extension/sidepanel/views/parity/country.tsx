/** Countries as a person knows them: the platform's name in the language of the words, and the flag. */

import { language } from "../../../shared/i18n.ts";

let names: Intl.DisplayNames | null = null;

/** The platform's name of a country; `fallback` where it has none. */
export function countryName(code: string, fallback: string): string {
  names ??= new Intl.DisplayNames(language(), { type: "region", fallback: "none" });
  try {
    return names.of(code) ?? fallback;
  } catch {
    return fallback;
  }
}

const FIRST_LETTER = 0x1f1e6;

function flagOf(code: string): string {
  return [...code].map((letter) => String.fromCodePoint(FIRST_LETTER + letter.charCodeAt(0) - 65)).join("");
}

let drawn: boolean | null = null;

/** Whether this machine has flags: where it has none, the two letters stand there, twice as wide as one. */
function flagsAreDrawn(): boolean {
  drawn ??= measured();
  return drawn;
}

function measured(): boolean {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return false;
  context.font = "16px system-ui, sans-serif";
  const one = context.measureText(String.fromCodePoint(FIRST_LETTER + 5)).width;
  return context.measureText(flagOf("FR")).width < 1.5 * one;
}

/** The flag, or the two letters in a small box. The name stands beside it, so it is not read out. */
export function Flag({ code }: { code: string }) {
  return (
    <span class={flagsAreDrawn() ? "flag" : "flag letters"} aria-hidden="true">
      {flagsAreDrawn() ? flagOf(code) : code}
    </span>
  );
}
