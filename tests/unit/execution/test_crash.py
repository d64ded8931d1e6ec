"""Wherever an engine vanishes, the next one finds out what was done, and does the rest exactly once."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.execution.actions import write_request
from py_core.execution.outcomes import RunState
from py_core.gumroad.wire import Request
from py_core.sandbox.server import Sandbox
from tests.fakes import Fault, FaultKind
from tests.unit.execution.crash_rig import Moment, Watched, next_engine, recover
from tests.unit.execution.rig import Rig, plan_of, shop_of, steps_of


async def all_moments(sandbox: Sandbox, *faults: Fault) -> tuple[list[Moment], list[Request]]:
    """Every moment of a run, and the requests its plan stands for."""
    rig = Watched(sandbox, *faults)
    steps = steps_of(sandbox)
    await rig.run(plan_of(steps))
    return rig.moments, [write_request(step) for step in steps]


async def test_a_crash_at_any_moment_loses_nothing_and_repeats_nothing() -> None:
    moments, wanted = await all_moments(shop_of(500, 700, 900, versions=2))
    assert {moment.where for moment in moments} >= {"intend", "before PUT", "after PUT", "end", "set_state"}
    for moment in moments:
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert list(applied) == wanted, moment.where
        assert rig.prices() == [1000, 1400, 1800]
        assert set(rig.states("run-1")) == {"applied"}
        assert rig.runs.view("run-1").state is RunState.FINISHED


async def test_after_a_long_break_the_run_is_settled_and_waits() -> None:
    moments, _ = await all_moments(shop_of(500, 700))
    for moment in moments:
        rig = next_engine(moment, away_ms=31 * 60_000)
        applied = await recover(rig, moment)
        assert applied == moment.applied
        view = rig.runs.view("run-1")
        changed = [product.price % 1000 in (0, 400) for product in rig.sandbox.state.products]
        assert [state == "applied" for state in rig.states("run-1")] == changed
        assert view.state is (RunState.FINISHED if all(changed) else RunState.PAUSED)
        if view.state is RunState.PAUSED:
            assert "closed for a while" in view.wait_text
            rig.runs.resume("run-1")
            await rig.runs.finished()
            assert rig.prices() == [1000, 1400]


async def test_a_run_that_was_stopping_is_settled_and_stopped() -> None:
    rig = Watched(shop_of(500, 700, 900))
    inner = rig.transport.before

    def stop(request: Request) -> None:
        if request.method == "PUT":
            rig.runs.stop("run-1")
        inner(request)

    rig.transport.before = stop
    await rig.run(plan_of(steps_of(rig.sandbox)))
    in_flight = next(moment for moment in rig.moments if moment.where == "after PUT")
    after = next_engine(in_flight)
    await recover(after, in_flight)
    assert after.states("run-1") == ["applied", "cancelled", "cancelled"]
    assert after.runs.view("run-1").state is RunState.STOPPED


async def test_an_interrupted_run_waits_for_its_shop() -> None:
    moments, _ = await all_moments(shop_of(500, 700))
    moment = next(moment for moment in moments if moment.where == "after PUT")
    rig = next_engine(moment)
    rig.account_id = None
    await rig.runs.settle_all()
    assert not rig.runs.active
    view = rig.runs.view("run-1")
    assert (view.state, view.counts.unsure, view.can_resume) == (RunState.PAUSED, 1, True)
    assert "connected again" in view.wait_text
    assert rig.rows("run-1")[0].text.startswith("It was sent, and the end was not seen.")
    assert rig.transport.received == []


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
        method=st.sampled_from(["GET", "PUT"]),
        skip=st.integers(0, 6),
        times=st.integers(1, 8),
    ),
    max_size=3,
)


@settings(deadline=None, max_examples=60)
@given(faults=faults, moment=st.floats(0, 1, exclude_max=True), versions=st.integers(0, 2))
def test_history_is_the_truth_whatever_fails(faults: list[Fault], moment: float, versions: int) -> None:
    asyncio.run(_history_is_the_truth(faults, moment, versions))


async def _history_is_the_truth(faults: list[Fault], where: float, versions: int) -> None:
    sandbox = shop_of(500, 700, 900, versions=versions)
    steps = steps_of(sandbox)
    moments, wanted = await all_moments(sandbox, *faults)
    moment = moments[int(where * len(moments))]
    rig = next_engine(moment)
    applied = await recover(rig, moment)
    _check(rig, steps)
    if rig.runs.view("run-1").can_resume:
        rig.runs.resume("run-1")
        await rig.runs.finished()
        _check(rig, steps)
        assert "waiting" not in rig.states("run-1")
    assert max(Counter(applied).values(), default=0) <= 1
    assert set(applied) <= set(wanted)


def _check(rig: Rig, steps: tuple[Any, ...]) -> None:
    """Each row says what Gumroad's state says."""
    prices = {product.id: product.price for product in rig.sandbox.state.products}
    differences = {
        option.id: option.price_difference or 0
        for product in rig.sandbox.state.products
        for group in product.variants
        for option in group.options
    }
    for step, row in zip(steps, rig.rows("run-1"), strict=True):
        if step.kind == "set_price":
            now, before, after = prices[step.product_id], step.before.price_minor, step.after.price_minor
        else:
            now = differences[step.variant_id]
            before, after = step.before.price_difference_minor, step.after.price_difference_minor
        if row.state in ("applied", "unchanged"):
            assert now == after
        elif row.state != "unknown":
            assert now == before
        assert now in (before, after)


@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.DROP_BEFORE])
async def test_settling_without_an_answer_pauses(kind: FaultKind) -> None:
    moments, _ = await all_moments(shop_of(500, 700))
    moment = next(moment for moment in moments if moment.where == "after PUT")
    rig = next_engine(moment)
    rig.transport.faults.append(Fault(kind, method="GET", times=50))
    await recover(rig, moment)
    assert rig.runs.view("run-1").state is RunState.PAUSED
    assert rig.runs.view("run-1").counts.unsure == 1
