"""Days as whole numbers since 1970, and which day a sale has in the seller's zone. No I/O, no clock here.

Gumroad's list of sales is cut by UTC days, its totals by days of the seller's zone, which it never names. The
`daystamp` of a sale is written in that zone, so each sale says itself which day it counts for.
Source: API contract, sections 9.1, 9.2 and 9.4.
"""

import re
from datetime import date
from functools import lru_cache

DAY_MS = 86_400_000
MINUTE_MS = 60_000
MINUTES_A_DAY = 1_440
FARTHEST_MINUTES = 16 * 60
"""No zone is farther from UTC; beyond it a daystamp says something else than expected."""

_EPOCH = date(1970, 1, 1).toordinal()
_STAMP = re.compile(r"\s*(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\s+(\d{1,2}):(\d{2}) ([AP])M\s*")
_MONTHS = {
    name: at
    for at, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}

FOUNDED = date(2011, 1, 1).toordinal() - _EPOCH
"""Nothing was sold at Gumroad before."""


def day_of_ms(moment_ms: int) -> int:
    """The UTC day of a moment."""
    return moment_ms // DAY_MS


@lru_cache(maxsize=4096)
def day_text(day: int) -> str:
    """`2026-07-12`."""
    return date.fromordinal(_EPOCH + day).isoformat()


@lru_cache(maxsize=4096)
def day_of_text(text: str) -> int:
    """The day of `2026-07-12`. Raises: ValueError for anything else."""
    return date.fromisoformat(text).toordinal() - _EPOCH


@lru_cache(maxsize=4096)
def _day_of(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - _EPOCH


def seller_day(daystamp: object, created_ms: int) -> tuple[int, int] | None:
    """The day of a sale in the seller's zone, and how many minutes that zone was ahead of UTC then.

    `daystamp` is `12 Jul 2026  3:05 PM`. None where it is not there or cannot be meant.
    """
    found = _STAMP.fullmatch(daystamp) if isinstance(daystamp, str) else None
    if found is None:
        return None
    month, hour, minute = _MONTHS.get(found[2]), int(found[4]), int(found[5])
    if month is None or not 1 <= hour <= 12 or minute > 59:
        return None
    try:
        day = _day_of(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
    hour = hour % 12 + (12 if found[6] == "P" else 0)
    ahead = day * MINUTES_A_DAY + hour * 60 + minute - created_ms // MINUTE_MS
    return (day, ahead) if abs(ahead) <= FARTHEST_MINUTES else None


class Zone:
    """How far the seller's zone has been from UTC: least and most minutes ahead, summer time included."""

    def __init__(self, least: int | None = None, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def saw(self, ahead: int) -> None:
        """A sale was so many minutes ahead of UTC."""
        self.least = ahead if self.least is None else min(self.least, ahead)
        self.most = ahead if self.most is None else max(self.most, ahead)

    def utc_span(self, day: int, *, surely: bool = False) -> tuple[int, int]:
        """The UTC days, first and end, that hold a day of the seller's.

        With `surely`, or as long as the zone is not known, whatever the zone is.
        """
        if surely or self.least is None or self.most is None:
            return day - 1, day + 2
        return day - (self.most > 0), day + 1 + (self.least < 0)
