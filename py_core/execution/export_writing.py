"""Writing one file to its end, slice by slice, so that whatever ends the engine, little is written again.

Every few seconds what was written is flushed to the disk, and only then it is noted how far the file is. An engine
that starts anew cuts the file to what was noted and goes on behind it; a workbook, which cannot be taken up in its
middle, is begun again. In both cases the file comes out as if nothing had happened.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence

from py_core.execution.ports import Clock, ExportFile
from py_core.export.cells import hashed
from py_core.export.record import ExportRecord
from py_core.export.table import Table
from py_core.export.writers import Writer, can_go_on, writer_of
from py_core.words import say

NOTE_EVERY_MS = 4_000
NOTE_EVERY_BYTES = 64_000_000
CELLS_A_SLICE = 60_000
ROWS_A_SLICE = (500, 5_000)
READ_BYTES = 4_000_000


class Writing:
    """One file that is being written. `note` keeps a record durably, `moved` hears of every slice."""

    def __init__(
        self,
        record: ExportRecord,
        table: Table,
        clock: Clock,
        note: Callable[[ExportRecord], None],
        moved: Callable[[], None],
    ) -> None:
        self.record = record
        self._table = table
        self._clock = clock
        self._note = note
        self._moved = moved
        self._digest = hashlib.sha256()
        self._noted_ms = 0
        self._noted_size = 0
        self.began_ms = clock.now_ms()
        self.rows_before = record.rows

    async def run(self, file: ExportFile) -> ExportRecord:
        """Write to the end; the record of the whole file, not yet kept. The caller closes the file.

        Raises: CoreError where there is no room, and what the source raises.
        """
        self._take_up(file)
        writer = writer_of(self._table.columns, self.record.options, self.record.about.title)
        least, most = ROWS_A_SLICE
        limit = max(least, min(most, CELLS_A_SLICE // max(1, len(self._table.columns))))
        try:
            if not self.record.begun:
                self._put(file, writer.begin(), begun=True)
            while not self._slice(file, writer, limit):
                self._moved()
                await asyncio.sleep(0)
            self._close(file, writer)
        finally:
            writer.close()
        return self.record

    def _take_up(self, file: ExportFile) -> None:
        """Begin where the record says the file is, if it is there and can be gone on with."""
        if not self.record.begun or not can_go_on(self.record.options) or file.size() < self.record.size:
            self.record = self.record.restarted()
        self.rows_before = self.record.rows
        file.cut(self.record.size)
        for at in range(0, self.record.size, READ_BYTES):
            self._digest.update(file.read(at, min(READ_BYTES, self.record.size - at)))
        self._noted_ms, self._noted_size = self._clock.now_ms(), self.record.size

    def _slice(self, file: ExportFile, writer: Writer, limit: int) -> bool:
        """One batch; whether it was the last."""
        batch = self._table.read(self.record.position, limit)
        columns = self._table.columns
        rows = hashed(columns, batch.rows) if self.record.options.hashed_emails else batch.rows
        self._put(
            file,
            writer.rows(rows) if rows else b"",
            rows=self.record.rows + len(rows),
            position=batch.behind,
            sums=_added(self.record.sums, batch.sums),
        )
        if batch.behind is not None and self._is_due():
            file.flush()
            self._note(self.record)
            self._noted_ms, self._noted_size = self._clock.now_ms(), self.record.size
        return batch.behind is None

    def _is_due(self) -> bool:
        late = self._clock.now_ms() - self._noted_ms >= NOTE_EVERY_MS
        return late or self.record.size - self._noted_size >= NOTE_EVERY_BYTES

    def _close(self, file: ExportFile, writer: Writer) -> None:
        if self._table.totals is not None and self.record.sums:
            self._put(file, writer.rows([self._table.totals(self.record.sums)]))
        self._put(file, writer.end())
        file.flush()
        self.record = self.record.model_copy(
            update={
                "sha256": self._digest.hexdigest(),
                "afterwards": (*self._fewer(), *self._shortened(writer), *self._table.afterwards()),
                "file": self.record.whole,
            }
        )

    def _fewer(self) -> tuple[str, ...]:
        missing = self.record.total - self.record.rows
        return (say("export_fewer", n=missing, count=f"{missing:,}"),) if missing > 0 else ()

    def _shortened(self, writer: Writer) -> tuple[str, ...]:
        return (say("export_note_shortened", n=writer.shortened),) if writer.shortened else ()

    def _put(self, file: ExportFile, data: bytes, **changes: object) -> None:
        if data:
            file.write(data)
            self._digest.update(data)
        self.record = self.record.model_copy(update={**changes, "size": self.record.size + len(data)})


def _added(sums: tuple[int, ...], more: Sequence[int]) -> tuple[int, ...]:
    if not sums or not more:
        return sums or tuple(more)
    return tuple(one + other for one, other in zip(sums, more, strict=True))
