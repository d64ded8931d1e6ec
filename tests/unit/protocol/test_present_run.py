"""Runs in the seller's words, and the report."""

import csv
import io

import pytest

from py_core.csv_builder import csv_text
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.records import RunRecord, StepRecord
from py_core.plan.plan import Facts, PlanKind
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Subject, VersionState
from py_core.protocol.present_run import run_counts, run_report, run_row, run_view
from py_core.protocol.views import RunCounts, RunView
from tests.unit.execution.rig import plan_of

PRICE = SetPrice(
    key="p",
    product_id="p",
    name="Icons",
    before=PriceState(price_minor=500, currency="usd", customizable_price=True),
    after=PriceState(price_minor=650, currency="usd", customizable_price=True),
)
VERSION = SetVersionPrice(
    key="p/v",
    product_id="p",
    category_id="c",
    variant_id="v",
    name="Team",
    product_name="Icons",
    currency="jpy",
    before=VersionState(price_difference_minor=0),
    after=VersionState(price_difference_minor=300),
)


def record(outcome: Outcome | None = None, *, position: int = 0, sent: bool = False) -> StepRecord:
    return StepRecord(
        position=position,
        key="p",
        sends=int(sent),
        intent_at_ms=5 if sent else None,
        outcome=outcome,
        seq=7,
    )


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (OutcomeKind.APPLIED, "changed"),
        (OutcomeKind.UNCHANGED, "already so"),
        (OutcomeKind.SKIPPED, "left alone"),
        (OutcomeKind.REJECTED, "refused"),
        (OutcomeKind.STALE, "left alone"),
        (OutcomeKind.UNCONFIRMED, "not sure"),
        (OutcomeKind.UNKNOWN, "not sure"),
        (OutcomeKind.CANCELLED, "stopped before it"),
    ],
)
def test_every_outcome_has_its_word(kind: OutcomeKind, label: str) -> None:
    outcome = Outcome(kind=kind, text="why", server_words="words", warning="careful", at_ms=9)
    row = run_row(PRICE, None, record(outcome), driven=False)
    assert (row.state, row.label, row.text, row.server_words) == (kind, label, "why", "words")
    assert (row.warning, row.at_ms, row.seq) == ("careful", 9, 7)


def test_rows_without_outcome() -> None:
    assert run_row(PRICE, None, record(), driven=True).label == "waiting"
    assert run_row(PRICE, None, record(sent=True), driven=True).label == "working"
    assert run_row(PRICE, None, record(sent=True), driven=False).label == "not sure"


def test_old_and_new_carry_plus_and_period() -> None:
    row = run_row(PRICE, Facts(key="p", detail="pay what you want", suffix="+ a month"), record(), driven=False)
    assert (row.name, row.detail, row.old, row.new) == (
        "Icons",
        "pay what you want",
        "$5+ a month",
        "$6.50+ a month",
    )
    version = run_row(VERSION, Facts(key="p/v", detail="Licence: Team"), record(), driven=False)
    assert (version.name, version.detail, version.old, version.new) == (
        "Icons",
        "Team",
        "no surcharge",
        "+¥300",
    )


COUNTS = RunCounts(total=6, waiting=0, applied=4, unchanged=0, left_alone=1, rejected=1, unsure=0, cancelled=0)


def view(
    state: RunState,
    counts: RunCounts = COUNTS,
    kind: PlanKind = PlanKind.PRICES,
    subject: Subject = Subject.PRICES,
) -> RunView:
    run = RunRecord(
        run_id="r",
        account_id="a",
        digest="d",
        kind=kind,
        title="+12 %",
        origin_run_id=None,
        state=state,
        started_at_ms=1_795_000_000_000,
        touched_at_ms=0,
        subject=subject,
    )
    return run_view(
        run,
        counts,
        left_s=None,
        wait_text="",
        undone_by=None,
        can_undo=False,
        can_retry=False,
        can_resume=False,
    )


@pytest.mark.parametrize(
    ("state", "headline"),
    [
        (RunState.RUNNING, "Changing 6 prices"),
        (RunState.STOPPING, "Stopping after the one in work"),
        (RunState.PAUSED, "Paused: 4 of 6 done"),
        (RunState.STOPPED, "Stopped: 4 of 6 done"),
        (RunState.FINISHED, "4 of 6 prices changed"),
    ],
)
def test_headlines_say_how_things_stand(state: RunState, headline: str) -> None:
    shown = view(state)
    assert (shown.headline, shown.summary) == (headline, "4 changed · 1 left alone · 1 refused")


