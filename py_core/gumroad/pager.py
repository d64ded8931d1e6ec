"""Walking a paged list to its end, and never round in circles. No I/O here.

The request parameter is `page_key`; a repeated key is refused and an item seen twice is dropped. Items keep
the order of the list: newest first. Source: API contract, section 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from py_core.errors import UnexpectedAnswer
from py_core.words import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list and the key of the next, or None on the last."""

    items: tuple[T, ...]
    next_key: str | None


class Walk(Generic[T]):
    """Feeds on pages and keeps nothing but ids, for lists too long to hold.

    `id_of` gives what an item is known by, or None for one that has no id and is always taken as new.
    """

    def __init__(self, id_of: Callable[[T], str | None]) -> None:
        self._id_of = id_of
        self._keys: set[str] = set()
        self._ids: set[str] = set()

    def fresh(self, page: Page[T]) -> tuple[T, ...]:
        """The items of a page that no page before had.

        Raises: UnexpectedAnswer on a key that was already given.
        """
        if page.next_key is not None:
            if page.next_key in self._keys:
                raise UnexpectedAnswer(
                    "unexpected_answer",
                    say("unexpected_answer", what=say("page_key_repeated")),
                    hint=say("unexpected_answer_hint"),
                )
            self._keys.add(page.next_key)
        return tuple(item for item in page.items if self._is_new(item))

    def _is_new(self, item: T) -> bool:
        found = self._id_of(item)
        if found is None:
            return True
        if found in self._ids:
            return False
        self._ids.add(found)
        return True


class Pager(Generic[T]):
    """Feeds on pages, keeps every item once, and says which key to ask next."""

    def __init__(self, id_of: Callable[[T], str | None]) -> None:
        self._walk = Walk(id_of)
        self._items: list[T] = []

    @property
    def items(self) -> tuple[T, ...]:
        """Every item so far, in the order of the list, each once."""
        return tuple(self._items)

    def take(self, page: Page[T]) -> str | None:
        """Keep a page's items; the next key, or None at the end.

        Raises: UnexpectedAnswer on a key that was already given.
        """
        self._items.extend(self._walk.fresh(page))
        return page.next_key
