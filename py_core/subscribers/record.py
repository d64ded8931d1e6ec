"""How far reading the subscribers is, and one subscriber as it is kept. No I/O here."""

from typing import NamedTuple

from py_core.values import Value


class SubscribersRecord(Value):
    """A record with `reading` goes on where it stopped.

    What was seen before `began_at_ms` and is not listed now is not listed any more. `revision` grows with every
    change to what is kept.
    """

    reading: bool = False
    began_at_ms: int = 0
    ended_at_ms: int | None = None
    products: int = 0
    revision: int = 0


class ReadProduct(NamedTuple):
    """A product whose subscribers are still to be read, from `page_key` on."""

    product_id: str
    name: str
    page_key: str | None


class SubscriberRow(NamedTuple):
    """One subscription. `standing` is Gumroad's status or, for one that is not listed, what is known instead."""

    subscriber_id: str
    email: str
    product_id: str
    product_name: str
    created_ms: int
    recurrence: str
    standing: str
    listed: int
    charges: int | None
    requested_ms: int | None
    cancelled_ms: int | None
    ended_ms: int | None
    failed_ms: int | None
    trial_ends_ms: int | None
    license_key: str | None
    seen_at_ms: int
    looked_at_ms: int | None
