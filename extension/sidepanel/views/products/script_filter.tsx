/** A saved script as a filter of the products: choosing it, how it stands, and asking it again. */

import { t } from "../../../shared/i18n.ts";
import type { SavedScriptView, ShopView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { RemovableChip } from "../../../shared/ui/chip.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import type { Rule } from "../../scripts/use_rule.ts";
import { useRuleScripts } from "../../scripts/use_rule.ts";
import { RuleStatus } from "../scripts/rule_status.tsx";
import { pickedAge, pickedText } from "./filters.ts";

export interface ScriptFieldProps {
  /** Chosen here, and not asked yet. */
  asked: SavedScriptView | null;
  onAsked: (script: SavedScriptView | null) => void;
}

/** Nothing until the saved scripts are read. */
export function ScriptField({ asked, onAsked }: ScriptFieldProps) {
  const { state, act } = usePanel();
  const scripts = useRuleScripts("choose");
  const { picked } = state.list;
  if (scripts === null) return null;
  if (scripts.length === 0 && picked === null) {
    return (
      <div class="field" data-testid="filter-script-none">
        <span class="field-label">{t("filter_script")}</span>
        <p class="muted">
          {t("filter_script_none")}{" "}
          <a class="link" href={hashOf("scripts")}>
            {t("filter_script_make")}
          </a>
        </p>
      </div>
    );
  }
  const names = new Set([...scripts.map(({ name }) => name), ...(picked === null ? [] : [picked.script.name])]);
  return (
    <SelectField
      label={t("filter_script")}
      value={(asked ?? picked?.script)?.name ?? ""}
      hint={asked === null ? undefined : t("filter_script_hint")}
      testid="filter-script"
      options={[
        { value: "", label: t("filter_script_no") },
        ...[...names].map((name) => ({ value: name, label: name })),
      ]}
      onChange={(value) => {
        if (value === "") act.unpick();
        onAsked(value === picked?.script.name ? null : (scripts.find(({ name }) => name === value) ?? null));
      }}
    />
  );
}

/** The script's chip, with what it chose. */
export function ScriptChip({ shop }: { shop: ShopView }) {
  const { state, act } = usePanel();
  const { picked } = state.list;
  if (picked === null) return null;
  return <RemovableChip text={pickedText(picked, shop)} testid="filter-picked" onRemove={act.unpick} />;
}

export interface ScriptFilterProps {
  rule: Rule;
  onAsk: (script: SavedScriptView) => void;
}

/** Below the chips: that the script is being asked, why it gave no answer, or that its answers are old. */
export function ScriptFilter({ rule, onAsk }: ScriptFilterProps) {
  const { picked } = usePanel().state.list;
  return (
    <>
      <RuleStatus rule={rule} />
      {picked === null || rule.asking !== null ? null : <PickedAge onAsk={onAsk} />}
    </>
  );
}

function PickedAge({ onAsk }: { onAsk: (script: SavedScriptView) => void }) {
  const { list } = usePanel().state;
  const scripts = useRuleScripts("choose", list.changes);
  const age = pickedAge(list, scripts);
  if (age === null) return null;
  const { text, script } = age;
  return (
    <div class="rule-status" role="status" data-testid="filter-old">
      <span class="grow muted">{text}</span>
      {script === null ? null : (
        <Button small icon="refresh" testid="filter-again" onClick={() => onAsk(script)}>
          {t("filter_picked_again")}
        </Button>
      )}
    </div>
  );
}
