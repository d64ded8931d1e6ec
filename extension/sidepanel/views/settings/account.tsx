/** The current shop: whose it is, what its token may do, and the ways to another one or to none. */

import { useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { AccountView, ErrorBody } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ConnectForm } from "../../../shared/ui/connect_form.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { Permissions } from "../../../shared/ui/permissions.tsx";
import { Card, ErrorNotice, Tag } from "../../../shared/ui/surface.tsx";
import { useShell } from "./shell.ts";

export interface AccountCardProps {
  /** Undefined until it is known. */
  account: AccountView | null | undefined;
  onChanged: () => void;
}

export function AccountCard({ account, onChanged }: AccountCardProps) {
  const [asking, setAsking] = useState<"connect" | "forget" | null>(null);
  const close = (): void => setAsking(null);
  return (
    <Card title={t("settings_account_title")} aside={<Standing account={account} />} testid="account-card">
      {account === undefined ? (
        <p class="muted">{t("settings_account_waiting")}</p>
      ) : account === null ? (
        <NoShop onConnect={() => setAsking("connect")} />
      ) : account.sample ? (
        <SampleShop onConnect={() => setAsking("connect")} />
      ) : (
        <OwnShop account={account} onConnect={() => setAsking("connect")} />
      )}
      {account === undefined || account === null ? null : (
        <div class="outdent">
          <Button kind="quiet" small onClick={() => setAsking("forget")} testid="forget-open">
            {t("settings_forget_open")}
          </Button>
        </div>
      )}
      {asking === "connect" ? (
        <Dialog title={t("settings_connect_title")} onClose={close} testid="connect-dialog">
          <div class="stack">
            <p class="muted">
              {t("settings_connect_text")} <GuideLink />
            </p>
            <ConnectForm
              autofocus
              onConnected={(shop) => {
                close();
                onChanged();
                toast(t("settings_connected_to", shop.name));
              }}
            />
          </div>
        </Dialog>
      ) : null}
      {asking === "forget" ? <ForgetDialog onClose={close} onForgotten={onChanged} /> : null}
    </Card>
  );
}

function Standing({ account }: { account: AccountView | null | undefined }) {
  if (account === undefined || account === null) return null;
  if (account.sample) return <Tag tone="info">{t("settings_sample_tag")}</Tag>;
  return account.connected ? (
    <Tag tone="good">{t("settings_connected_tag")}</Tag>
  ) : (
    <Tag tone="care">{t("settings_not_connected_tag")}</Tag>
  );
}

function NoShop({ onConnect }: { onConnect: () => void }) {
  const { problem, busy, work } = useWork();
  const api = useApi();
  return (
    <div class="stack">
      <p>{t("settings_no_shop")}</p>
      {problem}
      <div class="row">
        <Button kind="go" onClick={onConnect} testid="connect-open">
          {t("settings_connect_open")}
        </Button>
        <Button
          busy={busy}
          testid="sample-open"
          onClick={() => work(() => api.request({ op: "account.sample", reset: false }))}
        >
          {t("settings_sample_open")}
        </Button>
      </div>
      <GuideLink />
    </div>
  );
}

function SampleShop({ onConnect }: { onConnect: () => void }) {
  const { problem, busy, work } = useWork();
  const api = useApi();
  const shell = useShell();
  return (
    <div class="stack">
      <p>{t("settings_sample_text")}</p>
      {problem}
      <div class="row">
        <Button small onClick={onConnect} testid="connect-open">
          {t("settings_connect_open")}
        </Button>
        <Button
          small
          busy={busy}
          testid="sample-reset"
          onClick={() =>
            work(async () => {
              await api.request({ op: "account.sample", reset: true });
              await api.request({ op: "catalog.refresh" });
              toast(t("settings_sample_reset_done"));
            })
          }
        >
          {t("settings_sample_reset")}
        </Button>
        <Button small busy={busy} testid="sample-leave" onClick={() => work(shell.leaveSample)}>
          {t("settings_sample_leave")}
        </Button>
      </div>
    </div>
  );
}

function OwnShop({ account, onConnect }: { account: AccountView; onConnect: () => void }) {
  const missing = account.scopes.filter((scope) => scope.state === "no").length;
  return (
    <div class="stack">
      <div class="row nowrap">
        <span class="shop-sign" aria-hidden="true">
          {account.name.trim().slice(0, 1).toUpperCase()}
        </span>
        <div class="grow">
          <div class="strong clip" data-testid="account-name">
            {account.name}
          </div>
          {account.email === null ? null : <div class="muted small clip">{account.email}</div>}
        </div>
        <Button small onClick={onConnect} testid="connect-open">
          {t("settings_reconnect")}
        </Button>
      </div>
      {account.connected ? null : <p class="muted small">{t("settings_not_connected_text")}</p>}
      {account.scopes.length === 0 ? null : (
        <details class="foldable" data-testid="permissions-fold">
          <summary>
            <span class="grow">{t("settings_permissions")}</span>
            {missing === 0 ? null : <Tag tone="care">{tn("settings_permissions_missing", missing)}</Tag>}
          </summary>
          <Permissions scopes={account.scopes} />
        </details>
      )}
    </div>
  );
}

function GuideLink() {
  return (
    <a href={useShell().address("welcome/welcome.html#steps")} target="_blank" rel="noopener">
      {t("settings_guide")}
    </a>
  );
}

function ForgetDialog({ onClose, onForgotten }: { onClose: () => void; onForgotten: () => void }) {
  const api = useApi();
  const [sure, setSure] = useState(false);
  const { problem, busy, work } = useWork();
  return (
    <Dialog
      title={t("settings_forget_title")}
      onClose={onClose}
      testid="forget-dialog"
      foot={
        <>
          <Button onClick={onClose}>{t("settings_forget_keep")}</Button>
          <Button
            kind="danger"
            busy={busy}
            blocked={sure ? "" : t("settings_forget_blocked")}
            testid="forget"
            onClick={() =>
              work(async () => {
                await api.forget();
                onForgotten();
                onClose();
                toast(t("settings_forget_done"));
              })
            }
          >
            {t("settings_forget")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t("settings_forget_what")}</p>
        <ul class="bullets">
          <li>{t("settings_forget_token")}</li>
          <li>{t("settings_forget_data")}</li>
          <li>{t("settings_forget_history")}</li>
        </ul>
        <p class="muted">{t("settings_forget_gumroad")}</p>
        {problem}
        <CheckField label={t("settings_forget_sure")} checked={sure} onChange={setSure} testid="forget-sure" />
      </div>
    </Dialog>
  );
}

/** One piece of work behind a button: whether it goes on, and what went wrong. */
function useWork() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const work = (doing: () => Promise<unknown>): void => {
    setBusy(true);
    setError(null);
    doing()
      .catch((thrown: unknown) => setError(errorBody(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, work, problem: error === null ? null : <ErrorNotice error={error} /> };
}
