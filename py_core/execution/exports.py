"""Exports of the shops on this machine: begun, written one after the other, stopped, taken up again, cleaned up.

A tool that has something to export registers a builder under a `kind` and calls `begin`:

    exports.register("customers", self._table)          # (account_id, request_json, fixed) -> Table
    exports.begin(account_id, "customers", request.model_dump_json(), request.options)

The builder is called again with the same request whenever the file is taken up after a restart, `fixed` then being
what its first table said, so that the same rows come.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from py_core.errors import CoreError, InputError
from py_core.execution.bugs import report_bug
from py_core.execution.export_writing import Writing
from py_core.execution.ports import Clock, ExportFiles
from py_core.execution.teller import Teller
from py_core.export.cells import DAY_MS, iso_moment
from py_core.export.names import file_name, note_name
from py_core.export.note import note_text
from py_core.export.options import ENDINGS, ExportOptions, check_options, clockface
from py_core.export.record import ExportRecord
from py_core.export.table import Table
from py_core.protocol import export_commands as c
from py_core.protocol.export_views import ExportsView, ExportView
from py_core.protocol.views import TextFile
from py_core.store.export_store import ExportStore
from py_core.values import Value
from py_core.words import say

Builder = Callable[[str, str, str], Table]
KEPT_MS = 3 * DAY_MS
KEPT_SAVED_MS = 60 * 60_000
KEPT_AT_MOST = 20
RATE_AFTER_MS = 500


class ExportService:
    """At most one file is written at a time; others wait their turn. `emit` hears of progress.

    `account_id` raises InputError where there is no shop.
    """

    def __init__(
        self,
        *,
        store: ExportStore,
        files: ExportFiles,
        clock: Clock,
        emit: Callable[[ExportView], object],
        new_id: Callable[[], str],
        account_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._files = files
        self._clock = clock
        self._emit = emit
        self._new_id = new_id
        self._account_id = account_id
        self._builders: dict[str, Builder] = {}
        self._over: dict[str, Callable[[str], object]] = {}
        self._task: asyncio.Task[None] | None = None
        self._now: Writing | None = None
        self._is_tidy = False
        self._unsaved: dict[str, ExportRecord] = {}
        self._teller = Teller(clock, self._tell)

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Any]]:
        """Which command goes where."""
        return {
            c.ExportList: lambda _: self.view(),
            c.ExportStop: lambda command: self.stop(command.export_id),
            c.ExportResume: lambda command: self.resume(command.export_id),
            c.ExportAgain: lambda command: self.again(command.export_id),
            c.ExportSaved: lambda command: self.saved(command.export_id),
            c.ExportRemove: lambda command: self.remove(command.export_id),
            c.ExportNote: lambda command: self.note(command.export_id),
        }

    def register(self, kind: str, builder: Builder, over: Callable[[str], object] | None = None) -> None:
        """Who builds the tables of a kind. `over` hears of each request that is written, or not wanted any more."""
        self._builders[kind] = builder
        if over is not None:
            self._over[kind] = over

    def unfinished(self, kind: str) -> tuple[str, ...]:
        """The requests of that kind that are still to be written, or can be gone on with, in every shop."""
        return tuple(each.request_json for each in self._records() if each.kind == kind and each.state != "done")

    def view(self) -> ExportsView:
        """The exports of the current shop, newest first, and how the newest is written."""
        account_id = self._account_id()
        mine = [record for record in self._records() if record.account_id == account_id]
        return ExportsView(
            exports=tuple(self._drawn(record) for record in reversed(mine)),
            options=mine[-1].options if mine else ExportOptions(),
        )

    def begin(self, account_id: str, kind: str, request_json: str, options: ExportOptions) -> ExportView:
        """Write a table to a file, now or when its turn comes.

        Raises: InputError where the options or the request cannot be used, or no row matches.
        """
        check_options(options)
        table = self._builders[kind](account_id, request_json, "")
        if table.total == 0:
            raise InputError("export_nothing", say("export_nothing"))
        now_ms = self._clock.now_ms()
        record = ExportRecord(
            export_id=self._new_id(),
            account_id=account_id,
            kind=kind,
            request_json=request_json,
            options=options,
            name=file_name(
                table.stem,
                iso_moment(now_ms, clockface(options.zone))[:10],
                ENDINGS[options.format],
                complete=table.about.complete,
                hashed=options.hashed_emails,
            ),
            about=table.about,
            fixed=table.fixed,
            has_totals=table.totals is not None,
            created_at_ms=now_ms,
            total=table.total,
            once=table.once,
        )
        self._store.save(record)
        self.nudge()
        return self._drawn(record)

    def again(self, export_id: str) -> ExportsView:
        """The same over what is stored now. Raises: InputError where its request was good for one file only."""
        record = self._mine(export_id)
        if record.once:
            raise InputError("export_once", say("export_once"))
        self.begin(record.account_id, record.kind, record.request_json, record.options)
        return self.view()

    async def stop(self, export_id: str) -> ExportsView:
        """Stop one and wait until it has stopped; what was written stays aside, so that it can go on."""
        record = self._mine(export_id)
        if self._now is not None and self._now.record.export_id == export_id:
            await self._halt()
        elif record.state == "waiting":
            self._end(record, state="stopped", message=say("export_stopped"))
        self.nudge()
        return self.view()

    def resume(self, export_id: str) -> ExportsView:
        """Go on with a stopped one, or begin a failed one again."""
        record = self._mine(export_id)
        if record.state in ("stopped", "failed"):
            self._keep(record.model_copy(update={"state": "waiting", "message": "", "hint": ""}))
            self.nudge()
        return self.view()

    def saved(self, export_id: str) -> ExportsView:
        """The person has the file."""
        record = self._mine(export_id)
        self._store.save(record.model_copy(update={"saved_at_ms": self._clock.now_ms()}))
        return self.view()

    async def remove(self, export_id: str) -> ExportsView:
        """Delete a file, stopped first where it is being written, and forget it."""
        self._mine(export_id)
        await self.stop(export_id)
        await self._drop(self._mine(export_id))
        return self.view()

    def note(self, export_id: str) -> TextFile:
        """The note beside a finished file. Raises: InputError where it is not finished."""
        record = self._mine(export_id)
        if record.state != "done":
            raise InputError("export_not_done", say("export_not_done"))
        text = note_text(
            name=record.name,
            about=record.about,
            options=record.options,
            rows=record.rows,
            has_totals=record.has_totals,
            size=record.size,
            sha256=record.sha256,
            begun_at_ms=record.created_at_ms,
            afterwards=record.afterwards,
        )
        return TextFile(name=note_name(record.name), mime="text/plain;charset=utf-8", text=text)

    def nudge(self) -> None:
        """Write what waits, and what an earlier engine left in the middle."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def finished(self) -> None:
        """Return when nothing is written any more."""
        while self._task is not None and not self._task.done():
            await asyncio.wait({self._task})

    async def clear(self) -> None:
        """Delete every file of every shop; the records go with the database."""
        await self._halt()
        with suppress(CoreError):
            for name in await self._files.names():
                await self._files.remove(name)

    # Inside

    async def _work(self) -> None:
        """Every waiting export in turn; a border, so that no failure leaves one that seems to go on."""
        if not self._is_tidy:
            await self._tidy()
        while (record := self._next()) is not None:
            try:
                await self._write(record)
            except CoreError as error:
                await self._failed(record, error.message, error.hint)
            except Exception as error:
                report_bug(error)
                await self._failed(record, say("internal"), "")
            finally:
                self._now = None

    def _next(self) -> ExportRecord | None:
        return next((each for each in self._records() if each.state in ("waiting", "writing")), None)

    async def _write(self, record: ExportRecord) -> None:
        table = self._builders[record.kind](record.account_id, record.request_json, record.fixed)
        record = record.model_copy(update={"state": "writing"})
        self._store.save(record)
        writing = self._now = Writing(record, table, self._clock, self._store.save, self._teller.changed)
        self._teller.now()
        file = await self._files.open(record.part)
        try:
            whole = await writing.run(file)
        finally:
            file.close()
        await self._files.rename(record.part, record.whole)
        self._end(whole, state="done")

    async def _halt(self) -> None:
        """Stop what is being written where it is; a workbook will begin again."""
        task, writing = self._task, self._now
        if task is not None and not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if writing is not None:
            kept = self._store.load(writing.record.export_id)
            if kept is not None and kept.state == "writing":
                self._end(kept, state="stopped", message=say("export_stopped"))

    async def _failed(self, record: ExportRecord, why: str, hint: str) -> None:
        """A file that cannot be finished leaves nothing behind that takes up room or looks whole."""
        with suppress(CoreError):
            await self._files.remove(record.part)
        told = f"{hint} {say('export_failed_kept')}".strip()
        self._end(record.restarted(), state="failed", message=say("export_failed", why=why), hint=told)

    def _end(self, record: ExportRecord, **changes: object) -> None:
        """How it ended, kept and told."""
        ended = record.model_copy(update={**changes, "ended_at_ms": self._clock.now_ms()})
        self._now = None
        self._teller.close()
        try:
            self._keep(ended)
        except CoreError:
            # No room even for that: it counts as ended as long as this engine lives, the next one tries again.
            self._unsaved[ended.export_id] = ended
        else:
            if ended.state == "done":
                self._let_go(ended)
        self._emit(self._drawn(ended))

    def _keep(self, record: ExportRecord) -> None:
        self._store.save(record)
        self._unsaved.pop(record.export_id, None)

    def _records(self) -> tuple[ExportRecord, ...]:
        """Every record as it is by now."""
        return tuple(self._unsaved.get(record.export_id, record) for record in self._store.all())

    async def _tidy(self) -> None:
        """Delete what was downloaded or is old, and files that no export knows. Never one still to be written."""
        now_ms = self._clock.now_ms()
        ended = [record for record in self._records() if record.state not in ("waiting", "writing")]
        for at, record in enumerate(reversed(ended)):
            is_old = now_ms - record.created_at_ms > KEPT_MS or at >= KEPT_AT_MOST
            if is_old or (record.saved_at_ms is not None and now_ms - record.saved_at_ms > KEPT_SAVED_MS):
                await self._drop(record)
        known = {name for record in self._records() for name in (record.part, record.file)}
        with suppress(CoreError):
            for name in await self._files.names():
                if name not in known:
                    await self._files.remove(name)
        self._is_tidy = True

    async def _drop(self, record: ExportRecord) -> None:
        with suppress(CoreError):
            await self._files.remove(record.part)
            await self._files.remove(record.whole)
        self._store.delete(record.export_id)
        self._unsaved.pop(record.export_id, None)
        self._let_go(record)

    def _let_go(self, record: ExportRecord) -> None:
        """What was kept for an export alone goes; where there is no room even for that, it goes the next time."""
        over = self._over.get(record.kind)
        if over is not None:
            with suppress(CoreError):
                over(record.request_json)

    def _mine(self, export_id: str) -> ExportRecord:
        record = self._unsaved.get(export_id) or self._store.load(export_id)
        if record is None or record.account_id != self._account_id():
            raise InputError("export_unknown", say("export_unknown"))
        return record

    def _tell(self) -> None:
        if self._now is not None:
            self._emit(self._drawn(self._now.record))

    def _drawn(self, record: ExportRecord) -> ExportView:
        now = self._now
        rate = left_s = None
        if now is not None and now.record.export_id == record.export_id:
            record = now.record
            passed_ms, written = self._clock.now_ms() - now.began_ms, record.rows - now.rows_before
            if passed_ms >= RATE_AFTER_MS and written > 0:
                rate = written * 1000 // passed_ms
                left_s = -(-max(0, record.total - record.rows) * passed_ms // (written * 1000))
        return ExportView(
            export_id=record.export_id,
            kind=record.kind,
            title=record.about.title,
            name=record.name,
            format=record.options.format,
            state=record.state,
            rows=record.rows,
            total=record.total,
            size=record.size,
            file=record.file if record.state == "done" else "",
            complete=record.about.complete,
            sentence=record.about.proof,
            created_at_ms=record.created_at_ms,
            ended_at_ms=record.ended_at_ms,
            saved_at_ms=record.saved_at_ms,
            rows_per_second=rate,
            left_s=left_s,
            message=record.message,
            hint=record.hint,
            once=record.once,
        )
