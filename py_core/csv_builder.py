"""Rows to CSV text that no spreadsheet takes for formulas, and back. No I/O here.

A cell is dangerous when a spreadsheet could compute it: when it begins with one of `= + - @`, their full-width and
small forms included, also behind blanks, control and invisible characters, or with a tab or a line's end. Such a
cell gets an apostrophe in front. So does one that reads like a cell that already got one, hence `unsafe_cell` is
the exact way back for every text.

Source: OWASP, "CSV Injection" (which characters); API contract, section 9.4 (Gumroad's apostrophe).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
APOSTROPHE = "'"
_BLANK = r"\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_FORMULA = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
_DANGEROUS = re.compile(f"(?:[\\t\\r\\n]|[{_BLANK}]*[{_FORMULA}])")
_GUARDED = re.compile(f"'+(?:[\\t\\r\\n]|[{_BLANK}]*[{_FORMULA}])")
_UNSAFE = re.compile(f"'*(?:[\\t\\r\\n]|[{_BLANK}]*[{_FORMULA}])")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
FIRST_CHARACTERS = frozenset(
    character
    for character in map(
        chr, (*range(0x100), 0x1680, 0x180E, *range(0x2000, 0x2070), 0x3000, *range(0xFE60, 0xFF21))
    )
    if re.match(f"['{_BLANK}{_FORMULA}]", character)
)
"""What a cell begins with that `safe_cell` may change; a column whose cells begin otherwise is safe as it is."""


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return _DANGEROUS.match(text) is not None


def safe_cell(text: str) -> str:
    """The text as it can be opened in a spreadsheet: with an apostrophe in front where it would be computed."""
    return APOSTROPHE + text if _UNSAFE.match(text) is not None else text


def unsafe_cell(text: str) -> str:
    """The way back: `unsafe_cell(safe_cell(text)) == text` for every text."""
    return text[1:] if _GUARDED.match(text) is not None else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole CSV file: byte order mark (for Excel), header, rows, CRLF line ends. Plain numbers stay numbers."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(text: str) -> str:
    return text if _NUMBER.fullmatch(text) is not None else safe_cell(text)
