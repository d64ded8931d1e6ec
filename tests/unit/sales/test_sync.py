"""Reading the history: how many requests it takes, what it goes on with, and what the proof says."""

import math

import pytest

from py_core.errors import CoreError, NoAnswer, Rejected, UnexpectedAnswer
from py_core.gumroad.wire import Request, Response
from py_core.sales.days import DAY_MS
from py_core.sales.ranges import Mode
from py_core.sales.rows import row_of
from tests.unit.sales.history import DAY_US, FakeHistory, FakeSale, steady, summery
from tests.unit.sales.rig import NOW_US, SHOP, Crash, Rig, rig, sales


def lists(requests: list[Request]) -> list[Request]:
    return [request for request in requests if request.path == "/v2/sales"]


async def test_a_first_reading_takes_hardly_more_requests_than_there_are_pages() -> None:
    shop = rig(6_000, days=700)
    proof = await shop.read()
    assert (proof.complete, proof.sales, proof.off) == (True, 6_000, ())
    shop.assert_all_here()
    assert len(shop.history.requests) <= 1.2 * math.ceil(6_000 / 10)


async def test_a_second_reading_asks_for_totals_only() -> None:
    shop = rig(500, days=300)
    await shop.read()
    shop.history.requests.clear()
    proof = await shop.read()
    assert proof.complete
    assert [request.path for request in shop.history.requests] == ["/v2/sales/summary"]


async def test_changed_sales_are_found_by_few_requests() -> None:
    shop = rig(5_000, days=25, products=20)
    await shop.read()
    shop.history.requests.clear()
    for number in range(37, 5_000, 500):
        shop.history.refund(number, 300 if number % 2 else 1_000)
    proof = await shop.read()
    shop.assert_all_here()
    assert proof.complete
    assert shop.store.tally(SHOP).changed == 10
    assert len(shop.history.requests) <= 0.08 * 5_000 / 10


async def test_nothing_at_all_is_proven_too() -> None:
    shop = rig(0)
    proof = await shop.read()
    assert (proof.complete, proof.sales, proof.first_day, proof.last_day) == (True, 0, None, None)
    assert len(shop.history.requests) < 20


async def test_a_gap_of_years_is_stepped_over() -> None:
    old = FakeSale(number=1, created_us=NOW_US - 3_000 * DAY_US)
    new = FakeSale(number=2, created_us=NOW_US - DAY_US)
    shop = Rig(FakeHistory([old, new], steady(-480)))
    proof = await shop.read()
    shop.assert_all_here()
    assert proof.complete
    assert len(shop.history.requests) < 30


@pytest.mark.parametrize("minutes", [0, 60, -60, 330, 840, -660])
async def test_days_are_the_sellers_whatever_the_zone(minutes: int) -> None:
    shop = Rig(FakeHistory(sales(400, days=400), summery(minutes)))
    await shop.read()
    shop.history.requests.clear()
    shop.history.refund(200, 1_000)
    shop.clock.advance(60)
    proof = await shop.read()
    shop.assert_all_here()
    assert (proof.complete, proof.money_off) == (True, 0)


async def test_a_sale_the_cursor_passes_over_is_found_by_page_number() -> None:
    first = NOW_US - DAY_US
    listed = [FakeSale(number=at, created_us=first + at * 1_000_000) for at in range(1, 40)]
    odd = FakeSale(number=1_000, created_us=first - 1)
    shop = Rig(FakeHistory([*listed, odd], steady(0)))
    proof = await shop.read()
    shop.assert_all_here()
    assert proof.complete
    assert any("page=" in request.target for request in shop.history.requests)


async def test_a_sale_that_is_never_listed_is_told_with_its_day() -> None:
    shop = rig(30, days=10, minutes=60)
    lost = FakeSale(number=99, created_us=NOW_US - 3 * DAY_US, quantity=2, hidden=True)
    shop.history.add(lost)
    proof = await shop.read()
    assert not proof.complete
    (off,) = proof.off
    assert (off.day, off.told - off.here) == (shop.history.seller_day(lost), 2)
    shop.history.requests.clear()
    assert not (await shop.read()).complete
    assert len(shop.history.requests) == 1, "what did not help is not tried again while nothing changed"


async def test_a_sale_that_gumroad_takes_back_goes() -> None:
    shop = rig(60, days=20)
    await shop.read()
    del shop.history.sales[31]
    shop.clock.advance(60)
    proof = await shop.read()
    assert (proof.complete, proof.sales) == (True, 59)
    shop.assert_all_here()


