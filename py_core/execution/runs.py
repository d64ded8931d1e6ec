"""Runs: starting, stopping, continuing, watching. At most one goes on at a time.

The journal is the truth; what stands here in memory is only what drives the active run. An engine that
vanishes loses nothing: the next one settles what was open by reading back, and goes on.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from py_core.errors import InputError, PlanError, StalePlan, UnsafePlan
from py_core.execution.actions import expected_currencies
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.ends import Pause, StepEnd
from py_core.execution.executor import Executor, leaves_none
from py_core.execution.halt import Stopped, StopSignal
from py_core.execution.journal import Journal
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.ports import Clock
from py_core.execution.records import RunRecord, StepRecord
from py_core.execution.settle import Next, what_next
from py_core.execution.teller import Teller
from py_core.execution.undo import done_steps, missed_steps, retryable, undoable
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    SetPublished,
    SetVersion,
)
from py_core.plan.plan import Plan
from py_core.plan.steps import FOR_GOOD, SALE_SUBJECTS, DeleteCode, SetVersionPrice, Step, needs_of, subject_of
from py_core.protocol.events import CatalogChanged, Event, RunProgressed, SalesChanged
from py_core.protocol.present_run import run_counts, run_report, run_rows, run_view
from py_core.protocol.views import RunDetail, RunsView, RunView, TextFile
from py_core.sales.rows import row_of
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.sales_store import SalesStore
from py_core.words import say

TROUBLES_BEFORE_PAUSE = 3
STEPS_AVERAGED = 20
STEP_GUESS_MS = 650
_OF_VERSION = (SetVersionPrice, SetVersion, AddVersion, DeleteVersion)
_LISTS = (CreateProduct, SetPublished, DeleteProduct)
"""Steps after which a product may be listed that was not, or no longer."""
_AT_REST = (RunState.FINISHED, RunState.STOPPED)


@dataclass(slots=True)
class _Drive:
    """The active run: what is needed to drive it and to tell about it."""

    run_id: str
    account_id: str
    plan: Plan
    client: Client
    pause_when_settled: str
    stop: StopSignal = field(default_factory=StopSignal)
    task: asyncio.Task[None] | None = None
    wait_text: str = ""
    told_seq: int = 0
    durations_ms: deque[int] = field(default_factory=lambda: deque(maxlen=STEPS_AVERAGED))


class RunService:
    """Runs of plans. `client` and `account_id` are the current shop's; `client` raises InputError when none is."""

    def __init__(
        self,
        *,
        plans: PlanStore,
        runs: RunStore,
        catalog: CatalogStore,
        sales: SalesStore,
        clock: Clock,
        emit: Callable[[Event], object],
        new_id: Callable[[], str],
        settings: Callable[[], Settings],
        account_id: Callable[[], str | None],
        client: Callable[[], Client],
    ) -> None:
        self._plans = plans
        self._runs = runs
        self._catalog = catalog
        self._sales = sales
        self._clock = clock
        self._emit = emit
        self._new_id = new_id
        self._settings = settings
        self._account_id = account_id
        self._client = client
        self._drive: _Drive | None = None

    # What a page asks for

    def start(self, digest: str) -> RunView:
        """Run the stored plan of that digest.

        Raises: UnknownPlan; StalePlan for another shop's plan; UnsafePlan when a finding needs a yes or
        read-only mode is on; PlanError when it ran before or another run goes on.
        """
        plan = self._plans.load(digest)
        client = self._checked_client(plan.account_id)
        if self._runs.of_digest(digest) is not None:
            raise PlanError("run_already", say("run_already"), hint=say("run_already_hint"))
        if plan.open_blocks():
            raise UnsafePlan("run_blocked", say("run_blocked"), hint=say("run_blocked_hint"))
        if not plan.steps:
            raise InputError("run_empty", say("run_empty"))
        now_ms = self._clock.now_ms()
        run = RunRecord(
            run_id=self._new_id(),
            account_id=plan.account_id,
            digest=digest,
            kind=plan.kind,
            title=plan.title,
            origin_run_id=plan.origin_run_id,
            state=RunState.RUNNING,
            started_at_ms=now_ms,
            touched_at_ms=now_ms,
            subject=subject_of(plan.steps),
        )
        self._runs.create(run, [step.key for step in plan.steps])
        return self._launch(run, plan, client)

    def stop(self, run_id: str) -> RunView:
        """Stop after the step in work; a run that is not going on is ended where it is."""
        run = self._own(run_id)
        drive = self._drive
        if drive is not None and drive.run_id == run_id:
            if not drive.stop.wanted:
                self._runs.set_state(run_id, RunState.STOPPING, self._clock.now_ms())
                drive.stop.set()
        elif run.state not in _AT_REST:
            self._stop_rest(run_id)
            rows = self.watch(run_id, run.seq).rows
            self._emit(RunProgressed(run=self.view(run_id), rows=rows))
        return self.view(run_id)

    def resume(self, run_id: str) -> RunView:
        """Go on with a paused or stopped run: settle what is open, then do what is left.

        Raises: as `start`; PlanError `run_over` when nothing is left of it.
        """
        run = self._own(run_id)
        if self._is_driven(run_id):
            return self.view(run_id)
        client = self._checked_client(run.account_id)
        if not self._can_resume(run):
            raise PlanError("run_over", say("run_over"), hint=say("run_over_hint"))
        now_ms = self._clock.now_ms()
        self._runs.revive_cancelled(run_id, now_ms)
        self._runs.set_state(run_id, RunState.RUNNING, now_ms)
        return self._launch(run, self._plans.load(run.digest), client)

    def watch(self, run_id: str, after_seq: int = 0) -> RunDetail:
        """A run with the rows that changed after `after_seq`; all of them for 0."""
        run = self._own(run_id)
        records = self._runs.steps(run_id, after_seq if after_seq > 0 else None)
        rows = run_rows(self._plans.load(run.digest), records, driven=self._is_driven(run_id))
        return RunDetail(run=self.view(run_id), rows=rows)

    def view(self, run_id: str) -> RunView:
        """A run without its rows."""
        return self._view(self._own(run_id))

    def list(self) -> RunsView:
        """The current account's runs, newest first."""
        account_id = self._account_id()
        runs = self._runs.list(account_id) if account_id is not None else ()
        return RunsView(runs=tuple(map(self._view, runs)))

    def latest(self) -> RunView | None:
        """The active run, else the newest of the current account, else None."""
        if self._drive is not None and self._drive.account_id == self._account_id():
            return self.view(self._drive.run_id)
        account_id = self._account_id()
        runs = self._runs.list(account_id) if account_id is not None else ()
        return self._view(runs[0]) if runs else None

    def export_csv(self, run_id: str) -> TextFile:
        """The report of a run."""
        run = self._own(run_id)
        return run_report(run, self._plans.load(run.digest), self._runs.steps(run_id))

    def plan_of(self, run_id: str) -> Plan:
        """The plan a run runs."""
        return self._plans.load(self._own(run_id).digest)

    def undo_steps(self, run_id: str, keys: Container[str] | None = None) -> tuple[Step, ...]:
        """What can be taken back of a run, as it really ended; not yet inverted. Only `keys` when given."""
        undone = self._undone_keys(run_id)
        return tuple(step for step in done_steps(self._ended(run_id), keys) if step.key not in undone)

    def retry_steps(self, run_id: str) -> tuple[Step, ...]:
        """What can be tried again of a run, starting from what was found."""
        return missed_steps(self._ended(run_id))

    # Between starts and stops of the engine

    @property
    def active(self) -> bool:
        """Whether a run goes on."""
        return self._drive is not None

    async def settle_all(self) -> None:
        """Take up the runs of the current account that an engine left in the middle.

        Open steps are read back first. After a short break the run goes on by itself, after a longer one it
        pauses. Without a connected shop everything stays as it is until there is one.
        """
        account_id = self._account_id()
        if account_id is None or self.active:
            return
        try:
            client = self._client()
        except InputError:
            return
        now_ms = self._clock.now_ms()
        interrupted = self._runs.interrupted(account_id)
        for older in interrupted[1:]:
            self._runs.set_state(older.run_id, RunState.PAUSED, now_ms, say("pause_long"))
        for run in interrupted[:1]:
            step = what_next(run, now_ms)
            pause = say("pause_long") if step is Next.PAUSE else ""
            self._launch(run, self._plans.load(run.digest), client, pause, stop=step is Next.STOP)

    async def drain(self) -> None:
        """Stop the active run, if there is one, and wait until nothing of it is in flight."""
        drive = self._drive
        if drive is not None:
            self.stop(drive.run_id)
        await self.finished()

    async def finished(self) -> None:
        """Wait until no run goes on."""
        while self._drive is not None and self._drive.task is not None:
            await asyncio.wait({self._drive.task})

    # Driving

    def _launch(
        self,
        run: RunRecord,
        plan: Plan,
        client: Client,
        pause_when_settled: str = "",
        *,
        stop: bool = False,
    ) -> RunView:
        drive = _Drive(run.run_id, run.account_id, plan, client, pause_when_settled)
        if stop:
            drive.stop.set()
        drive.told_seq = run.seq
        self._drive = drive
        teller = Teller(self._clock, lambda: self._tell(drive))
        drive.task = asyncio.create_task(self._run(drive, teller))
        teller.now()
        return self.view(run.run_id)

    async def _run(self, drive: _Drive, teller: Teller) -> None:
        """The whole of a run's task; a border, so that no failure leaves a run that seems to go on."""
        journal = Journal(self._runs, drive.run_id, self._clock, teller.changed)

        def on_wait(text: str) -> None:
            drive.wait_text = text
            teller.now()

        ended = self._ended_kinds(drive.run_id)
        executor = Executor(drive.client, journal, drive.stop, on_wait, ended)
        try:
            pause_text = await self._do(drive, executor)
        except Exception as error:
            report_bug(error)
            pause_text = say("pause_internal")
        self._end(drive, teller, pause_text)

    async def _do(self, drive: _Drive, executor: Executor) -> str:
        """Everything there is to do now; why it had to pause, or an empty text."""
        try:
            await self._settle_open(drive, executor)
            if not drive.pause_when_settled:
                await self._do_waiting(drive, executor)
            return drive.pause_when_settled
        except Stopped:
            return ""
        except Pause as pause:
            return pause.text

    async def _settle_open(self, drive: _Drive, executor: Executor) -> None:
        for record in self._runs.steps(drive.run_id):
            if record.open:
                step = drive.plan.steps[record.position]
                end = await executor.settle(record.position, step)
                if end is not None:
                    self._keep(drive.account_id, step, end)

    async def _do_waiting(self, drive: _Drive, executor: Executor) -> None:
        troubles = 0
        currencies = expected_currencies(drive.plan.steps)
        for record in self._runs.steps(drive.run_id):
            if record.outcome is not None:
                continue
            if drive.stop.wanted:
                return
            if self._settings().read_only:
                raise Pause(say("pause_read_only"))
            begun_ms = self._clock.now_ms()
            step = drive.plan.steps[record.position]
            end = await executor.perform(record.position, step, currencies[record.position])
            drive.durations_ms.append(self._clock.now_ms() - begun_ms)
            self._keep(drive.account_id, step, end)
            troubles = troubles + 1 if end.trouble else 0
            if troubles >= TROUBLES_BEFORE_PAUSE:
                raise Pause(say("pause_trouble", why=end.trouble))

    def _keep(self, account_id: str, step: Step, end: StepEnd) -> None:
        """Bring the stored shop and its sales up to what Gumroad showed."""
        shown = end.shown
        if shown is None:
            return
        now_ms = self._clock.now_ms()
        if shown.product is not None:
            keep = self._catalog.put_product if isinstance(step, _LISTS) else self._catalog.save_product
            keep(account_id, shown.product, now_ms)
        elif shown.variant is not None and isinstance(
            step, SetVersionPrice | SetVersion | AddVersion | DeleteVersion
        ):
            self._catalog.save_version(account_id, step.product_id, step.category_id, shown.variant, now_ms)
        elif shown.code is not None:
            self._catalog.save_code(account_id, step.product_id, shown.code)
        elif shown.sale is not None:
            self._sales.put(account_id, [row_of(shown.sale.raw)], now_ms)
        elif isinstance(step, DeleteCode):
            self._catalog.remove_code(account_id, step.code_id)
        elif isinstance(step, DeleteProduct):
            self._catalog.remove_product(account_id, step.product_id)
        elif isinstance(step, DeleteVersion):
            self._catalog.remove_version(account_id, step.product_id, step.category_id, step.variant_id, now_ms)

    def _end(self, drive: _Drive, teller: Teller, pause_text: str) -> None:
        left = self._runs.counts(drive.run_id).get(None, 0)
        if left and drive.stop.wanted:
            self._stop_rest(drive.run_id)
        elif left:
            self._runs.set_state(drive.run_id, RunState.PAUSED, self._clock.now_ms(), pause_text)
        else:
            self._runs.set_state(drive.run_id, RunState.FINISHED, self._clock.now_ms())
        self._drive = None
        teller.now()
        self._emit(SalesChanged() if subject_of(drive.plan.steps) in SALE_SUBJECTS else CatalogChanged())

    def _stop_rest(self, run_id: str) -> None:
        """End every step without outcome: those that wait are cancelled, one that was sent is not sure."""
        now_ms = self._clock.now_ms()
        cancelled = Outcome(kind=OutcomeKind.CANCELLED, text=say("step_stopped"), at_ms=now_ms)
        bare = cancelled.model_copy(update={"text": f"{cancelled.text} {say('code_old_gone')}"})
        steps, kinds = self.plan_of(run_id).steps, self._ended_kinds(run_id)

        def end_of(record: StepRecord) -> Outcome:
            step = steps[record.position]
            if record.open:
                text = say("sale_open_stopped" if subject_of([step]) in FOR_GOOD else "step_open_stopped")
                return Outcome(kind=OutcomeKind.UNKNOWN, text=text, at_ms=now_ms)
            gone = leaves_none(step, OutcomeKind.CANCELLED) and kinds.get(needs_of(step)) is OutcomeKind.APPLIED
            return bare if gone else cancelled

        ends = [(record.position, end_of(record)) for record in self._runs.steps(run_id) if record.outcome is None]
        self._runs.end_all(run_id, ends, now_ms)
        self._runs.set_state(run_id, RunState.STOPPED, now_ms)

    def _ended_kinds(self, run_id: str) -> dict[str, OutcomeKind]:
        """How the steps of a run ended so far, by their keys."""
        return {
            record.key: record.outcome.kind for record in self._runs.steps(run_id) if record.outcome is not None
        }

    # Telling

    def _tell(self, drive: _Drive) -> None:
        run = self._runs.load(drive.run_id)
        records = self._runs.steps(drive.run_id, drive.told_seq)
        drive.told_seq = run.seq
        rows = run_rows(drive.plan, records, driven=self._is_driven(drive.run_id))
        self._emit(RunProgressed(run=self._view(run), rows=rows))

    def _view(self, run: RunRecord) -> RunView:
        driven = self._drive if self._is_driven(run.run_id) else None
        by_kind = self._runs.counts(run.run_id)
        opened = 0
        if driven is None and by_kind.get(None):
            opened = sum(record.open for record in self._runs.steps(run.run_id))
        counts = run_counts(by_kind, opened)
        if driven is None and run.state in (RunState.RUNNING, RunState.STOPPING):
            update = {"state": RunState.PAUSED, "pause_text": say("pause_unconnected")}
            run = run.model_copy(update=update)
        undo_runs = self._runs.undo_runs(run.run_id)
        return run_view(
            run,
            counts,
            left_s=None if driven is None else self._left_s(driven, counts.waiting),
            wait_text=run.pause_text if driven is None else driven.wait_text,
            undone_by=undo_runs[0].run_id if undo_runs else None,
            can_undo=driven is None and bool(self._undoable_keys(run)),
            can_retry=driven is None
            and run.state in _AT_REST
            and self._runs.has_missed(run.run_id, retryable(run.subject)),
            can_resume=driven is None and self._can_resume(run),
        )

    @staticmethod
    def _left_s(drive: _Drive, waiting: int) -> int:
        times = drive.durations_ms
        average_ms = sum(times) // len(times) if times else STEP_GUESS_MS
        return -(-average_ms * waiting // 1000)

    # Small questions

    def _own(self, run_id: str) -> RunRecord:
        return self._runs.load(run_id)

    def _is_driven(self, run_id: str) -> bool:
        return self._drive is not None and self._drive.run_id == run_id

    def _checked_client(self, account_id: str) -> Client:
        if account_id != self._account_id():
            raise StalePlan("run_not_this_shop", say("run_not_this_shop"), hint=say("run_not_this_shop_hint"))
        if self.active:
            raise PlanError("run_active", say("run_active"), hint=say("run_active_hint"))
        if self._settings().read_only:
            raise UnsafePlan("run_read_only", say("run_read_only"), hint=say("run_read_only_hint"))
        return self._client()

    def _can_resume(self, run: RunRecord) -> bool:
        if run.state is RunState.STOPPED:
            return bool(self._runs.keys(run.run_id, [OutcomeKind.CANCELLED]))
        return run.state is not RunState.FINISHED

    def _ended(self, run_id: str) -> tuple[tuple[Step, Outcome | None], ...]:
        steps = self.plan_of(run_id).steps
        return tuple((steps[record.position], record.outcome) for record in self._runs.steps(run_id))

    def _undoable_keys(self, run: RunRecord) -> frozenset[str]:
        run_id, kinds = run.run_id, undoable(run.subject)
        if not kinds:
            return frozenset()
        keys = self._runs.keys(run_id, kinds)
        if self._runs.keys(run_id, [OutcomeKind.UNKNOWN]):
            keys = frozenset(step.key for step in done_steps(self._ended(run_id), keys))
        return keys - self._undone_keys(run_id)

    def _undone_keys(self, run_id: str) -> frozenset[str]:
        """What undo runs have taken back, and no undo of those has brought again."""
        undone: frozenset[str] = frozenset()
        for undo in self._runs.undo_runs(run_id):
            ended = self._runs.keys(undo.run_id, (OutcomeKind.APPLIED, OutcomeKind.UNCHANGED))
            undone |= ended - self._undone_keys(undo.run_id)
        return undone
