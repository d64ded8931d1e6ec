/** Exactly what goes out for a product, word for word. Looking at it sends nothing. */

import { copyText } from "../../../../shared/copy.ts";
import { count } from "../../../../shared/format.ts";
import { t } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Dialog } from "../../../../shared/ui/dialog.tsx";
import { SelectField } from "../../../../shared/ui/field.tsx";
import { ErrorNotice } from "../../../../shared/ui/surface.tsx";
import { Skeleton } from "../../../starting.tsx";
import { useSuggest } from "../../../suggest/provider.tsx";
import { goesTo } from "./standing.tsx";

export function SentDialog() {
  const { state, act, model } = useSuggest();
  const { shown, estimate } = state;
  if (shown === null) return null;
  const { request, error, product_id } = shown;
  const named = new Map(act.products().map(({ id, name }) => [id, name]));
  const ids = estimate?.product_ids ?? [];
  return (
    <Dialog
      title={t("suggest_sent_title")}
      onClose={act.hide}
      testid="sent-dialog"
      foot={
        <>
          {request === null ? null : (
            <Button icon="copy" onClick={() => copyText(request.shown, t("suggest_copied"))}>
              {t("suggest_sent_copy")}
            </Button>
          )}
          <Button kind="go" testid="sent-close" onClick={act.hide}>
            {t("close")}
          </Button>
        </>
      }
    >
      <div class="stack">
        {ids.length < 2 ? null : (
          <SelectField
            label={t("suggest_sent_product")}
            value={product_id}
            options={ids.map((id) => ({ value: id, label: named.get(id) ?? id }))}
            testid="sent-product"
            onChange={(id) => void act.show(id)}
          />
        )}
        {error === null ? null : <ErrorNotice error={error} />}
        {request === null ? (
          error === null ? (
            <Skeleton />
          ) : null
        ) : (
          <>
            <p>
              {model.choice === null ? "" : `${t("suggest_sent_to", goesTo(model.choice))} `}
              {t("suggest_sent_tokens", count(request.sent_tokens))}
            </p>
            <pre class="sent-text" tabIndex={0} aria-label={t("suggest_sent_title")} data-testid="sent-text">
              {request.shown}
            </pre>
          </>
        )}
      </div>
    </Dialog>
  );
}
