"""Rows to CSV text that no spreadsheet takes for formulas. No I/O here."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would compute it; numbers stay numbers."""
    if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) and _NUMBER.fullmatch(text) is None:
        return f"'{text}"
    return text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole CSV file: byte order mark (for Excel), header, rows, CRLF line ends."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
