/** How the token is kept, how to keep it otherwise, and how to take its power away. */

import { useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { t } from "../../../shared/i18n.ts";
import type { VaultState } from "../../../shared/messages.ts";
import type { AccountView, ErrorBody } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { FIRST_CHOICE, keepingFaults, passphraseOf } from "../../../shared/ui/keeping.ts";
import { KeepingFields } from "../../../shared/ui/keeping_fields.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { Card, ErrorNotice, Tag } from "../../../shared/ui/surface.tsx";
import { UnlockForm } from "../../../shared/ui/unlock_form.tsx";
import { ADVANCED_SETTINGS } from "./links.ts";
import { useShell } from "./shell.ts";

export interface TokenCardProps {
  account: AccountView | null | undefined;
  vault: VaultState | null;
  onChanged: () => void;
}

/** Nothing is drawn when no token is kept. */
export function TokenCard({ vault, onChanged }: TokenCardProps) {
  const api = useApi();
  const [changing, setChanging] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  if (vault === null || vault.keeping === "none") return null;
  const lock = async (): Promise<void> => {
    try {
      await api.lock();
      onChanged();
      toast(t("settings_locked"));
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  };
  return (
    <Card
      title={t("settings_token_title")}
      aside={vault.locked ? <Tag tone="care">{t("settings_locked_tag")}</Tag> : undefined}
      testid="token-card"
    >
      <div class="stack">
        <p data-testid="kept">{t(`settings_kept_${vault.keeping}`)}</p>
        {error === null ? null : <ErrorNotice error={error} />}
        {vault.locked ? (
          <UnlockForm autofocus={false} onUnlocked={onChanged} />
        ) : (
          <div class="row">
            <Button small onClick={() => setChanging(true)} testid="keeping-change">
              {t("settings_keep_change")}
            </Button>
            {vault.keeping === "passphrase" ? (
              <Button small icon="lock" onClick={() => void lock()} testid="lock">
                {t("settings_lock")}
              </Button>
            ) : null}
          </div>
        )}
        <p class="muted small">
          {t("settings_revoke")}{" "}
          <a href={ADVANCED_SETTINGS} target="_blank" rel="noopener">
            {t("settings_revoke_link")}
          </a>
        </p>
      </div>
      {changing ? (
        <KeepingDialog
          vault={vault}
          onClose={() => setChanging(false)}
          onKept={() => {
            setChanging(false);
            onChanged();
            toast(t("settings_keep_done"));
          }}
        />
      ) : null}
    </Card>
  );
}

interface KeepingDialogProps {
  vault: VaultState;
  onClose: () => void;
  onKept: () => void;
}

function KeepingDialog({ vault, onClose, onKept }: KeepingDialogProps) {
  const shell = useShell();
  const [choice, setChoice] = useState({
    ...FIRST_CHOICE,
    keeping: vault.keeping === "none" ? FIRST_CHOICE.keeping : vault.keeping,
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const faults = keepingFaults(choice);
  const keep = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    try {
      await shell.keepAs(choice.keeping, passphraseOf(choice));
      onKept();
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("settings_keep_title")}
      onClose={onClose}
      testid="keeping-dialog"
      foot={
        <>
          <Button onClick={onClose}>{t("settings_keep_leave")}</Button>
          <Button kind="go" busy={busy} onClick={() => void keep()} testid="keeping-save">
            {t("settings_keep_save")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <KeepingFields choice={choice} faults={tried ? faults : {}} onChange={setChoice} />
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}
