"""Subscribers, license keys, webhooks, upsells and e-mails. Source: API contract, sections 9.5 and 12."""

from typing import Any

from py_core.gumroad.reading import (
    Record,
    flag,
    moment_ms,
    needed_text,
    obj,
    optional_moment_ms,
    optional_text,
    optional_whole,
    text,
    texts,
    whole,
)
from py_core.values import Value


class Subscriber(Value):
    """One subscription. Gumroad lists the active ones only; past ones can be read by id."""

    id: str
    email: str
    product_id: str
    product_name: str
    user_id: str | None
    purchase_ids: tuple[str, ...]
    created_at_ms: int
    recurrence: str | None
    charge_occurrence_count: int | None
    user_requested_cancellation_at_ms: int | None
    cancelled_at_ms: int | None
    ended_at_ms: int | None
    failed_at_ms: int | None
    free_trial_ends_at_ms: int | None
    status: str
    license_key: str | None
    raw: dict[str, Any]


class LicenseUse(Value):
    """A license key's count of uses, and the purchase it belongs to as Gumroad sent it."""

    uses: int
    purchase: dict[str, Any]


class Webhook(Value):
    """Where Gumroad posts events of one kind."""

    id: str
    resource_name: str
    post_url: str


class Upsell(Value):
    """An offer at checkout, with its JSON (products, discount, versions)."""

    id: str
    name: str
    text: str
    description: str
    cross_sell: bool
    replace_selected_products: bool
    universal: bool
    paused: bool
    product_id: str | None
    raw: dict[str, Any]


class Email(Value):
    """A post or e-mail of the seller, with its JSON. `state`: published, scheduled or draft."""

    id: str
    subject: str
    message: str
    audience_type: str
    product_id: str | None
    state: str
    published_at_ms: int | None
    scheduled_at_ms: int | None
    recipients_count: int | None
    url: str | None
    raw: dict[str, Any]


def read_subscriber(raw: Record) -> Subscriber:
    """One subscription."""
    return Subscriber(
        id=needed_text(raw["id"]),
        email=text(raw.get("email")),
        product_id=text(raw.get("product_id")),
        product_name=text(raw.get("product_name")),
        user_id=optional_text(raw.get("user_id")),
        purchase_ids=texts(raw.get("purchase_ids")),
        created_at_ms=moment_ms(raw["created_at"]),
        recurrence=optional_text(raw.get("recurrence")),
        charge_occurrence_count=optional_whole(raw.get("charge_occurrence_count")),
        user_requested_cancellation_at_ms=optional_moment_ms(raw.get("user_requested_cancellation_at")),
        cancelled_at_ms=optional_moment_ms(raw.get("cancelled_at")),
        ended_at_ms=optional_moment_ms(raw.get("ended_at")),
        failed_at_ms=optional_moment_ms(raw.get("failed_at")),
        free_trial_ends_at_ms=optional_moment_ms(raw.get("free_trial_ends_at")),
        status=text(raw.get("status")),
        license_key=optional_text(raw.get("license_key")),
        raw=dict(raw),
    )


def read_license(body: Record) -> LicenseUse:
    """A license key, whose fields stand beside `success`."""
    return LicenseUse(uses=whole(body["uses"]), purchase=dict(obj(body.get("purchase"))))


def read_webhook(raw: Record) -> Webhook:
    """One webhook."""
    return Webhook(
        id=needed_text(raw["id"]),
        resource_name=text(raw.get("resource_name")),
        post_url=text(raw.get("post_url")),
    )


def read_upsell(raw: Record) -> Upsell:
    """One offer at checkout."""
    return Upsell(
        id=needed_text(raw["id"]),
        name=text(raw.get("name")),
        text=text(raw.get("text")),
        description=text(raw.get("description")),
        cross_sell=flag(raw.get("cross_sell")),
        replace_selected_products=flag(raw.get("replace_selected_products")),
        universal=flag(raw.get("universal")),
        paused=flag(raw.get("paused")),
        product_id=optional_text(obj(raw.get("product")).get("id")),
        raw=dict(raw),
    )


def read_email(raw: Record) -> Email:
    """One post or e-mail."""
    return Email(
        id=needed_text(raw["id"]),
        subject=text(raw.get("subject")),
        message=text(raw.get("message")),
        audience_type=text(raw.get("audience_type")),
        product_id=optional_text(raw.get("product_id")),
        state=text(raw.get("state")),
        published_at_ms=optional_moment_ms(raw.get("published_at")),
        scheduled_at_ms=optional_moment_ms(raw.get("scheduled_at")),
        recipients_count=optional_whole(raw.get("recipients_count")),
        url=optional_text(raw.get("url")),
        raw=dict(raw),
    )
