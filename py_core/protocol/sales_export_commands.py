"""Commands about files of sales; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.protocol.amounts import Facet
from py_core.protocol.export_views import ExportView
from py_core.sales.export_form import ColumnSet, SalesExportForm
from py_core.values import Value


class SalesExportCheck(Value):
    """What the file would be. Raises InputError with the form's field names."""

    op: Literal["sales.export_check"]
    form: SalesExportForm
    options: ExportOptions


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


class ColumnView(Value):
    """A column of the catalogue. `group` is what it belongs to, in words."""

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
    SalesExportCheck | SalesExport | SalesExportColumns | SalesExportKeep | SalesExportDrop,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "sales.export_check": SalesExportCheckView,
        "sales.export": ExportView,
        "sales.export_columns": SalesExportColumnsView,
        "sales.export_keep": SalesExportColumnsView,
        "sales.export_drop": SalesExportColumnsView,
    }
)
