"""Steps as requests, what can be taken back, what can be tried again."""

import pytest

from py_core.execution.actions import read_call, state_of_json, with_states, write_request
from py_core.execution.describe import amount_text, state_text, titles
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.records import RunRecord
from py_core.execution.settle import CONTINUES_WITHIN_MS, Next, what_next
from py_core.execution.undo import UNDOABLE, done_step, done_steps, missed_step, missed_steps
from py_core.plan.plan import PlanKind
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState

USD_19 = PriceState(price_minor=1900, currency="usd", customizable_price=False)
USD_21 = PriceState(price_minor=2199, currency="usd", customizable_price=False)


def set_price(before: PriceState = USD_19, after: PriceState = USD_21, suggested: int | None = None) -> SetPrice:
    return SetPrice(
        key="p", product_id="a==", name="Icons", before=before, after=after, suggested_price_minor=suggested
    )


def set_version(before: int = 3000, after: int = 3500, currency: str = "usd") -> SetVersionPrice:
    return SetVersionPrice(
        key="p/v",
        product_id="a==",
        category_id="c==",
        variant_id="v==",
        name="Team",
        product_name="Icons",
        currency=currency,
        before=VersionState(price_difference_minor=before),
        after=VersionState(price_difference_minor=after),
    )


@pytest.mark.parametrize(
    ("step", "form"),
    [
        (set_price(), (("price", "2199"),)),
        (
            set_price(after=PriceState(price_minor=1900, currency="eur", customizable_price=False)),
            (("price_currency_type", "eur"),),
        ),
        (
            set_price(after=PriceState(price_minor=1700, currency="eur", customizable_price=False)),
            (("price", "1700"), ("price_currency_type", "eur")),
        ),
        (
            set_price(after=PriceState(price_minor=0, currency="usd", customizable_price=True)),
            (("price", "0"), ("customizable_price", "true")),
        ),
        (
            set_price(before=PriceState(price_minor=0, currency="usd", customizable_price=True), after=USD_19),
            (("price", "1900"), ("customizable_price", "false")),
        ),
        (set_price(suggested=2199), (("price", "2199"), ("suggested_price_cents", "2199"))),
        (set_version(), (("price_difference_cents", "3500"),)),
    ],
)
def test_only_what_differs_is_sent(step: Step, form: tuple[tuple[str, str], ...]) -> None:
    request = write_request(step)
    assert (request.method, request.form, request.json_body, request.query) == ("PUT", form, None, ())


def test_paths_name_the_record() -> None:
    assert write_request(set_price()).path == read_call(set_price()).request.path == "/v2/products/a%3D%3D"
    path = "/v2/products/a%3D%3D/variant_categories/c%3D%3D/variants/v%3D%3D"
    assert write_request(set_version()).path == read_call(set_version()).request.path == path


def test_states_belong_to_their_kind_of_step() -> None:
    for step in (set_price(), set_version()):
        assert state_of_json(step, step.after.model_dump_json()) == step.after
        assert with_states(step, step.after, step.before).before == step.after
    with pytest.raises(TypeError):
        with_states(set_price(), VersionState(price_difference_minor=1), USD_19)


def test_states_in_words() -> None:
    choice = USD_19.model_copy(update={"customizable_price": True})
    assert state_text(set_price(), USD_19) == "$19"
    assert state_text(set_price(), choice, " a month") == "$19+ a month"
    assert state_text(set_version(), VersionState(price_difference_minor=3000)) == "+$30"
    assert state_text(set_version(), VersionState(price_difference_minor=0)) == "no surcharge"
    assert amount_text(500, "xyz") == "500 XYZ"
    assert titles(set_price()) == ("Icons", "")
    assert titles(set_version()) == ("Icons", "Team")


def ended(kind: OutcomeKind, found: PriceState | None = None) -> Outcome:
    return Outcome(kind=kind, found_json=found.model_dump_json() if found else "", at_ms=1)


OTHER = PriceState(price_minor=777, currency="usd", customizable_price=False)
EURO = PriceState(price_minor=777, currency="eur", customizable_price=False)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (None, None),
        (ended(OutcomeKind.APPLIED), set_price()),
        (ended(OutcomeKind.UNKNOWN), set_price()),
        (ended(OutcomeKind.UNCONFIRMED, OTHER), set_price(after=OTHER)),
        (ended(OutcomeKind.UNCONFIRMED, USD_19), None),
        *((ended(kind), None) for kind in OutcomeKind if kind not in UNDOABLE),
    ],
)
def test_what_can_be_taken_back(outcome: Outcome | None, expected: Step | None) -> None:
    assert done_step(set_price(), outcome) == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (None, None),
        (ended(OutcomeKind.APPLIED), None),
        (ended(OutcomeKind.UNCHANGED), None),
        (ended(OutcomeKind.REJECTED), set_price()),
        (ended(OutcomeKind.SKIPPED), set_price()),
        (ended(OutcomeKind.CANCELLED), set_price()),
        (ended(OutcomeKind.UNKNOWN), set_price()),
        (ended(OutcomeKind.UNKNOWN, OTHER), set_price(before=OTHER)),
        (ended(OutcomeKind.UNCONFIRMED, OTHER), set_price(before=OTHER)),
        (ended(OutcomeKind.STALE, OTHER), set_price(before=OTHER)),
        (ended(OutcomeKind.STALE, USD_21), None),
        (ended(OutcomeKind.STALE, EURO), None),
        (ended(OutcomeKind.STALE), None),
    ],
)
def test_what_can_be_tried_again(outcome: Outcome | None, expected: Step | None) -> None:
    assert missed_step(set_price(), outcome) == expected


def test_lists_keep_the_order_and_the_choice() -> None:
    run = (
        (set_price(), ended(OutcomeKind.APPLIED)),
        (set_version(), ended(OutcomeKind.APPLIED)),
        (set_version(), ended(OutcomeKind.REJECTED)),
    )
    assert done_steps(run) == (set_price(), set_version())
    assert done_steps(run, {"p/v"}) == (set_version(),)
    assert missed_steps(run) == (set_version(),)
    found = Outcome(
        kind=OutcomeKind.STALE, found_json=VersionState(price_difference_minor=5).model_dump_json(), at_ms=1
    )
    assert missed_step(set_version(), found) == set_version(before=5)


@pytest.mark.parametrize(
    ("state", "away_ms", "expected"),
    [
        (RunState.RUNNING, CONTINUES_WITHIN_MS - 1, Next.CONTINUE),
        (RunState.RUNNING, CONTINUES_WITHIN_MS, Next.PAUSE),
        (RunState.STOPPING, CONTINUES_WITHIN_MS * 9, Next.STOP),
        (RunState.PAUSED, 0, Next.NOTHING),
        (RunState.FINISHED, 0, Next.NOTHING),
        (RunState.STOPPED, 0, Next.NOTHING),
    ],
)
def test_what_becomes_of_an_interrupted_run(state: RunState, away_ms: int, expected: Next) -> None:
    run = RunRecord(
        run_id="r",
        account_id="a",
        digest="d",
        kind=PlanKind.PRICES,
        title="t",
        origin_run_id=None,
        state=state,
        started_at_ms=0,
        touched_at_ms=1000,
    )
    assert what_next(run, 1000 + away_ms) is expected