def test_a_whole_run_and_an_undo() -> None:
    whole = RunCounts(total=1, waiting=0, applied=1, unchanged=0, left_alone=0, rejected=0, unsure=0, cancelled=0)
    assert view(RunState.FINISHED, whole).headline == "1 price changed"
    undo = view(RunState.FINISHED, whole, PlanKind.UNDO)
    assert (undo.headline, undo.summary) == ("1 price restored", "1 restored")
    assert view(RunState.FINISHED, COUNTS, PlanKind.UNDO).headline == "4 of 6 prices restored"
    assert view(RunState.RUNNING, COUNTS, PlanKind.UNDO).headline == "Taking back 6 prices"


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("kind", [PlanKind.CODES, PlanKind.MINT, PlanKind.UNDO, PlanKind.RETRY])
def test_every_run_has_a_headline(subject: Subject, kind: PlanKind) -> None:
    one = RunCounts(total=1, waiting=0, applied=1, unchanged=0, left_alone=0, rejected=0, unsure=0, cancelled=0)
    shown = {view(state, counts, kind, subject).headline for state in RunState for counts in (one, COUNTS)}
    assert len(shown) == 9
    assert not any("{" in headline for headline in shown)


@pytest.mark.parametrize(
    ("subject", "kind", "headline", "summary"),
    [
        (Subject.MADE, PlanKind.MINT, "4 of 6 codes made", "4 made · 1 left alone · 1 refused"),
        (Subject.DELETED, PlanKind.CODES, "4 of 6 codes deleted", "4 deleted · 1 left alone · 1 refused"),
        (Subject.LIMITS, PlanKind.CODES, "Limits of 4 of 6 codes changed", "4 changed · 1 left alone · 1 refused"),
        (Subject.DELETED, PlanKind.UNDO, "4 of 6 codes taken back", "4 deleted · 1 left alone · 1 refused"),
        (Subject.MADE, PlanKind.UNDO, "4 of 6 codes made again", "4 made · 1 left alone · 1 refused"),
        (
            Subject.CODES,
            PlanKind.UNDO,
            "4 of 6 changes to codes taken back",
            "4 restored · 1 left alone · 1 refused",
        ),
    ],
)
def test_headlines_of_codes(subject: Subject, kind: PlanKind, headline: str, summary: str) -> None:
    shown = view(RunState.FINISHED, kind=kind, subject=subject)
    assert (shown.headline, shown.summary) == (headline, summary)


def test_counts_gather_kinds() -> None:
    by_kind = dict.fromkeys(OutcomeKind, 1) | {None: 3}
    assert run_counts(by_kind, 1) == RunCounts(
        total=11, waiting=2, applied=1, unchanged=1, left_alone=2, rejected=1, unsure=3, cancelled=1
    )


def test_the_report_has_exact_numbers() -> None:
    run = RunRecord(
        run_id="r",
        account_id="a",
        digest="d",
        kind=PlanKind.PRICES,
        title="t",
        origin_run_id=None,
        state=RunState.FINISHED,
        started_at_ms=1_795_000_000_000,
        touched_at_ms=0,
    )
    strange = PRICE.model_copy(update={"after": PRICE.after.model_copy(update={"currency": "xyz"})})
    records = [
        record(Outcome(kind=OutcomeKind.APPLIED, at_ms=1_795_000_001_000)),
        record(position=1),
        record(position=2),
    ]
    report = run_report(run, plan_of((PRICE, VERSION, strange)), records)
    assert (report.name, report.mime) == ("gumsmith-prices-2026-11-18-110640.csv", "text/csv;charset=utf-8")
    rows = list(csv.reader(io.StringIO(report.text.removeprefix("\ufeff"))))
    assert rows[1] == [
        "Icons",
        "",
        "p",
        "USD",
        "5.00",
        "6.50",
        "changed",
        "",
        "",
        "",
        "2026-11-18 11:06:41",
    ]
    assert rows[2][1:7] == ["Team (surcharge)", "p", "JPY", "0", "300", "waiting"]
    assert rows[3][3:6] == ["XYZ", "5.00", "650"]


def test_lines_and_quotes_survive() -> None:
    text = csv_text(["a"], [['say "hi"\nagain']])
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [["a"], ['say "hi"\nagain']]
