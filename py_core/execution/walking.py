"""Walking a paged list at Gumroad, one page after the other. Nothing is kept here but ids."""

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from py_core.execution.client import Client, OnWait, silent
from py_core.gumroad.pager import Page, Walk
from py_core.gumroad.wire import Call

T = TypeVar("T")


async def walk_pages(
    client: Client,
    ask: Callable[[str | None], Call[Page[T]]],
    id_of: Callable[[T], str | None],
    *,
    page_key: str | None = None,
    on_wait: OnWait = silent,
) -> AsyncIterator[tuple[tuple[T, ...], str | None]]:
    """The new items of each page and the key to go on from later, None after the last.

    `page_key` goes on where an earlier walk ended. Raises: GumroadError or NoAnswer; what was given stays good.
    """
    walk = Walk(id_of)
    while True:
        page = await client.ask(ask(page_key), on_wait=on_wait)
        yield walk.fresh(page), page.next_key
        if page.next_key is None:
            return
        page_key = page.next_key
