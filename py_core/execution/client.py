"""Asking Gumroad: one call in, its value out; waiting, repeating and pacing in between.

Nothing here knows what a call is for. All waiting goes through the clock, and whoever waits is told why.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from py_core.errors import CoreError, NoAnswer, RateLimited, ServerFailed
from py_core.execution.pacing import Pacing, ReadGate
from py_core.execution.ports import Clock, Transport
from py_core.execution.retry import ATTEMPTS, Tally, backoff_s, delay_s
from py_core.gumroad.failures import Failure, failure_of, read_answer
from py_core.gumroad.wire import Call, Effect, Request
from py_core.words import say

T = TypeVar("T")
OnWait = Callable[[str], None]

LONGEST_WAIT_MS = 15 * 60_000
TOLD_FROM_S = 2.0


def silent(text: str) -> None:
    """Hears why a call waits, and tells nobody."""
    del text


class Client:
    """One account's way to Gumroad. `jitter` gives numbers in [0, 1)."""

    def __init__(
        self, transport: Transport, clock: Clock, jitter: Callable[[], float], pacing: Pacing | None = None
    ) -> None:
        self._transport = transport
        self._jitter = jitter
        self._pacing = Pacing() if pacing is None else pacing
        self._reads = ReadGate()
        self._writes = asyncio.Lock()
        self.clock = clock

    async def ask(self, call: Call[T], *, attempts: int = ATTEMPTS, on_wait: OnWait = silent) -> T:
        """What the call asks for, repeated where that is safe.

        `on_wait` hears a sentence when a wait begins and an empty text when it is over.
        Raises: GumroadError or NoAnswer, after the last attempt.
        """
        tally = Tally()
        while True:
            try:
                return await self.send_once(call, on_wait=on_wait)
            except CoreError as error:
                failure = failure_of(error)
                tally = tally.with_failure(failure)
                delay = delay_s(call.effect, failure, tally, attempts, self._jitter())
                if delay is None:
                    raise
            if failure is not Failure.SLOW_DOWN:
                await self._wait(delay, "waiting_answer", on_wait)

    async def back_off(self, failures: int, *, on_wait: OnWait = silent) -> None:
        """Wait as long as after that many failures of one call (1 or more)."""
        await self._wait(backoff_s(failures, self._jitter()), "waiting_answer", on_wait)

    async def send_once(self, call: Call[T], *, on_wait: OnWait = silent) -> T:
        """What the call asks for, from exactly one request, sent when pacing lets it go.

        Raises: GumroadError or NoAnswer; RateLimited `product_limit` when nothing was sent because the
        wait would be too long.
        """
        async with self._turn(call.effect):
            await self.slot(call.request, on_wait=on_wait)
            self._pacing.sent(call.request, self.clock.now_ms())
            try:
                value = read_answer(call, await self._transport.send(call.request))
            except RateLimited:
                self._pacing.slow_down(self.clock.now_ms(), self._jitter())
                self._reads.had_trouble()
                raise
            except (NoAnswer, ServerFailed):
                self._reads.had_trouble()
                raise
            self._reads.went_well()
            return value

    async def slot(self, request: Request, *, on_wait: OnWait = silent) -> None:
        """Return when pacing would let this request go at once; nothing is sent.

        Raises: RateLimited `product_limit` when that would take too long.
        """
        while (wait_ms := self.wait_ms(request)) > 0:
            if wait_ms > LONGEST_WAIT_MS:
                raise RateLimited("product_limit", say("product_limit"), hint=say("product_limit_hint"))
            await self._wait(wait_ms / 1000, "waiting_slow_down", on_wait)

    def wait_ms(self, request: Request) -> int:
        """How long pacing would hold this request back now."""
        return self._pacing.wait_ms(request, self.clock.now_ms())

    def _turn(self, effect: Effect) -> AbstractAsyncContextManager[None]:
        return self._reads if effect is Effect.READ else self._writes

    async def _wait(self, seconds: float, why: str, on_wait: OnWait) -> None:
        if seconds < TOLD_FROM_S:
            await self.clock.sleep(seconds)
            return
        on_wait(say(why, n=round(seconds)))
        try:
            await self.clock.sleep(seconds)
        finally:
            on_wait("")
