"""Reading the subscribers of the current shop: started, stopped, watched.

The products are read side by side, each page by page. What an earlier reading saw and this one did not is not
listed any more, and is looked up by its id, so many in one reading. Whatever ends the engine, the next start goes
on behind the last page that was kept.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

from py_core.errors import CoreError, NotFound, Rejected
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.teller import Teller
from py_core.execution.walking import walk_pages
from py_core.gumroad import calls
from py_core.gumroad.models import Subscriber
from py_core.protocol.subscriber_views import SubscribersSyncView
from py_core.store.subscriber_store import SubscriberStore
from py_core.subscribers.record import ReadProduct
from py_core.words import say

LOOKED_UP_AT_MOST = 300
"""Look-ups are one request each; the rest waits for the next reading."""


class SubscriberReading:
    """At most one reading at a time. `emit` hears of progress a few times a second."""

    def __init__(self, store: SubscriberStore, clock: Clock, emit: Callable[[SubscribersSyncView], object]) -> None:
        self._store = store
        self._clock = clock
        self._emit = emit
        self._task: asyncio.Task[None] | None = None
        self._view = SubscribersSyncView(state="idle")
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> SubscribersSyncView:
        """How far the reading is, or how the last one ended."""
        return self._view

    @property
    def active(self) -> bool:
        """Whether subscribers are being read."""
        return self._task is not None and not self._task.done()

    def start(self, account_id: str, client: Client, products: tuple[tuple[str, str], ...]) -> SubscribersSyncView:
        """Read these products, given as (id, name), or go on with what an earlier reading left."""
        if not self.active:
            record = self._store.load_record(account_id)
            if not record.reading:
                self._store.begin(account_id, products, self._clock.now_ms())
                record = self._store.load_record(account_id)
            done = record.products - len(self._store.to_read(account_id))
            self._view = SubscribersSyncView(state="reading", products=record.products, products_done=done)
            self._task = asyncio.create_task(self._run(account_id, client))
        return self._view

    async def stop(self) -> SubscribersSyncView:
        """Stop and wait until it has stopped."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._end("stopped", say("subscribers_stopped"))
        return self._view

    async def finished(self) -> None:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current. Only when none goes on."""
        self._view = SubscribersSyncView(state="idle")

    async def _run(self, account_id: str, client: Client) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await self._read_products(account_id, client)
            self._store.unlist(account_id)
            await self._look_up(account_id, client)
            self._store.end(account_id, self._clock.now_ms())
            self._end("done")
        except CoreError as error:
            hint = f"{error.hint} {say('subscribers_kept')}".strip()
            self._end("failed", say("subscribers_failed", why=error.message), hint)
        except Exception as error:
            report_bug(error)
            self._end("failed", say("internal"), say("subscribers_kept"))

    async def _read_products(self, account_id: str, client: Client) -> None:
        queue: Iterator[ReadProduct] = iter(self._store.to_read(account_id))

        async def work() -> None:
            for product in queue:
                await self._read_product(account_id, client, product)
                self._move(products_done=self._view.products_done + 1)

        await _side_by_side([work() for _ in range(READS_AT_MOST)])

    async def _read_product(self, account_id: str, client: Client, product: ReadProduct) -> None:
        try:
            await self._walk(account_id, client, product)
        except NotFound:
            self._store.pass_over(account_id, product.product_id)
        except Rejected:
            if product.page_key is None:
                raise
            # The kept place in the list may be one that Gumroad does not take any more.
            self._store.start_product_over(account_id, product.product_id)
            await self._walk(account_id, client, product._replace(page_key=None))

    async def _walk(self, account_id: str, client: Client, product: ReadProduct) -> None:
        pages = walk_pages(
            client,
            lambda key: calls.list_subscribers(product.product_id, key),
            _id_of,
            page_key=product.page_key,
            on_wait=self._waiting,
        )
        async for items, next_key in pages:
            self._store.take(account_id, product.product_id, items, next_key, self._clock.now_ms())
            self._move(subscribers=self._view.subscribers + len(items))

    async def _look_up(self, account_id: str, client: Client) -> None:
        ids = self._store.to_look_up(account_id, LOOKED_UP_AT_MOST)
        queue = iter(ids)
        self._move(state="looking_up", to_look_up=len(ids))

        async def work() -> None:
            for subscriber_id in queue:
                found: Subscriber | None = None
                with suppress(NotFound):
                    found = await client.ask(calls.get_subscriber(subscriber_id), on_wait=self._waiting)
                self._store.looked_up(account_id, subscriber_id, found, self._clock.now_ms())
                self._move(looked_up=self._view.looked_up + 1)

        await _side_by_side([work() for _ in range(min(READS_AT_MOST, len(ids)))])

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


async def _side_by_side(workers: list[Coroutine[Any, Any, None]]) -> None:
    """Let them work; where one fails, the others are stopped, and nothing is left behind."""
    tasks = [asyncio.create_task(worker) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _id_of(subscriber: Subscriber) -> str:
    return subscriber.id
