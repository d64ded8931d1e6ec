"""What the pages draw of catalogue sheets."""

from py_core.values import Value


class SheetColumnView(Value):
    """A column that can be chosen. `about` says what stands in it; empty where the title says enough."""

    key: str
    title: str
    about: str
    read_only: bool


class SheetColumnsView(Value):
    """What a file can have. `usual` are the columns to begin with, `clear` the word that empties a field.

    `most_mb` is how large a file may be that is brought back.
    """

    columns: tuple[SheetColumnView, ...]
    usual: tuple[str, ...]
    always: str
    clear: str
    most_mb: int
    products: int


class SheetCount(Value):
    """How many cells of a column change."""

    title: str
    count: int


class SheetLine(Value):
    """Something about one cell or row of the file. `column` is empty for a whole row."""

    row: int
    column: str
    product: str
    text: str


class SheetDoubt(Value):
    """A change that is left out unless it is chosen by its key."""

    key: str
    row: int
    column: str
    product: str
    why: str


class SheetView(Value):
    """An edited file as it was read.

    `headline` says what it comes to, `facts` more of it. `changed` counts cells, `fresh` new products. `told` are
    changes with something to know about them. Of `doubts`, `told` and `problems` the first are here; `more_…` says
    how many there are besides. `useful` is False where there is nothing to preview whatever is chosen.
    """

    sheet_id: str
    name: str
    headline: str
    facts: tuple[str, ...]
    changed: int
    fresh: int
    columns: tuple[SheetCount, ...]
    doubts: tuple[SheetDoubt, ...]
    more_doubts: int
    told: tuple[SheetLine, ...]
    more_told: int
    problems: tuple[SheetLine, ...]
    more_problems: int
    problem_title: str
    notes: tuple[str, ...]
    useful: bool
