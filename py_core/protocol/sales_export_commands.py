"""Commands about files of sales; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.protocol.amounts import Facet
from py_core.protocol.export_views import ExportView
from py_core.protocol.views import Done
from py_core.sales.export_form import MOST_COLUMNS, ColumnSet, MadeColumn, SalesExportForm
from py_core.scripting.roles import CellKind
from py_core.values import Value

CELLS_AT_ONCE = 5_000
MOST_SAMPLED = 200


class ScriptSample(Value):
    """What a script answered about a few sales, for the first rows of its column `key`; a cell for each sale."""

    key: str
    kind: CellKind
    sale_ids: tuple[str, ...] = Field(max_length=MOST_SAMPLED)
    cells: tuple[str | int | None, ...] = Field(max_length=MOST_SAMPLED)


class SalesExportCheck(Value):
    """What the file would be. Raises InputError with the form's field names.

    Columns of scripts have the cells of `samples`, and empty ones where there are none.
    """

    op: Literal["sales.export_check"]
    form: SalesExportForm
    options: ExportOptions
    samples: tuple[ScriptSample, ...] = Field(default=(), max_length=MOST_COLUMNS)


class SalesScriptColumns(Value):
    """Begin to hand over what saved scripts answer for the columns of one file, all of that file at once.

    What was handed over before goes, but for what an unfinished file needs. Raises InputError for an unknown name.
    """

    op: Literal["sales.script_columns"]
    names: tuple[str, ...] = Field(max_length=MOST_COLUMNS)


class SalesScriptCells(Value):
    """Hand over some cells of such a column, one for each sale; with the last of them it can be written.

    Raises InputError for cells that cannot be, or sales that are not here; then the column has to be begun anew.
    """

    op: Literal["sales.script_cells"]
    column_id: int
    kind: CellKind
    sale_ids: tuple[str, ...] = Field(max_length=CELLS_AT_ONCE)
    cells: tuple[str | int | None, ...] = Field(max_length=CELLS_AT_ONCE)
    is_last: bool


class SalesExport(Value):
    """Write the file. Raises InputError with the form's field names, or where there is nothing to write."""

    op: Literal["sales.export"]
    form: SalesExportForm
    options: ExportOptions


class SalesExportColumns(Value):
    """What a file of sales can have: columns, the presets' own, saved sets, and what the filter can choose from."""

    op: Literal["sales.export_columns"]


class SalesExportKeep(Value):
    """Save a set of columns under its name, in place of the one of that name. Raises InputError with fields."""

    op: Literal["sales.export_keep"]
    columns: ColumnSet


class SalesExportDrop(Value):
    """Forget a saved set."""

    op: Literal["sales.export_drop"]
    name: str


class SalesExportCheckView(Value):
    """The file in words, and its first rows as they will be written.

    `rows` counts those of the file, without the row of totals. `sentence` says what the file will be, `notes`
    what else there is to know. `complete` is False where the history is not proven complete; `proof` says it.
    """

    name: str
    rows: int
    sentence: str
    notes: tuple[str, ...]
    complete: bool
    proof: str
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]


class ScriptColumnsView(Value):
    """Where the cells of each script go, in the order of the names."""

    made: tuple[MadeColumn, ...]


class ColumnView(Value):
    """A column of the catalogue; those of saved scripts come last. `group` is what it belongs to, in words."""

    key: str
    title: str
    group: str


class PresetColumnsView(Value):
    """The columns of a preset as keys of the catalogue, to begin an own set with."""

    preset: Literal["simple", "bookkeeping"]
    keys: tuple[str, ...]


class SalesExportColumnsView(Value):
    """What can be chosen."""

    columns: tuple[ColumnView, ...]
    presets: tuple[PresetColumnsView, ...]
    sets: tuple[ColumnSet, ...]
    products: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    codes: tuple[Facet, ...]


SalesExportCommand = Annotated[
    SalesExportCheck
    | SalesExport
    | SalesExportColumns
    | SalesExportKeep
    | SalesExportDrop
    | SalesScriptColumns
    | SalesScriptCells,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "sales.export_check": SalesExportCheckView,
        "sales.export": ExportView,
        "sales.export_columns": SalesExportColumnsView,
        "sales.export_keep": SalesExportColumnsView,
        "sales.export_drop": SalesExportColumnsView,
        "sales.script_columns": ScriptColumnsView,
        "sales.script_cells": Done,
    }
)
