"""What of the sales is to be exported, as the page says it. No I/O here."""

from collections.abc import Collection
from typing import Literal

from py_core.errors import InputError
from py_core.sales.selection import SalesFilter
from py_core.values import Value
from py_core.words import say

Preset = Literal["gumroad", "simple", "bookkeeping", "mailing", "own"]
MOST_COLUMNS = 100
MOST_LETTERS = 100


class ColumnChoice(Value):
    """A column of the catalogue under a title of the seller's own; an empty one is the catalogue's."""

    key: str
    title: str = ""


class ColumnSet(Value):
    """Columns that were saved under a name, in their order."""

    name: str
    columns: tuple[ColumnChoice, ...]


class MadeColumn(Value):
    """Which stored cells fill the column of a script: those that it answered for this one file."""

    key: str
    column_id: int


class SalesExportForm(Value):
    """Which sales, and which columns: a preset's, or the seller's `own` in `columns`.

    A column `script:NAME` is filled by the saved script of that name; `made` says with which cells.
    """

    filter: SalesFilter = SalesFilter()
    preset: Preset = "simple"
    columns: tuple[ColumnChoice, ...] = ()
    made: tuple[MadeColumn, ...] = ()


def check_columns(columns: tuple[ColumnChoice, ...], known: Collection[str]) -> None:
    """Refuse columns that make no file. Raises: InputError with `columns`, and with `columns.KEY` for a title."""
    fields: dict[str, str] = {}
    keys = [column.key for column in columns]
    if not columns:
        fields["columns"] = say("export_columns_none")
    elif len(columns) > MOST_COLUMNS or len(set(keys)) < len(keys) or not set(keys) <= set(known):
        fields["columns"] = say("export_columns_bad")
    seen: set[str] = set()
    for column in columns:
        title = column.title.strip()
        if len(title) > MOST_LETTERS:
            fields[f"columns.{column.key}"] = say("export_title_long", most=MOST_LETTERS)
        elif title and title.lower() in seen:
            fields[f"columns.{column.key}"] = say("export_title_twice")
        seen.add(title.lower())
    if fields:
        raise InputError("export_bad_columns", next(iter(fields.values())), fields=fields)


def check_set(kept: ColumnSet, known: Collection[str]) -> ColumnSet:
    """A set as it is saved. Raises: InputError for a set without a name, or as `check_columns`."""
    check_columns(kept.columns, known)
    name = kept.name.strip()
    if not name or len(name) > MOST_LETTERS:
        key = "export_set_long" if name else "export_set_unnamed"
        raise InputError(key, say(key, most=MOST_LETTERS), fields={"name": say(key, most=MOST_LETTERS)})
    return kept.model_copy(update={"name": name})
