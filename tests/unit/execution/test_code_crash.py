"""Wherever an engine vanishes in a run about codes, every end is known and nothing is made or deleted twice."""

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.execution.outcomes import RunState
from py_core.plan.plan import PlanKind
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step, taken_back
from py_core.sandbox.server import Sandbox
from tests.fakes import Fault, FaultKind
from tests.unit.execution.code_rig import (
    OLD_ONES,
    code_plan,
    code_shop,
    create,
    limits,
    live,
    percent,
    replacing,
    state_in,
)
from tests.unit.execution.crash_rig import Moment, Watched, next_engine, recover
from tests.unit.execution.rig import Rig

FAULTS = [
    FaultKind.DROP_BEFORE,
    FaultKind.DROP_AFTER,
    FaultKind.FAIL,
    FaultKind.FAIL_AFTER,
    FaultKind.HTML,
    FaultKind.TRUNCATE,
    FaultKind.REFUSE,
    FaultKind.SLOW_DOWN,
    FaultKind.UNAUTHORIZED,
    FaultKind.FORBIDDEN,
]
faults = st.lists(
    st.builds(
        Fault,
        kind=st.sampled_from(FAULTS),
        method=st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
        skip=st.integers(0, 6),
        times=st.integers(1, 8),
    ),
    max_size=3,
)


def shop() -> Sandbox:
    return code_shop(2, OLD_ONES | {"LIMITED": percent(10, 20)})


def steps_in(sandbox: Sandbox) -> tuple[Step, ...]:
    """Every kind of step, those that need each other among them."""
    changed = [limits(sandbox, product, "LIMITED", None, 500) for product in sandbox.state.products]
    made = [create(product, "AUTUMN20", percent(20, 100)) for product in sandbox.state.products]
    return (*replacing(sandbox), *changed, *made)


async def all_moments(sandbox: Sandbox, *given_faults: Fault) -> list[Moment]:
    rig = Watched(sandbox, *given_faults)
    await rig.run(code_plan(steps_in(sandbox)))
    return rig.moments


def check_whole(rig: Rig) -> None:
    """Everything came through, once."""
    for product in rig.sandbox.state.products:
        assert {name: state_in(rig.sandbox, product.id, name) for name in live(rig.sandbox, product.id)} == {
            "NEW": percent(30),
            "SAME": percent(25),
            "LIMITED": percent(10, None, 500),
            "AUTUMN20": percent(20, 100),
        }


async def test_a_crash_at_any_moment_makes_nothing_twice() -> None:
    sandbox = shop()
    ids = len(sandbox.state.offer_codes)
    moments = await all_moments(sandbox)
    assert {moment.where for moment in moments} >= {"intend", "after POST", "before DELETE", "after PUT", "end"}
    for moment in moments:
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert set(rig.states("run-1")) == {"applied"}, moment.where
        assert rig.runs.view("run-1").state is RunState.FINISHED
        assert len(applied) == len(set(applied)) == 12
        assert len(rig.sandbox.state.offer_codes) == ids + 6
        check_whole(rig)


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE])
async def test_a_lost_reply_and_a_crash_make_nothing_twice(kind: FaultKind) -> None:
    lost = [Fault(kind, method=method, skip=1) for method in ("POST", "DELETE", "PUT")]
    for moment in await all_moments(shop(), *lost):
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert set(rig.states("run-1")) == {"applied"}, moment.where
        assert len(applied) == len(set(applied)) == 12
        check_whole(rig)


async def test_undo_after_a_crash_deletes_just_what_was_made() -> None:
    sandbox = shop()
    before = {product.id: states(sandbox, product.id) for product in sandbox.state.products}
    moments = await all_moments(sandbox)
    for moment in random.Random(7).sample(moments, 12):
        rig = next_engine(moment)
        await recover(rig, moment)
        back = taken_back(rig.runs.undo_steps("run-1"))
        undo = rig.runs.start(rig.plans.save(code_plan(back, PlanKind.UNDO, "run-1"))).run_id
        await rig.runs.finished()
        assert set(rig.states(undo)) == {"applied"}
        assert {product.id: states(rig.sandbox, product.id) for product in rig.sandbox.state.products} == before


def states(sandbox: Sandbox, product_id: str) -> dict[str, CodeState]:
    return {name: state_in(sandbox, product_id, name) for name in live(sandbox, product_id)}


async def test_stopped_and_continued_at_any_step_it_makes_nothing_twice() -> None:
    for at in range(12):
        sandbox = shop()
        rig = Rig(sandbox)
        written = 0

        def stop(request: object, at: int = at, rig: Rig = rig) -> None:
            nonlocal written
            if getattr(request, "method", "GET") != "GET":
                written += 1
                if written == at + 1:
                    rig.runs.stop("run-1")

        rig.transport.after = stop
        await rig.run(code_plan(steps_in(sandbox)))
        assert rig.states("run-1") == ["applied"] * (at + 1) + ["cancelled"] * (11 - at)
        if at < 11:
            rig.runs.resume("run-1")
            await rig.runs.finished()
        assert len(rig.transport.writes) == 12
        check_whole(rig)


@settings(deadline=None, max_examples=80)
@given(faults=faults, moment=st.floats(0, 1, exclude_max=True))
def test_history_is_the_truth_whatever_fails(faults: list[Fault], moment: float) -> None:
    asyncio.run(_history_is_the_truth(faults, moment))


async def _history_is_the_truth(given_faults: list[Fault], where: float) -> None:
    sandbox = shop()
    steps = steps_in(sandbox)
    moments = await all_moments(sandbox, *given_faults)
    moment = moments[int(where * len(moments))]
    rig = next_engine(moment)
    await recover(rig, moment)
    _check(rig, steps)
    if rig.runs.view("run-1").can_resume:
        rig.runs.resume("run-1")
        await rig.runs.finished()
        _check(rig, steps)
        assert "waiting" not in rig.states("run-1")


def _check(rig: Rig, steps: tuple[Step, ...]) -> None:
    """Each row says what the shop's codes say, and no product lost both of two codes in silence."""
    rows = dict(zip([step.key for step in steps], rig.rows("run-1"), strict=True))
    ids = {code.id for code in rig.sandbox.state.offer_codes if not code.deleted}
    for step in steps:
        row = rows[step.key]
        came_through = row.state in ("applied", "unchanged")
        now = state_in(rig.sandbox, step.product_id, step.name)
        match step:
            case DeleteCode():
                assert row.state == "unknown" or (step.code_id not in ids) is came_through
                if step.needs and step.code_id not in ids:
                    assert rows[step.needs].state in ("applied", "unchanged")
            case CreateCode(needs=""):
                assert row.state == "unknown" or now.exists is came_through
                assert now in (step.before, step.after)
            case CreateCode():
                assert row.state == "unknown" or (now == step.after) is came_through
                gone = not now.exists and row.state not in ("waiting", "unknown", "working")
                assert not gone or "none of this name now" in row.text or "not sure how" in row.text
            case SetCodeLimits():
                assert row.state == "unknown" or (now == step.after) is came_through
                assert now in (step.before, step.after)
