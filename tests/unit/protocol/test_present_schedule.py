"""Schedules as they are drawn: one state each, and every sentence that belongs to it."""

import pytest

from py_core.execution.outcomes import RunState
from py_core.plan.plan import PlanKind
from py_core.protocol.present_schedule import news_text, schedules_view, span_text
from py_core.protocol.views import RunCounts, RunView
from py_core.schedule.records import DAY_MS, MINUTE_MS, Hold, Phase, Remark, ScheduleRecord
from tests.unit.schedule.test_moves import END, START, record

COUNTS = RunCounts(total=2, waiting=0, applied=2, unchanged=0, left_alone=0, rejected=0, unsure=0, cancelled=0)


def run(run_id: str, summary: str) -> RunView:
    return RunView(
        run_id=run_id,
        digest="d",
        kind=PlanKind.PRICES,
        title="Autumn",
        headline="",
        summary=summary,
        state=RunState.FINISHED,
        started_at_ms=START,
        ended_at_ms=END,
        counts=COUNTS,
        left_s=None,
        wait_text="Gumroad is away.",
        origin_run_id=None,
        undone_by=None,
        can_undo=True,
        can_retry=False,
        can_resume=False,
        seq=1,
    )


RUNS = {"s": run("s", "2 changed"), "e": run("e", "2 restored")}
STARTED = {"start_run_id": "s", "begun_at_ms": START}
BACK = {**STARTED, "end_run_id": "e", "taken_back_at_ms": END}


@pytest.mark.parametrize(
    ("case", "state", "text"),
    [
        (record(), "waiting", ""),
        (record(Phase.STARTING, **STARTED), "running", "Being changed now."),
        (record(Phase.ON, **STARTED), "on", "At the start: 2 changed."),
        (
            record(Phase.ON, start_run_id="s", begun_at_ms=START + 3 * MINUTE_MS),
            "on",
            "At the start: 2 changed. It started 3 minutes late, because Gumsmith could not run before.",
        ),
        (
            record(Phase.ON, remark=Remark.BY_HAND, **STARTED),
            "on",
            "You ran it yourself before its time. At the start: 2 changed.",
        ),
        (record(Phase.ENDING, **BACK), "running", "Being taken back now. At the start: 2 changed."),
        (record(Phase.ENDED, **BACK), "ended", "At the start: 2 changed. At the end: 2 restored."),
        (
            record(Phase.ENDED, remark=Remark.NOTHING_LEFT, **STARTED),
            "ended",
            "At the start: 2 changed. At the end there was nothing left to take back.",
        ),
        (record(Phase.CANCELLED), "cancelled", "Cancelled before its start. Nothing was sent."),
        (
            record(Phase.STARTING, held=Hold.PAUSED, **STARTED),
            "held",
            "Its run is paused. Gumroad is away. Open the run to continue it.",
        ),
        (
            record(held=Hold.REFUSED, held_words="No such plan."),
            "held",
            "It could not go on, and nothing was sent. No such plan.",
        ),
    ],
)
def test_every_state_has_its_sentences(case: ScheduleRecord, state: str, text: str) -> None:
    (row,) = schedules_view([case], RUNS, 0, START).rows
    assert (row.state, row.text) == (state, text)


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (None, "through all of its time"),
        (Remark.TOO_LATE, "more than a week ago"),
        (Remark.DAMAGED, "could not be read"),
    ],
)
def test_what_was_missed_says_why(remark: Remark | None, words: str) -> None:
    (row,) = schedules_view([record(Phase.MISSED, remark=remark)], {}, 0, END).rows
    assert words in row.text
    assert "othing was sent" in row.text
    assert not row.can_cancel


@pytest.mark.parametrize("hold", [hold for hold in Hold if hold not in (Hold.BROKEN, Hold.OTHER_SHOP)])
def test_what_is_held_says_that_nothing_was_sent_or_what_to_do(hold: Hold) -> None:
    (row,) = schedules_view([record(held=hold)], {}, 0, START).rows
    assert row.state == "held"
    assert "othing was sent" in row.text or "by itself" in row.text or "Open the run" in row.text


def test_news_is_one_sentence_whatever_happened() -> None:
    late = record(Phase.ON, start_run_id="s", begun_at_ms=START + DAY_MS, unseen=True)
    assert news_text([late], 0) == "“Autumn” ran by schedule, later than planned."
    left = late.model_copy(update={"left_rows": True})
    assert news_text([left], 0) == "“Autumn” ran by schedule, and not every row came through."
    assert news_text([record(held=Hold.TOKEN, unseen=True), left], 0).endswith("Look at Schedule. And one more.")
    missed = record(Phase.MISSED, unseen=True)
    assert news_text([late, left, missed], 0).startswith("“Autumn” was scheduled and missed its time.")
    assert news_text([record()], 0) == ""
    assert news_text([record()], 2).startswith("2 scheduled changes of another shop are due.")


@pytest.mark.parametrize(
    ("span_ms", "text"),
    [
        (MINUTE_MS, "1 minute"),
        (119 * MINUTE_MS, "119 minutes"),
        (120 * MINUTE_MS, "2 hours"),
        (2 * DAY_MS - 1, "47 hours"),
        (3 * DAY_MS, "3 days"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(span_ms: int, text: str) -> None:
    assert span_text(span_ms) == text
