"""What a seed may leave out of sales and of the records around them, worked out. No I/O, no clock here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from py_core.sandbox.ids import external_id
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.times import iso, parse_iso
from py_core.sandbox.trade_records import (
    CustomField,
    Email,
    OtherLicense,
    Payout,
    Subscription,
    Upsell,
    UtmLink,
    Webhook,
)

Dated: TypeAlias = "Subscription | Payout | CustomField | Webhook | Upsell | UtmLink | Email"
Names: TypeAlias = Mapping[str, str]

FIRST_CREATION = parse_iso("2026-01-01T00:00:00Z")
ONE_MINUTE = 60_000_000
_ORDER_FACTOR, _ORDER_SPACE = 600_011_437, 1 << 30


def order_number(number: int) -> int:
    """The whole number a buyer sees on the receipt of sale `number`."""
    return number * _ORDER_FACTOR % _ORDER_SPACE


def complete_sales(
    sales: list[Sale], ids: Names, currencies: Mapping[str, str], take_number: Callable[[], int]
) -> None:
    """Give every sale its number, id, moment, product id and currency. Raises: ValueError."""
    for at, sale in enumerate(sales):
        given = sale.number > 0 and sale.id and sale.created_at and sale.currency and sale.order_id
        if given and ids.get(sale.product_id) == sale.product_id:
            continue
        product_id = product_named(ids, sale.product_id, f"sale to {sale.purchase_email!r}")
        number = sale.number if sale.number > 0 else take_number()
        sales[at] = replace(
            sale,
            number=number,
            id=sale.id or external_id(number),
            created_at=sale.created_at or iso(FIRST_CREATION + number * ONE_MINUTE),
            product_id=product_id,
            currency=sale.currency or currencies[product_id],
            order_id=sale.order_id or order_number(number),
        )


def name_products(
    ids: Names,
    subscriptions: list[Subscription],
    fields: list[CustomField],
    upsells: list[Upsell],
    emails: list[Email],
    others: list[OtherLicense],
) -> None:
    """Turn permalinks into ids wherever a record names a product. Raises: ValueError for unknown ones."""
    for subscription in subscriptions:
        subscription.product_id = product_named(ids, subscription.product_id, "a subscription")
    for field in fields:
        field.products = [product_named(ids, name, f"field {field.name!r}") for name in field.products]
    for upsell in upsells:
        upsell.product_id = product_named(ids, upsell.product_id, f"upsell {upsell.name!r}")
        upsell.selected_products = [
            product_named(ids, name, f"upsell {upsell.name!r}") for name in upsell.selected_products
        ]
    for email in emails:
        if email.product_id is not None:
            email.product_id = product_named(ids, email.product_id, f"email {email.subject!r}")
    for other in others:
        if other.product_id is not None:
            other.product_id = product_named(ids, other.product_id, "a license")


def date_record(record: Any) -> None:
    """Give a record without a creation time the minute of its number. Raises: ValueError for a bad one."""
    record.created_at = record.created_at or iso(FIRST_CREATION + record.number * ONE_MINUTE)
    check_time(record.created_at, repr(getattr(record, "name", type(record).__name__)))


def check_time(text: str, whose: str) -> None:
    """Raise ValueError, in words for whoever wrote the seed, when the text is not a moment."""
    try:
        parse_iso(text)
    except ValueError as error:
        raise ValueError(f"created_at of {whose} is not an ISO 8601 time") from error


def product_named(ids: Names, name: str, whose: str) -> str:
    """The id of the product of that id or permalink. Raises: ValueError."""
    if name not in ids:
        raise ValueError(f"{whose} names the unknown product {name!r}")
    return ids[name]
