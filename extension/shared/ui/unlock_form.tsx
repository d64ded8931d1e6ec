/** Asks for the passphrase of a kept token. */

import { useState } from "preact/hooks";

import { errorBody, useApi } from "../api.ts";
import { t } from "../i18n.ts";
import { Button } from "./button.tsx";
import { SecretField } from "./secret_field.tsx";

export interface UnlockFormProps {
  onUnlocked: () => void;
  autofocus?: boolean;
}

export function UnlockForm({ onUnlocked, autofocus = true }: UnlockFormProps) {
  const api = useApi();
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  const open = async (): Promise<void> => {
    if (busy) return;
    if (passphrase === "") {
      setError(t("settings_passphrase_empty"));
      return;
    }
    setBusy(true);
    try {
      if (await api.unlock(passphrase)) onUnlocked();
      else setError(t("settings_unlock_wrong"));
    } catch (thrown) {
      setError(errorBody(thrown).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="stack unlock-form"
      data-testid="unlock-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <SecretField
        label={t("settings_passphrase")}
        autocomplete="current-password"
        value={passphrase}
        error={error}
        autofocus={autofocus}
        onInput={(value) => {
          setPassphrase(value);
          setError("");
        }}
        testid="unlock-passphrase"
      />
      <Button kind="go" type="submit" icon="lock" busy={busy} testid="unlock">
        {busy ? t("settings_unlock_busy") : t("settings_unlock")}
      </Button>
    </form>
  );
}
