/** Paste a token, choose how it is kept, connect. Errors stand under the field; on an error nothing is kept. */

import { useId, useState } from "preact/hooks";

import { errorBody, useApi } from "../api.ts";
import { t } from "../i18n.ts";
import type { AccountView, ErrorBody } from "../protocol.d.ts";
import { Button } from "./button.tsx";
import { FIRST_CHOICE, keepingFaults, passphraseOf } from "./keeping.ts";
import { KeepingFields } from "./keeping_fields.tsx";
import { announce } from "./live.tsx";
import { SecretField } from "./secret_field.tsx";

export interface ConnectFormProps {
  onConnected: (account: AccountView) => void;
  /** The field has the focus from the start. */
  autofocus?: boolean;
}

export function ConnectForm({ onConnected, autofocus = false }: ConnectFormProps) {
  const api = useApi();
  const keepingId = useId();
  const [token, setToken] = useState("");
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [choosing, setChoosing] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const faults = keepingFaults(choice);

  const connect = async (): Promise<void> => {
    setTried(true);
    if (busy) return;
    if (Object.keys(faults).length > 0) {
      setChoosing(true);
      return;
    }
    setBusy(true);
    setError(null);
    announce(t("welcome_connect_busy"));
    try {
      const { account } = await api.connectAccount(token.trim(), choice.keeping, passphraseOf(choice));
      setToken("");
      if (account !== null) onConnected(account);
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="stack"
      data-testid="connect-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <SecretField
        label={t("welcome_connect_label")}
        placeholder={t("welcome_connect_placeholder")}
        autocomplete="off"
        autofocus={autofocus}
        value={token}
        error={error === null ? "" : tokenWords(error)}
        onInput={(value) => {
          setToken(value);
          setError(null);
        }}
        testid="token"
      />
      <div class="row between">
        <span class="muted small">{t(`settings_kept_${choice.keeping}`)}</span>
        <button
          class="link small"
          type="button"
          aria-expanded={choosing}
          aria-controls={keepingId}
          data-testid="keeping-open"
          onClick={() => setChoosing(!choosing)}
        >
          {choosing ? t("welcome_connect_keep_close") : t("welcome_connect_keep_open")}
        </button>
      </div>
      <div id={keepingId} hidden={!choosing}>
        <KeepingFields choice={choice} faults={tried ? faults : {}} onChange={setChoice} />
      </div>
      <div class="row">
        <Button kind="go" type="submit" busy={busy} testid="connect">
          {busy ? t("welcome_connect_busy") : t("welcome_connect")}
        </Button>
        <span class="muted small grow">{t("welcome_connect_note")}</span>
      </div>
    </form>
  );
}

function tokenWords({ fields, message, hint, server_words }: ErrorBody): string {
  const named = fields["token"];
  if (named !== undefined) return named;
  const said = server_words === "" ? "" : t("welcome_connect_server", server_words);
  return [message, hint, said, t("welcome_connect_nothing")].filter(Boolean).join(" ");
}
