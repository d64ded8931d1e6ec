"""The composition point: one command in, one reply out, events beside them.

`App.handle` never raises and answers every text exactly once. It decides nothing itself: a command goes to
the use case it names, and what comes back is drawn by `protocol.present_*`.
"""

import platform
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from py_core.account import Accounts
from py_core.audience_tools import AudienceTools
from py_core.catalog.matching import match
from py_core.catalog.products import Shop
from py_core.code_tools import CodeTools
from py_core.desks.customers import CustomersDesk
from py_core.desks.fulfil import FulfilDesk
from py_core.desks.plans import PlansDesk
from py_core.desks.sales import SalesDesk
from py_core.desks.sales_export import SalesExportDesk
from py_core.desks.schedule import ScheduleDesk
from py_core.desks.scheduled_runs import ScheduledRuns
from py_core.errors import CoreError, InputError, UnsafePlan
from py_core.execution.bugs import internal_error
from py_core.execution.client import Client
from py_core.execution.exports import ExportService
from py_core.execution.outcomes import RunState
from py_core.execution.pacing import Pacing
from py_core.execution.ports import Clock, ExportFiles, NoExportFiles, Transport
from py_core.execution.refresh import RefreshService
from py_core.execution.runs import RunService
from py_core.execution.sync import SyncService
from py_core.listing_tools import ListingTools
from py_core.pricing.rates import check_settings
from py_core.protocol import commands as c
from py_core.protocol import views
from py_core.protocol.envelope import PROTOCOL, event_text, read_command, refusal, reply, reply_id
from py_core.protocol.events import (
    AccountChanged,
    CatalogChanged,
    CatalogProgressed,
    Event,
    ExportProgressed,
    GlanceChanged,
    ListingReadProgressed,
    RunProgressed,
    SalesProgressed,
    SchedulesChanged,
)
from py_core.protocol.present_settings import settings_view
from py_core.protocol.present_shop import shop_view
from py_core.script_tools import script_handlers
from py_core.store.catalog_store import CatalogStore
from py_core.store.column_sets import ColumnSets
from py_core.store.customer_segments import CustomerSegments
from py_core.store.customers import CustomerFinder
from py_core.store.database import prepare, size_bytes, wipe
from py_core.store.export_store import ExportStore
from py_core.store.meta_store import MetaStore
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_export import SalesExport
from py_core.store.sales_figures import SalesFigures
from py_core.store.sales_store import SalesStore
from py_core.store.schedule_store import ScheduleStore
from py_core.store.script_columns import ScriptColumns
from py_core.store.script_store import ScriptStore
from py_core.store.selection_store import SelectionStore
from py_core.values import Value
from py_core.words import say

NAME_LENGTH = 80
Handler = Callable[[Any], Awaitable[Value] | Value]


