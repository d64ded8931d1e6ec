"""A workbook in pieces: every row goes through the compressor as it comes. No I/O here.

It is written here and not by a library, because the libraries keep the sheet: xlsxwriter and openpyxl hold it, or
a temporary copy of it on a disk, until the workbook is closed, and a browser's worker has no such disk. Here the
sheet is one entry of the archive with its texts inside (`inlineStr`), and nothing of a row is kept.

There can be no formula: cells are numbers, dates and texts, and a text is a text to a spreadsheet
whatever it begins with. So no apostrophe is needed, and none is written.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never

from py_core.export.cells import DAY_MS, local_ms
from py_core.export.columns import Cell, Column, Kind, Row
from py_core.export.options import Clockface, ExportOptions, clockface
from py_core.export.xlsx_parts import (
    DATE_STYLE,
    HEADER_STYLE,
    MOMENT_STYLE,
    MONEY_STYLE,
    MOST_DIGITS,
    MOST_LETTERS,
    MOST_ROWS,
    PACKAGE_RELATIONS,
    SHEET_END,
    STYLES,
    WHOLE_STYLE,
    YES_NO_STYLE,
    content_types,
    has_special,
    sheet_name,
    sheet_start,
    workbook,
    workbook_relations,
    xml_text,
)

MOST_SHEET_BYTES = 1_900_000_000
"""Above two gigabytes an entry needs an extension of the format that Excel does not read from a stream."""

LEVEL = 1
_SERIAL_OF_1970 = date(1970, 1, 1).toordinal() - date(1899, 12, 30).toordinal()
_FIRST_SERIAL_MS = -(_SERIAL_OF_1970 - 61) * DAY_MS
"""1 March 1900. Before it Excel counts a day that never was."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_YES_NO = tuple(f'<c s="{YES_NO_STYLE}"><v>{value}</v></c>' for value in (0, 1))
"""Numbers that read "no" and "yes": LibreOffice makes a formula, =TRUE(), of a truth value of Excel's."""


