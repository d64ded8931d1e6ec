"""Somebody's wish to stop, and what it may interrupt: waits and reads, never a write in flight."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """Stop was asked for, and nothing of this step is in flight."""


class StopSignal:
    """Set once; from then on every guarded wait ends at once."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    @property
    def wanted(self) -> bool:
        """Whether stop was asked for."""
        return self._event.is_set()

    def set(self) -> None:
        """Ask to stop."""
        self._event.set()

    async def guard(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, which must be safe to abandon. Raises Stopped as soon as stop is asked for."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self._event.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Stopped
            return task.result()
        finally:
            for left in (task, stop):
                left.cancel()
                if not left.done():
                    with suppress(asyncio.CancelledError):
                        await left
