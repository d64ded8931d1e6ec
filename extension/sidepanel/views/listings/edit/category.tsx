/** The category of many products, out of Gumroad's own list. */

import { useState } from "preact/hooks";

import { t, tn } from "../../../../shared/i18n.ts";
import type { CategoryOption } from "../../../../shared/protocol.d.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { FieldError, TextField } from "../../../../shared/ui/field.tsx";
import { ErrorNotice, Notice } from "../../../../shared/ui/surface.tsx";
import { useEdits } from "../../../listings/edit_provider.tsx";
import { Skeleton } from "../../../starting.tsx";
import { EditFrame, useEdit } from "./frame.tsx";

const MOST_LISTED = 40;

export function CategoryEdit() {
  const { form, set, error } = useEdit("category");
  const { state, act } = useEdits();
  const { categories, categoriesError } = state;
  return (
    <EditFrame name="category" title={t("edit_do_category")} isShown={(path) => path === "category"}>
      {categoriesError === null ? null : (
        <ErrorNotice error={categoriesError} onRetry={() => void act.askCategories()} testid="edit-categories-error" />
      )}
      {categories === null ? (
        categoriesError === null ? (
          <Skeleton />
        ) : null
      ) : categories.categories.length === 0 ? (
        <Notice
          severity="care"
          title={categories.note}
          testid="edit-categories-none"
          actions={
            <Button small onClick={() => void act.askCategories()}>
              {t("try_again")}
            </Button>
          }
        />
      ) : (
        <Categories
          options={categories.categories}
          note={categories.note}
          chosen={form.category}
          error={error("category", form.category)}
          onChoose={(category) => set({ category })}
        />
      )}
    </EditFrame>
  );
}

interface CategoriesProps {
  options: readonly CategoryOption[];
  note: string;
  /** A path; empty while none is chosen. */
  chosen: string;
  error: string;
  onChoose: (path: string) => void;
}

function Categories({ options, note, chosen, error, onChoose }: CategoriesProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = options.filter(({ trail, path }) => `${trail} ${path}`.toLowerCase().includes(wanted));
  const listed = found.slice(0, MOST_LISTED);
  const here = options.find(({ path }) => path === chosen);
  return (
    <fieldset class="field" data-testid="edit-categories">
      <legend class="unseen">{t("edit_category")}</legend>
      <TextField label={t("edit_category_search")} value={text} testid="edit-category-search" onInput={setText} />
      <FieldError error={error} />
      {here === undefined || listed.includes(here) ? null : <Choice option={here} on onChoose={onChoose} />}
      <div class="edit-list">
        {listed.map((option) => (
          <Choice key={option.path} option={option} on={option.path === chosen} onChoose={onChoose} />
        ))}
      </div>
      {found.length > listed.length ? (
        <p class="muted small">{tn("many_hidden", found.length - listed.length)}</p>
      ) : null}
      {found.length === 0 ? <p class="muted small">{t("many_nothing")}</p> : null}
      {note === "" ? null : <p class="muted small">{note}</p>}
    </fieldset>
  );
}

function Choice({ option, on, onChoose }: { option: CategoryOption; on: boolean; onChoose: (path: string) => void }) {
  return (
    <label class="check">
      <input
        type="radio"
        name="edit-category"
        checked={on}
        data-testid={`edit-category-${option.path}`}
        onChange={() => onChoose(option.path)}
      />
      <span>{option.trail}</span>
    </label>
  );
}
