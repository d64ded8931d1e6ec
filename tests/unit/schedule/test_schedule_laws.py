"""Whatever time, power, the wire and the seller do: nothing runs twice, and no end before its start."""

import asyncio
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.wire import Request
from tests.fakes import Fault, FaultKind
from tests.unit.schedule.rig import ACCOUNT, MINUTE_MS, World

FIRST, SECOND = (10, 200), (60, 120)
TIMES = st.sampled_from([1, 7, 30, 61, 130, 400])
FAULTS = st.sampled_from(
    [FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER, FaultKind.FAIL, FaultKind.FAIL_AFTER, FaultKind.SLOW_DOWN]
)
HAPPENINGS = st.one_of(
    st.tuples(st.just("later"), TIMES),
    st.tuples(st.just("boot"), TIMES),
    st.tuples(st.just("dies"), st.tuples(st.sampled_from(["request", "answer", "save"]), st.integers(1, 12))),
    st.tuples(st.just("wire"), st.tuples(FAULTS, st.integers(0, 6), st.integers(1, 12))),
    st.tuples(st.just("cut"), st.booleans()),
    st.tuples(st.just("token"), st.booleans()),
    st.tuples(st.just("read_only"), st.booleans()),
    st.tuples(st.just("resume"), st.none()),
)


@dataclass
class Tale:
    """A world with two schedules, and every price that was ever set, with its time."""

    world: World
    begun_ms: int
    ids: list[str] = field(default_factory=list)
    sets: list[tuple[int, str, int]] = field(default_factory=list)

    def note(self) -> None:
        """See every change of a price at the moment it is made."""
        known = {product.id: product.price for product in self.world.sandbox.state.products}
        fuse = self.world.transport.after

        def after(request: Request) -> None:
            for product in self.world.sandbox.state.products:
                if known[product.id] != product.price:
                    known[product.id] = product.price
                    self.sets.append((self.world.clock.now_ms(), product.id, product.price))
            fuse(request)

        self.world.transport.after = after

    async def happens(self, what: str, how: object) -> None:
        world = self.world
        match what, how:
            case "later", int(minutes):
                await world.later(minutes)
            case "boot", int(minutes):
                await world.boot(minutes)
            case "dies", (str(place), int(number)):
                world.dies_at = (place, number)
            case "wire", (FaultKind() as kind, int(skip), int(times)):
                world.wire(Fault(kind, skip=skip, times=times))
            case "cut", bool(is_cut):
                world.cut() if is_cut else world.wire()
            case "token", bool(there):
                world.connected = there
                await world.look_again()
            case "read_only", bool(on):
                world.settings = world.settings.model_copy(update={"read_only": on})
                world.driver.nudge()
                await world.idle()
            case _:
                self.resume()
                await world.idle()
        if world.dead:
            await world.boot(1)

    def resume(self) -> None:
        """The seller continues what is paused, where that is possible."""
        paused = [run for run in self.world.runs.list().runs if run.state == "paused"]
        if paused and not self.world.runs.active and self.world.connected and not self.world.settings.read_only:
            self.world.runs.resume(paused[0].run_id)

    async def ends_well(self) -> None:
        """Everything that was in the way goes away, and enough time passes."""
        world = self.world
        world.dies_at = None
        world.wire()
        world.connected = True
        world.settings = world.settings.model_copy(update={"read_only": False})
        for _ in range(6):
            await world.boot(300)
            self.resume()
            await world.idle()


async def tell(happenings: list[tuple[str, object]]) -> Tale:
    world = World(1000, 2000, 4000)
    tale = Tale(world, world.clock.now_ms())
    first = await world.add(world.doubled(0, 1), *FIRST)
    second = await world.add(world.doubled(2), *SECOND)
    tale.ids = [first, second]
    tale.note()
    for what, how in happenings:
        await tale.happens(what, how)
    await tale.ends_well()
    return tale


@settings(max_examples=150, deadline=None)
@given(st.lists(HAPPENINGS, max_size=12))
def test_no_plan_runs_twice_and_no_end_comes_before_its_start(happenings: list[tuple[str, object]]) -> None:
    tale = asyncio.run(tell(happenings))
    world = tale.world
    products = [product.id for product in world.sandbox.state.products]
    base = dict(zip(products, (1000, 2000, 4000), strict=True))
    spans = dict(zip(products, (FIRST, FIRST, SECOND), strict=True))
    rows = [world.row(schedule_id) for schedule_id in tale.ids]
    row_of = dict(zip(products, (rows[0], *rows), strict=True))
    for product, price in base.items():
        start, end = (tale.begun_ms + minutes * MINUTE_MS for minutes in spans[product])
        seen = [(at_ms, value) for at_ms, name, value in tale.sets if name == product]
        values = [value for _, value in seen]
        assert values in ([], [2 * price], [2 * price, price])
        assert all(start <= at_ms < end for at_ms, _ in seen[:1])
        assert all(end <= at_ms for at_ms, _ in seen[1:])
        if len(values) == 1:
            assert "At the end" in row_of[product].text
            assert row_of[product].news
    for row in rows:
        assert row.state in ("ended", "missed")
        assert row.start_run_id is None or row.state == "ended"
    digests = [run.digest for run in world.journal.list(ACCOUNT)]
    assert len(digests) == len(set(digests))
    assert len(digests) <= 2 * len(rows)
