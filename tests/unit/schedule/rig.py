"""An engine with a schedule over a shop of its own: time is moved by hand, and the engine can die and come back."""

import asyncio
import itertools
import sqlite3
from collections.abc import Callable

from py_core.desks.schedule import ScheduleDesk
from py_core.desks.scheduled_runs import ScheduledRuns
from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.runs import RunService
from py_core.plan.plan import PlanKind
from py_core.plan.steps import Step, inverse
from py_core.protocol.commands import ScheduleAdd, ScheduleCancel, ScheduleCheck, ScheduleList
from py_core.protocol.events import Event, RunProgressed
from py_core.protocol.schedule_views import ScheduleCheckView, ScheduleRow, SchedulesView
from py_core.sandbox.server import Sandbox
from py_core.schedule.records import MINUTE_MS, ScheduleRecord
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.database import open_database
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.sales_store import SalesStore
from py_core.store.schedule_store import ScheduleStore
from tests.fakes import FakeClock, Fault, FaultKind, SandboxTransport
from tests.unit.execution.rig import ACCOUNT, plan_of, shop_of, steps_of

__all__ = ["ACCOUNT", "MINUTE_MS", "World"]


class _Store(ScheduleStore):
    """Lets the engine die before a save."""

    def __init__(self, connection: sqlite3.Connection, world: "World") -> None:
        super().__init__(connection)
        self._world = world

    def save(self, record: ScheduleRecord) -> None:
        self._world.fuse("save")
        super().save(record)


