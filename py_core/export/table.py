"""A table to be exported: what it is, and where its rows come from. No I/O here.

A source gives its rows in a fixed order and in batches, and can go on behind any of them, so that nothing but one
batch is ever in memory, and an export that was killed is taken up where it was. What a source reads from has to
stay the same while it is read; where it cannot, `Table.afterwards` says what became different.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from py_core.export.columns import Column, Row
from py_core.values import Value


class Batch:
    """Some rows. `behind` is the place behind the last of them as the source writes it, None at the end.

    `sums` are added up over all batches for the row of totals; they may be of anything.
    """

    __slots__ = ("behind", "rows", "sums")

    def __init__(self, rows: Sequence[Row], behind: str | None, sums: Sequence[int] = ()) -> None:
        self.rows = rows
        self.behind = behind
        self.sums = sums


class LeftEmpty(Value):
    """A column that nothing is known for, and why."""

    title: str
    why: str


class About(Value):
    """What the note beside a file says of its table; fixed when the export begins.

    `title` names it, such as "Sales". `facts` are sentences about what is in it, such as its filter. `complete` is
    None where nothing has to be proven; otherwise `proof` is the sentence that says so or not, and `off` what does
    not agree. `left_empty` are columns without anything to fill them.
    """

    title: str
    facts: tuple[str, ...] = ()
    complete: bool | None = None
    proof: str = ""
    off: tuple[str, ...] = ()
    left_empty: tuple[LeftEmpty, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be written. `stem` begins its file's name: `sales`.

    `total` is how many rows it has, the row of totals not counted. `read(behind, limit)` gives the next batch of at
    most so many rows; `behind` is None at the start. `fixed` is what a source has to be told to give the very same
    rows again after a restart. `totals` makes the last row from the sums. `afterwards` gives sentences about what
    became different while the rows were read. `once` says that its request is good for one file only.
    """

    stem: str
    about: About
    columns: tuple[Column, ...]
    total: int
    read: Callable[[str | None, int], Batch]
    fixed: str = ""
    totals: Callable[[Sequence[int]], Row] | None = None
    afterwards: Callable[[], tuple[str, ...]] = tuple
    once: bool = False


def rows_in_memory(rows: Sequence[Row]) -> Callable[[str | None, int], Batch]:
    """A source for rows that are few. They have to be the same ones after a restart."""

    def read(behind: str | None, limit: int) -> Batch:
        first = int(behind or 0)
        end = first + limit
        return Batch(rows[first:end], str(end) if end < len(rows) else None)

    return read
