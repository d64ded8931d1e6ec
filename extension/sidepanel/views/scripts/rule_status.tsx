/** A script that another tool asks: that it is at work and can be stopped, what went wrong, and the question before. */

import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/surface.tsx";
import { hashOf } from "../../route.ts";
import { useScripts } from "../../scripts/context.ts";
import { isUnsaved } from "../../scripts/state.ts";
import type { Rule } from "../../scripts/use_rule.ts";
import { Agree } from "./agree.tsx";

export function RuleStatus({ rule }: { rule: Rule }) {
  const { asking, trouble, agreeing } = rule;
  if (agreeing !== null) return <Agree onClose={() => rule.answer(false)} onYes={() => rule.answer(true)} />;
  if (asking !== null) {
    const { asked, state } = asking.run;
    return (
      <div class="rule-status" role="status" data-testid="rule-asking">
        <span class="spinner" aria-hidden="true" />
        <span class="grow">
          {t("rule_asking", asking.script.name)} {asked > 0 ? tn("scripts_asked", asked) : null}
        </span>
        <Button small icon="stop" busy={state === "stopping"} testid="rule-stop" onClick={rule.stop}>
          {t("scripts_stop")}
        </Button>
      </div>
    );
  }
  return trouble === null ? null : <Trouble trouble={trouble} />;
}

function Trouble({ trouble }: { trouble: NonNullable<Rule["trouble"]> }) {
  const scripts = useScripts();
  const { script, message, hint, line } = trouble;
  const open = (): void => {
    if (!isUnsaved(scripts)) scripts.open({ kind: "saved", name: script.name }, script.text, script.is_foreign);
    location.hash = hashOf("scripts");
  };
  return (
    <Notice
      severity="block"
      urgent
      testid="rule-trouble"
      title={t("rule_trouble", script.name, line === null ? message : t("scripts_line", line, message))}
      actions={
        <Button small testid="rule-open" onClick={open}>
          {t("rule_open")}
        </Button>
      }
    >
      {hint === "" ? t("scripts_nothing_changed") : hint}
    </Notice>
  );
}
