"""Instants as whole microseconds since 1970 UTC, and the two ways Gumroad writes them. No clock here."""

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