async def test_arrivals_while_reading_are_picked_up() -> None:
    shop = rig(200, days=30)
    moments = iter(range(1_000, 1_010))

    def arrive(count: int, _request: Request) -> None:
        if count % 3 == 0 and (number := next(moments, None)) is not None:
            shop.history.add(FakeSale(number=number, created_us=NOW_US))

    shop.history.before = arrive
    proof = await shop.read()
    shop.assert_all_here()
    assert (proof.complete, proof.sales) == (True, 210)


async def test_a_query_that_takes_too_long_is_narrowed_to_days_and_then_to_products() -> None:
    shop = rig(300, days=10)
    shop.history.widest_days, shop.history.most_in_a_day = 3, 20
    proof = await shop.read()
    shop.assert_all_here()
    assert proof.complete
    assert any("product_id=p1" in request.target for request in shop.history.requests)


async def test_what_gumroad_would_not_list_is_told() -> None:
    shop = rig(20, days=1, products=1)
    shop.history.always_too_long = True
    proof = await shop.read()
    assert (proof.complete, proof.sales) == (False, 0)
    assert proof.unread
    shop.history.always_too_long = False
    assert (await shop.read()).complete
    shop.assert_all_here()


async def test_a_cursor_that_comes_twice_ends_in_page_numbers() -> None:
    shop = rig(45, days=3)

    def again(request: Request, response: Response) -> Response:
        if "page_key" not in dict(request.query):
            return response
        key = dict(request.query)["page_key"].encode()
        body = response.body.replace(b'"next_page_key": "', b'"next_page_key": "' + key + b'", "was": "')
        return Response(response.status, response.headers, body)

    shop.history.spoil = again
    proof = await shop.read()
    shop.assert_all_here()
    assert proof.complete
    assert proof.repeated_keys > 0


