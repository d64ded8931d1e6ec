"""Steps about codes as requests and in words; what of them can be taken back or tried again."""

import pytest

from py_core.execution.actions import means_money, state_of_json, with_states, write_request
from py_core.execution.describe import state_text, titles
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.execution.undo import done_step, missed_step
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step
from tests.unit.execution.test_actions import USD_19, set_price, set_version

TWENTY = CodeState(exists=True, percent_off=20, max_purchase_count=100)
FIVE = CodeState(exists=True, amount_minor=500, minimum_amount_minor=5000)
MAKE = CreateCode(
    key="p/create/SALE", product_id="a==", product_name="Icons", name="SALE", currency="usd", after=TWENTY
)
DROP = DeleteCode(
    key="p/delete/SALE",
    product_id="a==",
    product_name="Icons",
    code_id="c==",
    name="SALE",
    currency="usd",
    before=FIVE,
)
LIMITS = SetCodeLimits(
    key="p/limits/SALE",
    product_id="a==",
    product_name="Icons",
    code_id="c==",
    name="SALE",
    currency="usd",
    before=FIVE,
    after=FIVE.model_copy(update={"max_purchase_count": 0, "minimum_amount_minor": None}),
)


@pytest.mark.parametrize(
    ("step", "method", "form"),
    [
        (
            MAKE,
            "POST",
            (("name", "SALE"), ("amount_off", "20"), ("offer_type", "percent"), ("max_purchase_count", "100")),
        ),
        (
            MAKE.model_copy(update={"after": FIVE.model_copy(update={"universal": True})}),
            "POST",
            (
                ("name", "SALE"),
                ("amount_off", "500"),
                ("offer_type", "cents"),
                ("minimum_amount_cents", "5000"),
                ("universal", "true"),
            ),
        ),
        (DROP, "DELETE", ()),
        (LIMITS, "PUT", (("max_purchase_count", "0"), ("minimum_amount_cents", ""))),
    ],
)
def test_what_a_codes_step_sends(step: Step, method: str, form: tuple[tuple[str, str], ...]) -> None:
    request = write_request(step)
    assert (request.method, request.form, request.json_body) == (method, form, None)
    place = "" if method == "POST" else "/c%3D%3D"
    assert request.path == f"/v2/products/a%3D%3D/offer_codes{place}"


def test_codes_in_words() -> None:
    assert state_text(MAKE, MAKE.before) == "no code"
    assert state_text(MAKE, TWENTY) == "20\u00a0% off, at most 100 uses"
    assert state_text(MAKE, FIVE) == "$5 off, orders from $50"
    once = FIVE.model_copy(update={"max_purchase_count": 1, "minimum_amount_minor": 0})
    assert state_text(DROP, once) == "$5 off, at most 1 use"
    assert titles(MAKE) == titles(DROP) == ("Icons", "SALE")
    assert titles(LIMITS.model_copy(update={"product_name": ""})) == ("Every product", "SALE")


def test_which_steps_say_an_amount() -> None:
    assert [means_money(step) for step in (set_price(), set_version(), MAKE, DROP)] == [False, True, False, False]
    assert means_money(MAKE.model_copy(update={"after": FIVE}))
    assert not means_money(LIMITS)
    assert means_money(LIMITS.model_copy(update={"before": LIMITS.after, "after": LIMITS.before}))


def test_states_of_codes_belong_to_their_steps() -> None:
    for step in (MAKE, DROP, LIMITS):
        assert state_of_json(step, step.after.model_dump_json()) == step.after
        assert with_states(step, step.after, step.before).after == step.before
    with pytest.raises(TypeError):
        with_states(DROP, USD_19, USD_19)


def code_end(kind: OutcomeKind, record_id: str = "", found: CodeState | None = None) -> Outcome:
    return Outcome(
        kind=kind, record_id=record_id, found_json="" if found is None else found.model_dump_json(), at_ms=1
    )


@pytest.mark.parametrize(
    ("step", "outcome", "expected"),
    [
        (MAKE, code_end(OutcomeKind.APPLIED, "n=="), MAKE.model_copy(update={"code_id": "n=="})),
        (MAKE, code_end(OutcomeKind.UNKNOWN), None),
        (MAKE, code_end(OutcomeKind.UNCHANGED), None),
        (
            MAKE,
            code_end(OutcomeKind.UNCONFIRMED, "n==", FIVE),
            MAKE.model_copy(update={"code_id": "n==", "after": FIVE}),
        ),
        (DROP, code_end(OutcomeKind.APPLIED), DROP),
        (DROP, code_end(OutcomeKind.UNKNOWN), DROP),
        (LIMITS, code_end(OutcomeKind.UNCONFIRMED, "", FIVE), None),
    ],
)
def test_which_codes_can_be_taken_back(step: Step, outcome: Outcome, expected: Step | None) -> None:
    assert done_step(step, outcome) == expected


@pytest.mark.parametrize(
    ("step", "outcome", "expected"),
    [
        (MAKE, code_end(OutcomeKind.REJECTED), MAKE),
        (MAKE, code_end(OutcomeKind.UNKNOWN), MAKE),
        (MAKE, code_end(OutcomeKind.STALE), None),
        (MAKE, code_end(OutcomeKind.UNCONFIRMED, "n==", FIVE), None),
        (DROP, code_end(OutcomeKind.STALE, "", TWENTY), DROP.model_copy(update={"before": TWENTY})),
        (DROP, code_end(OutcomeKind.STALE), None),
        (LIMITS, code_end(OutcomeKind.REJECTED), LIMITS),
    ],
)
def test_which_codes_can_be_tried_again(step: Step, outcome: Outcome, expected: Step | None) -> None:
    assert missed_step(step, outcome) == expected
