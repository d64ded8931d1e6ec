"""Progress a few times a second: told at once after a quiet moment, else once a little later, never dropped."""

import asyncio
from collections.abc import Callable

from py_core.execution.ports import Clock

TELL_EVERY_MS = 250


class Teller:
    """Calls `tell` soon after each change, at most once every TELL_EVERY_MS; `tell` gathers what is new."""

    def __init__(self, clock: Clock, tell: Callable[[], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._told_ms: int | None = None
        self._later: asyncio.Task[None] | None = None

    def changed(self) -> None:
        """Something is new."""
        if self._later is not None:
            return
        wait_ms = 0 if self._told_ms is None else self._told_ms + TELL_EVERY_MS - self._clock.now_ms()
        if wait_ms <= 0:
            self.now()
        else:
            self._later = asyncio.create_task(self._after(wait_ms))

    def now(self) -> None:
        """Tell what is new without waiting."""
        self.close()
        self._told_ms = self._clock.now_ms()
        self._tell()

    def close(self) -> None:
        """Tell nothing more by itself."""
        if self._later is not None:
            self._later.cancel()
            self._later = None

    async def _after(self, wait_ms: int) -> None:
        await self._clock.sleep(wait_ms / 1000)
        self._later = None
        self.now()
