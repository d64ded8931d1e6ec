"""Retry, pacing, the client, the stop signal and the teller."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.errors import AuthError, NoAnswer, RateLimited, Rejected, ServerFailed, UnexpectedAnswer
from py_core.execution.client import LONGEST_WAIT_MS, Client
from py_core.execution.halt import Stopped, StopSignal
from py_core.execution.pacing import (
    MARGIN_MS,
    PRODUCT_WINDOWS,
    READS_AT_LEAST,
    READS_AT_MOST,
    Pacing,
    ReadGate,
    next_boundary_ms,
    windows_of,
)
from py_core.execution.retry import ATTEMPTS, LONGEST_DELAY_S, SLOW_DOWNS, Tally, backoff_s, delay_s
from py_core.execution.teller import Teller
from py_core.gumroad import calls
from py_core.gumroad.failures import Failure
from py_core.gumroad.wire import Call, Effect, Request, Response
from tests.fakes import START_MS, FakeClock, Fault, FaultKind
from tests.unit.execution.rig import Rig, shop_of

PUT = Request("PUT", "/v2/products/abc%3D%3D")
GET = Request("GET", "/v2/products")


@pytest.mark.parametrize(
    ("effect", "failure", "tally", "expected"),
    [
        (Effect.READ, Failure.NO_ANSWER, Tally(1, 0), 0.5),
        (Effect.READ, Failure.SERVER, Tally(2, 0), 1.0),
        (Effect.SET, Failure.NO_ANSWER, Tally(4, 0), 4.0),
        (Effect.READ, Failure.NO_ANSWER, Tally(5, 0), None),
        (Effect.CREATE, Failure.NO_ANSWER, Tally(1, 0), None),
        (Effect.PAY, Failure.SERVER, Tally(1, 0), None),
        (Effect.CREATE, Failure.SLOW_DOWN, Tally(0, SLOW_DOWNS), 0.0),
        (Effect.READ, Failure.SLOW_DOWN, Tally(0, SLOW_DOWNS + 1), None),
        (Effect.READ, Failure.FINAL, Tally(1, 0), None),
    ],
)
def test_what_is_repeated_and_when(effect: Effect, failure: Failure, tally: Tally, expected: float | None) -> None:
    assert delay_s(effect, failure, tally, ATTEMPTS, 0.0) == expected


@given(failures=st.integers(1, 40), jitter=st.floats(0, 1, exclude_max=True))
def test_delays_grow_to_a_bound_and_jitter_only_shortens(failures: int, jitter: float) -> None:
    assert backoff_s(failures, 0) / 2 <= backoff_s(failures, jitter) <= backoff_s(failures, 0) <= LONGEST_DELAY_S
    assert backoff_s(failures, 0) <= backoff_s(failures + 1, 0)


def test_tally_counts_by_kind() -> None:
    tally = Tally().with_failure(Failure.SERVER).with_failure(Failure.SLOW_DOWN)
    assert tally == Tally(1, 1)


def test_only_product_updates_are_counted() -> None:
    assert windows_of(PUT) == PRODUCT_WINDOWS
    assert windows_of(GET) == ()
    assert windows_of(Request("PUT", "/v2/products/a/enable")) == ()
    assert windows_of(Request("GET", "/v2/products/a")) == ()


def test_a_product_waits_for_its_window_and_others_do_not() -> None:
    pacing, now = Pacing(), next_boundary_ms(START_MS, 32_768_000)
    for _ in range(30):
        assert pacing.wait_ms(PUT, now) == 0
        pacing.sent(PUT, now)
    assert pacing.wait_ms(PUT, now) == next_boundary_ms(now, 60_000) + MARGIN_MS - now
    assert pacing.wait_ms(Request("PUT", "/v2/products/other"), now) == 0
    assert pacing.wait_ms(GET, now) == 0
    later = next_boundary_ms(now, 60_000) + MARGIN_MS
    assert pacing.wait_ms(PUT, later) == 0
    for _ in range(30):
        pacing.sent(PUT, later)
    assert pacing.wait_ms(PUT, later) > 0


@given(st.lists(st.integers(0, 40_000), min_size=150, max_size=190))
def test_no_window_ever_takes_more_than_its_limit(gaps: list[int]) -> None:
    pacing, now = Pacing(), START_MS
    seen: dict[tuple[int, int], int] = {}
    for gap in gaps:
        now += gap
        now += pacing.wait_ms(PUT, now)
        pacing.sent(PUT, now)
        for window in PRODUCT_WINDOWS:
            key = (window.period_ms, now // window.period_ms)
            seen[key] = seen.get(key, 0) + 1
            assert seen[key] <= window.limit


def test_slow_down_holds_everything_until_the_next_minute() -> None:
    pacing = Pacing()
    pacing.slow_down(120_010, 0.0)
    assert pacing.wait_ms(GET, 120_010) == 180_000 + MARGIN_MS - 120_010
    pacing.slow_down(120_020, 0.5)
    assert pacing.wait_ms(GET, 180_000) == MARGIN_MS + 750
    assert pacing.wait_ms(GET, 200_000) == 0


def test_a_polite_gap_between_requests() -> None:
    pacing = Pacing(gap_ms=100)
    pacing.sent(GET, 1_000)
    assert pacing.wait_ms(GET, 1_040) == 60


def test_a_polite_pace_lets_a_burst_through_and_then_one_at_a_time() -> None:
    pacing = Pacing(gap_ms=200, burst=3)
    for _ in range(3):
        assert pacing.wait_ms(GET, 5_000) == 0
        pacing.sent(GET, 5_000)
    assert pacing.wait_ms(GET, 5_000) == 200
    pacing.sent(GET, 5_200)
    assert pacing.wait_ms(GET, 5_200) == 200
    assert pacing.wait_ms(GET, 6_000) == 0


def test_read_gate_grows_slowly_and_halves() -> None:
    gate = ReadGate()
    for _ in range(4):
        gate.went_well()
    assert gate.limit == 5
    for _ in range(100):
        gate.went_well()
    assert gate.limit == READS_AT_MOST
    gate.had_trouble()
    assert gate.limit == 4
    for _ in range(5):
        gate.had_trouble()
    assert gate.limit == READS_AT_LEAST


async def test_read_gate_lets_in_no_more_than_its_limit() -> None:
    gate, inside, most = ReadGate(), 0, 0
    gate.had_trouble()

    async def read() -> None:
        nonlocal inside, most
        async with gate:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    tasks = [asyncio.create_task(read()) for _ in range(9)]
    await asyncio.sleep(0)
    tasks[5].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (most, inside) == (2, 0)
    await read()


async def test_reads_are_repeated_and_answers_come_through() -> None:
    rig = Rig(shop_of(500), Fault(FaultKind.FAIL), Fault(FaultKind.DROP_BEFORE))
    user = await rig.client.ask(calls.get_user())
    assert user.id == rig.sandbox.state.user.id
    assert rig.clock.slept == [0.375, 0.75]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.DROP_BEFORE, NoAnswer),
        (FaultKind.FAIL, ServerFailed),
        (FaultKind.UNAUTHORIZED, AuthError),
        (FaultKind.HTML, UnexpectedAnswer),
        (FaultKind.REFUSE, Rejected),
        (FaultKind.SLOW_DOWN, RateLimited),
    ],
)
async def test_what_cannot_be_had_is_said(kind: FaultKind, error: type[Exception]) -> None:
    rig = Rig(shop_of(500), Fault(kind, times=99))
    with pytest.raises(error):
        await rig.client.ask(calls.get_user())


async def test_creates_are_not_repeated_after_no_answer() -> None:
    rig = Rig(shop_of(), Fault(FaultKind.DROP_AFTER))
    create = Call(Request("POST", "/v2/products"), Effect.CREATE, "edit_products", lambda body: body)
    with pytest.raises(NoAnswer):
        await rig.client.ask(create)
    assert len(rig.transport.received) == 1


async def test_a_long_wait_is_told_and_its_end_too() -> None:
    rig = Rig(shop_of(500), Fault(FaultKind.FAIL, times=4))
    told: list[str] = []
    await rig.client.ask(calls.get_user(), on_wait=told.append)
    assert told == ["No good answer from Gumroad. Trying again in 3 seconds.", ""]


async def test_a_wait_of_hours_is_refused_instead() -> None:
    clock = FakeClock(next_boundary_ms(START_MS, 262_144_000))
    pacing = Pacing()
    for _ in range(120):
        pacing.sent(PUT, clock.now_ms())

    class Nobody:
        async def send(self, request: Request) -> Response:
            raise AssertionError(request)

    client = Client(Nobody(), clock, lambda: 0.0, pacing)
    assert client.wait_ms(PUT) > LONGEST_WAIT_MS
    with pytest.raises(RateLimited) as refused:
        await client.slot(PUT)
    assert refused.value.code == "product_limit"


async def test_one_write_at_a_time() -> None:
    rig = Rig(shop_of(500, 700))
    inside = 0

    def enter(_request: Request) -> None:
        nonlocal inside
        inside += 1
        assert inside == 1

    def leave(_request: Request) -> None:
        nonlocal inside
        inside -= 1

    rig.transport.before, rig.transport.after = enter, leave
    ids = [product.id for product in rig.sandbox.state.products]
    await asyncio.gather(*(rig.client.ask(calls.update_product(i, price_minor=900)) for i in ids))
    assert rig.prices() == [900, 900]


async def test_stop_ends_a_guarded_wait_and_passes_results_through() -> None:
    signal = StopSignal()

    async def five() -> int:
        return 5

    assert await signal.guard(five()) == 5
    endless: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def wait() -> int:
        return await endless

    asyncio.get_running_loop().call_soon(signal.set)
    with pytest.raises(Stopped):
        await signal.guard(wait())
    assert endless.cancelled()
    assert signal.wanted


async def test_errors_pass_through_the_guard() -> None:
    async def fail() -> int:
        raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await StopSignal().guard(fail())


async def test_teller_tells_at_once_then_gathers() -> None:
    clock, told = FakeClock(auto=False), 0

    def tell() -> None:
        nonlocal told
        told += 1

    teller = Teller(clock, tell)
    teller.changed()
    assert told == 1
    for _ in range(5):
        teller.changed()
        await asyncio.sleep(0)
    assert told == 1
    clock.advance(0.25)
    for _ in range(3):
        await asyncio.sleep(0)
    assert told == 2
    teller.changed()
    teller.now()
    assert told == 3
    clock.advance(1)
    await asyncio.sleep(0)
    assert told == 3
    teller.close()
