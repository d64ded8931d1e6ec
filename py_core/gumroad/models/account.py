"""The account: who it is, its payouts, its refund policy, and the categories. Source: API contract, section 12."""

from typing import Any

from py_core.gumroad.reading import (
    Record,
    flag,
    minor_of_major,
    moment_ms,
    needed_text,
    optional_moment_ms,
    optional_text,
    optional_whole,
    text,
    whole,
)
from py_core.values import Value


class User(Value):
    """The account a token belongs to. A token of few scopes gets no e-mail and no currency."""

    id: str
    name: str
    email: str | None
    currency: str | None
    profile_url: str | None
    avatar_url: str | None


class Payout(Value):
    """One payout. Upcoming ones have no id; `amount_minor` is None for what is no amount.

    `status`: completed, payable, paused and whatever else comes.
    """

    id: str | None
    amount_minor: int | None
    currency: str
    status: str
    created_at_ms: int | None
    processed_at_ms: int | None
    payment_processor: str | None
    raw: dict[str, Any]


class RefundPolicy(Value):
    """The account's refund policy; `period` is `none`, 7, 14, 30 or 183 days as text."""

    period: str
    title: str
    fine_print: str | None
    in_effect: bool


class Category(Value):
    """One of Gumroad's product categories; `path` is what a product's category is set to."""

    id: int
    name: str
    label: str
    path: str
    parent_id: int | None


def read_user(raw: Record) -> User:
    """The account. `user_id` stands in where an old answer has no `id`."""
    return User(
        id=needed_text(raw.get("id") or raw["user_id"]),
        name=text(raw.get("display_name") or raw.get("name")),
        email=optional_text(raw.get("email")),
        currency=optional_text(raw.get("currency_type")),
        profile_url=optional_text(raw.get("url")),
        avatar_url=optional_text(raw.get("profile_picture_url") or raw.get("profile_url")),
    )


def read_payout(raw: Record) -> Payout:
    """One payout with its JSON, which has its sales and transactions where they were asked for."""
    currency = text(raw.get("currency") or "usd").lower()
    created = raw.get("created_at")
    return Payout(
        id=optional_text(raw.get("id")),
        amount_minor=_minor_or_none(raw.get("amount"), currency),
        currency=currency,
        status=text(raw.get("status")),
        created_at_ms=None if created is None else moment_ms(created),
        processed_at_ms=optional_moment_ms(raw.get("processed_at")),
        payment_processor=optional_text(raw.get("payment_processor")),
        raw=dict(raw),
    )


def _minor_or_none(amount: Any, currency: str) -> int | None:
    """One odd amount must not hide the other payouts; the text is in the JSON all the same."""
    try:
        return minor_of_major(amount, currency)
    except (TypeError, ValueError):
        return None


def read_refund_policy(raw: Record) -> RefundPolicy:
    """The account's refund policy."""
    return RefundPolicy(
        period=text(raw["refund_period"]),
        title=text(raw.get("title")),
        fine_print=optional_text(raw.get("fine_print")),
        in_effect=flag(raw.get("in_effect")),
    )


def read_taxon(raw: Record) -> Category:
    """One product category."""
    return Category(
        id=whole(raw["id"]),
        name=text(raw.get("name")),
        label=text(raw.get("label")),
        path=text(raw.get("path")),
        parent_id=optional_whole(raw.get("parent_id")),
    )
