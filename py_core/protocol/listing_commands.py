"""Commands about listings; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.listing.fixes import FixesForm
from py_core.protocol import listing_views, views
from py_core.values import Value


class ListingLint(Value):
    """Every product with its score, and every rule with how many fail it."""

    op: Literal["listing.lint"]


class ListingDetails(Value):
    """What the rules say of one product, line by line, with what could stand there instead."""

    op: Literal["listing.details"]
    product_id: str


class ListingPreview(Value):
    """How one product looks as a search result, on a social network, on a card, and its description."""

    op: Literal["listing.preview"]
    product_id: str


class ListingMarket(Value):
    """Ask Gumroad what products comparable to this one cost; the answer is kept for its whole category."""

    op: Literal["listing.market"]
    product_id: str


class ListingFixes(Value):
    """Everything that the rules propose for the shop's listings, by rule."""

    op: Literal["listing.fixes"]


class PlanListingFixes(Value):
    """Build and store the plan that takes proposals over; what they say is worked out anew from the listings.

    A product or a proposal that is not there any more is left out. `refines` is the digest of the plan that is
    shown, None where there is none. Raises InputError when nothing is left.
    """

    op: Literal["plan.listing_fixes"]
    form: FixesForm
    refines: str | None = None


ListingCommand = Annotated[
    ListingLint | ListingDetails | ListingPreview | ListingMarket | ListingFixes | PlanListingFixes,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "listing.lint": listing_views.ListingsView,
        "listing.details": listing_views.ListingDetailsView,
        "listing.preview": listing_views.ListingPreviewView,
        "listing.market": listing_views.ListingDetailsView,
        "listing.fixes": listing_views.ListingFixesView,
        "plan.listing_fixes": views.PlanView,
    }
)
