"""What the pages ask about schedules: check, add, cancel, list. What runs by itself is in `scheduled_runs`."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.desks.scheduled_runs import ScheduledRuns
from py_core.errors import InputError, PlanError, StalePlan, UnknownPlan, UnsafePlan
from py_core.execution.ports import Clock
from py_core.execution.runs import RunService
from py_core.plan.plan import Plan
from py_core.plan.steps import FOR_GOOD, Subject, subject_of
from py_core.protocol import commands as c
from py_core.protocol.present_schedule import news_text, schedules_view
from py_core.protocol.schedule_views import ScheduleCheckView, SchedulesView
from py_core.schedule.clashes import clashing, touched
from py_core.schedule.moves import moved, wakes_at
from py_core.schedule.records import DAY_MS, MINUTE_MS, Hold, Phase, ScheduleRecord
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.schedule_store import ScheduleStore
from py_core.values import Value
from py_core.words import say

FARTHEST_START_MS = 366 * DAY_MS
FARTHEST_END_MS = 2 * 366 * DAY_MS
PAST_MS = MINUTE_MS
Handler = Callable[[Any], Any]


class ScheduleDesk:
    """Schedules of the current account."""

    def __init__(
        self,
        *,
        schedules: ScheduleStore,
        driver: ScheduledRuns,
        plans: PlanStore,
        journal: RunStore,
        runs: RunService,
        clock: Clock,
        new_id: Callable[[], str],
        account_id: Callable[[], str | None],
    ) -> None:
        self._schedules = schedules
        self._driver = driver
        self._plans = plans
        self._journal = journal
        self._runs = runs
        self._clock = clock
        self._new_id = new_id
        self._account_id = account_id

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.ScheduleCheck: self._check,
            c.ScheduleAdd: self._add,
            c.ScheduleCancel: self._cancel,
            c.ScheduleList: self._list,
            c.ScheduleWake: self._wake,
        }

    def next_at_ms(self) -> int | None:
        """When the engine has to be up next, whichever shop is current then."""
        now_ms = self._clock.now_ms()
        times = (wakes_at(record, now_ms) for record in self._schedules.open())
        return min((at_ms for at_ms in times if at_ms is not None), default=None)

    def news(self) -> str:
        """The sentence for the banner; empty when the seller has seen everything."""
        account_id = self._account_id()
        mine = self._schedules.list(account_id) if account_id else ()
        return news_text(mine, self._elsewhere(unseen=True))

    def view(self) -> SchedulesView:
        """The account's schedules."""
        account_id = self._account_id()
        records = self._schedules.list(account_id) if account_id else ()
        ids = (run_id for record in records for run_id in (record.start_run_id, record.end_run_id) if run_id)
        runs = {run_id: self._runs.view(run_id) for run_id in ids}
        return schedules_view(records, runs, self._elsewhere(), self._clock.now_ms())

    def _elsewhere(self, *, unseen: bool = False) -> int:
        """How many schedules of other shops wait for their shop; only those not seen yet where asked."""
        account_id = self._account_id()
        return sum(
            record.held is Hold.OTHER_SHOP and record.account_id != account_id and (record.unseen or not unseen)
            for record in self._schedules.open()
        )

    def _check(self, command: c.ScheduleCheck) -> ScheduleCheckView:
        plan = self._plan(command.digest)
        now_ms = self._clock.now_ms()
        errors = _time_errors(command.start_at_ms, command.end_at_ms, now_ms)
        planned = self._record(plan, command.digest, command.start_at_ms, command.end_at_ms, now_ms)
        writes = len(plan.steps)
        does = "schedule_does_now" if command.start_at_ms is None else "schedule_does"
        sentences = (
            say(does, n=writes),
            *(() if command.start_at_ms is None else (say("schedule_reads_first"),)),
            say("schedule_for_good" if command.end_at_ms is None else "schedule_takes_back"),
        )
        clashes = () if errors else clashing(planned, self._schedules.open())
        return ScheduleCheckView(
            errors=errors, sentences=sentences, clashes=tuple(record.title for record in clashes)
        )

    async def _add(self, command: c.ScheduleAdd) -> SchedulesView:
        plan = self._plan(command.digest)
        now_ms = self._clock.now_ms()
        errors = _time_errors(command.start_at_ms, command.end_at_ms, now_ms)
        if errors:
            raise InputError("schedule_bad_times", say("schedule_bad_times"), fields=errors)
        self._driver.save(self._record(plan, command.digest, command.start_at_ms, command.end_at_ms, now_ms))
        await self._driver.wake()
        return self.view()

    async def _cancel(self, command: c.ScheduleCancel) -> SchedulesView:
        record = self._schedules.load(command.schedule_id)
        if record is None or record.account_id != self._account_id():
            raise UnknownPlan("schedule_unknown", say("schedule_unknown"), hint=say("schedule_unknown_hint"))
        if record.over or record.phase is Phase.ENDING:
            raise InputError("schedule_over", say("schedule_over"), hint=say("schedule_over_hint"))
        self._driver.save(moved(record, Phase.CANCELLED, unseen=False))
        return self.view()

    def _list(self, command: c.ScheduleList) -> SchedulesView:
        view = self.view()
        if command.seen:
            for record in (*self._schedules.list(self._account_id() or ""), *self._schedules.open()):
                mine = record.account_id == self._account_id()
                if record.unseen and (mine or record.held is Hold.OTHER_SHOP):
                    self._driver.save(record.model_copy(update={"unseen": False}))
        return view

    async def _wake(self, _: c.ScheduleWake) -> SchedulesView:
        await self._driver.wake()
        return self.view()

    def _plan(self, digest: str) -> Plan:
        """The plan of that digest, if it may be run later. Raises as `RunService.start` does."""
        plan = self._plans.load(digest)
        if plan.account_id != self._account_id():
            raise StalePlan("run_not_this_shop", say("run_not_this_shop"), hint=say("run_not_this_shop_hint"))
        if self._journal.of_digest(digest) is not None:
            raise PlanError("run_already", say("run_already"), hint=say("run_already_hint"))
        if plan.open_blocks():
            raise UnsafePlan("run_blocked", say("run_blocked"), hint=say("run_blocked_hint"))
        if not plan.steps:
            raise InputError("run_empty", say("run_empty"))
        if subject_of(plan.steps) in FOR_GOOD:
            key = "schedule_no_refunds" if subject_of(plan.steps) is Subject.REFUNDS else "schedule_for_good_only"
            raise UnsafePlan("schedule_not_undoable", say(key), hint=say("schedule_not_undoable_hint"))
        if any(record.digest == digest for record in self._schedules.open()):
            raise PlanError("schedule_already", say("schedule_already"), hint=say("schedule_already_hint"))
        return plan

    def _record(
        self, plan: Plan, digest: str, start_at_ms: int | None, end_at_ms: int | None, now_ms: int
    ) -> ScheduleRecord:
        product_ids, everywhere = touched(plan)
        return ScheduleRecord(
            schedule_id=self._new_id(),
            account_id=plan.account_id,
            digest=digest,
            title=plan.title,
            kind=plan.kind,
            writes=len(plan.steps),
            product_ids=product_ids,
            everywhere=everywhere,
            created_at_ms=now_ms,
            start_at_ms=now_ms if start_at_ms is None else start_at_ms,
            end_at_ms=end_at_ms,
        )


def _time_errors(start_at_ms: int | None, end_at_ms: int | None, now_ms: int) -> dict[str, str]:
    """What is wrong with two times, by field. A start in the minute that goes on counts as now."""
    errors: dict[str, str] = {}
    start_ms = now_ms if start_at_ms is None else start_at_ms
    if start_ms < now_ms - PAST_MS:
        errors["start"] = say("schedule_start_past")
    elif start_ms > now_ms + FARTHEST_START_MS:
        errors["start"] = say("schedule_start_far")
    if end_at_ms is None:
        return errors
    if end_at_ms < start_ms + MINUTE_MS and "start" not in errors:
        errors["end"] = say("schedule_end_past" if end_at_ms <= now_ms else "schedule_end_before")
    elif end_at_ms > now_ms + FARTHEST_END_MS:
        errors["end"] = say("schedule_end_far")
    return errors
