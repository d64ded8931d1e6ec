"""Files as programs save them: character sets, separators, line ends, workbooks; and what cannot be read at all."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.export.columns import Column
from py_core.export.options import ExportOptions
from py_core.export.writers import writer_of
from py_core.sheets import csv_grid, grid, reading, xlsx_grid
from py_core.sheets.columns import ColumnKey
from py_core.sheets.csv_grid import read_csv
from py_core.sheets.grid import Cell, Held
from py_core.sheets.reading import read_sheet
from py_core.sheets.xlsx_grid import plain_number, read_xlsx, unescaped
from tests.unit.sheets.rig import book_of, csv_of
from tests.unit.sheets.strategies import texts

ROWS = [["ID", "Name", "Price"], ["a", "Zoë’s icons; set", "1,50"], ["b", 'say "hi"\nthere', "2"]]


def cells(content: bytes) -> list[list[str]]:
    sheet = read_sheet(content)
    return [[row.cell(key).text for key in sheet.columns] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_files_of_every_kind_read_alike(encoding: str, separator: str, end: str) -> None:
    content = csv_of(ROWS, separator, encoding, end)
    assert cells(content) == ROWS[1:]
    assert read_sheet(content).legacy is (encoding == "cp1252")


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    content = b'\n"sep; of nothing",\nID,Name,Price\na,"two\nlines",1\n,,\nb,x,2\n'
    assert [row.number for row in read_sheet(content).rows] == [4, 6]
    assert [row.number for row in read_sheet(b"sep=;\r\nID;Name\r\na;b,c\r\n").rows] == [3]
    assert cells(b"sep=;\r\nID;Name\r\na;b,c\r\n") == [["a", "b,c"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_file_empty"),
        (b"\0\0 \r\n", "sheet_file_empty"),
        (b"\xef\xbb\xbf\xff\xff", "sheet_encoding"),
        (b"a\0b\0c\0d\0\0\xd8", "sheet_encoding"),
        (b'ID,Name\na,"b', "sheet_quotes"),
        (b"a,b\nc,d\n", "sheet_no_header"),
        (b"Name\nx\n", "sheet_no_header"),
        (b"ID,Name,name \na,b,c\n", "sheet_column_twice"),
        (b"ID,Name\n", "sheet_no_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "sheet_old_book"),
        (b"PK\x03\x04 not a zip", "sheet_book_broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_sheet(content)
    assert refused.value.code == code
    assert set(refused.value.fields or {}) == {"file"}


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        read_sheet(b"x" * 11)
    monkeypatch.setattr(csv_grid, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        read_csv(b"a\n" * 4)
    book = book_of({"xl/worksheets/sheet1.xml": _sheet("<row><c><v>1</v></c></row>" * 4)})
    monkeypatch.setattr(xlsx_grid, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        read_xlsx(book, lambda _: True)
    monkeypatch.setattr(xlsx_grid, "MOST_UNPACKED", 300)
    with pytest.raises(InputError, match="unpacked"):
        read_xlsx(book, lambda _: True)
    monkeypatch.setattr(xlsx_grid, "MOST_PARTS", 2)
    with pytest.raises(InputError, match="unpacked"):
        read_xlsx(book, lambda _: True)
    assert grid.MOST_BYTES == 20_000_000


def test_long_cells_are_read_and_the_limit_of_others_stays() -> None:
    import csv

    before = csv.field_size_limit()
    assert cells(csv_of([["ID", "Name"], ["a", "x" * 300_000]])) == [["a", "x" * 300_000]]
    assert csv.field_size_limit() == before


def test_columns_are_found_by_their_headings_whatever_their_order_and_case() -> None:
    sheet = read_sheet(b"notes, PRODUCT  NAME ,Product-ID,description MARKDOWN,Notes 2,\nn,x,y,z,m,\n")
    assert sheet.columns == (ColumnKey.NAME, ColumnKey.ID, ColumnKey.DESCRIPTION)
    assert sheet.description == "markdown"
    assert sheet.notes == ("2 columns are not looked at: “notes”, “Notes 2”.",)
    many = read_sheet(b"Name,Price,a,b,c,d,e,f,g\nx,1\n")
    assert many.notes[0].endswith("“e” and 2 more.")
    assert many.notes[1] == "There is no column “ID”, so every row counts as a new product."
    assert many.rows[0].text(ColumnKey.ID) == ""
    assert read_sheet(b"Name,Description,x\na,b\n").description is None


def _sheet(rows: str) -> str:
    return f'<x:worksheet xmlns:x="y"><x:sheetData>{rows}</x:sheetData></x:worksheet>'


def test_every_kind_of_cell_of_a_workbook() -> None:
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c t="inlineStr"><is><t>in'
        " </t><r><t>line"
        "</t></r></is></c></row>"
        '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c'
        ' t="str"><f>A1</f><v>a_x0041_</v></c>'
        '<c><v>1.9989999999999998E1</v></c><c s="1"><v>45000</v></c><c s="2"><v>45000.5</v></c><c'
        ' s="3"><v>7</v></c>'
        '<c t="d"><v>2026-01-02</v></c><c/><c s="x"><v></v></c><c t="s"><v></v></c><c s="1"><v>9E99</v></c></row>'
        '<row r="9"><c t="str"><v> </v></c></row><row/><row r="12"><c r="A12"><v>5</v></c><c'
        ' r="ZZ12"><v>6</v></c></row>'
    )
    shared = (
        "<sst><si><t>a&amp;b</t></si><si><r><t>ri</t></r><r><t>ch_x000D_</t></r><rPh><t>spoken</t></rPh></si></sst>"
    )
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm&quot;d&quot;"/>'
        '<numFmt numFmtId="165" formatCode="&quot;day&quot;0.00_);[Red]0"/></numFmts><cellStyleXfs><xf'
        ' numFmtId="14"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
        "<xf/></cellXfs></styleSheet>"
    )
    book = book_of({"xl/worksheets/sheet1.xml": _sheet(rows), "xl/s.xml": shared, "xl/styles.xml": styles})
    found = read_xlsx(book, lambda _: False)
    assert [row.number for row in found.rows] == [2, 3, 12]
    assert found.book is True
    assert found.rows[0].cells == (Cell(""), Cell("a&b"), Cell("rich\r"), Cell("in line"))
    assert found.rows[1].cells == (
        Cell("TRUE", Held.FLAG), Cell("FALSE", Held.FLAG), Cell("#N/A", Held.ERROR), Cell("aA"),
        Cell("19.99", Held.NUMBER), Cell("2023-03-15", Held.DATE), Cell("2023-03-15 12:00:00", Held.DATE),
        Cell("7", Held.NUMBER), Cell("2026-01-02", Held.DATE), Cell(""), Cell(""), Cell(""), Cell("9E99",
         Held.DATE),
    )  # fmt: skip
    assert found.rows[2].cells == (Cell("5", Held.NUMBER),)


def test_days_may_be_counted_from_1904() -> None:
    book = book_of(
        {
            "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets><sheet r:id="r1"'
            ' xmlns:r="x"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": _sheet('<row><c s="0"><v>0</v></c></row>'),
            "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="22"/></cellXfs></styleSheet>',
        }
    )
    assert read_xlsx(book, lambda _: False).rows[0].cells == (Cell("1904-01-01", Held.DATE),)


def test_the_sheet_with_a_header_is_read_wherever_it_stands() -> None:
    relations = "".join(f'<Relationship Id="r{at}" Type="x/worksheet" Target="s{at}.xml"/>' for at in (1, 2))
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet r:id="r1"/><sheet'
        ' r:id="r2"/><sheet/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/s1.xml": _sheet('<row><c t="str"><v>Read me</v></c></row>'),
        "xl/s2.xml": _sheet('<row><c t="str"><v>ID</v></c><c t="str"><v>Name</v></c></row><row><c'
        ' t="str"><v>a</v></c></row>'),
    }  # fmt: skip
    sheet = read_sheet(book_of(parts))
    assert (sheet.book, [row.text(ColumnKey.ID) for row in sheet.rows]) == (True, ["a"])


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def test_archives_that_are_no_workbook_say_so() -> None:
    with pytest.raises(InputError, match="OpenDocument"):
        read_sheet(zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"))
    for content in (
        zipped(mimetype="text/plain"),
        zipped(x="y"),
        zipped(xl__workbook_xml="<workbook/>"),
        book_of({"xl/workbook.xml": "<workbook/>"}),
        book_of({"xl/workbook.xml": "<workbook"}),
        book_of({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        book_of({"xl/worksheets/sheet1.xml": _sheet('<row><c t="s"><v>7</v></c></row>')}),
        book_of({"xl/worksheets/sheet1.xml": _sheet("<row><c><v>x</v></c></row>")}),
    ):
        with pytest.raises(InputError, match="cannot be read"):
            read_sheet(content)


@pytest.mark.parametrize(
    ("saved", "plain"),
    [("19.989999999999998", "19.99"), ("1E3", "1000"), ("-0.50", "-0.5"), ("0.0", "0"), ("-0", "-0"),
     ("123456789012345678", "123456789012346000"), ("1e-7", "0.0000001")],
)  # fmt: skip
def test_numbers_are_read_in_decimal(saved: str, plain: str) -> None:
    assert plain_number(saved) == plain


@pytest.mark.parametrize("saved", ["x", "NaN", "1E999", "Infinity"])
def test_what_is_no_number_breaks_the_book(saved: str) -> None:
    with pytest.raises(ValueError, match=saved):
        plain_number(saved)


def test_escapes_are_resolved_once() -> None:
    assert unescaped("_x005F_x0041__x0041_") == "_x0041_A"


@given(st.lists(texts, min_size=1, max_size=6))
@settings(deadline=None)
def test_texts_of_a_workbook_come_back_to_the_last_letter(names: list[str]) -> None:
    writer = writer_of([Column("id", "ID"), Column("name", "Name")], ExportOptions(format="xlsx"), "Things")
    rows = [(f"p{at}", name) for at, name in enumerate(names)]
    content = writer.begin() + writer.rows(rows) + writer.end()
    found = {row.text(ColumnKey.ID): row.cell(ColumnKey.NAME).text for row in read_sheet(content).rows}
    assert found == {key: name[:32_767] for key, name in rows}


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for data in (content, b"PK\x03\x04" + content, b"ID,Name\n" + content):
        with suppress(InputError):
            assert read_sheet(data).rows
