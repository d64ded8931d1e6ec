/** Products and their opened versions as one list of rows, and how tall each is. */

import type { ProductRow, VersionRow } from "../../../shared/protocol.d.ts";
import { t, tn } from "../../../shared/i18n.ts";

export type ListRow =
  | { kind: "product"; key: string; product: ProductRow }
  | { kind: "version"; key: string; product: ProductRow; version: VersionRow };

const PRODUCT_PX = 52;
const VERSION_PX = 33;

export function listRows(
  products: ReadonlyMap<string, ProductRow>,
  ids: readonly string[],
  expanded: ReadonlySet<string>,
): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (const id of ids) {
    const product = products.get(id);
    if (product === undefined) continue;
    rows.push({ kind: "product", key: id, product });
    if (!expanded.has(id)) continue;
    for (const version of product.versions) rows.push({ kind: "version", key: version.key, product, version });
  }
  return rows;
}

export function rowHeight(row: ListRow): number {
  return row.kind === "product" ? PRODUCT_PX : VERSION_PX;
}

export function rowKey(row: ListRow): string {
  return row.key;
}

/** What is worth knowing beside the name, the weightiest first: how it is sold, versions, codes, sales. */
export function metaOf(product: ProductRow): readonly string[] {
  return [
    product.type === "one_off" ? "" : typeLabel(product),
    product.versions.length > 0 ? tn("versions_count", product.versions.length) : "",
    product.codes ? tn("codes_count", product.codes) : "",
    product.sales === null ? "" : t("sold_count", product.sales),
  ].filter(Boolean);
}

/** In a wide table, where the counts have columns of their own. */
export function wideMetaOf(product: ProductRow): readonly string[] {
  const words = [product.type === "one_off" ? "" : typeLabel(product), product.tags.slice(0, 3).join(", ")];
  const known = words.filter(Boolean);
  return known.length === 0 ? [typeLabel(product)] : known;
}

export function typeLabel(product: ProductRow): string {
  switch (product.type) {
    case "one_off":
      return t("type_one_off");
    case "pay_what_you_want":
      return t("type_pay_what_you_want");
    case "membership":
      return t("type_membership");
    case "subscription":
      return t("type_subscription");
  }
}
