"""Tables to export, files in memory that can die or be full, and an engine's export service over them."""

import asyncio
import json
import sqlite3
from collections.abc import Callable

from py_core.errors import CoreError
from py_core.execution.exports import ExportService
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import ExportOptions
from py_core.export.table import About, Batch, Table
from py_core.protocol.export_views import ExportView
from py_core.store.database import open_database
from py_core.store.export_store import ExportStore
from py_core.words import say
from tests.fakes import FakeClock

SHOP = "shop"
COLUMNS = (
    Column("email", "E-mail", email=True),
    Column("count", "Count", Kind.WHOLE),
    Column("paid", "Paid", Kind.MONEY),
    Column("day", "Day", Kind.DATE),
    Column("at", "At", Kind.MOMENT),
    Column("refunded", "Refunded?", Kind.YES_NO),
)
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0@x", "＝1", "＋1", "－1", "＠x", "﹦1",
    "'=1", "''=1", "'plain", "'", "", "plain", 'quote " and, comma; semi\ttab', "line\r\nbreak", "a\nb", "\x00",
    "\u200b=1", "\ufeff@", "<b>&amp;</b>", "_x0041_", "_x000D_", "é ü 漢字 🙂", "0123", "1e5", "TRUE", "2026-07-12",
    "=HYPERLINK(\"http://evil\",\"x\")", "=cmd|' /C calc'!A0", "%0A-3+3+cmd|' /C calc'!D2", "x" * 40_000, " lead ",
)  # fmt: skip


class Crash(BaseException):
    """The engine is gone."""


class MemoryFiles:
    """A folder in memory. `room` is how many bytes it takes; `dies_at` counts writes and flushes."""

    def __init__(self) -> None:
        self.kept: dict[str, bytearray] = {}
        self.room: int | None = None
        self.dies_at: int | None = None
        self.moves = 0
        self.open_now: set[str] = set()

    def moved(self) -> None:
        self.moves += 1
        if self.moves == self.dies_at:
            raise Crash

    async def open(self, name: str) -> "MemoryFile":
        assert name not in self.open_now, "a file is open once"
        self.open_now.add(name)
        self.kept.setdefault(name, bytearray())
        return MemoryFile(self, name)

    async def rename(self, name: str, to: str) -> None:
        assert name not in self.open_now
        self.moved()
        self.kept[to] = self.kept.pop(name)

    async def remove(self, name: str) -> None:
        assert name not in self.open_now
        self.kept.pop(name, None)

    async def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.kept))


class MemoryFile:
    """A file of the folder."""

    def __init__(self, files: MemoryFiles, name: str) -> None:
        self._files = files
        self._name = name

    @property
    def _data(self) -> bytearray:
        return self._files.kept[self._name]

    def size(self) -> int:
        return len(self._data)

    def cut(self, size: int) -> None:
        assert size <= len(self._data)
        del self._data[size:]

    def write(self, data: bytes) -> None:
        room = self._files.room
        if room is not None and sum(map(len, self._files.kept.values())) + len(data) > room:
            raise CoreError("storage_full", say("storage_full"), hint=say("storage_full_hint"))
        self._data.extend(data[: len(data) // 2])
        self._files.moved()
        self._data.extend(data[len(data) // 2 :])

    def read(self, at: int, length: int) -> bytes:
        return bytes(self._data[at : at + length])

    def flush(self) -> None:
        self._files.moved()

    def close(self) -> None:
        self._files.open_now.discard(self._name)


def row(at: int) -> Row:
    """The row of that number; they differ, and some of them are hostile."""
    text = HOSTILE[at % len(HOSTILE)]
    return (f"{text[:50]}{at}", at, f"{at // 100}.{at % 100:02d}", "2026-07-12", 1_783_861_541_000 + at, at % 2)


def table(count: int, *, totals: bool = True, complete: bool | None = None) -> Table:
    """So many rows; their counts are added up."""

    def read(behind: str | None, limit: int) -> Batch:
        first = 0 if behind is None else json.loads(behind)
        end = min(first + limit, count)
        rows = [row(at) for at in range(first, end)]
        return Batch(rows, json.dumps(end) if end < count else None, (sum(range(first, end)),))

    about = About(title="Things", complete=complete, proof="All of them." if complete else "Some are missing.")
    return Table(
        stem="things",
        about=about,
        columns=COLUMNS,
        total=count,
        read=read,
        totals=(lambda sums: ("Totals", sums[0], None, None, None, None)) if totals else None,
    )


class ExportRig:
    """An engine that has just started over a database and a folder."""

    def __init__(self, earlier: "ExportRig | None" = None, builder: Callable[[str], Table] | None = None) -> None:
        self.clock: FakeClock = earlier.clock if earlier else FakeClock()
        self.conn: sqlite3.Connection = earlier.conn if earlier else open_database(":memory:")
        self.files: MemoryFiles = earlier.files if earlier else MemoryFiles()
        self.build: Callable[[str], Table] = builder or (
            earlier.build if earlier else lambda request: table(int(request))
        )
        self.told: list[ExportView] = []
        self.files.open_now.clear()
        self.store = ExportStore(self.conn)
        self._ids = iter(range(100 * (len(self.store.all()) + 1), 10_000))
        self.exports = ExportService(
            store=self.store,
            files=self.files,
            clock=self.clock,
            emit=self.told.append,
            new_id=lambda: f"e{next(self._ids)}",
            account_id=lambda: SHOP,
        )
        self.exports.register("things", lambda _account, request, _fixed: self.build(request))

    def begin(self, count: int, options: ExportOptions | None = None) -> ExportView:
        return self.exports.begin(SHOP, "things", str(count), options or ExportOptions())

    async def written(self, count: int, options: ExportOptions | None = None) -> bytes:
        """The whole file of an undisturbed export."""
        view = self.begin(count, options)
        await self.exports.finished()
        return self.bytes_of(view.export_id)

    def bytes_of(self, export_id: str) -> bytes:
        (view,) = (view for view in self.exports.view().exports if view.export_id == export_id)
        assert view.state == "done", view
        return bytes(self.files.kept[view.file])

    async def killed_at(self, move: int) -> bool:
        """Let the engine die at that write or flush; whether it did."""
        self.files.moves, self.files.dies_at = 0, move
        self.exports.nudge()
        task = self.exports._task
        assert task is not None
        while not task.done() and self.files.moves < move:
            await asyncio.sleep(0)
        died = self.files.moves >= move
        self.files.dies_at = None
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return died
