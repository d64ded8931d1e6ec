"""What Gumroad asks of a product before Discover lists it, line by line, with what the API does not show. No I/O"
" here"

Source: Gumroad's own server, `recommendable_reasons` of product and seller: alive, not archived, reviews displayed,
not sold out, a category, at least one sale, a seller whose account is in order; and that the seller has a name and
a way to be paid.
"""

from enum import StrEnum
from typing import NamedTuple

from py_core.listing.listing import Listing


class Standing(StrEnum):
    """Whether a condition is met."""

    MET = "met"
    MISSING = "missing"
    UNSEEN = "unseen"


class Condition(NamedTuple):
    """One condition, and how it stands."""

    id: str
    standing: Standing


def discover_conditions(listing: Listing) -> tuple[Condition, ...]:
    """Every condition; what the API does not show is unseen and never guessed."""
    product = listing.product
    sold = None if product.sales_count is None else product.sales_count > 0
    stock: bool | None = True
    if product.max_purchase_count is not None:
        stock = None if product.sales_count is None else product.sales_count < product.max_purchase_count
    return (
        _condition("published", product.published),
        _condition("category", product.category is not None),
        _condition("sale", sold),
        _condition("stock", stock),
        _condition("archived", None),
        _condition("reviews", None),
        _condition("adult", None),
        _condition("account", None),
    )


def _condition(name: str, met: bool | None) -> Condition:
    if met is None:
        return Condition(name, Standing.UNSEEN)
    return Condition(name, Standing.MET if met else Standing.MISSING)
