/** How Python was started and how long that took, and the switch for starting from a kept copy. */

import { useEffect, useState } from "preact/hooks";

import { bytes } from "../../../shared/format.ts";
import { language, t } from "../../../shared/i18n.ts";
import type { MessageKey } from "../../../shared/i18n.ts";
import type { StartFacts } from "../../../shared/messages.ts";
import { Switch } from "../../../shared/ui/field.tsx";
import { useShell } from "./shell.ts";

/** A line of Diagnostics. */
export interface Line {
  name: string;
  value: string;
}

/** What there is to know of a start, in the order in which it is shown. */
export function startLines({ mode, why, detail, stages, heap_bytes, snapshot_bytes, trouble }: StartFacts): Line[] {
  const total = stages.reduce((sum, { ms }) => sum + ms, 0);
  return [
    { name: t("settings_start_last"), value: t(`settings_start_${mode}`, seconds(total)) },
    ...(why === "" ? [] : [{ name: t("settings_start_why"), value: withDetail(t(`settings_start_${why}`), detail) }]),
    { name: t("settings_start_stages"), value: stages.map(stageWords).join(", ") },
    { name: t("settings_start_memory"), value: bytes(heap_bytes) },
    { name: t("settings_start_copy"), value: copyWords(snapshot_bytes, trouble) },
  ];
}

function stageWords({ name, ms }: { name: string; ms: number }): string {
  return t("settings_start_stage", t(`settings_start_stage_${name}` as MessageKey) || name, seconds(ms));
}

function copyWords(snapshotBytes: number, trouble: string): string {
  if (snapshotBytes > 0) return bytes(snapshotBytes);
  return trouble === "" ? t("settings_start_no_copy") : t("settings_start_trouble", trouble);
}

function withDetail(words: string, detail: string): string {
  return detail === "" ? words : `${words} (${detail})`;
}

function seconds(ms: number): string {
  return (ms / 1000).toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function StartSwitch() {
  const shell = useShell();
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    void shell.startFast().then(setOn);
  }, [shell]);
  return (
    <div>
      <Switch
        label={<span class="strong">{t("settings_start_fast")}</span>}
        checked={on ?? false}
        disabled={on === null}
        onChange={(wanted) => {
          setOn(wanted);
          void shell.setStartFast(wanted);
        }}
        testid="start-fast"
      />
      <p class="muted small">{t("settings_start_fast_text")}</p>
    </div>
  );
}
