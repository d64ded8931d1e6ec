"""Engines whose every moment is kept, and the engines that take over from there."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from py_core.gumroad.wire import Request
from py_core.sandbox.server import Sandbox
from py_core.store.database import prepare
from tests.fakes import FakeClock, Fault
from tests.unit.execution.rig import Rig

JOURNAL_WRITES = ("create", "intend", "release", "end", "end_all", "set_state")


@dataclass(frozen=True)
class Moment:
    """Everything that is left when the engine vanishes at one moment."""

    where: str
    database: bytes
    shop: str
    applied: tuple[Request, ...]
    now_ms: int


class Watched(Rig):
    """An engine whose every moment is kept: after each journal write, before and after each request."""

    def __init__(self, sandbox: Sandbox, *faults: Fault, **given: Any) -> None:
        super().__init__(sandbox, *faults, **given)
        self.moments: list[Moment] = []
        self.applied: list[Request] = []
        self.transport.before = lambda request: self._keep(f"before {request.method}")
        self.transport.after = self._after
        for name in JOURNAL_WRITES:
            setattr(self.journal, name, self._kept(name, getattr(self.journal, name)))

    def _kept(self, name: str, write: Callable[..., None]) -> Callable[..., None]:
        def kept(*given: Any, **named: Any) -> None:
            write(*given, **named)
            self._keep(name)

        return kept

    def _after(self, request: Request) -> None:
        if request.method != "GET":
            self.applied.append(request)
        self._keep(f"after {request.method}")

    def _keep(self, where: str) -> None:
        database, shop = self.connection.serialize(), self.sandbox.dump()
        self.moments.append(Moment(where, database, shop, tuple(self.applied), self.clock.now_ms()))


def next_engine(moment: Moment, away_ms: int = 60_000) -> Rig:
    """A new engine over what the moment left."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(moment.database)
    prepare(connection)
    rig = Rig(Sandbox.load(moment.shop), connection=connection, clock=FakeClock(moment.now_ms + away_ms))
    rig.sandbox.state.rate_limits = False
    return rig


async def recover(rig: Rig, moment: Moment) -> tuple[Request, ...]:
    """Let the new engine take up the run; every write that either engine had applied."""
    applied: list[Request] = []
    rig.transport.after = lambda request: applied.append(request) if request.method != "GET" else None
    await rig.runs.settle_all()
    await rig.runs.finished()
    return (*moment.applied, *applied)
