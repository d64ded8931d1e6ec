/** The product that the page in the current tab shows, and what can be done with just it. */

import { t, tn } from "../shared/i18n.ts";
import type { ProductRow } from "../shared/protocol.d.ts";
import { Chip } from "../shared/ui/chip.tsx";
import { hashOf } from "../sidepanel/route.ts";
import { productOf } from "./page.ts";
import type { Page } from "./page.ts";

export interface PageCardProps {
  page: Page & { kind: "product" };
  title: string;
  /** Null until the engine has answered. */
  products: readonly ProductRow[] | null;
  onGo: (target: string) => void;
}

export function PageCard({ page, title, products, onGo }: PageCardProps) {
  const product = products === null ? null : productOf(page, title, products);
  const known = product !== null;
  const named: Readonly<Record<string, string>> = known ? { ids: product.id } : { product: page.permalink };
  return (
    <section class="card pad page-card" data-testid="page-card" data-key={product?.id ?? ""}>
      <span class="muted small">{t("popup_on_this_page")}</span>
      <h1 class="clip">{product?.name ?? (title.trim() || page.permalink)}</h1>
      {products !== null && !known ? (
        <p class="muted">
          {t("popup_not_yours")} <span class="small">{t("popup_not_yours_hint")}</span>
        </p>
      ) : (
        <>
          <div class="chips">
            <Chip on onClick={() => onGo(hashOf("prices", named))} testid="popup-change-price">
              {t("popup_change_price")}
            </Chip>
            <Chip on onClick={() => onGo(hashOf("codes", { page: "make", ...named }))} testid="popup-make-code">
              {t("popup_make_code")}
            </Chip>
          </div>
          <p class="muted small">{known ? facts(product) : t("popup_looking")}</p>
        </>
      )}
    </section>
  );
}

function facts({ price_text, published, versions, codes, sales }: ProductRow): string {
  const parts = [
    price_text,
    published ? "" : t("popup_draft"),
    versions.length === 0 ? "" : tn("popup_versions", versions.length),
    codes === null ? "" : tn("popup_codes", codes),
    sales === null ? "" : t("popup_sold", sales),
  ];
  return parts.filter(Boolean).join(" · ");
}
