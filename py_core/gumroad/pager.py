"""Walking a paged list to its end, and never round in circles. No I/O here.

The request parameter is `page_key`; a repeated key is refused and an item seen twice is dropped.
Source: API contract, section 5.
"""

from py_core.errors import UnexpectedAnswer
from py_core.gumroad.calls import Page, ProductRecord
from py_core.words import say


class ProductPager:
    """Feeds on pages and says which key to ask next."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._items: dict[str, ProductRecord] = {}

    @property
    def items(self) -> tuple[ProductRecord, ...]:
        """Every product so far, in the order of the list, each once."""
        return tuple(self._items.values())

    def take(self, page: Page) -> str | None:
        """Keep a page's products; the next key, or None at the end.

        Raises: UnexpectedAnswer on a key that was already given.
        """
        for item in page.items:
            self._items.setdefault(item.product.id, item)
        if page.next_key is None:
            return None
        if page.next_key in self._keys:
            raise UnexpectedAnswer(
                "unexpected_answer",
                say("unexpected_answer", what=say("page_key_repeated")),
                hint=say("unexpected_answer_hint"),
            )
        self._keys.add(page.next_key)
        return page.next_key
