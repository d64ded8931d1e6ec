"""What the pages ask about schedules: what is refused before anything is kept, clashes, the list."""

import pytest

from py_core.errors import CoreError, InputError, PlanError, StalePlan, UnknownPlan, UnsafePlan
from py_core.plan.plan import Finding
from tests.unit.schedule.rig import MINUTE_MS, World
from tests.unit.schedule.test_scheduled_runs import DAY, HOUR


@pytest.mark.parametrize(
    ("start", "end", "fields"),
    [
        (-2, None, {"start": "This time has passed. Choose a later one, or start now."}),
        (367 * DAY, None, {"start": "At most a year ahead."}),
        (HOUR, HOUR, {"end": "The end has to be at least a minute after the start."}),
        (None, 0, {"end": "This time has passed. Choose a later one."}),
        (HOUR, 3 * 366 * DAY, {"end": "At most two years ahead."}),
    ],
)
async def test_times_that_make_no_sense_are_told_by_field(
    start: int | None, end: int | None, fields: dict[str, str]
) -> None:
    world = World(1000)
    digest = world.doubled()
    assert world.check(digest, start, end).errors == fields
    with pytest.raises(InputError) as refused:
        await world.add(digest, start, end)
    assert refused.value.fields == fields
    assert world.desk.view().rows == ()


async def test_the_minute_that_goes_on_counts_as_now() -> None:
    world = World(1000)
    world.clock.advance(30)
    started = await world.add(world.doubled(), -1, None)
    assert world.row(started).state == "ended"


async def refused(world: World, digest: str) -> CoreError:
    with pytest.raises(CoreError) as error:
        await world.add(digest, HOUR, None)
    with pytest.raises(CoreError):
        world.check(digest, HOUR, None)
    return error.value


async def test_a_plan_that_could_not_run_cannot_be_scheduled() -> None:
    world = World(1000)
    ran = world.doubled()
    world.runs.start(ran)
    await world.idle()
    assert isinstance(await refused(world, ran), PlanError)
    assert isinstance(await refused(world, "nothing"), UnknownPlan)
    assert isinstance(await refused(world, world.plan()), InputError)
    plan = world.plans.load(world.doubled())
    block = Finding(code="many_rows", severity="block", text="many")
    asks = world.plans.save(plan.model_copy(update={"findings": (block,)}))
    assert isinstance(await refused(world, asks), UnsafePlan)
    foreign = world.plans.save(plan.model_copy(update={"account_id": "another"}))
    assert isinstance(await refused(world, foreign), StalePlan)
    assert world.desk.view().rows == ()


async def test_a_plan_is_scheduled_once_at_a_time() -> None:
    world = World(1000)
    digest = world.doubled()
    first = await world.add(digest, HOUR, None)
    assert (await refused(world, digest)).code == "schedule_already"
    await world.cancel(first)
    await world.add(digest, 2 * HOUR, None)
    await world.later(2 * HOUR)
    assert world.prices() == [2000]


async def test_what_will_happen_is_said_before() -> None:
    world = World(1000, 2000)
    digest = world.doubled()
    later = world.check(digest, HOUR, DAY)
    assert later.errors == {}
    assert later.sentences == (
        "2 changes are made then.",
        "Each is read again just before. What has changed by then is left alone, and you are told.",
        "At the end everything it changed is taken back, as Undo in History does it.",
    )
    assert world.check(digest, None, None).sentences == (
        "2 changes are made at once.",
        "It stays. You can undo it in History.",
    )


async def test_schedules_for_the_same_products_at_the_same_time_are_warned_of() -> None:
    world = World(1000, 2000)
    first = await world.add(world.doubled(0, title="Spring"), HOUR, DAY)
    second = world.doubled(0, 1, title="Summer")
    assert world.check(second, 2 * HOUR, 3 * HOUR).clashes == ("Spring",)
    assert world.check(second, DAY, 2 * DAY).clashes == ()
    added = await world.add(second, 2 * HOUR, 3 * HOUR)
    assert world.row(first).clashes == ("Summer",)
    assert world.row(added).clashes == ("Spring",)
    await world.cancel(first)
    assert world.row(added).clashes == ()


async def test_the_list_has_what_comes_next_first_and_then_what_is_over_newest_first() -> None:
    world = World(1000, 2000, 3000, 4000)
    over = [await world.add(world.doubled(at, title=f"over {at}"), at + 1, None) for at in range(2)]
    await world.later(5)
    late = await world.add(world.doubled(2), DAY, None)
    soon = await world.add(world.doubled(3), HOUR, 2 * DAY)
    view = world.desk.view()
    assert [row.schedule_id for row in view.rows] == [soon, late, over[1], over[0]]
    assert view.next_at_ms == world.clock.now_ms() + HOUR * MINUTE_MS
    world.account_id = None
    assert world.desk.view().rows == ()
    assert world.desk.next_at_ms() == view.next_at_ms


async def test_several_pieces_of_news_are_one_sentence() -> None:
    world = World(1000, 2000, 3000)
    for at in range(3):
        await world.add(world.doubled(at, title=f"Sale {at}"), HOUR, 2 * HOUR)
    await world.boot(minutes=DAY)
    assert world.desk.news().endswith("Nothing was sent. And 2 more.")
    world.look()
    assert world.desk.news() == ""
    assert all(not row.news for row in world.desk.view().rows)
