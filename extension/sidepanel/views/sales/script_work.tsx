/** Scripts among the columns of a file: one that is at work, its answers being handed over, and what went wrong. */

import { count } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Progress } from "../../../shared/ui/surface.tsx";
import type { ScriptColumns } from "../../sales/use_script_columns.ts";
import { RuleStatus } from "../scripts/rule_status.tsx";

export function ScriptWork({ scripts }: { scripts: ScriptColumns }) {
  const { rule, handing, busy, unanswered, again, stop } = scripts;
  if (handing !== null) {
    const { script, done, total } = handing;
    return (
      <div class="script-work" role="status" data-testid="script-handing">
        <div class="row between nowrap">
          <span class="small muted num">{t("sales_script_handing", script.name, count(done), count(total))}</span>
          <Button small icon="stop" testid="script-handing-stop" onClick={stop}>
            {t("scripts_stop")}
          </Button>
        </div>
        <Progress done={done} total={total} label={t("sales_script_handing", script.name, count(done), count(total))} />
      </div>
    );
  }
  return (
    <div class="script-work">
      <RuleStatus rule={rule} />
      {unanswered && !busy ? (
        <div class="row between" data-testid="script-unanswered">
          <span class="small muted">{t("sales_script_unanswered")}</span>
          <Button small icon="refresh" testid="script-again" onClick={again}>
            {t("sales_script_again")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
