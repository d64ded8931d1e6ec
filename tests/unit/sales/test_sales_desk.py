"""The commands of the sales, from text to text."""

import asyncio
from typing import Any

import pytest

from py_core.execution.sync import Pace
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN
from tests.unit.test_app import Rig


class SlowRig(Rig):
    """An engine whose Gumroad asks for fewer requests now and then."""

    slow_downs = 0

    async def send(self, request: Request) -> Response:
        if self.slow_downs and request.path.startswith("/v2/sales"):
            self.slow_downs -= 1
            return Response(429, (("content-type", "text/plain"),), b"Retry later")
        return await super().send(request)


async def connected(sales: int = 300) -> SlowRig:
    rig = SlowRig()
    state = generate_shop(12, 7, rig.clock.now_ms(), sales=sales)
    state.user.utc_offset_minutes = 120
    rig.sandbox = Sandbox(state)
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    await rig.app.idle()
    return rig


def told(rig: Rig) -> list[dict[str, Any]]:
    return [event["sync"] for event in rig.events if event["type"] == "sales.progressed"]


async def test_sales_are_read_told_and_proven() -> None:
    rig = await connected()
    before = await rig.ask("sales.status")
    assert (before["proof"], before["unfinished"], before["read_at_ms"]) == (None, False, None)
    assert (await overview(rig))["sentence"] == "The sales were not read yet."
    assert (await rig.ask("sales.sync"))["state"] == "reading"
    await rig.app.idle()
    status = await rig.ask("sales.status")
    assert status["sync"]["state"] == "done"
    assert status["proof"]["complete"]
    assert status["proof"]["sentence"].endswith("every day's units agree with Gumroad's own totals.")
    assert f"{status['sync']['sales']:,} sales" in status["proof"]["sentence"]
    assert [view["state"] for view in told(rig)][-1] == "done"
    assert told(rig)[-1]["found"] == status["sync"]["sales"] == told(rig)[-1]["read"]


async def test_reading_again_finds_what_changed() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.app.idle()
    sale = next(s for s in rig.sandbox.state.sales if s.kind == "successful" and s.refundable_in_currency > 500)
    rig.sandbox.handle(Request("PUT", f"/v2/sales/{sale.id}/refund"), token=SAMPLE_TOKEN, now_ms=rig.clock.now_ms())
    await rig.ask("sales.sync")
    await rig.app.idle()
    sync = (await rig.ask("sales.status"))["sync"]
    assert (sync["found"], sync["changed"]) == (0, 1)
    assert sync["requests"] < 20


async def overview(rig: Rig, span: str = "all", step: str = "", **filter_: object) -> dict[str, Any]:
    form = {"span": span, "step": step, "filter": filter_}
    return dict(await rig.ask("sales.overview", form=form))


async def test_totals_are_grouped_and_named() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.app.idle()
    view = await overview(rig)
    everything = {"span": "all", "filter": {}}
    groups = ("product", "country", "code", "utm_source", "utm_medium", "utm_campaign")
    tops = {group: (await rig.ask("sales.top", form=everything, group=group))["rows"] for group in groups}
    assert (await rig.ask("sales.fees", form=everything))["sentences"]
    names = {product.id: product.name for product in rig.sandbox.state.products}
    assert all(row["label"] == names[row["key"]] for row in tops["product"])
    gross = sum(point["gross"]["minor"] for point in view["points"])
    for rows in tops.values():
        assert sum(row["gross"]["minor"] for row in rows) == gross
        assert all(row["label"] for row in rows)
    assert view["complete"]
    assert not view["empty"]
    assert (view["figures"][0]["label"], view["compared"]) == ("Revenue", "")
    facets = await rig.ask("sales.facets")
    assert await rig.ask("sales.facets") == facets
    assert {facet["value"] for facet in facets["products"]} == {row["key"] for row in tops["product"]}


