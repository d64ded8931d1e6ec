"""How steps end, and what a request that fails before or after a write means for its step.

Whatever fails before a write leaves the step untouched. A read after a write decides what the journal says
of it: when that read cannot be made, the run pauses and the intent stays open.
"""

from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from py_core.errors import AuthError, CoreError, GumroadError, NoAnswer, NotFound, RateLimited, ServerFailed
from py_core.execution.client import Client, OnWait
from py_core.execution.describe import why
from py_core.execution.halt import StopSignal
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.execution.reading import Reading
from py_core.gumroad.wire import Request
from py_core.words import say

T = TypeVar("T")


class Pause(Exception):
    """The run cannot go on now; `text` says why to the person. No step was harmed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class StepEnd:
    """How a step ended; `shown` is what Gumroad showed last, `trouble` is set when others may fail alike."""

    outcome: Outcome
    shown: Reading | None = None
    trouble: str = ""

    def saying(self, more: str) -> "StepEnd":
        """The same end with another sentence behind its text."""
        text = f"{self.outcome.text} {more}".strip()
        return replace(self, outcome=self.outcome.model_copy(update={"text": text}))


def token_pause(error: AuthError) -> Pause:
    """The pause of a run whose token Gumroad does not take."""
    return Pause(say("pause_token", why=why(error)))


def day_limit_pause(error: CoreError) -> Pause:
    """The pause of a run that has made as many products as Gumroad allows in a day."""
    return Pause(say("pause_day_limit", words=error.server_words))


class Tools:
    """What every way of doing a step works with: the client, the wish to stop, and the making of ends."""

    def __init__(self, client: Client, stop: StopSignal, on_wait: OnWait) -> None:
        self.client = client
        self.stop = stop
        self.on_wait = on_wait

    async def slot(self, request: Request) -> StepEnd | None:
        """Return None when pacing would let this request go, the step's end when that would take too long.

        Raises: Stopped.
        """
        try:
            await self.stop.guard(self.client.slot(request, on_wait=self.on_wait))
        except RateLimited as error:
            return self.left_alone(error)
        return None

    async def before(self, reading: Coroutine[Any, Any, T]) -> T | StepEnd:
        """What a read before a write gives, or the step's end when it cannot be read.

        Raises: NotFound, whose meaning is the step's own; Pause; Stopped.
        """
        try:
            return await self.stop.guard(reading)
        except AuthError as error:
            raise token_pause(error) from error
        except NoAnswer as error:
            raise Pause(say("pause_connection")) from error
        except NotFound:
            raise
        except GumroadError as error:
            return self.left_alone(error)

    async def after(self, reading: Coroutine[Any, Any, T], *, unread: str = "step_unknown_unread") -> T | StepEnd:
        """What a read after a write gives, or the step's end, with the words `unread`, when Gumroad refuses to show
        it.

        Raises: Pause when it cannot be read now; the intent has to stay open then.
        """
        try:
            return await reading
        except AuthError as error:
            raise token_pause(error) from error
        except (NoAnswer, ServerFailed, RateLimited) as error:
            raise Pause(say("pause_connection")) from error
        except GumroadError as error:
            return self.end(OutcomeKind.UNKNOWN, say(unread, why=why(error)), error=error)

    def end(
        self,
        kind: OutcomeKind,
        text: str = "",
        shown: Reading | None = None,
        *,
        found: Reading | None = None,
        error: CoreError | None = None,
        record_id: str = "",
    ) -> StepEnd:
        """An end; `found` is the state to start from when the step is tried again or taken back."""
        outcome = Outcome(
            kind=kind,
            text=text,
            server_words="" if error is None else error.server_words,
            warning="" if shown is None else shown.warning,
            found_json="" if found is None else found.state.model_dump_json(),
            record_id=record_id,
            at_ms=self.client.clock.now_ms(),
        )
        return StepEnd(outcome, shown)

    def refused(self, error: CoreError) -> StepEnd:
        """Gumroad understood and refused."""
        return self.end(OutcomeKind.REJECTED, why(error), error=error)

    def not_applied(self, text: str, error: CoreError) -> StepEnd:
        """It was sent as often as sense makes, and Gumroad shows that nothing came of it."""
        end = self.end(OutcomeKind.REJECTED, text, error=error)
        return StepEnd(end.outcome, trouble=why(error))

    def left_alone(self, error: CoreError) -> StepEnd:
        """It could not be read, so nothing was sent."""
        end = self.end(OutcomeKind.SKIPPED, say("step_unreadable", why=why(error)), error=error)
        return StepEnd(end.outcome, trouble="" if error.code == "product_limit" else why(error))
