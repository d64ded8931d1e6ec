"""One start of reading the history: round after round, until what is here is what Gumroad's totals say.

Everything it goes by is stored, so a start after a crash, a stop or an error goes on where the last one was.
"""

import asyncio
from collections import deque
from collections.abc import Callable

from py_core.execution.client import Client, OnWait
from py_core.execution.sync_reading import Asker, RangeReader
from py_core.execution.sync_survey import Surveyor
from py_core.sales.days import FOUNDED, day_of_ms
from py_core.sales.proof import Proof
from py_core.sales.ranges import ReadRange
from py_core.sales.record import SyncRecord
from py_core.store.sales_store import SalesStore

MOST_ROUNDS = 6
"""After so many rounds sales keep coming in faster than they are read; the proof says which days are not there."""
DAYS_AHEAD = 2
"""The day after tomorrow in UTC is later than today anywhere, so no sale is beyond it."""

Planned = tuple[SyncRecord, tuple[ReadRange, ...]]


class Rounds:
    """Reads one account's history. `side_by_side` is how many ranges are read at once at most."""

    def __init__(
        self,
        client: Client,
        store: SalesStore,
        account_id: str,
        side_by_side: int,
        moved: Callable[[], None],
        on_wait: OnWait,
    ) -> None:
        asker = Asker(client, on_wait)
        self.counts = asker.counts
        self._store = store
        self._clock = client.clock
        self._account_id = account_id
        self._side_by_side = side_by_side
        self._moved = moved
        self._reader = RangeReader(asker, store, account_id, moved)
        self._surveyor = Surveyor(asker, store, account_id)
        self._record = SyncRecord()
        self._queue: deque[ReadRange] = deque()
        self._surveying: asyncio.Task[Planned] | None = None
        self._reading: set[asyncio.Task[tuple[ReadRange, ...]]] = set()

    @property
    def checking(self) -> bool:
        """Whether everything was read once and is now being compared."""
        return self._record.round > 0

    async def run(self, *, full: bool) -> Proof:
        """Read until nothing is left to read; the proof. Raises: GumroadError or NoAnswer; run again to go on."""
        self._record = self._store.load_record(self._account_id)
        goes_on = self._record.reading and (self._record.full or not full)
        if not goes_on:
            self._begin(full)
        while True:
            await self._round()
            self._end_round()
            # Totals that an earlier start asked for may be old by now, so they prove nothing.
            if (self._record.planned == 0 and not goes_on) or self._record.round + 1 >= MOST_ROUNDS:
                return self._proven()
            goes_on = False
            self._next_round()

    def _begin(self, full: bool) -> None:
        self._record = self._record.model_copy(
            update={
                "reading": True,
                "full": full,
                "round": 0,
                "survey_before": self._end_day(),
                "planned": 0,
                "unlisted_from": None,
                "began_at_ms": self._clock.now_ms(),
                "repeated_keys": 0,
            }
        )
        self._store.begin(self._account_id, self._record)

    def _next_round(self) -> None:
        following = {"round": self._record.round + 1, "survey_before": self._end_day(), "planned": 0}
        self._record = self._record.model_copy(update=following)
        self._store.save_record(self._account_id, self._record)

    def _end_day(self) -> int:
        return day_of_ms(self._clock.now_ms()) + DAYS_AHEAD

    async def _round(self) -> None:
        """Ask for totals and read ranges side by side until neither is left."""
        self._enqueue(self._store.open_ranges(self._account_id))
        try:
            while self._start_more():
                tasks: set[asyncio.Task[Planned] | asyncio.Task[tuple[ReadRange, ...]]] = {*self._reading}
                if self._surveying is not None:
                    tasks.add(self._surveying)
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                self._collect()
        finally:
            left = [*self._reading, *([self._surveying] if self._surveying else [])]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            self._reading.clear()
            self._surveying = None

    def _start_more(self) -> bool:
        """Start what can be started; whether anything goes on."""
        if self._surveying is None and self._record.survey_before is not None:
            step = self._surveyor.step(self._record, self._record.survey_before)
            self._surveying = asyncio.create_task(step)
        while self._queue and len(self._reading) < self._side_by_side:
            self._reading.add(asyncio.create_task(self._reader.read(self._queue.popleft())))
        return bool(self._reading) or self._surveying is not None

    def _collect(self) -> None:
        """Take in what has ended. Raises what went wrong there."""
        if self._surveying is not None and self._surveying.done():
            self._record, ranges = self._surveying.result()
            self._surveying = None
            self._enqueue(ranges)
        ended = {task for task in self._reading if task.done()}
        self._reading -= ended
        failures = [task.exception() for task in ended]
        for failure in failures:
            if failure is not None:
                raise failure
        for task in ended:
            self._enqueue(task.result())
        self._moved()

    def _enqueue(self, ranges: tuple[ReadRange, ...]) -> None:
        self._queue.extend(ranges)
        self.counts.left.update((each.range_id, each.pages_left) for each in ranges)

    def _end_round(self) -> None:
        changes: dict[str, object] = {"repeated_keys": self._record.repeated_keys + self.counts.repeated_keys}
        self.counts.repeated_keys = 0
        if self._record.reads_everything:
            oldest = self._store.oldest_day(self._account_id)
            changes["start_day"] = self._end_day() - DAYS_AHEAD if oldest is None else oldest - 1
        self._record = self._record.model_copy(update=changes)
        wanted = self._store.end_round(self._account_id, self._record)
        self._drop_vanished(wanted)

    def _drop_vanished(self, wanted: tuple[int, ...]) -> None:
        """Forget sales that Gumroad does not list any more, where its total says that the rest is all there is."""
        if not wanted:
            return
        told = self._store.days(self._account_id, min(wanted), max(wanted))
        here = self._store.day_totals(self._account_id, min(wanted), max(wanted))
        for day in wanted:
            units = told[day].told.units
            if day not in here or here[day].units <= units:
                continue
            since_ms = self._record.began_at_ms
            if self._store.units_listed_since(self._account_id, day, since_ms) == units:
                self._store.remove_vanished(self._account_id, day, since_ms)

    def _proven(self) -> Proof:
        last_day = self._end_day()
        here = self._store.day_totals(self._account_id, FOUNDED, last_day)
        told = {day: kept.told for day, kept in self._store.days(self._account_id, FOUNDED, last_day).items()}
        now_ms = self._clock.now_ms()
        proof = Proof.of(
            here,
            told,
            sales=self._store.count(self._account_id),
            unread=self._store.unread(self._account_id),
            repeated_keys=self._record.repeated_keys,
            now_ms=now_ms,
        )
        ended = {"reading": False, "full": False, "proof": proof, "ended_at_ms": now_ms}
        self._record = self._record.model_copy(update=ended)
        self._store.save_record(self._account_id, self._record)
        return proof
