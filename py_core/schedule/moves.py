"""What a schedule does next, from its record, its runs and the time. No I/O, no clock here.

    WAITING ── START ──> STARTING ── NOTE_STARTED ──> ON ── END ──> ENDING ── NOTE_ENDED ──> ENDED
       └── MISS ──> MISSED   └── NOTE_STARTED, where it has no end ────────────────────────────┘

A schedule whose start comes late still starts while its end is to come. One whose whole time has passed, or that
has no end and is more than TOO_LATE_MS late, is missed: nothing of it is sent.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never

from py_core.execution.outcomes import RunState
from py_core.schedule.records import DAY_MS, MINUTE_MS, Hold, Phase, ScheduleRecord

TOO_LATE_MS = 7 * DAY_MS
RESUME_AFTER_MS = (0, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS)
OFFLINE_FIRST_MS = 10 * MINUTE_MS
_GOING = (RunState.RUNNING, RunState.STOPPING)


class Move(StrEnum):
    """The next thing to do. START, END and the two RESUMEs write to Gumroad, the others here only."""

    NOTHING = "nothing"
    START = "start"
    NOTE_START = "note_start"
    MISS = "miss"
    RESUME_START = "resume_start"
    STOP_START = "stop_start"
    NOTE_STARTED = "note_started"
    END = "end"
    NOTE_END = "note_end"
    RESUME_END = "resume_end"
    NOTE_ENDED = "note_ended"
    NOTE_PAUSE = "note_pause"
    NOTE_GOING = "note_going"


WRITING = frozenset({Move.START, Move.END, Move.RESUME_START, Move.RESUME_END})


def next_move(record: ScheduleRecord, now_ms: int, start: RunState | None, end: RunState | None) -> Move:
    """What is to be done now. `start` and `end` are the states of the runs of its plan and of its undo plan.

    A run that exists is never started a second time: it is noted instead, whoever started it.
    """
    match record.phase:
        case Phase.WAITING:
            return _waiting(record, now_ms, start)
        case Phase.STARTING:
            return _starting(record, now_ms, start)
        case Phase.ON:
            return Move.END if _past_end(record, now_ms) and _may_try(record, now_ms) else Move.NOTHING
        case Phase.ENDING:
            return _ending(record, now_ms, end)
        case Phase.ENDED | Phase.MISSED | Phase.CANCELLED:
            return Move.NOTHING
        case _:
            assert_never(record.phase)


def _waiting(record: ScheduleRecord, now_ms: int, start: RunState | None) -> Move:
    if start is not None:
        return Move.NOTE_START
    if now_ms < record.start_at_ms:
        return Move.NOTHING
    if _past_end(record, now_ms) or is_too_late(record, now_ms):
        return Move.MISS
    return Move.START if _may_try(record, now_ms) else Move.NOTHING


def _starting(record: ScheduleRecord, now_ms: int, start: RunState | None) -> Move:
    if start in _GOING:
        return _going(record)
    if start is RunState.PAUSED:
        return Move.STOP_START if _past_end(record, now_ms) else _paused(record, now_ms, Move.RESUME_START)
    return Move.NOTE_STARTED


def _ending(record: ScheduleRecord, now_ms: int, end: RunState | None) -> Move:
    if end is None:
        return Move.END if _may_try(record, now_ms) else Move.NOTHING
    if record.end_run_id is None:
        return Move.NOTE_END
    if end in _GOING:
        return _going(record)
    if end is RunState.PAUSED:
        return _paused(record, now_ms, Move.RESUME_END)
    return Move.NOTE_ENDED


def _going(record: ScheduleRecord) -> Move:
    return Move.NOTHING if record.held is None else Move.NOTE_GOING


def _paused(record: ScheduleRecord, now_ms: int, resume: Move) -> Move:
    if record.tries < len(RESUME_AFTER_MS) and _may_try(record, now_ms):
        return resume
    return Move.NOTHING if record.held is not None else Move.NOTE_PAUSE


def _past_end(record: ScheduleRecord, now_ms: int) -> bool:
    return record.end_at_ms is not None and now_ms >= record.end_at_ms


def _may_try(record: ScheduleRecord, now_ms: int) -> bool:
    return record.retry_at_ms is None or now_ms >= record.retry_at_ms


def is_too_late(record: ScheduleRecord, now_ms: int) -> bool:
    """Whether a start without an end is so late that it no longer is what was meant."""
    return record.end_at_ms is None and now_ms - record.start_at_ms > TOO_LATE_MS


def resumed(record: ScheduleRecord, now_ms: int) -> ScheduleRecord:
    """The record after its paused run was taken up again; the next time is further away, and not without limit."""
    tries = record.tries + 1
    retry_at_ms = now_ms + RESUME_AFTER_MS[tries] if tries < len(RESUME_AFTER_MS) else None
    return record.model_copy(update={"held": None, "held_words": "", "tries": tries, "retry_at_ms": retry_at_ms})


def held(record: ScheduleRecord, why: Hold, now_ms: int, words: str = "") -> ScheduleRecord:
    """The record kept from going on. Waiting for another run is no news; everything else is."""
    retry_at_ms = record.retry_at_ms
    if why is Hold.OFFLINE:
        retry_at_ms = now_ms + (1 if now_ms - due_at(record) < OFFLINE_FIRST_MS else 5) * MINUTE_MS
    elif why in (Hold.REFUSED, Hold.BROKEN):
        retry_at_ms = now_ms + 60 * MINUTE_MS
    news = why is not Hold.BUSY and why is not record.held
    return record.model_copy(
        update={"held": why, "held_words": words, "retry_at_ms": retry_at_ms, "unseen": record.unseen or news}
    )


def moved(record: ScheduleRecord, phase: Phase, **changes: object) -> ScheduleRecord:
    """The record in its next phase, with what kept it from going on forgotten."""
    clear = {"held": None, "held_words": "", "tries": 0, "retry_at_ms": None}
    return record.model_copy(update={"phase": phase, **clear, **changes})


def due_at(record: ScheduleRecord) -> int:
    """When what is next in a schedule was, or is, to happen."""
    if record.phase in (Phase.ON, Phase.ENDING) and record.end_at_ms is not None:
        return record.end_at_ms
    return record.start_at_ms


def in_turn(records: Iterable[ScheduleRecord]) -> list[ScheduleRecord]:
    """Records in the order in which they get their turn: by time, and what ends before what starts then."""
    return sorted(records, key=lambda record: (due_at(record), record.phase is Phase.WAITING, record.created_at_ms))


def wakes_at(record: ScheduleRecord, now_ms: int) -> int | None:
    """When the engine has to be up for this schedule; None when time alone moves nothing."""
    times = (record.start_at_ms, record.end_at_ms, record.retry_at_ms)
    ahead = [at_ms for at_ms in times if at_ms is not None and at_ms > now_ms]
    return None if record.over else min(ahead, default=None)