async def test_every_step_adds_up_to_the_same() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.app.idle()
    by_step = {step: await overview(rig, step=step) for step in ("day", "week", "month")}
    sums = {sum(point["net"]["minor"] for point in view["points"]) for view in by_step.values()}
    assert len(sums) == 1
    assert len(by_step["day"]["points"]) > len(by_step["week"]["points"]) > len(by_step["month"]["points"])
    quarter = await overview(rig, "90")
    assert len(quarter["points"]) in (13, 14)
    assert quarter["compared"].startswith("against ")
    one = await overview(rig, "own", first_day="2026-11-01", last_day="2026-11-01")
    assert [point["key"] for point in one["points"]] == ["2026-11-01"]


async def test_a_shop_without_sales_is_empty() -> None:
    rig = await connected(0)
    view = await overview(rig)
    assert view["empty"]
    assert view["sentence"] == "The sales were not read yet."


async def test_days_that_cannot_be_used_are_named() -> None:
    rig = await connected(0)
    own = {"span": "own", "filter": {"first_day": "1.2.2026", "last_day": "2026-13-01"}}
    answer = await rig.raw("sales.overview", form=own)
    assert set(answer["error"]["fields"]) == {"first_day", "last_day"}
    future = {"span": "own", "filter": {"first_day": "2031-01-01"}}
    answer = await rig.raw("sales.overview", form=future)
    assert set(answer["error"]["fields"]) == {"first_day"}


async def test_stopped_means_stopped_and_goes_on_later() -> None:
    rig = await connected(900)
    await rig.ask("sales.sync")
    while not (await rig.ask("sales.status"))["sync"]["sales"]:
        await asyncio.sleep(0)
    assert (await rig.ask("sales.sync"))["state"] == "reading"
    stopped = await rig.ask("sales.stop")
    assert stopped["state"] == "stopped"
    status = await rig.ask("sales.status")
    assert status["unfinished"]
    assert 0 < status["sync"]["sales"] < 900
    later = Rig(rig)
    later.sandbox = rig.sandbox
    await later.ask("account.connect", token=SAMPLE_TOKEN)
    assert "here so far" in (await overview(later))["sentence"]
    await later.ask("sales.sync")
    await later.app.idle()
    status = await later.ask("sales.status")
    assert status["proof"]["complete"]
    assert not status["unfinished"]


async def test_a_failure_is_a_sentence_and_keeps_what_was_read() -> None:
    rig = await connected()
    for token in rig.sandbox.state.tokens:
        token.scopes = ["view_public", "edit_products"]
    await rig.ask("sales.sync")
    await rig.app.idle()
    sync = (await rig.ask("sales.status"))["sync"]
    assert sync["state"] == "failed"
    assert sync["message"].startswith("Reading the sales stopped.")
    assert "What was read is kept" in sync["hint"]


async def test_forgotten_sales_are_gone() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.ask("account.forget")
    assert await rig.refused("sales.status") == "not_connected"
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    assert (await rig.ask("sales.status"))["sync"]["sales"] == 0


async def test_the_sample_shops_sales_are_read_too() -> None:
    rig = Rig()
    await rig.sample()
    await rig.ask("sales.sync")
    await rig.app.idle()
    status = await rig.ask("sales.status")
    assert (status["sync"]["state"], status["proof"]["complete"]) == ("done", True)
    assert status["sync"]["sales"] > 0
    await rig.ask("account.sample", reset=True)
    assert (await rig.ask("sales.status"))["sync"]["sales"] == 0


async def test_our_own_bug_ends_the_reading_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    rig = await connected()
    rig.conn.execute("DROP TABLE sales_ranges")
    await rig.ask("sales.sync")
    await rig.app.idle()
    assert told(rig)[-1]["state"] == "failed"
    assert "What was read is kept" in told(rig)[-1]["hint"]
    assert capsys.readouterr().err


async def test_waiting_is_told() -> None:
    rig = await connected()
    rig.slow_downs = 1
    await rig.ask("sales.sync")
    await rig.app.idle()
    assert any(view["message"] for view in told(rig))
    assert told(rig)[-1]["state"] == "done"


def test_pace_is_said_when_there_is_enough_to_go_by() -> None:
    pace = Pace()
    assert pace.saw(0, 0, 100) == (None, None)
    assert pace.saw(1_000, 50, 95) == (None, None)
    assert pace.saw(10_000, 500, 50) == (3_000, 10)
    assert pace.saw(60_000, 500, 50) == (None, None)
