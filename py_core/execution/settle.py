"""What becomes of a run that an engine left in the middle. No I/O here; the reading back is the executor's."""

from enum import StrEnum
from typing import assert_never

from py_core.execution.outcomes import RunState
from py_core.execution.records import RunRecord

CONTINUES_WITHIN_MS = 30 * 60_000


class Next(StrEnum):
    """What to do with an interrupted run once its open steps are settled."""

    CONTINUE = "continue"
    STOP = "stop"
    PAUSE = "pause"
    NOTHING = "nothing"


def what_next(run: RunRecord, now_ms: int) -> Next:
    """Go on by itself after a short break; after a longer one the person decides."""
    match run.state:
        case RunState.RUNNING:
            return Next.CONTINUE if now_ms - run.touched_at_ms < CONTINUES_WITHIN_MS else Next.PAUSE
        case RunState.STOPPING:
            return Next.STOP
        case RunState.PAUSED | RunState.FINISHED | RunState.STOPPED:
            return Next.NOTHING
        case _:
            assert_never(run.state)
