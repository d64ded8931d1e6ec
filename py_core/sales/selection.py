"""Choosing sales: what a filter asks for, read exactly or refused with a sentence. No I/O here.

Days are days of the seller's zone, both ends included; prices are US dollars, which is what Gumroad tells.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from py_core.errors import InputError
from py_core.sales.days import FOUNDED, day_of_text, day_text
from py_core.typed import parse_decimal
from py_core.values import Value
from py_core.words import say

LATEST = day_of_text("9999-12-31")
_CENTS = 100

RefundState = Literal["any", "none", "partly", "fully", "given_back"]
SaleType = Literal["any", "one_off", "subscription", "first_charge", "renewal"]


class SalesFilter(Value):
    """What to show or export. Empty means everything; days and prices are as typed, checked when used.

    `countries` are Gumroad's English names, "" for sales without one; `codes` are compared without regard to case,
    "" for sales without a code. `text` is looked for in e-mail, name, order number and license key.
    `given_back` is anything refunded, partly or fully; `subscription` every charge of one, `first_charge` and
    `renewal` the two kinds of them.
    """

    first_day: str = ""
    last_day: str = ""
    product_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    refunded: RefundState = "any"
    type: SaleType = "any"
    price_from: str = ""
    price_to: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SalesQuery:
    """A filter that was read: days as numbers, prices in US cents, None where there is no bound."""

    first_day: int = FOUNDED
    last_day: int = LATEST
    product_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    refunded: RefundState = "any"
    type: SaleType = "any"
    price_from_minor: int | None = None
    price_to_minor: int | None = None
    words: tuple[str, ...] = ()


def query_of(wanted: SalesFilter, today: int) -> SalesQuery:
    """The filter as a question to the store; `today` is the seller's day now.

    Raises: InputError with the fields that cannot be used: a day that is none, a range that begins in the future
    or ends before it begins, a price that is no number or has more than two decimals.
    """
    errors: dict[str, str] = {}
    first_day = _day("first_day", wanted.first_day, FOUNDED, errors)
    last_day = _day("last_day", wanted.last_day, LATEST, errors)
    price_from = _cents("price_from", wanted.price_from, errors)
    price_to = _cents("price_to", wanted.price_to, errors)
    if "first_day" not in errors and first_day > today:
        errors["first_day"] = say("sales_future", today=day_text(today))
    if not errors.keys() & {"first_day", "last_day"} and last_day < first_day:
        errors["last_day"] = say("sales_days_reversed")
    if price_from is not None and price_to is not None and price_to < price_from:
        errors["price_to"] = say("sales_prices_reversed")
    if errors:
        raise InputError("sales_bad_filter", next(iter(errors.values())), fields=errors)
    return SalesQuery(
        first_day=first_day,
        last_day=last_day,
        product_ids=wanted.product_ids,
        countries=wanted.countries,
        codes=tuple(code.lower() for code in wanted.codes),
        refunded=wanted.refunded,
        type=wanted.type,
        price_from_minor=price_from,
        price_to_minor=price_to,
        words=tuple(wanted.text.split()),
    )


def _day(path: str, text: str, instead: int, errors: dict[str, str]) -> int:
    if not text.strip():
        return instead
    try:
        return day_of_text(text.strip())
    except ValueError:
        errors[path] = say("sales_bad_day")
        return instead


def _cents(path: str, text: str, errors: dict[str, str]) -> int | None:
    if not text.strip():
        return None
    try:
        cents: Fraction = parse_decimal(text, "9.99") * _CENTS
    except InputError as error:
        errors[path] = error.message
        return None
    if cents.denominator != 1:
        errors[path] = say("sales_price_decimals")
        return None
    return cents.numerator
