"""Amounts of payouts, exactly as Gumroad tells them. No I/O here.

A payout's amount is decimal text in its own currency. How many decimals a currency has is not assumed: a decimal
stays the decimal that was told, and is only written as Gumroad writes prices where that loses nothing.
"""

import re
from decimal import Decimal
from typing import Any

from py_core.gumroad.currencies import CURRENCIES, format_amount

CENTS = Decimal(100)
_NUMBER = re.compile(r"\(?\s*([-+\N{MINUS SIGN}]?)\s*\$?\s*([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*\)?")


def exact(value: Any) -> Decimal | None:
    """The decimal a JSON number or a text such as "1,234.50" or "-$3" says; None where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _NUMBER.fullmatch(str(value).replace(",", "").strip())
    if found is None:
        return None
    amount = Decimal(found[2])
    return -amount if found[1] in ("-", "\N{MINUS SIGN}") and amount else amount


def amount_text(amount: Decimal, currency: str) -> str:
    """To read: `$1,234.50`; in a currency without decimals, or an unknown one, `15000.00 JPY` as it was told."""
    unit = CURRENCIES.get(currency)
    minor = amount * CENTS
    if unit is None or unit.digits != 2 or minor != int(minor):
        return f"{plain(amount)} {currency.upper()}"
    return format_amount(int(minor), currency, whole_short=False)


def plain(amount: Decimal) -> str:
    """For files: "-12.34", at least as many decimals as were told, never an exponent."""
    return f"{amount:f}"


def cents(minor: int) -> Decimal:
    """US cents as dollars with two decimals."""
    return (Decimal(minor) / CENTS).quantize(Decimal("0.01"))
