/** How a listing looks as a search result, on a social network, on a card in Discover, and on its page. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { CutText, ListingPreviewView } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Description } from "./description.tsx";

/** The hosts that the content policy lets pictures come from. */
const PICTURE_ADDRESS = /^(data:image\/|https:\/\/(public-files|files|static-2)\.gumroad\.com\/)/;

export function Previews({ preview }: { preview: ListingPreviewView }) {
  const none = t("listing_no_description");
  return (
    <div class="stack" data-testid="listing-previews">
      <Look title={t("listing_as_search")} lost={[preview.title, preview.snippet]} testid="preview-search">
        <div class="search-result">
          <span class="search-address">{preview.address.join(" › ")}</span>
          <span class="search-title">{preview.title.shown}</span>
          <span class="search-snippet">{preview.snippet.shown || none}</span>
        </div>
        <Ruler px={preview.title_px} most={preview.title_most_px} />
      </Look>
      <Look title={t("listing_as_social")} lost={[preview.social]} testid="preview-social">
        <div class="social-card">
          <Picture address={preview.cover} name={preview.name} kind="wide" />
          <div>
            <span class="muted small">{preview.address[0] ?? ""}</span>
            <b>{preview.name}</b>
            <span>{preview.social.shown || t("listing_available")}</span>
          </div>
        </div>
      </Look>
      <Look title={t("listing_as_card")} lost={[preview.card]} testid="preview-card">
        <div class="discover-card">
          <Picture address={preview.thumbnail} name={preview.name} kind="square" />
          <div>
            <b>{preview.name}</b>
            <span class="muted small">{preview.card.shown || none}</span>
            <span class="muted small">{preview.seller}</span>
            <span class="price-flag">{preview.price}</span>
          </div>
        </div>
      </Look>
      <section class="look" data-testid="preview-page">
        <h2>{t("listing_as_page")}</h2>
        <div class="card pad">{preview.html.trim() === "" ? <p class="muted">{none}</p> : <Description html={preview.html} />}</div>
      </section>
    </div>
  );
}

interface LookProps {
  title: string;
  lost: readonly CutText[];
  children: ComponentChildren;
  testid: string;
}

function Look({ title, lost, children, testid }: LookProps) {
  const cut = lost.map((one) => one.lost).filter((text) => text !== "");
  return (
    <section class="look" data-testid={testid}>
      <h2>{title}</h2>
      {children}
      {cut.length === 0 ? (
        <p class="muted small">{t("listing_whole")}</p>
      ) : (
        <details class="cut">
          <summary>
            {t("listing_cut")} <Icon name="down" size={12} />
          </summary>
          {cut.map((text) => (
            <p key={text} class="muted small">
              … {text}
            </p>
          ))}
        </details>
      )}
    </section>
  );
}

/** How much of the room for a title is used. */
function Ruler({ px, most }: { px: number; most: number }) {
  return (
    <div class="ruler">
      <span class={px > most ? "over" : ""} aria-hidden="true">
        <i style={{ width: `${Math.min(100, (px / most) * 100)}%` }} />
      </span>
      <span class="muted small">{t("listing_width", px, most)}</span>
    </div>
  );
}

function Picture({ address, name, kind }: { address: string; name: string; kind: "wide" | "square" }) {
  const [failed, setFailed] = useState(false);
  if (failed || !PICTURE_ADDRESS.test(address)) {
    return (
      <span class={`picture ${kind} none`}>
        <Icon name="image" size={24} />
        <span class="small">{t(address === "" ? "listing_no_picture" : "listing_picture_elsewhere")}</span>
      </span>
    );
  }
  return <img class={`picture ${kind}`} src={address} alt={t("listing_cover_of", name)} onError={() => setFailed(true)} />;
}
