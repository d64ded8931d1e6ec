"""No spreadsheet takes a cell for a formula, and every text comes back exactly."""

import csv
import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.csv_builder import FIRST_CHARACTERS, csv_text, is_dangerous, safe_cell, unsafe_cell
from py_core.export.cells import safe_texts
from tests.unit.export.rig import HOSTILE

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "﹦",
    "﹫",
    " =",
    "\u00a0@",
    "\u3000-",
)
LEADING = st.text(st.sampled_from("' \t\r\n\x00\u200b\ufeff=+-@＝"), max_size=5)
TEXTS = st.one_of(st.text(), st.builds(str.__add__, LEADING, st.text(max_size=5)), st.sampled_from(HOSTILE))


@pytest.mark.parametrize("start", STARTS)
def test_formulas_are_defused(start: str) -> None:
    assert safe_cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"
    assert is_dangerous(f"{start}SUM(A1)")


@pytest.mark.parametrize("text", ["0", "12.50", "plain", "", "a=b", "'", "'plain", "''"])
def test_plain_text_stays(text: str) -> None:
    assert safe_cell(text) == text
    assert unsafe_cell(text) == text
    assert not is_dangerous(text)


@given(TEXTS)
def test_the_way_back_is_exact(text: str) -> None:
    safe = safe_cell(text)
    assert unsafe_cell(safe) == text
    assert not is_dangerous(safe)


@given(st.lists(TEXTS | st.none()))
def test_a_column_is_as_safe_as_its_cells(cells: list[str | None]) -> None:
    expected = [None if cell is None else safe_cell(cell) for cell in cells]
    assert list(safe_texts(cells)) == expected
    if expected == cells:
        assert all(cell is found for cell, found in zip(cells, safe_texts(cells), strict=True))


def test_every_character_that_matters_at_the_start_is_looked_for() -> None:
    alters = {chr(at) for at in range(sys.maxunicode + 1) if safe_cell(chr(at) + "=") != chr(at) + "="}
    assert alters - {chr(at) for at in range(0xD800, 0xE000)} <= FIRST_CHARACTERS
    assert all(
        character.isspace() is False or character in FIRST_CHARACTERS for character in map(chr, range(0x10000))
    )


def test_numbers_stay_numbers_in_a_file_of_texts() -> None:
    text = csv_text(["a"], [["-5.00"], ["+3"], ["=1"], ["-x"], ['say "hi"\nagain']])
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["a"], ["-5.00"], ["+3"], ["'=1"], ["'-x"], ['say "hi"\nagain']]
    assert re.match("\ufeffa\r\n", text)
