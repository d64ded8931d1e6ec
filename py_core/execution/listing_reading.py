"""Reading what product lists leave out: refund policies, product by product, and the account's own. Kept as they
come.

Whatever ends it, what was read stays. Source: API contract, sections 6.2 and 12, "Refund policy".
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from py_core.errors import AuthError, CoreError, GumroadError, NoAnswer, RateLimited, ServerFailed
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.teller import Teller
from py_core.gumroad import calls
from py_core.protocol.edit_views import ListingReadView
from py_core.store.catalog_store import CatalogStore
from py_core.store.listing_store import AccountPolicy, ListingStore
from py_core.words import say

_ENDS_ALL = (AuthError, NoAnswer, RateLimited, ServerFailed)


class ListingReading:
    """At most one such reading at a time."""

    def __init__(
        self,
        catalog: CatalogStore,
        store: ListingStore,
        clock: Clock,
        emit: Callable[[ListingReadView], object],
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._clock = clock
        self._emit = emit
        self._task: asyncio.Task[None] | None = None
        self._view = ListingReadView(state="idle")
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> ListingReadView:
        """How far the reading is, or how the last one ended."""
        return self._view

    def start(self, account_id: str, client: Client, product_ids: Sequence[str]) -> ListingReadView:
        """Begin to read; when it is going on already, nothing new begins."""
        if self._task is None or self._task.done():
            ids = tuple(dict.fromkeys(product_ids))
            self._view = ListingReadView(state="reading", total=len(ids))
            self._task = asyncio.create_task(self._run(account_id, client, ids))
        return self._view

    async def stop(self) -> ListingReadView:
        """Stop reading and wait until it has stopped."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._show(state="stopped", message=say("listing_read_stopped"))
        return self._view

    async def finished(self) -> ListingReadView:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})
        return self._view

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current."""
        self._view = ListingReadView(state="idle")

    async def _run(self, account_id: str, client: Client, product_ids: tuple[str, ...]) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await self._read(account_id, client, product_ids)
        except (GumroadError, NoAnswer) as error:
            self._failed(error)
        except Exception as error:
            report_bug(error)
            self._show(state="failed", message=say("internal"), hint=say("listing_read_kept"))

    async def _read(self, account_id: str, client: Client, product_ids: tuple[str, ...]) -> None:
        policy = await client.ask(calls.get_refund_policy(), on_wait=self._waiting)
        now_ms = self._clock.now_ms()
        kept = AccountPolicy(in_effect=policy.in_effect, period=policy.period, read_at_ms=now_ms)
        self._store.save_policy(account_id, kept)
        queue: Iterator[str] = iter(product_ids)

        async def work() -> None:
            for product_id in queue:
                unread = 0
                try:
                    record = await client.ask(calls.get_product(product_id), on_wait=self._waiting)
                    self._catalog.save_refund_policy(account_id, record)
                except _ENDS_ALL:
                    raise
                except GumroadError:
                    unread = 1
                self._progress(done=self._view.done + 1, unread=self._view.unread + unread, message="")

        workers = [asyncio.create_task(work()) for _ in range(min(READS_AT_MOST, len(product_ids)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        unread = self._view.unread
        self._show(state="done", message=say("listing_read_unread", n=unread) if unread else "")

    def _waiting(self, text: str) -> None:
        self._show(message=text)

    def _failed(self, error: CoreError) -> None:
        hint = f"{error.hint} {say('listing_read_kept')}".strip()
        self._show(state="failed", message=say("listing_read_failed", why=error.message), hint=hint)

    def _tell(self) -> None:
        self._emit(self._view)

    def _progress(self, **changed: object) -> None:
        self._view = self._view.model_copy(update=changed)
        self._teller.changed()

    def _show(self, **changed: object) -> None:
        self._view = self._view.model_copy(update=changed)
        self._teller.now()
