"""Sales with the indexes that make a page cost the same whether there are ten or a hundred thousand. No I/O here.

Source: API contract, sections 5 and 9.1.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from py_core.sandbox.sale_record import LISTED_KINDS, Sale
from py_core.sandbox.times import parse_iso

Shelf: TypeAlias = list[tuple[int, int, int]]
"""(creation time in µs, record number, place in the list of sales), oldest first."""


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """Which sales are wanted. Times are in µs: `after` is inclusive, `before` exclusive.

    `position` continues a list: sales made up to that moment whose number is smaller.
    """

    after_us: int | None = None
    before_us: int | None = None
    product_id: str | None = None
    email: str | None = None
    order_id: int | None = None
    license_key: str | None = None
    name_part: str | None = None
    position: tuple[int, int] | None = None


class SaleBook:
    """The sales of one state. A sale is replaced only through here."""

    def __init__(self, sales: list[Sale]) -> None:
        self._sales = sales
        self._at = {sale.id: at for at, sale in enumerate(sales)}
        self._all: Shelf = []
        self._of_product: dict[str, Shelf] = {}
        self._of_email: dict[str, Shelf] = {}
        self._of_order: dict[int, Shelf] = {}
        self._of_subscription: dict[str, Shelf] = {}
        self._of_license: dict[str, int] = {}
        self._ratings: dict[str, tuple[int, int]] = {}
        self.version = 0
        moments = ((parse_iso(sale.created_at), sale.number, at) for at, sale in enumerate(sales))
        for entry in sorted(moments):
            self._index(sales[entry[2]], entry)

    def __len__(self) -> int:
        return len(self._sales)

    def sale(self, sale_id: str) -> Sale | None:
        """The purchase of that id, of whatever kind."""
        at = self._at.get(sale_id)
        return None if at is None else self._sales[at]

    def licensed(self, key: str) -> Sale | None:
        """The purchase that carries the license key."""
        at = self._of_license.get(key)
        return None if at is None else self._sales[at]

    def page(self, query: SaleQuery, skip: int, count: int) -> list[Sale]:
        """Up to `count` listed sales, newest first, after leaving out the first `skip`."""
        return list(islice(self.matching(query), skip, skip + count))

    def matching(self, query: SaleQuery) -> Iterator[Sale]:
        """Every listed sale the query wants, newest first."""
        shelf = self._shelf(query)
        low = 0 if query.after_us is None else bisect_left(shelf, (query.after_us,))
        high = len(shelf) if query.before_us is None else bisect_left(shelf, (query.before_us,))
        below = None
        if query.position is not None:
            moment, below = query.position
            high = min(high, bisect_left(shelf, (moment + 1,)))
        for at in range(high - 1, low - 1, -1):
            _, number, place = shelf[at]
            if below is not None and number >= below:
                continue
            sale = self._sales[place]
            if _wanted(sale, query):
                yield sale

    def of_subscription(self, subscription_id: str) -> list[str]:
        """The ids of a subscription's charges, oldest first."""
        return [self._sales[place].id for _, _, place in self._of_subscription.get(subscription_id, ())]

    def rated(self, product_id: str) -> list[tuple[int, Sale]]:
        """The rated sales of a product with their moments, newest first."""
        shelf = self._of_product.get(product_id, [])
        found = ((moment, self._sales[place]) for moment, _, place in reversed(shelf))
        return [(moment, sale) for moment, sale in found if sale.product_rating is not None]

    def rating(self, product_id: str) -> tuple[int, float]:
        """How many reviews a product has, and their average to one place."""
        count, total = self._ratings.get(product_id, (0, 0))
        return count, round(total / count, 1) if count else 0.0

    def replace_sale(self, sale: Sale) -> None:
        """Put a changed copy in the place of the sale it came from."""
        at = self._at[sale.id]
        was = self._sales[at]
        self._sales[at] = sale
        self.version += 1
        if was.license_key != sale.license_key:
            if was.license_key is not None:
                self._of_license.pop(was.license_key, None)
            if sale.license_key is not None:
                self._of_license[sale.license_key] = at

    def _shelf(self, query: SaleQuery) -> Shelf:
        if query.order_id is not None:
            return self._of_order.get(query.order_id, [])
        if query.license_key is not None:
            at = self._of_license.get(query.license_key)
            sale = None if at is None else self._sales[at]
            return [] if sale is None else self._of_order.get(sale.order_id, [])
        if query.email is not None:
            return self._of_email.get(query.email.casefold(), [])
        if query.product_id is not None:
            return self._of_product.get(query.product_id, [])
        return self._all

    def _index(self, sale: Sale, entry: tuple[int, int, int]) -> None:
        if sale.license_key is not None:
            self._of_license[sale.license_key] = entry[2]
        if sale.subscription_id is not None:
            self._of_subscription.setdefault(sale.subscription_id, []).append(entry)
        if sale.kind not in LISTED_KINDS:
            return
        self._all.append(entry)
        self._of_product.setdefault(sale.product_id, []).append(entry)
        self._of_email.setdefault(sale.purchase_email.casefold(), []).append(entry)
        self._of_order.setdefault(sale.order_id, []).append(entry)
        if sale.product_rating is not None:
            count, total = self._ratings.get(sale.product_id, (0, 0))
            self._ratings[sale.product_id] = count + 1, total + sale.product_rating


def _wanted(sale: Sale, query: SaleQuery) -> bool:
    if query.product_id is not None and sale.product_id != query.product_id:
        return False
    if query.email is not None and sale.purchase_email.casefold() != query.email.casefold():
        return False
    if query.license_key is not None and sale.license_key != query.license_key:
        return False
    return query.name_part is None or query.name_part in (sale.full_name or "").casefold()
