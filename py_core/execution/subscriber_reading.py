"""Reading the subscribers of the current shop: started, stopped, watched.

The products are read side by side, each page by page. What an earlier reading saw and this one did not is not
listed any more, and is looked up by its id, so many in one reading. Whatever ends the engine, the next start goes
on behind the last page that was kept.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

from py_core.errors import NotFound, Rejected
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.walking import walk_pages
from py_core.execution.watched_reading import WatchedReading
from py_core.gumroad import calls
from py_core.gumroad.models import Subscriber
from py_core.protocol.subscriber_views import SubscribersSyncView
from py_core.store.subscriber_store import SubscriberStore
from py_core.subscribers.record import ReadProduct

LOOKED_UP_AT_MOST = 300
"""Look-ups are one request each; the rest waits for the next reading."""


class SubscriberReading(WatchedReading[SubscribersSyncView]):
    """At most one reading at a time. `emit` hears of progress a few times a second."""

    def __init__(self, store: SubscriberStore, clock: Clock, emit: Callable[[SubscribersSyncView], object]) -> None:
        super().__init__(SubscribersSyncView(state="idle"), "subscribers", clock, emit)
        self._store = store

    def start(self, account_id: str, client: Client, products: tuple[tuple[str, str], ...]) -> SubscribersSyncView:
        """Read these products, given as (id, name), or go on with what an earlier reading left."""
        if not self.active:
            record = self._store.load_record(account_id)
            if not record.reading:
                self._store.begin(account_id, products, self._clock.now_ms())
                record = self._store.load_record(account_id)
            done = record.products - len(self._store.to_read(account_id))
            self._begin(self._read(account_id, client), products=record.products, products_done=done)
        return self._view

    async def _read(self, account_id: str, client: Client) -> None:
        await self._read_products(account_id, client)
        self._store.unlist(account_id)
        await self._look_up(account_id, client)
        self._store.end(account_id, self._clock.now_ms())

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
