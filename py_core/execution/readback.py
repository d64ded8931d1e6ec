"""Writes that must not be repeated blindly: sent once, and settled by reading when nobody knows the end.

Reads and absolute sets may repeat. A create, a delete or a refund that got no good answer is looked up
first: DONE when what is found proves it, NOT_DONE when sending it again cannot do it twice, and UNKNOWN for
everything else, which is shown as that. Source: API contract, sections 3 and 14.
"""

from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from py_core.errors import CoreError, GumroadError, NoAnswer, NotFound, Rejected
from py_core.execution.client import Client, OnWait, silent
from py_core.execution.retry import READ_BACK_ATTEMPTS, SLOW_DOWNS, WRITE_SENDS
from py_core.gumroad.calls import get_sale
from py_core.gumroad.failures import Failure, failure_of, may_have_applied
from py_core.gumroad.models import SaleRecord
from py_core.gumroad.wire import Call, Mismatch
from py_core.words import say

T = TypeVar("T")
LOOKS = 3
"""How often a write that left no trace is looked for; a slow server may still be at work on it."""


class Fate(StrEnum):
    """What became of a write."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """The fate of a write, what Gumroad shows of it, and for UNKNOWN a sentence for the person.

    `missed` are fields that were asked for and are not so: such a write is done, but unconfirmed. `error` is
    what the sending ended with, when it did not end well.
    """

    fate: Fate
    found: T | None = None
    text: str = ""
    missed: tuple[Mismatch, ...] = ()
    error: CoreError | None = None


Settle: TypeAlias = Callable[[], Awaitable[Settled[T]]]


async def settle_create(
    client: Client,
    listing: Call[tuple[T, ...]],
    *,
    is_it: Callable[[T], bool],
    id_of: Callable[[T], str],
    known: Container[str],
    unique: bool,
    looks: int = LOOKS,
    on_wait: OnWait = silent,
) -> Settled[T]:
    """Whether a create left its record.

    `listing` is read, up to `looks` times, until a record shows that is as asked and was not there before:
    `known` holds the ids from before it was sent. `unique` says that Gumroad refuses a second record of the
    kind, such as a code of one name: then nothing found means that it may be sent again. Without that nothing
    found proves nothing, since the first may still be on its way.
    Raises: GumroadError or NoAnswer when it cannot be read now.
    """
    for look in range(1, looks + 1):
        listed = await client.ask(listing, attempts=READ_BACK_ATTEMPTS, on_wait=on_wait)
        found = [record for record in listed if is_it(record) and id_of(record) not in known]
        if len(found) == 1:
            return Settled(Fate.DONE, found[0])
        if found:
            return Settled(Fate.UNKNOWN, text=say("settle_several", n=len(found)))
        if look < looks:
            await client.back_off(look, on_wait=on_wait)
    return Settled(Fate.NOT_DONE) if unique else Settled(Fate.UNKNOWN, text=say("settle_not_seen"))


async def settle_delete(
    client: Client, reading: Call[T], *, is_gone: Callable[[T], bool], on_wait: OnWait = silent
) -> Settled[None]:
    """Whether a delete took its record away; "not found" says so, too.

    A record that is still there may be deleted again: a second delete finds nothing to do.
    Raises: GumroadError or NoAnswer when it cannot be read now.
    """
    try:
        found = await client.ask(reading, attempts=READ_BACK_ATTEMPTS, on_wait=on_wait)
    except NotFound:
        return Settled(Fate.DONE)
    return Settled(Fate.DONE if is_gone(found) else Fate.NOT_DONE)


async def settle_refund(
    client: Client,
    sale_id: str,
    left_minor: int,
    amount_minor: int | None,
    *,
    looks: int = LOOKS,
    on_wait: OnWait = silent,
) -> Settled[SaleRecord]:
    """Whether a refund was made, by what is left of the sale; `left_minor` was left right before it was sent.

    `amount_minor` None is all that was left. A full refund that left no trace may be sent again, since Gumroad
    refuses to refund more than there is. A part that left none is unknown: sent again it could be given back twice.
    Raises: GumroadError or NoAnswer when it cannot be read now.
    """
    record: SaleRecord | None = None
    for look in range(1, looks + 1):
        record = await client.ask(get_sale(sale_id), attempts=READ_BACK_ATTEMPTS, on_wait=on_wait)
        now_left = 0 if record.sale.refunded else record.sale.refundable_minor
        if now_left == left_minor - (left_minor if amount_minor is None else amount_minor):
            return Settled(Fate.DONE, record)
        if now_left != left_minor:
            return Settled(Fate.UNKNOWN, record, text=say("settle_other_refund"))
        if look < looks:
            await client.back_off(look, on_wait=on_wait)
    if amount_minor is None:
        return Settled(Fate.NOT_DONE, record)
    return Settled(Fate.UNKNOWN, record, text=say("settle_refund_not_seen"))


def nothing_noted() -> None:
    """Hears that a write is about to be sent, and notes nothing."""


async def send_settled(
    client: Client,
    call: Call[T],
    settle: Settle[T],
    *,
    intend: Callable[[], None] = nothing_noted,
    on_wait: OnWait = silent,
) -> Settled[T]:
    """Send a write that must not happen twice, and find out what became of it.

    `intend` is called before every sending, for the journal; `settle` reads back after one that got no good
    answer. A refusal after an earlier sending is settled as well: the refusal may be about our own first
    success. Ends DONE, UNKNOWN, or NOT_DONE with the error of the last sending.
    Raises: AuthError, and whatever `settle` raises; the last intent is then without an outcome.
    """
    sends = slow_downs = 0
    while True:
        intend()
        try:
            value = await client.send_once(call, on_wait=on_wait)
        except (GumroadError, NoAnswer) as error:
            failure = failure_of(error)
            if failure is Failure.SLOW_DOWN and slow_downs < SLOW_DOWNS and error.code != "product_limit":
                slow_downs += 1
                continue
            sends += 1
            doubtful = may_have_applied(error) or (sends > 1 and isinstance(error, Rejected | NotFound))
            if not doubtful:
                if failure is Failure.FINAL and not isinstance(error, Rejected | NotFound):
                    raise
                return Settled(Fate.NOT_DONE, error=error)
            end = await settle()
            if end.fate is not Fate.NOT_DONE:
                missed = call.confirm(end.found) if end.found is not None else ()
                return Settled(end.fate, end.found, end.text, missed, error)
            if sends >= WRITE_SENDS or failure is Failure.FINAL:
                return Settled(Fate.NOT_DONE, end.found, error=error)
            await client.back_off(sends, on_wait=on_wait)
        else:
            return Settled(Fate.DONE, value, missed=call.confirm(value))
