/** What can be done to many listings at once; each opens its form. */

import type { ComponentChildren } from "preact";

import { t } from "../../../../shared/i18n.ts";
import type { MessageKey } from "../../../../shared/i18n.ts";
import { Icon } from "../../../../shared/ui/icon.tsx";
import type { IconName } from "../../../../shared/ui/icon.tsx";
import type { EditName } from "../../../listings/edit_forms.ts";
import { editParams } from "../../../listings/edit_state.ts";
import { hashOf } from "../../../route.ts";
import { ProductsLine } from "./products_line.tsx";

const ICONS: Readonly<Record<EditName, IconName>> = {
  find: "search",
  block: "block",
  tags: "tag",
  category: "folder",
  policy: "undo",
  versions: "layers",
  publish: "show",
  delete: "bin",
};

const GROUPS: readonly (readonly [MessageKey, readonly EditName[]])[] = [
  ["edit_group_texts", ["find", "block"]],
  ["edit_group_found", ["tags", "category"]],
  ["edit_group_selling", ["versions", "policy", "publish", "delete"]],
];

export function EditMenu({ tabs }: { tabs: ComponentChildren }) {
  return (
    <div class="view" data-testid="edit-menu">
      {tabs}
      <div class="view-body reading">
        <div>
          <h1>{t("edit_title")}</h1>
          <p class="muted">{t("edit_lead")}</p>
        </div>
        <ProductsLine name={null} />
        {GROUPS.map(([label, names]) => (
          <section key={label} class="edit-group">
            <h2>{t(label)}</h2>
            <ul class="card">
              {names.map((name) => (
                <li key={name}>
                  <a class="edit-choice" href={hashOf("listings", editParams(name))} data-testid={`edit-do-${name}`}>
                    <Icon name={ICONS[name]} />
                    <span>
                      <b>{t(`edit_do_${name}`)}</b>
                      <span class="muted small">{t(`edit_about_${name}`)}</span>
                    </span>
                    <Icon name="right" size={12} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