class _Outlet:
    """Takes what the archive writes until it is fetched. It has no `seek`, so the archive never goes back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep a piece."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held."""

    def fetch(self) -> bytes:
        """Everything since the last time."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


class XlsxWriter:
    """The bytes of one workbook, piece by piece. A new sheet begins where Excel's rows end.

    `shortened` counts texts that were longer than a cell may be.
    """

    def __init__(
        self, columns: Sequence[Column], options: ExportOptions, title: str, *, most_rows: int = MOST_ROWS
    ) -> None:
        self.shortened = 0
        self._columns = columns
        self._kinds = [column.kind for column in columns]
        self._zone = clockface(options.zone)
        self._title = title
        self._most_rows = most_rows
        self._outlet = _Outlet()
        self._archive = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self._sheets = 0
        self._rows_here = 0
        self._bytes_here = 0
        header = [f'<c s="{HEADER_STYLE}" t="inlineStr"><is>{self._inside(c.title)}</is></c>' for c in columns]
        self._header = f"<row>{''.join(header)}</row>"
        self._open_sheet()

    def begin(self) -> bytes:
        """The first sheet up to its header."""
        return self._outlet.fetch()

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Rows, each of as many cells as there are columns."""
        taken = 0
        while taken < len(rows):
            if self._rows_here >= self._most_rows or self._bytes_here >= MOST_SHEET_BYTES:
                self._close_sheet()
                self._open_sheet()
            some = rows[taken : taken + self._most_rows - self._rows_here]
            self._put(self._lines(some))
            self._rows_here += len(some)
            taken += len(some)
        return self._outlet.fetch()

    def end(self) -> bytes:
        """The end of the sheet, and the parts that say what there is."""
        self._close_sheet()
        numbers = range(1, self._sheets + 1)
        names = [sheet_name(self._title, number) for number in numbers]
        for path, text in (
            ("xl/styles.xml", STYLES),
            ("xl/workbook.xml", workbook(names)),
            ("xl/_rels/workbook.xml.rels", workbook_relations(self._sheets)),
            ("_rels/.rels", PACKAGE_RELATIONS),
            ("[Content_Types].xml", content_types(self._sheets)),
        ):
            self._archive.writestr(_entry(path), text, compresslevel=LEVEL)
        self._archive.close()
        return self._outlet.fetch()

    def close(self) -> None:
        """Let go of the archive, also where it came to no end."""
        self._sheet.close()
        self._archive.close()

    def _open_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._archive.open(f"xl/worksheets/sheet{self._sheets}.xml", "w")
        self._rows_here, self._bytes_here = 1, 0
        self._put(sheet_start(self._kinds) + self._header)

    def _close_sheet(self) -> None:
        self._put(SHEET_END)
        self._sheet.close()

    def _put(self, text: str) -> None:
        data = text.encode()
        self._bytes_here += len(data)
        self._sheet.write(data)

    def _lines(self, rows: Sequence[Row]) -> str:
        columns = [
            self._cells(kind, cells) for kind, cells in zip(self._kinds, zip(*rows, strict=True), strict=True)
        ]
        return "".join([f"<row>{''.join(cells)}</row>" for cells in zip(*columns, strict=True)])

    def _cells(self, kind: Kind, cells: Sequence[Cell]) -> list[str]:
        match kind:
            case Kind.TEXT:
                return self._texts(cells)
            case Kind.MONEY:
                return [self._number(cell, MONEY_STYLE) for cell in cells]
            case Kind.WHOLE:
                return [self._number(cell, WHOLE_STYLE) for cell in cells]
            case Kind.YES_NO:
                return ["<c/>" if cell is None else _YES_NO[bool(cell)] for cell in cells]
            case Kind.MOMENT:
                return [self._moment(cell, self._zone) for cell in cells]
            case Kind.DATE:
                return self._each(cells, self._date)
            case _:
                assert_never(kind)

    def _texts(self, cells: Sequence[Cell]) -> list[str]:
        texts = ["" if cell is None else str(cell) for cell in cells]
        joined = "\n".join(texts)
        if not has_special(joined) and len(max(texts, key=len)) <= MOST_LETTERS:
            start, end = '<c t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
            return [f"{start}{text}{end}" if text else "<c/>" for text in texts]
        return [f'<c t="inlineStr"><is>{self._inside(text)}</is></c>' if text else "<c/>" for text in texts]

    def _inside(self, text: str) -> str:
        if len(text) > MOST_LETTERS:
            text = text[:MOST_LETTERS]
            self.shortened += 1
        return f'<t xml:space="preserve">{xml_text(text)}</t>'

    def _number(self, cell: Cell, style: int) -> str:
        if cell is None:
            return "<c/>"
        text = str(cell)
        if _NUMBER.fullmatch(text) is None or len(text.lstrip("-").replace(".", "")) > MOST_DIGITS:
            return self._texts([text])[0]
        return f'<c s="{style}"><v>{text}</v></c>'

    def _moment(self, cell: Cell, zone: Clockface) -> str:
        if not isinstance(cell, int) or (ms := local_ms(cell, zone)) < _FIRST_SERIAL_MS:
            return "<c/>"
        day, rest_ms = divmod(ms, DAY_MS)
        fraction = f"{rest_ms / DAY_MS:.9f}"[1:].rstrip("0").rstrip(".")
        return f'<c s="{MOMENT_STYLE}"><v>{day + _SERIAL_OF_1970}{fraction}</v></c>'

    def _date(self, cell: Cell) -> str:
        text = "" if cell is None else str(cell)
        try:
            serial = date.fromisoformat(text).toordinal() - date(1899, 12, 30).toordinal()
        except ValueError:
            return self._texts([text])[0]
        return f'<c s="{DATE_STYLE}"><v>{serial}</v></c>' if serial > 60 else self._texts([text])[0]

    def _each(self, cells: Sequence[Cell], draw: Callable[[Cell], str]) -> list[str]:
        """A column in which the same cell comes again and again: each is drawn once."""
        drawn = {cell: draw(cell) for cell in set(cells)}
        return [drawn[cell] for cell in cells]


def _entry(path: str) -> zipfile.ZipInfo:
    """A small entry without a time of its own, so that equal rows give equal bytes. Streamed ones have none."""
    info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
