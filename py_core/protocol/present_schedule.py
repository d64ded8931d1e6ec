"""Schedules as the pages draw them, from their records and their runs. No I/O, no clock here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, assert_never

from py_core.protocol.schedule_views import ScheduleRow, SchedulesView
from py_core.protocol.views import RunView
from py_core.schedule.clashes import clashing
from py_core.schedule.moves import due_at, wakes_at
from py_core.schedule.records import DAY_MS, MINUTE_MS, Hold, Phase, Remark, ScheduleRecord
from py_core.words import say

State = Literal["waiting", "running", "on", "ended", "missed", "held", "cancelled"]
LATE_MS = 15 * MINUTE_MS
_HOUR_MS = 60 * MINUTE_MS
_CANCELLABLE = frozenset({Phase.WAITING, Phase.STARTING, Phase.ON})


def schedules_view(
    records: Sequence[ScheduleRecord], runs: Mapping[str, RunView], elsewhere: int, now_ms: int
) -> SchedulesView:
    """The account's schedules. `runs` are theirs by id; `elsewhere` counts what is due in another shop."""
    open_ones = sorted((record for record in records if not record.over), key=due_at)
    over = sorted((record for record in records if record.over), key=due_at, reverse=True)
    wakes = [at_ms for record in open_ones if (at_ms := wakes_at(record, now_ms)) is not None]
    return SchedulesView(
        rows=tuple(_row(record, records, runs) for record in (*open_ones, *over)),
        next_at_ms=min(wakes, default=None),
        text=say("schedule_elsewhere", n=elsewhere) if elsewhere else "",
        news=news_text(records, elsewhere),
    )


def news_text(records: Iterable[ScheduleRecord], elsewhere: int) -> str:
    """One sentence about what the seller has not looked at yet, the gravest first; empty where there is nothing."""
    unseen = sorted((record for record in records if record.unseen), key=_gravity)
    if not unseen:
        return say("schedule_elsewhere", n=elsewhere) if elsewhere else ""
    first = _news(unseen[0])
    return say("schedule_news_more", first=first, n=len(unseen) - 1) if len(unseen) > 1 else first


def _gravity(record: ScheduleRecord) -> int:
    if record.held is not None:
        return 0
    return 1 if record.phase is Phase.MISSED else 3 - record.left_rows


def _news(record: ScheduleRecord) -> str:
    if record.held is not None:
        return say("schedule_news_held", title=record.title)
    if record.phase is Phase.MISSED:
        return say("schedule_news_missed", title=record.title)
    late = max(record.started_late_ms, record.ended_late_ms) >= LATE_MS
    return say("schedule_news_late" if late and not record.left_rows else "schedule_news_left", title=record.title)


def state_of(record: ScheduleRecord) -> State:
    """How a schedule stands, for the person."""
    if record.held is not None and not record.over:
        return "held"
    match record.phase:
        case Phase.STARTING | Phase.ENDING:
            return "running"
        case Phase.WAITING:
            return "waiting"
        case Phase.ON:
            return "on"
        case Phase.ENDED:
            return "ended"
        case Phase.MISSED:
            return "missed"
        case Phase.CANCELLED:
            return "cancelled"
        case _:
            assert_never(record.phase)


def _row(record: ScheduleRecord, others: Sequence[ScheduleRecord], runs: Mapping[str, RunView]) -> ScheduleRow:
    state = state_of(record)
    return ScheduleRow(
        schedule_id=record.schedule_id,
        title=record.title,
        kind=record.kind,
        state=state,
        state_text=say(f"schedule_state_{state}"),
        start_at_ms=record.start_at_ms,
        end_at_ms=record.end_at_ms,
        products=len(record.product_ids),
        writes=record.writes,
        text=" ".join(_sentences(record, runs)),
        clashes=tuple(other.title for other in clashing(record, others)),
        start_run_id=record.start_run_id,
        end_run_id=record.end_run_id,
        news=record.unseen,
        can_cancel=record.phase in _CANCELLABLE,
    )


def _sentences(record: ScheduleRecord, runs: Mapping[str, RunView]) -> Iterable[str]:
    start = runs.get(record.start_run_id or "")
    end = runs.get(record.end_run_id or "")
    if record.held is not None and not record.over:
        yield _hold(record, end or start)
    elif record.phase is Phase.STARTING:
        yield say("schedule_doing")
    elif record.phase is Phase.ENDING:
        yield say("schedule_taking_back")
    elif record.phase is Phase.MISSED:
        yield _missed(record)
    elif record.phase is Phase.CANCELLED:
        yield say("schedule_cancelled_before" if start is None else "schedule_cancelled_after")
    if record.remark is Remark.BY_HAND:
        yield say("schedule_by_hand")
    if start is not None and record.phase is not Phase.STARTING:
        yield say("schedule_started", summary=start.summary)
    if record.started_late_ms >= MINUTE_MS:
        yield say("schedule_started_late", late=span_text(record.started_late_ms))
    if end is not None and record.phase is not Phase.ENDING:
        yield say("schedule_ended", summary=end.summary)
    if record.remark is Remark.NOTHING_LEFT:
        yield say("schedule_nothing_left")
    elif record.ended_late_ms >= MINUTE_MS:
        yield say("schedule_ended_late", late=span_text(record.ended_late_ms))
    if record.tried_again:
        yield say("schedule_tried_again")


def _hold(record: ScheduleRecord, run: RunView | None) -> str:
    why = record.held_words
    if record.held is Hold.PAUSED and run is not None:
        why = run.wait_text
    return say(f"schedule_hold_{record.held}", why=why).replace("  ", " ")


def _missed(record: ScheduleRecord) -> str:
    match record.remark:
        case Remark.TOO_LATE:
            return say("schedule_missed_late")
        case Remark.DAMAGED:
            return say("schedule_missed_damaged")
        case _:
            return say("schedule_missed")


def span_text(span_ms: int) -> str:
    """A length of time in its largest unit: minutes up to two hours, hours up to two days, then days."""
    if span_ms < 2 * _HOUR_MS:
        return say("schedule_minutes", n=max(1, span_ms // MINUTE_MS))
    if span_ms < 2 * DAY_MS:
        return say("schedule_hours", n=span_ms // _HOUR_MS)
    return say("schedule_days", n=span_ms // DAY_MS)
