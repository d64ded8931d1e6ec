"""Killed at any request or write: nothing is lost, and at most one page of each open range is asked again."""

from collections import Counter

import pytest

from py_core.gumroad.wire import Request
from tests.unit.sales.history import FakeHistory, steady
from tests.unit.sales.rig import SHOP, Crash, Rig, sales

SIDE_BY_SIDE = 4
COUNT = 260


def shop() -> Rig:
    return Rig(FakeHistory(sales(COUNT, days=40), steady(-300)))


async def _requests() -> int:
    whole = shop()
    await whole.read(side_by_side=SIDE_BY_SIDE)
    return len(whole.history.requests)


def repeated(requests: list[Request]) -> int:
    """How many pages of the list were asked for more than once."""
    asked = Counter(request.target for request in requests if request.path == "/v2/sales")
    return sum(count - 1 for count in asked.values())


async def _goes_on(rig: Rig) -> None:
    """An engine that starts anew over the same file reads to the end."""
    again = Rig(rig.history, rig.store._connection)
    again.clock = rig.clock
    proof = await again.read(side_by_side=SIDE_BY_SIDE)
    assert (proof.complete, proof.sales) == (True, COUNT)
    again.assert_all_here()
    assert again.store.open_ranges(SHOP) == ()
    assert again.store.tally(SHOP).found == COUNT
    assert repeated(rig.history.requests) <= SIDE_BY_SIDE


async def test_killed_at_any_request() -> None:
    for at in range(1, await _requests() + 1):
        rig = shop()

        def die(count: int, _request: Request, at: int = at) -> None:
            if count == at:
                raise Crash

        rig.history.before = die
        with pytest.raises(Crash):
            await rig.read(side_by_side=SIDE_BY_SIDE)
        await _goes_on(rig)


@pytest.mark.parametrize("after", [False, True])
async def test_killed_at_any_write(after: bool) -> None:
    whole = shop()
    await whole.read(side_by_side=SIDE_BY_SIDE)
    for at in range(1, whole.store.takes + 1):
        rig = shop()
        rig.store.dies_at, rig.store.after = at, after
        with pytest.raises(Crash):
            await rig.read(side_by_side=SIDE_BY_SIDE)
        await _goes_on(rig)


async def test_killed_again_and_again() -> None:
    rig = shop()
    for _ in range(60):
        step = len(rig.history.requests) + 7

        def die(count: int, _request: Request, step: int = step) -> None:
            if count >= step:
                raise Crash

        rig.history.before = die
        try:
            proof = await Rig(rig.history, rig.store._connection).read(side_by_side=SIDE_BY_SIDE)
        except Crash:
            continue
        assert (proof.complete, proof.sales) == (True, COUNT)
        return
    raise AssertionError("never came to its end")
