"""What the pages draw of plans that run at a time of their own."""

from typing import Literal

from py_core.plan.plan import PlanKind
from py_core.values import Value


class ScheduleRow(Value):
    """One scheduled plan. It runs at `start_at_ms` and is taken back at `end_at_ms` (None: never).

    waiting: the start is to come. running: being done or taken back now. on: done, its end is to come.
    ended: nothing is left to do. missed: the browser was closed through all of it, nothing was sent.
    held: it could not go on by itself (no token, read-only mode, another run); `text` says what to do.
    cancelled: by the seller. `clashes` are titles of other schedules that touch the same products meanwhile.
    `news` is something that the seller has not looked at yet; `can_cancel` that something is to come.
    """

    schedule_id: str
    title: str
    kind: PlanKind
    state: Literal["waiting", "running", "on", "ended", "missed", "held", "cancelled"]
    state_text: str
    start_at_ms: int
    end_at_ms: int | None
    products: int
    writes: int
    text: str
    clashes: tuple[str, ...]
    start_run_id: str | None
    end_run_id: str | None
    news: bool
    can_cancel: bool


class SchedulesView(Value):
    """Every schedule of the account: what is to come first, by time, then what is over, newest first.

    `text` is what has to be said besides the rows, `news` the sentence for the banner; both may be empty.
    """

    rows: tuple[ScheduleRow, ...]
    next_at_ms: int | None
    text: str
    news: str


class ScheduleCheckView(Value):
    """What running a plan at those times means. `errors` maps `start` and `end` to a sentence.

    `sentences` say what will happen when; `clashes` are titles of other schedules for the same products then.
    """

    errors: dict[str, str]
    sentences: tuple[str, ...]
    clashes: tuple[str, ...]
