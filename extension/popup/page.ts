/** What the page in the current tab is to a seller, told from its address alone. No request, no look into the page. */

import type { ProductRow } from "../shared/protocol.d.ts";

/**
 * `product`: a page of one product, known by the permalink in its address; `shop` is the seller's name in front of
 * gumroad.com, or null in the dashboard. `gumroad`: any other page of Gumroad. `elsewhere`: everything else.
 */
export type Page =
  | { kind: "product"; permalink: string; shop: string | null; editing: boolean }
  | { kind: "gumroad"; shop: string | null }
  | { kind: "elsewhere" };

const ELSEWHERE: Page = { kind: "elsewhere" };
const HOME = "gumroad.com";
const OWN_NAMES: ReadonlySet<string> = new Set(["", "app", "www"]);
const PERMALINK = /^[A-Za-z0-9_-]+$/;
const TITLE_TAIL = /\s*[|–-]\s*Gumroad\s*$/;

/** What the address says. Anything that is not plainly https on gumroad.com is `elsewhere`. */
export function recognise(address: string | undefined): Page {
  const url = readAddress(address);
  if (url === null || url.protocol !== "https:") return ELSEWHERE;
  const shop = shopOf(url.hostname);
  if (shop === undefined) return ELSEWHERE;
  const [first, permalink] = url.pathname.split("/").filter((part) => part !== "");
  const named = permalink !== undefined && PERMALINK.test(permalink);
  if (named && first === "l") return { kind: "product", permalink, shop, editing: false };
  if (named && first === "products" && shop === null && isEditor(url.pathname)) {
    return { kind: "product", permalink, shop: null, editing: true };
  }
  return { kind: "gumroad", shop };
}

/** The shop's product that the page shows: by permalink, by short address, or by the only equal name. */
export function productOf(page: Page, title: string, products: readonly ProductRow[]): ProductRow | null {
  if (page.kind !== "product") return null;
  const known = products.find((product) => isAt(product, page.permalink, page.shop));
  if (known !== undefined) return known;
  if (!page.editing) return null;
  const name = title.replace(TITLE_TAIL, "").trim();
  const [same, another] = products.filter((product) => product.name.trim() === name);
  return same !== undefined && another === undefined ? same : null;
}

function readAddress(address: string | undefined): URL | null {
  return address !== undefined && URL.canParse(address) ? new URL(address) : null;
}

/** The seller's name in the host, null on Gumroad's own pages, undefined off Gumroad. */
function shopOf(host: string): string | null | undefined {
  if (host === HOME) return null;
  if (!host.endsWith(`.${HOME}`)) return undefined;
  const name = host.slice(0, -HOME.length - 1);
  if (OWN_NAMES.has(name)) return null;
  return name.includes(".") ? undefined : name;
}

function isEditor(path: string): boolean {
  return /^\/products\/[^/]+\/edit(\/|$)/.test(path);
}

/** Permalinks are unique within one shop only, so a shop named in the address has to be the product's own. */
function isAt(product: ProductRow, permalink: string, shop: string | null): boolean {
  const url = readAddress(product.short_url);
  const owner = url === null ? null : shopOf(url.hostname);
  if (shop !== null && owner !== null && owner !== undefined && owner !== shop) return false;
  return product.permalink === permalink || url?.pathname === `/l/${permalink}`;
}
