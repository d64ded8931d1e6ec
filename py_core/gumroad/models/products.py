"""Products as strict values, with the JSON they were read from. Source: API contract, sections 6 and 12."""

from typing import Any

from py_core.gumroad.reading import (
    Record,
    flag,
    needed_text,
    obj,
    optional_text,
    optional_whole,
    records,
    text,
    texts,
    whole,
)
from py_core.values import Value


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


class ProductRecord(Value):
    """A product with the JSON it was read from, so that no field is lost, and the update's warning."""

    product: Product
    raw: dict[str, Any]
    warning: str = ""


class RawRecord(Value):
    """A record whose fields the documentation does not give: its id where it has one, and all of its JSON."""

    id: str | None
    raw: dict[str, Any]


class Covers(Value):
    """A product's covers, in order, as far as their ids go, and the JSON of each."""

    ids: tuple[str, ...]
    main_id: str | None
    raw: tuple[dict[str, Any], ...]


class CompExample(Value):
    """One product of the market, as Gumroad shows it."""

    name: str
    price: str
    url: str


class Comps(Value):
    """What comparable products cost: quarter marks in minor units of `currency`, None where unknown."""

    count: int
    currency: str
    p25_minor: int | None
    p50_minor: int | None
    p75_minor: int | None
    examples: tuple[CompExample, ...]


def _read_option(raw: Record) -> Option:
    prices = obj(raw.get("recurrence_prices"))
    return Option(
        name=text(raw.get("name")),
        price_difference_minor=optional_whole(raw.get("price_difference")),
        is_pay_what_you_want=flag(raw.get("is_pay_what_you_want")),
        recurrence_prices=tuple(
            RecurrencePrice(recurrence=str(name), price_minor=whole(price["price_cents"]))
            for name, price in prices.items()
            if isinstance(price, dict) and price.get("price_cents") is not None
        ),
    )


def read_product(raw: Record) -> Product:
    """One product out of list or show JSON."""
    return Product(
        id=needed_text(raw["id"]),
        name=text(raw.get("name")),
        price_minor=optional_whole(raw.get("price")) or 0,
        currency=needed_text(raw["currency"]).lower(),
        customizable_price=flag(raw.get("customizable_price")),
        is_tiered_membership=flag(raw.get("is_tiered_membership")),
        subscription_duration=optional_text(raw.get("subscription_duration")),
        recurrences=texts(raw.get("recurrences")),
        published=flag(raw.get("published")),
        deleted=flag(raw.get("deleted")),
        tags=texts(raw.get("tags")),
        category=optional_text(raw.get("category")),
        category_label=optional_text(raw.get("category_label")),
        custom_permalink=optional_text(raw.get("custom_permalink")),
        short_url=text(raw.get("short_url")),
        thumbnail_url=optional_text(raw.get("thumbnail_url")),
        formatted_price=text(raw.get("formatted_price")),
        max_purchase_count=optional_whole(raw.get("max_purchase_count")),
        sales_count=optional_whole(raw.get("sales_count")),
        sales_usd_minor=optional_whole(raw.get("sales_usd_cents")),
        groups=tuple(
            OptionGroup(
                title=text(group.get("title")),
                options=tuple(_read_option(option) for option in records(group.get("options"))),
            )
            for group in records(raw.get("variants"))
        ),
        is_bundle=bool(records(raw.get("bundle_products"))),
    )


def read_product_record(raw: Record, warning: str = "") -> ProductRecord:
    """One product with its JSON."""
    return ProductRecord(product=read_product(raw), raw=dict(raw), warning=warning)


def read_raw(raw: Record) -> RawRecord:
    """A record as it is."""
    return RawRecord(id=optional_text(raw.get("id")), raw=dict(obj(raw)))


def read_covers(body: Record) -> Covers:
    """The covers after one was added or deleted."""
    covers = records(body["covers"])
    return Covers(
        ids=tuple(needed_text(cover["id"]) for cover in covers),
        main_id=optional_text(body.get("main_cover_id")),
        raw=tuple(dict(cover) for cover in covers),
    )


def read_comps(raw: Record) -> Comps:
    """Market prices."""
    prices = obj(raw.get("price_cents"))
    return Comps(
        count=whole(raw["count"]),
        currency=text(raw.get("currency")).lower(),
        p25_minor=optional_whole(prices.get("p25")),
        p50_minor=optional_whole(prices.get("p50")),
        p75_minor=optional_whole(prices.get("p75")),
        examples=tuple(
            CompExample(name=text(one.get("name")), price=text(one.get("price")), url=text(one.get("url")))
            for one in records(raw.get("examples"))
        ),
    )
