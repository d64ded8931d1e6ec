"""A small shop that has something of everything, and where its records are."""

import json

from py_core.sandbox.generate import generate_shop
from py_core.sandbox.record import Object
from py_core.sandbox.state import SandboxState

NOW_MS = 1_795_000_020_000
_COVER: Object = {"url": "https://example.com/a.png", "id": "cover-1"}


def rich_shop() -> SandboxState:
    """Ten products, forty sales, and one or two of every other record; no rate limits."""
    state = generate_shop(10, 3, NOW_MS, sales=40)
    state.products[0].covers = [_COVER]
    state.products[0].native_type = "bundle"
    state.products[2].require_shipping = True
    state.user.account_refund_policy_in_effect = True
    product = state.products[0].id
    raw = state.model_dump(mode="json")
    raw |= {
        "rate_limits": False,
        "upsells": [{"name": "More", "product_id": product}],
        "utm_links": [{"title": "Link", "utm_source": "a", "utm_medium": "b", "utm_campaign": "c"}],
        "emails": [{"subject": "Hello"}, {"subject": "Again", "state": "published", "product_id": product}],
        "resource_subscriptions": [{"resource_name": "sale", "post_url": "https://example.com/hook"}],
        "other_licenses": [{"license_key": "FOREIGN", "product_id": product}],
    }
    return SandboxState.model_validate_json(json.dumps(raw))


def places(state: SandboxState) -> dict[str, list[str]]:
    """The ids there are, by the variable part of a route's path."""
    groups = [group for product in state.products for group in product.variants]
    return {
        ":product": [product.id for product in state.products],
        ":category": [group.id for group in groups],
        ":variant": [option.id for group in groups for option in group.options],
        ":offer_code": [code.id for code in state.offer_codes],
        ":sale": [sale.id for sale in state.sales],
        ":subscriber": [found.id for found in state.subscriptions] or ["none"],
        ":payout": [payout.id for payout in state.payouts],
        ":name": [field.name for field in state.custom_fields],
        ":cover": ["cover-1", "none"],
        ":webhook": [webhook.id for webhook in state.resource_subscriptions],
        ":upsell": [upsell.id for upsell in state.upsells],
        ":link": [link.id for link in state.utm_links],
        ":email": [email.id for email in state.emails],
    }


def licenses(state: SandboxState) -> list[tuple[str, str]]:
    """Product id and license key of every licensed sale."""
    return [(sale.product_id, sale.license_key) for sale in state.sales if sale.license_key is not None]
