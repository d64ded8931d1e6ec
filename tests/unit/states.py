"""A shop after steps were applied to it, worked out without any of the code under test."""

from collections.abc import Sequence

from py_core.catalog.products import Shop, ShopProduct
from py_core.plan.steps import SetPrice, SetVersionPrice, Step


def _after(entry: ShopProduct, step: Step) -> ShopProduct:
    if isinstance(step, SetPrice):
        product = entry.product.model_copy(
            update={
                "price_minor": step.after.price_minor,
                "currency": step.after.currency,
                "customizable_price": step.after.customizable_price,
            }
        )
        return entry.model_copy(update={"product": product})
    assert isinstance(step, SetVersionPrice)
    versions = tuple(
        version.model_copy(update={"price_difference_minor": step.after.price_difference_minor})
        if version.variant_id == step.variant_id
        else version
        for version in entry.versions or ()
    )
    return entry.model_copy(update={"versions": versions})


def applied(shop: Shop, steps: Sequence[Step]) -> Shop:
    """The shop with every step done, in order."""
    products = list(shop.products)
    for step in steps:
        for at, entry in enumerate(products):
            if entry.product.id == step.product_id:
                products[at] = _after(entry, step)
    return shop.model_copy(update={"products": tuple(products)})
