/** After connecting: whose shop it is, what the token may do, how it is kept, and how to take it back. */

import { useEffect, useRef, useState } from "preact/hooks";

import { useApi } from "../shared/api.ts";
import { t } from "../shared/i18n.ts";
import type { VaultState } from "../shared/messages.ts";
import type { AccountView } from "../shared/protocol.d.ts";
import { Button } from "../shared/ui/button.tsx";
import { Permissions } from "../shared/ui/permissions.tsx";
import { ActionBar } from "../shared/ui/surface.tsx";

export interface ConnectedProps {
  account: AccountView;
  onAgain: () => void;
  openTools: () => void;
}

export function Connected({ account, onAgain, openTools }: ConnectedProps) {
  const api = useApi();
  const title = useRef<HTMLHeadingElement>(null);
  const [vault, setVault] = useState<VaultState | null>(null);
  useEffect(() => {
    scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
    api.vaultState().then(setVault, (error: unknown) => console.warn("The way of keeping is not known:", error));
  }, [api]);
  return (
    <section class="card connected" data-testid="connected">
      <div class="pad stack loose">
        <div>
          <h1 ref={title} tabIndex={-1}>
            {t("welcome_connected_title", account.name)}
          </h1>
          {account.email === null ? null : <p class="muted">{account.email}</p>}
        </div>
        {account.scopes.length === 0 ? null : (
          <div class="stack tight">
            <p>{t("welcome_connected_text")}</p>
            <Permissions scopes={account.scopes} />
          </div>
        )}
        <div class="stack tight muted small">
          {vault === null || vault.keeping === "none" ? null : <p>{t(`settings_kept_${vault.keeping}`)}</p>}
          <p>{t("welcome_connected_revoke")}</p>
          <p>
            <button class="link" type="button" onClick={onAgain}>
              {t("welcome_connected_again")}
            </button>
          </p>
        </div>
      </div>
      <ActionBar detail={t("welcome_open_note")}>
        <Button kind="go" onClick={openTools} testid="open-tools">
          {t("welcome_open")}
        </Button>
      </ActionBar>
    </section>
  );
}
