/** The refund policy of many products. */

import { language, t } from "../../../../shared/i18n.ts";
import type { Facet, PolicyForm } from "../../../../shared/protocol.d.ts";
import { Segmented, SelectField, TextField } from "../../../../shared/ui/field.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

const PERIODS: readonly PolicyForm["period"][] = ["", "inherit", "none", "7", "14", "30", "183"];
const PRINTS: readonly PolicyForm["print_how"][] = ["keep", "set", "clear"];

export function PolicyEdit() {
  const { form, options, set, error } = useEdit("policy");
  const hasPrint = form.print_how === "set";
  return (
    <EditFrame
      name="policy"
      title={t("edit_do_policy")}
      isShown={(path) => path === "period" || (path === "fine_print" && hasPrint)}
    >
      <SelectField
        label={t("edit_period")}
        value={form.period}
        hint={now(options?.policies ?? [])}
        error={error("period", form.period)}
        testid="edit-period"
        options={PERIODS.map((value) => ({ value, label: t(`edit_period_${value === "" ? "keep" : value}`) }))}
        onChange={(period) => set({ period })}
      />
      <div class="field">
        <span class="field-label">{t("edit_fine_print")}</span>
        <Segmented
          label={t("edit_fine_print")}
          value={form.print_how}
          testid="edit-print-how"
          options={PRINTS.map((value) => ({ value, label: t(`edit_print_${value}`) }))}
          onChange={(print_how) => set({ print_how })}
        />
      </div>
      {hasPrint ? (
        <TextField
          label={t("edit_print_text")}
          lines={4}
          value={form.fine_print}
          error={error("fine_print", form.fine_print)}
          testid="edit-fine-print"
          onInput={(fine_print) => set({ fine_print })}
        />
      ) : null}
    </EditFrame>
  );
}

/** "Now: 30 days (12), no refunds (4)". */
function now(policies: readonly Facet[]): string {
  if (policies.length === 0) return "";
  const each = policies.map(({ label, count }) => t("edit_times", count, label));
  return t("edit_period_now", new Intl.ListFormat(language(), { type: "unit" }).format(each));
}
