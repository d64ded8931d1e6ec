"""Buyers: which of them are asked for, and what their sales say about them. No I/O here.

A buyer is an e-mail address of a purchase, compared without case and the blanks around it. The filter says which
sales are added up. What a buyer has *not* done (not bought B, nothing since, nothing before) is asked of everything
they ever bought, whatever the filter says; so is which products they have bought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from py_core.errors import InputError
from py_core.sales.days import day_of_text, day_text
from py_core.sales.selection import SalesFilter
from py_core.typed import parse_count, parse_decimal
from py_core.values import Value
from py_core.words import say

MOST = 1_000_000
MOST_DAYS = 36_500
NAME_LENGTH = 80
SegmentKind = Literal["all", "repeat", "bought", "lapsed", "top", "refunded", "code", "new"]
Membership = Literal["none", "active", "ended"]


class CustomerSegment(Value):
    """A kind of buyers, its numbers and days as typed; only what its kind needs is read.

    repeat: at least `times` purchases. bought: any of `bought` and none of `not_bought`, ever. lapsed: nothing for
    more than `days` days. top: the `top` that spent most, or all that spent `amount` dollars or more after refunds.
    refunded: had money back. code: used one of `codes`, any code where there is none. new: bought first on the day
    `since` or later.
    """

    kind: SegmentKind = "all"
    times: str = "2"
    bought: tuple[str, ...] = ()
    not_bought: tuple[str, ...] = ()
    days: str = "180"
    top_by: Literal["rank", "amount"] = "rank"
    top: str = "100"
    amount: str = "100"
    codes: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """A segment that was read. Days are the seller's, `spent_minor` is US cents; None where it is not asked for."""

    times: int | None = None
    bought: tuple[str, ...] = ()
    not_bought: tuple[str, ...] = ()
    nothing_from: int | None = None
    nothing_before: int | None = None
    rank: int | None = None
    spent_minor: int | None = None
    refunded: bool = False
    codes: tuple[str, ...] | None = None


class SavedSegment(Value):
    """A segment and its filter under a name."""

    name: str
    filter: SalesFilter = SalesFilter()
    segment: CustomerSegment = CustomerSegment()


class CustomerSortKey(StrEnum):
    """What a list of buyers can be in the order of."""

    NAME = "name"
    EMAIL = "email"
    PURCHASES = "purchases"
    UNITS = "units"
    SPENT = "spent"
    REFUNDED = "refunded"
    FIRST = "first"
    LAST = "last"


class CustomerSort(Value):
    """An order; of those that are equal the address decides."""

    key: CustomerSortKey = CustomerSortKey.SPENT
    descending: bool = True


class Figures(NamedTuple):
    """What the chosen sales of a buyer add up to. US cents; days are the seller's.

    `purchases` are sales without the renewals of memberships, `sales` all of them. `refunded_minor` may be a cent
    off for each of the `estimated` sales.
    """

    buyer: str
    purchases: int
    sales: int
    units: int
    gross_minor: int
    refunded_minor: int
    refunds: int
    estimated: int
    first_day: int
    last_day: int

    @property
    def spent_minor(self) -> int:
        """What is left after refunds."""
        return self.gross_minor - self.refunded_minor