async def test_page_numbers_that_all_give_the_same_end_too() -> None:
    shop = rig(45, days=1)
    first = shop.history.sales[45].created_us
    shop.history.add(FakeSale(number=99, created_us=first - DAY_US // 48, hidden=True))

    def same(request: Request, response: Response) -> Response:
        asked = dict(request.query)
        return shop.history._answer(_first_page(request)) if int(asked.get("page", "1")) > 1 else response

    shop.history.spoil = same
    proof = await shop.read()
    assert not proof.complete
    assert proof.unread


def _first_page(request: Request) -> Request:
    query = tuple((name, "1" if name == "page" else value) for name, value in request.query)
    return Request(request.method, request.path, query=query)


async def test_a_cursor_that_is_refused_later_ends_in_page_numbers() -> None:
    shop = rig(45, days=3)

    def refuse(request: Request, response: Response) -> Response:
        if "page_key" not in dict(request.query):
            return response
        return Response(400, response.headers, b'{"status":400,"error":"Invalid page_key."}')

    shop.history.spoil = refuse
    assert (await shop.read()).complete
    shop.assert_all_here()


async def test_an_odd_sale_does_not_keep_the_others_from_being_read() -> None:
    shop = rig(25, days=3)

    def odd(_request: Request, response: Response) -> Response:
        return Response(response.status, response.headers, response.body.replace(b'"id": "sale-7"', b'"id": null'))

    shop.history.spoil = odd
    proof = await shop.read()
    assert (proof.sales, len(proof.off)) == (24, 1)


async def test_an_answer_that_is_none_is_asked_for_again() -> None:
    shop = rig(45, days=3)
    spoilt = iter((True, True, False))

    def spoil(request: Request, response: Response) -> Response:
        if request.path.endswith("summary") or not next(spoilt, False):
            return response
        return Response(200, response.headers, response.body[:-9])

    shop.history.spoil = spoil
    assert (await shop.read()).complete
    shop.history.spoil = lambda _request, response: Response(200, response.headers, b"[]")
    with pytest.raises(UnexpectedAnswer):
        await shop.read(full=True)


async def test_everything_is_read_again_where_that_is_asked_for() -> None:
    shop = rig(100, days=30)
    await shop.read()
    shop.history.requests.clear()
    proof = await shop.read(full=True)
    assert proof.complete
    assert len(lists(shop.history.requests)) >= 10
    assert not shop.store.load_record(SHOP).full


async def test_a_totals_query_that_takes_too_long_is_halved() -> None:
    shop = rig(60, days=500)

    def slow(request: Request, response: Response) -> Response:
        asked = dict(request.query)
        if "from" in asked and asked["from"][:4] != asked["to"][:4]:
            words = b'{"status":400,"error":"Query timed out. Try narrowing."}'
            return Response(400, response.headers, words)
        return response

    shop.history.spoil = slow
    with pytest.raises(CoreError):
        await shop.read()
    shop.history.spoil = lambda _request, response: response
    assert (await shop.read()).complete


async def test_a_different_way_of_counting_is_not_read_over_and_over() -> None:
    shop = rig(400, days=100)

    def doubled(request: Request, response: Response) -> Response:
        if not request.path.endswith("summary"):
            return response
        return Response(response.status, response.headers, response.body.replace(b'"units": 4', b'"units": 8'))

    shop.history.spoil = doubled
    proof = await shop.read()
    assert len(proof.off) > 90
    assert len(shop.history.requests) < 80


async def test_what_was_read_stays_when_no_answer_comes() -> None:
    shop = rig(300, days=90)

    def fail(count: int, _request: Request) -> None:
        if count > 12:
            raise NoAnswer("no_answer", "Gumroad did not answer.")

    shop.history.before = fail
    with pytest.raises(NoAnswer):
        await shop.read()
    assert shop.store.count(SHOP) > 50
    assert shop.store.open_ranges(SHOP)
    shop.history.before = lambda _count, _request: None
    shop.clock.advance(5 * DAY_MS / 1000)
    shop.history.add(FakeSale(number=999, created_us=NOW_US + 4 * DAY_US))
    assert (await shop.read()).complete
    shop.assert_all_here()


async def test_ranges_that_are_open_keep_their_place() -> None:
    shop = rig(300, days=90)
    shop.store.dies_at = 6
    with pytest.raises(Crash):
        await shop.read(side_by_side=1)
    (started,) = [found for found in shop.store.open_ranges(SHOP) if found.position]
    assert started.mode is Mode.KEY
    assert started.reached is not None


async def test_what_is_here_already_is_not_asked_for_again() -> None:
    shop = rig(300, days=20)
    await shop.read()
    shop.history.refund(150, 400)
    shown = shop.history.shown(shop.history.sales[150])
    shop.store.put(SHOP, [row_of(shown)], shop.clock.now_ms() + 1)
    shop.history.requests.clear()
    proof = await shop.read()
    shop.assert_all_here()
    assert (proof.complete, proof.money_off) == (True, 0)
    assert lists(shop.history.requests) == []


async def test_a_changed_sale_the_cursor_passes_over_is_found_by_page_number() -> None:
    first = NOW_US - DAY_US
    listed = [FakeSale(number=at, created_us=first + at * 1_000_000) for at in range(1, 40)]
    odd = FakeSale(number=1_000, created_us=first - 1)
    shop = Rig(FakeHistory([*listed, odd], steady(0)))
    await shop.read()
    shop.history.refund(1_000, 50)
    shop.clock.advance(60)
    assert (await shop.read()).money_off == 0
    shop.assert_all_here()


async def test_years_without_totals_are_not_taken_as_empty() -> None:
    shop = rig(20, days=10)
    shop.history.add(FakeSale(number=900, created_us=NOW_US - 800 * DAY_US))

    def untold(request: Request, response: Response) -> Response:
        asked = dict(request.query)
        if "before" in asked and "after" not in asked:
            return Response(400, response.headers, b'{"status":400,"error":"Query timed out."}')
        if asked.get("to", "2026") >= "2025":
            return response
        body = b'{"success":true,"units":0,"gross_cents":0,"net_cents":0,"refunded_cents":0,"refunded_units":0,'
        days = f'"from":"{asked["from"]}","to":"{asked["to"]}","breakdown":[]}}'.encode()
        return Response(200, response.headers, body + days)

    shop.history.spoil = untold
    proof = await shop.read()
    shop.assert_all_here()
    assert [(off.here, off.told) for off in proof.off] == [(1, 0)]


@pytest.mark.parametrize("path", ["/v2/sales", "/v2/sales/summary"])
async def test_a_refusal_ends_the_reading(path: str) -> None:
    shop = rig(20, days=10)

    def refuse(request: Request, response: Response) -> Response:
        words = b'{"success":false,"message":"No."}'
        return Response(200, response.headers, words) if request.path == path else response

    shop.history.spoil = refuse
    with pytest.raises(Rejected):
        await shop.read()
