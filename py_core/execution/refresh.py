"""Reading the whole shop: the product list page by page, then versions and codes of each product.

The list replaces the stored one at once and only when it is complete. Details are kept product by product
as they come. Whatever fails, what was read before is still there.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress

from py_core.catalog.products import Version
from py_core.catalog.versions import version_of
from py_core.errors import AuthError, CoreError, GumroadError, NoAnswer, RateLimited, ServerFailed
from py_core.execution.bugs import report_bug
from py_core.execution.client import Client
from py_core.execution.pacing import READS_AT_MOST
from py_core.execution.ports import Clock
from py_core.execution.teller import Teller
from py_core.gumroad import calls
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.models import Product
from py_core.gumroad.pager import Pager
from py_core.protocol.events import CatalogChanged, CatalogProgressed, Event
from py_core.protocol.views import RefreshView
from py_core.store.catalog_store import CatalogStore
from py_core.words import say

_ENDS_ALL = (AuthError, NoAnswer, RateLimited, ServerFailed)


class RefreshService:
    """At most one reading of the shop at a time."""

    def __init__(self, catalog: CatalogStore, clock: Clock, emit: Callable[[Event], object]) -> None:
        self._catalog = catalog
        self._clock = clock
        self._emit = emit
        self._task: asyncio.Task[None] | None = None
        self._view = RefreshView(state="idle")
        self._teller = Teller(clock, self._tell)

    @property
    def view(self) -> RefreshView:
        """How far the reading is, or how the last one ended."""
        return self._view

    @property
    def active(self) -> bool:
        """Whether the shop is being read."""
        return self._task is not None and not self._task.done()

    def start(self, account_id: str, client: Client) -> RefreshView:
        """Begin to read; when it is going on already, nothing new begins."""
        if not self.active:
            self._view = RefreshView(state="products")
            self._task = asyncio.create_task(self._run(account_id, client))
        return self._view

    async def stop(self) -> RefreshView:
        """Stop reading and wait until it has stopped."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._show(RefreshView(state="stopped", message=say("refresh_stopped")))
        return self._view

    async def finished(self) -> RefreshView:
        """Wait until the reading that goes on is over."""
        if self._task is not None:
            await asyncio.wait({self._task})
        return self._view

    def reset(self) -> None:
        """Forget how the last reading ended; another shop is current."""
        self._view = RefreshView(state="idle")

    async def _run(self, account_id: str, client: Client) -> None:
        """The whole of the task; a border, so that no failure leaves a reading that seems to go on."""
        try:
            await self._read_shop(account_id, client)
        except Exception as error:
            report_bug(error)
            self._show(RefreshView(state="failed", message=say("internal"), hint=say("refresh_kept")))

    async def _read_shop(self, account_id: str, client: Client) -> None:
        try:
            records = await self._read_list(account_id, client)
        except (GumroadError, NoAnswer) as error:
            self._fail(say("refresh_failed", why=error.message), error)
            return
        self._emit(CatalogChanged())
        try:
            unread = await self._read_all_details(account_id, client, records)
        except (GumroadError, NoAnswer) as error:
            self._fail(say("refresh_details_failed", why=error.message), error)
            return
        message = say("refresh_some_unread", n=unread) if unread else ""
        self._show(RefreshView(state="done", done=len(records), total=len(records), message=message))
        self._emit(CatalogChanged())

    async def _read_list(self, account_id: str, client: Client) -> tuple[ProductRecord, ...]:
        begun_ms = self._clock.now_ms()
        pager = Pager(calls.product_id_of)
        page_key: str | None = None
        while True:
            page_key = pager.take(await client.ask(calls.list_products(page_key), on_wait=self._waiting))
            if page_key is None:
                break
            self._progress(RefreshView(state="products", done=len(pager.items)))
        self._catalog.save_list(account_id, pager.items, self._clock.now_ms(), begun_ms=begun_ms)
        return pager.items

    async def _read_all_details(self, account_id: str, client: Client, records: tuple[ProductRecord, ...]) -> int:
        """Read every product's details, several side by side; how many could not be read."""
        unread = done = 0
        queue: Iterator[Product] = iter([record.product for record in records])

        async def work() -> None:
            nonlocal unread, done
            for product in queue:
                try:
                    await self._read_details(account_id, client, product)
                except _ENDS_ALL:
                    raise
                except GumroadError:
                    unread += 1
                done += 1
                self._progress(RefreshView(state="details", done=done, total=len(records)))

        self._show(RefreshView(state="details", total=len(records)))
        workers = [asyncio.create_task(work()) for _ in range(min(READS_AT_MOST, len(records)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        return unread

    async def _read_details(self, account_id: str, client: Client, product: Product) -> None:
        versions: list[Version] = []
        if product.groups:
            for category in await client.ask(calls.list_variant_categories(product.id), on_wait=self._waiting):
                variants = await client.ask(calls.list_variants(product.id, category.id), on_wait=self._waiting)
                versions.extend(version_of(category.id, category.title, variant) for variant in variants)
        codes = await client.ask(calls.list_offer_codes(product.id), on_wait=self._waiting)
        self._catalog.save_details(account_id, product.id, tuple(versions), codes)

    def _waiting(self, text: str) -> None:
        self._show(self._view.model_copy(update={"message": text}))

    def _fail(self, message: str, error: CoreError) -> None:
        self._show(
            self._view.model_copy(
                update={
                    "state": "failed",
                    "message": message,
                    "hint": f"{error.hint} {say('refresh_kept')}".strip(),
                }
            )
        )

    def _tell(self) -> None:
        self._emit(CatalogProgressed(refresh=self._view))

    def _progress(self, view: RefreshView) -> None:
        self._view = view
        self._teller.changed()

    def _show(self, view: RefreshView) -> None:
        self._view = view
        self._teller.now()
