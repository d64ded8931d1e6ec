"""Which discount codes a change of price would break, known before anything is sent. No I/O here.

A code works when, for the base price and for every version, what it leaves is nothing or at least the
currency's minimum; a code that takes off an amount works in its own currency only.
Source: API contract, section 7.3, rules 7 and 8, and section 6.7, rule 12.
"""

from collections.abc import Sequence

from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.discounts import Prices, left_by, too_low
from py_core.plan.plan import BrokenCode

__all__ = ["Prices", "broken_codes", "left_by"]


def broken_codes(codes: Sequence[OfferCode], before: Prices, after: Prices) -> tuple[BrokenCode, ...]:
    """The codes that do not work at the prices after; `already_broken` tells those that did not before."""
    found: list[BrokenCode] = []
    for code in codes:
        mismatch = code.percent_off is None and before.currency != after.currency
        left = 0 if mismatch else too_low(code, after)
        if left is not None:
            found.append(
                BrokenCode(
                    code_id=code.id,
                    name=code.name,
                    universal=code.universal,
                    leaves_minor=left,
                    minimum_minor=after.minimum,
                    already_broken=too_low(code, before) is not None,
                    mismatch=mismatch,
                )
            )
    return tuple(found)
