"""Reading subscribers: in pages, stopped, killed, taken up again; and what is done about those that vanished."""

import asyncio
from typing import Any

import pytest

from py_core.execution import subscriber_reading, watched_reading
from py_core.gumroad.wire import Response
from py_core.subscribers.forms import SubscribersForm
from tests.unit.subscribers.rig import SHOP, FakeSubscribers, Rig, answer, subscriber


def club(count: int, **changes: Any) -> FakeSubscribers:
    return FakeSubscribers(*(subscriber(number, **changes) for number in range(1, count + 1)))


async def test_every_page_of_every_product_is_read_and_told() -> None:
    gumroad = FakeSubscribers(
        *(subscriber(number) for number in range(250)),
        *(subscriber(number, "letters") for number in range(900, 930)),
    )
    rig = Rig(gumroad)
    view = await rig.read("club", "letters", "empty")
    assert (view.state, view.products_done, view.products, view.subscribers) == ("done", 3, 3, 280)
    assert rig.store.count(SHOP) == 280
    assert len(gumroad.paths) == 5
    assert rig.told[-1] == view
    record = rig.store.load_record(SHOP)
    assert (record.reading, record.ended_at_ms) == (False, rig.clock.now_ms())


async def test_a_shop_without_products_for_subscribers_is_read_without_a_request() -> None:
    rig = Rig(FakeSubscribers())
    rig.reading.start(SHOP, rig.client, ())
    await rig.reading.finished()
    assert (rig.reading.view.state, rig.gumroad.paths) == ("done", [])


async def test_a_stopped_reading_goes_on_behind_the_last_page() -> None:
    gumroad = club(350)
    gumroad.hangs_at = 3
    rig = Rig(gumroad)
    rig.start()
    assert rig.start().state == "reading"
    while len(gumroad.paths) < 3:
        await asyncio.sleep(0)
    view = await rig.reading.stop()
    assert (view.state, rig.store.count(SHOP)) == ("stopped", 200)
    assert rig.store.load_record(SHOP).reading
    assert (await rig.read()).state == "done"
    assert gumroad.paths[3:] == ["products/club/subscribers?k-200", "products/club/subscribers?k-300"]
    assert rig.store.count(SHOP) == 350
    assert (await rig.reading.stop()).state == "done"


@pytest.mark.parametrize("dies_at", range(1, 7))
async def test_a_killed_reading_loses_and_repeats_nothing(dies_at: int) -> None:
    gumroad = FakeSubscribers(
        *(subscriber(n) for n in range(350)), *(subscriber(n, "letters") for n in range(900, 1100))
    )
    gumroad.hangs_at = dies_at
    rig = Rig(gumroad)
    rig.start("club", "letters")
    for _ in range(500):
        await asyncio.sleep(0)
    task = rig.reading._task
    assert task is not None
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    gumroad.hangs_at = None
    later = rig.again()
    view = await later.read()
    assert (view.state, view.products, view.products_done) == ("done", 2, 2)
    assert later.store.count(SHOP) == 550
    assert len(gumroad.paths) <= 6 + 1


async def test_a_place_in_the_list_that_is_refused_starts_its_product_over() -> None:
    gumroad = club(150)
    gumroad.hangs_at = 2
    rig = Rig(gumroad)
    rig.start()
    for _ in range(200):
        await asyncio.sleep(0)
    await rig.reading.stop()
    gumroad.bad_keys, gumroad.hangs_at = {"k-100"}, None
    paths = len(gumroad.paths)
    gumroad.listed["club"] = gumroad.listed["club"][:90]
    assert (await rig.read()).state == "done"
    assert [path.partition("?")[2] for path in gumroad.paths[paths:]][:2] == ["k-100", ""]


async def test_a_refusal_of_the_first_page_is_told_in_gumroads_words() -> None:
    gumroad = club(1)
    gumroad.trouble[1] = answer(success=False, message="Not today.")
    view = await Rig(gumroad).read()
    assert view.state == "failed"
    assert "Not today." in view.message


async def test_without_permission_the_scope_is_named() -> None:
    gumroad = club(1)
    gumroad.trouble[1] = Response(403, (), b"")
    view = await Rig(gumroad).read()
    assert view.state == "failed"
    assert "view_sales" in view.message
    assert "What was read is kept." in view.hint


async def test_faults_are_waited_out() -> None:
    gumroad = club(250)
    gumroad.trouble = {
        2: Response(500, (), b""),
        4: Response(429, (("content-type", "text/plain"),), b"Retry later"),
    }
    rig = Rig(gumroad)
    assert (await rig.read()).state == "done"
    assert rig.store.count(SHOP) == 250
    assert any(view.message for view in rig.told)
    assert rig.reading.view.message == ""


