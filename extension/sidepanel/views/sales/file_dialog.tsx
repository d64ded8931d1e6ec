/** How a file is to be written, asked before it is made; the file then stands among the page's files. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { errorBody } from "../../../shared/api.ts";
import { t } from "../../../shared/i18n.ts";
import type { ErrorBody, ExportOptions, ExportView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorNotice } from "../../../shared/ui/surface.tsx";
import { ExportOptionsFields } from "../../exports/options_fields.tsx";
import { useExports } from "../../exports/state.ts";

export interface FileDialogProps {
  title: string;
  children?: ComponentChildren;
  begin: (options: ExportOptions) => Promise<ExportView>;
  onClose: () => void;
  /** False where no column holds addresses. */
  emails?: boolean;
}

export function FileDialog({ title, children, begin, onClose, emails = true }: FileDialogProps) {
  const exports = useExports();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  async function go(): Promise<void> {
    setBusy(true);
    try {
      await exports.begin(begin);
      onClose();
      document.querySelector('[data-testid="export-cards"]')?.scrollIntoView({ block: "nearest" });
    } catch (thrown) {
      setError(errorBody(thrown));
      setBusy(false);
    }
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      testid="file-dialog"
      foot={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="go" icon="download" busy={busy} testid="file-begin" onClick={() => void go()}>
            {t("people_make_file")}
          </Button>
        </>
      }
    >
      <div class="stack">
        {error === null ? null : <ErrorNotice error={error} />}
        {children}
        <ExportOptionsFields error={error} emails={emails} />
      </div>
    </Dialog>
  );
}
