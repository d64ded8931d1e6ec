"""A catalogue that LibreOffice edited and saved in any of its formats: exactly the edited cells are wanted."""

import io
from pathlib import Path

import openpyxl
import pytest

from py_core.edits.wants import Field, PriceWant, TextWant, Want
from py_core.sheets.columns import DescriptionAs
from tests.unit.export.rig import HOSTILE
from tests.unit.sheets.rig import Shop
from tools.libreoffice import convert

AS_A_PERSON_OPENS_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1"
KEPT_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
DESCRIPTION = (
    '<h2>What &amp; why</h2>\n<ul><li><p>40 <u>files</u></p></li></ul><p>See <a href="https://a.b/c?d=1&amp;e=2">it</a>'
    "<br>and more</p><figure><img src=x></figure><pre><code>a  b\n\n  c</code></pre>"
)
# A spreadsheet has no room for these characters, and shows no more of a text than its own longest cell.
NAMES = tuple(text for text in HOSTILE if "\x00" not in text and len(text) < 32_767)


def shop() -> Shop:
    """Hostile names and summaries, prices of several currencies, and a description of many parts."""
    there = Shop({"name": "First", "description": DESCRIPTION, "price_minor": 1999, "custom_permalink": "1e5"})
    for at, text in enumerate(NAMES, start=2):
        there.put(
            f"p{at}",
            name=text or "none",
            custom_summary=text,
            custom_receipt=f"{text}\n{text}",
            tags=["svg", text],
            price_minor=at * 10_001,
            currency=("usd", "jpy", "eur")[at % 3],
            published=at % 2 == 0,
            description=f"<p>{at}</p>",
        )
    return there


def kept(there: Shop, folder: Path, how: str, description: DescriptionAs) -> Path:
    path = folder / f"{description}_{how}.{how}"
    path.write_bytes(there.write(format=how, description=description, mark=f"{description}{how}".upper()))
    return path


@pytest.mark.parametrize("description", ["html", "markdown"])
def test_what_libreoffice_only_saved_wants_nothing(tmp_path: Path, description: DescriptionAs) -> None:
    there = shop()
    book = kept(there, tmp_path, "xlsx", description)
    text = kept(there, tmp_path, "csv", description)
    saved = tmp_path / "saved"
    saved.mkdir()
    (ods,) = convert([book], "ods", saved)
    folders = [tmp_path / name for name in ("a", "b", "c", "d")]
    for folder in folders:
        folder.mkdir()
    found = [
        *convert([book], "xlsx", folders[0]),
        *convert([ods], "xlsx", folders[1]),
        *convert([book], KEPT_CSV, folders[2]),
        *convert([text], "xlsx", folders[3], reading=AS_A_PERSON_OPENS_CSV),
    ]
    for path in found:
        compared = there.compared(path.read_bytes())
        assert compared.wants(frozenset()) == (), path
        assert (compared.doubts, compared.problems, compared.already) == ((), (), 0), path


def test_exactly_the_edited_cells_are_wanted(tmp_path: Path) -> None:
    there = shop()
    (flat,) = convert([kept(there, tmp_path, "xlsx", "markdown")], "fods", tmp_path)
    text = flat.read_text()
    for before, after in (
        ('office:value="19.99"', 'office:value="24.5"'),
        ("<text:p>40 files", "<text:p>50 files"),
        ("- 40 files", "- 50 files"),
        ("<text:p>First</text:p>", "<text:p>Second</text:p>"),
    ):
        text = text.replace(before, after)
    flat.write_text(text)
    wants: list[Want] = [
        TextWant(product_id="p1", field=Field.NAME, value="Second", line=2),
        PriceWant(product_id="p1", price_minor=2450, line=2),
        TextWant(
            product_id="p1",
            field=Field.DESCRIPTION,
            value=DESCRIPTION.replace("40 <u>files</u>", "50 files"),
            line=2,
        ),
    ]
    for to in ("xlsx", KEPT_CSV):
        (path,) = convert([flat], to, tmp_path)
        compared = there.compared(path.read_bytes())
        assert list(compared.wants(frozenset())) == wants, path
        assert (compared.doubts, compared.problems) == ((), ()), path


def test_an_opendocument_file_says_what_to_do(tmp_path: Path) -> None:
    there = Shop()
    (ods,) = convert([kept(there, tmp_path, "xlsx", "html")], "ods", tmp_path)
    with pytest.raises(Exception, match="OpenDocument"):
        there.compared(ods.read_bytes())


def test_a_book_that_openpyxl_edited_reads_the_same() -> None:
    there = Shop({"name": "Zoë & co", "price_minor": 1999}, {"tags": []})
    book = openpyxl.load_workbook(io.BytesIO(there.write(format="xlsx")))
    book["Catalogue"]["C3"] = 21.5
    out = io.BytesIO()
    book.save(out)
    assert [change.key for change in there.compared(out.getvalue()).changes] == ["p2/price"]
