/** The batch under way and what came of it: every suggestion beside the text it would replace. */

import { useState } from "preact/hooks";

import { t, tn } from "../../../../shared/i18n.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Icon } from "../../../../shared/ui/icon.tsx";
import { ActionBar, Empty, ErrorNotice } from "../../../../shared/ui/surface.tsx";
import { usePanel } from "../../../panel.ts";
import { engineIsDown } from "../../../state.ts";
import { Skeleton } from "../../../starting.tsx";
import { useSuggest } from "../../../suggest/provider.tsx";
import { BatchCard } from "./batch_card.tsx";
import { SuggestionCard } from "./suggestion_card.tsx";
import { Steps, stepHash } from "./suggest_page.tsx";

/** So many products are drawn at once. */
const AT_ONCE = 40;

export function ReviewStep() {
  const { act: go, state: panel } = usePanel();
  const { state, act } = useSuggest();
  const [shown, setShown] = useState(AT_ONCE);
  const { list, listError, decideError, planError, batch } = state;
  const products = list?.products ?? [];
  const counts = list?.counts;
  const over = counts === undefined ? 0 : counts.rejected + counts.stale + counts.done;
  return (
    <>
      <div class="view-body">
        <Steps here="review" />
        <h1 data-testid="review-title">{headline(counts)}</h1>
        <BatchCard />
        {listError === null ? null : <ErrorNotice error={listError} onRetry={() => void act.reread()} />}
        {decideError === null ? null : <ErrorNotice error={decideError} onRetry={() => void act.reread()} />}
        {planError === null ? null : <ErrorNotice error={planError} onRetry={() => void act.preview()} />}
        {list === null && listError === null ? <Skeleton /> : null}
        {list !== null && products.length === 0 && batch === null ? (
          <Empty
            testid="review-empty"
            drawing={<Icon name="pencil" size={32} />}
            title={t("suggest_review_empty")}
            actions={
              <Button kind="go" onClick={() => go.go(stepHash("ask"))}>
                {t("suggest_step_ask")}
              </Button>
            }
          >
            {t("suggest_review_empty_text")}
          </Empty>
        ) : null}
        {products.slice(0, shown).map((product) => (
          <SuggestionCard key={product.product_id} product={product} />
        ))}
        {products.length <= shown ? null : (
          <Button testid="review-more" onClick={() => setShown(shown + AT_ONCE)}>
            {tn("suggest_more", products.length - shown)}
          </Button>
        )}
        {products.length === 0 ? null : (
          <div class="row">
            {over === 0 ? null : (
              <button class="link small" type="button" data-testid="clear-over" onClick={() => void act.clear("over")}>
                {t("suggest_clear_over")}
              </button>
            )}
            <button class="link small" type="button" data-testid="clear-all" onClick={() => void act.clear("all")}>
              {t("suggest_clear_all")}
            </button>
          </div>
        )}
      </div>
      {counts === undefined || counts.waiting + counts.accepted === 0 ? null : (
        <ActionBar title={counts.accepted === 0 ? t("suggest_accept_some") : tn("suggest_accepted", counts.accepted)} detail={t("suggest_bar_detail")}>
          {counts.waiting === 0 ? null : (
            <Button
              testid="accept-everything"
              busy={state.deciding.size > 1}
              onClick={() => void act.acceptAll(products.map(({ product_id }) => product_id))}
            >
              {tn("suggest_accept_everything", counts.waiting)}
            </Button>
          )}
          <Button
            kind="go"
            busy={state.planning}
            blocked={
              engineIsDown(panel) ? t("standing_down") : counts.accepted === 0 ? t("suggest_none_accepted") : ""
            }
            testid="suggest-preview"
            onClick={() => void act.preview()}
          >
            {t("suggest_preview")}
          </Button>
        </ActionBar>
      )}
    </>
  );
}

function headline(counts: { waiting: number; accepted: number } | undefined): string {
  if (counts === undefined) return t("suggest_step_review");
  if (counts.waiting > 0) return tn("suggest_headline_waiting", counts.waiting);
  return counts.accepted > 0 ? tn("suggest_headline_accepted", counts.accepted) : t("suggest_headline_none");
}
