"""Columns of a file that a script fills: their keys, and what may stand in their cells. No I/O here."""

import re
from collections.abc import Collection

from py_core.errors import InputError
from py_core.export.columns import Cell, Kind
from py_core.words import say

PREFIX = "script:"
MOST_CELLS = 500_000
MOST_CHARACTERS = 50_000_000
LONGEST_CELL = 100_000
LARGEST_WHOLE = 2**53 - 1
_AMOUNT = re.compile(r"-?\d{1,200}(?:\.\d{1,6})?", re.ASCII)


def key_of(name: str) -> str:
    """The key of the column that the script of that name fills."""
    return f"{PREFIX}{name}"


def name_of(key: str) -> str | None:
    """The name of the script that fills the column of that key; None where no script does."""
    return key.removeprefix(PREFIX) if key.startswith(PREFIX) else None


def check_cells(kind: Kind, sale_ids: Collection[str], cells: Collection[Cell]) -> None:
    """Refuse cells that are not of their kind, too long, or not one for each sale. Raises: InputError."""
    if len(sale_ids) != len(cells) or not all(map(_FITS[kind], cells)):
        raise InputError("script_cells_bad", say("script_cells_bad"), hint=say("script_cells_hint"))
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
        long = say("script_cells_long", most=f"{LONGEST_CELL:,}")
        raise InputError("script_cells_long", long, hint=say("script_cells_hint"))


def characters_of(cells: Collection[Cell]) -> int:
    """How many characters the texts among the cells have."""
    return sum(len(cell) for cell in cells if isinstance(cell, str))


def _is_text(cell: Cell) -> bool:
    return cell is None or isinstance(cell, str)


def _is_amount(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and _AMOUNT.fullmatch(cell) is not None)


def _is_whole(cell: Cell) -> bool:
    return cell is None or (cell.__class__ is int and abs(int(cell)) <= LARGEST_WHOLE)


def _is_yes_no(cell: Cell) -> bool:
    return cell is None or (cell.__class__ is int and cell in (0, 1))


_FITS = {Kind.TEXT: _is_text, Kind.MONEY: _is_amount, Kind.WHOLE: _is_whole, Kind.YES_NO: _is_yes_no}
