/** A number of the settings form, with what is wrong with it underneath. */

import { t } from "../../../shared/i18n.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { readDraft } from "./forms.ts";
import type { DraftField, Fault } from "./forms.ts";
import type { SettingsAction, SettingsState } from "./state.ts";

export interface FormProps {
  state: SettingsState;
  dispatch: (action: SettingsAction) => void;
}

export interface NumberFieldProps extends FormProps {
  field: DraftField;
  label: string;
  hint?: string;
  prefix?: string;
  suffix?: string;
}

export function NumberField({ state, dispatch, field, label, hint = "", prefix = "", suffix = "" }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      prefix={prefix}
      suffix={suffix}
      numeric
      value={state.draft?.[field] ?? ""}
      error={complaint(state, field)}
      onInput={(text) => dispatch({ type: "typed", field, text })}
      testid={`settings-${field}`}
    />
  );
}

/** The words under a field: the core's, or ours once saving was tried. Empty when nothing is wrong. */
export function complaint({ draft, refused, tried }: SettingsState, field: string): string {
  const said = refused[field];
  if (said !== undefined) return said;
  if (!tried || draft === null) return "";
  const reading = readDraft(draft, false);
  const fault = reading.ok ? undefined : reading.faults[field];
  return fault === undefined ? "" : faultWords(fault);
}

function faultWords(fault: Fault): string {
  switch (fault.kind) {
    case "too_small":
    case "too_large":
      return t(`settings_fault_${fault.kind}`, fault.bound);
    default:
      return t(`settings_fault_${fault.kind}`);
  }
}
