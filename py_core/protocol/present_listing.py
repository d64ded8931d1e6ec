"""Listings as the pages draw them. No I/O here."""

from collections.abc import Mapping, Sequence

from py_core.catalog.labels import amount_text, price_text
from py_core.edits.diff import list_diff, text_diff
from py_core.listing.discover import Standing, discover_conditions
from py_core.listing.fixes import FIXING
from py_core.listing.lint import COSTS, FAIR_SCORE, GOOD_SCORE, RULES, Verdict, failing, proposal
from py_core.listing.listing import Listing
from py_core.listing.previews import Cut, previews_of
from py_core.listing.rule import TAG_JOINT, Field, Finding, Proposal, Rule, Severity
from py_core.listing.shop_facts import Market, ShopFacts
from py_core.protocol.edit_views import DiffPiece
from py_core.protocol.listing_views import (
    CutText,
    DiscoverLine,
    FixItem,
    FixRuleView,
    LintFindingView,
    LintGroup,
    LintProposal,
    LintRuleView,
    ListingDetailsView,
    ListingFixesView,
    ListingPreviewView,
    ListingRow,
    ListingsView,
    ScoreTone,
)
from py_core.protocol.present_listing_plan import drawn_pieces
from py_core.words import say

_WORST = 2
_MONEY = ("minor", "bound")
_TIMES = "\N{MULTIPLICATION SIGN}"
_MINUS = "\N{MINUS SIGN}"
_ORDER = {severity: at for at, severity in enumerate(Severity)}


def listings_view(
    listings: Sequence[Listing], verdicts: Mapping[str, Verdict], read_at_ms: int | None
) -> ListingsView:
    """The shop's listings: those with something to fix first, then the others, each by score, lowest first.

    Those with the same score stand in the shop's own order.
    """
    rows = sorted((_row(one, verdicts[one.id]) for one in listings), key=lambda row: (row.fix == 0, row.score))
    urgent = sum(row.fix > 0 for row in rows)
    average = round(sum(row.score for row in rows) / len(rows)) if rows else 0
    counts = failing(verdicts.values())
    ordered = sorted(RULES, key=lambda rule: (_ORDER[rule.severity], -counts[rule.id]))
    return ListingsView(
        headline=say("lint_headline", n=urgent) if urgent else say("lint_headline_none"),
        average=say("lint_average", average=average) if rows else "",
        score_note=say("lint_score_note", **{severity.value: cost for severity, cost in COSTS.items()}),
        rows=tuple(rows),
        rules=tuple(_rule(rule, counts[rule.id]) for rule in ordered),
        read_at_ms=read_at_ms,
    )


def details_view(listing: Listing, verdict: Verdict, facts: ShopFacts) -> ListingDetailsView:
    """What the rules say of one product."""
    market = facts.market_of(listing)
    conditions = discover_conditions(listing)
    missing = sum(one.standing is Standing.MISSING for one in conditions)
    return ListingDetailsView(
        product_id=listing.id,
        name=listing.name,
        score=verdict.score,
        tone=_tone(verdict.score),
        sum=_sum(verdict),
        groups=_groups(listing, verdict, facts),
        discover=say("discover_out", n=missing) if missing else say("discover_in"),
        conditions=tuple(
            DiscoverLine(
                id=one.id, standing=one.standing.value, text=say(f"discover_{one.id}_{one.standing.value}")
            )
            for one in conditions
        ),
        reading=_reading(listing),
        market=_market(listing, market),
        market_read_at_ms=None if market is None else market.read_at_ms,
        may_ask=bool(listing.product.category),
    )


def preview_view(listing: Listing, seller: str) -> ListingPreviewView:
    """How one product looks elsewhere."""
    shown = previews_of(listing)
    host, _, path = listing.product.short_url.partition("://")[2].partition("/")
    return ListingPreviewView(
        product_id=listing.id,
        name=listing.name,
        title=_cut(shown.title),
        title_px=shown.title_px,
        title_most_px=shown.title_most_px,
        address=tuple(part for part in (host, *path.split("/")) if part),
        snippet=_cut(shown.snippet),
        social=_cut(shown.social),
        card=_cut(shown.card),
        price=price_text(listing.product),
        seller=seller,
        cover=shown.cover.url if shown.cover else "",
        thumbnail=listing.product.thumbnail_url or (shown.cover.url if shown.cover else ""),
        summary=listing.summary,
        html=listing.html,
    )


def fixes_view(listings: Sequence[Listing], offered: Mapping[str, Mapping[str, Proposal]]) -> ListingFixesView:
    """Every proposal by rule; `offered` has those of each listing by the rule's id."""
    rules = [
        FixRuleView(
            rule=rule.id,
            severity=rule.severity.value,
            field=say(f"lint_field_{rule.field.value}"),
            title=say(f"lint_fix_{rule.id}"),
            safe=rule.safe,
            items=items,
        )
        for rule in sorted(FIXING, key=lambda rule: (not rule.safe, _ORDER[rule.severity]))
        if (
            items := tuple(
                _fix_item(one, offered[one.id][rule.id]) for one in listings if rule.id in offered[one.id]
            )
        )
    ]
    safe = {item.product_id for rule in rules if rule.safe for item in rule.items}
    return ListingFixesView(rules=tuple(rules), products=sum(map(bool, offered.values())), safe_products=len(safe))


