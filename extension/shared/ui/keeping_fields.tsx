/** The three ways to keep a token, and the passphrase where one is wanted. */

import { useId } from "preact/hooks";

import { t } from "../i18n.ts";
import type { Keeping } from "../messages.ts";
import type { KeepingChoice, KeepingFaults } from "./keeping.ts";
import { SHORTEST_PASSPHRASE } from "./keeping.ts";
import { SecretField } from "./secret_field.tsx";

const WAYS: readonly Keeping[] = ["stored", "passphrase", "session"];

export interface KeepingFieldsProps {
  choice: KeepingChoice;
  faults: KeepingFaults;
  onChange: (choice: KeepingChoice) => void;
}

export function KeepingFields({ choice, faults, onChange }: KeepingFieldsProps) {
  const name = useId();
  return (
    <fieldset class="stack" data-testid="keeping">
      <legend class="unseen">{t("settings_keep_title")}</legend>
      <div class="choices">
        {WAYS.map((way) => (
          <label key={way} class={way === choice.keeping ? "choice on" : "choice"}>
            <input
              type="radio"
              name={name}
              value={way}
              checked={way === choice.keeping}
              data-testid={`keeping-${way}`}
              onChange={() => onChange({ ...choice, keeping: way })}
            />
            <span>
              <b>{t(`settings_keep_${way}`)}</b>
              <span class="muted small">{t(`settings_keep_${way}_text`)}</span>
            </span>
          </label>
        ))}
      </div>
      {choice.keeping === "passphrase" ? (
        <div class="pair">
          <p class="muted small whole">{t("settings_passphrase_hint", SHORTEST_PASSPHRASE)}</p>
          <SecretField
            label={t("settings_passphrase")}
            autocomplete="new-password"
            value={choice.passphrase}
            error={faults.passphrase === undefined ? "" : t(faults.passphrase, SHORTEST_PASSPHRASE)}
            onInput={(passphrase) => onChange({ ...choice, passphrase })}
            testid="passphrase"
          />
          <SecretField
            label={t("settings_passphrase_again")}
            autocomplete="new-password"
            value={choice.again}
            error={faults.again === undefined ? "" : t(faults.again)}
            onInput={(again) => onChange({ ...choice, again })}
            testid="passphrase-again"
          />
        </div>
      ) : null}
    </fieldset>
  );
}
