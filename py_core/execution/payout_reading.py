"""Reading payouts of the current shop: their list, or what some of them are made of. Started, stopped, watched."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from py_core.errors import AuthError, CoreError
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.ports import Clock
from py_core.execution.teller import Teller
from py_core.execution.walking import walk_pages
from py_core.gumroad import calls
from py_core.gumroad.models import Payout
from py_core.protocol.payout_views import PayoutsSyncView
from py_core.store.payout_store import PayoutStore
from py_core.words import say


class PayoutReading:
    """At most one reading at a time. `emit` hears of progress a few times a second."""

    def __init__(self, store: PayoutStore, clock: Clock, emit: Callable[[PayoutsSyncView], object]) -> None:
        self._store = store
        self._clock = clock
        self._emit = emit
        self._task: asyncio.Task[None] | None = None
        self._view = PayoutsSyncView(state="idle")
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> PayoutsSyncView:
        """How far the reading is, or how the last one ended."""
        return self._view

    @property
    def active(self) -> bool:
        """Whether payouts are being read."""
        return self._task is not None and not self._task.done()

    def start_list(
        self, account_id: str, client: Client, *, after: str | None, before: str | None
    ) -> PayoutsSyncView:
        """Read the list of payouts from the day `after` up to the day before `before` (None: all)."""
        return self._start("list", 0, self._read_list(account_id, client, after, before))

    def start_details(self, account_id: str, client: Client, payout_ids: Sequence[str]) -> PayoutsSyncView:
        """Read what these payouts are made of."""
        return self._start("details", len(payout_ids), self._read_details(account_id, client, payout_ids))

    async def stop(self) -> PayoutsSyncView:
        """Stop and wait until it has stopped; what was read stays."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._end("stopped", say("payouts_stopped"))
        return self._view

    async def finished(self) -> None:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current. Only when none goes on."""
        self._view = PayoutsSyncView(state="idle")

    def _start(self, what: str, total: int, work: Coroutine[Any, Any, None]) -> PayoutsSyncView:
        if self.active:
            work.close()
        else:
            self._view = PayoutsSyncView.model_validate({"state": "reading", "what": what, "total": total})
            self._task = asyncio.create_task(self._run(work))
        return self._view

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await work
            self._end("done")
        except AuthError as error:
            self._view = self._view.model_copy(update={"refused": error.status == 403})
            self._end("failed", say("payouts_failed", why=error.message), error.hint)
        except CoreError as error:
            hint = f"{error.hint} {say('payouts_kept')}".strip()
            self._end("failed", say("payouts_failed", why=error.message), hint)
        except Exception as error:
            report_bug(error)
            self._end("failed", say("internal"), say("payouts_kept"))
        finally:
            work.close()

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

    def _tell(self) -> None:
        self._emit(self._view)

    def _move(self, **changes: object) -> None:
        self._view = self._view.model_copy(update=changes)
        self._teller.changed()

    def _waiting(self, text: str) -> None:
        self._view = self._view.model_copy(update={"message": text})
        self._teller.now()

    def _end(self, state: str, message: str = "", hint: str = "") -> None:
        self._view = self._view.model_copy(update={"state": state, "message": message, "hint": hint})
        self._teller.now()


def _id_of(payout: Payout) -> str | None:
    return payout.id
