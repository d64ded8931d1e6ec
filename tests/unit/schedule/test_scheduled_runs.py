"""Schedules at work: on time, late, missed, held, in turn, across restarts, and never silently."""

import pytest

from py_core.errors import InputError, UnknownPlan
from py_core.plan.plan import PlanKind
from py_core.protocol.events import Event, RunProgressed
from tests.fakes import Fault, FaultKind
from tests.unit.execution.rig import put_fault
from tests.unit.schedule.rig import ACCOUNT, World

HOUR, DAY = 60, 24 * 60


async def test_a_plan_runs_at_its_start_and_is_taken_back_at_its_end() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, 3 * HOUR)
    assert (world.row(one).state, world.prices()) == ("waiting", [1000, 2000])
    assert world.transport.received == []
    await world.later(HOUR)
    assert (world.row(one).state, world.prices()) == ("on", [2000, 4000])
    await world.later(2 * HOUR)
    row = world.row(one)
    assert (row.state, world.prices()) == ("ended", [1000, 2000])
    assert row.text == "At the start: 2 changed. At the end: 2 restored."
    assert not row.news
    assert world.desk.next_at_ms() is None


async def test_without_an_end_it_stays() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), 5, None)
    await world.later(2 * DAY)
    assert (world.row(one).state, world.prices()) == ("ended", [2000])


async def test_a_start_of_now_runs_at_once() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    assert (world.row(one).state, world.prices()) == ("on", [2000])
    await world.later(HOUR)
    assert world.prices() == [1000]


async def test_a_browser_that_was_closed_at_the_start_runs_late_and_says_how_late() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, DAY)
    await world.boot(minutes=4 * HOUR)
    row = world.row(one)
    assert (row.state, world.prices()) == ("on", [2000])
    assert "It started 3 hours late" in row.text
    assert row.news
    assert world.desk.news() == "“Autumn” ran by schedule, later than planned."
    world.look()
    assert world.desk.news() == ""


async def test_a_browser_that_was_closed_through_all_of_it_misses_it_and_sends_nothing() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    await world.boot(minutes=2 * HOUR)
    row = world.row(one)
    assert (row.state, world.prices(), world.transport.received) == ("missed", [1000], [])
    assert "Nothing was sent" in row.text
    assert world.desk.news() == "“Autumn” was scheduled and missed its time. Nothing was sent."


async def test_a_start_without_end_is_missed_after_a_week() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, None)
    await world.boot(minutes=8 * DAY)
    row = world.row(one)
    assert (row.state, world.prices()) == ("missed", [1000])
    assert "more than a week ago" in row.text


async def test_an_overdue_end_is_done_as_soon_as_possible() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    await world.boot(minutes=3 * DAY)
    row = world.row(one)
    assert (row.state, world.prices()) == ("ended", [1000])
    assert "It was taken back 2 days late" in row.text


async def test_what_changed_since_is_left_alone_at_the_start_and_told() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    world.sandbox.state.products[0].price = 1234
    await world.later(HOUR)
    assert world.prices() == [1234, 4000]
    assert world.row(one).text == "At the start: 1 changed · 1 left alone."
    assert world.desk.news() == "“Autumn” ran by schedule, and not every row came through."
    world.look()
    await world.later(HOUR)
    assert world.prices() == [1234, 2000]


async def test_what_changed_since_is_left_alone_at_the_end_and_told() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), None, HOUR)
    world.sandbox.state.products[0].price = 1234
    await world.later(HOUR)
    assert world.prices() == [1234, 2000]
    assert "At the end: 1 restored · 1 left alone." in world.row(one).text
    assert world.row(one).news


@pytest.mark.parametrize("reason", ["token", "read_only", "other_shop"])
async def test_what_cannot_go_on_is_held_says_what_to_do_and_goes_on_by_itself(reason: str) -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, DAY)
    settings, account = world.settings, world.account_id
    match reason:
        case "token":
            world.connected = False
        case "read_only":
            world.settings = settings.model_copy(update={"read_only": True})
        case _:
            world.account_id = "another"
    await world.later(HOUR)
    assert world.transport.received == []
    assert world.desk.news() != ""
    if reason == "other_shop":
        assert world.desk.view().rows == ()
        assert "another shop is due" in world.desk.view().text
        world.look()
        assert world.desk.news() == ""
    else:
        assert world.row(one).state == "held"
        assert "by itself" in world.row(one).text
    world.connected, world.settings, world.account_id = True, settings, account
    await world.look_again()
    assert (world.row(one).state, world.prices()) == ("on", [2000])


