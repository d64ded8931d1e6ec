"""Runs that wait, are stopped or paused, and go on."""

import asyncio

import pytest

from py_core.errors import InputError, PlanError, UnsafePlan
from py_core.execution.outcomes import RunState
from tests.fakes import FakeClock, Fault, FaultKind
from tests.unit.execution.rig import Rig, plan_of, put_fault, shop_of, steps_of


async def test_a_revoked_token_pauses_the_run_and_it_can_go_on() -> None:
    rig = Rig(shop_of(500, 700), put_fault(FaultKind.UNAUTHORIZED, skip=1))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    view = rig.runs.view(run_id)
    assert view.state is RunState.PAUSED
    assert "token" in view.wait_text
    assert rig.states(run_id) == ["applied", "waiting"]
    assert view.can_resume
    rig.runs.resume(run_id)
    await rig.runs.finished()
    assert rig.states(run_id) == ["applied", "applied"]
    assert len(rig.transport.writes) == 3


@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.DROP_BEFORE])
async def test_a_read_that_cannot_be_made_pauses_the_run(kind: FaultKind) -> None:
    rig = Rig(shop_of(500), Fault(kind, method="GET", times=20))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.runs.view(run_id).state is RunState.PAUSED
    assert rig.states(run_id) == ["waiting"]
    assert rig.transport.writes == []


@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.DROP_BEFORE, FaultKind.FAIL])
async def test_a_lost_write_that_cannot_be_read_back_now_pauses_and_settles_later(kind: FaultKind) -> None:
    rig = Rig(
        shop_of(500),
        put_fault(FaultKind.DROP_AFTER),
        Fault(kind, method="GET", skip=1, times=3),
    )
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    row = rig.rows(run_id)[0]
    assert (rig.runs.view(run_id).state, row.state) == (RunState.PAUSED, "unknown")
    assert rig.runs.view(run_id).counts.unsure == 1
    rig.transport.faults.clear()
    rig.runs.resume(run_id)
    await rig.runs.finished()
    assert rig.states(run_id) == ["applied"]
    assert len(rig.transport.writes) == 1


async def test_a_paused_run_with_an_open_step_can_be_ended() -> None:
    rig = Rig(
        shop_of(500, 700),
        put_fault(FaultKind.DROP_AFTER),
        Fault(FaultKind.DROP_BEFORE, method="GET", skip=1, times=9),
    )
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    view = rig.runs.stop(run_id)
    assert view.state is RunState.STOPPED
    assert rig.states(run_id) == ["unknown", "cancelled"]
    assert {step.key for step in rig.runs.retry_steps(run_id)} == {row.key for row in rig.rows(run_id)}


async def test_three_troubles_in_a_row_pause_the_run() -> None:
    rig = Rig(shop_of(*range(500, 1000, 100)), Fault(FaultKind.FAIL, method="GET", times=1000))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["skipped"] * 3 + ["waiting"] * 2
    assert rig.runs.view(run_id).state is RunState.PAUSED


async def test_slow_down_waits_for_the_next_minute_and_reads_again() -> None:
    clock = FakeClock(now_ms=1_795_000_015_000)
    rig = Rig(shop_of(500), put_fault(FaultKind.SLOW_DOWN), clock=clock)
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["applied"]
    told = [event.run.wait_text for event in rig.progress() if event.run.wait_text]
    assert told
    assert told[0].startswith("Gumroad asked for a pause. Going on in ")
    assert clock.now_ms() // 60_000 > 1_795_000_015_000 // 60_000
    methods = [request.method for request in rig.transport.received]
    assert methods == ["GET", "PUT", "GET", "PUT"]


async def test_slow_down_for_ever_leaves_the_step_alone() -> None:
    rig = Rig(shop_of(500, 700), put_fault(FaultKind.SLOW_DOWN, times=6))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["skipped", "applied"]


async def test_stop_takes_effect_between_steps_and_the_run_can_go_on() -> None:
    rig = Rig(shop_of(500, 700, 900))
    plan = plan_of(steps_of(rig.sandbox))

    def stop_during_the_first_write(request: object) -> None:
        if getattr(request, "method", "") == "PUT":
            rig.runs.stop("run-1")

    rig.transport.before = stop_during_the_first_write
    run_id = await rig.run(plan)
    assert rig.states(run_id) == ["applied", "cancelled", "cancelled"]
    view = rig.runs.view(run_id)
    assert (view.state, view.can_resume, view.can_retry) == (RunState.STOPPED, True, True)
    rig.transport.before = lambda _request: None
    assert rig.runs.resume(run_id).state is RunState.RUNNING
    await rig.runs.finished()
    assert rig.states(run_id) == ["applied"] * 3
    with pytest.raises(PlanError, match="over"):
        rig.runs.resume(run_id)


