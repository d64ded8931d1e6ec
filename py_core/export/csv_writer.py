"""CSV in pieces. RFC 4180: CRLF line ends, quotes where they are needed. No I/O here.

Lines are put together column by column, which is much quicker than the `csv` module, and read as it writes them.
"""

import re
from collections.abc import Sequence

from py_core.csv_builder import BYTE_ORDER_MARK, safe_cell
from py_core.export.cells import csv_columns
from py_core.export.columns import Cell, Column, Row
from py_core.export.options import SEPARATORS, ExportOptions

_QUOTE, _LINE_END = '"', "\r\n"


class CsvWriter:
    """The bytes of one CSV file, piece by piece; it remembers nothing between two pieces."""

    def __init__(self, columns: Sequence[Column], options: ExportOptions) -> None:
        self.shortened = 0
        self._columns = columns
        self._options = options
        self._separator = SEPARATORS[options.separator]
        self._specials = (self._separator, _QUOTE, "\r", "\n")
        self._special = re.compile(f"[{re.escape(''.join(self._specials))}]")

    def begin(self) -> bytes:
        """What stands before the first row: the mark and the header."""
        titles = [column.title if self._options.raw else safe_cell(column.title) for column in self._columns]
        return (BYTE_ORDER_MARK * self._options.bom).encode() + self._lines([[title] for title in titles])

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Rows, each of as many cells as there are columns."""
        return self._lines(csv_columns(self._columns, rows, self._options)) if rows else b""

    def end(self) -> bytes:
        """What stands behind the last row."""
        return b""

    def close(self) -> None:
        """Nothing is held."""

    def _lines(self, columns: Sequence[Sequence[Cell]]) -> bytes:
        fields = [self._fields(cells) for cells in columns]
        if len(fields) == 1:
            # An empty line would be no row at all.
            fields = [[field or _QUOTE * 2 for field in fields[0]]]
        lines = _LINE_END.join(map(self._separator.join, zip(*fields, strict=True)))
        return f"{lines}{_LINE_END}".encode(errors="replace")

    def _fields(self, cells: Sequence[Cell]) -> Sequence[str]:
        """A column as it stands in the file. Most columns have nothing to be quoted, and are told apart at once."""
        fields = ["" if cell is None else cell if cell.__class__ is str else str(cell) for cell in cells]
        together = "".join(fields)
        if not any(special in together for special in self._specials):
            return fields
        is_special = self._special.search
        return [_quoted(field) if is_special(field) else field for field in fields]


def _quoted(field: str) -> str:
    return f"{_QUOTE}{field.replace(_QUOTE, _QUOTE * 2)}{_QUOTE}"
