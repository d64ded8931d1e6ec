"""Products as JSON: slim in the list, full everywhere else. No I/O here.

Source: API contract, sections 6.2 and 6.3.
"""

from typing import Any

from py_core.sandbox.auth import Grant, scoped
from py_core.sandbox.ppp import parity_prices
from py_core.sandbox.shop import live_groups, live_options
from py_core.sandbox.state import RECURRENCES, Option, Product, RefundPolicy, SandboxState
from py_core.sandbox.wording import formatted_price

_SALES = scoped("view_sales")
_PPP = "purchasing_power_parity_prices"
POLICY_TITLES = {
    "none": "No refunds allowed",
    "7": "7-day money back guarantee",
    "14": "14-day money back guarantee",
    "30": "30-day money back guarantee",
    "183": "6-month money back guarantee",
}


def slim_product(product: Product, state: SandboxState, grant: Grant) -> dict[str, Any]:
    """A product as the list shows it."""
    return _product(product, state, grant, full=False)


def full_product(product: Product, state: SandboxState, grant: Grant) -> dict[str, Any]:
    """A product as show, create and update give it."""
    shown = _product(product, state, grant, full=True)
    shown |= {
        "custom_html": product.custom_html,
        "refund_policy": _refund_policy(product.refund_policy),
        "rich_content": product.rich_content,
        "has_same_rich_content_for_all_variants": bool(product.has_same_rich_content_for_all_variants),
        "main_section_index": product.main_section_index,
        "sections": product.sections,
        "files": product.files,
    }
    return shown


def landing_url(product: Product, state: SandboxState) -> str:
    """The product's page on the seller's own address."""
    return f"https://{state.user.username}.gumroad.com/l/{product.custom_permalink or product.permalink}"


def _product(product: Product, state: SandboxState, grant: Grant, *, full: bool) -> dict[str, Any]:
    url = landing_url(product, state)
    shown: dict[str, Any] = {
        "name": product.name,
        "description": product.description,
        "require_shipping": product.require_shipping,
        "preview_url": product.preview_url,
        "custom_receipt": product.custom_receipt,
        "customizable_price": product.customizable_price,
        "custom_permalink": product.custom_permalink,
        "subscription_duration": product.subscription_duration,
        "id": product.id,
        "url": None,
        "price": 0 if product.is_tiered_membership else product.price,
    }
    if has_parity(product, state):
        base = 0 if product.is_tiered_membership else product.price
        shown[_PPP] = parity_prices(base, product.currency, state.purchasing_power_parity)
    shown |= {
        "currency": product.currency,
        "taxonomy_id": product.taxonomy_id,
        "category": product.category,
        "category_label": product.category_label,
        "short_url": url,
        "landing_url": url,
        "thumbnail_url": product.thumbnail_url,
        "tags": product.tags,
        "formatted_price": formatted_price(product),
        "published": product.published and not product.banned and not product.deleted,
        "file_info": product.file_info,
        "max_purchase_count": product.max_purchase_count,
        "deleted": product.deleted,
        "custom_fields": _questions(product, state),
        "custom_summary": product.custom_summary,
        "is_tiered_membership": product.is_tiered_membership,
        "recurrences": recurrences_on_sale(product) if product.is_tiered_membership else None,
        "covers": product.covers,
        "main_cover_id": product.main_cover_id or (product.covers[0].get("id") if product.covers else None),
        "bundle_products": product.bundle_products,
        "variants": _groups(product, state, full=full),
    }
    if product.is_preorder:
        shown |= {"is_preorder": True, "is_in_preorder_state": True, "release_at": product.release_at}
    if grant.has_any(_SALES):
        shown |= {
            "custom_delivery_url": None,
            "sales_count": product.sales_count,
            "sales_usd_cents": product.sales_usd_cents,
        }
    return shown


def has_parity(product: Product, state: SandboxState) -> bool:
    """Whether the product carries native parity prices."""
    return state.purchasing_power_parity.enabled and not product.purchasing_power_parity_disabled


def recurrences_on_sale(product: Product) -> list[str]:
    """The payment periods that live tiers are sold for, shortest first."""
    held = {
        name
        for group in live_groups(product)
        for option in live_options(group)
        for name in option.recurrence_prices or {}
    }
    return [name for name in RECURRENCES if name in held]


def _groups(product: Product, state: SandboxState, *, full: bool) -> list[dict[str, Any]]:
    return [
        {
            "title": group.title,
            "options": [_option(option, product, state, full=full) for option in live_options(group)],
        }
        for group in live_groups(product)
    ]


def _option(option: Option, product: Product, state: SandboxState, *, full: bool) -> dict[str, Any]:
    parity = has_parity(product, state)
    shown: dict[str, Any] = {"name": option.name, "price_difference": option.price_difference}
    if parity:
        difference = option.price_difference
        settings = state.purchasing_power_parity
        whole = None if difference is None else product.price + difference
        shown[_PPP] = None if whole is None else parity_prices(whole, product.currency, settings)
    shown["is_pay_what_you_want"] = option.is_pay_what_you_want
    shown["recurrence_prices"] = _recurrence_prices(option, product, state, parity=parity)
    shown["url"] = None
    if full:
        shown["rich_content"] = option.rich_content
    return shown


def _recurrence_prices(
    option: Option, product: Product, state: SandboxState, *, parity: bool
) -> dict[str, dict[str, Any]] | None:
    if not product.is_tiered_membership:
        return None
    shown: dict[str, dict[str, Any]] = {}
    for name in RECURRENCES:
        price = (option.recurrence_prices or {}).get(name)
        if price is None:
            continue
        shown[name] = {
            "price_cents": price.price_cents,
            "suggested_price_cents": price.suggested_price_cents,
        }
        if parity:
            settings = state.purchasing_power_parity
            shown[name][_PPP] = parity_prices(price.price_cents, product.currency, settings)
    return shown


def _questions(product: Product, state: SandboxState) -> list[dict[str, Any]]:
    names = ("id", "type", "name", "required", "collect_per_product")
    return [
        {name: getattr(field, name) for name in names}
        for field in state.custom_fields
        if field.is_global or product.id in field.products
    ]


def _refund_policy(policy: RefundPolicy | None) -> dict[str, Any]:
    if policy is None:
        return {"refund_period": "inherit", "title": None, "fine_print": None, "inherited": True}
    return {
        "refund_period": policy.refund_period,
        "title": POLICY_TITLES[policy.refund_period],
        "fine_print": policy.fine_print,
        "inherited": False,
    }
