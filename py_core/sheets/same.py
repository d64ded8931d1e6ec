"""Whether a cell still says what was written into it, after whatever a spreadsheet does to cells by itself. No I/O.

Spreadsheets trim, change line ends, lose tabs, show long numbers as powers of ten, drop zeros, write TRUE their own
way, and old files lose letters: none of that is an edit.
"""

import re
from decimal import Decimal

from py_core.csv_builder import unsafe_cell
from py_core.sheets.grid import Cell, Held

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\n\r|\r")
_LINE_BLANKS = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
_POWER = re.compile(r"[+-]?\d(?:[.,]\d*)?[eE][+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_MONTH = (
    "(?:jan|feb|mar|m\u00e4r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
    "|ene|abr|ago|dic|f\u00e9v|avr|juin|juil|ao\u00fbt|d\u00e9c)\\w*\\.?"
)
_APART = "[-/. ]{1,2}"
_CLOCK = r"(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
_LIKE_A_DATE = re.compile(
    rf"\d{{1,4}}{_APART}(?:\d{{1,2}}|{_MONTH})(?:{_APART}\d{{1,4}})?\.?{_CLOCK}|{_MONTH}{_APART}\d{{1,4}}",
    re.IGNORECASE,
)
_WRITTEN_DATE = re.compile(
    rf"\d{{1,4}}{_APART}(?:\d{{1,2}}{_APART}\d{{1,4}}|{_MONTH}(?:{_APART}\d{{1,4}})?)\.?{_CLOCK}|{_MONTH}{_APART}\d{{1,4}}",
    re.IGNORECASE,
)
_FLAGS = (
    frozenset(("true", "wahr", "vrai", "verdadero", "vero", "waar", "prawda")),
    frozenset(("false", "falsch", "faux", "falso", "onwaar", "fa\u0142sz")),
)
NEARLY = Decimal("0.005")


def settled(text: str) -> str:
    """A text as it is compared: one kind of line end, no control characters, no blanks at the ends."""
    text = _LINE_END.sub("\n", text)
    text = _SURROGATE.sub("?", _CONTROL.sub("", text))
    return _LINE_BLANKS.sub("", text).strip()


def cell_text_of(cell: Cell, *, safe: bool) -> str:
    """What the seller means: a cell of a safe file without the apostrophe that it was given."""
    return unsafe_cell(cell.text) if safe and cell.held is Held.TEXT else cell.text


def is_same(written: str, cell: Cell, *, legacy: bool) -> bool:
    """Whether the cell still says `written`."""
    before = settled(written)
    for text in {cell.text, unsafe_cell(cell.text)}:
        found = settled(text)
        if found == before or _same_number(before, found) or _same_flag(before, found):
            return True
        if "\t" in before and found.replace("\t", "") == before.replace("\t", ""):
            return True
        if legacy and found in (lossy(before, 1), lossy(before, 2)):
            return True
    return False


def lossy(text: str, astral: int) -> str:
    """A text as an old character set keeps it: what it lacks is a question mark, or two beyond the basic plane."""
    if text.isascii():
        return text
    return "".join(letter if _fits(letter) else "?" * (astral if ord(letter) > 0xFFFF else 1) for letter in text)


def loses_letters(text: str) -> bool:
    """Whether an old character set cannot hold the text."""
    return not text.isascii() and not all(map(_fits, text))


def _fits(letter: str) -> bool:
    try:
        return letter.encode("cp1252").decode("cp1252") == letter
    except UnicodeError:
        return False


def is_date_of(written: str, cell: Cell) -> bool:
    """Whether a spreadsheet took what was written for a date and wrote that date its own way."""
    if cell.held is Held.DATE:
        return True
    before, found = settled(written), settled(cell.text)
    return _LIKE_A_DATE.fullmatch(before) is not None and _WRITTEN_DATE.fullmatch(found) is not None


def _number(text: str) -> Decimal | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    return Decimal(text.replace(",", "."))


def _same_number(before: str, found: str) -> bool:
    """The same number written otherwise; a power of ten stands for what it was rounded from."""
    one, other = _number(before), _number(found)
    if one is None or other is None:
        return False
    if one == other:
        return True
    return _POWER.fullmatch(found) is not None and bool(other) and abs(one - other) <= abs(other) * NEARLY


def _same_flag(before: str, found: str) -> bool:
    return any(before.casefold() in flag and found.casefold() in flag for flag in _FLAGS)