async def test_a_held_end_is_taken_back_when_it_can_be() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    world.connected = False
    await world.later(2 * HOUR)
    assert (world.row(one).state, world.prices()) == ("held", [2000])
    world.connected = True
    await world.look_again()
    assert (world.row(one).state, world.prices()) == ("ended", [1000])


async def test_what_was_held_through_all_of_it_is_missed() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    world.connected = False
    await world.later(3 * HOUR)
    assert world.row(one).state == "missed"
    world.connected = True
    await world.look_again()
    assert world.prices() == [1000]


async def test_without_a_connection_it_is_tried_again_every_few_minutes_and_no_run_begins() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.cut()
    await world.later(HOUR + 20)
    assert (world.row(one).state, world.row(one).start_run_id) == ("held", None)
    world.wire()
    await world.later(6)
    assert (world.row(one).state, world.prices()) == ("on", [2000])


async def test_a_refused_token_holds_it() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.wire(Fault(FaultKind.UNAUTHORIZED, times=1))
    await world.later(HOUR)
    assert "refused the token" in world.row(one).text
    await world.look_again()
    assert world.prices() == [2000]


async def test_several_that_are_due_run_one_after_the_other() -> None:
    world = World(1000, 2000)
    first = await world.add(world.doubled(0), HOUR, None)
    second = await world.add(world.doubled(1), HOUR, None)
    going: list[int] = []

    def watch(event: Event) -> None:
        if isinstance(event, RunProgressed) and event.run.state == "running":
            going.append(sum(run.state == "running" for run in world.runs.list().runs))

    world.during = watch
    await world.later(2 * HOUR)
    assert world.prices() == [2000, 4000]
    assert set(going) == {1}
    begun = [world.schedules.load(each) for each in (first, second)]
    assert [record.start_run_id for record in begun if record] == ["run-3", "run-4"]


async def test_a_run_of_the_seller_is_waited_for() -> None:
    world = World(1000, 2000)
    by_hand = world.doubled(0)
    one = await world.add(world.doubled(1), HOUR, None)
    world.clock.advance(HOUR * 60)
    world.runs.start(by_hand)
    await world.driver.wake()
    assert (world.row(one).state, world.row(one).news) == ("held", False)
    assert "until the run that is going on is over" in world.row(one).text
    await world.idle()
    assert world.prices() == [2000, 4000]


@pytest.mark.parametrize("place", ["request", "answer", "save"])
@pytest.mark.parametrize("number", range(1, 8))
async def test_an_engine_that_dies_in_the_start_or_the_end_does_neither_twice(place: str, number: int) -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, 3 * HOUR)
    world.dies_at = (place, number)
    await world.later(HOUR)
    await world.boot(minutes=1)
    await world.later(10)
    assert (world.row(one).state, world.prices()) == ("on", [2000, 4000])
    world.dies_at = (place, number)
    await world.later(2 * HOUR)
    await world.boot(minutes=50)
    await world.later(10)
    assert (world.row(one).state, world.prices()) == ("ended", [1000, 2000])
    assert len(world.journal.list(ACCOUNT)) == 2
    assert len(world.transport.writes) == 4


async def test_a_run_that_paused_is_taken_up_again_by_itself() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.wire(Fault(FaultKind.DROP_BEFORE, path="/v2/products/*", skip=3, times=40))
    await world.later(HOUR)
    assert world.row(one).state in ("held", "on")
    world.wire()
    await world.later(2 * HOUR)
    assert (world.row(one).state, world.prices()) == ("on", [2000, 4000])
    assert len(world.journal.list(ACCOUNT)) == 1


async def test_a_run_that_will_not_go_on_waits_for_the_seller_and_is_taken_back_at_the_end() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, DAY)
    await world.add(world.doubled(title="Other"), 2 * DAY, None)
    world.wire(Fault(FaultKind.DROP_BEFORE, path="/v2/products/*", skip=3, times=1000))
    await world.later(10 * HOUR)
    row = world.row(one)
    assert (row.state, world.prices()) == ("held", [2000, 2000])
    assert "Its run is paused" in row.text
    assert row.news
    world.wire()
    await world.later(DAY)
    assert (world.row(one).state, world.prices()) == ("ended", [1000, 2000])


