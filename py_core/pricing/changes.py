"""The step that sets a price or a surcharge, whoever asks for it. No I/O here."""

from py_core.catalog.products import ShopProduct, Version
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, VersionState, version_key
from py_core.pricing.facts import known_differences


def price_step(entry: ShopProduct, price_minor: int, code: str) -> SetPrice | None:
    """The step that makes a product cost so much, in minor units of `code`; None where it does already.

    A price of nothing switches pay-what-you-want on where no version costs more, and a raised pay-what-you-want
    price takes its suggestion along (API contract, section 6.7, rules 2 and 7).
    """
    product = entry.product
    if price_minor == product.price_minor and code == product.currency:
        return None
    before = PriceState(
        price_minor=product.price_minor,
        currency=product.currency,
        customizable_price=product.customizable_price,
    )
    turns_free = price_minor == 0 and not any(d > 0 for d in known_differences(entry).values())
    after = PriceState(
        price_minor=price_minor,
        currency=code,
        customizable_price=product.customizable_price or turns_free,
    )
    raised = product.customizable_price and price_minor > product.price_minor
    return SetPrice(
        key=product.id,
        product_id=product.id,
        name=product.name,
        before=before,
        after=after,
        suggested_price_minor=price_minor if raised else None,
    )


def surcharge_step(entry: ShopProduct, version: Version, difference_minor: int, code: str) -> SetVersionPrice:
    """The step that sets a version's surcharge, in minor units of `code`."""
    product = entry.product
    return SetVersionPrice(
        key=version_key(product.id, version.variant_id),
        product_id=product.id,
        category_id=version.category_id,
        variant_id=version.variant_id,
        name=version.name,
        product_name=product.name,
        currency=code,
        before=VersionState(price_difference_minor=version.price_difference_minor),
        after=VersionState(price_difference_minor=difference_minor),
    )
