/**
 * The shell's words. They live in _locales/LANGUAGE/messages.json; a key that is not there does not compile.
 */

import type messages from "../_locales/en/messages.json";

export type MessageKey = keyof typeof messages;

/** Keys that come in two forms, for one thing and for any other number of things. */
export type PluralKey = {
  [Key in MessageKey]: Key extends `${infer Stem}_one`
    ? `${Stem}_other` extends MessageKey
      ? Stem
      : never
    : never;
}[MessageKey];

const plain = new Map<MessageKey, string>();

/** The words of `key`, with $1, $2, … replaced. */
export function t(key: MessageKey, ...subs: (string | number)[]): string {
  if (subs.length > 0) return chrome.i18n.getMessage(key, subs.map(written));
  const known = plain.get(key);
  if (known !== undefined) return known;
  const words = chrome.i18n.getMessage(key);
  plain.set(key, words);
  return words;
}

/** The words for `count` things: $1 is the count, $2 and on are `subs`. */
export function tn(key: PluralKey, count: number, ...subs: (string | number)[]): string {
  return t(count === 1 ? `${key}_one` : `${key}_other`, count, ...subs);
}

/** The language of the words, for dates and numbers to agree with them. */
export function language(): string {
  return t("language_tag") || "en";
}

let numbers: Intl.NumberFormat | null = null;

/** A number as the words' language writes it. Making the format takes far longer than using it. */
export function written(value: string | number): string {
  if (typeof value === "string") return value;
  numbers ??= new Intl.NumberFormat(language());
  return numbers.format(value);
}
