"""What the active subscriptions bring in a month, estimated from the sales on this machine. No I/O here."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from py_core.money import Rounding, round_to
from py_core.subscribers.standing import MONTHS


class LastCharge(NamedTuple):
    """A subscription that goes on, and its newest paid charge that is here, in US cents (None: none is here).

    `charges` is how many charges were agreed on; None where it goes on until somebody ends it.
    """

    recurrence: str
    charges: int | None
    price_minor: int | None


@dataclass(frozen=True, slots=True)
class Recurring:
    """US cents a month before fees, from `counted` subscriptions; the others are left out, each for one reason."""

    monthly_minor: int
    counted: int
    without_charge: int
    other: int


def recurring_of(charges: Iterable[LastCharge]) -> Recurring:
    """Every last charge spread over the months it pays for; rounded once, at the end.

    Left out are those without a charge here, with a fixed number of charges, or of an unknown recurrence.
    """
    monthly = Fraction(0)
    counted = without_charge = other = 0
    for charge in charges:
        months = MONTHS.get(charge.recurrence)
        if months is None or charge.charges is not None:
            other += 1
        elif charge.price_minor is None:
            without_charge += 1
        else:
            monthly += Fraction(charge.price_minor, months)
            counted += 1
    return Recurring(round_to(monthly, 1, Rounding.NEAREST), counted, without_charge, other)
