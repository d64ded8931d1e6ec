/** Instead of a tool while the token is locked: the passphrase first. */

import { t } from "../../../shared/i18n.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty } from "../../../shared/ui/surface.tsx";
import { UnlockForm } from "../../../shared/ui/unlock_form.tsx";

export function UnlockScreen({ onUnlocked }: { onUnlocked: () => void }) {
  return (
    <div class="view">
      <div class="view-body">
        <Empty
          title={t("popup_unlock_title")}
          drawing={<Icon name="lock" size={32} />}
          actions={<UnlockForm onUnlocked={onUnlocked} />}
          testid="unlock-screen"
        >
          {t("popup_unlock_text")}
        </Empty>
      </div>
    </div>
  );
}
