/** A field for something nobody should read over a shoulder: hidden as it is typed, shown on demand. */

import { useState } from "preact/hooks";

import { t } from "../i18n.ts";
import { IconButton } from "./button.tsx";
import { Field } from "./field.tsx";

export interface SecretFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error?: string;
  placeholder?: string;
  /** What the browser's own password keeper should think of it. */
  autocomplete: "off" | "new-password" | "current-password";
  autofocus?: boolean;
  testid?: string;
}

export function SecretField(props: SecretFieldProps) {
  const { label, value, onInput, hint = "", error = "", placeholder = "", autocomplete, autofocus = false, testid } = props;
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => {
        const shared = {
          ...control,
          value,
          placeholder,
          autocomplete,
          autofocus,
          spellcheck: false,
          "data-testid": testid,
          onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
        };
        return (
          <span class={error === "" ? "input code secret" : "input code secret wrong"}>
            {shown ? <input {...shared} type="text" /> : <input {...shared} type="password" />}
            <IconButton
              icon={shown ? "hide" : "show"}
              label={shown ? t("settings_secret_hide") : t("settings_secret_show")}
              onClick={() => setShown(!shown)}
            />
          </span>
        );
      }}
    </Field>
  );
}
