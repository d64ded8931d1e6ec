"""What may be written to a product. No I/O here.

What a change says by itself is looked at when its call is made; what depends on the product as it is now is
looked at by `against_objections`. Source: API contract, sections 6.5 to 6.7 and 6.9.
"""

import re
from typing import Any

from py_core.gumroad.currencies import CURRENCIES, currency, format_amount
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.products import Product
from py_core.gumroad.rules.objections import Objection, number_objections, object_to
from py_core.values import Value

LONGEST_NAME = 255
LONGEST_HTML = 500_000
SHORTEST_TAG, LONGEST_TAG = 2, 20
MOST_PURCHASES = 10_000_000
REFUND_PERIODS = ("inherit", "none", "7", "14", "30", "183")
RECURRENCES = ("monthly", "quarterly", "biannually", "yearly", "every_two_years")
NATIVE_TYPES = ("digital", "course", "ebook", "membership", "bundle", "coffee", "call", "commission")
_PERMALINK = re.compile(r"[A-Za-z0-9_-]+")


class ProductChange(Value):
    """Every documented parameter of an update. KEEP leaves a field as it is, None clears it.

    `tags`, `rich_content` and `files` replace what was there. `suggested_price_minor` and the four flags
    from `quantity_enabled` on can be written but not read back.
    """

    name: str | Keep = KEEP
    description: str | Keep | None = KEEP
    custom_permalink: str | Keep | None = KEEP
    price_minor: int | Keep = KEEP
    currency: str | Keep = KEEP
    customizable_price: bool | Keep = KEEP
    suggested_price_minor: int | Keep | None = KEEP
    max_purchase_count: int | Keep | None = KEEP
    category: str | Keep = KEEP
    taxonomy_id: int | Keep = KEEP
    tags: tuple[str, ...] | Keep = KEEP
    custom_receipt: str | Keep | None = KEEP
    custom_summary: str | Keep | None = KEEP
    refund_period: str | Keep = KEEP
    refund_fine_print: str | Keep | None = KEEP
    custom_html: str | Keep | None = KEEP
    cover_ids: tuple[str, ...] | Keep = KEEP
    rich_content: tuple[dict[str, Any], ...] | Keep = KEEP
    files: tuple[dict[str, Any], ...] | Keep = KEEP
    has_same_rich_content_for_all_variants: bool | Keep = KEEP
    quantity_enabled: bool | Keep = KEEP
    is_adult: bool | Keep = KEEP
    display_product_reviews: bool | Keep = KEEP
    should_show_sales_count: bool | Keep = KEEP


class NewProduct(Value):
    """What is needed to make a product, which is always an unpublished draft at first.

    `price_minor` is left out for memberships only, and `subscription_duration` is for them only.
    """

    name: str
    price_minor: int | None = None
    currency: str | None = None
    native_type: str = "digital"
    subscription_duration: str | None = None


class BundleItem(Value):
    """One product inside a bundle, and which version of it."""

    product_id: str
    variant_id: str | None = None
    quantity: int = 1
    position: int | None = None


def clean_tag(tag: str) -> str:
    """A tag as Gumroad stores it."""
    return tag.strip().lower()


def name_objections(name: str) -> tuple[Objection, ...]:
    """What is wrong with a product's name."""
    if not name.strip():
        return (object_to("name", "name_blank"),)
    if len(name) > LONGEST_NAME:
        return (object_to("name", "name_too_long", n=LONGEST_NAME),)
    return ()


def tag_objections(tag: str) -> tuple[Objection, ...]:
    """What is wrong with one tag."""
    cleaned = clean_tag(tag)
    if not SHORTEST_TAG <= len(cleaned) <= LONGEST_TAG:
        code = "tag_too_short" if len(cleaned) < SHORTEST_TAG else "tag_too_long"
        return (object_to("tags", code, tag=cleaned[:40], shortest=SHORTEST_TAG, longest=LONGEST_TAG),)
    if cleaned.startswith("#") or "," in cleaned:
        return (object_to("tags", "tag_characters", tag=cleaned),)
    return ()


def permalink_objections(permalink: str) -> tuple[Objection, ...]:
    """What is wrong with the end of a product's address. Whether it is taken, only Gumroad knows."""
    return () if _PERMALINK.fullmatch(permalink) else (object_to("custom_permalink", "permalink_characters"),)


def price_objections(price_minor: int, code: str, *, commission: bool = False) -> tuple[Objection, ...]:
    """Whether a price is nothing, or at least the currency's minimum (twice that for commissions).

    Raises: InputError for a currency that Gumroad does not list.
    """
    found = number_objections("price_minor", price_minor)
    minimum = currency(code).min_minor * (2 if commission else 1)
    if found or price_minor == 0 or price_minor >= minimum:
        return found
    return (object_to("price_minor", "price_below_minimum", minimum=format_amount(minimum, code)),)


