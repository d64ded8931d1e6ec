/** Segments: a chip for each kind and each saved one, the small form of the kind, saving under a name. */

import { useState } from "preact/hooks";

import { errorBody } from "../../../shared/api.ts";
import { t } from "../../../shared/i18n.ts";
import type { CustomerSegment, ErrorBody, SavedSegment } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Chip } from "../../../shared/ui/chip.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { FieldError, Segmented, TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { ManyField } from "../../../shared/ui/many_field.tsx";
import { Card, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { SEGMENT_KINDS, isSaved, useCustomers } from "../../customers/state.ts";

export function SegmentChips() {
  const { form, choices, list } = useCustomers();
  const { segment } = form;
  const saved = choices?.segments ?? [];
  const current = saved.find((each) => isSaved(form, each));
  return (
    <div class="stack tight">
      <div class="chips" role="group" aria-label={t("customers_segments")} data-testid="customers-segments">
        {SEGMENT_KINDS.map((kind) => (
          <Chip
            key={kind}
            on={segment.kind === kind}
            testid={`customers-segment-${kind}`}
            onClick={() => void list({ ...form, segment: { ...segment, kind } })}
          >
            {t(`customers_segment_${kind}`)}
          </Chip>
        ))}
      </div>
      {saved.length === 0 ? null : (
        <div class="chips" role="group" aria-label={t("customers_saved")} data-testid="customers-saved">
          <span class="muted small">{t("customers_saved")}</span>
          {saved.map((each) => (
            <Chip
              key={each.name}
              on={each === current}
              testid="customers-saved-segment"
              onClick={() => void list({ ...form, filter: each.filter, segment: each.segment })}
            >
              {each.name}
            </Chip>
          ))}
          {current === undefined ? null : <Manage key={current.name} saved={current} />}
        </div>
      )}
    </div>
  );
}

function Manage({ saved }: { saved: SavedSegment }) {
  const { rename, remove } = useCustomers();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(saved.name);
  const { error, attempt } = useAttempt(() => setOpen(false));
  return (
    <>
      <button class="link small" type="button" data-testid="customers-manage" onClick={() => setOpen(true)}>
        {t("customers_manage")}
      </button>
      {open ? (
        <Dialog
          title={saved.name}
          onClose={() => setOpen(false)}
          testid="customers-manage-sheet"
          foot={
            <>
              <Button
                kind="danger"
                testid="customers-delete"
                onClick={() => void attempt(() => remove(saved.name), t("customers_deleted", saved.name))}
              >
                {t("customers_delete")}
              </Button>
              <Button
                kind="go"
                testid="customers-rename"
                onClick={() => void attempt(() => rename(saved.name, name), t("customers_renamed"))}
              >
                {t("customers_rename")}
              </Button>
            </>
          }
        >
          <NameField name={name} error={error} onInput={setName} />
        </Dialog>
      ) : null}
    </>
  );
}

export function SaveSegment({ onClose }: { onClose: () => void }) {
  const { save } = useCustomers();
  const [name, setName] = useState("");
  const { error, attempt } = useAttempt(onClose);
  const go = (): void => void attempt(() => save(name), t("customers_is_saved", name.trim()));
  return (
    <Dialog
      title={t("customers_save_title")}
      onClose={onClose}
      testid="customers-save-sheet"
      foot={
        <Button kind="go" testid="customers-save-go" onClick={go}>
          {t("save")}
        </Button>
      }
    >
      <div class="stack">
        <p class="muted">{t("customers_save_text")}</p>
        <NameField name={name} error={error} onInput={setName} onEnter={go} />
      </div>
    </Dialog>
  );
}

interface NameProps {
  name: string;
  error: ErrorBody | null;
  onInput: (name: string) => void;
  onEnter?: () => void;
}

function NameField({ name, error, onInput, onEnter }: NameProps) {
  const inField = error?.fields["name"];
  return (
    <div class="stack">
      <TextField
        label={t("customers_name")}
        value={name}
        error={inField}
        testid="customers-name"
        onInput={onInput}
        {...(onEnter === undefined ? {} : { onEnter })}
      />
      {error === null || inField !== undefined ? null : <ErrorNotice error={error} />}
    </div>
  );
}

/** Something that may be refused: its sentence, or a word that it was done. */
function useAttempt(done: () => void) {
  const [error, setError] = useState<ErrorBody | null>(null);
  const attempt = async (what: () => Promise<void>, said: string): Promise<void> => {
    try {
      await what();
      setError(null);
      done();
      toast(said);
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  };
  return { error, attempt };
}

/** What a kind needs to know; nothing for those that need nothing. */
export function SegmentForm({ errors }: { errors: Readonly<Record<string, string>> }) {
  const { form } = useCustomers();
  const { kind } = form.segment;
  if (kind === "all") return null;
  return (
    <Card testid="customers-segment-form">
      <div class="stack">
        <Fields errors={errors} />
        <p class="muted small">{t(`customers_about_${kind}`)}</p>
      </div>
    </Card>
  );
}

function Fields({ errors }: { errors: Readonly<Record<string, string>> }) {
  const { form, choices, list } = useCustomers();
  const { segment } = form;
  const set = (change: Partial<CustomerSegment>): void =>
    void list({ ...form, segment: { ...segment, ...change } });
  const number = (name: "times" | "days" | "top" | "amount", prefix?: string) => (
    <TextField
      label={t(`customers_field_${name}`)}
      value={segment[name]}
      numeric
      {...(prefix === undefined ? {} : { prefix })}
      error={errors[name]}
      testid={`customers-${name}`}
      onInput={(value) => set({ [name]: value })}
    />
  );
  switch (segment.kind) {
    case "repeat":
      return number("times");
    case "lapsed":
      return number("days");
    case "top":
      return (
        <div class="stack">
          <Segmented
            label={t("customers_top_by")}
            value={segment.top_by}
            testid="customers-top-by"
            options={(["rank", "amount"] as const).map((value) => ({ value, label: t(`customers_top_${value}`) }))}
            onChange={(top_by) => set({ top_by })}
          />
          {segment.top_by === "rank" ? number("top") : number("amount", "$")}
        </div>
      );
    case "bought":
      return (
        <div class="stack">
          {(["bought", "not_bought"] as const).map((name) => (
            <div key={name}>
              <ManyField
                label={t(`customers_field_${name}`)}
                none={t("customers_choose")}
                facets={choices?.products ?? []}
                chosen={segment[name]}
                testid={`customers-${name}`}
                onChange={(ids) => set({ [name]: ids })}
              />
              <FieldError error={errors[name] ?? ""} />
            </div>
          ))}
        </div>
      );
    case "code":
      return (
        <ManyField
          label={t("customers_field_codes")}
          none={t("customers_any_code")}
          facets={(choices?.codes ?? []).filter(({ value }) => value !== "")}
          chosen={segment.codes}
          testid="customers-codes"
          onChange={(codes) => set({ codes })}
        />
      );
    case "new":
      return (
        <TextField
          label={t("customers_field_since")}
          value={segment.since}
          day
          error={errors["since"]}
          testid="customers-since"
          onInput={(since) => set({ since })}
        />
      );
    case "refunded":
    case "all":
      return null;
  }
}
