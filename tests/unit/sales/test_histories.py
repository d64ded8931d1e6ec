"""Ten thousand made-up histories with everything that can go wrong: nothing lost, nothing doubled, all told."""

import sqlite3
import sys
from random import Random

import pytest

from py_core.errors import GumroadError, NoAnswer
from py_core.execution import sync_survey
from py_core.gumroad.wire import Request, Response
from py_core.sales import ranges
from py_core.store.database import open_database
from tests.unit.sales.history import DAY_US, JSON_TYPE, FakeHistory, FakeSale, Zone, steady, summery
from tests.unit.sales.rig import NOW_US, Crash, Rig

BATCHES = 20
HISTORIES_A_BATCH = 10 if sys.platform == "emscripten" else 500
MOST_STARTS = 200


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    # Smaller ranges, so that a history of a few dozen sales is cut as one of a hundred thousand is.
    monkeypatch.setattr(ranges, "LEAST_UNITS", 8)
    monkeypatch.setattr(ranges, "WHOLE_DAY_UNITS", 4)
    monkeypatch.setattr(sync_survey, "FOUNDED", NOW_US // DAY_US - 1_000)
    return open_database(":memory:")


@pytest.mark.parametrize("batch", range(BATCHES))
async def test_nothing_is_lost_or_doubled_and_every_loss_is_told(
    batch: int, connection: sqlite3.Connection
) -> None:
    for at in range(HISTORIES_A_BATCH):
        seed = batch * HISTORIES_A_BATCH + at
        try:
            await _tell_one(seed, connection)
        except AssertionError as error:
            raise AssertionError(f"history {seed}: {error}") from error


async def _tell_one(seed: int, connection: sqlite3.Connection) -> None:
    dice = Random(seed)
    span_days = dice.choice((1, 1, 3, 10, 40, 40, 400, 900))
    history = FakeHistory(_sales(dice, span_days), _zone(dice))
    shop = Rig(history, connection, f"shop-{seed}")
    firsts = set(history.sales)
    if dice.random() < 0.1:
        history.widest_days = dice.choice((2, 10)) if span_days < 40 else 100
    if dice.random() < 0.1:
        history.most_in_a_day = dice.choice((0, 3))
    _misfortunes(dice, history)
    await _read_to_the_end(dice, shop)
    missing = {number for number in firsts if not history.sales[number].hidden} - shop.stored(sorted(firsts)).keys()
    assert not missing, f"lost {missing}"

    shop.store.dies_at = None
    history.before = lambda _count, _request: None
    history.spoil = lambda _request, response: response
    for number in dice.sample(sorted(history.sales), min(2, len(history.sales))):
        history.refund(number, dice.choice((1, 300, 10_000)))
    shop.clock.advance(dice.choice((1, 3_600, 3 * 86_400)))
    proof = await shop.read(side_by_side=dice.randint(1, 8))
    shop.assert_all_here()
    hidden = {history.seller_day(sale) for sale in history.sales.values() if sale.hidden}
    assert {off.day for off in proof.off} == hidden
    assert proof.complete == (not hidden)


async def _read_to_the_end(dice: Random, shop: Rig) -> None:
    """Start again and again, as a seller would, until reading ends by itself."""
    for _ in range(MOST_STARTS):
        shop.store.takes, shop.store.after = 0, dice.random() < 0.5
        shop.store.dies_at = dice.randint(1, 9) if dice.random() < 0.2 else None
        try:
            await shop.read(side_by_side=dice.randint(1, 8))
        except (GumroadError, NoAnswer, Crash):
            continue
        return
    raise AssertionError("reading never came to its end")


def _zone(dice: Random) -> Zone:
    minutes = dice.choice((0, 60, 120, -300, -480, 330, 765, -660))
    return summery(minutes) if dice.random() < 0.3 else steady(minutes)


def _sales(dice: Random, span_days: int) -> list[FakeSale]:
    count = dice.choice((0, 1, 2, 9, 10, 11, 20, 21, 35, 60))
    span_us = span_days * DAY_US // dice.choice((1, 1, 24))
    moments = sorted(NOW_US - dice.randrange(span_us) for _ in range(count))
    if dice.random() < 0.4:
        moments = [moments[at - at % dice.choice((2, 5, 15))] for at in range(count)]
        moments.sort()
    numbers = list(range(1, count + 1))
    if dice.random() < 0.4:
        for _ in range(dice.randint(1, 4)):
            if count > 1:
                one, other = dice.randrange(count), dice.randrange(count)
                numbers[one], numbers[other] = numbers[other], numbers[one]
    loses = dice.random() < 0.25
    return [
        FakeSale(
            number=number,
            created_us=moment - moment % dice.choice((1, 1_000_000)),
            price=dice.choice((0, 500, 1999)),
            quantity=dice.choice((1, 1, 1, 3)),
            product=f"p{dice.randrange(3)}",
            hidden=loses and dice.random() < 0.1,
        )
        for number, moment in zip(numbers, moments, strict=True)
    ]


def _misfortunes(dice: Random, history: FakeHistory) -> None:
    """Sales and refunds while reading, and answers that do not come or are none."""
    arriving, changing = dice.random() < 0.4, dice.random() < 0.4
    failing = dice.choice((0.0, 0.0, 0.02, 0.1))

    def before(count: int, _request: Request) -> None:
        if arriving and count < 40 and dice.random() < 0.1:
            number = max(history.sales, default=0) + 1
            back_us = dice.choice((0, 0, DAY_US // 2, 40 * DAY_US))
            history.add(FakeSale(number=number, created_us=NOW_US - back_us, product=f"p{dice.randrange(3)}"))
        if changing and count < 40 and history.sales and dice.random() < 0.1:
            history.refund(dice.choice(sorted(history.sales)), dice.choice((200, 5_000)))
        if dice.random() < failing:
            raise NoAnswer("no_answer", "Gumroad did not answer.")

    def spoil(_request: Request, response: Response) -> Response:
        if dice.random() >= failing:
            return response
        return dice.choice(
            (
                Response(500, JSON_TYPE, b'{"status":500,"error":"Internal Server Error"}'),
                Response(200, JSON_TYPE, response.body[:-20]),
                Response(200, (("content-type", "text/html"),), b"<!doctype html>"),
                Response(429, (("content-type", "text/plain"),), b"Retry later\n"),
            )
        )

    history.before, history.spoil = before, spoil
