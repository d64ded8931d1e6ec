"""Subscribers of memberships. Source: API contract, section 9.5."""

from typing import Any

from py_core.sandbox.answers import not_found, succeeded
from py_core.sandbox.casts import is_blank, to_text
from py_core.sandbox.context import Asked
from py_core.sandbox.paging import next_page, page_key, position
from py_core.sandbox.shop import Shop
from py_core.sandbox.subscriptions import has_ended, subscriber_json
from py_core.sandbox.trade_records import Subscription

_PAGE_SIZE = 100


def index(asked: Asked) -> dict[str, Any]:
    """GET /products/:id/subscribers: active ones; in pages only when asked for."""
    product = asked.live_product()
    email = (to_text(asked.params.get("email")) or "").strip().casefold()
    found = [
        entry
        for entry in asked.shop.subscribers(product)
        if not has_ended(entry[2], asked.now_ms) and (not email or entry[2].email.casefold() == email)
    ]
    paginated = to_text(asked.params.get("paginated")) in ("1", "true")
    if not paginated and is_blank(asked.params.get("page_key")):
        return succeeded(subscribers=_shown(asked, found))
    start = position(asked.params)
    if start is not None:
        found = [entry for entry in found if entry[0] <= start[0] and entry[1] < start[1]]
    page = found[:_PAGE_SIZE]
    body = succeeded(subscribers=_shown(asked, page))
    if len(found) > _PAGE_SIZE:
        body |= next_page(asked.path, asked.params, page_key(*page[-1][:2]))
    return body


def show(asked: Asked) -> dict[str, Any]:
    """GET /subscribers/:id: past ones, too."""
    found = asked.shop.subscription(asked.place["subscriber"])
    if found is None:
        raise not_found("subscriber")
    return succeeded(subscriber=_one(asked.shop, found, asked.now_ms))


def _shown(asked: Asked, entries: list[tuple[int, int, Subscription]]) -> list[dict[str, Any]]:
    return [_one(asked.shop, entry[2], asked.now_ms) for entry in entries]


def _one(shop: Shop, subscription: Subscription, now_ms: int) -> dict[str, Any]:
    product_name = shop.product_of(subscription.product_id).name
    return subscriber_json(subscription, product_name, shop.sales.of_subscription(subscription.id), now_ms)
