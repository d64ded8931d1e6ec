"""Choosing products: what a filter asks for. Matching and sorting live beside it."""

from enum import StrEnum
from typing import Literal

from py_core.catalog.products import ProductType
from py_core.values import Value


class SortKey(StrEnum):
    """What the list is sorted by. POSITION is Gumroad's own order, newest first."""

    POSITION = "position"
    NAME = "name"
    PRICE = "price"
    SALES = "sales"
    CODES = "codes"


class Filter(Value):
    """What to show. Empty means everything; prices and counts are as typed, checked when used."""

    text: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    types: tuple[ProductType, ...] = ()
    published: Literal["any", "yes", "no"] = "any"
    versions: Literal["any", "yes", "no"] = "any"
    price_from: str = ""
    price_to: str = ""
    sales_from: str = ""
    sales_to: str = ""


class Sort(Value):
    """Order of the list; ties keep Gumroad's own order."""

    key: SortKey = SortKey.POSITION
    descending: bool = False
