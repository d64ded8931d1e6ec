"""Schedules through the core's border: what the alarm is told, what moves them on, and what forgets them."""

from typing import Any

import pytest

from tests.unit.test_app import Rig

HOUR_MS = 3_600_000
PERCENT = {"mode": "percent", "percent": "+10"}


async def planned(rig: Rig) -> str:
    """A previewed change of one price in the sample shop; its digest."""
    products = await rig.sample()
    chosen = [product["id"] for product in products if product["type"] == "digital"][:1] or [products[0]["id"]]
    plan: dict[str, Any] = await rig.ask("plan.price", form=PERCENT, product_ids=chosen)
    assert plan["writes"] >= 1
    return str(plan["digest"])


def glance(rig: Rig) -> dict[str, Any]:
    """The newest glance that was told."""
    return [event for event in rig.events if event["type"] == "glance.changed"][-1]


async def added(rig: Rig, start: int | None, end: int | None = None) -> dict[str, Any]:
    """A schedule in hours from now."""
    now_ms = rig.clock.now_ms()
    digest = await planned(rig)
    times = {
        "start_at_ms": None if start is None else now_ms + start * HOUR_MS,
        "end_at_ms": None if end is None else now_ms + end * HOUR_MS,
    }
    assert (await rig.ask("schedule.check", digest=digest, **times))["errors"] == {}
    view = await rig.ask("schedule.add", digest=digest, **times)
    row: dict[str, Any] = view["rows"][0]
    return row


async def state(rig: Rig) -> str:
    rows = (await rig.ask("schedule.list"))["rows"]
    return str(rows[0]["state"])


async def test_the_glance_says_when_to_wake_and_the_wake_does_it() -> None:
    rig = Rig()
    row = await added(rig, 1, 3)
    assert glance(rig)["next_at_ms"] == row["start_at_ms"]
    rig.clock.advance(3600)
    await rig.ask("schedule.wake")
    await rig.app.idle()
    assert await state(rig) == "on"
    assert glance(rig)["next_at_ms"] == row["end_at_ms"]
    assert [event for event in rig.events if event["type"] == "schedule.changed"]
    rig.clock.advance(2 * 3600)
    await rig.ask("schedule.wake")
    await rig.app.idle()
    assert await state(rig) == "ended"
    assert glance(rig)["next_at_ms"] is None
    assert [run["kind"] for run in (await rig.ask("run.list"))["runs"]] == ["undo", "prices"]


async def test_a_new_engine_does_what_is_due_once_its_shop_is_there() -> None:
    rig = Rig()
    await added(rig, 1, 24)
    rig.clock.advance(2 * 3600)
    later = Rig(rig)
    await later.app.start()
    await later.app.idle()
    assert await state(later) == "held"
    assert glance(later)["news"] != ""
    await later.ask("account.resume", token=None)
    await later.app.idle()
    assert await state(later) == "on"


async def test_leaving_read_only_mode_lets_it_go_on() -> None:
    rig = Rig()
    await added(rig, 1)
    settings = (await rig.ask("settings.get"))["settings"]
    await rig.ask("settings.set", settings=settings | {"read_only": True})
    rig.clock.advance(3600)
    await rig.ask("schedule.wake")
    assert await state(rig) == "held"
    await rig.ask("settings.set", settings=settings)
    await rig.app.idle()
    assert await state(rig) == "ended"


async def test_cancelling_takes_the_alarm_away() -> None:
    rig = Rig()
    row = await added(rig, 1)
    await rig.ask("schedule.cancel", schedule_id=row["schedule_id"])
    assert glance(rig)["next_at_ms"] is None


async def test_forgetting_the_shop_forgets_what_was_scheduled() -> None:
    rig = Rig()
    await added(rig, 1)
    await rig.ask("account.forget")
    assert glance(rig)["next_at_ms"] is None
    assert (await rig.ask("schedule.list"))["rows"] == []


@pytest.mark.parametrize("undone", [False, True])
async def test_an_end_takes_back_what_is_left_of_the_start(undone: bool) -> None:
    rig = Rig()
    await added(rig, None, 1)
    await rig.app.idle()
    row = (await rig.ask("schedule.list"))["rows"][0]
    if undone:
        await rig.ran(await rig.ask("plan.undo", run_id=row["start_run_id"]))
    rig.clock.advance(3600)
    await rig.ask("schedule.wake")
    await rig.app.idle()
    row = (await rig.ask("schedule.list"))["rows"][0]
    assert row["state"] == "ended"
    assert (row["end_run_id"] is None) is undone
