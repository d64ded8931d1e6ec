/** Text into the clipboard, and a word about how that went. */

import { t } from "./i18n.ts";
import { toast } from "./ui/live.tsx";

/** `done` is said when it is there. */
export function copyText(text: string, done: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => toast(t("copy_failed")),
  );
}