def _fix_item(listing: Listing, proposal: Proposal) -> FixItem:
    tags = proposal.field is Field.TAGS
    return FixItem(product_id=listing.id, name=listing.name, tags=tags, pieces=_pieces(proposal))


def _pieces(proposal: Proposal) -> tuple[DiffPiece, ...]:
    """What goes, stays and comes."""
    if proposal.field is not Field.TAGS:
        return drawn_pieces(text_diff(proposal.old, proposal.new))
    return drawn_pieces(list_diff([tag for tag in proposal.old.split(TAG_JOINT) if tag], proposal.tags))


def _row(listing: Listing, verdict: Verdict) -> ListingRow:
    return ListingRow(
        product_id=listing.id,
        name=listing.name,
        score=verdict.score,
        tone=_tone(verdict.score),
        fix=verdict.count(Severity.FIX),
        care=verdict.count(Severity.CARE),
        note=verdict.count(Severity.NOTE),
        worst=tuple(_said(finding, listing) for finding in verdict.findings[:_WORST]),
        rules=tuple(finding.rule.id for finding in verdict.findings),
    )


def _rule(rule: Rule, count: int) -> LintRuleView:
    return LintRuleView(
        rule=rule.id,
        title=say(f"lint_{rule.id}_rule"),
        severity=rule.severity.value,
        field=say(f"lint_field_{rule.field.value}"),
        count=count,
    )


def _tone(score: int) -> ScoreTone:
    return "good" if score >= GOOD_SCORE else "care" if score >= FAIR_SCORE else "bad"


def _sum(verdict: Verdict) -> str:
    """How the score comes about: `100 − 2 × 15 − 6 = 64 points`."""
    costs = [
        f"{count} {_TIMES} {COSTS[severity]}" if count > 1 else str(COSTS[severity])
        for severity in Severity
        if (count := verdict.count(severity))
    ]
    if not costs:
        return say("lint_sum_all")
    return say("lint_sum", costs=f" {_MINUS} ".join(costs), score=verdict.score)


def _groups(listing: Listing, verdict: Verdict, facts: ShopFacts) -> tuple[LintGroup, ...]:
    groups = []
    for severity in Severity:
        findings = tuple(
            _finding(finding, listing, facts) for finding in verdict.findings if finding.rule.severity is severity
        )
        if findings:
            title = say(f"lint_severity_{severity.value}")
            groups.append(LintGroup(severity=severity.value, title=title, findings=findings))
    return tuple(groups)


def _finding(finding: Finding, listing: Listing, facts: ShopFacts) -> LintFindingView:
    rule = finding.rule
    offered = proposal(finding, listing, facts)
    values = _values(finding, listing)
    return LintFindingView(
        rule=rule.id,
        severity=rule.severity.value,
        field=say(f"lint_field_{rule.field.value}"),
        title=say(f"lint_{rule.id}", **values),
        why=say(f"lint_{rule.id}_why", **values),
        source=say(f"lint_source_{rule.source.value}"),
        proposal=None if offered is None else _proposal(offered),
    )


def _proposal(offered: Proposal) -> LintProposal:
    return LintProposal(
        field=say(f"lint_field_{offered.field.value}"),
        new=offered.new,
        tags=offered.field is Field.TAGS,
        pieces=_pieces(offered),
    )


def _said(finding: Finding, listing: Listing) -> str:
    return say(f"lint_{finding.rule.id}", **_values(finding, listing))


def _values(finding: Finding, listing: Listing) -> Mapping[str, object]:
    """The values of a sentence, amounts written in the product's currency."""
    return {
        name: amount_text(value, listing.product.currency) if name in _MONEY and isinstance(value, int) else value
        for name, value in finding.values.items()
    }


def _reading(listing: Listing) -> str:
    reading = listing.reading
    if not reading.words:
        return ""
    values = {"n": reading.words, "sentences": reading.sentences, "lix": round(reading.lix)}
    if reading.flesch is None:
        return say("lint_reading_lix", **values)
    return say("lint_reading_flesch", flesch=round(reading.flesch), **values)


def _market(listing: Listing, market: Market | None) -> str:
    category = listing.product.category_label or listing.product.category
    if not category:
        return say("market_no_category")
    if market is None:
        return ""
    marks = [mark for mark in (market.p25_minor, market.p50_minor, market.p75_minor) if mark is not None]
    if len(marks) < 3:
        return say("market_few", category=category)
    low, middle, high = (amount_text(mark, market.currency) for mark in marks)
    count = f"{market.count:,}"
    return say("market_sentence", n=market.count, count=count, category=category, low=low, middle=middle, high=high)


def _cut(cut: Cut) -> CutText:
    return CutText(shown=cut.shown, lost=cut.lost)