async def test_a_run_continued_by_hand_is_no_longer_held() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.wire(Fault(FaultKind.DROP_BEFORE, path="/v2/products/*", skip=3, times=1000))
    await world.later(10 * HOUR)
    world.wire()
    world.runs.resume(world.row(one).start_run_id or "")
    await world.driver.wake()
    assert world.row(one).state == "running"
    await world.idle()
    assert (world.row(one).state, world.prices()) == ("on", [2000, 4000])


async def test_a_plan_run_by_hand_before_its_time_is_not_run_again_and_still_taken_back() -> None:
    world = World(1000)
    digest = world.doubled()
    one = await world.add(digest, HOUR, 2 * HOUR)
    world.runs.start(digest)
    await world.idle()
    assert world.row(one).state == "on"
    assert "yourself before its time" in world.row(one).text
    await world.later(2 * HOUR)
    assert (world.row(one).state, world.prices()) == ("ended", [1000])


async def test_what_was_undone_by_hand_leaves_the_end_nothing_to_do() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    undo = world.undo_plan(world.row(one).start_run_id or "")
    world.runs.start(undo or "")
    await world.idle()
    await world.later(HOUR)
    row = world.row(one)
    assert (row.state, world.prices()) == ("ended", [1000])
    assert "nothing left to take back" in row.text


async def test_an_end_without_anything_that_came_through_sends_nothing() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    world.sandbox.state.products[0].price = 1234
    await world.later(2 * HOUR)
    assert world.transport.writes == []
    assert "nothing left to take back" in world.row(one).text


async def test_rows_tried_again_by_hand_are_not_taken_back_silently() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.wire(put_fault(FaultKind.REFUSE))
    await world.later(HOUR)
    assert sorted(world.prices()) in ([1000, 4000], [2000, 2000])
    run_id = world.row(one).start_run_id or ""
    retry = world.plan(*world.runs.retry_steps(run_id))
    plan = world.plans.load(retry).model_copy(update={"kind": PlanKind.RETRY, "origin_run_id": run_id})
    world.runs.start(world.plans.save(plan))
    await world.idle()
    assert world.prices() == [2000, 4000]
    await world.later(DAY)
    row = world.row(one)
    assert row.state == "ended"
    assert "undo that run in History" in row.text
    assert row.news


async def test_a_damaged_plan_is_not_run() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, DAY)
    world.conn.execute("UPDATE plans SET plan_json = replace(plan_json, '2000', '3000')")
    await world.boot(minutes=HOUR)
    assert (world.row(one).state, world.prices()) == ("missed", [1000])
    assert "could not be read" in world.row(one).text


async def test_a_bug_of_ours_is_told_and_tried_again_later(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    world.undo = lambda _: world.plans.load("").title
    await world.later(HOUR)
    row = world.row(one)
    assert (row.state, world.prices()) == ("held", [2000])
    assert "no longer stored" in row.text
    world.undo = lambda _: str(1 // 0)
    await world.later(HOUR)
    assert "broke" in world.row(one).text
    assert "ZeroDivisionError" in capsys.readouterr().err
    world.undo = world.undo_plan
    await world.later(2 * HOUR)
    assert (world.row(one).state, world.prices()) == ("ended", [1000])


async def test_cancelling_before_the_start_sends_nothing() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    (row,) = (await world.cancel(one)).rows
    assert (row.state, row.can_cancel) == ("cancelled", False)
    await world.later(3 * HOUR)
    assert world.transport.received == []
    assert "before its start" in row.text


async def test_cancelling_after_the_start_leaves_what_was_changed() -> None:
    world = World(1000)
    one = await world.add(world.doubled(), None, HOUR)
    (row,) = (await world.cancel(one)).rows
    await world.later(2 * HOUR)
    assert world.prices() == [2000]
    assert "stays" in row.text
    with pytest.raises(InputError, match="Nothing of this schedule is left"):
        await world.cancel(one)
    with pytest.raises(UnknownPlan):
        await world.cancel("nobody's")


async def test_a_run_that_the_seller_stopped_counts_as_started() -> None:
    world = World(1000, 2000)
    one = await world.add(world.doubled(), HOUR, 2 * HOUR)
    stops = iter([True])

    def stop(event: Event) -> None:
        if isinstance(event, RunProgressed) and event.run.counts.applied == 1 and next(stops, False):
            world.runs.stop(event.run.run_id)

    world.during = stop
    await world.later(HOUR)
    assert (world.row(one).state, world.prices()) == ("on", [2000, 2000])
    await world.later(HOUR)
    assert (world.row(one).state, world.prices()) == ("ended", [1000, 2000])
