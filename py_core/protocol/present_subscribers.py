"""Drawing subscribers: how each stands, what happens next, and what they add up to. No I/O here."""

from collections.abc import Iterable, Mapping

from py_core.gumroad.currencies import format_amount
from py_core.protocol.amounts import Amount
from py_core.protocol.subscriber_views import (
    RecurringView,
    StandingView,
    SubscriberDate,
    SubscriberGroupView,
    SubscriberView,
    Tone,
)
from py_core.subscribers.record import SubscriberRow
from py_core.subscribers.recurring import Recurring
from py_core.subscribers.standing import (
    ALIVE,
    GONE,
    MONTHS,
    ORDER,
    OVER,
    PENDING_CANCELLATION,
    PENDING_FAILURE,
    UNLISTED,
    place_of,
)
from py_core.words import say

_TONES: Mapping[str, Tone] = {ALIVE: "good", PENDING_CANCELLATION: "care", PENDING_FAILURE: "care"}


def standing_label(standing: str) -> str:
    """How one stands, in words; a status that is not known is shown as Gumroad writes it."""
    return say(f"subscribers_{standing}") if standing in ORDER else standing.replace("_", " ").strip() or "?"


def tone_of(standing: str) -> Tone:
    """Whether that is good, wants care, or is over."""
    return _TONES.get(standing, "plain")


def recurrence_label(recurrence: str) -> str:
    """How often it is charged, in words; one that is not known as Gumroad writes it."""
    if recurrence in MONTHS:
        return say(f"subscribers_every_{recurrence}")
    return recurrence.replace("_", " ") or say("subscribers_every_none")


def subscriber_view(row: SubscriberRow, now_ms: int) -> SubscriberView:
    """One row of the table."""
    notes = []
    if row.charges is not None:
        notes.append(say("subscribers_charges", n=row.charges))
    if not row.listed and row.standing not in (*OVER, UNLISTED, GONE):
        notes.append(say("subscribers_goes_on"))
    return SubscriberView(
        subscriber_id=row.subscriber_id,
        email=row.email,
        product=row.product_name,
        since_ms=row.created_ms,
        recurrence=recurrence_label(row.recurrence),
        standing=row.standing,
        standing_label=standing_label(row.standing),
        tone=tone_of(row.standing),
        dates=tuple(_dates(row, now_ms)),
        note=" · ".join(notes),
    )


def _dates(row: SubscriberRow, now_ms: int) -> Iterable[SubscriberDate]:
    if row.trial_ends_ms is not None and row.trial_ends_ms > now_ms:
        yield SubscriberDate(label=say("subscribers_date_trial_ends"), at_ms=row.trial_ends_ms)
    if row.cancelled_ms is not None:
        key = "subscribers_date_ends" if row.cancelled_ms > now_ms else "subscribers_date_ended"
        yield SubscriberDate(label=say(key), at_ms=row.cancelled_ms)
    elif row.requested_ms is not None:
        yield SubscriberDate(label=say("subscribers_date_requested"), at_ms=row.requested_ms)
    if row.failed_ms is not None:
        key = "subscribers_date_fails" if row.failed_ms > now_ms else "subscribers_date_failed"
        yield SubscriberDate(label=say(key), at_ms=row.failed_ms)
    if row.ended_ms is not None:
        key = "subscribers_date_ends" if row.ended_ms > now_ms else "subscribers_date_ended"
        yield SubscriberDate(label=say(key), at_ms=row.ended_ms)


def standing_views(counts: Iterable[tuple[str, int]]) -> tuple[StandingView, ...]:
    """How many stand how, active ones first."""
    return tuple(
        StandingView(
            standing=standing,
            label=standing_label(standing),
            tone=tone_of(standing),
            count=count,
            meaning=say(f"subscribers_{standing}_meaning" if standing in ORDER else "subscribers_other_meaning"),
        )
        for standing, count in sorted(counts, key=lambda pair: place_of(pair[0]))
    )


def group_views(groups: Iterable[tuple[str, str, str, str, int]]) -> tuple[SubscriberGroupView, ...]:
    """By product and recurrence, the most active first. Given (product id, name, recurrence, standing, count)."""
    sums: dict[tuple[str, str], tuple[str, list[int]]] = {}
    for product_id, name, recurrence, standing, count in groups:
        known, counts = sums.setdefault((product_id, recurrence), (name, [0, 0, 0]))
        counts[_column(standing)] += count
        sums[product_id, recurrence] = (max(known, name), counts)
    views = [
        SubscriberGroupView(
            product_id=product_id,
            product=name,
            recurrence=recurrence_label(recurrence),
            active=counts[0],
            ending=counts[1],
            over=counts[2],
        )
        for (product_id, recurrence), (name, counts) in sums.items()
    ]
    return tuple(sorted(views, key=lambda view: (-view.active, view.product, view.recurrence)))


def _column(standing: str) -> int:
    if standing == PENDING_CANCELLATION:
        return 1
    return 2 if standing in (*OVER, UNLISTED, GONE) else 0


def recurring_view(recurring: Recurring, *, proven: bool) -> RecurringView | None:
    """The estimate with what it is based on; None where nothing can be said."""
    if recurring.counted == 0:
        return None
    basis = [say("subscribers_recurring_basis", n=recurring.counted)]
    if recurring.without_charge:
        basis.append(say("subscribers_recurring_without", n=recurring.without_charge))
    if recurring.other:
        basis.append(say("subscribers_recurring_other", n=recurring.other))
    if not proven:
        basis.append(say("subscribers_recurring_open"))
    minor = recurring.monthly_minor
    text = format_amount(minor, "usd", whole_short=False)
    return RecurringView(amount=Amount(minor=minor, currency="usd", text=text, estimate=True), basis=tuple(basis))
