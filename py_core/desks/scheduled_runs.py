"""Drives schedules: starts what is due, takes back what ends, and keeps what cannot go on, with its reason.

One pass at a time. What is next is worked out anew after every wait, from what is stored; a run is looked for by
its plan's digest before one is started, so a crash between two of these lines repeats nothing.
"""

import asyncio
from collections.abc import Callable, Container, Iterator
from typing import assert_never

from py_core.errors import AuthError, CoreError, GumroadError, InputError, NoAnswer, UnknownPlan
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.outcomes import RunState
from py_core.execution.ports import Clock
from py_core.execution.records import RunRecord
from py_core.execution.runs import RunService
from py_core.gumroad import calls
from py_core.plan.plan import PlanKind
from py_core.protocol.present_schedule import LATE_MS
from py_core.protocol.views import RunView
from py_core.schedule.moves import WRITING, Move, held, in_turn, is_too_late, moved, next_move, resumed
from py_core.schedule.records import Hold, Phase, Remark, ScheduleRecord
from py_core.settings import Settings
from py_core.store.run_store import RunStore
from py_core.store.schedule_store import ScheduleStore


class ScheduledRuns:
    """What runs by itself. `changed` is told of every change here.

    `undo` stores the plan that takes a run back, as it really ended, and gives its digest; None when nothing is
    left.
    """

    def __init__(
        self,
        *,
        schedules: ScheduleStore,
        journal: RunStore,
        runs: RunService,
        clock: Clock,
        account_id: Callable[[], str | None],
        client: Callable[[], Client],
        settings: Callable[[], Settings],
        undo: Callable[[str], str | None],
        changed: Callable[[], object],
    ) -> None:
        self._schedules = schedules
        self._journal = journal
        self._runs = runs
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._settings = settings
        self._undo = undo
        self._changed = changed
        self._task: asyncio.Task[None] | None = None
        self._wanted = False

    def nudge(self) -> None:
        """Look soon at what is due; for everything that may have removed a reason to wait."""
        self._wanted = True
        if self._task is None:
            self._task = asyncio.create_task(self._work())

    async def wake(self) -> None:
        """Do what is due, up to where its run has begun."""
        self.nudge()
        await self.finished()

    async def finished(self) -> None:
        """Wait until nothing is being looked at."""
        while self._task is not None:
            await asyncio.wait({self._task})

    def save(self, record: ScheduleRecord) -> ScheduleRecord:
        """Keep a record and tell of it."""
        self._schedules.save(record)
        self._changed()
        return record

    async def _work(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                await self._pass()
        except Exception as error:
            report_bug(error)
        finally:
            self._task = None

    async def _pass(self) -> None:
        """Everything that can be done now. Of several that are due the first runs, the others wait for its end."""
        looked_at: set[str] = set()
        reached: Client | None = None
        while (due := next(self._due(looked_at), None)) is not None:
            record, move = due
            why = self._hindrance(record)
            if why is None and reached is not self._client():
                client = self._client()
                why = await _reach(client)
                if why is None:
                    reached = client
                    continue
                if self._move_of(self._loaded(record)) is not move:
                    continue
            looked_at.add(record.schedule_id)
            if why is not None:
                self._hold(self._loaded(record), why)
            else:
                self._do(record, move)

    def _loaded(self, record: ScheduleRecord) -> ScheduleRecord:
        return self._schedules.load(record.schedule_id) or moved(record, Phase.CANCELLED)

    def _due(self, but: Container[str]) -> Iterator[tuple[ScheduleRecord, Move]]:
        """What has to write to Gumroad now, in turn, but for the ids named; the rest is noted on the way."""
        noted = [self._noted(record) for record in self._schedules.open()]
        for record in in_turn(noted):
            move = self._move_of(record)
            if record.schedule_id not in but and move in WRITING:
                yield record, move

    def _noted(self, record: ScheduleRecord) -> ScheduleRecord:
        while (move := self._move_of(record)) is not Move.NOTHING and move not in WRITING:
            record = self._note(record, move)
        return record

    def _move_of(self, record: ScheduleRecord) -> Move:
        start = self._state(self._journal.of_digest(record.digest))
        end = self._state(self._journal.of_digest(record.end_digest)) if record.end_digest else None
        return next_move(record, self._clock.now_ms(), start, end)

    def _state(self, run: RunRecord | None) -> RunState | None:
        """A run's state; one that nobody drives is paused, unless it was being stopped."""
        if run is None or run.state is not RunState.RUNNING:
            return run.state if run else None
        return self._runs.view(run.run_id).state

    def _hindrance(self, record: ScheduleRecord) -> Hold | None:
        if record.account_id != self._account_id():
            return Hold.OTHER_SHOP
        try:
            self._client()
        except InputError:
            return Hold.TOKEN
        if self._settings().read_only:
            return Hold.READ_ONLY
        return Hold.BUSY if self._runs.active else None

    def _hold(self, record: ScheduleRecord, why: Hold, words: str = "") -> None:
        now = held(record, why, self._clock.now_ms(), words)
        if now != record:
            self.save(now)

    def _do(self, record: ScheduleRecord, move: Move) -> None:
        """A border: whatever goes wrong, the schedule says so."""
        try:
            if move is Move.START:
                self._start(record)
            elif move is Move.END:
                self._end(record)
            else:
                self._resume(record)
        except CoreError as error:
            self._hold(self._loaded(record), Hold.REFUSED, f"{error.message} {error.hint}".strip())
        except Exception as error:
            report_bug(error)
            self._hold(self._loaded(record), Hold.BROKEN)

    def _start(self, record: ScheduleRecord) -> None:
        now_ms = self._clock.now_ms()
        try:
            run = self._runs.start(record.digest)
        except UnknownPlan:
            self.save(moved(record, Phase.MISSED, remark=Remark.DAMAGED, unseen=True))
        else:
            self.save(moved(record, Phase.STARTING, start_run_id=run.run_id, begun_at_ms=now_ms))

    def _end(self, record: ScheduleRecord) -> None:
        """Stored before it runs: the digest of the undo plan says later whether it did."""
        assert record.start_run_id is not None
        digest = self._undo(record.start_run_id)
        if digest is None:
            self.save(self._taken_back(moved(record, Phase.ENDED, remark=Remark.NOTHING_LEFT)))
            return
        ending = self.save(moved(record, Phase.ENDING, end_digest=digest))
        now_ms = self._clock.now_ms()
        run = self._runs.start(digest)
        self.save(ending.model_copy(update={"end_run_id": run.run_id, "taken_back_at_ms": now_ms}))

    def _resume(self, record: ScheduleRecord) -> None:
        run_id = record.end_run_id or record.start_run_id
        assert run_id is not None
        self.save(resumed(record, self._clock.now_ms()))
        self._runs.resume(run_id)

    def _note(self, record: ScheduleRecord, move: Move) -> ScheduleRecord:
        """What the record becomes by something that has happened already."""
        match move:
            case Move.NOTE_START:
                return self._adopted(record)
            case Move.MISS:
                remark = Remark.TOO_LATE if is_too_late(record, self._clock.now_ms()) else None
                return self.save(moved(record, Phase.MISSED, remark=remark, unseen=True))
            case Move.STOP_START:
                assert record.start_run_id is not None
                self._runs.stop(record.start_run_id)
                return record
            case Move.NOTE_STARTED:
                return self._started(record)
            case Move.NOTE_END:
                run = self._journal.of_digest(record.end_digest or "")
                assert run is not None
                changes = {"end_run_id": run.run_id, "taken_back_at_ms": run.started_at_ms}
                return self.save(record.model_copy(update=changes))
            case Move.NOTE_ENDED:
                return self.save(self._taken_back(moved(record, Phase.ENDED)))
            case Move.NOTE_PAUSE:
                return self.save(held(record, Hold.PAUSED, self._clock.now_ms()))
            case Move.NOTE_GOING:
                return self.save(record.model_copy(update={"held": None, "held_words": ""}))
            case Move.NOTHING | Move.START | Move.END | Move.RESUME_START | Move.RESUME_END:
                raise ValueError(f"{move} is not something to note")
            case _:
                assert_never(move)

    def _adopted(self, record: ScheduleRecord) -> ScheduleRecord:
        """A run of the plan that is not noted yet: ours before a crash, or the seller's own."""
        run = self._journal.of_digest(record.digest)
        assert run is not None
        remark = Remark.BY_HAND if run.started_at_ms < record.start_at_ms else record.remark
        begun = {"start_run_id": run.run_id, "begun_at_ms": run.started_at_ms, "remark": remark}
        return self.save(moved(record, Phase.STARTING, **begun))

    def _started(self, record: ScheduleRecord) -> ScheduleRecord:
        assert record.start_run_id is not None
        phase = Phase.ENDED if record.end_at_ms is None else Phase.ON
        left = _left_rows(self._runs.view(record.start_run_id))
        news = left or record.started_late_ms >= LATE_MS
        return self.save(moved(record, phase, left_rows=left, unseen=news))

    def _taken_back(self, record: ScheduleRecord) -> ScheduleRecord:
        """With what the end left: rows that did not come back, and rows that were tried again by hand."""
        left = record.end_run_id is not None and _left_rows(self._runs.view(record.end_run_id))
        again = any(
            run.kind is PlanKind.RETRY
            and run.origin_run_id == record.start_run_id
            and self._runs.view(run.run_id).can_undo
            for run in self._journal.list(record.account_id)
        )
        news = record.unseen or left or again or record.ended_late_ms >= LATE_MS
        changes = {"left_rows": record.left_rows or left, "tried_again": again, "unseen": news}
        return record.model_copy(update=changes)


async def _reach(client: Client) -> Hold | None:
    """Whether Gumroad answers this token; asked before a run, so that a run does not begin only to pause."""
    try:
        await client.ask(calls.get_user(), attempts=1)
    except AuthError:
        return Hold.TOKEN_REFUSED
    except (NoAnswer, GumroadError):
        return Hold.OFFLINE
    return None


def _left_rows(run: RunView) -> bool:
    counts = run.counts
    return counts.left_alone + counts.rejected + counts.unsure + counts.cancelled > 0
