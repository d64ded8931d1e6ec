"""Gumroad's own list of currencies: symbols, minor units, lowest prices.

How many minor units make one unit follows Gumroad, not ISO 4217: won, rupiah, Colombian pesos and New
Taiwan dollars are stored times 100, yen and dong are not. An unknown code is refused, never guessed.
Source: API contract, section 10 "Currencies" and section 6.7 (formatted prices).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from py_core.errors import InputError
from py_core.values import Value
from py_core.words import say


class Currency(Value):
    """One currency as Gumroad stores and writes it. `min_minor` is the lowest price above zero."""

    code: str
    symbol: str
    digits: int
    min_minor: int
    symbol_after: bool = False
    symbol_spaced: bool = False


def _listed(*rows: tuple[str, str, int, str]) -> Mapping[str, Currency]:
    def read(code: str, symbol: str, min_minor: int, traits: str) -> Currency:
        return Currency(
            code=code,
            symbol=symbol,
            digits=0 if "single" in traits else 2,
            min_minor=min_minor,
            symbol_after="after" in traits,
            symbol_spaced="after" in traits or "spaced" in traits,
        )

    return MappingProxyType({row[0]: read(*row) for row in rows})


CURRENCIES: Mapping[str, Currency] = _listed(
    ("usd", "$", 99, ""),
    ("gbp", "£", 59, ""),
    ("eur", "€", 79, ""),
    ("jpy", "¥", 99, "single"),
    ("inr", "₹", 7300, ""),
    ("aud", "A$", 99, ""),
    ("cad", "CAD$", 99, ""),
    ("hkd", "HK$", 799, ""),
    ("sgd", "SGD$", 99, ""),
    ("twd", "NT$", 2999, ""),
    ("nzd", "NZ$", 99, ""),
    ("brl", "R$", 533, ""),
    ("zar", "ZAR", 1300, ""),
    ("chf", "CHF", 100, "spaced"),
    ("ils", "₪", 700, ""),
    ("php", "₱", 4500, ""),
    ("krw", "₩", 111000, ""),
    ("pln", "zł", 379, "after"),
    ("czk", "Kč", 2149, "after"),
    ("sek", "kr", 999, "after"),
    ("nok", "kr", 949, "after"),
    ("dkk", "kr", 649, "after"),
    ("mxn", "MX$", 1699, ""),
    ("sar", "SAR", 372, ""),
    ("aed", "AED", 364, "after"),
    ("try", "₺", 4812, ""),
    ("cop", "COL$", 307474, ""),
    ("ron", "lei", 449, "after"),
    ("thb", "฿", 3270, ""),
    ("myr", "RM", 403, ""),
    ("vnd", "₫", 25618, "after single"),
    ("idr", "Rp", 1743007, ""),
)

# Currencies that are commonly written without decimals, whether Gumroad stores them times 100 or not.
WHOLE_CURRENCIES = frozenset({"jpy", "vnd", "krw", "idr", "cop", "twd"})


def currency(code: str) -> Currency:
    """The currency of that lower-case code. Raises InputError for a code Gumroad does not list."""
    found = CURRENCIES.get(code)
    if found is None:
        raise InputError("unknown_currency", say("unknown_currency", code=code))
    return found


def format_amount(minor: int, code: str, *, whole_short: bool = True) -> str:
    """An amount to read, as Gumroad writes it: `$19`, `$19.99`, `¥500`, `3.79 zł`; below zero `−$5`.

    `whole_short` drops the decimals of a whole amount, as Gumroad does; switch it off where
    numbers stand under each other in a column (won and the like drop theirs even there).
    """
    unit = currency(code)
    sign, absolute = ("\N{MINUS SIGN}", -minor) if minor < 0 else ("", minor)
    if unit.digits == 0:
        number = f"{absolute:,}"
    else:
        whole, rest = divmod(absolute, 100)
        number = (
            f"{whole:,}" if rest == 0 and (whole_short or code in WHOLE_CURRENCIES) else f"{whole:,}.{rest:02d}"
        )
    space = "\N{NO-BREAK SPACE}" if unit.symbol_spaced and not whole_short else " " * unit.symbol_spaced
    if unit.symbol_after:
        return f"{sign}{number}{space}{unit.symbol}"
    return f"{sign}{unit.symbol}{space}{number}"


_AMOUNT = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,15})(?:\.(?P<rest>\d+))?")


def plain_amount(minor: int, code: str) -> str:
    """The exact amount in the currency's own units with a point and nothing else, for files: "19.99", "500".

    A currency that is not listed stays in minor units, since its size is not known.
    """
    unit = CURRENCIES.get(code)
    if unit is None or unit.digits == 0:
        return str(minor)
    whole, rest = divmod(abs(minor), 10**unit.digits)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:0{unit.digits}d}"


def parse_amount(text: str, code: str) -> int:
    """Typed major units ("19.99", "+5", "-0.50", "1 200") as minor units, exactly.

    Raises: InputError when the text is empty, is not a plain number, or has more decimals than the
    currency stores. A comma is refused rather than guessed at unless it groups thousands.
    """
    unit = currency(code)
    cleaned = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if not cleaned:
        raise InputError("amount_empty", say("amount_empty"))
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", cleaned):
        cleaned = cleaned.replace(",", "")
    match = _AMOUNT.fullmatch(cleaned)
    if match is None or not cleaned.isascii():
        raise InputError("amount_not_a_number", say("amount_not_a_number", text=text.strip()[:40]))
    rest = match["rest"] or ""
    if len(rest.rstrip("0")) > unit.digits:
        key = "amount_no_decimals" if unit.digits == 0 else "amount_too_many_decimals"
        raise InputError(key, say(key, currency=code.upper()))
    minor = int(match["whole"] + rest[: unit.digits].ljust(unit.digits, "0"))
    return -minor if match["sign"] == "-" else minor
