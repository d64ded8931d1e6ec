"""A workbook as a grid: the first sheet with a heading that is known. No I/O here.

It is read here and not by a library, because a library makes binary fractions of amounts and takes `_x0041_` for
what it is not; here a number stays the decimal that was saved, to the fifteen digits that a spreadsheet keeps.
Sizes are bounded, whatever the archive says of itself; entities are refused.
Source: ECMA-376, Office Open XML, part 1: sections 18.3 (worksheets), 18.4 (shared strings), 18.8.30 (formats).
"""

import pyexpat
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from io import BytesIO
from posixpath import join, normpath

from py_core.export.xlsx_parts import MOST_DIGITS
from py_core.sheets.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Held, Row, refused

MOST_UNPACKED = 100_000_000
MOST_PARTS = 3_000
MOST_SHEETS = 20
_PIECE = 1 << 16
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DIGITS = Context(prec=MOST_DIGITS)
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_DAY_S = 86_400
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, pyexpat.ExpatError, EOFError, IndexError, KeyError),
    *(NotImplementedError, OSError, RuntimeError, ValueError),
)
"""What reading an archive or its parts raises where they are damaged, encrypted, or of a kind that is not known."""

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


def read_xlsx(content: bytes, is_header: Callable[[Sequence[str]], bool]) -> Grid:
    """The rows of the first sheet that begins with a header, else those of the first sheet. Raises: InputError."""
    try:
        return _Book(content).grid(is_header)
    except BROKEN:
        raise refused("sheet_book_broken") from None


class _Book:
    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))
        self._left = MOST_UNPACKED
        names = self._archive.namelist()
        if len(names) > MOST_PARTS:
            raise refused("sheet_book_large")
        is_small = "mimetype" in names and self._archive.getinfo("mimetype").file_size < 100
        if is_small and self._archive.read("mimetype").startswith(OPEN_DOCUMENT):
            raise refused("sheet_open_document")
        self._names = frozenset(names)

    def grid(self, is_header: Callable[[Sequence[str]], bool]) -> Grid:
        book = self._office_part("xl/workbook.xml", "officeDocument", "_rels/.rels")
        sheets, in_1904 = self._sheets(book)
        texts = self._texts(book)
        dates = self._dates(book)
        first: Grid | None = None
        for path in sheets[:MOST_SHEETS]:
            reader = _SheetReader(texts, dates, _FIRST_DAY_1904 if in_1904 else _FIRST_DAY)
            self._parse(path, reader.start, reader.end, reader.data)
            grid = Grid(tuple(reader.rows), book=True)
            if any(is_header([cell.text for cell in row.cells]) for row in grid.rows[:10]):
                return grid
            first = grid if first is None else first
        if first is None:
            raise refused("sheet_book_broken")
        return first

    def _office_part(self, usual: str, kind: str, relations: str) -> str:
        """The part of that kind as the package names it, else its usual place."""
        known = self._relations(relations).values() if relations in self._names else ()
        return next((path for of, path in known if of.endswith(f"/{kind}")), usual)

    def _relations(self, path: str) -> Mapping[str, tuple[str, str]]:
        """Relation id to (type, path from the package's root)."""
        folder = path.rpartition("_rels/")[0]
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[attributes.get("Id", "")] = (attributes.get("Type", ""), whole)

        self._parse(path, start)
        return found

    def _book_relations(self, book: str) -> Mapping[str, tuple[str, str]]:
        folder, _, name = book.rpartition("/")
        return self._relations(join(folder, "_rels", f"{name}.rels"))

    def _sheets(self, book: str) -> tuple[list[str], bool]:
        relations = self._book_relations(book)
        paths: list[str] = []
        years: list[bool] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                years.append(True)
            if tag == "sheet":
                named = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
                kind, path = relations.get(named, ("", ""))
                if kind.endswith("/worksheet"):
                    paths.append(path)

        self._parse(book, start)
        return paths, bool(years)

    def _texts(self, book: str) -> list[str]:
        """The shared texts, without what only says how they are pronounced."""
        path = self._related(book, "sharedStrings")
        texts: list[str] = []
        if path is None:
            return texts
        reader = _TextReader()

        def end(tag: str) -> None:
            reader.end(tag)
            if tag == "si":
                texts.append(reader.taken())

        self._parse(path, lambda tag, _: reader.start(tag), end, reader.data)
        return texts

    def _dates(self, book: str) -> frozenset[int]:
        """The styles under which a number is a date."""
        path = self._related(book, "styles")
        if path is None:
            return frozenset()
        own: dict[str, bool] = {}
        styles: list[str] = []
        inside: list[str] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            inside.append(tag)
            if tag == "numFmt":
                own[attributes.get("numFmtId", "")] = _is_date_format(attributes.get("formatCode", ""))
            if tag == "xf" and "cellXfs" in inside:
                styles.append(attributes.get("numFmtId", "0"))

        self._parse(path, start, lambda _: inside.pop())
        return frozenset(
            at
            for at, number in enumerate(styles)
            if own.get(number, number.isdigit() and int(number) in _DATE_FORMATS)
        )

    def _related(self, book: str, kind: str) -> str | None:
        found = (path for of, path in self._book_relations(book).values() if of.endswith(f"/{kind}"))
        return next((path for path in found if path in self._names), None)

    def _parse(
        self,
        path: str,
        start: Callable[[str, Mapping[str, str]], object],
        end: Callable[[str], object] = lambda _: None,
        data: Callable[[str], object] | None = None,
    ) -> None:
        parser = pyexpat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = _no_declarations
        for piece in self._pieces(path):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _pieces(self, path: str) -> Iterator[bytes]:
        with self._archive.open(path) as part:
            while piece := part.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise refused("sheet_book_large")
                yield piece


