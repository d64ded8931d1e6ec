"""How wide a title is in a search result, and where it is cut there. No I/O here.

Google documents that a title link is shortened to fit the device and gives no number; on a desktop that is about
580 px of Arial at 20 px.
"""

import unicodedata

from py_core.listing.data.arial_widths import UNITS_PER_EM, WIDTHS

TITLE_SIZE_PX = 20
TITLE_MOST_PX = 580
ELLIPSIS = "…"
_WIDE = UNITS_PER_EM
_USUAL = WIDTHS["n"]


def title_units(text: str) -> int:
    """The width in units of the font."""
    return sum(map(_units, text))


def title_px(text: str) -> int:
    """The width as a search result's title, in whole pixels."""
    return round(title_units(text) * TITLE_SIZE_PX / UNITS_PER_EM)


def cut_title(text: str, most_px: int = TITLE_MOST_PX) -> str:
    """The title as it is shown: whole, or as many whole words as fit with an ellipsis behind them."""
    if title_px(text) <= most_px:
        return text
    room = most_px * UNITS_PER_EM // TITLE_SIZE_PX - _units(ELLIPSIS) - _units(" ")
    used, at = _units(text[0]), 0
    while used <= room:
        at += 1
        used += _units(text[at])
    head = text[:at]
    gap = head if text[at] == " " else head.rpartition(" ")[0]
    return f"{(gap or head).rstrip()} {ELLIPSIS}"


def _units(letter: str) -> int:
    """A letter's width; a mark that sits on another letter has none, what is not in the table is guessed."""
    width = WIDTHS.get(letter)
    if width is not None:
        return width
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _USUAL
