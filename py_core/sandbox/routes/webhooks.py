"""Addresses that hear of sales (API: resource subscriptions). Source: API contract, section 12."""

from typing import Any
from urllib.parse import urlsplit

from py_core.sandbox.answers import Refusal, not_found, succeeded
from py_core.sandbox.casts import to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.shop import stamp
from py_core.sandbox.trade_records import Webhook

_RESOURCES = (
    "sale", "refund", "dispute", "dispute_won", "cancellation", "subscription_updated", "subscription_ended",
    "subscription_restarted",
)  # fmt: skip
_OWN_HOSTS = ("localhost", "127.0.0.1", "0.0.0.0")


def index(asked: Asked) -> dict[str, Any]:
    """GET /resource_subscriptions?resource_name=…: those of the token's application."""
    name = to_text(asked.params.get("resource_name"))
    refuse_unless(name in _RESOURCES, "Valid resource_name parameter required")
    found = [
        _shown(webhook)
        for webhook in asked.shop.state.resource_subscriptions
        if webhook.resource_name == name and webhook.application == asked.grant.application
    ]
    return succeeded(resource_subscriptions=found)


def create(asked: Asked) -> dict[str, Any]:
    """PUT /resource_subscriptions: the address is looked at first; duplicates are allowed."""
    address = to_text(asked.params.get("post_url")) or ""
    name = to_text(asked.params.get("resource_name"))
    refuse_unless(is_public(address), f"Invalid post URL '{address}'")
    if name not in _RESOURCES:
        raise Refusal("Unable to subscribe to ''.")
    number, webhook_id = asked.shop.new_id()
    webhook = Webhook(
        id=webhook_id,
        number=number,
        created_at=stamp(asked.now_ms),
        resource_name=name or "",
        post_url=address,
        application=asked.grant.application,
    )
    state = asked.shop.state
    state.resource_subscriptions = [*state.resource_subscriptions, webhook]
    return succeeded(resource_subscription=_shown(webhook))


def delete(asked: Asked) -> dict[str, Any]:
    """DELETE /resource_subscriptions/:id: only by the application that made it."""
    state = asked.shop.state
    kept = [
        webhook
        for webhook in state.resource_subscriptions
        if webhook.id != asked.place["webhook"] or webhook.application != asked.grant.application
    ]
    if len(kept) == len(state.resource_subscriptions):
        raise not_found("resource_subscription")
    state.resource_subscriptions = kept
    return succeeded(message="The resource_subscription was deleted successfully.")


def is_public(address: str) -> bool:
    """Whether news may be sent there: a web address that is not this machine's own."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and host not in _OWN_HOSTS


def _shown(webhook: Webhook) -> dict[str, Any]:
    return {"id": webhook.id, "resource_name": webhook.resource_name, "post_url": webhook.post_url}
