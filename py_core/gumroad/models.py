"""Gumroad's records as strict values, read leniently.

The wire is forgiving: numbers may come as strings or as `1.0`, fields may be null, missing or new. What
stands behind it is strict. Readers raise ValueError, KeyError or TypeError when a record is not usable.
Source: API contract, sections 6.2, 6.3, 7.1, 8.1, 8.2, 12.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from py_core.values import Value

Record = Mapping[str, Any]


def whole(value: Any) -> int:
    """An integer written as 5, "5", 5.0 or "5.0". Raises ValueError for anything else."""
    if isinstance(value, bool):
        raise ValueError("a truth value is not a number")
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError(f"{value} is not whole")
        return int(value)
    if isinstance(value, str):
        text = value.strip()
        head, _, tail = text.partition(".")
        if tail.strip("0"):
            raise ValueError(f"{text[:40]!r} is not whole")
        return int(head)
    raise ValueError(f"{type(value).__name__} is not a number")


def _optional_whole(value: Any) -> int | None:
    return None if value is None or value == "" else whole(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _records(value: Any) -> Iterable[Record]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    if not all(isinstance(item, dict) for item in value):
        raise TypeError("a list of objects was expected")
    return value


class RecurrencePrice(Value):
    """What a membership tier costs per recurrence, in minor units."""

    recurrence: str
    price_minor: int


class Option(Value):
    """One version as product JSON shows it: without ids (those come from section 8.2)."""

    name: str
    price_difference_minor: int | None
    is_pay_what_you_want: bool
    recurrence_prices: tuple[RecurrencePrice, ...] = ()


class OptionGroup(Value):
    """One version category as product JSON shows it."""

    title: str
    options: tuple[Option, ...]


class Product(Value):
    """One product of the seller. `price_minor` is 0 for tiered memberships, whose tiers carry the prices."""

    id: str
    name: str
    price_minor: int
    currency: str
    customizable_price: bool
    is_tiered_membership: bool
    subscription_duration: str | None
    recurrences: tuple[str, ...]
    published: bool
    deleted: bool
    tags: tuple[str, ...]
    category: str | None
    category_label: str | None
    custom_permalink: str | None
    short_url: str
    thumbnail_url: str | None
    formatted_price: str
    max_purchase_count: int | None
    sales_count: int | None
    sales_usd_minor: int | None
    groups: tuple[OptionGroup, ...]
    is_bundle: bool


class VariantCategory(Value):
    """A named set of versions."""

    id: str
    title: str


class Variant(Value):
    """One version with its id; its price is the product's plus `price_difference_minor`."""

    id: str
    name: str
    description: str
    price_difference_minor: int
    max_purchase_count: int | None
    has_recurrence_prices: bool


class OfferCode(Value):
    """A discount code as one product sees it; exactly one of percent and amount is set.

    `amount_minor` is in the currency of the product it was read under.
    """

    id: str
    name: str
    percent_off: int | None
    amount_minor: int | None
    universal: bool
    max_purchase_count: int | None
    minimum_amount_minor: int | None
    times_used: int


class User(Value):
    """The account a token belongs to. A token of few scopes gets no e-mail and no currency."""

    id: str
    name: str
    email: str | None
    currency: str | None
    profile_url: str | None
    avatar_url: str | None


def _read_option(raw: Record) -> Option:
    prices = raw.get("recurrence_prices") or {}
    return Option(
        name=_text(raw.get("name")),
        price_difference_minor=_optional_whole(raw.get("price_difference")),
        is_pay_what_you_want=bool(raw.get("is_pay_what_you_want")),
        recurrence_prices=tuple(
            RecurrencePrice(recurrence=str(name), price_minor=whole(price["price_cents"]))
            for name, price in prices.items()
            if isinstance(price, dict) and price.get("price_cents") is not None
        ),
    )


def read_product(raw: Record) -> Product:
    """One product out of list or show JSON."""
    return Product(
        id=str(raw["id"]),
        name=_text(raw.get("name")),
        price_minor=whole(raw.get("price") or 0),
        currency=str(raw["currency"]).lower(),
        customizable_price=bool(raw.get("customizable_price")),
        is_tiered_membership=bool(raw.get("is_tiered_membership")),
        subscription_duration=raw.get("subscription_duration") or None,
        recurrences=tuple(map(str, raw.get("recurrences") or ())),
        published=bool(raw.get("published")),
        deleted=bool(raw.get("deleted")),
        tags=tuple(map(str, raw.get("tags") or ())),
        category=raw.get("category") or None,
        category_label=raw.get("category_label") or None,
        custom_permalink=raw.get("custom_permalink") or None,
        short_url=_text(raw.get("short_url")),
        thumbnail_url=raw.get("thumbnail_url") or None,
        formatted_price=_text(raw.get("formatted_price")),
        max_purchase_count=_optional_whole(raw.get("max_purchase_count")),
        sales_count=_optional_whole(raw.get("sales_count")),
        sales_usd_minor=_optional_whole(raw.get("sales_usd_cents")),
        groups=tuple(
            OptionGroup(
                title=_text(group.get("title")),
                options=tuple(_read_option(option) for option in _records(group.get("options"))),
            )
            for group in _records(raw.get("variants"))
        ),
        is_bundle=bool(raw.get("bundle_products")),
    )


def read_category(raw: Record) -> VariantCategory:
    """One version category."""
    return VariantCategory(id=str(raw["id"]), title=_text(raw.get("title")))


def read_variant(raw: Record) -> Variant:
    """One version with its id."""
    return Variant(
        id=str(raw["id"]),
        name=_text(raw.get("name")),
        description=_text(raw.get("description")),
        price_difference_minor=whole(raw.get("price_difference_cents") or 0),
        max_purchase_count=_optional_whole(raw.get("max_purchase_count")),
        has_recurrence_prices="recurrence_price_values" in raw,
    )


def read_offer_code(raw: Record) -> OfferCode:
    """One discount code."""
    percent = _optional_whole(raw.get("percent_off"))
    return OfferCode(
        id=str(raw["id"]),
        name=str(raw["name"]),
        percent_off=percent,
        amount_minor=whole(raw.get("amount_cents") or 0) if percent is None else None,
        universal=bool(raw.get("universal")),
        max_purchase_count=_optional_whole(raw.get("max_purchase_count")),
        minimum_amount_minor=_optional_whole(raw.get("minimum_amount_cents")),
        times_used=whole(raw.get("times_used") or 0),
    )


def read_user(raw: Record) -> User:
    """The account. `user_id` stands in where an old answer has no `id`."""
    return User(
        id=str(raw.get("id") or raw["user_id"]),
        name=_text(raw.get("display_name") or raw.get("name")),
        email=raw.get("email") or None,
        currency=raw.get("currency_type") or None,
        profile_url=raw.get("url") or None,
        avatar_url=raw.get("profile_picture_url") or raw.get("profile_url") or None,
    )
