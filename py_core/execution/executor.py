"""One step, done with care: read, compare, note the intent, send, compare again, note the outcome.

A request is never sent twice without reading back in between. What could not be settled keeps its intent
without outcome, and is settled before anything else happens to the run.
"""

from typing import Protocol, assert_never

from py_core.errors import AuthError, CoreError, GumroadError, InputError, NoAnswer, RateLimited
from py_core.execution.client import Client, OnWait
from py_core.execution.code_lists import CodeLists
from py_core.execution.ends import StepEnd, Tools, day_limit_pause, token_pause
from py_core.execution.halt import Stopped, StopSignal
from py_core.execution.journal import Journal
from py_core.execution.listing_ways import DeletingVersion, MakingProduct, MakingVersion
from py_core.execution.once import Deleting, Making
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.reading import Reading
from py_core.execution.refunding import Refunding
from py_core.execution.retry import SLOW_DOWNS, WRITE_SENDS
from py_core.execution.sale_ways import Emailing, OnSale, Switching, TakingUseBack
from py_core.execution.setting import LastSeen, Setting
from py_core.execution.undo import CAME_THROUGH
from py_core.gumroad.failures import failure_of, is_day_limit, may_repeat
from py_core.gumroad.wire import Call, Effect
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    SetListing,
    SetPublished,
    SetVersion,
)
from py_core.plan.sale_steps import MarkShipped, RefundSale, ResendReceipt, SetLicense, TakeUseBack
from py_core.plan.steps import (
    CreateCode,
    DeleteCode,
    SetCodeLimits,
    SetPrice,
    SetVersionPrice,
    Step,
    needs_of,
)
from py_core.words import say


def leaves_none(step: Step, kind: OutcomeKind) -> bool:
    """Whether a create that ended so leaves its product without the code that was deleted to make room for it."""
    return isinstance(step, CreateCode) and bool(step.needs) and kind in _NOT_MADE


_UNSURE = (OutcomeKind.UNKNOWN, OutcomeKind.UNCONFIRMED)
_NOT_MADE = (OutcomeKind.REJECTED, OutcomeKind.SKIPPED, OutcomeKind.CANCELLED)


class Way(Protocol):
    """How one kind of step is done: `look` before `write`, and what to make of its end.

    `look`, `after_error` and `settle` return the step's end, or None when it may be sent.
    """

    @property
    def write(self) -> Call[Reading]: ...
    async def look(self) -> StepEnd | None: ...
    async def after_error(self, error: CoreError) -> StepEnd | None: ...
    async def settle(self) -> StepEnd | None: ...
    def given_up(self, error: CoreError) -> StepEnd: ...
    async def confirmed(self, answer: Reading) -> StepEnd: ...


class Executor:
    """Does the steps of one run over one client. `ended` says how the run's steps ended so far, by row key."""

    def __init__(
        self,
        client: Client,
        journal: Journal,
        stop: StopSignal,
        on_wait: OnWait,
        ended: dict[str, OutcomeKind] | None = None,
    ) -> None:
        self._client = client
        self._journal = journal
        self._stop = stop
        self._on_wait = on_wait
        self._ended = {} if ended is None else ended
        self._tools = Tools(client, stop, on_wait)
        self._seen = LastSeen()
        self._lists = CodeLists(client, on_wait)

    async def perform(self, position: int, step: Step, currency: str) -> StepEnd:
        """Do one waiting step and journal its end.

        `currency` is what the product must be sold in for a version's surcharge to mean what it says.

        Raises: Pause when the run cannot go on (the step waits again, or keeps its open intent), Stopped
        when a stop came while nothing of the step was in flight.
        """
        needs = needs_of(step)
        needed = self._ended.get(needs)
        if needs and needed not in CAME_THROUGH:
            end = self._tools.end(
                OutcomeKind.SKIPPED, say("needs_unsure" if needed in _UNSURE else f"needs_{step.kind}")
            )
        else:
            end = await self._perform(position, step, currency)
            if leaves_none(step, end.outcome.kind):
                end = end.saying(say("code_old_gone"))
        self._close(position, step, end)
        return end

    async def settle(self, position: int, step: Step) -> StepEnd | None:
        """Find out by reading back what became of a step whose intent has no outcome.

        None: it was not applied, and waits again. Raises: Pause when it cannot be read now.
        """
        end = await self._way(step, "").settle()
        if end is None:
            self._journal.release(position)
        else:
            self._close(position, step, end)
        return end

    def _close(self, position: int, step: Step, end: StepEnd) -> None:
        self._journal.end(position, end.outcome)
        self._ended[step.key] = end.outcome.kind

    def _way(self, step: Step, currency: str) -> Way:
        match step:
            case (
                SetPrice()
                | SetVersionPrice()
                | SetCodeLimits()
                | SetListing()
                | SetPublished()
                | DeleteProduct()
                | SetVersion()
            ):
                return Setting(self._tools, self._seen, step, currency)
            case CreateCode():
                return Making(self._tools, self._lists, step)
            case DeleteCode():
                return Deleting(self._tools, self._lists, step)
            case MarkShipped():
                return OnSale(self._tools, step)
            case ResendReceipt():
                return Emailing(self._tools, step)
            case RefundSale():
                return Refunding(self._tools, step)
            case SetLicense():
                return Switching(self._tools, step)
            case TakeUseBack():
                return TakingUseBack(self._tools, step)
            case AddVersion():
                return MakingVersion(self._tools, step)
            case CreateProduct():
                return MakingProduct(self._tools, step)
            case DeleteVersion():
                return DeletingVersion(self._tools, step)
            case _:
                assert_never(step)

    async def _perform(self, position: int, step: Step, currency: str) -> StepEnd:
        try:
            way = self._way(step, currency)
        except InputError as error:
            return self._tools.refused(error)
        sends = slow_downs = 0
        while True:
            end = await way.look()
            if end is not None:
                return end
            if self._stop.wanted:
                raise Stopped
            self._journal.intend(position)
            sends += 1
            try:
                answer = await self._client.send_once(way.write, on_wait=self._on_wait)
            except AuthError as error:
                self._journal.release(position)
                raise token_pause(error) from error
            except RateLimited as error:
                self._journal.release(position)
                slow_downs += 1
                if slow_downs > SLOW_DOWNS:
                    return self._tools.left_alone(error)
            except (GumroadError, NoAnswer) as error:
                if is_day_limit(error):
                    self._journal.release(position)
                    raise day_limit_pause(error) from error
                end = await way.after_error(error)
                if end is not None:
                    return end
                if sends >= WRITE_SENDS or not may_repeat(Effect.SET, failure_of(error)):
                    return way.given_up(error)
                self._journal.release(position)
                await self._stop.guard(self._client.back_off(sends, on_wait=self._on_wait))
            else:
                return await way.confirmed(answer)
