"""Reading the sales of the current shop: started, stopped, watched. What is read when is in `sync_rounds`."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from py_core.errors import CoreError
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.sync_rounds import Rounds
from py_core.execution.teller import Teller
from py_core.protocol.sales_views import SalesSyncView
from py_core.store.sales_store import SalesStore
from py_core.words import say

PACE_WINDOW_MS = 30_000
PACE_AFTER_MS = 2_000
MINUTE_MS = 60_000


class Pace:
    """How fast reading goes, over the last half minute. Told moments and counts, it says rates."""

    def __init__(self) -> None:
        self._seen: deque[tuple[int, int, int]] = deque()

    def saw(self, now_ms: int, sales: int, requests_left: int) -> tuple[int | None, int | None]:
        """Sales a minute and seconds left, each None as long as nothing can be said."""
        self._seen.append((now_ms, sales, requests_left))
        while len(self._seen) > 2 and self._seen[0][0] < now_ms - PACE_WINDOW_MS:
            self._seen.popleft()
        since_ms, sales_then, _ = self._seen[0]
        passed_ms, read = now_ms - since_ms, sales - sales_then
        if passed_ms < PACE_AFTER_MS or read <= 0:
            return None, None
        return read * MINUTE_MS // passed_ms, -(-requests_left * 10 * passed_ms // (read * 1000))


class SyncService:
    """At most one reading of the sales at a time. `emit` hears of progress a few times a second."""

    def __init__(
        self,
        store: SalesStore,
        clock: Clock,
        emit: Callable[[SalesSyncView], object],
        *,
        side_by_side: int = READS_AT_MOST,
    ) -> None:
        self._store = store
        self._clock = clock
        self._side_by_side = side_by_side
        self._task: asyncio.Task[None] | None = None
        self._rounds: Rounds | None = None
        self._account_id = ""
        self._pace = Pace()
        self._sales_before = 0
        self._view = SalesSyncView(state="idle")
        self._emit = emit
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> SalesSyncView:
        """How far the reading is, or how the last one ended."""
        return self._current()

    @property
    def active(self) -> bool:
        """Whether sales are being read."""
        return self._task is not None and not self._task.done()

    def start(self, account_id: str, client: Client, *, full: bool = False) -> SalesSyncView:
        """Begin to read, or go on where an earlier reading stopped; nothing new begins while one goes on.

        A `full` one reads every sale again, whatever Gumroad's totals say.
        """
        if not self.active:
            self._account_id = account_id
            self._pace = Pace()
            self._view = SalesSyncView(state="reading")
            unfinished = self._store.load_record(account_id).reading
            self._sales_before = self._store.count(account_id) - self._store.tally(account_id).found * unfinished
            self._rounds = Rounds(
                client, self._store, account_id, self._side_by_side, self._teller.changed, self._waiting
            )
            self._task = asyncio.create_task(self._run(self._rounds, full))
        return self.view

    async def stop(self) -> SalesSyncView:
        """Stop and wait until it has stopped. What was read stays; the next start goes on behind it."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._end("stopped", say("sales_stopped"))
        return self._view

    async def finished(self) -> SalesSyncView:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})
        return self._view

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current. Only when none goes on."""
        self._rounds = None
        self._view = SalesSyncView(state="idle")

    async def _run(self, rounds: Rounds, full: bool) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await rounds.run(full=full)
            self._end("done")
        except CoreError as error:
            self._end("failed", say("sales_failed", why=error.message), f"{error.hint} {say('sales_kept')}".strip())
        except Exception as error:
            report_bug(error)
            self._rounds = None
            self._end("failed", say("internal"), say("sales_kept"))

    def _current(self) -> SalesSyncView:
        """The view with the counts as they are now."""
        if self._rounds is None:
            return self._view
        counts, tally = self._rounds.counts, self._store.tally(self._account_id)
        left = sum(counts.left.values())
        rate, left_s = self._pace.saw(self._clock.now_ms(), counts.sales, left)
        return self._view.model_copy(
            update={
                "state": "checking" if self._rounds.checking else "reading",
                "sales": self._sales_before + tally.found,
                "expected": self._store.units_told(self._account_id),
                "read": counts.sales,
                "found": tally.found,
                "changed": tally.changed,
                "requests": counts.requests,
                "requests_left": left,
                "sales_per_minute": rate,
                "left_s": left_s,
            }
        )

    def _tell(self) -> None:
        self._emit(self.view)

    def _waiting(self, text: str) -> None:
        self._view = self._view.model_copy(update={"message": text})
        self._teller.now()

    def _end(self, state: str, message: str = "", hint: str = "") -> None:
        changes = {"state": state, "message": message, "hint": hint, "left_s": None, "requests_left": 0}
        self._view = self._current().model_copy(update=changes)
        self._rounds = None
        self._teller.now()
