"""When a failed call is sent again, and how long to wait before. No I/O here; every number is named.

Whether it may be sent again at all is `gumroad.failures.may_repeat`; "slow down" has no delay of its own,
since pacing holds every request back until Gumroad's window has passed.
"""

from dataclasses import dataclass

from py_core.gumroad.failures import Failure, may_repeat
from py_core.gumroad.wire import Effect

ATTEMPTS = 5
READ_BACK_ATTEMPTS = 3
WRITE_SENDS = 3
SLOW_DOWNS = 5
FIRST_DELAY_S = 0.5
DELAY_FACTOR = 2.0
LONGEST_DELAY_S = 8.0
JITTERED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a call has failed so far, by kind."""

    failures: int = 0
    slow_downs: int = 0

    def with_failure(self, failure: Failure) -> "Tally":
        """One more of that kind."""
        if failure is Failure.SLOW_DOWN:
            return Tally(self.failures, self.slow_downs + 1)
        return Tally(self.failures + 1, self.slow_downs)


def backoff_s(failures: int, jitter: float) -> float:
    """Seconds to wait after that many failures (1 or more); `jitter` in [0, 1) shortens it by up to half."""
    longest = min(LONGEST_DELAY_S, FIRST_DELAY_S * DELAY_FACTOR ** (failures - 1))
    return longest * (1 - JITTERED_SHARE * jitter)


def delay_s(effect: Effect, failure: Failure, tally: Tally, attempts: int, jitter: float) -> float | None:
    """Seconds until the call is sent again, or None to give up. `tally` includes this failure."""
    if not may_repeat(effect, failure):
        return None
    if failure is Failure.SLOW_DOWN:
        return 0.0 if tally.slow_downs <= SLOW_DOWNS else None
    return backoff_s(tally.failures, jitter) if tally.failures < attempts else None
