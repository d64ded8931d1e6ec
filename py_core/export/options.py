"""How a file is to be written. No I/O here."""

from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from py_core.errors import InputError
from py_core.values import Value
from py_core.words import say

Format = Literal["csv", "xlsx", "jsonl"]
Separator = Literal["comma", "semicolon", "tab"]
SEPARATORS: dict[Separator, str] = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENDINGS: dict[Format, str] = {"csv": "csv", "xlsx": "xlsx", "jsonl": "jsonl"}
FARTHEST_MINUTES = 18 * 60
MOST_CHANGES = 1_000


class ZoneChange(Value):
    """From this moment on the clocks of a zone are so many minutes ahead of UTC."""

    from_ms: int
    ahead_minutes: int


class ExportZone(Value):
    """A time zone as the browser knows it: its name, and its changes in the order of time. UTC has none."""

    name: str = "UTC"
    changes: tuple[ZoneChange, ...] = ()


class ExportOptions(Value):
    """How a file is written. The separator, the decimal comma, the mark and the safety are about CSV only.

    `bom` puts a byte order mark in front, by which Excel knows UTF-8. `raw` leaves out what keeps spreadsheets from
    taking a text for a formula. `hashed_emails` writes the sha256 of the trimmed, lower-cased address instead of
    the address, as advertising platforms match it.
    """

    format: Format = "csv"
    separator: Separator = "comma"
    decimal_comma: bool = False
    bom: bool = True
    raw: bool = False
    hashed_emails: bool = False
    zone: ExportZone = ExportZone()


class Clockface:
    """Moments as they read on the clocks of a zone."""

    def __init__(self, zone: ExportZone) -> None:
        self._froms = [change.from_ms for change in zone.changes]
        self._aheads = [zone.changes[0].ahead_minutes if zone.changes else 0]
        self._aheads += [change.ahead_minutes for change in zone.changes]
        self.is_utc = zone.name == "UTC" and not zone.changes

    def ahead_minutes(self, moment_ms: int) -> int:
        """How far ahead of UTC the clocks are then. Before the first change they are as after it."""
        return self._aheads[bisect_right(self._froms, moment_ms)]


@lru_cache(maxsize=16)
def clockface(zone: ExportZone) -> Clockface:
    """The clocks of a zone, made once."""
    return Clockface(zone)


def check_options(options: ExportOptions) -> None:
    """Refuse options that make no sense. Raises: InputError."""
    changes = options.zone.changes
    froms = [change.from_ms for change in changes]
    too_far = any(abs(change.ahead_minutes) > FARTHEST_MINUTES for change in changes)
    if too_far or froms != sorted(froms) or len(changes) > MOST_CHANGES or len(options.zone.name) > 80:
        raise InputError("export_bad_zone", say("export_bad_zone"), fields={"zone": say("export_bad_zone")})
