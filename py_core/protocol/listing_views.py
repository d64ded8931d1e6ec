"""What the pages draw of listings."""

from typing import Literal, TypeAlias

from py_core.protocol.edit_views import DiffPiece
from py_core.values import Value

LintSeverity: TypeAlias = Literal["fix", "care", "note"]
ScoreTone: TypeAlias = Literal["good", "care", "bad"]


class ListingRow(Value):
    """One product: its score, how many findings of each severity, its worst findings, and every rule it fails."""

    product_id: str
    name: str
    score: int
    tone: ScoreTone
    fix: int
    care: int
    note: int
    worst: tuple[str, ...]
    rules: tuple[str, ...]


class LintRuleView(Value):
    """One rule and how many products fail it."""

    rule: str
    title: str
    severity: LintSeverity
    field: str
    count: int


class ListingsView(Value):
    """The shop's listings, those with something to fix first on top, then by score, lowest first; and all rules,
    most failed first within their severity.
    """

    headline: str
    average: str
    score_note: str
    rows: tuple[ListingRow, ...]
    rules: tuple[LintRuleView, ...]
    read_at_ms: int | None


class LintProposal(Value):
    """Another text for a field. `pieces` are what goes, stays and comes; with `tags` each is one tag."""

    field: str
    new: str
    tags: bool
    pieces: tuple[DiffPiece, ...]


class FixItem(Value):
    """What one rule proposes for one product; `pieces` are as in `LintProposal`."""

    product_id: str
    name: str
    tags: bool
    pieces: tuple[DiffPiece, ...]


class FixRuleView(Value):
    """What one rule proposes, `title` says how, in the order of the shop.

    A `safe` one only adds the seller's own words or tidies what Gumroad refuses.
    """

    rule: str
    severity: LintSeverity
    field: str
    title: str
    safe: bool
    items: tuple[FixItem, ...]


class ListingFixesView(Value):
    """Every proposal, safe ones first, then by severity; how many products have one, and a safe one."""

    rules: tuple[FixRuleView, ...]
    products: int
    safe_products: int


class LintFindingView(Value):
    """One finding: what, why, where the rule comes from, and what could stand there instead."""

    rule: str
    severity: LintSeverity
    field: str
    title: str
    why: str
    source: str
    proposal: LintProposal | None


class LintGroup(Value):
    """The findings of one severity."""

    severity: LintSeverity
    title: str
    findings: tuple[LintFindingView, ...]


class DiscoverLine(Value):
    """One condition of Discover."""

    id: str
    standing: Literal["met", "missing", "unseen"]
    text: str


class ListingDetailsView(Value):
    """What the rules say of one product.

    `market` says what comparable products cost, empty before that was asked for; `may_ask` is whether it can be.
    """

    product_id: str
    name: str
    score: int
    tone: ScoreTone
    sum: str
    groups: tuple[LintGroup, ...]
    discover: str
    conditions: tuple[DiscoverLine, ...]
    reading: str
    market: str
    market_read_at_ms: int | None
    may_ask: bool


class CutText(Value):
    """A text as it is shown somewhere, and what of it is cut off."""

    shown: str
    lost: str


class ListingPreviewView(Value):
    """How a product looks elsewhere. `cover` and `thumbnail` are addresses, empty where there is none.

    `html` is the description as the seller wrote it: it must be made safe before it is shown.
    """

    product_id: str
    name: str
    title: CutText
    title_px: int
    title_most_px: int
    address: tuple[str, ...]
    snippet: CutText
    social: CutText
    card: CutText
    price: str
    seller: str
    cover: str
    thumbnail: str
    summary: str
    html: str
