"""Exported files opened in LibreOffice and by openpyxl: no formula anywhere, and the same values."""

import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from py_core.csv_builder import safe_cell, unsafe_cell
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import ExportOptions
from py_core.export.writers import writer_of
from tests.unit.export.rig import COLUMNS, HOSTILE
from tools.libreoffice import convert

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
AS_A_PERSON_OPENS_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1"
MOMENT = 1_783_861_541_000
HOSTILE_COLUMNS = (Column("text", "Text"), Column("at", "At", Kind.WHOLE))
# Line ends become LF in XML, and a spreadsheet shows no more of a text than its own longest cell.
PRINTABLE = tuple(text for text in HOSTILE if "\x00" not in text and len(text) < 32_767)


def sample_rows() -> list[Row]:
    return [
        ("li@example.com", 3, "-12.50", "2026-07-12", MOMENT, 1),
        ("=1+1", 10**12, "0.01", "2024-02-29", MOMENT - 86_400_000, 0),
        ("@x", -5, "1000000.00", "2011-01-01", 0, 1),
    ]


def written(folder: Path, name: str, rows: list[Row], columns: tuple[Column, ...], options: ExportOptions) -> Path:
    writer = writer_of(columns, options, "Things")
    path = folder / f"{name}.{options.format}"
    path.write_bytes(writer.begin() + writer.rows(rows) + writer.end())
    return path


def opened(path: Path) -> list[list[tuple[str, str, bool]]]:
    """Rows of a flat OpenDocument sheet: each cell's type, its value or text, and whether it is a formula."""
    rows = []
    for row in ET.parse(path).getroot().iter(f"{TABLE}table-row"):
        if int(row.get(f"{TABLE}number-rows-repeated", "1")) > 1_000:
            continue
        cells: list[tuple[str, str, bool]] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            if times > 1_000:
                continue
            kind = cell.get(f"{OFFICE}value-type", "")
            value = (
                cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}boolean-value")
            )
            text = "\n".join(_text(each) for each in cell.iter(f"{TEXT}p"))
            cells += [(kind, text if kind == "string" else value or "", f"{TABLE}formula" in cell.attrib)] * times
        rows.append(cells)
    return [row for row in rows if any(kind for kind, _, _ in row)]


def _text(element: ET.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[tuple[str, str, bool]]]]:
    """Every file as LibreOffice has opened it."""
    folder = tmp_path_factory.mktemp("office")
    hostile: list[Row] = [(text, at) for at, text in enumerate(PRINTABLE)]
    csvs = [
        written(folder, "values", sample_rows(), COLUMNS, ExportOptions()),
        written(folder, "hostile", hostile, HOSTILE_COLUMNS, ExportOptions()),
    ]
    books = [
        written(folder, "values_book", sample_rows(), COLUMNS, ExportOptions(format="xlsx")),
        written(folder, "hostile_book", hostile, HOSTILE_COLUMNS, ExportOptions(format="xlsx")),
    ]
    found = convert(csvs, "fods", folder, reading=AS_A_PERSON_OPENS_CSV) + convert(books, "fods", folder)
    return {path.stem: opened(path) for path in found}


def test_no_cell_is_a_formula(sheets: dict[str, list[list[tuple[str, str, bool]]]]) -> None:
    assert set(sheets) == {"values", "hostile", "values_book", "hostile_book"}
    for name, rows in sheets.items():
        assert not any(formula for row in rows for _, _, formula in row), name


def test_a_file_that_is_not_safe_would_have_formulas(tmp_path: Path) -> None:
    """What the tests above look for can be found."""
    raw = written(tmp_path, "raw", [("=1+1", 0)], HOSTILE_COLUMNS, ExportOptions(raw=True))
    formulas = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1,true"
    (path,) = convert([raw], "fods", tmp_path, reading=formulas)
    assert any(formula for row in opened(path) for _, _, formula in row)


def _lines(text: str) -> str:
    return re.sub("\r\n|\r", "\n", text)


def test_hostile_texts_are_there_and_come_back(sheets: dict[str, list[list[tuple[str, str, bool]]]]) -> None:
    for name in ("hostile", "hostile_book"):
        rows = sheets[name][1:]
        assert len(rows) == len(PRINTABLE)
        for row, text in zip(rows, PRINTABLE, strict=True):
            kind, found, _ = row[0]
            if kind != "string":
                continue
            expected = safe_cell(text) if name == "hostile" else text
            assert _lines(found) == _lines(expected), text
            if name == "hostile":
                assert _lines(unsafe_cell(found)) == _lines(text)


def test_values_are_the_same_in_both(sheets: dict[str, list[list[tuple[str, str, bool]]]]) -> None:
    for name in ("values", "values_book"):
        header, *rows = sheets[name]
        assert [text for _, text, _ in header] == [column.title for column in COLUMNS]
        for row, (_, count, paid, day, at, _) in zip(rows, sample_rows(), strict=True):
            assert (row[1][0], float(row[1][1])) == ("float", float(str(count)))
            assert (row[2][0], float(row[2][1])) == ("float", float(str(paid)))
            assert row[3][:2] == ("date", str(day))
            moment = datetime(1970, 1, 1) + timedelta(milliseconds=int(str(at)))
            assert (row[4][0], row[4][1][:19]) == ("date", moment.isoformat() if at else moment.date().isoformat())


def test_openpyxl_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, "book", sample_rows(), COLUMNS, ExportOptions(format="xlsx"))
    sheet = openpyxl.load_workbook(path)["Things"]
    assert sheet.freeze_panes == "A2"
    rows: list[tuple[Any, ...]] = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(column.title for column in COLUMNS)
    for found, (email, count, paid, day, at, yes) in zip(rows[1:], sample_rows(), strict=True):
        moment = datetime(1970, 1, 1) + timedelta(milliseconds=int(str(at)))
        assert found == (email, count, float(str(paid)), datetime.fromisoformat(str(day)), moment, yes)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_hostile_texts_are_texts_to_openpyxl(tmp_path: Path) -> None:
    rows: list[Row] = [(text, at) for at, text in enumerate(PRINTABLE)]
    path = written(tmp_path, "hostile", rows, HOSTILE_COLUMNS, ExportOptions(format="xlsx"))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    found = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type in ("s", "inlineStr", "n") for cell in found)
    assert all(isinstance(cell.value, str) or cell.value is None for cell in found)
