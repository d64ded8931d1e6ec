/** A row of a run about listings with its texts whole: what was to change in them, word by word. */

import { useEffect, useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { t } from "../../../shared/i18n.ts";
import type { ErrorBody, FieldChange, RunRow } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorNotice, Tag } from "../../../shared/ui/surface.tsx";
import { Change } from "../listings/change.tsx";
import { toneOf } from "./run_parts.ts";

interface WholeTextsProps {
  /** The run's plan. */
  digest: string;
  row: RunRow;
  onClose: () => void;
}

export function WholeTexts({ digest, row, onClose }: WholeTextsProps) {
  const api = useApi();
  const [fields, setFields] = useState<readonly FieldChange[] | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  useEffect(() => {
    let isShown = true;
    api.request({ op: "listing.edit.row", digest, key: row.key }).then(
      (whole) => isShown && setFields(whole.fields),
      (thrown: unknown) => isShown && setError(errorBody(thrown)),
    );
    return () => {
      isShown = false;
    };
  }, [api, digest, row.key]);
  return (
    <Dialog
      title={[row.name || t("listings_nameless"), row.detail].filter((text) => text !== "").join(" · ")}
      onClose={onClose}
      testid="run-texts"
      foot={
        <Button kind="go" onClick={onClose}>
          {t("close")}
        </Button>
      }
    >
      <div class="stack">
        <p>
          <Tag tone={toneOf(row)}>{row.label}</Tag> {row.text}
        </p>
        {error === null ? null : <ErrorNotice error={error} />}
        {fields === null ? (
          error === null ? (
            <p class="muted" role="status">
              {t("plan_opening")}
            </p>
          ) : null
        ) : (
          <div class="listing-texts">
            {fields.map((change) => (
              <Change key={change.field} change={change} isOpen />
            ))}
          </div>
        )}
      </div>
    </Dialog>
  );
}
