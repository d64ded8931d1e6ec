"""What the pages draw of the subscribers."""

from typing import Literal

from py_core.protocol.amounts import Amount, Facet
from py_core.values import Value

Tone = Literal["good", "care", "bad", "plain"]


class SubscribersSyncView(Value):
    """How far reading the subscribers is.

    `products_done` of `products` are read, `subscribers` were listed; `looked_up` of `to_look_up` that are not
    listed any more. `message` is why it waits, or how it ended.
    """

    state: Literal["idle", "reading", "looking_up", "done", "stopped", "failed"]
    products_done: int = 0
    products: int = 0
    subscribers: int = 0
    looked_up: int = 0
    to_look_up: int = 0
    message: str = ""
    hint: str = ""


class SubscriberDate(Value):
    """A day in a subscription's life; `label` says which."""

    label: str
    at_ms: int


class SubscriberView(Value):
    """One subscription. `standing_label` and `tone` say how it stands, `note` what else there is to know."""

    subscriber_id: str
    email: str
    product: str
    since_ms: int
    recurrence: str
    standing: str
    standing_label: str
    tone: Tone
    dates: tuple[SubscriberDate, ...]
    note: str = ""


class StandingView(Value):
    """How many stand so."""

    standing: str
    label: str
    tone: Tone
    count: int
    meaning: str


class SubscriberGroupView(Value):
    """A product's subscribers of one recurrence: those that pay on, those that are ending, those that are over."""

    product_id: str
    product: str
    recurrence: str
    active: int
    ending: int
    over: int


class RecurringView(Value):
    """An estimate of a month's revenue, and the sentences that say what it is based on."""

    amount: Amount
    basis: tuple[str, ...]


class SubscribersView(Value):
    """The subscribers that are kept. `rows` are the first of `matching`.

    `able` counts the products that can have subscribers, None while the shop was not read. `unfinished` means that
    a reading was begun and not ended. `left_to_look_up` counts those whose end is not known yet.
    """

    sync: SubscribersSyncView
    unfinished: bool
    read_at_ms: int | None
    able: int | None
    total: int
    matching: int
    rows: tuple[SubscriberView, ...]
    standings: tuple[StandingView, ...]
    groups: tuple[SubscriberGroupView, ...]
    recurring: RecurringView | None
    left_to_look_up: int
    products: tuple[Facet, ...]
    recurrences: tuple[Facet, ...]
