"""What a script gets when it reads: products, codes, sales and the rest, as plain objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from py_core.scripting.amounts import Amount

USD = "usd"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a product. Its price is the product's plus `surcharge`. `stock` None is no limit."""

    id: str = field(repr=False)
    category: str
    category_id: str = field(repr=False)
    name: str
    surcharge: Amount
    description: str = field(repr=False, default="")
    stock: int | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the shop.

    `price` is an amount of the currency it is sold in; `type` is one of `one_off`, `pay_what_you_want`,
    `membership`, `subscription`. `description` is HTML, `summary` and `receipt` are texts. `sold_ever` is how often
    it was sold, as Gumroad counts; None where the token may not see sales. `versions` is None where they were not
    read yet.
    """

    id: str = field(repr=False)
    name: str
    price: Amount
    currency: str = field(repr=False)
    published: bool
    type: str = field(repr=False)
    tags: tuple[str, ...]
    category: str = field(repr=False)
    url: str = field(repr=False)
    sold_ever: int | None = field(repr=False)
    description: str = field(repr=False)
    summary: str = field(repr=False)
    receipt: str = field(repr=False)
    versions: tuple[Version, ...] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """One discount code on one product; a universal one is listed once, with an empty `product_id`.

    Either `percent` or `amount` is set. `limit` None is as often as wanted. `minimum` is the smallest order.
    """

    id: str = field(repr=False)
    product_id: str = field(repr=False)
    name: str
    percent: int | None
    amount: Amount | None
    uses: int
    limit: int | None
    minimum: Amount | None = field(repr=False)
    universal: bool


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale. Amounts are US dollars, as Gumroad reports them; `currency` is what it was listed in.

    `day` is the seller's day. `refund_state` is one of `none`, `partly`, `fully`; `net` is what is left of the
    price after Gumroad's fee and refunds.
    """

    id: str = field(repr=False)
    at: datetime = field(repr=False)
    day: date
    product_id: str = field(repr=False)
    product: str
    email: str
    country: str
    code: str = field(repr=False)
    currency: str = field(repr=False)
    quantity: int = field(repr=False)
    price: Amount
    fee: Amount = field(repr=False)
    tax: Amount = field(repr=False)
    tip: Amount = field(repr=False)
    refunded: Amount = field(repr=False)
    refund_state: str = field(repr=False)
    subscription: bool = field(repr=False)
    renewal: bool = field(repr=False)
    disputed: bool = field(repr=False)
    referrer: str = field(repr=False)
    utm_source: str = field(repr=False)
    utm_campaign: str = field(repr=False)

    @property
    def net(self) -> Amount:
        """The price less the fee and what was given back."""
        return self.price - self.fee - self.refunded


@dataclass(frozen=True, slots=True)
class Customer:
    """One buyer, added up from their sales. Amounts are US dollars."""

    email: str
    purchases: int
    products: int = field(repr=False)
    spent: Amount
    refunded: Amount = field(repr=False)
    first_day: date = field(repr=False)
    last_day: date


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One subscription. `status` is Gumroad's word, such as `alive` or `cancelled`."""

    id: str = field(repr=False)
    email: str
    product_id: str = field(repr=False)
    product: str
    since: date
    recurrence: str
    status: str


@dataclass(frozen=True, slots=True)
class Payout:
    """One payout. `amount` is None where Gumroad's text is no number; one to come has no id."""

    id: str = field(repr=False)
    amount: Amount | None
    currency: str = field(repr=False)
    status: str
    day: date | None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """Sales added up under one `key`: a day, a week, a month, a product, a country or a code. US dollars."""

    key: str
    sales: int
    units: int = field(repr=False)
    gross: Amount
    fees: Amount = field(repr=False)
    refunded: Amount = field(repr=False)
    net: Amount


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def product_of(row: Mapping[str, Any]) -> Product:
    """A product out of what was read of it."""
    code = row["currency"]
    versions = row["versions"]
    return Product(
        **{
            **row,
            "price": Amount.of_minor(row["price"], code),
            "tags": tuple(row["tags"]),
            "versions": None
            if versions is None
            else tuple(
                Version(**{**one, "surcharge": Amount.of_minor(one["surcharge"], code)}) for one in versions
            ),
        }
    )


def code_of(row: Mapping[str, Any]) -> Code:
    """A code out of what was read of it."""
    currency = row["currency"]
    rest = {name: value for name, value in row.items() if name != "currency"}
    return Code(
        **{
            **rest,
            "amount": None if row["amount"] is None else Amount.of_minor(row["amount"], currency),
            "minimum": None if row["minimum"] is None else Amount.of_minor(row["minimum"], currency),
        }
    )


def sale_of(row: dict[str, Any]) -> Sale:
    """A sale out of what was read of it."""
    price, fee, tax, tip, refunded = (
        Amount.of_minor(row[name], USD) for name in ("price", "fee", "tax", "tip", "refunded")
    )
    changed = {
        "at": datetime.fromtimestamp(row["at"] / 1000, UTC),
        "day": _day(row["day"]),
        "price": price,
        "fee": fee,
        "tax": tax,
        "tip": tip,
        "refunded": refunded,
    }
    return Sale(**(row | changed))


def customer_of(row: Mapping[str, Any]) -> Customer:
    """A buyer out of what was read of them."""
    days = {name: _day(row[name]) for name in ("first_day", "last_day")}
    amounts = {name: Amount.of_minor(row[name], USD) for name in ("spent", "refunded")}
    return Customer(**{**row, **days, **amounts})


def subscriber_of(row: Mapping[str, Any]) -> Subscriber:
    """A subscription out of what was read of it."""
    return Subscriber(**{**row, "since": _day(row["since"])})


def payout_of(row: Mapping[str, Any]) -> Payout:
    """A payout out of what was read of it; its amount is text in whole units."""
    amount = None if row["amount"] is None else Amount(row["amount"], row["currency"])
    day = None if row["day"] is None else _day(row["day"])
    return Payout(**{**row, "amount": amount, "day": day})


def summary_of(row: Mapping[str, Any]) -> SummaryRow:
    """A row of sums out of what was read of it."""
    amounts = {name: Amount.of_minor(row[name], USD) for name in ("gross", "fees", "refunded", "net")}
    return SummaryRow(**{**row, **amounts})
