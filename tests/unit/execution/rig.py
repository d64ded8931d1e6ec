"""One engine over the sandbox, for tests: stores, services and the events they told."""

import sqlite3
from itertools import count

from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.runs import RunService
from py_core.gumroad import calls
from py_core.gumroad.pager import Pager
from py_core.plan.plan import Facts, Plan, PlanKind
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState, version_key
from py_core.protocol.events import Event, RunProgressed
from py_core.protocol.views import RunRow
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import Option, OptionGroup, Product, SandboxState
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.database import open_database
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.sales_store import SalesStore
from tests.fakes import FakeClock, Fault, FaultKind, SandboxTransport

ACCOUNT = "account-1"


def shop_of(*prices: int, versions: int = 0) -> Sandbox:
    """A sandbox with one product per price, newest last, each with so many versions."""
    products = [
        Product(
            name=f"Product {at}",
            price=price,
            variants=[
                OptionGroup(
                    title="Licence",
                    options=[Option(name=f"V{n}", price_difference=100 * n) for n in range(versions)],
                )
            ]
            if versions
            else [],
        )
        for at, price in enumerate(prices)
    ]
    return Sandbox(SandboxState(products=products))


def steps_of(sandbox: Sandbox, factor: int = 2) -> tuple[Step, ...]:
    """A step per product, then per version: every price times `factor`."""
    found: list[Step] = []
    for product in sandbox.state.products:
        before = PriceState(
            price_minor=product.price,
            currency=product.currency,
            customizable_price=bool(product.customizable_price),
        )
        found.append(
            SetPrice(
                key=product.id,
                product_id=product.id,
                name=product.name,
                before=before,
                after=before.model_copy(update={"price_minor": product.price * factor}),
            )
        )
        found.extend(
            SetVersionPrice(
                key=version_key(product.id, option.id),
                product_id=product.id,
                category_id=group.id,
                variant_id=option.id,
                name=option.name,
                product_name=product.name,
                currency=product.currency,
                before=VersionState(price_difference_minor=option.price_difference),
                after=VersionState(price_difference_minor=option.price_difference * factor),
            )
            for group in product.variants
            for option in group.options
            if option.price_difference
        )
    return tuple(found)


def plan_of(steps: tuple[Step, ...], kind: PlanKind = PlanKind.PRICES, origin: str | None = None) -> Plan:
    """A plan of just these steps."""
    return Plan(
        kind=kind,
        account_id=ACCOUNT,
        title="Twice as much",
        created_at_ms=1,
        steps=steps,
        facts=tuple(Facts(key=step.key) for step in steps),
        origin_run_id=origin,
    )


class Rig:
    """An engine that can be replaced by another over a copy of its database, like after a crash."""

    def __init__(
        self,
        sandbox: Sandbox,
        *faults: Fault,
        connection: sqlite3.Connection | None = None,
        clock: FakeClock | None = None,
    ) -> None:
        self.clock = FakeClock() if clock is None else clock
        self.connection = open_database(":memory:") if connection is None else connection
        self.transport = SandboxTransport(sandbox, self.clock, faults)
        self.settings = Settings()
        self.connected = True
        self.account_id: str | None = ACCOUNT
        self.events: list[Event] = []
        self.plans = PlanStore(self.connection)
        self.journal = RunStore(self.connection)
        self.catalog = CatalogStore(self.connection)
        self.sales = SalesStore(self.connection)
        self.client = Client(self.transport, self.clock, lambda: 0.5)
        numbers = count(1 + len(self.journal.list(ACCOUNT)))
        self.runs = RunService(
            plans=self.plans,
            runs=self.journal,
            catalog=self.catalog,
            sales=self.sales,
            clock=self.clock,
            emit=self.events.append,
            new_id=lambda: f"run-{next(numbers)}",
            settings=lambda: self.settings,
            account_id=lambda: self.account_id,
            client=self._connected_client,
        )

    def _connected_client(self) -> Client:
        if not self.connected:
            raise InputError("not_connected", "No shop is connected.")
        return self.client

    @property
    def sandbox(self) -> Sandbox:
        """The shop behind the transport."""
        return self.transport.sandbox

    def prices(self) -> list[int]:
        """The products' prices as Gumroad has them."""
        return [product.price for product in self.sandbox.state.products]

    async def read_list(self) -> None:
        """Store the product list."""
        pager, key = Pager(calls.product_id_of), None
        while (key := pager.take(await self.client.ask(calls.list_products(key)))) is not None:
            continue
        self.catalog.save_list(ACCOUNT, pager.items, self.clock.now_ms())

    async def run(self, plan: Plan) -> str:
        """Run a plan to where it ends; the run's id."""
        run = self.runs.start(self.plans.save(plan))
        await self.runs.finished()
        return run.run_id

    def rows(self, run_id: str) -> tuple[RunRow, ...]:
        """Every row of a run."""
        return self.runs.watch(run_id).rows

    def states(self, run_id: str) -> list[str]:
        """How each row stands."""
        return [str(row.state) for row in self.rows(run_id)]

    def progress(self) -> list[RunProgressed]:
        """The progress that was told."""
        return [event for event in self.events if isinstance(event, RunProgressed)]


def put_fault(kind: FaultKind, *, times: int = 1, skip: int = 0) -> Fault:
    return Fault(kind, method="PUT", path="/v2/products/*", times=times, skip=skip)