async def test_stop_aborts_a_wait() -> None:
    clock = FakeClock(auto=False)
    rig = Rig(shop_of(500), Fault(FaultKind.DROP_BEFORE, method="GET"), clock=clock)
    run_id = rig.runs.start(rig.plans.save(plan_of(steps_of(rig.sandbox)))).run_id
    while not any(seconds < 1 for seconds in clock.slept if seconds > 0.3):
        await asyncio.sleep(0)
    rig.runs.stop(run_id)
    await rig.runs.finished()
    assert rig.states(run_id) == ["cancelled"]


async def test_stopping_twice_and_after_the_end_changes_nothing() -> None:
    rig = Rig(shop_of(500))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.runs.stop(run_id).state is RunState.FINISHED


async def test_stop_and_resume_may_be_asked_for_twice() -> None:
    rig = Rig(shop_of(500, 700))
    view = rig.runs.start(rig.plans.save(plan_of(steps_of(rig.sandbox))))
    assert rig.runs.resume(view.run_id).state is RunState.RUNNING
    latest = rig.runs.latest()
    assert latest is not None
    assert (latest.run_id, latest.left_s, latest.can_undo) == (view.run_id, 2, False)
    assert rig.runs.stop(view.run_id).state is RunState.STOPPING
    assert rig.runs.stop(view.run_id).state is RunState.STOPPING
    await rig.runs.drain()
    assert rig.runs.view(view.run_id).state is RunState.STOPPED
    await rig.runs.drain()


async def test_without_a_token_an_interrupted_run_stays_as_it_is() -> None:
    rig = Rig(shop_of(500), put_fault(FaultKind.UNAUTHORIZED))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    rig.journal.set_state(run_id, RunState.RUNNING, rig.clock.now_ms())
    client, rig.connected = rig.client, False
    await rig.runs.settle_all()
    assert (rig.client, rig.runs.active) == (client, False)
    with pytest.raises(InputError):
        rig.runs.resume(run_id)
    rig.connected = True
    await rig.runs.settle_all()
    await rig.runs.settle_all()
    await rig.runs.finished()
    assert rig.states(run_id) == ["applied"]


async def test_of_two_interrupted_runs_the_newer_goes_on() -> None:
    rig = Rig(shop_of(500, 700), put_fault(FaultKind.UNAUTHORIZED, times=2))
    older = await rig.run(plan_of(steps_of(rig.sandbox)[:1]))
    rig.clock.advance(1)
    newer = await rig.run(plan_of(steps_of(rig.sandbox)[1:]))
    for run_id in (older, newer):
        rig.journal.set_state(run_id, RunState.RUNNING, rig.clock.now_ms())
    await rig.runs.settle_all()
    await rig.runs.finished()
    assert (rig.runs.view(older).state, rig.runs.view(newer).state) == (RunState.PAUSED, RunState.FINISHED)


async def test_read_only_mode_pauses_a_run() -> None:
    rig = Rig(shop_of(500, 700))

    def lock(request: object) -> None:
        if getattr(request, "method", "") == "PUT":
            rig.settings = rig.settings.model_copy(update={"read_only": True})

    rig.transport.before = lock
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["applied", "waiting"]
    assert rig.runs.view(run_id).state is RunState.PAUSED
    with pytest.raises(UnsafePlan):
        rig.runs.resume(run_id)


async def test_a_bug_in_the_engine_pauses_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    rig = Rig(shop_of(500))

    def break_down(_request: object) -> None:
        raise RuntimeError("a bug")

    rig.transport.before = break_down
    run_id = rig.runs.start(rig.plans.save(plan_of(steps_of(rig.sandbox)))).run_id
    await rig.runs.finished()
    view = rig.runs.view(run_id)
    assert view.state is RunState.PAUSED
    assert "broke" in view.wait_text
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "a bug" not in told.replace('RuntimeError("a bug")', "")
