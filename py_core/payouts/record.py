"""Payouts as they are kept. No I/O here. Source: API contract, section 12, "Payouts"."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from py_core.gumroad.models import Payout
from py_core.payouts.amounts import exact
from py_core.values import Value

PAYABLE, PAUSED, COMPLETED = "payable", "paused", "completed"
STATUSES = (PAYABLE, PAUSED, "processing", "unclaimed", COMPLETED, "returned", "reversed", "failed", "cancelled")
"""Known ones; Gumroad may add some."""


class PayoutsForm(Value):
    """Which payouts to show or read: days as typed, both ends included, empty for no bound."""

    first_day: str = ""
    last_day: str = ""


class PayoutsRecord(Value):
    """When the list was last read whole for some days, and the payouts to come by then, as their JSON."""

    ended_at_ms: int | None = None
    upcoming: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPayout:
    """One payout. `amount` is None where Gumroad's text is no number; `amount_told` is that text."""

    payout_id: str | None
    amount: Decimal | None
    amount_told: str
    currency: str
    status: str
    created_ms: int | None
    processed_ms: int | None
    processor: str
    account: str
    raw: Mapping[str, Any]
    detail: Mapping[str, Any] | None = None
    detail_read_at_ms: int | None = None


def kept_of(
    payout: Payout, detail: Mapping[str, Any] | None = None, detail_read_at_ms: int | None = None
) -> KeptPayout:
    """A payout that was read. `account` is where the money goes, as far as Gumroad shows it."""
    raw = payout.raw
    told = raw.get("amount")
    return KeptPayout(
        payout_id=payout.id,
        amount=exact(told),
        amount_told="" if told is None else str(told),
        currency=payout.currency,
        status=payout.status,
        created_ms=payout.created_at_ms,
        processed_ms=payout.processed_at_ms,
        processor=payout.payment_processor or "",
        account=str(raw.get("bank_account_visual") or raw.get("paypal_email") or ""),
        raw=raw,
        detail=detail,
        detail_read_at_ms=detail_read_at_ms,
    )
