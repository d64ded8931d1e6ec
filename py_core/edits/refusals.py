"""What Gumroad would refuse of a change of a listing, as far as that can be known beforehand. No I/O here.

Source: API contract, sections 6.6, 6.7, 6.8 and 8.2. Not to be known are Gumroad's moderation, how many of a
version were sold, whether an e-mail address is confirmed and a payment method connected, and what is archived.
"""

from collections.abc import Container
from typing import assert_never

from py_core.catalog.products import ShopProduct, Version
from py_core.edits.rows import Left
from py_core.edits.standing import Standing
from py_core.edits.wants import Field, NewProductWant, NewVersionWant, TextWant, VersionWant
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models import Product
from py_core.gumroad.rules.discounts import prices_of, too_low
from py_core.gumroad.rules.objections import INT32_MAX, Objection
from py_core.gumroad.rules.other import VariantChange, variant_objections
from py_core.gumroad.rules.products import (
    REFUND_PERIODS,
    NewProduct,
    ProductChange,
    against_objections,
    change_objections,
    name_objections,
    new_objections,
    tag_objections,
)
from py_core.plan.plan import SkipReason
from py_core.words import say

Categories = Container[str] | None
"""The paths of Gumroad's categories; None where they are not known, so that none is objected to."""


def rule(text: str) -> Left:
    """Left alone because of one of Gumroad's rules."""
    return Left(SkipReason.RULE, text)


def _first(objections: tuple[Objection, ...]) -> Left | None:
    return rule(objections[0].text) if objections else None


def text_refusal(want: TextWant, standing: Standing, categories: Categories, *, own_policies: bool) -> Left | None:
    """Why a text cannot be written; None where it can.

    `own_policies` is False where the account's refund policy applies to every product.
    """
    value = want.value
    match want.field:
        case Field.NAME:
            return _first(name_objections(str(value)))
        case Field.TAGS:
            return _first(tuple(one for tag in value for one in tag_objections(tag)))
        case Field.CATEGORY:
            unknown = not value or (categories is not None and value not in categories)
            return rule(say("edit_no_category", path=str(value)[:60])) if unknown else None
        case Field.REFUND_PERIOD | Field.FINE_PRINT:
            return _policy_refusal(want, standing, own_policies=own_policies)
        case Field.DESCRIPTION | Field.SUMMARY | Field.RECEIPT:
            return None
        case _:
            assert_never(want.field)


def _policy_refusal(want: TextWant, standing: Standing, *, own_policies: bool) -> Left | None:
    if not own_policies:
        return rule(say("edit_account_policy"))
    if want.field is Field.REFUND_PERIOD and want.value not in REFUND_PERIODS:
        return rule(say("refund_period", listed=", ".join(REFUND_PERIODS)))
    if standing.refund_period is None:
        return Left(SkipReason.UNREAD, say("edit_policy_unread"))
    return None


def print_refusal(period: str, fine_print: str) -> Left | None:
    """Why a refund policy as a whole cannot be written: fine print needs a policy of the product's own."""
    change = ProductChange(refund_period=period, refund_fine_print=fine_print or KEEP)
    return _first(change_objections(change))


def structure_refusal(product: Product) -> Left | None:
    """Why Gumroad takes no change of the product at all: a set of versions without a version (section 6.6)."""
    if product.is_tiered_membership:
        broken = len(product.groups) != 1 or not product.groups[0].options
    else:
        broken = any(not group.options for group in product.groups)
    return rule(say("edit_empty_versions")) if broken else None


def publish_refusal(entry: ShopProduct, product: Product) -> Left | None:
    """Why a product cannot be put on sale: a code that leaves too little of a price, or versions without one.

    `product` is the product with its price as it will be by then.
    """
    if product.currency in CURRENCIES:
        prices = prices_of(product)
        cheap = [code.name for code in entry.codes or () if too_low(code, prices) is not None]
        if cheap:
            minimum = format_amount(prices.minimum, product.currency)
            return rule(say("edit_code_in_the_way", names=", ".join(cheap[:4]), n=len(cheap), minimum=minimum))
    return structure_refusal(product)


def price_refusal(product: Product, price_minor: int) -> Left | None:
    """Why a product cannot cost that."""
    if product.is_tiered_membership:
        return Left(SkipReason.MEMBERSHIP, say("left_membership"))
    if product.currency not in CURRENCIES:
        return rule(say("left_unknown_currency", code=product.currency.upper()))
    # The suggestion that has to go with a raised pay-what-you-want price is sent along by the step.
    change = ProductChange(price_minor=price_minor, suggested_price_minor=price_minor)
    return _first(against_objections(change, product))


def version_refusal(product: Product, version: Version, want: VersionWant) -> Left | None:
    """Why a version cannot be changed so."""
    surcharge = want.surcharge_minor
    if not isinstance(surcharge, Keep):
        if version.has_recurrence_prices or product.is_tiered_membership:
            return Left(SkipReason.RECURRING, say("left_recurring"))
        if product.currency not in CURRENCIES:
            return rule(say("left_unknown_currency", code=product.currency.upper()))
        if product.price_minor + surcharge > INT32_MAX:
            return rule(say("left_too_large", limit=format_amount(INT32_MAX, product.currency)))
    change = VariantChange(
        name=want.name,
        description=want.description,
        price_difference_minor=surcharge,
        max_purchase_count=want.stock,
    )
    return _first(variant_objections(change))


def new_version_refusal(entry: ShopProduct, want: NewVersionWant) -> Left | None:
    """Why a version cannot be added."""
    product = entry.product
    if product.is_tiered_membership:
        return Left(SkipReason.MEMBERSHIP, say("edit_new_tier"))
    inside = [version for version in entry.versions or () if version.category_id == want.category_id]
    if any(version.name.casefold() == want.name.strip().casefold() for version in inside):
        return Left(SkipReason.SAME, say("edit_version_there", name=want.name.strip()))
    if want.surcharge_minor and product.currency not in CURRENCIES:
        return rule(say("left_unknown_currency", code=product.currency.upper()))
    change = VariantChange(
        name=want.name,
        description=want.description,
        price_difference_minor=want.surcharge_minor,
        max_purchase_count=want.stock,
    )
    return _first(variant_objections(change))


def new_product_refusal(want: NewProductWant, categories: Categories) -> Left | None:
    """Why a draft cannot be made."""
    if want.currency is None:
        return rule(say("edit_no_currency"))
    new = NewProduct(name=want.name, price_minor=want.price_minor, currency=want.currency)
    found = _first((*new_objections(new), *(one for tag in want.tags for one in tag_objections(tag))))
    if found is None and want.category and categories is not None and want.category not in categories:
        return rule(say("edit_no_category", path=want.category[:60]))
    return found
