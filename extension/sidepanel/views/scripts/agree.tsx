/** Asked once before a text from outside runs for the first time. */

import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";

export function Agree({ onClose, onYes }: { onClose: () => void; onYes: () => void }) {
  return (
    <Dialog
      title={t("scripts_foreign_title")}
      testid="scripts-agree"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="go" testid="scripts-agree-yes" onClick={onYes}>
            {t("scripts_foreign_yes")}
          </Button>
        </>
      }
    >
      <p>{t("scripts_foreign_text")}</p>
      <ul class="plain-list">
        <li>{t("scripts_foreign_reads")}</li>
        <li>{t("scripts_foreign_sends")}</li>
        <li>{t("scripts_foreign_changes")}</li>
      </ul>
    </Dialog>
  );
}
