"""Discount codes as one product sees them. Source: API contract, section 7.1."""

from py_core.gumroad.reading import Record, flag, needed_text, optional_whole
from py_core.values import Value


class OfferCode(Value):
    """A discount code as one product sees it; exactly one of percent and amount is set.

    `amount_minor` is in the currency of the product it was read under.
    """

    id: str
    name: str
    percent_off: int | None
    amount_minor: int | None
    universal: bool
    max_purchase_count: int | None
    minimum_amount_minor: int | None
    times_used: int


def read_offer_code(raw: Record) -> OfferCode:
    """One discount code."""
    percent = optional_whole(raw.get("percent_off"))
    return OfferCode(
        id=needed_text(raw["id"]),
        name=needed_text(raw["name"]),
        percent_off=percent,
        amount_minor=(optional_whole(raw.get("amount_cents")) or 0) if percent is None else None,
        universal=flag(raw.get("universal")),
        max_purchase_count=optional_whole(raw.get("max_purchase_count")),
        minimum_amount_minor=optional_whole(raw.get("minimum_amount_cents")),
        times_used=optional_whole(raw.get("times_used")) or 0,
    )
