"""Which products a filter asks for, in which order. No I/O here."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, assert_never

from py_core.catalog.labels import lowest_price_minor, version_count
from py_core.catalog.products import Shop, ShopProduct
from py_core.catalog.selection import Filter, Sort, SortKey
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.typed import parse_count, parse_decimal
from py_core.words import say

T = TypeVar("T")


def folded(text: str) -> str:
    """A text as it is compared: without case, accents or differences of width."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class _Range:
    low: Fraction | None
    high: Fraction | None

    @property
    def open(self) -> bool:
        return self.low is None and self.high is None

    def holds(self, value: Fraction | int) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class _Test:
    words: tuple[str, ...]
    tags: frozenset[str]
    filter: Filter
    price: _Range
    sales: _Range

    def holds(self, entry: ShopProduct) -> bool:
        return self._plain(entry) and self._numbers(entry) and self._text(entry)

    def _plain(self, entry: ShopProduct) -> bool:
        product, wanted = entry.product, self.filter
        return (
            (not self.tags or not self.tags.isdisjoint(map(folded, product.tags)))
            and (not wanted.categories or product.category in wanted.categories)
            and (not wanted.currencies or product.currency in wanted.currencies)
            and (not wanted.types or entry.type in wanted.types)
            and (wanted.published == "any" or product.published == (wanted.published == "yes"))
            and (wanted.versions == "any" or (version_count(entry) > 0) == (wanted.versions == "yes"))
        )

    def _numbers(self, entry: ShopProduct) -> bool:
        product = entry.product
        if not self.price.open:
            known = CURRENCIES.get(product.currency)
            if known is None:
                return False
            if not self.price.holds(Fraction(lowest_price_minor(product), 10**known.digits)):
                return False
        if self.sales.open:
            return True
        return product.sales_count is not None and self.sales.holds(product.sales_count)

    def _text(self, entry: ShopProduct) -> bool:
        if not self.words:
            return True
        product = entry.product
        versions = (
            (version.name for version in entry.versions)
            if entry.versions is not None
            else (option.name for group in product.groups for option in group.options)
        )
        codes = (code.name for code in entry.codes or ())
        link = (product.custom_permalink or "", product.short_url.rpartition("/")[2])
        hay = folded("\n".join((product.name, *product.tags, *link, *versions, *codes)))
        return all(word in hay for word in self.words)


def _bound(text: str, read: Callable[[str, str], T], example: str) -> T | None:
    return read(text, example) if text.strip() else None


def _test(wanted: Filter) -> _Test:
    errors: dict[str, str] = {}

    def bound(path: str, text: str, read: Callable[[str, str], Fraction | int], example: str) -> Fraction | None:
        try:
            value = _bound(text, read, example)
        except InputError as error:
            errors[path] = error.message
            return None
        return None if value is None else Fraction(value)

    price = _Range(
        bound("price_from", wanted.price_from, parse_decimal, "5"),
        bound("price_to", wanted.price_to, parse_decimal, "50"),
    )
    sales = _Range(
        bound("sales_from", wanted.sales_from, parse_count, "1"),
        bound("sales_to", wanted.sales_to, parse_count, "100"),
    )
    for path, limits in (("price_to", price), ("sales_to", sales)):
        if limits.low is not None and limits.high is not None and limits.high < limits.low:
            errors[path] = say("range_turned")
    if errors:
        raise InputError("bad_filter", say("form_has_errors", n=len(errors)), fields=errors)
    return _Test(
        words=tuple(folded(wanted.text).split()),
        tags=frozenset(map(folded, wanted.tags)),
        filter=wanted,
        price=price,
        sales=sales,
    )


def _sort_key(key: SortKey) -> Callable[[ShopProduct], tuple[object, ...]]:
    match key:
        case SortKey.POSITION:
            return lambda entry: (entry.position,)
        case SortKey.NAME:
            return lambda entry: (folded(entry.product.name),)
        case SortKey.PRICE:
            return _price_key
        case SortKey.SALES:
            return lambda entry: (entry.product.sales_count or 0,)
        case SortKey.CODES:
            return lambda entry: (len(entry.codes or ()),)
        case _:
            assert_never(key)


def _price_key(entry: ShopProduct) -> tuple[object, ...]:
    known = CURRENCIES.get(entry.product.currency)
    unit = 10**known.digits if known else 100
    return (Fraction(lowest_price_minor(entry.product), unit),)


def match(shop: Shop, wanted: Filter, sort: Sort) -> tuple[str, ...]:
    """Ids of the products that match, sorted; ties keep Gumroad's own order.

    Every word of the text has to occur in the name, tags, link, versions or codes. Prices are compared in
    units of each product's own currency. Raises: InputError with `fields` for numbers that cannot be read.
    """
    test = _test(wanted)
    found = sorted((entry for entry in shop.products if test.holds(entry)), key=lambda entry: entry.position)
    key = _sort_key(sort.key)
    found.sort(key=lambda entry: key(entry), reverse=sort.descending)
    return tuple(entry.product.id for entry in found)
