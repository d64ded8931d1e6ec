"""Columns of what the store has of sales, as columns of a file. No I/O here.

Each function takes whole columns, since a million rows go through here: what comes again and again (amounts, names
of versions) is drawn once. Amounts are US cents unless it is said otherwise.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from py_core.export.cells import moment_texts
from py_core.export.columns import Cell
from py_core.export.options import ExportZone, clockface
from py_core.gumroad.currencies import CURRENCIES, plain_amount
from py_core.gumroad.reading import moment_ms
from py_core.sales.days import day_text

Cells = Sequence[Any]
MOST_DRAWN = 20_000
_NOT_AMOUNT = re.compile(r"[^0-9.]")
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,4})?", re.ASCII)
_UTC = clockface(ExportZone())
_CARD = {
    "": None,
    "paypal": "PayPal",
    "upi": "UPI",
    "ideal": "iDEAL",
    "bancontact": "Bancontact",
    "pix": "Pix",
    "klarna": "Klarna",
    "alipay": "Alipay",
}


class Drawn(dict[Any, Any]):
    """What was drawn already; a new cell is drawn when it is first asked for. It never grows without bound."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        super().__init__()
        self._draw = draw

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= MOST_DRAWN:
            self.clear()
        found = self[cell] = self._draw(cell)
        return found


def each(draw: Callable[[Any], Cell]) -> Callable[[Cells], list[Cell]]:
    """A column drawn cell by cell, equal cells once."""
    drawn = Drawn(draw)
    return lambda cells: [drawn[cell] for cell in cells]


def dollars(cents: int | None) -> str | None:
    """`-12.34`, exactly."""
    if cents is None:
        return None
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"


def short_dollars(cents: int | None) -> str | None:
    """`12.3`, `100.0`: as Gumroad's own file writes amounts, without a last zero."""
    text = dollars(cents)
    return text[:-1] if text is not None and text.endswith("0") else text


def utc_moment(moment: int | None) -> str | None:
    """`2026-07-12 13:05:41 UTC`, as Gumroad's own file writes moments."""
    return None if moment is None else f"{moment_texts([moment], _UTC)[0]} UTC"


def utc_day(moment: int | None) -> str | None:
    """`2026-07-12`."""
    return None if moment is None else moment_texts([moment], _UTC)[0][:10]


def day_of(day: int) -> str:
    """A day as it is kept, as `2026-07-12`."""
    return day_text(day)


def stamp(text: str) -> int | None:
    """A moment of Gumroad's JSON in milliseconds; None where there is none, or it cannot be read."""
    try:
        return moment_ms(text) if text else None
    except ValueError:
        return None


def names_of(pairs: str) -> str:
    """The values of a JSON object of versions: `Team, Yearly`."""
    return ", ".join(str(value) for value in json.loads(pairs).values()) if pairs else ""


def ruby_pairs(pairs: str) -> str:
    """A JSON object as Gumroad's own file writes it: `{"Company" => "Acme"}`."""
    found = json.loads(pairs) if pairs else {}
    return f"{{{', '.join(f'{_ruby(key)} => {_ruby(value)}' for key, value in found.items())}}}"


_RUBY = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RUBY_SPECIAL = re.compile(r'["\\\n\r\t]|#(?=[{$@])')


def _ruby(value: Any) -> str:
    if value is None:
        return "nil"
    if not isinstance(value, str):
        return json.dumps(value)
    return '"' + _RUBY_SPECIAL.sub(lambda found: _RUBY.get(found[0], "\\#"), value) + '"'


def field_of(name: str) -> Callable[[str], Cell]:
    """One of the buyer's own fields out of a JSON object."""

    def found(pairs: str) -> Cell:
        value = json.loads(pairs).get(name) if pairs else None
        return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    return found


def padded_zip(text: str) -> str:
    """As in Gumroad's own file: filled up with zeros to five characters."""
    return text.rjust(5, "0") if text else text


def payment_type(card_type: str) -> str | None:
    """What Gumroad's own file calls a way to pay; whatever is not named is a card."""
    return _CARD.get(card_type, "Card")


def affiliate_cents(text: str) -> int | None:
    """`$2.50` in cents; None where there is none."""
    bare = _NOT_AMOUNT.sub("", text).strip(".")
    if _AMOUNT.fullmatch(bare) is None:
        return None
    cents = Fraction(bare) * 100
    return cents.numerator if cents.denominator == 1 else None


def listed_minor(text: str, currency: str | None) -> int | None:
    """A formatted amount of a listed currency in its minor units; None where either is not known."""
    unit = CURRENCIES.get(currency or "")
    bare = _NOT_AMOUNT.sub("", text).strip(".")
    if unit is None or _AMOUNT.fullmatch(bare) is None:
        return None
    minor = Fraction(bare) * 10**unit.digits
    return minor.numerator if minor.denominator == 1 else None


def _listed(pair: tuple[str, str | None]) -> str | None:
    text, currency = pair
    minor = listed_minor(text, currency)
    return None if minor is None or currency is None else plain_amount(minor, currency)


def _given_back(three: tuple[str, str, str | None]) -> str | None:
    paid_text, left_text, currency = three
    paid, left = listed_minor(paid_text, currency), listed_minor(left_text, currency)
    if paid is None or left is None or currency is None:
        return None
    return plain_amount(max(0, paid - left), currency)


def listed_amounts() -> Callable[..., Cells]:
    """Formatted amounts and their currencies as exact decimal text."""
    drawn = Drawn(_listed)
    return lambda texts, currencies: [drawn[pair] for pair in zip(texts, currencies, strict=True)]


def listed_refunds() -> Callable[..., Cells]:
    """What was given back in the listed currency: what was paid less what can still be given back.

    Takes the formatted prices, what is refundable, the currencies, and whether anything was refunded.
    """
    drawn = Drawn(_given_back)

    def draw(paid: Cells, left: Cells, currencies: Cells, refunded: Cells) -> Cells:
        return [
            drawn[text, rest, currency] if was else _nothing(currency)
            for text, rest, currency, was in zip(paid, left, currencies, refunded, strict=True)
        ]

    return draw


def _nothing(currency: str | None) -> str | None:
    return plain_amount(0, currency) if currency is not None and currency in CURRENCIES else None


def paid_amounts() -> Callable[..., Cells]:
    """What was paid in the listed currency; in US dollars where that is not known, as `paid_currencies` says."""
    drawn = Drawn(_listed)

    def draw(texts: Cells, currencies: Cells, prices: Cells) -> Cells:
        listed = [drawn[pair] for pair in zip(texts, currencies, strict=True)]
        return [dollars(price) if amount is None else amount for amount, price in zip(listed, prices, strict=True)]

    return draw


def paid_currencies() -> Callable[..., Cells]:
    """The currency of what `paid_amounts` says."""
    drawn = Drawn(lambda pair: "USD" if _listed(pair) is None else str(pair[1]).upper())
    return lambda texts, currencies: [drawn[pair] for pair in zip(texts, currencies, strict=True)]


def named(names: Mapping[str, str]) -> Callable[[Cells], Cells]:
    """Names by id; an id without one stays as it is."""
    return lambda ids: [names.get(key, key) for key in ids]
