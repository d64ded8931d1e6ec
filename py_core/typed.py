"""Numbers as people type them, read exactly or refused with a sentence. No I/O here."""

import re
from fractions import Fraction

from py_core.errors import InputError
from py_core.words import say

_DIGITS = 15
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_COMMA = re.compile(r"[+-]?[\d.]*,\d*", re.ASCII)
_BLANKS = re.compile(r"[ \u00a0\u202f\t]")


def _refused(code: str, **values: object) -> InputError:
    return InputError(code, say(code, **values))


def parse_decimal(text: str, example: str) -> Fraction:
    """A typed plain number ("12", "+12.5", "-.5", "−3") as an exact fraction.

    Raises: InputError when it is empty, has a comma or other digits than 0 to 9, is too long, or is not a
    number at all. `example` is shown in the sentence.
    """
    cleaned = _BLANKS.sub("", text.strip()).replace("\u2212", "-")
    shown = text.strip()[:40]
    if not cleaned:
        raise _refused("number_empty", example=example)
    if not cleaned.isascii() and any(char.isdigit() for char in cleaned):
        raise _refused("number_digits", text=shown, example=example)
    if _COMMA.fullmatch(cleaned):
        raise _refused("number_comma", text=shown, example=example)
    if _PLAIN.fullmatch(cleaned) is None:
        raise _refused("number_not_a_number", text=shown, example=example)
    if sum(char.isdigit() for char in cleaned) > _DIGITS:
        raise _refused("number_too_long", example=example)
    return Fraction(cleaned)


def parse_percent(text: str, example: str) -> Fraction:
    """A typed percentage, with or without its sign: "12", "+12 %", "-5.5%" is 12, 12, -5.5."""
    return parse_decimal(text.strip().removesuffix("%"), example)


def parse_count(text: str, example: str) -> int:
    """A typed whole number, not negative. Raises InputError."""
    value = parse_decimal(text, example)
    if value.denominator != 1 or value < 0:
        raise _refused("number_not_whole", text=text.strip()[:40], example=example)
    return value.numerator


def plain(value: Fraction) -> str:
    """A fraction that came from a typed number, as the shortest decimal text ("1.15", "-3")."""
    scaled, places = value, 0
    while scaled.denominator != 1 and places < _DIGITS:
        scaled, places = scaled * 10, places + 1
    digits = str(abs(round(scaled))).rjust(places + 1, "0")
    number = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{number}" if value < 0 else number
