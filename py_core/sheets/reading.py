"""A file of any kind as rows under the columns of a catalogue sheet. No I/O here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from py_core.sheets.columns import ALWAYS, HEADINGS, ColumnKey, DescriptionAs, described_as, heading, title
from py_core.sheets.csv_grid import read_csv
from py_core.sheets.grid import MOST_BYTES, Cell, Grid, Row, refused
from py_core.sheets.xlsx_grid import read_xlsx
from py_core.words import say

ZIP, OLD_BOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
HEADER_WITHIN = 10
NAMED_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet, and its cells by column. What is not there is an empty cell."""

    number: int
    cells: Mapping[ColumnKey, Cell]

    def cell(self, key: ColumnKey) -> Cell:
        """The cell of a column."""
        return self.cells.get(key, Cell(""))

    def text(self, key: ColumnKey) -> str:
        """What stands in it, without blanks at its ends."""
        return self.cell(key).text.strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read.

    `description` is how its heading says that descriptions are written, None where it does not. `notes` say what
    of the file is not looked at. `legacy` and `book` are the grid's.
    """

    columns: tuple[ColumnKey, ...]
    rows: tuple[SheetRow, ...]
    description: DescriptionAs | None
    notes: tuple[str, ...]
    legacy: bool
    book: bool


def read_sheet(content: bytes) -> Sheet:
    """A file's rows. Raises: InputError with field `file` where it cannot be used at all."""
    if len(content) > MOST_BYTES:
        raise refused("sheet_file_large", most=MOST_BYTES // 1_000_000)
    if not content.strip(b"\0 \r\n\t"):
        raise refused("sheet_file_empty")
    if content.startswith(OLD_BOOK):
        raise refused("sheet_old_book")
    grid = read_xlsx(content, is_header) if content.startswith(ZIP) else read_csv(content)
    return _sheet(grid)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row heads columns of ours: it names the id or the name, and something else."""
    found = {HEADINGS.get(heading(cell)) for cell in cells} - {None}
    return bool(found & {ColumnKey.ID, ColumnKey.NAME}) and len(found) > 1


def _sheet(grid: Grid) -> Sheet:
    for at, row in enumerate(grid.rows[:HEADER_WITHIN]):
        if is_header([cell.text for cell in row.cells]):
            return _under(row, grid.rows[at + 1 :], grid)
    raise refused("sheet_no_header", id=title(ColumnKey.ID), name=title(ColumnKey.NAME))


def _under(header: Row, rows: Sequence[Row], grid: Grid) -> Sheet:
    places: dict[ColumnKey, int] = {}
    others: list[str] = []
    description: DescriptionAs | None = None
    for at, cell in enumerate(header.cells):
        key = HEADINGS.get(heading(cell.text))
        if key is None:
            if cell.text.strip():
                others.append(cell.text.strip()[:40])
            continue
        if key in places:
            raise refused("sheet_column_twice", name=title(key), row=header.number)
        places[key] = at
        if key is ColumnKey.DESCRIPTION:
            description = described_as(cell.text)
    if not rows:
        raise refused("sheet_no_rows")
    return Sheet(
        columns=tuple(places),
        rows=tuple(_row(row, places) for row in rows),
        description=description,
        notes=tuple(_notes(places, others, grid)),
        legacy=grid.legacy,
        book=grid.book,
    )


def _row(row: Row, places: Mapping[ColumnKey, int]) -> SheetRow:
    cells = {key: row.cells[at] for key, at in places.items() if at < len(row.cells) and row.cells[at].text}
    return SheetRow(row.number, cells)


def _notes(places: Mapping[ColumnKey, int], others: Sequence[str], grid: Grid) -> list[str]:
    notes = []
    if others:
        names = ", ".join(f"“{name}”" for name in others[:NAMED_COLUMNS])
        notes.append(say("sheet_other_columns", n=len(others), names=names, more=_more(len(others))))
    if ALWAYS[0] not in places:
        notes.append(say("sheet_no_ids"))
    if grid.legacy:
        notes.append(say("sheet_legacy"))
    return notes


def _more(count: int) -> str:
    return say("sheet_and_more", n=count - NAMED_COLUMNS) if count > NAMED_COLUMNS else ""
