"""What the pages ask for: a file out, and the plan of a file that came back. No I/O here."""

from typing import Literal

from py_core.sheets.columns import USUAL, DescriptionAs
from py_core.values import Value

SHEET_JOB = "sheet"


class SheetForm(Value):
    """Which columns go out and how descriptions are written. No ids is the whole shop."""

    columns: tuple[str, ...] = tuple(USUAL)
    description: DescriptionAs = "markdown"
    product_ids: tuple[str, ...] | None = None


class SheetPlanForm(Value):
    """A file that was brought before, by its id. `chosen` are keys of doubts that are to be done all the same."""

    job: Literal["sheet"] = "sheet"
    sheet_id: str
    chosen: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
