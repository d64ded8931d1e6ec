"""Reading one range of the sales history page by page; each page is stored before the next is asked for.

Nothing is decided here about which ranges there are. What cannot be read as it is gives the ranges to read
instead.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from py_core.errors import Rejected, UnexpectedAnswer
from py_core.execution.client import Client, OnWait
from py_core.gumroad import calls
from py_core.gumroad.calls.history import (
    RawSale,
    list_history,
    list_history_page,
    refused_key,
    took_too_long,
)
from py_core.gumroad.pager import Page
from py_core.gumroad.wire import Call
from py_core.sales.days import day_of_ms, day_text
from py_core.sales.ranges import PAGE, Mode, NewRange, ReadRange, ranges_of_products, split
from py_core.sales.rows import SaleRow, row_of
from py_core.sales.totals import products_that_differ, told_by_product
from py_core.store.sales_store import PageTaken, SalesStore

T = TypeVar("T")

UNREADABLE_ANSWERS = 4
"""How often one page may come as something else than a page before reading stops."""
_EACH = {Mode.EACH: Mode.KEY, Mode.EACH_PAGE: Mode.PAGE}
"""How the products of a day are read that is too full for one question."""


class _KeyRepeated(Exception):
    """Gumroad gave a cursor that it had given before."""


class _PageRepeated(Exception):
    """Gumroad gave the same sales for two page numbers: it does not number pages any more."""


class PageWriter:
    """Stores pages; those that arrive while the disk is busy go in one transaction."""

    def __init__(self, store: SalesStore, account_id: str) -> None:
        self._store = store
        self._account_id = account_id
        self._waiting: list[tuple[PageTaken, asyncio.Future[None]]] = []

    async def put(self, page: PageTaken) -> None:
        """Return when the page is durable. Raises what storing raises."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[None] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._store_all)
        self._waiting.append((page, stored))
        await stored

    def _store_all(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            self._store.take(self._account_id, [page for page, _ in waiting])
        except Exception as error:
            for _, stored in waiting:
                if not stored.done():
                    stored.set_exception(error)
            return
        for _, stored in waiting:
            if not stored.done():
                stored.set_result(None)


@dataclass(slots=True)
class Counts:
    """What this start of the engine has read."""

    sales: int = 0
    requests: int = 0
    repeated_keys: int = 0
    left: dict[int, int] = field(default_factory=dict)
    """Requests that are about left, by range."""


class Asker:
    """Asks for what is only read, counts the requests, and asks again where what came was no answer of Gumroad's:
    a proxy in between can cut a page short, and that must not end a reading of ten thousand pages.
    """

    def __init__(self, client: Client, on_wait: OnWait) -> None:
        self.clock = client.clock
        self.counts = Counts()
        self._client = client
        self._on_wait = on_wait

    async def ask(self, call: Call[T]) -> T:
        """What the call asks for. Raises: GumroadError or NoAnswer."""
        failures = 0
        while True:
            self.counts.requests += 1
            try:
                return await self._client.ask(call, on_wait=self._on_wait)
            except UnexpectedAnswer:
                failures += 1
                if failures == UNREADABLE_ANSWERS:
                    raise
            await self._client.back_off(failures, on_wait=self._on_wait)


class RangeReader:
    """Reads ranges of one account. `moved` is called after every page."""

    def __init__(self, asker: Asker, store: SalesStore, account_id: str, moved: Callable[[], None]) -> None:
        self._asker = asker
        self._counts = asker.counts
        self._store = store
        self._account_id = account_id
        self._writer = PageWriter(store, account_id)
        self._moved = moved

    async def read(self, found: ReadRange) -> tuple[ReadRange, ...]:
        """Read a range to its end; the ranges to read instead where that is not how it can be read.

        Raises: GumroadError or NoAnswer; the range then goes on behind its last stored page.
        """
        try:
            if found.mode not in (Mode.KEY, Mode.PAGE):
                return self._instead(found, await self._products(found))
            await self._pages(found)
        except _KeyRepeated:
            self._counts.repeated_keys += 1
            return self._instead(found, (_by_number(found),))
        except _PageRepeated:
            return self._instead(found, ())
        except Rejected as error:
            if took_too_long(error):
                parts = () if found.mode in _EACH else split(self._store.range(found.range_id))
                return self._instead(found, parts)
            if refused_key(error) and found.mode is Mode.KEY:
                return self._instead(found, (_by_number(found),))
            raise
        finally:
            self._counts.left.pop(found.range_id, None)
        return ()

    def _instead(self, found: ReadRange, parts: Sequence[NewRange]) -> tuple[ReadRange, ...]:
        return self._store.replace_range(self._account_id, found.range_id, parts)

    async def _pages(self, found: ReadRange) -> None:
        keys = set() if found.position is None else {found.position}
        ids: frozenset[str] = frozenset()
        at: NewRange | None = found
        while at is not None:
            asked_at_ms = self._asker.clock.now_ms()
            page = await self._page(at)
            rows = rows_of(page.items)
            if at.mode is Mode.PAGE and rows and ids == (ids := frozenset(row.sale_id for row in rows)):
                raise _PageRepeated
            at = _behind(at, page, rows)
            if at is not None and at.position is not None:
                if at.position in keys:
                    raise _KeyRepeated
                keys.add(at.position)
            await self._writer.put(PageTaken(found.range_id, rows, asked_at_ms, at))
            self._counts.sales += len(rows)
            self._counts.left[found.range_id] = 0 if at is None else max(1, -(-at.expected // PAGE))
            self._moved()

    async def _page(self, at: NewRange) -> Page[RawSale]:
        days = {"after": day_text(at.first_day), "before": day_text(at.end_day)}
        call: Call[Page[RawSale]]
        if at.mode is Mode.PAGE:
            call = list_history_page(**days, product_id=at.product_id, page=int(at.position or 1))
        else:
            call = list_history(**days, product_id=at.product_id, page_key=at.position)
        return await self._asker.ask(call)

    async def _products(self, found: ReadRange) -> tuple[NewRange, ...]:
        """Ranges of the products that make up a day, or of those of them that are not as they are here."""
        day = found.first_day
        if found.mode is Mode.CHANGED:
            first, last = day_text(day), day_text(day)
        else:
            first, last = day_text(day - 1), day_text(found.end_day)
        call = calls.summarize_sales(first_day=first, last_day=last, group_by="product")
        summary = await self._asker.ask(call)
        told = told_by_product(summary)
        if found.mode in _EACH:
            units = {name: said.units for name, said in told.items()}
            return ranges_of_products(units, day, found.end_day, mode=_EACH[found.mode])
        differ = products_that_differ(told, self._store.product_totals(self._account_id, day))
        first_day, end_day = self._store.zone(self._account_id).utc_span(day)
        return ranges_of_products(differ, first_day, end_day, whole=summary.total.units * (end_day - first_day))


def _by_number(found: ReadRange) -> NewRange:
    """The same days from the start, by page numbers."""
    fields = {name: getattr(found, name) for name in NewRange.model_fields}
    return NewRange(**{**fields, "position": None, "reached": None, "mode": Mode.PAGE})


def rows_of(items: Sequence[RawSale]) -> tuple[SaleRow, ...]:
    """The sales that can be kept. One without id or time is left out; its day will not agree, and says so."""
    rows = []
    for raw in items:
        try:
            rows.append(row_of(raw))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(rows)


def _behind(at: NewRange, page: Page[RawSale], rows: Sequence[SaleRow]) -> NewRange | None:
    """The range as it is behind a page; None at its end."""
    if at.mode is Mode.PAGE:
        over = not page.items or (page.next_key is None and len(page.items) < PAGE)
        position = str(int(at.position or 1) + 1)
    else:
        over, position = page.next_key is None, page.next_key or ""
    if over:
        return None
    reached = day_of_ms(rows[-1].facts.created_ms) if rows else at.reached
    expected = max(0, at.expected - len(page.items))
    return at.model_copy(update={"position": position, "reached": reached, "expected": expected})
