"""What may be written to versions, custom fields, webhooks, refund policy and sales. No I/O here.

Source: API contract, sections 8.2, 8.4, 9.1, 9.3, 9.4 and 12.
"""

import re
from datetime import date
from ipaddress import ip_address
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.sales import Sale
from py_core.gumroad.rules.objections import Objection, number_objections, object_to
from py_core.values import Value

LONGEST_DESCRIPTION = 255
LONGEST_FINE_PRINT = 3000
MOST_PURCHASES = 10_000_000
ACCOUNT_REFUND_PERIODS = ("none", "7", "14", "30", "183")
FIELD_TYPES = ("text", "checkbox", "terms", "long_text", "file")
EVENTS = (
    "sale", "refund", "dispute", "dispute_won", "cancellation", "subscription_updated", "subscription_ended",
    "subscription_restarted",
)  # fmt: skip
LONGEST_SUMMARY_DAYS = 366
LONGEST_HOURLY_DAYS = 7
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HERE = ("localhost", "127.0.0.1", "0.0.0.0")

SummaryGroup: TypeAlias = Literal["product", "day", "week", "month", "hour"]


class VariantChange(Value):
    """What can be written of a version. KEEP leaves a field as it is, None clears it."""

    name: str | Keep = KEEP
    description: str | Keep | None = KEEP
    price_difference_minor: int | Keep = KEEP
    max_purchase_count: int | Keep | None = KEEP


def variant_objections(change: VariantChange) -> tuple[Objection, ...]:
    """What is wrong with a version's fields."""
    found: list[Objection] = []
    if isinstance(change.name, str) and not change.name.strip():
        found.append(object_to("name", "name_blank"))
    if isinstance(change.description, str) and len(change.description) > LONGEST_DESCRIPTION:
        found.append(object_to("description", "description_too_long", n=LONGEST_DESCRIPTION))
    found.extend(number_objections("price_difference_minor", change.price_difference_minor))
    found.extend(number_objections("max_purchase_count", change.max_purchase_count, highest=MOST_PURCHASES))
    return tuple(found)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not re.search(r"\s", text)


def custom_field_objections(name: str, kind: str) -> tuple[Objection, ...]:
    """What is wrong with a question at checkout."""
    found: list[Objection] = []
    if not name.strip():
        found.append(object_to("name", "field_name_blank"))
    if kind not in FIELD_TYPES:
        found.append(object_to("type", "field_type", listed=", ".join(FIELD_TYPES)))
    elif kind == "terms" and name.strip() and not _is_web_address(name):
        found.append(object_to("name", "field_terms_address"))
    return tuple(found)


def _is_here(host: str) -> bool:
    if host in _HERE:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def webhook_objections(event: str, post_url: str) -> tuple[Objection, ...]:
    """What is wrong with a webhook: the event's name, or an address that Gumroad cannot reach."""
    found: list[Objection] = []
    if event not in EVENTS:
        found.append(object_to("resource_name", "webhook_event", listed=", ".join(EVENTS)))
    if not _is_web_address(post_url) or _is_here((urlsplit(post_url).hostname or "").lower()):
        found.append(object_to("post_url", "webhook_address"))
    return tuple(found)


def refund_policy_objections(period: str, fine_print: str | Keep | None) -> tuple[Objection, ...]:
    """What is wrong with the account's refund policy."""
    found: list[Objection] = []
    if period not in ACCOUNT_REFUND_PERIODS:
        found.append(object_to("refund_period", "refund_period", listed=", ".join(ACCOUNT_REFUND_PERIODS)))
    if isinstance(fine_print, str) and len(fine_print) > LONGEST_FINE_PRINT:
        found.append(object_to("fine_print", "fine_print_too_long", n=f"{LONGEST_FINE_PRINT:,}"))
    return tuple(found)


def day_objections(field: str, day: str | None) -> tuple[Objection, ...]:
    """Whether it is a day, `YYYY-MM-DD`, without a time."""
    if day is None:
        return ()
    try:
        if _DAY.fullmatch(day) is None:
            raise ValueError
        date.fromisoformat(day)
    except ValueError:
        return (object_to(field, "day_form", text=day[:40]),)
    return ()


def summary_objections(first: str | None, last: str | None, group: SummaryGroup | None) -> tuple[Objection, ...]:
    """What is wrong with the span of a summary; both days belong to it."""
    found = (*day_objections("from", first), *day_objections("to", last))
    if found or first is None or last is None:
        return found
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if days < 1:
        return (object_to("from", "span_backwards"),)
    if group == "hour" and days > LONGEST_HOURLY_DAYS:
        return (object_to("to", "span_hourly_too_long", n=LONGEST_HOURLY_DAYS),)
    if days > LONGEST_SUMMARY_DAYS:
        return (object_to("to", "span_too_long", n=LONGEST_SUMMARY_DAYS),)
    return ()


def refund_objections(amount_minor: int | None) -> tuple[Objection, ...]:
    """What is wrong with the amount of a refund in itself; None gives back all that is left."""
    return number_objections("amount_minor", amount_minor, lowest=1)


def refund_of_objections(amount_minor: int | None, sale: Sale) -> tuple[Objection, ...]:
    """What speaks against refunding a sale as it was read; the amount is in the listed currency."""
    if sale.refunded:
        return (object_to("sale", "refund_already"),)
    if sale.disputed and not sale.dispute_won:
        return (object_to("sale", "refund_disputed"),)
    if sale.refundable_minor == 0:
        return (object_to("sale", "refund_nothing_left"),)
    found = refund_objections(amount_minor)
    if found or amount_minor is None or sale.refundable_minor is None or amount_minor <= sale.refundable_minor:
        return found
    return (object_to("amount_minor", "refund_too_much"),)
