"""Whole columns of cells at a time, as texts of a file. No I/O here."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from py_core.csv_builder import FIRST_CHARACTERS, safe_cell
from py_core.export.columns import Cell, Column, Kind, Row
from py_core.export.options import Clockface, ExportOptions, clockface

DAY_MS = 86_400_000
MINUTE_MS = 60_000
DAY_MINUTES = 1_440
EPOCH = date(1970, 1, 1).toordinal()
_MINUTES = tuple(f"{minute // 60:02d}:{minute % 60:02d}:" for minute in range(DAY_MINUTES))
_SECONDS = tuple(f"{second:02d}" for second in range(60))


def hashed_email(address: str) -> str:
    """The sha256 of an address, trimmed and lower-cased, in hexadecimal digits; empty where there is none."""
    bare = address.strip().lower()
    return hashlib.sha256(bare.encode(errors="replace")).hexdigest() if bare else ""


def hashed(columns: Sequence[Column], rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with every e-mail address hashed."""
    wanted = [at for at, column in enumerate(columns) if column.email]
    if not wanted or not rows:
        return rows
    cells: list[Sequence[Cell]] = list(zip(*rows, strict=True))
    for at in wanted:
        cells[at] = [hashed_email(str(cell)) if cell else cell for cell in cells[at]]
    return list(zip(*cells, strict=True))


def safe_texts(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The texts of a column, each as a spreadsheet can be given it; the very same column where all of them are."""
    if FIRST_CHARACTERS.isdisjoint({str(cell)[:1] for cell in cells if cell}):
        return cells
    return [safe_cell(str(cell)) if cell else cell for cell in cells]


def moment_texts(cells: Iterable[Cell], zone: Clockface) -> list[str]:
    """`2026-07-12 15:05:41` on the clocks of the zone."""
    if zone.is_utc:
        return [_text_of(cell) if cell.__class__ is int else "" for cell in cells]
    return [_moment(cell, zone) for cell in cells]


def iso_moment(moment_ms: int, zone: Clockface) -> str:
    """`2026-07-12T15:05:41+02:00`; the offset is `Z` in UTC itself."""
    text = _moment(moment_ms, zone).replace(" ", "T")
    if zone.is_utc:
        return f"{text}Z"
    ahead = zone.ahead_minutes(moment_ms)
    hours, minutes = divmod(abs(ahead), 60)
    return f"{text}{'-' if ahead < 0 else '+'}{hours:02d}:{minutes:02d}"


def local_ms(moment_ms: int, zone: Clockface) -> int:
    """The moment as if the clocks of the zone were those of UTC."""
    return moment_ms if zone.is_utc else moment_ms + zone.ahead_minutes(moment_ms) * MINUTE_MS


_DAYS: dict[int, str] = {}


def _moment(cell: Cell, zone: Clockface) -> str:
    return _text_of(local_ms(cell, zone)) if isinstance(cell, int) else ""


def _text_of(local: Any) -> str:
    day, rest_ms = divmod(local, DAY_MS)
    text = _DAYS.get(day)
    if text is None:
        text = _DAYS[day] = f"{date.fromordinal(EPOCH + day).isoformat()} "
    return f"{text}{_MINUTES[rest_ms // MINUTE_MS]}{_SECONDS[rest_ms % MINUTE_MS // 1000]}"


def csv_rows(columns: Sequence[Column], rows: Sequence[Row], options: ExportOptions) -> Iterable[Row]:
    """The rows as the texts and numbers of a CSV file. Only columns that need it are touched."""
    if not rows:
        return ()
    cells: list[Sequence[Cell]] = list(zip(*rows, strict=True))
    touched = False
    for at, column in enumerate(columns):
        before = cells[at]
        match column.kind:
            case Kind.TEXT if not options.raw:
                cells[at] = safe_texts(before)
            case Kind.MOMENT:
                cells[at] = moment_texts(before, clockface(options.zone))
            case Kind.MONEY if options.decimal_comma:
                cells[at] = [str(cell).replace(".", ",") if cell is not None else None for cell in before]
            case Kind.YES_NO:
                cells[at] = [_YES_NO.get(cell, "") for cell in before]
            case _:
                continue
        touched = touched or cells[at] is not before
    return zip(*cells, strict=True) if touched else rows


_YES_NO: dict[Cell, str] = {0: "0", 1: "1"}
