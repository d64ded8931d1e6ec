"""Amounts as previews draw them. No I/O here."""

from functools import lru_cache

from py_core.catalog.labels import amount_text
from py_core.protocol.amounts import Amount

_AMOUNTS_KEPT = 4096


@lru_cache(maxsize=_AMOUNTS_KEPT)
def amount(minor: int, code: str, *, estimate: bool = False) -> Amount:
    """An amount with its text, written so that columns line up."""
    text = amount_text(minor, code, whole_short=False)
    return Amount(minor=minor, currency=code, text=text, estimate=estimate)


@lru_cache(maxsize=_AMOUNTS_KEPT)
def signed_amount(minor: int, code: str, *, estimate: bool = False) -> Amount:
    """A difference with its sign: `+$2.60`, `−$0.50`, `+$0.00`."""
    text = amount_text(minor, code, whole_short=False)
    return Amount(minor=minor, currency=code, text=text if minor < 0 else f"+{text}", estimate=estimate)
