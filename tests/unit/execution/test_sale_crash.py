"""Wherever an engine vanishes in a run about sales, every end is known; nothing is paid or mailed twice."""

import asyncio
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.execution.outcomes import RunState
from py_core.gumroad.wire import Request
from py_core.plan.plan import Plan
from py_core.plan.sale_steps import (
    MarkShipped,
    RefundSale,
    ResendReceipt,
    SetLicense,
    TakeUseBack,
)
from py_core.sandbox.server import Sandbox
from tests.fakes import Fault, FaultKind
from tests.unit.execution.crash_rig import Moment, Watched, next_engine, recover
from tests.unit.execution.rig import Rig
from tests.unit.execution.sale_rig import FORMS, given_back, mixed_shop, now, planned

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
        method=st.sampled_from(["GET", "POST", "PUT"]),
        skip=st.integers(0, 6),
        times=st.integers(1, 8),
    ),
    max_size=3,
)
ONCE = ("receipts", "refund parts")
"""What is never sent again, so that a sending that may have gone out stays unknown."""


async def all_moments(name: str, *given_faults: Fault) -> tuple[list[Moment], Plan]:
    sandbox = mixed_shop()
    plan = planned(sandbox, FORMS[name])
    rig = Watched(sandbox, *given_faults)
    await rig.run(plan)
    return rig.moments, plan


def mails(applied: tuple[Request, ...]) -> Counter[str]:
    """How many receipts went out, by sale."""
    return Counter(request.path.split("/")[-2] for request in applied if request.method == "POST")


@pytest.mark.parametrize("name", FORMS)
async def test_a_crash_at_any_moment_does_nothing_twice(name: str) -> None:
    moments, plan = await all_moments(name)
    assert {moment.where for moment in moments} >= {"create", "intend", "end", "set_state"}
    for moment in moments:
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert rig.runs.view("run-1").state is RunState.FINISHED
        states = rig.states("run-1")
        if name in ONCE:
            assert set(states) <= {"applied", "unknown"}, moment.where
            assert states.count("unknown") <= 1
            assert len(applied) in (len(plan.steps), len(plan.steps) - states.count("unknown"))
        else:
            assert set(states) == {"applied"}, moment.where
            assert len(applied) == len(plan.steps)
        check(rig, plan, applied)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE])
async def test_a_lost_reply_and_a_crash_do_nothing_twice(name: str, kind: FaultKind) -> None:
    moments, plan = await all_moments(name, Fault(kind, "P*", skip=1))
    for moment in moments:
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        check(rig, plan, applied)
        if name not in ONCE:
            assert set(rig.states("run-1")) == {"applied"}, moment.where
            assert len(applied) == len(plan.steps)


@pytest.mark.parametrize("name", FORMS)
async def test_stopped_and_continued_at_any_step_it_does_nothing_twice(name: str) -> None:
    plan = planned(mixed_shop(), FORMS[name])
    for at in range(len(plan.steps)):
        rig = Rig(mixed_shop())
        written = 0

        def stop(request: Request, at: int = at, rig: Rig = rig) -> None:
            nonlocal written
            if request.method != "GET":
                written += 1
                if written == at + 1:
                    rig.runs.stop("run-1")

        rig.transport.after = stop
        await rig.run(plan)
        rest = len(plan.steps) - at - 1
        assert rig.states("run-1") == ["applied"] * (at + 1) + ["cancelled"] * rest
        if rest:
            rig.runs.resume("run-1")
            await rig.runs.finished()
        assert rig.states("run-1") == ["applied"] * len(plan.steps)
        assert len(rig.transport.writes) == len(plan.steps)
        check(rig, plan, tuple(rig.transport.writes))


@settings(deadline=None, max_examples=150)
@given(name=st.sampled_from(list(FORMS)), faults=faults, moment=st.floats(0, 1, exclude_max=True))
def test_history_is_the_truth_whatever_fails(name: str, faults: list[Fault], moment: float) -> None:
    asyncio.run(_history_is_the_truth(name, faults, moment))


async def _history_is_the_truth(name: str, given_faults: list[Fault], where: float) -> None:
    moments, plan = await all_moments(name, *given_faults)
    moment = moments[int(where * len(moments))]
    rig = next_engine(moment)
    applied = await recover(rig, moment)
    check(rig, plan, applied)
    if rig.runs.view("run-1").can_resume:
        more: list[Request] = []
        rig.transport.after = lambda request: more.append(request) if request.method != "GET" else None
        rig.runs.resume("run-1")
        await rig.runs.finished()
        check(rig, plan, (*applied, *more))
        assert "waiting" not in rig.states("run-1")


def check(rig: Rig, plan: Plan, applied: tuple[Request, ...]) -> None:
    """Each row says what the shop says, and no sale got more than was planned."""
    rows = dict(zip([step.key for step in plan.steps], rig.rows("run-1"), strict=True))
    sandbox, sent = rig.sandbox, mails(applied)
    for step in plan.steps:
        row = rows[step.key]
        came_through = row.state in ("applied", "unchanged")
        unsure = row.state in ("unknown", "working")
        match step:
            case RefundSale():
                back = given_back(sandbox)[step.sale_id]
                assert back in (0, step.gives_minor)
                assert unsure or (back == step.gives_minor) is came_through
            case ResendReceipt():
                assert sent[step.sale_id] <= 1
                assert unsure or (sent[step.sale_id] == 1) is came_through
            case MarkShipped():
                _check_shipped(sandbox, step, done=came_through, unsure=unsure)
            case SetLicense():
                off = now(sandbox, step.sale_id).license_disabled
                assert unsure or (off is step.after.disabled) is came_through
            case TakeUseBack():
                uses = now(sandbox, step.sale_id).license_uses
                assert unsure or (uses <= step.after.uses) is came_through
                assert uses >= 0
            case _:
                raise AssertionError(step.kind)


def _check_shipped(sandbox: Sandbox, step: MarkShipped, *, done: bool, unsure: bool) -> None:
    sale = now(sandbox, step.sale_id)
    after = (step.after.shipped, step.after.tracking_url)
    assert unsure or ((bool(sale.shipped), sale.tracking_url or "") == after) is done