class BuyerSale(NamedTuple):
    """What one sale says about its buyer, oldest first. `chosen` is whether it is one of those added up."""

    buyer: str
    chosen: int
    email: str
    name: str
    country: str
    product: str
    code: str | None
    utm_source: str
    disputed: int
    dispute_won: int
    can_contact: int
    subscription_id: str | None
    subscription_over: int
    read_at_ms: int
    license_key: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sales of a buyer say about them.

    Address, name and country are those of the newest sale that has any, `membership` and `may_contact` are of
    every sale; everything else is of the chosen ones only. `utm_source` is that of the first of them.
    """

    email: str
    name: str
    country: str
    products: tuple[str, ...]
    codes: tuple[str, ...]
    utm_source: str
    disputes: int
    disputes_won: int
    may_contact: bool
    membership: Membership
    license_keys: tuple[str, ...]


def segment_query(form: CustomerSegment, today: int) -> SegmentQuery:
    """A segment as a question to the store; `today` is the seller's day now.

    Raises: InputError with the fields that cannot be used.
    """
    match form.kind:
        case "all":
            return SegmentQuery()
        case "repeat":
            return SegmentQuery(times=_count("times", form.times, least=2))
        case "bought":
            return _bought(form)
        case "lapsed":
            return SegmentQuery(nothing_from=today - _count("days", form.days, most=MOST_DAYS))
        case "top" if form.top_by == "rank":
            return SegmentQuery(rank=_count("top", form.top))
        case "top":
            return SegmentQuery(spent_minor=_cents(form.amount))
        case "refunded":
            return SegmentQuery(refunded=True)
        case "code":
            return SegmentQuery(codes=tuple(code.lower() for code in form.codes))
        case "new":
            return SegmentQuery(nothing_before=_since(form.since, today))


def segment_name(text: str) -> str:
    """A name to save under. Raises: InputError where it is empty or too long."""
    name = " ".join(text.split())
    if not name or len(name) > NAME_LENGTH:
        raise _refused("name", say("customers_name_long" if name else "customers_name_empty", most=NAME_LENGTH))
    return name


def profiles(sales: Iterable[BuyerSale]) -> dict[str, Profile]:
    """By buyer, out of all sales of each of them, oldest first."""
    grouped: dict[str, list[BuyerSale]] = {}
    for sale in sales:
        grouped.setdefault(sale.buyer, []).append(sale)
    return {buyer: _profile(each) for buyer, each in grouped.items()}


def _profile(sales: list[BuyerSale]) -> Profile:
    chosen = [sale for sale in sales if sale.chosen]
    codes = {sale.code.lower(): sale.code for sale in reversed(chosen) if sale.code}
    return Profile(
        email=sales[-1].email.strip(),
        name=next((sale.name for sale in reversed(sales) if sale.name), ""),
        country=next((sale.country for sale in reversed(sales) if sale.country), ""),
        products=tuple(dict.fromkeys(sale.product for sale in chosen)),
        codes=tuple(reversed(codes.values())),
        utm_source=chosen[0].utm_source if chosen else "",
        disputes=sum(1 for sale in chosen if sale.disputed),
        disputes_won=sum(1 for sale in chosen if sale.disputed and sale.dispute_won),
        may_contact=all(sale.can_contact for sale in sales),
        membership=_membership(sales),
        license_keys=tuple(dict.fromkeys(sale.license_key for sale in chosen if sale.license_key)),
    )


def _membership(sales: Iterable[BuyerSale]) -> Membership:
    """Of each membership the sale that was read last tells how it stands."""
    newest: dict[str, BuyerSale] = {}
    for sale in sales:
        if sale.subscription_id is not None:
            known = newest.get(sale.subscription_id)
            if known is None or sale.read_at_ms >= known.read_at_ms:
                newest[sale.subscription_id] = sale
    if not newest:
        return "none"
    return "ended" if all(sale.subscription_over for sale in newest.values()) else "active"


def _bought(form: CustomerSegment) -> SegmentQuery:
    if not form.bought:
        raise _refused("bought", say("customers_bought_empty"))
    if not form.not_bought:
        raise _refused("not_bought", say("customers_not_bought_empty"))
    if set(form.bought) & set(form.not_bought):
        raise _refused("not_bought", say("customers_bought_same"))
    return SegmentQuery(bought=form.bought, not_bought=form.not_bought)


def _count(path: str, text: str, least: int = 1, most: int = MOST) -> int:
    try:
        found = parse_count(text, "12")
    except InputError as error:
        raise _refused(path, error.message) from None
    if not least <= found <= most:
        raise _refused(path, say("customers_count_range", least=least, most=f"{most:,}"))
    return found


def _cents(text: str) -> int:
    try:
        cents = parse_decimal(text, "99.50") * 100
    except InputError as error:
        raise _refused("amount", error.message) from None
    if cents.denominator != 1:
        raise _refused("amount", say("sales_price_decimals"))
    if cents <= 0:
        raise _refused("amount", say("customers_amount_low"))
    return cents.numerator


def _since(text: str, today: int) -> int:
    try:
        day = day_of_text(text.strip())
    except ValueError:
        raise _refused("since", say("sales_bad_day")) from None
    if day > today:
        raise _refused("since", say("sales_future", today=day_text(today)))
    return day


def _refused(path: str, sentence: str) -> InputError:
    return InputError("customers_bad_segment", sentence, fields={path: sentence})
