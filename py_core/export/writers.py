"""The writer of each format. No I/O here."""

from collections.abc import Sequence
from typing import Protocol, assert_never

from py_core.export.columns import Column, Row
from py_core.export.csv_writer import CsvWriter
from py_core.export.json_writer import JsonWriter
from py_core.export.options import ExportOptions
from py_core.export.xlsx_writer import XlsxWriter


class Writer(Protocol):
    """Gives the bytes of a file: `begin` once, `rows` as often as wanted, `end` once, `close` whatever happened.

    `shortened` counts texts that had to be cut.
    """

    shortened: int

    def begin(self) -> bytes:
        """What stands before the first row."""
        ...

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Rows, each of as many cells as there are columns."""
        ...

    def end(self) -> bytes:
        """What stands behind the last row."""
        ...

    def close(self) -> None:
        """Let go of what is held, also where the file came to no end."""
        ...


def writer_of(columns: Sequence[Column], options: ExportOptions, title: str) -> Writer:
    """A writer of the chosen format. `title` names the sheet of a workbook."""
    match options.format:
        case "csv":
            return CsvWriter(columns, options)
        case "xlsx":
            return XlsxWriter(columns, options, title)
        case "jsonl":
            return JsonWriter(columns, options)
        case _:
            assert_never(options.format)


def can_go_on(options: ExportOptions) -> bool:
    """Whether a file can be taken up in its middle: texts can, a workbook is begun again."""
    return options.format != "xlsx"