def change_objections(change: ProductChange) -> tuple[Objection, ...]:
    """What a change breaks by itself, whatever the product is."""
    found: list[Objection] = []
    if isinstance(change.name, str):
        found.extend(name_objections(change.name))
    if isinstance(change.custom_permalink, str) and change.custom_permalink:
        found.extend(permalink_objections(change.custom_permalink))
    found.extend(number_objections("price_minor", change.price_minor))
    if isinstance(change.currency, str) and change.currency not in CURRENCIES:
        found.append(object_to("currency", "unknown_currency", code=change.currency[:40]))
    found.extend(number_objections("suggested_price_minor", change.suggested_price_minor))
    found.extend(number_objections("max_purchase_count", change.max_purchase_count, highest=MOST_PURCHASES))
    if not isinstance(change.category, Keep) and not isinstance(change.taxonomy_id, Keep):
        found.append(object_to("category", "category_twice"))
    if isinstance(change.tags, tuple):
        found.extend(objection for tag in change.tags for objection in tag_objections(tag))
    if isinstance(change.custom_html, str) and len(change.custom_html) > LONGEST_HTML:
        found.append(object_to("custom_html", "html_too_long", n=f"{LONGEST_HTML:,}"))
    return (*found, *_refund_objections(change))


def _refund_objections(change: ProductChange) -> tuple[Objection, ...]:
    if isinstance(change.refund_period, Keep):
        return ()
    if change.refund_period not in REFUND_PERIODS:
        return (object_to("refund_period", "refund_period", listed=", ".join(REFUND_PERIODS)),)
    if change.refund_period == "inherit" and isinstance(change.refund_fine_print, str) and change.refund_fine_print:
        return (object_to("refund_fine_print", "refund_print_inherited"),)
    return ()


def against_objections(
    change: ProductChange, product: Product, *, commission: bool = False
) -> tuple[Objection, ...]:
    """What a change breaks of the product as it is now.

    A stored suggestion cannot be read, so raising a pay-what-you-want price needs one beside it. Raises:
    InputError for a currency that Gumroad does not list.
    """
    found: list[Objection] = []
    priced, moved = not isinstance(change.price_minor, Keep), not isinstance(change.currency, Keep)
    if product.is_tiered_membership:
        if priced:
            found.append(object_to("price_minor", "membership_price"))
        if moved and change.currency != product.currency:
            found.append(object_to("currency", "membership_currency"))
    else:
        price = product.price_minor if isinstance(change.price_minor, Keep) else change.price_minor
        code = product.currency if isinstance(change.currency, Keep) else change.currency
        if priced or moved:
            found.extend(price_objections(price, code, commission=commission))
        found.extend(_suggestion_objections(change, product, price))
    wanted = change.max_purchase_count
    if isinstance(wanted, int) and product.sales_count is not None and wanted < product.sales_count:
        found.append(object_to("max_purchase_count", "stock_below_sold", n=product.sales_count))
    return tuple(found)


def _suggestion_objections(change: ProductChange, product: Product, price: int) -> tuple[Objection, ...]:
    open_price = (
        product.customizable_price if isinstance(change.customizable_price, Keep) else change.customizable_price
    )
    suggested = change.suggested_price_minor
    if not open_price or suggested is None:
        return ()
    if isinstance(suggested, Keep):
        raised = product.customizable_price and price > product.price_minor
        return (object_to("suggested_price_minor", "suggestion_needed"),) if raised else ()
    return (object_to("suggested_price_minor", "suggestion_too_low"),) if suggested < price else ()


def new_objections(new: NewProduct) -> tuple[Objection, ...]:
    """What a product to be made breaks. The minimum is known only with its currency."""
    found = list(name_objections(new.name))
    if new.native_type not in NATIVE_TYPES:
        found.append(object_to("native_type", "native_type", listed=", ".join(NATIVE_TYPES)))
    membership = new.native_type == "membership"
    if (new.price_minor is None) != membership:
        found.append(object_to("price_minor", "membership_price" if membership else "price_missing"))
    if new.subscription_duration is not None and not membership:
        found.append(object_to("subscription_duration", "duration_membership_only"))
    elif new.subscription_duration is not None and new.subscription_duration not in RECURRENCES:
        found.append(object_to("subscription_duration", "duration", listed=", ".join(RECURRENCES)))
    if new.currency is not None and new.currency not in CURRENCIES:
        found.append(object_to("currency", "unknown_currency", code=new.currency[:40]))
    elif new.price_minor is not None and new.currency is not None:
        commission = new.native_type == "commission"
        found.extend(price_objections(new.price_minor, new.currency, commission=commission))
    else:
        found.extend(number_objections("price_minor", new.price_minor))
    return tuple(found)


def bundle_objections(items: tuple[BundleItem, ...]) -> tuple[Objection, ...]:
    """What is wrong with the contents of a bundle."""
    found: list[Objection] = []
    for item in items:
        found.extend(number_objections("quantity", item.quantity, lowest=1))
        found.extend(number_objections("position", item.position))
    return tuple(found)
