"""The state with the indexes that make every request cost as much as its page. No I/O here."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import chain

from py_core.sandbox.ids import external_id
from py_core.sandbox.sale_book import SaleBook
from py_core.sandbox.state import OfferCode, Option, OptionGroup, Product, SandboxState
from py_core.sandbox.times import iso, parse_iso
from py_core.sandbox.trade_records import Subscription

Position = tuple[int, int]


class Shop:
    """Finds records of one state. Products and codes are added, replaced and dropped only through here."""

    def __init__(self, state: SandboxState) -> None:
        self.state = state
        self._at = {product.id: at for at, product in enumerate(state.products)}
        self._id_of_permalink = {product.permalink: product.id for product in state.products}
        self._order = sorted(_position(product) for product in state.products if not product.deleted)
        self._id_of_number = {product.number: product.id for product in state.products}
        self._codes_of: dict[str, list[OfferCode]] = {}
        self._universal: list[OfferCode] = []
        for code in sorted(state.offer_codes, key=_code_age):
            self._index_code(code)
        self.sales = SaleBook(state.sales)
        self._subscriptions = {found.id: found for found in state.subscriptions}
        self._subscribers: dict[str, list[tuple[int, int, Subscription]]] = {}
        for found in state.subscriptions:
            entry = parse_iso(found.created_at), found.number, found
            self._subscribers.setdefault(found.product_id, []).append(entry)
        for listed in self._subscribers.values():
            listed.sort(key=lambda entry: entry[:2], reverse=True)

    def product(self, key: str) -> Product | None:
        """The product of that external id or generated permalink, deleted ones too."""
        at = self._at.get(key)
        if at is None:
            at = self._at.get(self._id_of_permalink.get(key, ""))
        return None if at is None else self.state.products[at]

    def product_of(self, product_id: str) -> Product:
        """The product a record of ours belongs to. Raises: KeyError for an id that is not a product's."""
        return self.state.products[self._at[product_id]]

    def subscription(self, subscription_id: str) -> Subscription | None:
        """The subscription of that id, ended ones too."""
        return self._subscriptions.get(subscription_id)

    def subscribers(self, product: Product) -> list[tuple[int, int, Subscription]]:
        """Every subscription of a product with its moment and number, newest first."""
        return self._subscribers.get(product.id, [])

    def newest(self, before: Position | None, count: int) -> list[Product]:
        """Up to `count` live products, newest first, all older than `before` where it is given."""
        end = len(self._order) if before is None else bisect_left(self._order, before)
        chosen = self._order[max(0, end - count) : end]
        return [self.state.products[self._at[self._id_of_number[number]]] for _, number in reversed(chosen)]

    def live_products(self) -> Iterator[Product]:
        """Every product that is not deleted."""
        return (product for product in self.state.products if not product.deleted)

    def add_product(self, product: Product) -> None:
        """Keep a product made just now."""
        self._at[product.id] = len(self.state.products)
        self._id_of_permalink[product.permalink] = product.id
        self._id_of_number[product.number] = product.id
        self.state.products.append(product)
        insort(self._order, _position(product))

    def replace_product(self, product: Product) -> None:
        """Put a changed copy in the place of the product it came from."""
        at = self._at[product.id]
        was_deleted = self.state.products[at].deleted
        self.state.products[at] = product
        if was_deleted and not product.deleted:
            insort(self._order, _position(product))
        elif product.deleted and not was_deleted:
            del self._order[bisect_left(self._order, _position(product))]

    def codes_for(self, product: Product) -> list[OfferCode]:
        """Live codes of the product and live universal ones that apply to it, oldest first."""
        return sorted(self._codes_on(product), key=_code_age)

    def has_code(self, product: Product, name: str) -> bool:
        """Whether a live code of exactly that name applies to the product."""
        return any(code.name == name for code in self._codes_on(product))

    def _codes_on(self, product: Product) -> Iterator[OfferCode]:
        shared = (code for code in self._universal if applies(code, product))
        return (code for code in chain(self._codes_of.get(product.id, ()), shared) if not code.deleted)

    def code_of(self, product: Product, code_id: str) -> OfferCode | None:
        """A live code that can be reached under the product; universal ones even where they exclude it."""
        candidates: Iterable[OfferCode] = (*self._codes_of.get(product.id, ()), *self._universal)
        return next((code for code in candidates if code.id == code_id and not code.deleted), None)

    def live_codes(self) -> Iterator[OfferCode]:
        """Every live code of the seller."""
        return (code for code in self.state.offer_codes if not code.deleted)

    def covered(self, code: OfferCode) -> list[Product]:
        """The products a code's price rule looks at: its own ones, or every published one it applies to."""
        if code.universal:
            return [product for product in self.live_products() if product.published and applies(code, product)]
        found = (self.product(product_id) for product_id in code.product_ids)
        return [product for product in found if product is not None and not product.deleted]

    def add_code(self, code: OfferCode) -> None:
        """Keep a code made just now."""
        self.state.offer_codes.append(code)
        self._index_code(code)

    def drop_code(self, code: OfferCode) -> None:
        """Forget a code; its name is free again."""
        code.deleted = True
        self._universal = [kept for kept in self._universal if kept is not code]
        for product_id in code.product_ids:
            self._codes_of[product_id] = [kept for kept in self._codes_of[product_id] if kept is not code]

    def new_id(self) -> tuple[int, str]:
        """A fresh number and the external id made of it."""
        number = self.state.take_number()
        return number, external_id(number)

    def _index_code(self, code: OfferCode) -> None:
        if code.universal:
            self._universal.append(code)
        else:
            for product_id in code.product_ids:
                self._codes_of.setdefault(product_id, []).append(code)


def applies(code: OfferCode, product: Product) -> bool:
    """Whether a universal code is good for the product: amount codes only in its currency."""
    if product.id in code.excluded_product_ids:
        return False
    return code.amount_cents is None or code.currency == product.currency


def live_groups(product: Product) -> list[OptionGroup]:
    """The version categories that are not deleted."""
    return [group for group in product.variants if not group.deleted]


def live_options(group: OptionGroup) -> list[Option]:
    """The versions of a category that are not deleted."""
    return [option for option in group.options if not option.deleted]


def stamp(now_ms: int) -> str:
    """The moment of a request, as records keep it."""
    return iso(now_ms * 1000)


def _position(product: Product) -> Position:
    return parse_iso(product.created_at), product.number


def _code_age(code: OfferCode) -> Position:
    return parse_iso(code.created_at), code.number
