/** The shown buyers as a file. */

import { useState } from "preact/hooks";

import { errorBody, useApi } from "../../../shared/api.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { CustomersView, ErrorBody } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { ErrorNotice } from "../../../shared/ui/surface.tsx";
import { useCustomers } from "../../customers/state.ts";
import { ExportCards } from "../../exports/cards.tsx";
import { ExportOptionsFields } from "../../exports/options_fields.tsx";
import { useExports } from "../../exports/state.ts";

export function CustomersExport({ view, onClose }: { view: CustomersView; onClose: () => void }) {
  const api = useApi();
  const { form } = useCustomers();
  const { begin } = useExports();
  const [contactable, setContactable] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const go = async (): Promise<void> => {
    setBusy(true);
    try {
      await begin((options) => api.request({ op: "customers.export", form, contactable, options }));
      setError(null);
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("customers_export_title")}
      onClose={onClose}
      testid="customers-export-sheet"
      foot={
        <Button kind="go" icon="download" busy={busy} testid="customers-export-go" onClick={() => void go()}>
          {tn("customers_export_rows", contactable ? view.contactable : view.total)}
        </Button>
      }
    >
      <div class="stack loose">
        <p class="muted">{view.sentence}</p>
        <CheckField
          label={t("customers_export_contactable")}
          checked={contactable}
          testid="customers-export-contactable"
          onChange={setContactable}
        />
        <ExportOptionsFields error={error} moments={false} />
        {error === null ? null : <ErrorNotice error={error} testid="customers-export-error" />}
        <ExportCards kind="customers" />
      </div>
    </Dialog>
  );
}
