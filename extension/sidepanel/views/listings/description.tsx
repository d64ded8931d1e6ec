/**
 * A description as buyers see it. What the seller wrote is made safe by DOMPurify before it is drawn: no scripts,
 * styles or frames, no address but that of links; pictures are drawn as boxes with their words, so nothing is loaded.
 */

import DOMPurify from "dompurify";
import type { Config } from "dompurify";
import { useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";

const POLICY = "gumsmith-description";
const TAGS = (
  "a b strong i em u s del ins mark p br hr ul ol li h1 h2 h3 h4 h5 h6 blockquote pre code sub sup" +
  " figure figcaption img table thead tbody tr td th"
).split(" ");

type Policy = NonNullable<Config["TRUSTED_TYPES_POLICY"]>;

interface PolicyMaker {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string; createScriptURL(address: string): string },
  ): Policy;
}

let policy: Policy | null = null;

/** Only this file makes one, and only DOMPurify is handed it, which parses into a document of its own. */
function descriptionPolicy(): Policy {
  const { trustedTypes } = globalThis as unknown as { trustedTypes: PolicyMaker };
  policy ??= trustedTypes.createPolicy(POLICY, {
    createHTML: (html) => html,
    createScriptURL: () => "about:blank",
  });
  return policy;
}

/** The description as nodes that can do nothing. */
export function safeDescription(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ["href", "alt"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^https?:/i,
    RETURN_DOM_FRAGMENT: true,
    TRUSTED_TYPES_POLICY: descriptionPolicy(),
  });
  for (const image of fragment.querySelectorAll("img")) {
    const box = document.createElement("span");
    box.className = "picture-box";
    box.textContent = image.getAttribute("alt") || t("listing_picture");
    image.replaceWith(box);
  }
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noreferrer noopener";
  }
  return fragment;
}

export function Description({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(safeDescription(html)), [html]);
  return <div ref={place} class="description" data-testid="listing-description" />;
}
