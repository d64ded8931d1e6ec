/** Tags of many products: added, taken away, renamed, or several made one. */

import { useState } from "preact/hooks";

import { t, tn } from "../../../../shared/i18n.ts";
import type { TagsHow } from "../../../../shared/protocol.d.ts";
import { Chip } from "../../../../shared/ui/chip.tsx";
import { Segmented, TextField } from "../../../../shared/ui/field.tsx";
import { hasTag, withTag } from "../../../listings/edit_forms.ts";
import { EditFrame, useEdit } from "./frame.tsx";

const HOWS: readonly TagsHow[] = ["add", "remove", "rename", "merge"];
const MOST_TAGS = 16;

export function TagsEdit() {
  const { form, set, error } = useEdit("tags");
  const hasTo = form.how === "rename" || form.how === "merge";
  return (
    <EditFrame
      name="tags"
      title={t("edit_do_tags")}
      isShown={(path) => path === "tags" || (path === "to" && hasTo)}
    >
      <Segmented
        label={t("edit_tags_how")}
        value={form.how}
        testid="edit-how"
        options={HOWS.map((value) => ({ value, label: t(`edit_tags_${value}`) }))}
        onChange={(how) => set({ how })}
      />
      <div class="stack tight">
        <TextField
          label={t(`edit_tags_${form.how}_label`)}
          value={form.tags}
          placeholder={t(form.how === "rename" ? "edit_tag_example" : "edit_tags_example")}
          hint={form.how === "rename" ? "" : t("edit_tags_hint")}
          error={error("tags", form.tags)}
          testid="edit-tags"
          onInput={(tags) => set({ tags })}
        />
        <KnownTags
          isOn={(tag) => hasTag(form.tags, tag)}
          onPick={(tag) => set({ tags: form.how === "rename" ? tag : withTag(form.tags, tag) })}
        />
      </div>
      {hasTo ? (
        <TextField
          label={t("edit_tags_to")}
          value={form.to}
          error={error("to", form.to)}
          testid="edit-tags-to"
          onInput={(to) => set({ to })}
        />
      ) : null}
    </EditFrame>
  );
}

/** The tags of the chosen products, the most frequent first. */
function KnownTags({ isOn, onPick }: { isOn: (tag: string) => boolean; onPick: (tag: string) => void }) {
  const { options } = useEdit("tags");
  const [all, setAll] = useState(false);
  const tags = options?.tags ?? [];
  if (tags.length === 0) return null;
  const shown = all || tags.length <= MOST_TAGS + 2 ? tags : tags.slice(0, MOST_TAGS);
  return (
    <div class="field">
      <span class="muted small">{t("edit_tags_known")}</span>
      <div class="chips" role="group" aria-label={t("edit_tags_known")} data-testid="edit-known-tags">
        {shown.map(({ value, label, count }) => (
          <Chip key={value} on={isOn(value)} testid="edit-known-tag" onClick={() => onPick(value)}>
            {label} <span class="muted">{count}</span>
          </Chip>
        ))}
        {shown.length === tags.length ? null : (
          <button class="link small" type="button" data-testid="edit-all-tags" onClick={() => setAll(true)}>
            {tn("edit_tags_more", tags.length - shown.length)}
          </button>
        )}
      </div>
    </div>
  );
}
