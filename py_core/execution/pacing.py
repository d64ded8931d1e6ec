"""How fast Gumroad may be asked: its table of limits, one write at a time, few reads side by side.

Gumroad's windows are aligned to the epoch, so a limit resets at the next multiple of
its period; its 429 has no Retry-After. Source: API contract, section 4. No I/O here: times are handed in,
and waiting is the client's.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType

from py_core.gumroad.wire import Request

MINUTE_MS = 60_000
MARGIN_MS = 500
JITTER_MS = 1_500
READS_AT_FIRST = 4
READS_AT_MOST = 8
READS_AT_LEAST = 1
POLITE_GAP_MS = 200
POLITE_BURST = 30


@dataclass(frozen=True, slots=True)
class Window:
    """At most `limit` requests in each aligned period."""

    limit: int
    period_ms: int


def _scaled(first: int) -> tuple[Window, ...]:
    """The server's usual ladder: the first limit for a minute, then twice, three, four and five times that."""
    periods_s = (60, 64, 512, 4_096, 32_768)
    return tuple(Window(first * at, period_s * 1000) for at, period_s in enumerate(periods_s, start=1))


PRODUCT_WINDOWS = (*_scaled(30), Window(180, 262_144_000))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rate table. `per_path` counts each path by itself; otherwise all that match count as one.

    One engine has one address and one token, so a rule by either of them is the same rule here.
    """

    name: str
    methods: frozenset[str]
    path: re.Pattern[str]
    windows: tuple[Window, ...]
    per_path: bool = False
    only: Callable[[Request], bool] = lambda _request: True

    def covers(self, request: Request) -> bool:
        """Whether this request is counted."""
        return request.method in self.methods and bool(self.path.fullmatch(request.path)) and self.only(request)

    def key(self, request: Request) -> str:
        """What the request is counted under."""
        return f"{self.name} {request.method} {request.path}" if self.per_path else self.name


def _rule(
    name: str,
    methods: str,
    path: str,
    windows: tuple[Window, ...],
    *,
    per_path: bool = False,
    only: Callable[[Request], bool] = lambda _request: True,
) -> Rule:
    pattern = re.compile(rf"/v2/{path}(?:\.json)?")
    return Rule(name, frozenset(methods.split()), pattern, windows, per_path, only)


def _is_deep_page(request: Request) -> bool:
    page = dict(request.query).get("page", "")
    return page.isdecimal() and int(page) > LAST_FREE_PAGE


LAST_FREE_PAGE = 10
RULES = (
    _rule("create product", "POST", "products", _scaled(10)),
    _rule("update product", "PUT PATCH", "products/[^/]+", PRODUCT_WINDOWS, per_path=True),
    _rule("preview product", "POST", "products/[^/]+/preview_custom_html", _scaled(60), per_path=True),
    _rule("preview user", "POST", "user/preview_custom_html", _scaled(60), per_path=True),
    _rule("user page", "PUT", "user/custom_html", _scaled(30)),
    _rule("media", "POST", "media", (Window(20, 600_000),)),
    _rule("comps", "GET", "products/comps", _scaled(30)),
    _rule("deep page", "GET", "sales", (Window(10, 1_000),), only=_is_deep_page),
)
"""The rate table of section 4, but for requests that cannot be read: this client sends none."""


def rules_of(request: Request) -> tuple[Rule, ...]:
    """The rules that count this request."""
    return tuple(rule for rule in RULES if rule.covers(request))


def windows_of(request: Request) -> tuple[Window, ...]:
    """The windows that count this request."""
    return tuple(window for rule in rules_of(request) for window in rule.windows)


def _counted(request: Request) -> Iterator[tuple[str, Window]]:
    for rule in rules_of(request):
        key = rule.key(request)
        yield from ((key, window) for window in rule.windows)


def next_boundary_ms(now_ms: int, period_ms: int) -> int:
    """When the aligned window that holds `now_ms` ends."""
    return (now_ms // period_ms + 1) * period_ms


@dataclass(slots=True)
class Pacing:
    """What was sent when, and what has to wait.

    Requests go out one every `gap_ms` in the long run; up to `burst` of them may go at once after a rest.
    """

    gap_ms: int = 0
    burst: int = 1
    _counts: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    _held_until_ms: int = 0
    _paid_until_ms: int = 0

    def wait_ms(self, request: Request, now_ms: int) -> int:
        """How long this request has to wait; 0 when it may go now."""
        until = max(self._held_until_ms, self._paid_until_ms - (self.burst - 1) * self.gap_ms)
        for key, window in _counted(request):
            index, count = self._counts.get((key, window.period_ms), (0, 0))
            if index == now_ms // window.period_ms and count >= window.limit:
                until = max(until, next_boundary_ms(now_ms, window.period_ms) + MARGIN_MS)
        return max(0, until - now_ms)

    @classmethod
    def polite(cls) -> "Pacing":
        """The pace towards Gumroad itself: five requests a second (API contract, section 4)."""
        return cls(gap_ms=POLITE_GAP_MS, burst=POLITE_BURST)

    def sent(self, request: Request, now_ms: int) -> None:
        """Count a request that goes out now."""
        self._paid_until_ms = max(now_ms, self._paid_until_ms) + self.gap_ms
        for name, window in _counted(request):
            key, current = (name, window.period_ms), now_ms // window.period_ms
            index, count = self._counts.get(key, (current, 0))
            self._counts[key] = (current, count + 1 if index == current else 1)

    def slow_down(self, now_ms: int, jitter: float) -> None:
        """Gumroad asked for less: hold everything back until the next whole minute and a little more."""
        until = next_boundary_ms(now_ms, MINUTE_MS) + MARGIN_MS + int(JITTER_MS * jitter)
        self._held_until_ms = max(self._held_until_ms, until)


class ReadGate:
    """Lets a number of reads run side by side: one more after as many good answers, half after trouble."""

    def __init__(self) -> None:
        self.limit = READS_AT_FIRST
        self._active = 0
        self._good = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def __aenter__(self) -> None:
        while self._active >= self.limit:
            place = asyncio.get_running_loop().create_future()
            self._waiting.append(place)
            await place
        self._active += 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._active -= 1
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)

    def went_well(self) -> None:
        """An answer came as it should."""
        self._good += 1
        if self._good >= self.limit:
            self._good = 0
            self.limit = min(READS_AT_MOST, self.limit + 1)

    def had_trouble(self) -> None:
        """No answer, a failing server, or "slow down"."""
        self._good = 0
        self.limit = max(READS_AT_LEAST, self.limit // 2)
