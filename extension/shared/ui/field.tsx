/** Fields: a label above, a hint or the error below, both tied to the control for screen readers. */

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { Icon } from "./icon.tsx";

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

export interface FieldProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: (control: Described) => ComponentChildren;
}

export function Field({ label, hint, error = "", children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy, "aria-invalid": error !== "" })}
      <FieldError id={errorId} error={error} />
      {hint ? (
        <span class="field-hint" id={hintId}>
          {hint}
        </span>
      ) : null}
    </div>
  );
}

export function FieldError({ id, error }: { id?: string | undefined; error: string }) {
  if (error === "") return null;
  return (
    <span class="field-error" id={id} role="alert">
      <Icon name="alert" size={14} />
      <span>{error}</span>
    </span>
  );
}

export interface TextFieldProps {
  label: ComponentChildren;
  value: string;
  onInput: (value: string) => void;
  onEnter?: () => void;
  hint?: ComponentChildren;
  error?: string | undefined;
  prefix?: string;
  suffix?: string;
  placeholder?: string;
  /** Shown as dots. */
  secret?: boolean;
  /** Digits and signs: brings up the fitting keyboard. */
  numeric?: boolean;
  /** A day, chosen or typed in the browser's own way; the value is `2026-07-12` or empty. */
  day?: boolean;
  code?: boolean;
  lines?: number;
  autofocus?: boolean;
  autocomplete?: string;
  testid?: string;
}

const KINDS = { secret: { type: "password" }, day: { type: "date" }, text: { type: "text" } } as const;

export function TextField(props: TextFieldProps) {
  const { label, value, onInput, onEnter, hint, error, prefix, suffix, placeholder, lines, testid } = props;
  const classes = ["input", error ? "wrong" : "", props.code ? "code" : ""].filter(Boolean).join(" ");
  const kind = KINDS[props.secret === true ? "secret" : props.day === true ? "day" : "text"];
  const shared = {
    value,
    placeholder,
    spellcheck: false,
    autofocus: props.autofocus,
    "data-testid": testid,
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span class={classes}>
          {prefix ? <span class="affix">{prefix}</span> : null}
          {lines === undefined ? (
            <input
              {...control}
              {...shared}
              {...kind}
              inputMode={props.numeric ? "decimal" : undefined}
              autocomplete={props.autocomplete ?? "off"}
              onInput={(event) => onInput(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.isComposing) onEnter?.();
              }}
            />
          ) : (
            <textarea
              {...control}
              {...shared}
              rows={lines}
              onInput={(event) => onInput(event.currentTarget.value)}
            />
          )}
          {suffix ? <span class="affix">{suffix}</span> : null}
        </span>
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectFieldProps<Value extends string> {
  label: ComponentChildren;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  hint?: ComponentChildren;
  error?: string | undefined;
  testid?: string;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, onChange, hint, error, testid } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span class={error ? "input wrong" : "input"}>
          <select
            {...control}
            value={value}
            data-testid={testid}
            onChange={(event) => onChange(event.currentTarget.value as Value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
          <span class="affix">
            <Icon name="down" size={12} />
          </span>
        </span>
      )}
    </Field>
  );
}

export interface CheckFieldProps {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  testid?: string;
}

export function CheckField({ label, checked, onChange, disabled, testid }: CheckFieldProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        data-testid={testid}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, checked, onChange, disabled, testid }: CheckFieldProps) {
  return (
    <label class="switch">
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        data-testid={testid}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  testid?: string;
}

/** One of a few, side by side. Radio buttons underneath, so the arrow keys work. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  testid,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div class="segmented" role="radiogroup" aria-label={label} data-testid={testid}>
      {options.map((option) => (
        <label key={option.value} class={option.value === value ? "on" : ""}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            data-testid={testid === undefined ? undefined : `${testid}-${option.value}`}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