class App:
    """The core of one engine: the current account, its shop, its plans and runs.

    `connect` makes the transport of a token, `emit` takes an event's text, `entropy` gives random bytes,
    `info` says which extension this is and whether the database is durable. `files` is where exports go.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        clock: Clock,
        connect: Callable[[str], Transport],
        emit: Callable[[str], object],
        entropy: Callable[[int], bytes],
        info: Mapping[str, Any],
        files: ExportFiles | None = None,
    ) -> None:
        prepare(conn)
        self._conn = conn
        self._clock = clock
        self._send_event = emit
        self._entropy = entropy
        self._info = info
        self._meta = MetaStore(conn)
        self._catalog = CatalogStore(conn)
        self._plans = PlanStore(conn)
        self._selections = SelectionStore(conn)
        self._accounts = Accounts(self._meta, clock, connect, self._make_client)
        self._refresh = RefreshService(self._catalog, clock, self._emit)
        journal = RunStore(conn)
        self._sales = SalesStore(conn)
        self._runs = RunService(
            runs=journal,
            plans=self._plans,
            catalog=self._catalog,
            sales=self._sales,
            clock=clock,
            emit=self._emit,
            new_id=lambda: entropy(8).hex(),
            client=self._accounts.client,
            account_id=lambda: self._accounts.account_id,
            settings=self._meta.load_settings,
        )
        fulfil = FulfilDesk(
            finder=SaleFinder(conn),
            store=self._sales,
            plans=self._plans,
            settings=self._meta.load_settings,
            clock=clock,
            account_id=self._account_id,
        )
        plans = PlansDesk(
            plans=self._plans,
            runs=self._runs,
            fulfil=fulfil,
            shop=self._shop,
            settings=self._meta.load_settings,
            clock=clock,
            account_id=self._account_id,
        )
        schedules = ScheduleStore(conn)
        self._scheduled = ScheduledRuns(
            schedules=schedules,
            journal=journal,
            runs=self._runs,
            clock=clock,
            account_id=lambda: self._accounts.account_id,
            client=self._accounts.client,
            settings=self._meta.load_settings,
            undo=plans.undo_digest,
            changed=lambda: self._emit(SchedulesChanged()),
        )
        self._schedule = ScheduleDesk(
            schedules=schedules,
            driver=self._scheduled,
            plans=self._plans,
            journal=journal,
            runs=self._runs,
            clock=clock,
            new_id=lambda: entropy(8).hex(),
            account_id=lambda: self._accounts.account_id,
        )
        self._code_tools = CodeTools(
            conn,
            meta=self._meta,
            catalog=self._catalog,
            plans=self._plans,
            journal=journal,
            clock=clock,
            entropy=entropy,
            shop=self._shop,
            account_id=self._account_id,
            keep=plans.keep,
            may_read_sales=lambda: self._may_read("view_sales"),
        )
        self._sync = SyncService(self._sales, clock, lambda view: self._emit(SalesProgressed(sync=view)))
        sales_desk = SalesDesk(
            store=self._sales,
            figures=SalesFigures(conn),
            service=self._sync,
            clock=clock,
            account_id=self._account_id,
            client=self._accounts.client,
            settings=self._meta.load_settings,
        )
        self._exports = ExportService(
            store=ExportStore(conn),
            files=files or NoExportFiles(),
            clock=clock,
            emit=lambda view: self._emit(ExportProgressed(export=view)),
            new_id=lambda: entropy(8).hex(),
            account_id=self._account_id,
        )
        sales_export = SalesExportDesk(
            source=SalesExport(conn),
            sets=ColumnSets(conn),
            columns=ScriptColumns(conn),
            scripts=ScriptStore(conn),
            sales=sales_desk,
            exports=self._exports,
            clock=clock,
            account_id=self._account_id,
        )
        self._audience = AudienceTools(
            conn,
            sales=sales_desk,
            exports=self._exports,
            clock=clock,
            emit=self._emit,
            shop=self._shop,
            account_id=self._account_id,
            client=self._accounts.client,
            may_read_payouts=lambda: self._may_read("view_payouts"),
        )
        self._listing_tools = ListingTools(
            conn,
            meta=self._meta,
            catalog=self._catalog,
            plans=self._plans,
            exports=self._exports,
            clock=clock,
            entropy=entropy,
            shop=self._shop,
            account_id=self._account_id,
            client=self._accounts.client,
            seller=self._seller,
            progressed=lambda view: self._emit(ListingReadProgressed(read=view)),
        )
        self._handlers: Mapping[type[Value], Handler] = {
            c.AccountConnect: self._connect,
            c.AccountResume: self._resume,
            c.AccountSample: self._sample,
            c.AccountLeave: self._leave,
            c.AccountStatus: lambda _: self._accounts.status(),
            c.AccountForget: self._forget,
            c.CatalogGet: lambda _: self._shop_view(),
            c.CatalogQuery: self._query,
            c.CatalogRefresh: lambda _: self._refresh.start(self._account_id(), self._accounts.client()),
            c.CatalogStop: lambda _: self._refresh.stop(),
            c.SelectionList: lambda _: self._saved_selections(),
            c.SelectionSave: self._save_selection,
            c.SelectionDelete: self._delete_selection,
            c.RunStart: lambda command: self._runs.start(command.digest),
            c.RunStop: lambda command: self._runs.stop(command.run_id),
            c.RunResume: lambda command: self._runs.resume(command.run_id),
            c.RunWatch: lambda command: self._runs.watch(command.run_id, command.after_seq),
            c.RunList: lambda _: self._runs.list(),
            c.RunExport: lambda command: self._runs.export_csv(command.run_id),
            c.SettingsGet: lambda _: settings_view(self._meta.load_settings()),
            c.SettingsSet: self._set_settings,
            c.EngineStatus: lambda _: self._engine(),
            **self._schedule.handlers(),
            **self._code_tools.handlers,
            **sales_desk.handlers(),
            **self._exports.handlers(),
            **sales_export.handlers(),
            **CustomersDesk(
                finder=CustomerFinder(conn),
                segments=CustomerSegments(conn),
                sale_finder=SaleFinder(conn),
                source=SalesExport(conn),
                sales=sales_desk,
                exports=self._exports,
                standing=sales_export.standing,
                account_id=self._account_id,
            ).handlers(),
            **self._audience.handlers,
            **fulfil.handlers(),
            **plans.handlers(),
            **self._listing_tools.handlers,
            **script_handlers(
                conn,
                shop=self._shop,
                account_id=self._account_id,
                today=sales_desk.today,
                catalog=self._catalog,
                sales=self._sales,
                subscribers=self._audience.subscribers,
                payouts=self._audience.payouts,
                settings=self._meta.load_settings,
                clock=clock,
                keep=plans.keep_in_turns,
            ),
        }

    async def handle(self, text: str) -> str:
        """The reply to one command, as text. Never raises."""
        try:
            envelope = read_command(text)
            answer = self._handlers[type(envelope.command)](envelope.command)
            result = answer if isinstance(answer, Value) else await answer
            return reply(envelope.id, result)
        except CoreError as error:
            return refusal(reply_id(text), error)
        except Exception as error:
            return refusal(reply_id(text), internal_error(error))

    async def start(self) -> None:
        """Settle what an earlier engine left in the middle, and go on with it where that is due."""
        if self._accounts.view is not None and self._accounts.view.connected:
            await self._runs.settle_all()
        self._scheduled.nudge()
        self._exports.nudge()
        self._glance()

    async def idle(self) -> None:
        """Return when no run goes on, nothing scheduled is due and neither shop nor sales are being read."""
        await self._refresh.finished()
        await self._sync.finished()
        await self._audience.finished()
        await self._listing_tools.reading.finished()
        await self._exports.finished()
        await self._scheduled.finished()
        while self._runs.active:
            await self._runs.finished()
            await self._scheduled.finished()

    def _emit(self, event: Event) -> None:
        self._send_event(event_text(event))
        if isinstance(event, RunProgressed | CatalogChanged | SchedulesChanged):
            self._glance()
        if isinstance(event, CatalogProgressed) and event.refresh.state == "done":
            self._code_tools.parity.note_native()
        if isinstance(event, RunProgressed) and event.run.state not in (RunState.RUNNING, RunState.STOPPING):
            self._scheduled.nudge()

    def _glance(self) -> None:
        view = self._accounts.view
        shop = self._catalog.summary(view.account_id) if view else None
        glance = GlanceChanged(
            shop_name=view.name if view else None,
            sample=view is not None and view.sample,
            products=shop.products if shop else 0,
            codes=shop.codes if shop else 0,
            read_at_ms=shop.read_at_ms if shop else None,
            run=self._runs.latest() if view else None,
            next_at_ms=self._schedule.next_at_ms(),
            news=self._schedule.news(),
        )
        self._send_event(event_text(glance))

    def _make_client(self, transport: Transport, pacing: Pacing) -> Client:
        return Client(transport, self._clock, self._jitter, pacing)

    def _jitter(self) -> float:
        return int.from_bytes(self._entropy(4), "big") / 2**32

    def _account_id(self) -> str:
        account_id = self._accounts.account_id
        if account_id is None:
            raise InputError("not_connected", say("not_connected"), hint=say("not_connected_hint"))
        return account_id

    def _may_read(self, wanted: str) -> bool:
        view = self._accounts.view
        scopes = {scope.scope: scope.state for scope in view.scopes} if view else {}
        return scopes.get(wanted) != "no"

    def _seller(self) -> str:
        return self._accounts.view.name if self._accounts.view else ""

    def _shop(self) -> Shop:
        return self._catalog.load_shop(self._account_id())

    def _refuse_while_running(self) -> None:
        if self._runs.active:
            raise UnsafePlan("busy_run", say("busy_run"), hint=say("busy_run_hint"))

    async def _stop_reading(self) -> None:
        await self._refresh.stop()
        await self._sync.stop()
        await self._audience.stop()
        await self._listing_tools.reading.stop()

    async def _account_became(self) -> views.StatusView:
        self._refresh.reset()
        self._sync.reset()
        self._audience.reset()
        self._listing_tools.reading.reset()
        status = self._accounts.status()
        self._emit(AccountChanged(status=status))
        await self.start()
        if (
            status.account is not None
            and status.account.connected
            and self._catalog.summary(self._account_id()).read_at_ms is None
        ):
            self._refresh.start(self._account_id(), self._accounts.client())
        return status

    async def _connect(self, command: c.AccountConnect) -> views.StatusView:
        self._refuse_while_running()
        await self._stop_reading()
        await self._accounts.connect(command.token)
        return await self._account_became()

    async def _resume(self, command: c.AccountResume) -> views.StatusView:
        before = self._accounts.view
        status = await self._accounts.resume(command.token)
        if status.account == before:
            return status
        await self._stop_reading()
        return await self._account_became()

    async def _sample(self, command: c.AccountSample) -> views.StatusView:
        self._refuse_while_running()
        await self._stop_reading()
        self._accounts.open_sample(reset=command.reset)
        if command.reset:
            self._sales.forget(self._account_id())
            self._audience.forget(self._account_id())
            self._listing_tools.suggestions.forget(self._account_id())
        status = await self._account_became()
        if command.reset:
            self._refresh.start(self._account_id(), self._accounts.client())
        return status

    async def _leave(self, _: c.AccountLeave) -> views.StatusView:
        self._refuse_while_running()
        await self._stop_reading()
        self._accounts.leave_sample()
        return await self._account_became()

    async def _forget(self, _: c.AccountForget) -> views.Done:
        self._refuse_while_running()
        await self._stop_reading()
        await self._exports.clear()
        wipe(self._conn)
        self._accounts.forget()
        self._catalog.forget_loaded()
        self._plans.forget_loaded()
        self._sales.forget_loaded()
        await self._account_became()
        return views.Done()

    def _shop_view(self) -> views.ShopView:
        return shop_view(self._shop(), self._refresh.view)

    def _query(self, command: c.CatalogQuery) -> views.QueryView:
        return views.QueryView(ids=match(self._shop(), command.filter, command.sort))

    def _saved_selections(self) -> views.SelectionsView:
        return views.SelectionsView(selections=self._selections.list(self._account_id()))

    def _save_selection(self, command: c.SelectionSave) -> views.SelectionsView:
        name = command.selection.name.strip()
        if not name:
            raise InputError(
                "selection_unnamed", say("selection_unnamed"), fields={"name": say("selection_unnamed")}
            )
        named = command.selection.model_copy(update={"name": name[:NAME_LENGTH]})
        self._selections.save(self._account_id(), named)
        return self._saved_selections()

    def _delete_selection(self, command: c.SelectionDelete) -> views.SelectionsView:
        self._selections.delete(self._account_id(), command.name)
        return self._saved_selections()

    def _set_settings(self, command: c.SettingsSet) -> views.SettingsView:
        check_settings(command.settings)
        self._meta.save_settings(command.settings)
        self._scheduled.nudge()
        return settings_view(command.settings)

    def _engine(self) -> views.EngineView:
        return views.EngineView(
            version=str(self._info["version"]),
            python=platform.python_version(),
            durable=bool(self._info["durable"]),
            database_bytes=size_bytes(self._conn),
            facts=(views.FactView(label=say("fact_protocol"), value=str(PROTOCOL)),),
        )
