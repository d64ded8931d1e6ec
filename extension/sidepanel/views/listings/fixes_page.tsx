/** Everything that the rules propose, by what it does; nothing is used before it was named, chosen and previewed. */

import { useEffect, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { FixItem, FixRuleView, ListingFixesView } from "../../../shared/protocol.d.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice } from "../../../shared/ui/surface.tsx";
import { TagsDiff, TextDiff } from "../../../shared/ui/text_diff.tsx";
import { chosenOf, idsOf, isChosen } from "../../listings/fixes.ts";
import { useListings } from "../../listings/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { Refreshing, isReading } from "../products/reading.tsx";
import { FixesBar } from "./fixes_bar.tsx";
import type { PageProps } from "./list_page.tsx";
import { SEVERITY_ICONS } from "./marks.tsx";

/** So many products of a rule are drawn at first, and so many more each time. */
const STRETCH = 25;

export function FixesPage({ tabs }: PageProps) {
  const { state } = usePanel();
  const { fixes, fixesError, readFixes } = useListings();
  const { shop } = state;
  useEffect(() => void readFixes(), [readFixes]);
  return (
    <div class="view" data-testid="listings-fixes-view">
      {tabs}
      <div class="view-body reading">
        {shop === null ? null : <Refreshing shop={shop} />}
        {fixesError === null ? null : <ErrorNotice error={fixesError} onRetry={() => void readFixes()} />}
        {fixes === null ? (
          fixesError === null ? (
            <Waiting />
          ) : null
        ) : fixes.rules.length > 0 ? (
          <Shown fixes={fixes} />
        ) : shop !== null && isReading(shop) ? null : (
          <Empty testid="listings-fixes-none" drawing={<Icon name="good" size={32} />} title={t("listings_fixes_none")}>
            {t("listings_fixes_none_text")}
          </Empty>
        )}
      </div>
      <FixesBar />
    </div>
  );
}

function Waiting() {
  return (
    <>
      <p class="muted" role="status" data-testid="listings-fixes-busy">
        {t("listings_fixes_busy")}
      </p>
      <Skeleton />
    </>
  );
}

function Shown({ fixes }: { fixes: ListingFixesView }) {
  const { chosen, chooseSafe } = useListings();
  const safe = fixes.rules.filter((rule) => rule.safe);
  const others = fixes.rules.filter((rule) => !rule.safe);
  const missing = safe.some((rule) => chosenOf(chosen, rule) < rule.items.length);
  return (
    <div class="stack" data-testid="listings-fixes">
      <div>
        <h1>{tn("listings_fixes_title", fixes.products)}</h1>
        <p class="muted">{t("listings_fixes_lead")}</p>
      </div>
      {safe.length === 0 ? null : (
        <section class="stack tight">
          <h2>{t("listings_fixes_safe")}</h2>
          <p class="muted">{t("listings_fixes_safe_text")}</p>
          <Rules rules={safe} />
          <div class="fix-safe">
            <Button
              icon="check"
              blocked={missing ? "" : t("listings_fixes_safe_chosen")}
              testid="listings-fixes-safe"
              onClick={chooseSafe}
            >
              {tn("listings_fixes_use_safe", fixes.safe_products)}
            </Button>
          </div>
        </section>
      )}
      {others.length === 0 ? null : (
        <section class="stack tight">
          <h2>{t("listings_fixes_others")}</h2>
          <p class="muted">{t("listings_fixes_others_text")}</p>
          <Rules rules={others} />
        </section>
      )}
    </div>
  );
}

function Rules({ rules }: { rules: readonly FixRuleView[] }) {
  return (
    <ul class="card fix-rules">
      {rules.map((rule) => (
        <Rule key={rule.rule} rule={rule} />
      ))}
    </ul>
  );
}

function Rule({ rule }: { rule: FixRuleView }) {
  const { chosen, choose } = useListings();
  const [isOpen, setOpen] = useState(false);
  const [most, setMost] = useState(STRETCH);
  const count = chosenOf(chosen, rule);
  const { items } = rule;
  return (
    <li data-testid={`fix-${rule.rule}`}>
      <div class="fix-rule">
        <label class="check">
          <input
            type="checkbox"
            checked={count === items.length}
            indeterminate={count > 0 && count < items.length}
            data-testid={`fix-${rule.rule}-all`}
            onChange={(event) => choose(rule.rule, idsOf(items), event.currentTarget.checked)}
          />
          <span>
            {rule.title}
            <span class="muted small fix-what">
              <span class={`of-${rule.severity}`}>
                <Icon name={SEVERITY_ICONS[rule.severity]} size={12} />
              </span>
              {rule.field} · {tn("products_count", items.length)}
              {count > 0 && count < items.length ? ` · ${t("listings_fixes_chosen", count)}` : ""}
            </span>
          </span>
        </label>
        <button
          class="link small"
          type="button"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "listings_fixes_hide_of" : "listings_fixes_show_of", rule.title)}
          data-testid={`fix-${rule.rule}-open`}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? "listings_fixes_hide" : "listings_fixes_show")}
        </button>
      </div>
      {isOpen ? (
        <ul class="fix-items">
          {items.slice(0, most).map((item) => (
            <Item key={item.product_id} rule={rule.rule} item={item} />
          ))}
          {items.length > most ? (
            <li>
              <button class="link small" type="button" onClick={() => setMost(most + STRETCH)}>
                {t("note_more", items.length - most)}
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function Item({ rule, item }: { rule: string; item: FixItem }) {
  const { chosen, choose } = useListings();
  const { product_id: id, name } = item;
  return (
    <li>
      <CheckField
        label={<span class="unseen">{name || t("listings_nameless")}</span>}
        checked={isChosen(chosen, id, rule)}
        testid={`fix-${rule}-${id}`}
        onChange={(on) => choose(rule, [id], on)}
      />
      <div>
        <a href={hashOf("listings", { id })}>{name || t("listings_nameless")}</a>
        <Pieces item={item} />
      </div>
    </li>
  );
}

/** What goes, stays and comes. */
export function Pieces({ item }: { item: Pick<FixItem, "pieces" | "tags"> }) {
  return item.tags ? <TagsDiff pieces={item.pieces} /> : <TextDiff pieces={item.pieces} open />;
}
