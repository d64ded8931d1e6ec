"""A script's prices out of the form, read as strictly as anything that is typed. No I/O here."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.pricing.form import PriceForm, ScriptPrice
from py_core.words import say

LONGEST_NAME = 80
MOST_PRICES = 50_000
MOST_DIGITS = 200
_FRACTION = re.compile(rf"(-?[0-9]{{1,{MOST_DIGITS}}})(?:/([0-9]{{1,{MOST_DIGITS}}}))?")


@dataclass(frozen=True, slots=True)
class Scripted:
    """What a script of that name answered: by product id an exact amount in minor units, and its currency."""

    name: str
    prices: Mapping[str, tuple[Fraction, str]]


NO_SCRIPT = Scripted("", {})


def read_script(form: PriceForm, currencies: frozenset[str]) -> Scripted:
    """The answers in a form; `currencies` are those of the chosen products, listed or not.

    Raises: InputError with a sentence for the first answer that is no amount, and for a script without a name.
    """
    if not form.script.strip() or len(form.script) > LONGEST_NAME:
        raise _bad("script_missing")
    if len(form.script_prices) > MOST_PRICES:
        raise _bad("script_prices_many", most=f"{MOST_PRICES:,}")
    known = CURRENCIES.keys() | currencies
    return Scripted(form.script, {key: _amount(price, known) for key, price in form.script_prices.items()})


def _amount(price: ScriptPrice, currencies: Set[str]) -> tuple[Fraction, str]:
    match = _FRACTION.fullmatch(price.minor)
    if match is None or (match[2] and int(match[2]) == 0):
        are_digits = not price.minor.strip("-/0123456789")
        too_long = are_digits and len(price.minor) > MOST_DIGITS
        raise _bad("script_price_long") if too_long else _bad("script_price_bad", text=price.minor[:40])
    if price.currency not in currencies:
        raise _bad("currency_unlisted", code=price.currency[:10])
    return Fraction(int(match[1]), int(match[2] or 1)), price.currency


def _bad(key: str, **values: object) -> InputError:
    return InputError(key, say(key, **values))
