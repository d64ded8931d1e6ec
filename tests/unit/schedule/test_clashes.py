"""Which schedules get in each other's way."""

from typing import Any

import pytest

from py_core.plan.plan import Plan, PlanKind
from py_core.plan.steps import CodeState, CreateCode, SetVersionPrice, VersionState
from py_core.schedule.clashes import clash, clashing, touched
from py_core.schedule.records import Phase, ScheduleRecord
from tests.unit.schedule.test_moves import record


def other(**changes: Any) -> ScheduleRecord:
    return record(schedule_id="two", **changes)


@pytest.mark.parametrize(
    ("one", "two", "clashes"),
    [
        (record(), other(), True),
        (record(), record(), False),
        (record(), other(account_id="another"), False),
        (record(), other(product_ids=("c",)), False),
        (record(product_ids=("c",)), other(everywhere=True), True),
        (record(start_at_ms=0, end_at_ms=10), other(start_at_ms=10, end_at_ms=20), False),
        (record(start_at_ms=0, end_at_ms=11), other(start_at_ms=10, end_at_ms=20), True),
        (record(start_at_ms=0, end_at_ms=None), other(start_at_ms=10, end_at_ms=20), True),
        (record(start_at_ms=30, end_at_ms=None), other(start_at_ms=10, end_at_ms=20), False),
        (record(start_at_ms=12, end_at_ms=13), other(start_at_ms=10, end_at_ms=None), True),
        (record(Phase.ENDED), other(), False),
        (record(), other(phase=Phase.CANCELLED), False),
    ],
)
def test_a_clash_needs_the_same_time_and_the_same_products(
    one: ScheduleRecord, two: ScheduleRecord, clashes: bool
) -> None:
    assert clash(one, two) is clashes
    assert clash(two, one) is clashes
    assert clashing(one, [two]) == ((two,) if clashes else ())


def test_what_a_plan_touches() -> None:
    version = SetVersionPrice(
        key="a/v",
        product_id="a",
        category_id="c",
        variant_id="v",
        name="Team",
        product_name="Kit",
        currency="usd",
        before=VersionState(price_difference_minor=0),
        after=VersionState(price_difference_minor=5),
    )
    code = CreateCode(
        key="b/create/X",
        product_id="b",
        product_name="",
        name="X",
        currency="usd",
        after=CodeState(exists=True, percent_off=10, universal=True),
    )
    plan = Plan(kind=PlanKind.CODES, account_id="s", title="", created_at_ms=1, steps=(version, version, code))
    assert touched(plan) == (("a", "b"), True)
    assert touched(plan.model_copy(update={"steps": (version,)})) == (("a",), False)
