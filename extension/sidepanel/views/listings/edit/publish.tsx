/** Products put on sale, taken off, or deleted. */

import { t, tn } from "../../../../shared/i18n.ts";
import { Segmented } from "../../../../shared/ui/field.tsx";
import { Notice } from "../../../../shared/ui/surface.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

function hasNone(): boolean {
  return false;
}

export function PublishEdit() {
  const { form, set } = useEdit("publish");
  return (
    <EditFrame name="publish" title={t("edit_do_publish")} isShown={hasNone}>
      <Segmented
        label={t("edit_do_publish")}
        value={form.how}
        testid="edit-how"
        options={[
          { value: "publish", label: t("edit_publish_on") },
          { value: "unpublish", label: t("edit_publish_off") },
        ]}
        onChange={(how) => set({ how })}
      />
      <Standing />
      <p class="muted">{t(form.how === "publish" ? "edit_publish_text" : "edit_unpublish_text")}</p>
    </EditFrame>
  );
}

export function DeleteEdit() {
  return (
    <EditFrame name="delete" title={t("edit_do_delete")} isShown={hasNone}>
      <Notice severity="care" title={t("edit_delete_warning")} testid="edit-delete-warning">
        {t("edit_delete_text")}
      </Notice>
      <Standing />
    </EditFrame>
  );
}

/** How many of the chosen products are on sale now. */
function Standing() {
  const { options } = useEdit("publish");
  if (options === null || options.published + options.unpublished === 0) return null;
  return (
    <p data-testid="edit-standing">
      {tn("edit_on_sale", options.published)} · {tn("edit_off_sale", options.unpublished)}
    </p>
  );
}
