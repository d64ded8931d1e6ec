"""Reading the whole sales history of the current shop, and reading again what has changed since.

At most one reading at a time. What it does next follows from what is stored, so it goes on where it stopped,
for whatever reason it did. The last round compares what is here with Gumroad's own totals, which is the proof.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from py_core.errors import CoreError, GumroadError, NoAnswer
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.sync_progress import Pace, SyncProgress, SyncStage
from py_core.execution.sync_reading import Counts, RangeReader
from py_core.execution.sync_survey import Surveyor
from py_core.execution.teller import Teller
from py_core.sales.days import FOUNDED, day_of_ms
from py_core.sales.proof import Proof
from py_core.sales.ranges import ReadRange
from py_core.sales.record import SyncRecord
from py_core.store.sales_store import SalesStore
from py_core.words import say

MOST_ROUNDS = 6
"""After so many rounds sales keep coming in faster than they are read; the proof says which days are not there."""
DAYS_AHEAD = 2
"""The day after tomorrow in UTC is later than today anywhere, so no sale is beyond it."""

Ranges = tuple[ReadRange, ...]


class SyncService:
    """The one reading of the sales history. `side_by_side` is how many ranges are read at once at most."""

    def __init__(
        self,
        store: SalesStore,
        clock: Clock,
        tell: Callable[[SyncProgress], object],
        side_by_side: int = READS_AT_MOST,
    ) -> None:
        self._store = store
        self._clock = clock
        self._side_by_side = side_by_side
        self._task: asyncio.Task[None] | None = None
        self._counts = Counts()
        self._pace = Pace(clock)
        self._progress = SyncProgress()
        self._teller = Teller(clock, lambda: tell(self.progress))

    @property
    def progress(self) -> SyncProgress:
        """How far the reading is, or how the last one ended."""
        return self._progress

    @property
    def active(self) -> bool:
        """Whether sales are being read."""
        return self._task is not None and not self._task.done()

    def start(self, account_id: str, client: Client, *, full: bool = False) -> SyncProgress:
        """Begin to read, or go on where an earlier reading stopped; nothing new begins while one goes on.

        A `full` one reads every sale again, whatever Gumroad's totals say.
        """
        if not self.active:
            self._counts = Counts()
            self._pace = Pace(self._clock)
            self._progress = SyncProgress(stage=SyncStage.READING, sales=self._store.count(account_id))
            self._task = asyncio.create_task(self._run(account_id, client, full))
        return self._progress

    async def stop(self) -> SyncProgress:
        """Stop and wait until it has stopped. What was read stays; the next start goes on behind it."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._end(SyncStage.STOPPED, say("sales_stopped"), "")
        return self._progress

    async def finished(self) -> SyncProgress:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})
        return self._progress

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current."""
        self._progress = SyncProgress()

    async def _run(self, account_id: str, client: Client, full: bool) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await _Reading(self, account_id, client).run(full)
            self._end(SyncStage.DONE, "", "")
        except (GumroadError, NoAnswer) as error:
            self._end(SyncStage.FAILED, say("sales_failed", why=error.message), f"{error.hint} {say('sales_kept')}".strip())
        except CoreError as error:
            self._end(SyncStage.FAILED, error.message, f"{error.hint} {say('sales_kept')}".strip())
        except Exception as error:
            report_bug(error)
            self._end(SyncStage.FAILED, say("internal"), say("sales_kept"))

    def _end(self, stage: SyncStage, message: str, hint: str) -> None:
        self._progress = self._progress.model_copy(
            update={"stage": stage, "message": message, "hint": hint, "left_s": None, "requests_left": 0}
        )
        self._teller.now()


class _Reading:
    """One start of the reading, from what is stored to the proof or to what stops it."""

    def __init__(self, service: SyncService, account_id: str, client: Client) -> None:
        self._service = service
        self._account_id = account_id
        self._store = service._store
        self._clock = service._clock
        self._counts = service._counts
        self._reader = RangeReader(client, self._store, account_id, self._counts, self._moved, self._waiting)
        self._surveyor = Surveyor(client, self._store, account_id, self._counts, self._waiting)
        self._record = SyncRecord()

