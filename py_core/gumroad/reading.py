"""Reading one field of Gumroad's JSON: lenient about its form, strict about what comes out. No I/O here.

Numbers may come as strings or as `1.0`; fields may be null, missing or new. Every reader raises ValueError
or TypeError for what cannot be meant, and nothing else. Source: API contract, sections 3, 6.2 and 9.2.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from py_core.gumroad.currencies import CURRENCIES

Record = Mapping[str, Any]

LARGEST = 2**53
"""Beyond this a number is no count, price or id of Gumroad's, and neither database nor page could hold it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}(?:\.0*)?")
_MAJOR = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,4}))?")


def _bounded(number: int) -> int:
    if abs(number) > LARGEST:
        raise ValueError("the number is too large")
    return number


def whole(value: Any) -> int:
    """An integer written as 5, "5", 5.0 or "5.0". Raises ValueError for anything else."""
    if isinstance(value, bool):
        raise ValueError("a truth value is not a number")
    if isinstance(value, int):
        return _bounded(value)
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError(f"{value} is not whole")
        return _bounded(int(value))
    if isinstance(value, str):
        text = value.strip()
        if _WHOLE.fullmatch(text) is None:
            raise ValueError(f"{text[:40]!r} is not whole")
        return _bounded(int(text.partition(".")[0]))
    raise ValueError(f"{type(value).__name__} is not a number")


def optional_whole(value: Any) -> int | None:
    """An integer, or None for null and empty text."""
    return None if value is None or value == "" else whole(value)


def text(value: Any) -> str:
    """A text; null is the empty one. A list or an object is no text."""
    if isinstance(value, list | dict):
        raise TypeError("a text was expected")
    return "" if value is None else str(value)


def optional_text(value: Any) -> str | None:
    """A text, or None where there is none or an empty one."""
    return text(value) or None


def needed_text(value: Any) -> str:
    """A text that must be there, such as an id."""
    found = text(value)
    if not found:
        raise ValueError("a text is missing")
    return found


def flag(value: Any) -> bool:
    """Whether it says yes; null and missing say no, and so do the words for no."""
    if isinstance(value, str):
        return value.strip().lower() not in ("", "false", "0", "f", "no", "off")
    return bool(value)


def obj(value: Any) -> Record:
    """An object; null and missing are an empty one."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value


def records(value: Any) -> Sequence[Record]:
    """A list of objects; null is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    if not all(isinstance(item, dict) for item in value):
        raise TypeError("a list of objects was expected")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts; null is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return tuple(text(item) for item in value)


def pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """An object of texts, such as `{"Licence": "Team"}`, in its order; anything inside becomes text."""
    if value == []:
        return ()
    return tuple((str(name), "" if held is None else str(held)) for name, held in obj(value).items())


def moment_ms(value: Any) -> int:
    """Milliseconds since the epoch of an ISO 8601 time; without a zone it is UTC."""
    if not isinstance(value, str):
        raise ValueError("a time was expected")
    moment = datetime.fromisoformat(value.strip())
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MILLISECOND


def optional_moment_ms(value: Any) -> int | None:
    """As `moment_ms`, or None where there is none."""
    return None if value is None or value == "" else moment_ms(value)


def minor_of_major(value: Any, currency: str) -> int | None:
    """Minor units of an amount written in major ones ("49.50", "19", 19), exactly; None where there is none.

    An unknown currency gives None, too: how many minor units it has is never guessed.
    Raises: ValueError for what is no amount, or has more decimals than the currency stores.
    """
    unit = CURRENCIES.get(currency)
    if value is None or value == "" or unit is None:
        return None
    found = _MAJOR.fullmatch(text(value).replace(",", "").strip())
    if found is None or isinstance(value, bool):
        raise ValueError("an amount was expected")
    sign, major, rest = found[1], found[2], (found[3] or "").rstrip("0")
    if len(rest) > unit.digits:
        raise ValueError("the amount has more decimals than its currency")
    minor = _bounded(int(major + rest.ljust(unit.digits, "0")))
    return -minor if sign else minor
