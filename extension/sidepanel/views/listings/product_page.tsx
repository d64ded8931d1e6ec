/** One product's listing: what was found, why, and what could stand there instead; how it looks elsewhere. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { copyText } from "../../../shared/copy.ts";
import { ago } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { LintFindingView, LintProposal, ListingDetailsView } from "../../../shared/protocol.d.ts";
import { Button, IconButton } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import type { IconName } from "../../../shared/ui/icon.tsx";
import { Card, ErrorNotice, Notice } from "../../../shared/ui/surface.tsx";
import { isChosen } from "../../listings/fixes.ts";
import { useListings } from "../../listings/state.ts";
import { usePanel } from "../../panel.ts";
import { hashOf } from "../../route.ts";
import { Skeleton } from "../../starting.tsx";
import { FixesBar } from "./fixes_bar.tsx";
import { Pieces } from "./fixes_page.tsx";
import { SEVERITY_ICONS, Score } from "./marks.tsx";
import { Previews } from "./previews.tsx";

export function ProductPage({ id }: { id: string }) {
  const { one, open } = useListings();
  useEffect(() => void open(id), [open, id]);
  const here = one?.id === id ? one : null;
  return (
    <div class="view" data-testid="listing-page">
      <div class="view-body">
        <a class="back-link" href={hashOf("listings")} data-testid="listing-back">
          <Icon name="back" size={12} /> {t("listings_back")}
        </a>
        {here?.error == null ? null : <ErrorNotice error={here.error} onRetry={() => void open(id)} />}
        {here === null || here.details === null ? (
          here?.error == null ? (
            <Skeleton />
          ) : null
        ) : (
          <>
            <Head details={here.details} />
            <div class="listing-columns">
              <div class="stack">
                <Findings details={here.details} />
                <Discover details={here.details} />
                <Market details={here.details} asking={here.asking} />
              </div>
              {here.preview === null ? null : <Previews preview={here.preview} />}
            </div>
          </>
        )}
      </div>
      <FixesBar />
    </div>
  );
}

function Head({ details }: { details: ListingDetailsView }) {
  return (
    <div class="listing-head">
      <Score score={details.score} tone={details.tone} large />
      <div>
        <h1 data-testid="listing-name">{details.name || t("listings_nameless")}</h1>
        <p class="muted small">
          {details.sum}
          {details.reading === "" ? null : (
            <>
              <br />
              {t("listing_reading", details.reading)}
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function Findings({ details }: { details: ListingDetailsView }) {
  if (details.groups.length === 0) {
    return (
      <Notice severity="good" title={t("listing_good_title")} testid="listing-good">
        {t("listing_good_text")}
      </Notice>
    );
  }
  return (
    <>
      {details.groups.map((group) => (
        <section key={group.severity} class={`finding-group of-${group.severity}`} data-testid={`findings-${group.severity}`}>
          <h2>
            <Icon name={SEVERITY_ICONS[group.severity]} /> {group.title}
          </h2>
          <ul class="findings card">
            {group.findings.map((finding) => (
              <Finding key={finding.rule} id={details.product_id} finding={finding} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Finding({ id, finding }: { id: string; finding: LintFindingView }) {
  return (
    <li data-testid={`finding-${finding.rule}`}>
      <span class="muted small">{finding.field}</span>
      <b>{finding.title}</b>
      <span>{finding.why}</span>
      <span class="muted small">{t("listing_source", finding.source)}</span>
      {finding.proposal === null ? null : <Proposal id={id} rule={finding.rule} proposal={finding.proposal} />}
    </li>
  );
}

interface ProposalProps {
  id: string;
  rule: string;
  proposal: LintProposal;
}

function Proposal({ id, rule, proposal }: ProposalProps) {
  const { chosen, choose } = useListings();
  const on = isChosen(chosen, id, rule);
  return (
    <div class={on ? "proposal on" : "proposal"} data-testid="proposal">
      <span class="muted small">{t("listing_proposal", proposal.field)}</span>
      <Pieces item={proposal} />
      <div class="proposal-buttons">
        <button
          class={on ? "button small on" : "button small"}
          type="button"
          aria-pressed={on}
          data-testid="proposal-use"
          onClick={() => choose(rule, [id], !on)}
        >
          {on ? <Icon name="check" /> : null}
          {t(on ? "listing_used" : "listing_use")}
        </button>
        <IconButton
          icon="copy"
          label={t("listing_copy")}
          testid="proposal-copy"
          onClick={() => copyText(proposal.new, t("listing_copied"))}
        />
      </div>
    </div>
  );
}

const STANDING_ICONS: Readonly<Record<"met" | "missing" | "unseen", IconName>> = {
  met: "good",
  missing: "stop",
  unseen: "hide",
};

function Discover({ details }: { details: ListingDetailsView }) {
  const unseen = details.conditions.filter(({ standing }) => standing === "unseen");
  const seen = details.conditions.filter(({ standing }) => standing !== "unseen");
  return (
    <Card title={details.discover} testid="listing-discover">
      <Lines lines={seen} />
      <p class="muted small unseen-title">{t("listing_unseen")}</p>
      <Lines lines={unseen} />
    </Card>
  );
}

function Lines({ lines }: { lines: ListingDetailsView["conditions"] }) {
  return (
    <ul class="conditions">
      {lines.map(({ id, standing, text }) => (
        <li key={id} class={`standing-${standing}`}>
          <Icon name={STANDING_ICONS[standing]} /> <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Market({ details, asking }: { details: ListingDetailsView; asking: boolean }) {
  const { state, now } = usePanel();
  const { askMarket } = useListings();
  const offline = state.account?.connected !== true;
  const read = details.market_read_at_ms;
  const button: ComponentChildren = details.may_ask ? (
    <Button
      small
      busy={asking}
      blocked={offline ? t("offline") : ""}
      testid="listing-market-ask"
      onClick={() => void askMarket(details.product_id)}
    >
      {t(read === null ? "listing_market_ask" : "listing_market_again")}
    </Button>
  ) : null;
  return (
    <Card title={t("listing_market_title")} testid="listing-market">
      <div class="stack tight">
        <p>{details.market === "" ? t("listing_market_text") : details.market}</p>
        {read === null ? null : <p class="muted small">{t("read_at", ago(read, now()))}</p>}
        {button}
      </div>
    </Card>
  );
}
