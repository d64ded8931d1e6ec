"""What the pages draw of the sales history."""

from typing import Literal

from py_core.values import Value


class SalesSyncView(Value):
    """How far reading the sales is. `sales` are here, of about `expected` units that Gumroad tells.

    `read`, `found` and `changed` are of this reading: listed, new, and not as they were. `left_s` is None as
    long as nothing can be said. `message` is why it waits, or how it ended.
    """

    state: Literal["idle", "reading", "checking", "done", "stopped", "failed"]
    sales: int = 0
    expected: int = 0
    read: int = 0
    found: int = 0
    changed: int = 0
    requests: int = 0
    requests_left: int = 0
    sales_per_minute: int | None = None
    left_s: int | None = None
    message: str = ""
    hint: str = ""


class DayOffView(Value):
    """A day that does not agree: the units here, and those that Gumroad tells."""

    day: str
    label: str
    here: int
    told: int
    sentence: str


class ProofView(Value):
    """Whether nothing is missing. `sentence` says it; `notes` say what else there is to know.

    `days` are those that do not agree, newest first; `more_days` counts those that are not listed.
    """

    complete: bool
    sentence: str
    notes: tuple[str, ...]
    days: tuple[DayOffView, ...]
    more_days: int
    checked_at_ms: int


class SalesStatusView(Value):
    """What is here of the sales. `unfinished` means that a reading was begun and not ended: start goes on.

    `read_at_ms` is when the last reading ended that was not cut short.
    """

    sync: SalesSyncView
    unfinished: bool
    read_at_ms: int | None
    proof: ProofView | None
