"""Whole columns of cells at a time, as texts of a file. No I/O here."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from py_core.csv_builder import FIRST_CHARACTERS, safe_cell
from py_core.export.columns import Cell, Column, Kind, Row
from py_core.export.options import Clockface, ExportOptions, clockface

DAY_MS = 86_400_000
MINUTE_MS = 60_000
DAY_MINUTES = 1_440
EPOCH = date(1970, 1, 1).toordinal()


class _DayTexts(dict[int, str]):
    """The text of a day with a blank behind it, by its number since 1970; made when it is first asked for."""

    def __missing__(self, day: int) -> str:
        text = self[day] = f"{date.fromordinal(EPOCH + day).isoformat()} "
        return text


_DAYS = _DayTexts()
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
    local = cells if zone.is_utc else [local_ms(cell, zone) if isinstance(cell, int) else None for cell in cells]
    return [
        f"{_DAYS[ms // DAY_MS]}{_MINUTES[ms // MINUTE_MS % DAY_MINUTES]}{_SECONDS[ms // 1000 % 60]}"
        if ms.__class__ is int
        else ""
        for ms in local
    ]


def iso_moment(moment_ms: int, zone: Clockface) -> str:
    """`2026-07-12T15:05:41+02:00`; the offset is `Z` in UTC itself."""
    text = moment_texts([moment_ms], zone)[0].replace(" ", "T")
    if zone.is_utc:
        return f"{text}Z"
    ahead = zone.ahead_minutes(moment_ms)
    hours, minutes = divmod(abs(ahead), 60)
    return f"{text}{'-' if ahead < 0 else '+'}{hours:02d}:{minutes:02d}"


def local_ms(moment_ms: int, zone: Clockface) -> int:
    """The moment as if the clocks of the zone were those of UTC."""
    return moment_ms if zone.is_utc else moment_ms + zone.ahead_minutes(moment_ms) * MINUTE_MS


def csv_columns(columns: Sequence[Column], rows: Sequence[Row], options: ExportOptions) -> list[Sequence[Cell]]:
    """One row or more as columns of texts and numbers of a CSV file. Most columns are as they were."""
    cells: list[Sequence[Cell]] = list(zip(*rows, strict=True))
    for at, column in enumerate(columns):
        match column.kind:
            case Kind.TEXT if not options.raw:
                cells[at] = safe_texts(cells[at])
            case Kind.MOMENT:
                cells[at] = moment_texts(cells[at], clockface(options.zone))
            case Kind.MONEY if options.decimal_comma:
                cells[at] = [str(cell).replace(".", ",") if cell is not None else None for cell in cells[at]]
            case Kind.YES_NO:
                cells[at] = [_YES_NO.get(cell, "") for cell in cells[at]]
    return cells


_YES_NO: dict[Cell, str] = {0: "0", 1: "1"}
