"""What a discount code leaves of a price, and whether that may be. No I/O here.

A code works when, for every price a product can be bought at, what it leaves is nothing or at least the
currency's minimum. Source: API contract, section 7.3, rule 7.
"""

from dataclasses import dataclass

from py_core.gumroad.currencies import currency
from py_core.gumroad.models.codes import OfferCode
from py_core.gumroad.models.products import Product


@dataclass(frozen=True, slots=True)
class Prices:
    """Every price a product can be bought at, in one currency, and that currency's minimum."""

    currency: str
    minimum: int
    minors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Discount:
    """What a code takes off: a percentage or an amount, never both."""

    percent_off: int | None
    amount_minor: int | None


def prices_of(product: Product) -> Prices:
    """Every price a product can be bought at: tiers, versions, or the base price alone.

    Raises: InputError for a currency that Gumroad does not list.
    """
    options = [option for group in product.groups for option in group.options]
    if product.is_tiered_membership:
        minors = [price.price_minor for option in options for price in option.recurrence_prices]
    else:
        minors = [product.price_minor + (option.price_difference_minor or 0) for option in options]
        minors = minors or [product.price_minor]
    return Prices(product.currency, currency(product.currency).min_minor, tuple(minors))


def left_by(code: OfferCode | Discount, price_minor: int) -> int:
    """What a code leaves of a price; the discount of a percentage is rounded with halves up."""
    if code.percent_off is not None:
        return price_minor - (price_minor * code.percent_off * 2 + 100) // 200
    return price_minor - (code.amount_minor or 0)


def too_low(code: OfferCode | Discount, prices: Prices) -> int | None:
    """The lowest amount above nothing but below the minimum that a code leaves; None where it works."""
    lowest: int | None = None
    for price in prices.minors:
        left = left_by(code, price)
        if 0 < left < prices.minimum and (lowest is None or left < lowest):
            lowest = left
    return lowest
