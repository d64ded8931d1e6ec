"""What a schedule does next: the table of every phase, time and state of its runs."""

from typing import Any

import pytest

from py_core.execution.outcomes import RunState
from py_core.plan.plan import PlanKind
from py_core.schedule.moves import (
    RESUME_AFTER_MS,
    TOO_LATE_MS,
    Move,
    held,
    in_turn,
    moved,
    next_move,
    resumed,
    wakes_at,
)
from py_core.schedule.records import MINUTE_MS, Hold, Phase, ScheduleRecord

START, END = 1_000_000, 5_000_000
RUNNING, PAUSED, FINISHED, STOPPED, STOPPING = (
    RunState.RUNNING,
    RunState.PAUSED,
    RunState.FINISHED,
    RunState.STOPPED,
    RunState.STOPPING,
)


def record(phase: Phase = Phase.WAITING, **changes: Any) -> ScheduleRecord:
    """A schedule from START to END."""
    base = ScheduleRecord(
        schedule_id="one",
        account_id="shop",
        digest="d",
        title="Autumn",
        kind=PlanKind.PRICES,
        writes=2,
        product_ids=("a", "b"),
        everywhere=False,
        created_at_ms=1,
        start_at_ms=START,
        end_at_ms=END,
        phase=phase,
    )
    return base.model_copy(update=changes)


ENDING = {"start_run_id": "s", "end_digest": "e", "end_run_id": "r"}


@pytest.mark.parametrize(
    ("case", "now_ms", "start", "end", "move"),
    [
        (record(), START - 1, None, None, Move.NOTHING),
        (record(), START, None, None, Move.START),
        (record(), END - 1, None, None, Move.START),
        (record(), END, None, None, Move.MISS),
        (record(end_at_ms=None), START + TOO_LATE_MS, None, None, Move.START),
        (record(end_at_ms=None), START + TOO_LATE_MS + 1, None, None, Move.MISS),
        (record(), START - 1, FINISHED, None, Move.NOTE_START),
        (record(), END + 1, RUNNING, None, Move.NOTE_START),
        (record(held=Hold.OFFLINE, retry_at_ms=START + 9), START + 8, None, None, Move.NOTHING),
        (record(held=Hold.OFFLINE, retry_at_ms=START + 9), START + 9, None, None, Move.START),
        (record(held=Hold.OFFLINE, retry_at_ms=END + 9), END, None, None, Move.MISS),
        (record(held=Hold.TOKEN), START, None, None, Move.START),
        (record(Phase.STARTING), START, RUNNING, None, Move.NOTHING),
        (record(Phase.STARTING), END, STOPPING, None, Move.NOTHING),
        (record(Phase.STARTING, held=Hold.PAUSED), START, RUNNING, None, Move.NOTE_GOING),
        (record(Phase.STARTING), START, PAUSED, None, Move.RESUME_START),
        (record(Phase.STARTING, tries=2, retry_at_ms=START + 9), START, PAUSED, None, Move.NOTE_PAUSE),
        (record(Phase.STARTING, tries=len(RESUME_AFTER_MS)), START, PAUSED, None, Move.NOTE_PAUSE),
        (record(Phase.STARTING, tries=9, held=Hold.PAUSED), START, PAUSED, None, Move.NOTHING),
        (record(Phase.STARTING, tries=9, held=Hold.PAUSED), END, PAUSED, None, Move.STOP_START),
        (record(Phase.STARTING), START, FINISHED, None, Move.NOTE_STARTED),
        (record(Phase.STARTING), START, STOPPED, None, Move.NOTE_STARTED),
        (record(Phase.ON), END - 1, FINISHED, None, Move.NOTHING),
        (record(Phase.ON), END, FINISHED, None, Move.END),
        (record(Phase.ON, held=Hold.OFFLINE, retry_at_ms=END + 9), END, FINISHED, None, Move.NOTHING),
        (record(Phase.ENDING, start_run_id="s", end_digest="e"), END, FINISHED, None, Move.END),
        (record(Phase.ENDING, start_run_id="s", end_digest="e"), END, FINISHED, RUNNING, Move.NOTE_END),
        (record(Phase.ENDING, **ENDING), END, FINISHED, RUNNING, Move.NOTHING),
        (record(Phase.ENDING, held=Hold.PAUSED, **ENDING), END, FINISHED, RUNNING, Move.NOTE_GOING),
        (record(Phase.ENDING, **ENDING), END, FINISHED, PAUSED, Move.RESUME_END),
        (record(Phase.ENDING, tries=9, **ENDING), END, FINISHED, PAUSED, Move.NOTE_PAUSE),
        (record(Phase.ENDING, **ENDING), END, FINISHED, FINISHED, Move.NOTE_ENDED),
        (record(Phase.ENDED, **ENDING), END, FINISHED, FINISHED, Move.NOTHING),
        (record(Phase.MISSED), END, None, None, Move.NOTHING),
        (record(Phase.CANCELLED), START, FINISHED, None, Move.NOTHING),
    ],
)
def test_the_next_move(
    case: ScheduleRecord, now_ms: int, start: RunState | None, end: RunState | None, move: Move
) -> None:
    assert next_move(case, now_ms, start, end) is move


