"""Which discount codes a change of price would break, known before anything is sent. No I/O here.

A code works when, for the base price and for every version, what it leaves is nothing or at least the
currency's minimum; a code that takes off an amount works in its own currency only.
Source: API contract, section 7.3, rules 7 and 8, and section 6.7, rule 12.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from py_core.gumroad.models import OfferCode
from py_core.plan.plan import BrokenCode


@dataclass(frozen=True, slots=True)
class Prices:
    """Every price a product can be bought at, in one currency, and that currency's minimum."""

    currency: str
    minimum: int
    minors: tuple[int, ...]


def left_by(code: OfferCode, price_minor: int) -> int:
    """What a code leaves of a price; the discount of a percentage is rounded with halves up."""
    if code.percent_off is not None:
        return price_minor - (price_minor * code.percent_off * 2 + 100) // 200
    return price_minor - (code.amount_minor or 0)


def _too_low(code: OfferCode, prices: Prices) -> int | None:
    lowest: int | None = None
    for price in prices.minors:
        left = left_by(code, price)
        if 0 < left < prices.minimum and (lowest is None or left < lowest):
            lowest = left
    return lowest


def broken_codes(codes: Sequence[OfferCode], before: Prices, after: Prices) -> tuple[BrokenCode, ...]:
    """The codes that do not work at the prices after; `already_broken` tells those that did not before."""
    found: list[BrokenCode] = []
    for code in codes:
        mismatch = code.percent_off is None and before.currency != after.currency
        left = 0 if mismatch else _too_low(code, after)
        if left is not None:
            found.append(
                BrokenCode(
                    code_id=code.id,
                    name=code.name,
                    universal=code.universal,
                    leaves_minor=left,
                    minimum_minor=after.minimum,
                    already_broken=_too_low(code, before) is not None,
                    mismatch=mismatch,
                )
            )
    return tuple(found)
