"""Workbooks: typed cells, any text, several sheets, the same bytes every time."""

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from py_core.export import xlsx_writer
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import ExportOptions
from py_core.export.xlsx_parts import DATE_STYLE, MOMENT_STYLE, MONEY_STYLE, WHOLE_STYLE, YES_NO_STYLE, sheet_name
from py_core.export.xlsx_writer import XlsxWriter
from tests.unit.export.rig import COLUMNS, HOSTILE
from tests.unit.export.sheets import sheets
from tests.unit.export.test_text_writers import BERLIN, MAY, ROW

OPTIONS = ExportOptions(format="xlsx")
TEXT = (Column("text", "Text"),)


def written(rows: list[Row], columns: tuple[Column, ...] = COLUMNS, options: ExportOptions = OPTIONS) -> bytes:
    writer = XlsxWriter(columns, options, "Things")
    return writer.begin() + writer.rows(rows) + writer.end()


def test_cells_have_their_types() -> None:
    (rows,) = sheets(written([ROW, ("", None, None, None, None, None)])).values()
    assert rows[0] == [column.title for column in COLUMNS]
    assert rows[1] == [
        "li@example.com",
        ("n", WHOLE_STYLE, "3"),
        ("n", MONEY_STYLE, "-12.50"),
        ("n", DATE_STYLE, "46215"),
        ("n", MOMENT_STYLE, "46170.851851852"),
        ("n", YES_NO_STYLE, "1"),
    ]
    assert rows[2] == [None] * 6


def test_moments_are_on_the_clocks_of_the_zone() -> None:
    (rows,) = sheets(written([ROW], options=ExportOptions(format="xlsx", zone=BERLIN))).values()
    assert rows[1][4] == ("n", MOMENT_STYLE, "46170.935185185")
    midnight = (Column("at", "At", Kind.MOMENT),)
    (rows,) = sheets(written([(0,), (-3_000_000_000_000,)], midnight)).values()
    assert rows[1:] == [[("n", MOMENT_STYLE, "25569")], [None]]


def test_what_is_no_number_or_day_stays_text() -> None:
    columns = (Column("n", "N", Kind.WHOLE), Column("m", "M", Kind.MONEY), Column("d", "D", Kind.DATE))
    rows: list[Row] = [(2**60, "=1", "someday"), (-(10**14), "123456789012345.67", "1899-01-01")]
    (found,) = sheets(written(rows, columns)).values()
    assert found[1] == [str(2**60), "=1", "someday"]
    assert found[2] == [("n", WHOLE_STYLE, str(-(10**14))), "123456789012345.67", "1899-01-01"]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(), min_size=1, max_size=20))
def test_texts_survive_as_texts(texts: list[str]) -> None:
    writer = XlsxWriter(TEXT, OPTIONS, "Things")
    data = writer.begin() + writer.rows([(text,) for text in texts]) + writer.end()
    (rows,) = sheets(data).values()
    assert [cell for (cell,) in rows[1:]] == [text[:32_767] or None for text in texts]
    assert writer.shortened == sum(len(text) > 32_767 for text in texts)


def test_more_rows_than_a_sheet_holds_go_to_the_next() -> None:
    writer = XlsxWriter(TEXT, OPTIONS, "Things", most_rows=4)
    pieces = [writer.begin(), writer.rows([("a",), ("b",)]), writer.rows([(str(at),) for at in range(7)])]
    found = sheets(b"".join([*pieces, writer.end()]))
    assert list(found) == ["Things", "Things 2", "Things 3"]
    assert [row[0] for rows in found.values() for row in rows[1:]] == ["a", "b", *map(str, range(7))]
    assert all(rows[0] == ["Text"] and len(rows) <= 4 for rows in found.values())


def test_a_sheet_ends_before_it_is_too_large() -> None:
    most = xlsx_writer.MOST_SHEET_BYTES
    xlsx_writer.MOST_SHEET_BYTES = 2_000
    try:
        writer = XlsxWriter(TEXT, OPTIONS, "Things")
        data = writer.begin() + b"".join(writer.rows([("x" * 300,)]) for _ in range(10)) + writer.end()
    finally:
        xlsx_writer.MOST_SHEET_BYTES = most
    found = sheets(data)
    assert len(found) > 1
    assert sum(len(rows) - 1 for rows in found.values()) == 10


def test_equal_rows_give_equal_bytes_and_every_entry_can_be_checked() -> None:
    rows: list[Row] = [(text, at, "1.00", "2026-07-12", MAY, 0) for at, text in enumerate(HOSTILE)]
    assert written(rows) == written(rows)
    names = zipfile.ZipFile(BytesIO(written(rows))).namelist()
    assert set(names) == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "[Content_Types].xml",
    }


def test_names_of_sheets_are_what_excel_takes() -> None:
    assert sheet_name("a/b:c*[d]?", 1) == "a b c  d"
    assert sheet_name("'", 1) == "Sheet"
    assert sheet_name("x" * 50, 12) == f"{'x' * 26} 12"
