"""How Gumroad reads a parameter as a number, a yes or a text: leniently, and differently per rule.

Source: the API contract's rules for request encodings (Rails 7.1 attribute types).
"""

import re
from decimal import Decimal
from typing import TypeAlias

Param: TypeAlias = "str | int | bool | Decimal | list[Param] | dict[str, Param] | None"
Params: TypeAlias = dict[str, Param]

INT32_MAX = 2_147_483_647
INT32_MIN = -2_147_483_648

_LEADING_INTEGER = re.compile(r"\s*([+-]?[0-9]+(?:_[0-9]+)*)")
_MAX_DIGITS = 40
_NO = ("0", "f", "F", "false", "FALSE", "off", "OFF")
_YES = ("1", "t", "T", "true", "TRUE")


def is_scalar(value: Param) -> bool:
    """Whether the value is one thing and neither a list nor an object."""
    return not isinstance(value, (list, dict))


def is_blank(value: Param) -> bool:
    """Nothing, an empty or all-space text, an empty list, or false."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or value == [] or value == {}


def leading_integer(value: Param) -> int:
    """The whole number a text begins with, else 0: "10.99" is 10, "12abc" is 12, "abc" is 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value.adjusted() <= _MAX_DIGITS else 10**_MAX_DIGITS
    if not isinstance(value, str):
        return 0
    found = _LEADING_INTEGER.match(value)
    return int(found[1].replace("_", "")[: _MAX_DIGITS + 1]) if found else 0


def to_integer(value: Param) -> int | None:
    """A database integer: blank text and null are None, everything else by its leading digits."""
    if value is None or not is_scalar(value):
        return None
    if isinstance(value, str) and not value.strip():
        return None
    return leading_integer(value)


def to_text(value: Param) -> str | None:
    """A database text: numbers as they are written, true as 1, false as 0."""
    if value is None or not is_scalar(value):
        return None
    return str(int(value)) if isinstance(value, bool) else str(value)


def to_boolean(value: Param) -> bool | None:
    """A database boolean: the listed words are false, blank is None, everything else is true."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value != 0
    return value not in _NO


def is_listed_true(value: Param) -> bool:
    """True only for true, 1 and the words 1, t, T, true, TRUE."""
    if isinstance(value, (bool, int)):
        return value == 1
    return isinstance(value, str) and value in _YES


def is_true_text(value: Param) -> bool:
    """True only for the text `true`; a JSON true is not."""
    return value == "true" and isinstance(value, str)


def within_int32(value: int | None) -> bool:
    """Whether the database column can hold the number."""
    return value is None or INT32_MIN <= value <= INT32_MAX


def clamp(value: int | None, low: int, high: int) -> int | None:
    """The number kept inside the bounds; None stays None."""
    return None if value is None else max(low, min(high, value))
