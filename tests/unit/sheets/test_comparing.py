"""Rows that cannot be used, new products, files of other shops, and values out of cells."""

import pytest

from py_core.edits.wants import NewProductWant, PriceWant, TextWant
from py_core.errors import InputError
from py_core.export.xlsx_parts import MOST_LETTERS
from py_core.sheets.catalogue import chosen_columns
from py_core.sheets.columns import ColumnKey
from py_core.sheets.forms import SheetForm
from py_core.sheets.grid import Cell, Held
from py_core.sheets.same import is_date_of, is_same, lossy
from py_core.sheets.values import read_currency, read_flag, read_price, read_tags
from tests.unit.sheets.rig import Shop, book_of, csv_of, edited, table_of


def problems(there: Shop, content: bytes) -> list[tuple[int, ColumnKey | None, str]]:
    return [(one.row, one.column, one.text) for one in there.compared(content).problems]


@pytest.mark.parametrize(
    ("title", "cell", "column", "sentence"),
    [
        ("Price", "abc", ColumnKey.PRICE, "“abc” is not"),
        ("Price", "1.234", ColumnKey.PRICE, "“1.234” can be read in two ways. Write it with two decimals."),
        ("Price", "-5", ColumnKey.PRICE, "A price is not below zero."),
        ("Price", "CLEAR", ColumnKey.PRICE, "“Price” cannot be emptied with CLEAR."),
        ("Name", "CLEAR", ColumnKey.NAME, "“Name” cannot be emptied with CLEAR."),
        ("Published", "maybe", ColumnKey.PUBLISHED, "“maybe” is neither yes nor no."),
        ("Currency", "EUR", ColumnKey.CURRENCY, "“Currency” cannot be changed by a file, so it stays as it is."),
        ("Permalink", "x", ColumnKey.PERMALINK, "“Permalink” cannot be changed by a file, so it stays as it is."),
        ("Address", "x", ColumnKey.ADDRESS, "“Address” cannot be changed by a file, so it stays as it is."),
    ],
)
def test_cells_that_cannot_be_used_say_where_and_why(
    title: str, cell: str, column: ColumnKey, sentence: str
) -> None:
    there = Shop({"custom_permalink": "icons"})
    found = there.compared(edited(there.write(), lambda cells: cells.update({title: cell})))
    (problem,) = found.problems
    assert (problem.row, problem.column) == (2, column)
    assert problem.text.startswith(sentence)
    assert found.wants(frozenset()) == ()


