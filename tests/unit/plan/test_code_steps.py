"""Steps about codes: their inverses, what they need of each other, and what they are about."""

import pytest

from py_core.plan.plan import Facts
from py_core.plan.safety import changes_of
from py_core.plan.steps import (
    NO_CODE,
    CodeState,
    CreateCode,
    DeleteCode,
    PriceState,
    SetCodeLimits,
    SetPrice,
    Step,
    Subject,
    code_key,
    inverse,
    needs_of,
    subject_of,
    taken_back,
)

TWENTY = CodeState(exists=True, percent_off=20, max_purchase_count=100)
PRICE = SetPrice(
    key="p",
    product_id="p",
    name="Icons",
    before=PriceState(price_minor=1, currency="usd", customizable_price=False),
    after=PriceState(price_minor=2, currency="usd", customizable_price=False),
)


def made(name: str, needs: str = "", code_id: str = "") -> CreateCode:
    return CreateCode(
        key=code_key("p", name, "create"),
        product_id="p",
        product_name="Icons",
        name=name,
        currency="usd",
        after=TWENTY,
        needs=needs,
        code_id=code_id,
    )


def deleted(name: str, needs: str = "") -> DeleteCode:
    return DeleteCode(
        key=code_key("p", name, "delete"),
        product_id="p",
        product_name="Icons",
        code_id=f"id-{name}",
        name=name,
        currency="usd",
        before=TWENTY,
        needs=needs,
    )


LIMITS = SetCodeLimits(
    key=code_key("p", "A", "limits"),
    product_id="p",
    product_name="Icons",
    code_id="c",
    name="A",
    currency="usd",
    before=TWENTY,
    after=TWENTY.model_copy(update={"max_purchase_count": None}),
)


def test_a_create_is_taken_back_by_deleting_just_that_code() -> None:
    back = inverse(made("A", code_id="n"))
    assert isinstance(back, DeleteCode)
    assert (back.key, back.code_id, back.before, back.after) == ("p/create/A", "n", TWENTY, NO_CODE)


def test_a_delete_is_taken_back_by_making_the_code_again() -> None:
    back = inverse(deleted("A"))
    assert isinstance(back, CreateCode)
    assert (back.key, back.name, back.after, back.code_id) == ("p/delete/A", "A", TWENTY, "")


def test_limits_are_taken_back_by_those_before() -> None:
    assert inverse(inverse(LIMITS)) == LIMITS
    assert inverse(LIMITS).before == LIMITS.after


def test_a_replacement_is_taken_back_the_other_way_round() -> None:
    new = made("NEW", code_id="n")
    old = deleted("OLD", needs=new.key)
    again, away = taken_back((new, old))
    assert (again.kind, again.key, needs_of(again)) == ("create_code", old.key, "")
    assert (away.kind, away.key, needs_of(away)) == ("delete_code", new.key, old.key)
    assert [(step.kind, step.key, needs_of(step)) for step in taken_back((again, away))] == [
        ("create_code", new.key, ""),
        ("delete_code", old.key, new.key),
    ]


def test_the_same_name_is_deleted_before_it_is_made_again_both_ways() -> None:
    gone = deleted("A")
    new = made("A", needs=gone.key, code_id="n")
    back = taken_back((gone, new))
    assert [(step.kind, step.key, needs_of(step)) for step in back] == [
        ("delete_code", new.key, ""),
        ("create_code", gone.key, new.key),
    ]


def test_a_need_for_a_step_that_is_not_taken_back_is_dropped() -> None:
    (back,) = taken_back((deleted("OLD", needs="p/create/NEW"),))
    assert needs_of(back) == ""


@pytest.mark.parametrize(
    ("steps", "subject"),
    [
        ((), Subject.PRICES),
        ((PRICE,), Subject.PRICES),
        ((made("A"), made("B")), Subject.MADE),
        ((deleted("A"),), Subject.DELETED),
        ((LIMITS,), Subject.LIMITS),
        ((made("A"), deleted("A")), Subject.CODES),
    ],
)
def test_what_steps_are_about(steps: tuple[Step, ...], subject: Subject) -> None:
    assert subject_of(steps) is subject


def test_codes_change_no_price() -> None:
    with pytest.raises(TypeError):
        changes_of((made("A"),), (Facts(key="p/create/A"),))
