"""How a product is called and priced in words. No I/O here."""

from py_core.catalog.products import ProductType, ShopProduct
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.models import Product
from py_core.words import say

_PERIODS = frozenset({"monthly", "quarterly", "biannually", "yearly", "every_two_years"})


def price_suffix(product: Product, customizable: bool) -> str:
    """What follows the price: `+` where more may be paid, the period where it recurs."""
    plus = "+" if customizable else ""
    period = product.subscription_duration
    return plus + (say(f"period_{period}") if period in _PERIODS else "")


def type_label(kind: ProductType) -> str:
    """The kind of product in a seller's words."""
    return say(f"type_{kind.value}")


def amount_text(minor: int, code: str, *, whole_short: bool = True) -> str:
    """An amount in words, also of a currency that is not in the list, whose size is not guessed."""
    if code not in CURRENCIES:
        return say("amount_unknown", code=code.upper())
    return format_amount(minor, code, whole_short=whole_short)


def lowest_price_minor(product: Product) -> int:
    """The product's price; of a membership, its cheapest tier's."""
    if not product.is_tiered_membership:
        return product.price_minor
    tiers = (
        price.price_minor
        for group in product.groups
        for option in group.options
        for price in option.recurrence_prices
    )
    return min(tiers, default=product.price_minor)


def price_text(product: Product) -> str:
    """The whole price as a seller reads it: `$19+`, `$5 a month`, `Free`."""
    known = product.currency in CURRENCIES
    if product.formatted_price and (product.is_tiered_membership or not known):
        return product.formatted_price
    minor = lowest_price_minor(product)
    if minor == 0 and not product.customizable_price and known:
        return say("price_free")
    return amount_text(minor, product.currency) + price_suffix(product, product.customizable_price)


def detail(entry: ShopProduct) -> str:
    """The small line under a product's name: versions, kind, draft."""
    parts: list[str] = []
    count = version_count(entry)
    if count:
        parts.append(say("detail_versions", n=count))
    if entry.type is not ProductType.ONE_OFF:
        parts.append(type_label(entry.type))
    if not entry.product.published:
        parts.append(say("detail_unpublished"))
    return " · ".join(parts)


def version_count(entry: ShopProduct) -> int:
    """How many versions the product has, as far as is known."""
    if entry.versions is not None:
        return len(entry.versions)
    return sum(len(group.options) for group in entry.product.groups)
