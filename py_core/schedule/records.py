"""A plan that runs at a time of its own, as a value. No I/O, no clock here."""

from enum import StrEnum

from py_core.plan.plan import PlanKind
from py_core.values import Value

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


class Phase(StrEnum):
    """How far a schedule has come. The last three are over: nothing will be done by itself any more.

    STARTING and ENDING have a run, from its first step until nothing of it is left.
    """

    WAITING = "waiting"
    STARTING = "starting"
    ON = "on"
    ENDING = "ending"
    ENDED = "ended"
    MISSED = "missed"
    CANCELLED = "cancelled"


OVER = frozenset({Phase.ENDED, Phase.MISSED, Phase.CANCELLED})


class Hold(StrEnum):
    """Why something that is due does not go on. It goes on by itself as soon as the reason is gone.

    REFUSED is a refusal of our own rules, BROKEN a bug of ours; both are tried again later.
    """

    TOKEN = "token"
    TOKEN_REFUSED = "token_refused"
    OTHER_SHOP = "other_shop"
    READ_ONLY = "read_only"
    BUSY = "busy"
    OFFLINE = "offline"
    PAUSED = "paused"
    REFUSED = "refused"
    BROKEN = "broken"


class Remark(StrEnum):
    """What else there is to say about how a schedule went."""

    BY_HAND = "by_hand"
    NOTHING_LEFT = "nothing_left"
    TOO_LATE = "too_late"
    DAMAGED = "damaged"


class ScheduleRecord(Value):
    """One schedule. Times are milliseconds since the epoch, UTC; `end_at_ms` None is never.

    `product_ids` are the products it writes to; `everywhere` that a universal code is among its steps.
    `begun_at_ms` and `taken_back_at_ms` say when its runs really began. `tries` counts how often its run
    was taken up again, `retry_at_ms` is when that happens next. `left_rows` says that a row did not come through,
    `tried_again` that such rows were tried again by hand, which the end does not take back. `unseen` is news for
    the seller.
    """

    schedule_id: str
    account_id: str
    digest: str
    title: str
    kind: PlanKind
    writes: int
    product_ids: tuple[str, ...]
    everywhere: bool
    created_at_ms: int
    start_at_ms: int
    end_at_ms: int | None
    phase: Phase = Phase.WAITING
    held: Hold | None = None
    held_words: str = ""
    tries: int = 0
    retry_at_ms: int | None = None
    start_run_id: str | None = None
    begun_at_ms: int | None = None
    end_digest: str | None = None
    end_run_id: str | None = None
    taken_back_at_ms: int | None = None
    remark: Remark | None = None
    left_rows: bool = False
    tried_again: bool = False
    unseen: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.phase in OVER

    @property
    def started_late_ms(self) -> int:
        """How long after its time it began; 0 before it has."""
        return 0 if self.begun_at_ms is None else max(0, self.begun_at_ms - self.start_at_ms)

    @property
    def ended_late_ms(self) -> int:
        """How long after its time it began to be taken back; 0 before that."""
        if self.taken_back_at_ms is None or self.end_at_ms is None:
            return 0
        return max(0, self.taken_back_at_ms - self.end_at_ms)
