/** "Run later…" beside a preview's button: when it starts, when it ends, and what that means. */

import { useEffect, useState } from "preact/hooks";

import { errorBody } from "../../../shared/api.ts";
import { t } from "../../../shared/i18n.ts";
import type { ErrorBody, ScheduleCheckView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Field, Segmented } from "../../../shared/ui/field.tsx";
import { ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { useSchedules } from "../../schedule/state.ts";
import type { Times } from "../../schedule/state.ts";
import { fieldTime, fieldValue, nextMorning, zoneName } from "../../schedule/times.ts";

/** `blocked` is why the preview cannot run at all; empty when it can. */
export function RunLater({ digest, blocked }: { digest: string; blocked: string }) {
  const { openForm } = useSchedules();
  if (blocked !== "") return null;
  return (
    <button class="link later-link" type="button" data-testid="run-later" onClick={() => openForm(digest)}>
      {t("later_open")}
    </button>
  );
}

type Start = "now" | "at";
type End = "never" | "at";

export function LaterForm({ digest, onClose }: { digest: string; onClose: () => void }) {
  const { act, now } = usePanel();
  const schedules = useSchedules();
  const [start, setStart] = useState<Start>("at");
  const [startTime, setStartTime] = useState(() => fieldValue(nextMorning(now())));
  const [end, setEnd] = useState<End>("never");
  const [endTime, setEndTime] = useState(() => fieldValue(nextMorning(now(), 8)));
  const [check, setCheck] = useState<ScheduleCheckView | null>(null);
  const [checked, setChecked] = useState<string | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [busy, setBusy] = useState(false);
  const times = timesOf(start, startTime, end, endTime);
  const question = times === null ? null : `${times.start_at_ms} ${times.end_at_ms}`;

  // What was said of the times before stays until there is something new, so that nothing jumps under the pointer.
  useEffect(() => {
    if (times === null) return;
    let current = true;
    schedules.check(digest, times).then(
      (view) => {
        if (!current) return;
        setCheck(view);
        setChecked(question);
        setError(null);
      },
      (thrown: unknown) => {
        if (current) setError(errorBody(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [digest, question]);

  const add = (): void => {
    if (times === null) return;
    setBusy(true);
    schedules.add(digest, times).then(
      () => {
        onClose();
        act.go(hashOf("schedule"));
      },
      (thrown: unknown) => {
        setBusy(false);
        setError(errorBody(thrown));
      },
    );
  };
  const errors = check?.errors ?? {};
  return (
    <Dialog
      title={t("later_title")}
      testid="later"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button
            kind="go"
            testid="later-do"
            busy={busy}
            blocked={blockedBecause(start, end, times, checked === question ? check : null, error)}
            onClick={add}
          >
            {t("later_do")}
          </Button>
        </>
      }
    >
      <div class="stack loose">
        <When
          name="start"
          legend={t("later_start")}
          label={t("later_start_time")}
          options={[
            { value: "now", label: t("later_start_now") },
            { value: "at", label: t("later_start_at") },
          ]}
          choice={start}
          time={startTime}
          error={startTime === "" ? t("later_missing") : errors["start"]}
          onChoice={setStart}
          onTime={setStartTime}
        />
        <When
          name="end"
          legend={t("later_end")}
          label={t("later_end_time")}
          options={[
            { value: "never", label: t("later_end_never") },
            { value: "at", label: t("later_end_at") },
          ]}
          choice={end}
          time={endTime}
          error={endTime === "" ? t("later_missing") : errors["end"]}
          onChoice={setEnd}
          onTime={setEndTime}
        />
        <p class="muted small" data-testid="later-zone">
          {t("later_zone", zoneName(now()))}
        </p>
        {error === null ? null : <ErrorNotice error={error} testid="later-error" />}
        {check === null || check.clashes.length === 0 ? null : (
          <Notice severity="care" title={t("later_clash")} testid="later-clash">
            {t("later_clash_text", quoted(check.clashes))}
          </Notice>
        )}
        {check === null || check.sentences.length === 0 ? null : (
          <ul class="later-what" data-testid="later-what">
            {check.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        <Notice severity="info" title={t("later_browser")} testid="later-browser">
          {t("later_browser_text")}
        </Notice>
      </div>
    </Dialog>
  );
}

interface WhenProps<Choice extends string> {
  name: string;
  legend: string;
  label: string;
  options: readonly { value: Choice; label: string }[];
  choice: Choice;
  time: string;
  error: string | undefined;
  onChoice: (choice: Choice) => void;
  onTime: (time: string) => void;
}

function When<Choice extends string>(props: WhenProps<Choice>) {
  const { name, legend, label, options, choice, time, error, onChoice, onTime } = props;
  const isTimed = choice === "at";
  return (
    <fieldset class="stack later-when">
      <legend class="strong">{legend}</legend>
      <Segmented label={legend} value={choice} options={options} onChange={onChoice} testid={`later-${name}`} />
      {isTimed ? (
        <Field label={label} error={error}>
          {(control) => (
            <span class={error ? "input wrong" : "input"}>
              <input
                {...control}
                type="datetime-local"
                value={time}
                data-testid={`later-${name}-time`}
                onInput={(event) => onTime(event.currentTarget.value)}
              />
            </span>
          )}
        </Field>
      ) : error === undefined || time === "" ? null : (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function timesOf(start: Start, startTime: string, end: End, endTime: string): Times | null {
  const [start_at_ms, end_at_ms] = [fieldTime(startTime), fieldTime(endTime)];
  if (start === "now" && end === "never") return null;
  if ((start === "at" && start_at_ms === null) || (end === "at" && end_at_ms === null)) return null;
  return { start_at_ms: start === "now" ? null : start_at_ms, end_at_ms: end === "never" ? null : end_at_ms };
}

function blockedBecause(
  start: Start,
  end: End,
  times: Times | null,
  check: ScheduleCheckView | null,
  error: ErrorBody | null,
): string {
  if (start === "now" && end === "never") return t("later_nothing");
  if (times === null) return t("later_missing");
  if (error !== null) return error.message;
  if (check === null) return t("later_working");
  return check.errors["start"] ?? check.errors["end"] ?? "";
}

function quoted(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join(", ");
}
