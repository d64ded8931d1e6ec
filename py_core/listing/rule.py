"""What a rule is, and what it finds. No I/O here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from py_core.listing.listing import Listing
from py_core.listing.shop_facts import ShopFacts


class Severity(StrEnum):
    """How much it matters: keeps buyers away or breaks something, could be better, good to know."""

    FIX = "fix"
    CARE = "care"
    NOTE = "note"


class Source(StrEnum):
    """Where a rule comes from."""

    API = "api"
    SEARCH = "search"
    CARD = "card"
    PAGE = "page"
    DISCOVER = "discover"
    MARKET = "market"
    GOOGLE_TITLE = "google_title"
    GOOGLE_SNIPPET = "google_snippet"
    SOCIAL = "social"
    COVER = "cover"
    HTML = "html"
    WCAG = "wcag"
    READING = "reading"
    OWN = "own"


class Field(StrEnum):
    """Which part of the listing it is about."""

    NAME = "name"
    DESCRIPTION = "description"
    SUMMARY = "summary"
    CATEGORY = "category"
    TAGS = "tags"
    IMAGES = "images"
    ADDRESS = "address"
    PRICE = "price"
    VISIBILITY = "visibility"


Values = Mapping[str, object]
TAG_JOINT = ", "


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another text for a field, in place of the old one. Nothing is changed by it.

    Tags are told in one line, with commas between; none has one inside.
    """

    field: Field
    old: str
    new: str

    @property
    def tags(self) -> tuple[str, ...]:
        """The new tags, where it is about tags."""
        return tuple(tag for tag in self.new.split(TAG_JOINT) if tag)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` gives the values of its sentence where the listing fails it, None where it passes.

    `fix` gives what could stand there instead, None where nothing can be proposed. A fix is `safe` when it only
    adds the seller's own words or tidies what Gumroad refuses, so that nothing that was written reads otherwise.
    """

    id: str
    field: Field
    severity: Severity
    source: Source
    check: Callable[[Listing, ShopFacts], Values | None]
    fix: Callable[[Listing, ShopFacts], Proposal | None] | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a listing fails, with the values of its sentence."""

    rule: Rule
    values: Values
