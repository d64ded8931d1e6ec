"""A stored product after one of its versions was made, changed or deleted. No I/O here.

A product's own list of options has no ids, so the category's title and the version's name point at one
(API contract, section 6.3).
"""

from collections.abc import Callable
from typing import TypeAlias

from py_core.catalog.products import ShopProduct, Version
from py_core.gumroad.models import Option, OptionGroup, Product, Variant

Change: TypeAlias = Callable[[tuple[Option, ...]], tuple[Option, ...]]


def with_variant(entry: ShopProduct, category_id: str, variant: Variant) -> ShopProduct:
    """The product with that version as Gumroad shows it; a new one stands last in its category.

    Unchanged where the versions were never read, or the category is not among them.
    """
    versions = entry.versions or ()
    title = next((v.category_title for v in versions if v.category_id == category_id), None)
    if title is None:
        return entry
    held = next((v for v in versions if (v.category_id, v.variant_id) == (category_id, variant.id)), None)
    now = version_of(category_id, title, variant)
    if held is None:
        product = _with_options(entry.product, title, lambda options: (*options, _option(variant)))
        return entry.model_copy(update={"versions": (*versions, now), "product": product})
    old_name = held.name

    def changed(options: tuple[Option, ...]) -> tuple[Option, ...]:
        update = {"name": variant.name, "price_difference_minor": variant.price_difference_minor}
        return tuple(option.model_copy(update=update) if option.name == old_name else option for option in options)

    return entry.model_copy(
        update={
            "versions": tuple(now if version is held else version for version in versions),
            "product": _with_options(entry.product, title, changed),
        }
    )


def without_variant(entry: ShopProduct, category_id: str, variant_id: str) -> ShopProduct:
    """The product without that version."""
    versions = entry.versions or ()
    held = next((v for v in versions if (v.category_id, v.variant_id) == (category_id, variant_id)), None)
    if held is None:
        return entry

    def rest(options: tuple[Option, ...]) -> tuple[Option, ...]:
        at = next((at for at, option in reversed(tuple(enumerate(options))) if option.name == held.name), None)
        return options if at is None else (*options[:at], *options[at + 1 :])

    return entry.model_copy(
        update={
            "versions": tuple(version for version in versions if version is not held),
            "product": _with_options(entry.product, held.category_title, rest),
        }
    )


def version_of(category_id: str, title: str, variant: Variant) -> Version:
    """A version as Gumroad shows it, under its category."""
    return Version(
        category_id=category_id,
        category_title=title,
        variant_id=variant.id,
        name=variant.name,
        price_difference_minor=variant.price_difference_minor,
        has_recurrence_prices=variant.has_recurrence_prices,
        description=variant.description,
        stock=variant.max_purchase_count,
    )


def _option(variant: Variant) -> Option:
    return Option(
        name=variant.name, price_difference_minor=variant.price_difference_minor, is_pay_what_you_want=False
    )


def _with_options(product: Product, title: str, change: Change) -> Product:
    groups = tuple(
        OptionGroup(title=group.title, options=change(group.options)) if group.title == title else group
        for group in product.groups
    )
    return product.model_copy(update={"groups": groups})
