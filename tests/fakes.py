"""Stand-ins that keep state: a clock moved by hand or by sleeping, and Gumroad in memory with faults."""

import asyncio
import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from py_core.errors import NoAnswer
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN

START_MS = 1_795_000_000_000


class FakeClock:
    """Time that moves only when told: by `advance`, or, with `auto`, by every sleep."""

    def __init__(self, now_ms: int = START_MS, *, auto: bool = True) -> None:
        self._now_ms = now_ms
        self._auto = auto
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self.slept: list[float] = []

    def now_ms(self) -> int:
        """Milliseconds since the epoch."""
        return self._now_ms

    async def sleep(self, seconds: float) -> None:
        """Return when the clock has moved that far."""
        self.slept.append(seconds)
        if self._auto:
            self._now_ms += round(seconds * 1000)
            await asyncio.sleep(0)
            return
        waiter = asyncio.get_running_loop().create_future()
        due_ms = self._now_ms + round(seconds * 1000)
        heapq.heappush(self._sleepers, (due_ms, len(self.slept), waiter))
        await waiter

    def advance(self, seconds: float) -> None:
        """Move on, and wake whoever slept until then."""
        self._now_ms += round(seconds * 1000)
        while self._sleepers and self._sleepers[0][0] <= self._now_ms:
            waiter = heapq.heappop(self._sleepers)[2]
            if not waiter.done():
                waiter.set_result(None)


class FaultKind(StrEnum):
    """What goes wrong with one request."""

    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    SLOW_DOWN = "slow_down"
    FAIL = "fail"
    FAIL_AFTER = "fail_after"
    HTML = "html"
    TRUNCATE = "truncate"
    REFUSE = "refuse"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    MEANWHILE = "meanwhile"


@dataclass(slots=True)
class Fault:
    """Goes wrong for matching requests, after `skip` of them went well, `times` times.

    MEANWHILE calls `change` before the request is applied: somebody else was faster.
    """

    kind: FaultKind
    method: str = "*"
    path: str = "*"
    times: int = 1
    skip: int = 0
    change: Callable[[Sandbox], None] = field(default=lambda _sandbox: None)

    def takes(self, request: Request) -> bool:
        """Whether this request is hit; counts down."""
        if not (fnmatchcase(request.method, self.method) and fnmatchcase(request.path, self.path)):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times <= 0:
            return False
        self.times -= 1
        return True


_JSON = (("content-type", "application/json; charset=utf-8"),)
_PLAIN = (("content-type", "text/plain"),)
_PAGE = (("content-type", "text/html"),)


class SandboxTransport:
    """The sandbox behind the transport's port. `received` is every request that reached the server."""

    def __init__(
        self, sandbox: Sandbox, clock: FakeClock, faults: Iterable[Fault] = (), token: str = SAMPLE_TOKEN
    ) -> None:
        self.sandbox = sandbox
        self.faults = list(faults)
        self.token = token
        self.received: list[Request] = []
        self.before: Callable[[Request], None] = lambda _request: None
        self.after: Callable[[Request], None] = lambda _request: None
        self._clock = clock

    @property
    def writes(self) -> list[Request]:
        """The requests that asked for a change."""
        return [request for request in self.received if request.method != "GET"]

    async def send(self, request: Request) -> Response:
        """The sandbox's answer, or what a fault makes of it."""
        await asyncio.sleep(0)
        self.before(request)
        fault = next((fault for fault in self.faults if fault.takes(request)), None)
        kind = fault.kind if fault is not None else None
        if fault is not None and kind is FaultKind.MEANWHILE:
            fault.change(self.sandbox)
        if kind is FaultKind.DROP_BEFORE:
            raise NoAnswer("no_answer", "Gumroad did not answer.")
        self.received.append(request)
        early = _EARLY.get(kind) if kind is not None else None
        if early is not None:
            return early
        answer = self.sandbox.handle(request, token=self.token, now_ms=self._clock.now_ms())
        self.after(request)
        await asyncio.sleep(0)
        if kind is FaultKind.DROP_AFTER:
            raise NoAnswer("no_answer", "Gumroad did not answer.")
        if kind is FaultKind.FAIL_AFTER:
            return _FAILED
        if kind is FaultKind.TRUNCATE:
            return Response(answer.status, answer.headers, answer.body[: len(answer.body) // 2])
        return answer


_FAILED = Response(500, _JSON, b'{"status":500,"error":"Internal Server Error"}')
_EARLY = {
    FaultKind.SLOW_DOWN: Response(429, _PLAIN, b"Retry later\n"),
    FaultKind.FAIL: _FAILED,
    FaultKind.HTML: Response(200, _PAGE, b"<!doctype html><title>Hello</title>"),
    FaultKind.REFUSE: Response(200, _JSON, b'{"success":false,"message":"Sorry, a refusal."}'),
    FaultKind.UNAUTHORIZED: Response(401, (), b""),
    FaultKind.FORBIDDEN: Response(403, (), b""),
}
