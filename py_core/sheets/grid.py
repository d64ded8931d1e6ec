"""A table as it was found in a file: rows of cells with what kind of value they hold. No I/O here."""

from dataclasses import dataclass
from enum import StrEnum

from py_core.errors import InputError
from py_core.words import say

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200


class Held(StrEnum):
    """What a cell holds. A text file has texts only; a workbook knows the others apart.

    NUMBER: plain decimal digits, "19.99". DATE: ISO 8601. FLAG: "TRUE" or "FALSE". ERROR: such as "#N/A".
    """

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; an empty text is an empty cell."""

    text: str
    held: Held = Held.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """One row with anything in it; `number` is what a spreadsheet shows at its left, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet.

    `legacy` says that the file is in an old character set that holds few letters; `book` that it is a workbook.
    """

    rows: tuple[Row, ...]
    legacy: bool = False
    book: bool = False


def refused(code: str, **values: object) -> InputError:
    """A file that cannot be read at all."""
    text = say(code, **values)
    return InputError(code, text, hint=say("sheet_file_hint"), fields={"file": text})
