"""Codes that were meant, where another one was typed: blanks, look-alike characters, one slip. No I/O here."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

SHORTEST_SLIP = 4
MOST = 3
_ALIKE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕкмнтвԁ", "aeopcyxijskmhtbd", strict=True)),
        **dict(zip("αεορικτνυχ", "aeopiktvux", strict=True)),
        "0": "o",
        "1": "l",
        "i": "l",
        "|": "l",
        "!": "l",
        "5": "s",
        "$": "s",
        "2": "z",
        "8": "b",
        "_": "-",
    }
)


class Likeness(StrEnum):
    """How two codes differ."""

    BLANK = "blank"
    ALIKE = "alike"
    SLIP = "slip"


def same_code(one: str, other: str) -> bool:
    """Whether a checkout takes them for the same; it does not look at capitals (API contract, section 7.3)."""
    return one.casefold() == other.casefold()


def _without_blanks(text: str) -> str:
    return "".join(text.casefold().split())


def _shape(text: str) -> str:
    """A code as it looks: without blanks, with every look-alike as the same letter."""
    plain = unicodedata.normalize("NFKD", _without_blanks(text))
    kept = (
        "-" if unicodedata.category(char) == "Pd" else char for char in plain if not unicodedata.combining(char)
    )
    return "".join(kept).replace("\u2212", "-").translate(_ALIKE)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter left out, put in, changed, or swapped with its neighbour makes the other."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST_SLIP:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return len(one) != len(other)
    left, right = one[at:], other[at:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def meant(typed: str, names: Iterable[str]) -> tuple[tuple[str, Likeness], ...]:
    """The few names that may have been meant where another text was typed, those of the nearest kind alone."""
    blankless, shape = _without_blanks(typed), _shape(typed)
    found: dict[Likeness, list[str]] = {}
    for name in dict.fromkeys(names):
        plain = _without_blanks(name)
        if plain == blankless:
            found.setdefault(Likeness.BLANK, []).append(name)
        elif _shape(name) == shape:
            found.setdefault(Likeness.ALIKE, []).append(name)
        elif _one_slip(blankless, plain):
            found.setdefault(Likeness.SLIP, []).append(name)
    return next((tuple((name, kind) for name in found[kind][:MOST]) for kind in Likeness if kind in found), ())
