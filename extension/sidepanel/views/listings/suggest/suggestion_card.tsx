/** One product's suggestions: old and new in place, and what to do with each. */

import { t, tn } from "../../../../shared/i18n.ts";
import type { SuggestFieldView, SuggestProductView } from "../../../../shared/protocol.d.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { TextField } from "../../../../shared/ui/field.tsx";
import { Card, Tag } from "../../../../shared/ui/surface.tsx";
import type { Tone } from "../../../../shared/ui/surface.tsx";
import { TagsDiff, TextDiff } from "../../../../shared/ui/text_diff.tsx";
import { hashOf } from "../../../route.ts";
import { useSuggest } from "../../../suggest/provider.tsx";
import { keyOf } from "../../../suggest/state.ts";
import type { Editing } from "../../../suggest/state.ts";

export function SuggestionCard({ product }: { product: SuggestProductView }) {
  const { act } = useSuggest();
  const { product_id, name, fields, dropped } = product;
  const waiting = fields.filter(({ state }) => state === "waiting").length;
  return (
    <Card
      title={
        <a class="suggestion-name" href={hashOf("listings", { id: product_id })}>
          {name}
        </a>
      }
      aside={
        waiting < 2 ? undefined : (
          <Button small icon="check" testid="accept-product" onClick={() => void act.acceptAll([product_id])}>
            {tn("suggest_accept_product", waiting)}
          </Button>
        )
      }
      testid={`suggestion-${product_id}`}
    >
      <div class="suggestions">
        {fields.map((field) => (
          <FieldRow key={field.field} product_id={product_id} field={field} />
        ))}
        {dropped.length === 0 ? null : <Dropped product={product} />}
      </div>
    </Card>
  );
}

const TONES: Readonly<Record<SuggestFieldView["state"], Tone>> = {
  waiting: "plain",
  accepted: "good",
  rejected: "plain",
  stale: "care",
  done: "info",
};

function FieldRow({ product_id, field }: { product_id: string; field: SuggestFieldView }) {
  const { state } = useSuggest();
  const { editing } = state;
  const isEdited = editing?.product_id === product_id && editing.field === field.field;
  const isOver = field.state === "rejected" || field.state === "done";
  return (
    <div
      role="group"
      class={isOver ? "suggestion over" : "suggestion"}
      aria-label={field.label}
      data-testid={`suggestion-${product_id}-${field.field}`}
      data-state={field.state}
    >
      <div class="suggestion-head">
        <h3>{field.label}</h3>
        {field.state === "waiting" ? null : <Tag tone={TONES[field.state]}>{t(`suggest_state_${field.state}`)}</Tag>}
        {field.edited ? <Tag>{t("suggest_edited")}</Tag> : null}
      </div>
      {isEdited ? (
        <Edit editing={editing} label={field.label} busy={state.deciding.has(keyOf(product_id, field.field))} />
      ) : (
        <>
          <div class="suggestion-text">
            {field.field === "tags" ? <TagsDiff pieces={field.pieces} /> : <TextDiff pieces={field.pieces} />}
          </div>
          {field.note === "" ? null : <p class="muted small">{field.note}</p>}
          <Choices product_id={product_id} field={field} />
        </>
      )}
    </div>
  );
}

function Choices({ product_id, field }: { product_id: string; field: SuggestFieldView }) {
  const { state, act } = useSuggest();
  const busy = state.deciding.has(keyOf(product_id, field.field));
  const decide = (decision: "accept" | "reject" | "wait") => (): void =>
    void act.decide({ product_id, field: field.field, decision });
  const edit = (
    <Button small icon="pencil" testid="edit" onClick={() => act.edit(product_id, field.field, field.editable)}>
      {t("suggest_edit")}
    </Button>
  );
  switch (field.state) {
    case "waiting":
      return (
        <div class="row">
          <Button small icon="check" busy={busy} testid="accept" onClick={decide("accept")}>
            {t("suggest_accept")}
          </Button>
          {edit}
          <Button small kind="quiet" testid="reject" onClick={decide("reject")}>
            {t("suggest_reject")}
          </Button>
        </div>
      );
    case "accepted":
      return (
        <div class="row">
          <Button small icon="undo" busy={busy} testid="wait" onClick={decide("wait")}>
            {t("suggest_wait")}
          </Button>
          {edit}
        </div>
      );
    case "rejected":
      return (
        <div class="row">
          <Button small icon="undo" busy={busy} testid="wait" onClick={decide("wait")}>
            {t("suggest_bring_back")}
          </Button>
        </div>
      );
    case "stale":
    case "done":
      return null;
  }
}

function Edit({ editing, label, busy }: { editing: Editing; label: string; busy: boolean }) {
  const { act } = useSuggest();
  const { product_id, field, text, error } = editing;
  const hint = field === "description" ? t("suggest_edit_html") : field === "tags" ? t("suggest_edit_tags") : "";
  return (
    <div class="stack">
      <TextField
        label={t("suggest_edit_label", label)}
        value={text}
        lines={field === "description" ? 10 : field === "tags" ? 5 : 2}
        hint={hint}
        error={error}
        autofocus
        testid="edit-text"
        onInput={(value) => act.edit(product_id, field, value)}
      />
      <div class="row">
        <Button small kind="go" busy={busy} testid="edit-save" onClick={() => void act.saveEdit()}>
          {t("suggest_edit_save")}
        </Button>
        <Button small testid="edit-leave" onClick={act.stopEditing}>
          {t("suggest_edit_leave")}
        </Button>
      </div>
    </div>
  );
}

/** What the model left as it is in a line; what could not be used with its reasons. */
function Dropped({ product: { dropped } }: { product: SuggestProductView }) {
  const same = dropped.filter((each) => each.same);
  const refused = dropped.filter((each) => !each.same);
  return (
    <>
      {refused.length === 0 ? null : (
        <details class="foldable bare small" data-testid="dropped">
          <summary>{tn("suggest_dropped", refused.length)}</summary>
          <ul class="bullets">
            {refused.map(({ field, label, texts }) => (
              <li key={field ?? label}>
                <b>{label}</b> {texts.join(" ")}
              </li>
            ))}
          </ul>
        </details>
      )}
      {same.length === 0 ? null : (
        <p class="muted small" data-testid="left-same">
          {t("suggest_left_same", same.map(({ label }) => label).join(", "))}
        </p>
      )}
    </>
  );
}
