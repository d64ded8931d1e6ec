/** Read-only mode, and the limits above which a preview asks before anything is sent. */

import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Switch } from "../../../shared/ui/field.tsx";
import { Card } from "../../../shared/ui/surface.tsx";
import { NumberField } from "./number_field.tsx";
import type { FormProps } from "./number_field.tsx";
import { isFirst } from "./state.ts";

export function SafetyCard({ state, dispatch, onReadOnly }: FormProps & { onReadOnly: (on: boolean) => void }) {
  return (
    <Card title={t("settings_safety_title")} testid="safety-card">
      <div class="stack">
        <div>
          <Switch
            label={<span class="strong">{t("settings_read_only")}</span>}
            checked={state.view?.settings.read_only ?? false}
            disabled={state.view === null}
            onChange={onReadOnly}
            testid="read-only"
          />
          <p class="muted small">{t("settings_read_only_text")}</p>
        </div>
        <div class="pair">
          <NumberField
            state={state}
            dispatch={dispatch}
            field="change_percent"
            label={t("settings_change_limit")}
            hint={t("settings_change_limit_hint")}
            suffix="%"
          />
          <NumberField
            state={state}
            dispatch={dispatch}
            field="rows"
            label={t("settings_rows_limit")}
            hint={t("settings_rows_limit_hint")}
            suffix={t("settings_rows_unit")}
          />
        </div>
        <div class="pair">
          <NumberField
            state={state}
            dispatch={dispatch}
            field="refunds"
            label={t("settings_refunds_limit")}
            hint={t("settings_refunds_limit_hint")}
            suffix={t("settings_refunds_unit")}
          />
          <NumberField
            state={state}
            dispatch={dispatch}
            field="refund_usd"
            label={t("settings_refund_usd_limit")}
            hint={t("settings_refund_usd_limit_hint")}
            suffix="USD"
          />
        </div>
        {state.draft === null || isFirst(state.draft, "limits") ? null : (
          <div class="outdent">
            <Button kind="quiet" small onClick={() => dispatch({ type: "put_back", part: "limits" })}>
              {t("settings_limits_put_back")}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
