"""Reading made-up histories: the engine over a database in memory, without a pace."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from py_core.execution.client import Client
from py_core.execution.sync_rounds import Rounds
from py_core.sales.proof import Proof
from py_core.sales.rows import AS_OF_NOW
from py_core.store.database import open_database
from py_core.store.sales_store import PageTaken, SalesStore
from tests.fakes import START_MS, FakeClock
from tests.unit.sales.history import DAY_US, FakeHistory, FakeSale, steady

SHOP = "shop"
NOW_US = START_MS * 1000


class CrashingStore(SalesStore):
    """A store that dies before or after it has stored, when told."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.dies_at: int | None = None
        self.after = False
        self.takes = 0

    def take(self, account_id: str, pages: Sequence[PageTaken]) -> None:
        self.takes += 1
        if self.takes == self.dies_at and not self.after:
            raise Crash
        super().take(account_id, pages)
        if self.takes == self.dies_at:
            raise Crash


class Crash(Exception):
    """The engine is gone."""


class Rig:
    """One shop's history and what is stored of it."""

    def __init__(
        self, history: FakeHistory, connection: sqlite3.Connection | None = None, account_id: str = SHOP
    ) -> None:
        self.history = history
        self.account_id = account_id
        self.clock = FakeClock()
        self.store = CrashingStore(connection or open_database(":memory:"))

    def rounds(self, side_by_side: int = 4) -> Rounds:
        """An engine that has just started."""
        client = Client(self.history, self.clock, lambda: 0.0)
        return Rounds(client, self.store, self.account_id, side_by_side, lambda: None, lambda _: None)

    async def read(self, *, full: bool = False, side_by_side: int = 4) -> Proof:
        """Read to the end."""
        return await self.rounds(side_by_side).run(full=full)

    def stored(self, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The sales that are here, by number."""
        found = ((number, self.store.raw(self.account_id, f"sale-{number}")) for number in numbers)
        return {number: raw for number, raw in found if raw is not None}

    def assert_all_here(self) -> None:
        """Every listed sale is here as it is now, once, and nothing else."""
        listed = {sale.number: self.history.shown(sale) for sale in self.history.listed()}
        expected = {number: _kept(shown) for number, shown in listed.items()}
        assert self.stored(sorted(self.history.sales)) == expected
        assert self.store.count(self.account_id) == len(expected)


def _kept(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in AS_OF_NOW}


def sales(count: int, *, days: int = 100, products: int = 3) -> list[FakeSale]:
    """So many sales spread evenly over the days before now, numbered in the order of time."""
    step = days * DAY_US // max(1, count)
    return [
        FakeSale(number=at + 1, created_us=NOW_US - (count - at) * step, product=f"p{at % products}")
        for at in range(count)
    ]


def rig(count: int, *, days: int = 100, minutes: int = 120, products: int = 3) -> Rig:
    """A shop with such sales."""
    return Rig(FakeHistory(sales(count, days=days, products=products), steady(minutes)))