def test_a_paused_run_is_taken_up_again_later_and_later_and_not_for_ever() -> None:
    case, now_ms, waits = record(Phase.STARTING, end_at_ms=None), START, []
    while next_move(case, now_ms, PAUSED, None) is Move.RESUME_START:
        case = resumed(case, now_ms)
        waits.append(0 if case.retry_at_ms is None else case.retry_at_ms - now_ms)
        now_ms = case.retry_at_ms or now_ms
    assert waits == [*RESUME_AFTER_MS[1:], 0]
    assert next_move(case, now_ms + TOO_LATE_MS, PAUSED, None) is Move.NOTE_PAUSE


def test_being_held_is_news_once_and_waiting_for_another_run_is_none() -> None:
    assert not held(record(), Hold.BUSY, START).unseen
    first = held(record(), Hold.TOKEN, START)
    assert first.unseen
    seen = first.model_copy(update={"unseen": False})
    assert not held(seen, Hold.TOKEN, START).unseen
    assert held(seen, Hold.READ_ONLY, START).unseen


@pytest.mark.parametrize(
    ("why", "after_ms", "minutes"),
    [
        (Hold.OFFLINE, 0, 1),
        (Hold.OFFLINE, 10 * MINUTE_MS, 5),
        (Hold.REFUSED, 0, 60),
        (Hold.BROKEN, 0, 60),
    ],
)
def test_what_only_time_can_mend_is_tried_again(why: Hold, after_ms: int, minutes: int) -> None:
    now_ms = START + after_ms
    assert held(record(), why, now_ms).retry_at_ms == now_ms + minutes * MINUTE_MS


def test_the_next_phase_forgets_what_kept_the_one_before() -> None:
    kept = held(record(tries=3), Hold.OFFLINE, START, "why")
    after = moved(kept, Phase.STARTING, start_run_id="s")
    assert (after.held, after.held_words, after.tries, after.retry_at_ms) == (None, "", 0, None)
    assert after.start_run_id == "s"


def test_what_ends_comes_before_what_starts_at_the_same_moment() -> None:
    starting = record(schedule_id="b", start_at_ms=END, end_at_ms=None)
    ending = record(Phase.ON, schedule_id="a", created_at_ms=9)
    sooner = record(schedule_id="c", start_at_ms=END - 1, created_at_ms=10)
    assert [each.schedule_id for each in in_turn([starting, ending, sooner])] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("case", "now_ms", "at_ms"),
    [
        (record(), START - 1, START),
        (record(), START, END),
        (record(Phase.ON), START, END),
        (record(held=Hold.OFFLINE, retry_at_ms=START + 9), START, START + 9),
        (record(Phase.ENDING), END, None),
        (record(end_at_ms=None, held=Hold.TOKEN), START, None),
        (record(Phase.CANCELLED), START - 1, None),
    ],
)
def test_when_the_engine_has_to_be_up(case: ScheduleRecord, now_ms: int, at_ms: int | None) -> None:
    assert wakes_at(case, now_ms) == at_ms
