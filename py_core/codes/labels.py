"""Codes in a seller's words: what they take off, their limits, how they stand. No I/O here."""

from collections.abc import Iterable

from py_core.catalog.labels import amount_text
from py_core.codes.forms import CodeHealth
from py_core.codes.table import Part, Row
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.models import OfferCode
from py_core.words import say


def discount_text(percent_off: int | None, amount_minor: int | None, currency: str) -> str:
    """What a code takes off: "20 % off", "$5 off"."""
    if percent_off is not None:
        return say("code_percent_off", percent=percent_off)
    return say("code_amount_off", amount=amount_text(amount_minor or 0, currency))


def code_discount(code: OfferCode, currency: str) -> str:
    """The same of a code that stands."""
    return discount_text(code.percent_off, code.amount_minor, currency)


def uses_text(uses: int, cap: int | None) -> str:
    """ "7 of 100", or "7" where there is no cap."""
    return str(uses) if cap is None else say("code_uses", uses=uses, cap=cap)


def minimum_text(minor: int | None, currency: str) -> str:
    """The least an order must come to; empty for none."""
    return "" if minor is None else amount_text(minor, currency)


def same_or_varies(texts: Iterable[str]) -> str:
    """The one text that all of them are, else "varies"."""
    found = dict.fromkeys(texts)
    return next(iter(found)) if len(found) == 1 else say("code_varies")


def health_text(part: Part) -> str:
    """How a part stands, with the number where it breaks."""
    product = part.entry.product
    if part.health is CodeHealth.BREAKS and part.leaves_minor is not None:
        unit = CURRENCIES[product.currency]
        return say(
            "code_breaks_on",
            product=product.name,
            left=format_amount(part.leaves_minor, product.currency),
            minimum=format_amount(unit.min_minor, product.currency),
        )
    return say(f"code_state_{part.health.value}")


def row_health_text(row: Row) -> str:
    """How a row stands: where only some of its parts are so, how many."""
    worst = [part for part in row.parts if part.health is row.health]
    if row.health is CodeHealth.BREAKS and len(worst) == 1:
        return health_text(worst[0])
    if len(worst) == len(row.parts):
        return say(f"code_state_{row.health.value}")
    return say(f"code_state_{row.health.value}_some", n=len(worst), total=len(row.parts))
