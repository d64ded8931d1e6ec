"""CSV in pieces. RFC 4180: CRLF line ends, quotes where they are needed. No I/O here."""

import csv
import io
from collections.abc import Iterable, Sequence

from py_core.csv_builder import BYTE_ORDER_MARK, safe_cell
from py_core.export.cells import csv_rows
from py_core.export.columns import Column, Row
from py_core.export.options import SEPARATORS, ExportOptions


class CsvWriter:
    """The bytes of one CSV file, piece by piece; it remembers nothing between two pieces."""

    def __init__(self, columns: Sequence[Column], options: ExportOptions) -> None:
        self.shortened = 0
        self._columns = columns
        self._options = options
        self._separator = SEPARATORS[options.separator]

    def begin(self) -> bytes:
        """What stands before the first row: the mark and the header."""
        titles = [column.title if self._options.raw else safe_cell(column.title) for column in self._columns]
        return (BYTE_ORDER_MARK * self._options.bom).encode() + self._lines([titles])

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Rows, each of as many cells as there are columns."""
        return self._lines(csv_rows(self._columns, rows, self._options))

    def end(self) -> bytes:
        """What stands behind the last row."""
        return b""

    def close(self) -> None:
        """Nothing is held."""

    def _lines(self, rows: Iterable[Row]) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self._separator).writerows(rows)
        return out.getvalue().encode(errors="replace")
