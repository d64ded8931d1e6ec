"""Facts of a text that must neither get lost nor be made up: numbers, file formats, versions. No I/O here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from py_core.suggest.data.formats import ALWAYS, IN_CAPITALS, SAME
from py_core.suggest.folding import ascii_digits, folded

# Letters of alphabets that put blanks between words: what stands beside a number there belongs to it.
_LETTER = "[a-z\u00b5\u00df-\u024f\u0370-\u052f]"
_NUMBER = re.compile(
    rf"(?<!{_LETTER})(?P<before>{_LETTER}*)(?P<number>\d+(?:[.,'\u00a0\u2009\u202f]\d+)*)"
    rf"(?=(?P<gap>[ \u00a0\u202f-]?)(?P<after>{_LETTER}*))"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\u00a0\u2009\u202f]\d{3})+")
_SEPARATORS = re.compile(r"[,'\u00a0\u2009\u202f]")
_GROUPING = re.compile(r"[.,'\u00a0\u2009\u202f]")
_VERSION_LETTERS = frozenset(("v", "ver", "vol", "no", "nr"))
_CODE_MOST = 4
_TOKEN = re.compile(r"[^\W_]+")
_LEAST_NAME = 2
_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states.

    `numbers` are plain (`1000`, `2.5`); `units` numbers with what stands right behind, with or without a gap (`4k`,
    `300dpi`); `tight` those without; `codes` letters right before a number (`mp4`, `a4`); `formats` file formats.
    """

    numbers: frozenset[str]
    units: frozenset[str]
    tight: frozenset[str]
    codes: frozenset[str]
    formats: frozenset[str]

    def missing_in(self, other: "Facts") -> tuple[str, ...]:
        """What this text states and the other does not, in order of the alphabet."""
        return tuple(
            sorted(
                (self.numbers - other.numbers)
                | {unit for unit in self.tight - other.units if _number_of(unit) in other.numbers}
                | (self.codes - other.codes)
                | {form.upper() for form in self.formats - other.formats}
            )
        )


@lru_cache(maxsize=_REMEMBERED)
def facts_of(text: str) -> Facts:
    """The facts of a text; numbers of any script and any way of grouping are alike."""
    numbers, units, tight, codes = set(), set(), set(), set()
    plain = ascii_digits(folded(text))
    for found in _NUMBER.finditer(plain):
        number = _plain_number(found["number"])
        before, after = found["before"], found["after"]
        if before and before not in _VERSION_LETTERS and len(before) <= _CODE_MOST:
            codes.add(before + number)
            continue
        numbers.add(number)
        if after:
            units.add(number + after)
            if not found["gap"]:
                tight.add(number + after)
    return Facts(frozenset(numbers), frozenset(units), frozenset(tight), frozenset(codes), _formats(text))


def _plain_number(text: str) -> str:
    if _GROUPED.fullmatch(text):
        return _GROUPING.sub("", text)
    return _SEPARATORS.sub(".", text)


def _number_of(unit: str) -> str:
    return unit.rstrip("".join(sorted({letter for letter in unit if letter.isalpha()})))


def _formats(text: str) -> frozenset[str]:
    """The file formats named in a text, each under one name."""
    found = set()
    for token in _TOKEN.finditer(text):
        word = token[0]
        behind_stop = token.start() > 0 and text[token.start() - 1] == "."
        for spelled in (word, word[:-1] if word.endswith("s") else ""):
            ending = spelled.casefold()
            ending = SAME.get(ending, ending)
            if ending in ALWAYS or (ending in IN_CAPITALS and (spelled.isupper() or behind_stop)):
                found.add(ending)
                break
    return frozenset(found)


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these names stand in a text as whole words."""
    plain = f" {' '.join(_TOKEN.findall(folded(text)))} "
    words = ((name, " ".join(_TOKEN.findall(folded(name)))) for name in names)
    return tuple(name for name, said in words if len(said) >= _LEAST_NAME and f" {said} " in plain)
