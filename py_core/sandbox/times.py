"""Instants as whole microseconds since 1970 UTC, and the two ways Gumroad writes them. No clock here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def parse_iso(text: str) -> int:
    """Microseconds of an ISO 8601 time; a time without a zone is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MICROSECOND


def iso(micros: int) -> str:
    """UTC at second precision, `2026-08-01T12:34:56Z`; the fraction is written only when there is one."""
    moment = _EPOCH + timedelta(microseconds=micros)
    return moment.replace(tzinfo=None).isoformat() + "Z"


def compact(micros: int) -> str:
    """`YYYYMMDDhhmmss` and six digits of microseconds, as page keys begin."""
    return (_EPOCH + timedelta(microseconds=micros)).strftime("%Y%m%d%H%M%S%f")


def parse_compact(text: str) -> int:
    """Microseconds of the first part of a page key. Raises ValueError."""
    if len(text) != 20 or not text.isascii() or not text.isdigit():
        raise ValueError("twenty digits wanted")
    return (datetime.strptime(text, "%Y%m%d%H%M%S%f").replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


def day_of(micros: int) -> int:
    """Whole UTC days since 1970."""
    return micros // 86_400_000_000


def time_ago(elapsed_us: int) -> str:
    """How long ago something was, in Rails' words: `3 days ago`, `about 2 months ago`."""
    minutes = round(abs(elapsed_us) / 60_000_000)
    for below, words in _SHORT_SPANS:
        if minutes < below:
            return f"{words(minutes)} ago"
    return f"{_years(minutes)} ago"


def day_and_hour(micros: int) -> str:
    """`12 Jul 2026  3:05 PM`: the hour is padded with a blank."""
    moment = _EPOCH + timedelta(microseconds=micros)
    hour = moment.hour % 12 or 12
    return f"{moment.day} {moment:%b %Y} {hour:>2}:{moment:%M} {'PM' if moment.hour >= 12 else 'AM'}"


def _counted(unit: str, minutes_each: int, about: str = "") -> Callable[[int], str]:
    def words(minutes: int) -> str:
        count = max(1, round(minutes / minutes_each))
        return f"{about}{count} {unit}{'' if count == 1 else 's'}"

    return words


def _years(minutes: int) -> str:
    whole, rest = divmod(minutes, _YEAR)
    if rest < _YEAR // 4:
        return f"about {_counted('year', 1)(whole)}"
    if rest < _YEAR * 3 // 4:
        return f"over {_counted('year', 1)(whole)}"
    return f"almost {_counted('year', 1)(whole + 1)}"


_DAY, _MONTH, _YEAR = 1_440, 43_200, 525_600
_SHORT_SPANS: tuple[tuple[int, Callable[[int], str]], ...] = (
    (1, lambda _: "less than a minute"),
    (45, _counted("minute", 1)),
    (1_440, _counted("hour", 60, "about ")),
    (_MONTH, _counted("day", _DAY)),
    (2 * _MONTH, _counted("month", _MONTH, "about ")),
    (_YEAR, _counted("month", _MONTH)),
)
