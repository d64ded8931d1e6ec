/** A script of the seller's as the rule: which one, or how to come by one. */

import { t } from "../../../shared/i18n.ts";
import type { SavedScriptView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";

interface ScriptFieldProps {
  value: string;
  /** Null until they are read. */
  scripts: readonly SavedScriptView[] | null;
  error: string | undefined;
  onChange: (name: string) => void;
}

export function ScriptField({ value, scripts, error, onChange }: ScriptFieldProps) {
  if (scripts !== null && scripts.length === 0) return <NoScript error={error} />;
  const names = scripts?.map(({ name }) => name) ?? [];
  const missing = value !== "" && !names.includes(value) ? [value] : [];
  return (
    <SelectField
      label={t("field_script")}
      value={value}
      options={[
        { value: "", label: t("choose") },
        ...[...missing, ...names].map((name) => ({ value: name, label: name })),
      ]}
      hint={t("field_script_hint")}
      error={error}
      testid="field-script"
      onChange={onChange}
    />
  );
}

function NoScript({ error }: { error: string | undefined }) {
  const { act } = usePanel();
  return (
    <Notice
      severity={error === undefined ? "info" : "block"}
      title={t("script_rule_none")}
      testid="no-script"
      actions={
        <Button small testid="script-rule-go" onClick={() => act.go(hashOf("scripts"))}>
          {t("script_rule_go")}
        </Button>
      }
    >
      {error === undefined ? null : <p>{error}</p>}
      {t("script_rule_how")}
    </Notice>
  );
}
