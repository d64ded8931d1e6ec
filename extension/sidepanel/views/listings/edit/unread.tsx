/** What lists leave out has to be read product by product first: how much that is, and how far it is. */

import { about } from "../../../../shared/format.ts";
import { t, tn } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Card, ErrorNotice, Notice, Progress } from "../../../../shared/ui/surface.tsx";
import { useEdits } from "../../../listings/edit_provider.tsx";
import { usePanel } from "../../../panel.ts";

export function Unread({ unread }: { unread: number }) {
  const { state: panel } = usePanel();
  const { state, act } = useEdits();
  const { read, readError, options } = state;
  if (read?.state === "reading") {
    return (
      <Card testid="edit-reading">
        <div class="stack tight">
          <div class="row between nowrap">
            <b role="status">{t("edit_reading", read.done, read.total)}</b>
            <Button small testid="edit-read-stop" onClick={() => void act.stopReading()}>
              {t("stop")}
            </Button>
          </div>
          <Progress done={read.done} total={read.total} label={t("edit_reading", read.done, read.total)} />
          <p class="muted small">{t("edit_reading_text")}</p>
        </div>
      </Card>
    );
  }
  return (
    <>
      {readError === null ? null : (
        <ErrorNotice error={readError} onRetry={() => void act.read()} testid="edit-read-error" />
      )}
      {read !== null && read.message !== "" && (read.state === "failed" || read.unread > 0) ? (
        <Notice severity="care" title={read.message} urgent testid="edit-read-ended">
          {read.hint}
        </Notice>
      ) : null}
      {unread === 0 ? null : (
        <Notice
          severity="info"
          title={tn("edit_unread", unread)}
          testid="edit-unread"
          actions={
            <Button
              small
              testid="edit-read"
              blocked={panel.account?.connected === false ? t("offline") : ""}
              onClick={() => void act.read()}
            >
              {t("edit_read", about(options?.most_read_s ?? unread))}
            </Button>
          }
        >
          {t("edit_unread_text")}
        </Notice>
      )}
    </>
  );
}
