"""Reading payouts of the current shop: their list, or what some of them are made of. Started, stopped, watched."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Literal

from py_core.errors import AuthError, CoreError
from py_core.execution.client import Client
from py_core.execution.ports import Clock
from py_core.execution.walking import walk_pages
from py_core.execution.watched_reading import WatchedReading
from py_core.gumroad import calls
from py_core.gumroad.models import Payout
from py_core.protocol.payout_views import PayoutsSyncView
from py_core.store.payout_store import PayoutStore
from py_core.words import say


class PayoutReading(WatchedReading[PayoutsSyncView]):
    """At most one reading at a time. `emit` hears of progress a few times a second."""

    def __init__(self, store: PayoutStore, clock: Clock, emit: Callable[[PayoutsSyncView], object]) -> None:
        super().__init__(PayoutsSyncView(state="idle"), "payouts", clock, emit)
        self._store = store

    def start_list(
        self, account_id: str, client: Client, *, after: str | None, before: str | None
    ) -> PayoutsSyncView:
        """Read the list of payouts from the day `after` up to the day before `before` (None: all)."""
        return self._start("list", 0, self._read_list(account_id, client, after, before))

    def start_details(self, account_id: str, client: Client, payout_ids: Sequence[str]) -> PayoutsSyncView:
        """Read what these payouts are made of."""
        return self._start("details", len(payout_ids), self._read_details(account_id, client, payout_ids))

    def _start(
        self, what: Literal["list", "details"], total: int, work: Coroutine[Any, Any, None]
    ) -> PayoutsSyncView:
        if self.active:
            work.close()
        else:
            self._begin(work, what=what, total=total)
        return self._view

    def _failed(self, error: CoreError) -> None:
        if not isinstance(error, AuthError):
            super()._failed(error)
            return
        self._view = self._view.model_copy(update={"refused": error.status == 403})
        self._end("failed", say("payouts_failed", why=error.message), error.hint)

    async def _read_list(self, account_id: str, client: Client, after: str | None, before: str | None) -> None:
        upcoming: list[Payout] = []
        pages = walk_pages(
            client,
            lambda key: calls.list_payouts(key, after=after, before=before),
            _id_of,
            on_wait=self._waiting,
        )
        async for items, _ in pages:
            upcoming.extend(payout for payout in items if payout.id is None)
            self._store.take(account_id, items)
            self._move(done=self._view.done + len(items))
        if before is not None:
            # Gumroad leaves the payouts to come out of a list that ends earlier.
            to_come = await client.ask(calls.upcoming_payouts(), on_wait=self._waiting)
            upcoming = list(to_come)
        self._store.end(account_id, upcoming, self._clock.now_ms())

    async def _read_details(self, account_id: str, client: Client, payout_ids: Sequence[str]) -> None:
        for payout_id in payout_ids:
            call = calls.get_payout(payout_id, include_sales=True, include_transactions=True)
            payout = await client.ask(call, on_wait=self._waiting)
            self._store.keep_detail(account_id, payout, self._clock.now_ms())
            self._move(done=self._view.done + 1)


def _id_of(payout: Payout) -> str | None:
    return payout.id
