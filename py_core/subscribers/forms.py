"""What a page asks of the subscribers. No I/O here."""

from typing import Literal

from py_core.values import Value

SubscriberSort = Literal["since", "email", "product", "standing"]


class SubscribersForm(Value):
    """Which subscribers to show or export, and in what order. Empty means everything.

    `text` is looked for in the e-mail address and the product's name; `recurrences` holds "" for those without.
    """

    text: str = ""
    product_ids: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    recurrences: tuple[str, ...] = ()
    sort: SubscriberSort = "since"
    descending: bool = True
