"""The ways out of the core: what sends, what tells time, what listens. Adapters live in browser.py and host.py."""

from typing import Protocol

from py_core.gumroad.wire import Request, Response


class Transport(Protocol):
    """Sends one request with the account's token to the one host."""

    async def send(self, request: Request) -> Response:
        """The whole answer, whatever its status. Raises NoAnswer when none came. Redirects are not followed."""
        ...


class Clock(Protocol):
    """Time as the core sees it."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds; may be cancelled."""
        ...
