/** Puts a stand-in for chrome.i18n in place that reads the English words. Import it before what speaks. */

import messages from "../../../extension/_locales/en/messages.json" with { type: "json" };

const words: Record<string, { message: string } | undefined> = messages;

function getMessage(key: string, subs: readonly string[] = []): string {
  const message = words[key]?.message ?? "";
  return message.replace(/\$([1-9$])/g, (_, which: string) =>
    which === "$" ? "$" : (subs[Number(which) - 1] ?? ""),
  );
}

Object.assign(globalThis, { chrome: { i18n: { getMessage } } });
