"""A text file of cells as a grid, whatever program saved it. No I/O here.

UTF-8 and UTF-16 with or without a byte order mark, else Windows-1252; comma, semicolon or tab; any line end.
"""

import codecs
import csv
import io
import re

from py_core.sheets.grid import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Cell, Grid, Row, refused

SEPARATORS = ",;\t"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
LOOKED_AT = 20_000


def decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be taken for Windows-1252. Raises: InputError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), False
            except UnicodeDecodeError:
                raise refused("sheet_encoding") from None
    half = content[:400]
    if half.count(0) > len(half) // 4:
        little = half[1::2].count(0) >= half[::2].count(0)
        try:
            return content.decode("utf-16-le" if little else "utf-16-be"), False
        except UnicodeDecodeError:
            raise refused("sheet_encoding") from None
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def read_csv(content: bytes) -> Grid:
    """The rows of a text file. Raises: InputError."""
    text, legacy = decoded(content)
    told = _SEPARATOR_LINE.match(text)
    separator = told[1] if told else separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    number = 0
    limit = csv.field_size_limit(MOST_BYTES)
    try:
        for number, cells in enumerate(reader, start=1):
            if (told and number == 1) or not any(cell.strip() for cell in cells):
                continue
            if len(rows) > MOST_ROWS:
                raise refused("sheet_too_many_rows", most=f"{MOST_ROWS:,}")
            rows.append(Row(number, tuple(map(Cell, cells[:MOST_COLUMNS]))))
    except csv.Error:
        raise refused("sheet_quotes", row=number + 1) from None
    finally:
        csv.field_size_limit(limit)
    return Grid(tuple(rows), legacy=legacy)


def separator_of(text: str) -> str:
    """What parts the cells of the first line that has any; what is in quotes does not count."""
    bare = _QUOTED.sub("", text[:LOOKED_AT])
    head = next((line for line in re.split(r"[\r\n]+", bare) if line.strip()), "")
    return max(SEPARATORS, key=head.count)
