"""What readings of a shop have in common: one at a time, started, stopped, watched, and its end told in words."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

from py_core.errors import CoreError
from py_core.execution.bugs import report_bug
from py_core.execution.ports import Clock
from py_core.execution.teller import Teller
from py_core.values import Value
from py_core.words import say

View = TypeVar("View", bound=Value)


class WatchedReading(Generic[View]):
    """At most one reading at a time. `emit` hears of progress a few times a second.

    `idle` is the view before any reading; a view has `state`, `message` and `hint`. The words are those that begin
    with `words`: `.._stopped`, `.._failed` (with `why`) and `.._kept`.
    """

    def __init__(self, idle: View, words: str, clock: Clock, emit: Callable[[View], object]) -> None:
        self._idle = idle
        self._words = words
        self._clock = clock
        self._emit = emit
        self._task: asyncio.Task[None] | None = None
        self._view = idle
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> View:
        """How far the reading is, or how the last one ended."""
        return self._view

    @property
    def active(self) -> bool:
        """Whether one goes on."""
        return self._task is not None and not self._task.done()

    async def stop(self) -> View:
        """Stop and wait until it has stopped; what was read stays."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._end("stopped", say(f"{self._words}_stopped"))
        return self._view

    async def finished(self) -> None:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current. Only when none goes on."""
        self._view = self._idle

    def _begin(self, work: Coroutine[Any, Any, None], **first: object) -> None:
        """Let it work; the view is the idle one with these changes. Only when none goes on."""
        self._view = self._idle.model_copy(update={"state": "reading", **first})
        self._task = asyncio.create_task(self._run(work))

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await work
            self._end("done")
        except CoreError as error:
            self._failed(error)
        except Exception as error:
            report_bug(error)
            self._end("failed", say("internal"), say(f"{self._words}_kept"))
        finally:
            work.close()

    def _failed(self, error: CoreError) -> None:
        hint = f"{error.hint} {say(f'{self._words}_kept')}".strip()
        self._end("failed", say(f"{self._words}_failed", why=error.message), hint)

    def _tell(self) -> None:
        self._emit(self._view)

    def _move(self, **changes: object) -> None:
        self._view = self._view.model_copy(update=changes)
        self._teller.changed()

    def _waiting(self, text: str) -> None:
        self._view = self._view.model_copy(update={"message": text})
        self._teller.now()

    def _end(self, state: str, message: str = "", hint: str = "") -> None:
        self._view = self._view.model_copy(update={"state": state, "message": message, "hint": hint})
        self._teller.now()