def test_dates_errors_and_cut_texts_are_told_and_left() -> None:
    long = "x" * 40_000
    there = Shop({"name": "1/2", "custom_summary": "2026-07-12", "custom_receipt": "y" * 32_000})
    content = edited(
        there.write(),
        lambda cells: cells.update({"Name": "02. Jan", "Summary": "7/12/2026", "Receipt": "y" * 30_500}),
    )
    assert [(row, column) for row, column, _ in problems(there, content)] == [
        (2, ColumnKey.NAME), (2, ColumnKey.SUMMARY), (2, ColumnKey.RECEIPT),
    ]  # fmt: skip
    there = Shop({"description": long})
    cell = table_of(there.write())[1][8]
    assert cell.startswith("(This text has 40,000 characters")
    told = problems(
        there, edited(there.write(), lambda cells: cells.update({"Description (HTML)": cell + " more"}))
    )
    assert told == [
        (2, ColumnKey.DESCRIPTION, "This text is too long for a cell, so it can only be replaced as a whole.")
    ]
    replaced = edited(there.write(), lambda cells: cells.update({"Description (HTML)": "short"}))
    assert [want.value for want in there.wants(replaced) if isinstance(want, TextWant)] == ["short"]
    assert Shop({"name": "🙂" * (MOST_LETTERS // 2)}).write(format="xlsx")


def test_a_workbook_tells_numbers_dates_and_errors_apart() -> None:
    there = Shop()
    there.write(format="xlsx")
    header = "".join(f'<c t="str"><v>{title}</v></c>' for title in ("ID", "Price", "Name", "Summary", "Export"))
    row = (
        '<c t="str"><v>p1</v></c><c><v>21.989999999999998</v></c><c t="e"><v>#REF!</v></c><c'
        ' t="d"><v>2026-01-02</v></c>'
        '<c t="str"><v>MARK</v></c>'
    )
    book = book_of({"xl/worksheets/sheet1.xml": f"<s><row>{header}</row><row>{row}</row></s>"})
    found = there.compared(book)
    assert found.wants(frozenset()) == (PriceWant(product_id="p1", price_minor=2199, line=2),)
    assert [(one.column, one.text) for one in found.problems] == [
        (ColumnKey.NAME, "The cell holds an error: #REF!"),
        (ColumnKey.SUMMARY,
         "A spreadsheet took this cell for a date (2026-01-02), so it is left as it is. Format the"
                            " cell as text to change it."),
    ]  # fmt: skip


def test_prices_of_memberships_and_unknown_currencies_are_empty_and_refused() -> None:
    there = Shop({"is_tiered_membership": True}, {"currency": "xxx"})
    content = there.write()
    assert [row[2] for row in table_of(content)[1:]] == ["", "1900"]
    raised = edited(content, lambda cells: cells.update({"Price": "5"}))
    found = there.compared(raised)
    assert [change.key for change in found.changes] == ["p1/price"]
    assert [(one.row, one.column) for one in found.problems] == [(3, ColumnKey.PRICE)]


def test_rows_of_one_id_have_to_agree() -> None:
    there = Shop()
    header, row = table_of(there.write())
    other = [row[0], "Other", *row[2:]]
    assert there.compared(csv_of([header, row, row])).problems == ()
    assert [one[:2] for one in problems(there, csv_of([header, row, other]))] == [
        (2, ColumnKey.ID),
        (3, ColumnKey.ID),
    ]
    assert there.wants(csv_of([header, other, other])) == there.wants(csv_of([header, other]))


def test_ids_that_are_not_here_are_told_and_a_foreign_file_is_refused() -> None:
    there = Shop()
    header, row = table_of(there.write())
    strange = ["zz", *row[1:]]
    told = problems(there, csv_of([header, row, strange]))
    assert told == [
        (3, ColumnKey.ID, "No product of your shop has this ID. Was it deleted, or is it of another shop?")
    ]
    with pytest.raises(InputError, match="The one product in this file"):
        there.compared(csv_of([header, strange]))
    with pytest.raises(InputError, match="None of the 2 products"):
        there.compared(csv_of([header, strange, ["yy", *row[1:]]]))


def test_rows_without_a_mark_are_compared_with_what_stands_now() -> None:
    there = Shop({}, {})
    content = edited(there.write(), lambda cells: cells.update({"Export": "", "Summary": "x"}))
    found = there.compared(content)
    assert [change.key for change in found.changes] == ["p1/summary", "p2/summary"]
    assert found.notes == (
        "2 rows do not say which export they came from. Each of their cells that differs from your shop now"
        " counts as"
        " edited.",
    )
    one = there.compared(csv_of([["ID", "Name", "Description"], ["p1", "'=x", "<p>y</p>"]]))
    assert [want.value for want in one.wants(frozenset()) if isinstance(want, TextWant)] == ["=x", "<p>y</p>"]
    plain = there.compared(csv_of([["ID", "Name", "Description"], ["p1", "Icon set", "Just *words*"]]))
    assert [want.value for want in plain.wants(frozenset()) if isinstance(want, TextWant)] == [
        "<p>Just <em>words</em></p>"
    ]
    book = "".join(f'<c t="str"><v>{text}</v></c>' for text in ("p1", "'=x"))
    header = '<row><c t="str"><v>ID</v></c><c t="str"><v>Name</v></c></row>'
    raw = there.compared(book_of({"xl/worksheets/sheet1.xml": f"<s>{header}<row>{book}</row></s>"}))
    assert [want.value for want in raw.wants(frozenset()) if isinstance(want, TextWant)] == ["'=x"]


def test_an_old_character_set_is_no_edit_and_what_it_may_have_lost_is_a_doubt() -> None:
    there = Shop({"name": "Iconș 🙂", "custom_summary": "漢字", "custom_receipt": "é ok"})
    rows = table_of(there.write())
    quoted = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    content = quoted.encode("cp1252", "replace")
    found = there.compared(content)
    assert (found.changes, found.doubts, found.problems) == ((), (), ())
    assert found.notes[0].startswith("The file was saved in an old character set")
    lost = there.compared(content.replace(b"Icon? ?", b"Icon? ??").replace(b'"??"', b'"?? x"'))
    assert [(one.key, one.why) for one in lost.doubts] == [
        ("p1/summary", "The file’s old character set may have lost letters in this cell.")
    ]
    assert lossy("a", 2) == "a"


def test_rows_without_an_id_are_new_products() -> None:
    there = Shop()
    header = ["ID", "Name", "Price", "Currency", "Summary", "Tags", "Category", "Description (Markdown)", "Receipt"]
    new = ["", " Brush  pack ", "12,50", "", "CLEAR", "a b; c d", "Design/Brushes", "**40** brushes", "ta"]
    found = there.compared(csv_of([header, new, ["", "", "", "EUR"], ["", "Free one", "0", "eur"]]))
    assert found.news == (
        NewProductWant(
            key="row/2", name="Brush pack", price_minor=1250, currency="usd", summary="", tags=("a b", "c d"),
            category="design/brushes", description="<p><strong>40</strong> brushes</p>", receipt="ta", line=2,
        ),
        NewProductWant(key="row/4", name="Free one", price_minor=0, currency="eur", line=4),
    )  # fmt: skip
    assert found.wants(frozenset()) == found.news


def test_a_new_product_of_a_name_that_is_there_is_a_doubt() -> None:
    there = Shop()
    header = ["ID", "Name", "Price"]
    found = there.compared(csv_of([header, ["", "icon set", "1"], ["", "New", "1"], ["", "new", "2"]]))
    assert [want.name for want in found.news] == ["New"]
    assert [(doubt.key, doubt.why) for doubt in found.doubts] == [
        ("row/2", "A product of this name is in your shop already."),
        ("row/4", "Row 3 is a new product of the same name."),
    ]
    assert [want.line for want in found.wants(frozenset(("row/4",)))] == [3, 4]


def test_what_a_new_product_lacks_is_told_cell_by_cell() -> None:
    there = Shop()
    header = ["ID", "Name", "Price", "Currency", "Summary"]
    rows = [
        ["", "", "1", "usd", ""],
        ["", "a", "", "usd", ""],
        ["", "b", "1", "zzz", ""],
        ["", "c", "0.10", "usd", ""],
        ["", "d" * 300, "x", "usd", ""],
        ["", "e", "1", "", ""],
    ]
    found = there.compared(csv_of([header, *rows]), currency=None)
    assert [(one.row, one.column) for one in found.problems] == [
        (2, ColumnKey.NAME), (3, ColumnKey.PRICE), (4, ColumnKey.CURRENCY), (5, ColumnKey.PRICE), (6,
         ColumnKey.NAME),
        (6, ColumnKey.PRICE), (7, ColumnKey.CURRENCY),
    ]  # fmt: skip
    cells = '<c/><c t="str"><v>x</v></c><c><v>5</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026</v></c>'
    titles = "".join(f'<c t="str"><v>{title}</v></c>' for title in header)
    book = book_of({"xl/worksheets/sheet1.xml": f"<s><row>{titles}</row><row>{cells}</row></s>"})
    assert [one.column for one in there.compared(book).problems] == [ColumnKey.CURRENCY, ColumnKey.SUMMARY]


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("19.99", "usd", 1999), ("19,9", "usd", 1990), ("1.234,50 €", "eur", 123450), ("1,234.5", "usd", 123450),
        ("1'234.50", "chf", 123450), ("CHF 12", "chf", 1200), ("usd 3", "usd", 300), ("1,234", "jpy", 1234),
        ("1.234.567", "jpy", 1234567), ("1,234,567", "usd", 123456700), ("1.234.567,8", "usd", 123456780), ("0",
         "usd", 0),
    ],
)  # fmt: skip
def test_prices_as_people_write_them(text: str, code: str, minor: int) -> None:
    assert read_price(text, code) == minor


@pytest.mark.parametrize("text", ["1,2,3", "1,,2", "1.2,3,4", "1,23.45", "$", "€5", "12.345", "1e3", "５"])
def test_prices_that_are_not_clear_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_price(text, "usd")


def test_a_snapshot_knows_its_products_and_columns_have_to_be_chosen() -> None:
    there = Shop()
    there.write()
    assert there.snapshots["MARK"].texts("p2") is None
    for columns in ((), ("x",), ("name", "x")):
        with pytest.raises(InputError, match="at least one column"):
            chosen_columns(SheetForm(columns=columns))


def test_other_values() -> None:
    assert read_currency(" Eur ") == "eur"
    assert (read_flag(" Ja "), read_flag("Draft")) == (True, False)
    assert read_tags(" A,b;A\nc ,, ") == ("a", "b", "c")
    with pytest.raises(InputError):
        read_currency("euro")


def test_dates_and_lookalikes() -> None:
    assert is_date_of("x", Cell("2026-01-02", Held.DATE))
    assert is_date_of("3-4", Cell("Apr 03"))
    assert not is_date_of("1.5", Cell("2.5"))
    assert not is_date_of("May be", Cell("02/01/2026"))
    assert not is_same("12", Cell("x"), legacy=False)
    assert not is_same("1.0", Cell("2.0"), legacy=False)
    assert not is_same("0.0000", Cell("1E+0"), legacy=False)
    assert not is_same("a" * 3, Cell("b"), legacy=True)
