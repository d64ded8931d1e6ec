/** What the forms of bulk edits have in common: products, fields, what would happen, and the button to the preview. */

import type { ComponentChildren } from "preact";

import { t, tn } from "../../../../shared/i18n.ts";
import type { EditCheckView, EditExample } from "../../../../shared/protocol.d.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Icon } from "../../../../shared/ui/icon.tsx";
import { ActionBar, Card, ErrorNotice, Notice } from "../../../../shared/ui/surface.tsx";
import { TagsDiff, TextDiff } from "../../../../shared/ui/text_diff.tsx";
import { errorAt, otherErrors } from "../../../form_errors.ts";
import type { EditFormOf, EditName, EditWork } from "../../../listings/edit_forms.ts";
import { useEdits } from "../../../listings/edit_provider.tsx";
import { editParams } from "../../../listings/edit_state.ts";
import { usePanel } from "../../../panel.ts";
import { hashOf } from "../../../route.ts";
import { chosenProducts } from "../../../state.ts";
import { ProductsLine } from "./products_line.tsx";
import { Unread } from "./unread.tsx";

/** A form: what was typed, how to change it, and what is wrong with a field. */
export function useEdit<Name extends EditName>(name: Name) {
  const { state, act } = useEdits();
  const work = state.forms[name] as EditWork<EditFormOf[Name]>;
  return {
    form: work.form,
    check: work.check,
    options: state.options,
    set: (change: Partial<EditFormOf[Name]>): void => act.setForm(name, change),
    error: (path: string, value: string): string => errorAt(work, path, value),
  };
}

export interface EditFrameProps {
  name: EditName;
  title: string;
  lead?: string;
  /** Whether a path has a field here; errors of any other stand above the form. */
  isShown: (path: string) => boolean;
  children: ComponentChildren;
}

export function EditFrame({ name, title, lead, isShown, children }: EditFrameProps) {
  const { state: panel } = usePanel();
  const { state, act } = useEdits();
  const work = state.forms[name];
  const { check } = work;
  const count = chosenProducts(panel).length;
  const others = otherErrors(work, isShown);
  return (
    <form
      class="view"
      data-testid={`edit-form-${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) void act.preview(name);
      }}
    >
      <div class="view-body reading">
        <div>
          <a class="back-link small" href={hashOf("listings", editParams(null))} data-testid="edit-back">
            <Icon name="back" size={12} /> {t("edit_back")}
          </a>
          <h1>{title}</h1>
          {lead === undefined ? null : <p class="muted">{lead}</p>}
        </div>
        <ProductsLine name={name} />
        {work.error === null ? null : <ErrorNotice error={work.error} testid="edit-error" />}
        {others.length === 0 ? null : (
          <Notice severity="block" urgent testid="edit-form-errors">
            {others.map((sentence) => (
              <div key={sentence}>{sentence}</div>
            ))}
          </Notice>
        )}
        {children}
        <Unread unread={check?.unread ?? 0} />
        {count === 0 || check === null ? null : <Meaning name={name} check={check} checking={work.checking} />}
      </div>
      <ActionBar title={footTitle(count, check)} detail={t("edit_next")}>
        <Button
          kind="go"
          type="submit"
          busy={work.building}
          blocked={count === 0 ? t("edit_none_chosen") : ""}
          testid="edit-preview"
        >
          {t("edit_preview")}
        </Button>
      </ActionBar>
    </form>
  );
}

function footTitle(count: number, check: EditCheckView | null): string {
  if (count === 0) return t("edit_none_chosen");
  if (check === null || check.products === 0) return t("prices_nothing_sent");
  return tn("edit_would_change", check.products);
}

interface MeaningProps {
  name: EditName;
  check: EditCheckView;
  checking: boolean;
}

/** The form in sentences, as the core reads it, and the first products that would change. */
function Meaning({ name, check, checking }: MeaningProps) {
  const isWrong = Object.keys(check.errors).length > 0;
  if (isWrong || (check.sentences.length === 0 && check.examples.length === 0)) return null;
  const counts = [
    check.products === 0 ? t("edit_changes_none") : tn("edit_products", check.products),
    check.places === 0 ? "" : tn("edit_places", check.places),
  ].filter((text) => text !== "");
  return (
    <Card
      title={t("what_happens")}
      aside={
        <span class="muted small" role="status" aria-busy={checking} data-testid="edit-counts">
          {counts.join(", ")}
        </span>
      }
      testid="edit-meaning"
    >
      {check.sentences.map((sentence) => (
        <p key={sentence} class="muted">
          {sentence}
        </p>
      ))}
      {check.examples.length === 0 ? null : (
        <ul class="edit-examples">
          {check.examples.map((example) => (
            <Example key={`${example.product_id} ${example.detail} ${example.label}`} example={example} areTags={name === "tags"} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Example({ example, areTags }: { example: EditExample; areTags: boolean }) {
  const { product, detail, label, pieces } = example;
  return (
    <li>
      <span class="table-title">{[product || t("listings_nameless"), detail].filter(Boolean).join(" · ")}</span>
      <span class="muted small">{label}</span>
      {areTags ? <TagsDiff pieces={pieces} /> : <TextDiff pieces={pieces} tags />}
    </li>
  );
}