async def test_our_own_bug_is_no_endless_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    rig = Rig(club(1))
    monkeypatch.setattr(watched_reading, "report_bug", lambda _: None)
    monkeypatch.setattr(rig.store, "take", broken)
    assert (await rig.read()).state == "failed"
    rig.reading.reset()
    assert rig.reading.view.state == "idle"


async def test_who_vanished_is_looked_up_once_for_the_true_status() -> None:
    gumroad = club(5)
    rig = Rig(gumroad)
    await rig.read()
    listed = gumroad.listed["club"]
    gumroad.listed["club"] = [each for each in listed if each["id"] in ("s1", "s2")]
    gumroad.by_id = {
        "s3": subscriber(3, status="cancelled", cancelled_at="2026-11-01T00:00:00Z"),
        "s4": subscriber(4, status="failed_payment"),
    }
    view = await rig.read()
    assert (view.state, view.looked_up, view.to_look_up) == ("done", 3, 3)
    assert rig.standings() == {"alive": 2, "cancelled": 1, "failed_payment": 1, "gone": 1}
    assert rig.ids(SubscribersForm(standings=("cancelled",))) == ["s3"]
    before = len(gumroad.paths)
    assert (await rig.read()).looked_up == 0
    assert len(gumroad.paths) == before + 1


async def test_one_that_goes_on_without_being_listed_is_asked_about_in_every_reading() -> None:
    gumroad = club(2)
    rig = Rig(gumroad)
    await rig.read()
    gumroad.by_id = {"s1": gumroad.listed["club"].pop()}
    assert (await rig.read()).looked_up == 1
    assert rig.standings() == {"alive": 2}
    gumroad.by_id["s1"] |= {"status": "cancelled"}
    assert (await rig.read()).looked_up == 1
    assert (await rig.read()).looked_up == 0


async def test_one_that_is_listed_again_is_active_again() -> None:
    gumroad = club(2)
    rig = Rig(gumroad)
    await rig.read()
    back = gumroad.listed["club"].pop()
    await rig.read()
    assert rig.standings() == {"alive": 1, "gone": 1}
    gumroad.listed["club"].append(back)
    await rig.read()
    assert rig.standings() == {"alive": 2}
    assert all(row.listed and row.looked_at_ms is None for row in rig.store.rows(SHOP, SubscribersForm(), 9))


async def test_look_ups_are_bounded_and_the_rest_comes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriber_reading, "LOOKED_UP_AT_MOST", 3)
    gumroad = club(8)
    rig = Rig(gumroad)
    await rig.read()
    gumroad.listed.clear()
    assert (await rig.read()).looked_up == 3
    assert rig.standings() == {"gone": 3, "unlisted": 5}
    assert rig.store.count_to_look_up(SHOP) == 5
    assert (await rig.read()).looked_up == 3
    assert (await rig.read()).looked_up == 2
    assert rig.standings() == {"gone": 8}


async def test_a_deleted_product_has_its_subscribers_looked_up() -> None:
    gumroad = club(2)
    rig = Rig(gumroad)
    await rig.read()
    gumroad.gone_products.add("club")
    gumroad.by_id = {each["id"]: each | {"status": "cancelled"} for each in gumroad.listed["club"]}
    assert (await rig.read()).state == "done"
    assert rig.standings() == {"cancelled": 2}


async def test_new_words_of_gumroads_break_nothing() -> None:
    gumroad = club(2, status="on_holiday", recurrence="weekly", charge_occurrence_count="6")
    rig = Rig(gumroad)
    assert (await rig.read()).state == "done"
    assert rig.standings() == {"on_holiday": 2}
    assert rig.ids(SubscribersForm(recurrences=("weekly",), standings=("on_holiday",))) == ["s2", "s1"]


async def test_filters_search_and_order() -> None:
    rig = Rig(
        FakeSubscribers(
            subscriber(1, email="zoe@x.example"),
            subscriber(2, "letters", email="al_b@x.example"),
            subscriber(3, email="Bo@x.example", recurrence=None),
        )
    )
    await rig.read("club", "letters")
    assert rig.ids() == ["s3", "s2", "s1"]
    assert rig.ids(SubscribersForm(sort="email", descending=False)) == ["s2", "s3", "s1"]
    assert rig.ids(SubscribersForm(sort="product", descending=True))[0] == "s2"
    assert rig.ids(SubscribersForm(text="bo X.EX")) == ["s3"]
    assert rig.ids(SubscribersForm(text="al_b")) == ["s2"]
    assert rig.ids(SubscribersForm(text="al%")) == []
    assert rig.ids(SubscribersForm(product_ids=("letters",))) == ["s2"]
    assert rig.ids(SubscribersForm(recurrences=("",))) == ["s3"]
    rig.store.forget(SHOP)
    assert rig.ids() == []
    assert rig.store.load_record(SHOP).ended_at_ms is None
