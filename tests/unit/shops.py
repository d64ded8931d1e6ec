"""Small shops for tests: products, versions and codes with only what a test cares about."""

from typing import Any

from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.gumroad.models import OfferCode, Option, OptionGroup, Product, RecurrencePrice

PRODUCT: dict[str, Any] = {
    "id": "p1",
    "name": "Icon set",
    "price_minor": 1900,
    "currency": "usd",
    "customizable_price": False,
    "is_tiered_membership": False,
    "subscription_duration": None,
    "recurrences": (),
    "published": True,
    "deleted": False,
    "tags": (),
    "category": None,
    "category_label": None,
    "custom_permalink": None,
    "short_url": "https://ana.gumroad.com/l/icons",
    "thumbnail_url": None,
    "formatted_price": "$19",
    "max_purchase_count": None,
    "sales_count": 41,
    "sales_usd_minor": 90100,
    "groups": (),
    "is_bundle": False,
}


def product(**fields: Any) -> Product:
    """A product; whatever is not named is that of a $19 icon set."""
    return Product(**{**PRODUCT, **fields})


def version(variant_id: str, difference: int, *, name: str = "", recurring: bool = False) -> Version:
    """A version of the category Licence."""
    return Version(
        category_id="c1",
        category_title="Licence",
        variant_id=variant_id,
        name=name or variant_id,
        price_difference_minor=difference,
        has_recurrence_prices=recurring,
    )


def option(name: str, difference: int | None, **recurring: int) -> Option:
    """A version as product JSON shows it; `monthly=500` and the like are tier prices."""
    prices = tuple(RecurrencePrice(recurrence=key, price_minor=minor) for key, minor in recurring.items())
    return Option(
        name=name, price_difference_minor=difference, is_pay_what_you_want=False, recurrence_prices=prices
    )


def group(*options: Option, title: str = "Licence") -> OptionGroup:
    """A version category as product JSON shows it."""
    return OptionGroup(title=title, options=options)


def code(name: str, *, percent: int | None = None, amount: int | None = None, universal: bool = False) -> OfferCode:
    """A discount code of a percentage or an amount."""
    return OfferCode(
        id=f"id-{name}",
        name=name,
        percent_off=percent,
        amount_minor=amount,
        universal=universal,
        max_purchase_count=None,
        minimum_amount_minor=None,
        times_used=0,
    )


def entry(
    versions: tuple[Version, ...] | None = (), codes: tuple[OfferCode, ...] | None = (), **fields: Any
) -> ShopProduct:
    """A product of the shop; versions given are mirrored in the product's groups."""
    if versions and "groups" not in fields:
        options = (option(one.name, one.price_difference_minor) for one in versions)
        fields["groups"] = (group(*options),)
    return ShopProduct(product=product(**fields), versions=versions, codes=codes, read_at_ms=1, position=0)


def shop(*entries: ShopProduct, read_at_ms: int | None = 1) -> Shop:
    """A shop of these products, in this order."""
    placed = tuple(one.model_copy(update={"position": at}) for at, one in enumerate(entries))
    return Shop(account_id="acc", products=placed, read_at_ms=read_at_ms)


def ids(of: Shop) -> tuple[str, ...]:
    """Every product id of a shop."""
    return tuple(one.product.id for one in of.products)
