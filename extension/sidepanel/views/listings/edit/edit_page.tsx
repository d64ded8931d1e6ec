/** Bulk edits of listings: what to do, on which products, and how. Each form ends in the preview. */

import type { JSX } from "preact";

import type { EditName } from "../../../listings/edit_forms.ts";
import { editPlaceOf } from "../../../listings/edit_state.ts";
import { usePanel } from "../../../panel.ts";
import type { PageProps } from "../list_page.tsx";
import { BlockEdit } from "./block.tsx";
import { CategoryEdit } from "./category.tsx";
import { ChooseProducts } from "./choose.tsx";
import { FindEdit } from "./find.tsx";
import { EditMenu } from "./menu.tsx";
import { PolicyEdit } from "./policy.tsx";
import { DeleteEdit, PublishEdit } from "./publish.tsx";
import { TagsEdit } from "./tags.tsx";
import { VersionsEdit } from "./versions.tsx";

const FORMS: Readonly<Record<EditName, () => JSX.Element>> = {
  find: FindEdit,
  block: BlockEdit,
  tags: TagsEdit,
  category: CategoryEdit,
  policy: PolicyEdit,
  publish: PublishEdit,
  delete: DeleteEdit,
  versions: VersionsEdit,
};

export function EditPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { name, choosing } = editPlaceOf(state.route.params);
  if (state.shop === null) return <div class="view">{tabs}</div>;
  if (choosing) return <ChooseProducts shop={state.shop} name={name} />;
  if (name === null) return <EditMenu tabs={tabs} />;
  const Form = FORMS[name];
  return <Form />;
}
