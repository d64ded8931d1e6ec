/** A block of text in descriptions: added, put in place of another, or taken away. */

import { t } from "../../../../shared/i18n.ts";
import type { BlockHow } from "../../../../shared/protocol.d.ts";
import { CheckField, Segmented, TextField } from "../../../../shared/ui/field.tsx";
import { Card } from "../../../../shared/ui/surface.tsx";
import { Description } from "../description.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

const HOWS: readonly BlockHow[] = ["append", "prepend", "replace", "remove"];

export function BlockEdit() {
  const { form, check, set, error } = useEdit("block");
  const hasText = form.how !== "remove";
  const hasMark = form.how === "replace" || form.how === "remove";
  const html = check?.html ?? "";
  return (
    <EditFrame
      name="block"
      title={t("edit_do_block")}
      isShown={(path) => (path === "text" && hasText) || (path === "mark" && hasMark)}
    >
      <Segmented
        label={t("edit_block_how")}
        value={form.how}
        testid="edit-how"
        options={HOWS.map((value) => ({ value, label: t(`edit_block_${value}`) }))}
        onChange={(how) => set({ how })}
      />
      {hasMark ? (
        <>
          <Segmented
            label={t("edit_known_by")}
            value={form.known_by}
            testid="edit-known-by"
            options={[
              { value: "heading", label: t("edit_known_by_heading") },
              { value: "text", label: t("edit_known_by_text") },
            ]}
            onChange={(known_by) => set({ known_by })}
          />
          <TextField
            label={t(`edit_mark_${form.known_by}`)}
            value={form.mark}
            hint={t(`edit_mark_${form.known_by}_hint`)}
            error={error("mark", form.mark)}
            testid="edit-mark"
            onInput={(mark) => set({ mark })}
          />
        </>
      ) : null}
      {hasText ? (
        <>
          <Segmented
            label={t("edit_format")}
            value={form.format}
            testid="edit-format"
            options={[
              { value: "plain", label: t("edit_format_plain") },
              { value: "html", label: t("edit_format_html") },
            ]}
            onChange={(format) => set({ format })}
          />
          <TextField
            label={t(form.how === "replace" ? "edit_block_new" : "edit_block_text")}
            lines={6}
            code={form.format === "html"}
            value={form.text}
            hint={t(`edit_format_${form.format}_hint`)}
            error={error("text", form.text)}
            testid="edit-block-text"
            onInput={(text) => set({ text })}
          />
        </>
      ) : null}
      {form.how === "replace" ? (
        <CheckField
          label={t("edit_add_missing")}
          checked={form.add_missing}
          testid="edit-add-missing"
          onChange={(add_missing) => set({ add_missing })}
        />
      ) : null}
      {hasText && html !== "" ? (
        <Card title={t("edit_block_looks")} testid="edit-block-looks">
          <Description html={html} />
        </Card>
      ) : null}
    </EditFrame>
  );
}
