"""JSON Lines in pieces: one object a row, in UTF-8. No I/O here.

Money stays exact decimal text, since a JSON number is read as a float nearly everywhere. Moments are ISO 8601 in
the chosen zone. Yes and no are true and false. An empty cell is null.
"""

import json
from collections.abc import Sequence

from py_core.export.cells import iso_moment
from py_core.export.columns import Cell, Column, Kind, Row
from py_core.export.options import ExportOptions, clockface

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class JsonWriter:
    """The bytes of one JSON Lines file, piece by piece; it remembers nothing between two pieces."""

    def __init__(self, columns: Sequence[Column], options: ExportOptions) -> None:
        self.shortened = 0
        self._columns = columns
        self._keys = [column.key for column in columns]
        self._zone = clockface(options.zone)

    def begin(self) -> bytes:
        """What stands before the first row."""
        return b""

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Rows, each of as many cells as there are columns."""
        cells = [self._column(column, rows, at) for at, column in enumerate(self._columns)]
        encode, keys = _ENCODER.encode, self._keys
        lines = [encode(dict(zip(keys, row, strict=True))) for row in zip(*cells, strict=True)]
        return "".join([f"{line}\n" for line in lines]).encode(errors="replace")

    def end(self) -> bytes:
        """What stands behind the last row."""
        return b""

    def close(self) -> None:
        """Nothing is held."""

    def _column(self, column: Column, rows: Sequence[Row], at: int) -> Sequence[Cell | bool]:
        cells = [row[at] for row in rows]
        match column.kind:
            case Kind.YES_NO:
                return [None if cell is None else bool(cell) for cell in cells]
            case Kind.MOMENT:
                return [iso_moment(cell, self._zone) if isinstance(cell, int) else None for cell in cells]
            case Kind.MONEY:
                return [None if cell is None else str(cell) for cell in cells]
            case _:
                return cells
