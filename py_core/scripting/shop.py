"""The `shop` of a script: everything that can be read, as iterators of plain objects."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TypeAlias

from py_core.errors import InputError
from py_core.scripting.amounts import Amount
from py_core.scripting.live import Live, Send, nowhere
from py_core.scripting.reading import Reader
from py_core.scripting.records import (
    Code,
    Customer,
    Payout,
    Product,
    Sale,
    Subscriber,
    SummaryRow,
    code_of,
    customer_of,
    payout_of,
    product_of,
    sale_of,
    subscriber_of,
    summary_of,
)
from py_core.words import say

Day: TypeAlias = str | date | None
SummaryBy: TypeAlias = Literal["day", "week", "month", "product", "country", "code"]
_OF = Product | str | None


class Shop:
    """The shop as it was last read. Nothing here changes anything.

    Sales, buyers and sums come from the history on this machine: read it under Sales first. Days are the seller's,
    written `2026-01-31`, and both ends count.
    """

    def __init__(self, reader: Reader, send: Send = nowhere) -> None:
        self._reader = reader
        self.live = Live(send)
        self._products: tuple[Product, ...] | None = None
        self._sold: dict[tuple[str, str], dict[str, int]] = {}

    def products(self, *, tag: str = "", named: str = "", published: bool | None = None) -> tuple[Product, ...]:
        """Every product, newest first; only those with a tag, with a word in their name, on sale or not.

        Example: `shop.products(tag="brush", published=True)`
        """
        if self._products is None:
            self._products = tuple(map(product_of, self._reader.rows("products", {})))
        wanted = named.casefold()
        return tuple(
            product
            for product in self._products
            if (not tag or tag.strip().lower() in product.tags)
            and wanted in product.name.casefold()
            and published in (None, product.published)
        )

    def product(self, name_or_id: str) -> Product:
        """The product of that name or id. Raises: InputError where there is none, or several of that name.

        Example: `shop.product("Ink brushes")`
        """
        found = [one for one in self.products() if name_or_id in (one.id, one.name)]
        if len(found) != 1:
            key = "script_no_product" if not found else "script_products"
            raise InputError(key, say(key, name=name_or_id[:80]))
        return found[0]

    def codes(self, product: _OF = None) -> Iterator[Code]:
        """Every discount code, a universal one once; only those that apply to a product.

        Example: `[c.name for c in shop.codes() if c.uses == 0]`
        """
        return map(code_of, self._reader.rows("codes", {"product_ids": _ids(product)}))

    def sales(
        self,
        *,
        after: Day = None,
        before: Day = None,
        product: _OF = None,
        country: str = "",
        code: str = "",
    ) -> Iterator[Sale]:
        """Sales, oldest first, read as they are used: from a day on, up to a day, of a product, a country, a code.

        Both days count. Example: `sum(s.quantity for s in shop.sales(after="2026-01-01"))`
        """
        wanted = {
            "first_day": _day(after),
            "last_day": _day(before),
            "product_ids": _ids(product),
            "countries": [country] if country else [],
            "codes": [code] if code else [],
        }
        return map(sale_of, self._reader.rows("sales", wanted))

    def sold(self, product: Product | str, *, after: Day = None, before: Day = None) -> int:
        """How many units of a product were sold between two days, without what was given back in full.

        Example: `shop.sold(p, after="2026-01-01") < 5`
        """
        days = (_day(after), _day(before))
        if days not in self._sold:
            wanted = {"by": "product", "first_day": days[0], "last_day": days[1]}
            self._sold[days] = {row["key"]: row["units"] for row in self._reader.rows("units", wanted)}
        return self._sold[days].get(product.id if isinstance(product, Product) else product, 0)

    def customers(self, *, after: Day = None, before: Day = None, product: _OF = None) -> Iterator[Customer]:
        """Buyers with what they bought, in the order of their addresses.

        Example: `[c for c in shop.customers() if c.purchases > 2]`
        """
        wanted = {"first_day": _day(after), "last_day": _day(before), "product_ids": _ids(product)}
        return map(customer_of, self._reader.rows("customers", wanted))

    def subscribers(self) -> Iterator[Subscriber]:
        """Every subscription that was read under Sales, Subscribers.

        Example: `len([s for s in shop.subscribers() if s.status == "alive"])`
        """
        return map(subscriber_of, self._reader.rows("subscribers", {}))

    def payouts(self) -> Iterator[Payout]:
        """Every payout that was read under Sales, Payouts, newest first.

        Example: `sum(p.amount for p in shop.payouts() if p.status == "completed")`
        """
        return map(payout_of, self._reader.rows("payouts", {}))

    def summary(
        self, by: SummaryBy = "month", *, after: Day = None, before: Day = None, product: _OF = None
    ) -> tuple[SummaryRow, ...]:
        """Sales added up by `day`, `week`, `month`, `product`, `country` or `code`.

        Example: `plot(shop.summary("month"), x="key", y="net")`
        """
        wanted = {"by": by, "first_day": _day(after), "last_day": _day(before), "product_ids": _ids(product)}
        return tuple(map(summary_of, self._reader.rows("summary", wanted)))

    def total(self, amounts: Iterable[Amount], currency: str = "usd") -> Amount:
        """Amounts of one currency added up; nothing is no money.

        Example: `shop.total(s.net for s in shop.sales())`
        """
        found = Amount(0, currency)
        for amount in amounts:
            found = found + amount
        return found

    def __repr__(self) -> str:
        return say("script_shop")


def _ids(product: _OF) -> list[str]:
    if product is None:
        return []
    return [product.id if isinstance(product, Product) else product]


def _day(day: Day) -> str:
    return "" if day is None else str(day)
