/** Saved selections: a filter that is applied anew each time, or fixed products. */

import { useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { SavedSelection } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Segmented, TextField } from "../../../shared/ui/field.tsx";
import { toast } from "../../../shared/ui/live.tsx";
import { usePanel } from "../../panel.ts";
import { EMPTY_FILTER } from "../../state.ts";

export function SelectionsSheet({ onClose }: { onClose: () => void }) {
  const { state, act } = usePanel();
  const { selections } = state;
  const apply = (selection: SavedSelection): void => {
    void act.applySelection(selection).then(() => toast(t("selection_applied", selection.name)));
    onClose();
  };
  return (
    <Dialog title={t("selections_title")} onClose={onClose} testid="selections">
      <div class="stack loose">
        {selections.length === 0 ? (
          <p class="muted">{t("selections_none")}</p>
        ) : (
          <ul class="stack tight">
            {selections.map((selection) => (
              <li key={selection.name} class="row nowrap" data-key={selection.name}>
                <span class="grow">
                  <span class="table-title">{selection.name}</span>
                  <span class="table-meta">
                    {selection.filter === null
                      ? tn("selection_fixed", selection.product_ids.length)
                      : t("selection_filter")}
                  </span>
                </span>
                <Button small testid="selection-apply" onClick={() => apply(selection)}>
                  {t("selection_apply")}
                </Button>
                <IconButton
                  icon="close"
                  label={t("selection_delete", selection.name)}
                  testid="selection-delete"
                  onClick={() => void act.deleteSelection(selection.name)}
                />
              </li>
            ))}
          </ul>
        )}
        <SaveForm />
      </div>
    </Dialog>
  );
}

type Kind = "fixed" | "filter";

function SaveForm() {
  const { state, act } = usePanel();
  const { chosen, filter, picked, sort } = state.list;
  const filtering = JSON.stringify(filter) !== JSON.stringify(EMPTY_FILTER);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>(chosen.size > 0 ? "fixed" : "filter");
  const [error, setError] = useState("");
  const save = (): void => {
    const trimmed = name.trim();
    if (trimmed === "") return setError(t("selection_needs_name"));
    if (kind === "fixed" && chosen.size === 0) return setError(t("selection_needs_products"));
    const selection: SavedSelection =
      kind === "fixed"
        ? { name: trimmed, filter: null, sort: null, product_ids: [...chosen] }
        : { name: trimmed, filter, sort, product_ids: [] };
    setError("");
    setName("");
    void act.saveSelection(selection).then(() => toast(t("selection_saved", trimmed)));
  };
  return (
    <div class="stack">
      <h3>{t("selection_save_title")}</h3>
      {filtering ? (
        <Segmented
          label={t("selection_kind")}
          value={kind}
          testid="selection-kind"
          options={[
            { value: "fixed", label: tn("selection_kind_fixed", chosen.size) },
            { value: "filter", label: t("selection_kind_filter") },
          ]}
          onChange={setKind}
        />
      ) : null}
      {picked !== null && kind === "filter" ? (
        <p class="muted small" data-testid="selection-script">
          {t("selection_script")}
        </p>
      ) : null}
      <TextField
        label={t("selection_name")}
        value={name}
        error={error}
        testid="selection-name"
        onInput={setName}
        onEnter={save}
      />
      <div class="row">
        <Button testid="selection-save" onClick={save}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