def _no_declarations(*_: object) -> None:
    raise refused("sheet_book_broken")


def _is_date_format(code: str) -> bool:
    """Whether a number under that format is shown as a date or a time."""
    return re.search(r"[dmyhs]", _NO_LETTERS.sub("", code), re.IGNORECASE) is not None and code != "General"


class _TextReader:
    """Collects the texts of one string item, rich or plain."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_text = False
        self._spoken = 0

    def start(self, tag: str) -> None:
        self._spoken += tag == "rPh"
        self._in_text = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        self._spoken -= tag == "rPh"
        self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)

    def taken(self) -> str:
        """The text of the item that has ended."""
        text = "".join(self._parts)
        self._parts.clear()
        return unescaped(text)


def unescaped(text: str) -> str:
    """A text of a workbook with its `_xHHHH_` resolved."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Collects the rows of one sheet."""

    def __init__(self, texts: Sequence[str], dates: frozenset[int], first_day: datetime) -> None:
        self.rows: list[Row] = []
        self._texts = texts
        self._dates = dates
        self._first_day = first_day
        self._number = 0
        self._column = 0
        self._cells: dict[int, Cell] = {}
        self._kind, self._style = "", -1
        self._value: list[str] = []
        self._in_value = False
        self._inline = _TextReader()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            told = attributes.get("r", "")
            self._number = int(told) if told.isdigit() else self._number + 1
            self._column = 0
        elif tag == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column_number(found[1]) if found else self._column + 1
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "")
            self._style = int(style) if style.isdigit() else 0
            self._value = []
        self._in_value = tag == "v"
        self._inline.start(tag)

    def data(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        else:
            self._inline.data(text)

    def end(self, tag: str) -> None:
        self._in_value = False
        self._inline.end(tag)
        if tag == "c":
            cell = self._cell()
            if cell.text and self._column <= MOST_COLUMNS:
                self._cells[self._column] = cell
        elif tag == "row" and self._cells:
            last = max(self._cells)
            if any(cell.text.strip() for cell in self._cells.values()):
                if len(self.rows) > MOST_ROWS:
                    raise refused("sheet_too_many_rows", most=f"{MOST_ROWS:,}")
                self.rows.append(
                    Row(self._number, tuple(self._cells.get(at, Cell("")) for at in range(1, last + 1)))
                )
            self._cells = {}

    def _cell(self) -> Cell:
        inline, value = self._inline.taken(), "".join(self._value)
        match self._kind:
            case "inlineStr":
                return Cell(inline)
            case "s":
                return Cell(self._texts[int(value)] if value.strip().isdigit() else "")
            case "str":
                return Cell(unescaped(value))
            case "b":
                return Cell("TRUE" if value.strip() in ("1", "true") else "FALSE", Held.FLAG)
            case "e":
                return Cell(value, Held.ERROR)
            case "d":
                return Cell(value, Held.DATE)
        return self._number_cell(value.strip())

    def _number_cell(self, value: str) -> Cell:
        if not value:
            return Cell("")
        if self._style in self._dates:
            return Cell(self._date(value), Held.DATE)
        return Cell(plain_number(value), Held.NUMBER)

    def _date(self, value: str) -> str:
        seconds = round(Decimal(value) * _DAY_S)
        try:
            moment = self._first_day + timedelta(seconds=int(seconds))
        except OverflowError:
            return value
        return moment.date().isoformat() if seconds % _DAY_S == 0 else moment.isoformat(sep=" ")


def plain_number(value: str) -> str:
    """A number as it was saved, in plain digits: `1.9989999999999998E1` is 19.99.

    Spreadsheets write up to seventeen digits of a binary fraction and keep fifteen of them. Raises: ValueError.
    """
    try:
        number = _DIGITS.create_decimal(value)
    except InvalidOperation:
        raise ValueError(value) from None
    if not number.is_finite() or abs(number.adjusted()) > 400:
        raise ValueError(value)
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