class World:
    """The machine, its clock, the shop behind the wire, and the engine that runs just now."""

    def __init__(self, *prices: int) -> None:
        self.clock = FakeClock()
        self.conn = open_database(":memory:")
        self.transport = SandboxTransport(shop_of(*prices), self.clock)
        self.settings = Settings()
        self.account_id: str | None = ACCOUNT
        self.connected = True
        self.dead = False
        self.dies_at: tuple[str, int] | None = None
        self.changes = 0
        self.undo: Callable[[str], str | None] = self.undo_plan
        self._main: asyncio.Task[object] | None = None
        self._not_ours = asyncio.all_tasks()
        self.during: Callable[[Event], None] = lambda _: None
        self._numbers = itertools.count(1)
        self._plan_numbers = itertools.count(1)
        self.transport.before = lambda _: self.fuse("request")
        self.transport.after = lambda _: self.fuse("answer")
        self._start()

    @property
    def sandbox(self) -> Sandbox:
        return self.transport.sandbox

    def prices(self) -> list[int]:
        """The products' prices as Gumroad has them."""
        return [product.price for product in self.sandbox.state.products]

    def _start(self) -> None:
        self.plans = PlanStore(self.conn)
        self.journal = RunStore(self.conn)
        self.schedules = _Store(self.conn, self)
        client = Client(self.transport, self.clock, lambda: 0.5)

        def connected() -> Client:
            if not self.connected:
                raise InputError("not_connected", "No shop is connected.")
            return client

        self.runs = RunService(
            plans=self.plans,
            runs=self.journal,
            catalog=CatalogStore(self.conn),
            sales=SalesStore(self.conn),
            clock=self.clock,
            emit=self._heard,
            new_id=lambda: f"run-{next(self._numbers)}",
            settings=lambda: self.settings,
            account_id=lambda: self.account_id,
            client=connected,
        )
        self.driver = ScheduledRuns(
            schedules=self.schedules,
            journal=self.journal,
            runs=self.runs,
            clock=self.clock,
            account_id=lambda: self.account_id,
            client=connected,
            settings=lambda: self.settings,
            undo=lambda run_id: self.undo(run_id),
            changed=self._changed,
        )
        self.desk = ScheduleDesk(
            schedules=self.schedules,
            driver=self.driver,
            plans=self.plans,
            journal=self.journal,
            runs=self.runs,
            clock=self.clock,
            new_id=lambda: f"schedule-{next(self._numbers)}",
            account_id=lambda: self.account_id,
        )

    def _heard(self, event: Event) -> None:
        self.during(event)
        if isinstance(event, RunProgressed) and event.run.state not in ("running", "stopping"):
            self.driver.nudge()

    def _changed(self) -> None:
        self.changes += 1

    def undo_plan(self, run_id: str) -> str | None:
        """Store the plan that takes a run back."""
        steps = self.runs.undo_steps(run_id)
        if not steps:
            return None
        back = tuple(inverse(step) for step in reversed(steps))
        plan = plan_of(back, PlanKind.UNDO, run_id).model_copy(update={"created_at_ms": self.clock.now_ms()})
        return self.plans.save(plan)

    # What the seller does

    def plan(self, *steps: Step, title: str = "Autumn") -> str:
        """Keep a plan of steps; its digest."""
        number = next(self._plan_numbers)
        plan = plan_of(steps).model_copy(update={"title": title, "created_at_ms": number})
        return self.plans.save(plan)

    def doubled(self, *at: int, title: str = "Autumn") -> str:
        """A plan that doubles the prices of the products at those places; of all for none."""
        steps = steps_of(self.sandbox)
        return self.plan(*(steps[place] for place in at) if at else steps, title=title)

    def ms(self, minutes: int | None) -> int | None:
        """So many minutes from now."""
        return None if minutes is None else self.clock.now_ms() + minutes * MINUTE_MS

    async def add(self, digest: str, start: int | None, end: int | None) -> str:
        """Schedule a plan, in minutes from now; the schedule's id."""
        before = {record.schedule_id for record in self.schedules.list(ACCOUNT)}
        await self.desk._add(
            ScheduleAdd(op="schedule.add", digest=digest, start_at_ms=self.ms(start), end_at_ms=self.ms(end))
        )
        await self.idle()
        (new,) = {record.schedule_id for record in self.schedules.list(ACCOUNT)} - before
        return new

    def check(self, digest: str, start: int | None, end: int | None) -> ScheduleCheckView:
        return self.desk._check(
            ScheduleCheck(op="schedule.check", digest=digest, start_at_ms=self.ms(start), end_at_ms=self.ms(end))
        )

    async def cancel(self, schedule_id: str) -> SchedulesView:
        return await self.desk._cancel(ScheduleCancel(op="schedule.cancel", schedule_id=schedule_id))

    def look(self) -> SchedulesView:
        """Look at the list."""
        return self.desk._list(ScheduleList(op="schedule.list", seen=True))

    def row(self, schedule_id: str) -> ScheduleRow:
        """One schedule as the page draws it."""
        (found,) = (row for row in self.desk.view().rows if row.schedule_id == schedule_id)
        return found

    # What time and power do

    async def idle(self) -> None:
        """Let everything that goes on come to its end, or die."""
        while not self.dead and (self.driver._task is not None or self.runs.active):
            await asyncio.sleep(0)

    def fuse(self, place: str) -> None:
        """Pass a place where the engine may die: before a save or a request, or before an answer is heard."""
        if self.dies_at is None or self.dies_at[0] != place:
            return
        left = self.dies_at[1] - 1
        self.dies_at = (place, left) if left else None
        if left == 0:
            self.dead = True
            for task in asyncio.all_tasks() - self._not_ours - {self._main}:
                task.cancel()
            raise asyncio.CancelledError

    async def later(self, minutes: int) -> None:
        """Time passes while the engine is up; its alarm rings when it said it would."""
        self._main = asyncio.current_task()
        until_ms = self.clock.now_ms() + minutes * MINUTE_MS
        while not self.dead and (next_ms := self.desk.next_at_ms()) is not None and next_ms <= until_ms:
            self.clock.advance(max(0, next_ms - self.clock.now_ms()) / 1000)
            self.driver.nudge()
            await self.idle()
        self.clock.advance(max(0, until_ms - self.clock.now_ms()) / 1000)

    async def boot(self, minutes: int = 0) -> None:
        """A new engine, so much later, up to where nothing goes on."""
        for task in asyncio.all_tasks() - self._not_ours - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)
        self.clock.advance(minutes * 60)
        self.dead = False
        self._start()
        await self.look_again()

    async def look_again(self) -> None:
        """What the engine does when a shop was connected, or when it has just started."""
        self._main = asyncio.current_task()
        await self.runs.settle_all()
        self.driver.nudge()
        await self.idle()

    def wire(self, *faults: Fault) -> None:
        """What goes wrong from now on; nothing without faults."""
        self.transport.faults = list(faults)

    def cut(self) -> None:
        """No request reaches Gumroad."""
        self.wire(Fault(FaultKind.DROP_BEFORE, times=10_000))
