"""What state a subscription is in at a moment. No I/O, no clock here. Source: API contract, section 9.5."""

from typing import Any

from py_core.sandbox.times import parse_iso
from py_core.sandbox.trade_records import Subscription


def status_of(subscription: Subscription, now_ms: int) -> str:
    """The status word of a subscription."""
    if subscription.ended_at is not None:
        return "fixed_subscription_period_ended"
    if subscription.failed_at is not None:
        return "failed_payment" if _is_past(subscription.failed_at, now_ms) else "pending_failure"
    if subscription.cancelled_at is not None:
        return "cancelled" if _is_past(subscription.cancelled_at, now_ms) else "pending_cancellation"
    return "alive"


def has_ended(subscription: Subscription, now_ms: int) -> bool:
    """Whether the subscription pays no more."""
    return status_of(subscription, now_ms) not in ("alive", "pending_cancellation", "pending_failure")


def subscriber_json(
    subscription: Subscription, product_name: str, purchase_ids: list[str], now_ms: int
) -> dict[str, Any]:
    """A subscriber as the API shows it."""
    shown: dict[str, Any] = {
        "id": subscription.id,
        "email": subscription.email,
        "product_id": subscription.product_id,
        "product_name": product_name,
        "user_id": subscription.user_id,
        "user_email": subscription.user_email,
        "purchase_ids": purchase_ids,
        "created_at": subscription.created_at,
        "user_requested_cancellation_at": subscription.user_requested_cancellation_at,
        "charge_occurrence_count": subscription.charge_occurrence_count,
        "recurrence": subscription.recurrence,
        "cancelled_at": subscription.cancelled_at,
        "ended_at": subscription.ended_at,
        "failed_at": subscription.failed_at,
        "free_trial_ends_at": subscription.free_trial_ends_at,
        "status": status_of(subscription, now_ms),
    }
    if subscription.license_key is not None:
        shown["license_key"] = subscription.license_key
    return shown


def _is_past(moment: str, now_ms: int) -> bool:
    return parse_iso(moment) <= now_ms * 1000
