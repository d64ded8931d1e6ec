"""Names as SQLite can look for them: without regard to case and accents. Pure.

`GLOB` knows sets of characters, so every letter of a word becomes the set of the letters that are written like it:
"jose" finds José, JOSÉ and Jose.
"""

import unicodedata
from functools import cache

_RANGES = ((0x41, 0x250), (0x370, 0x530), (0x1E00, 0x2000))
"""Latin, Greek and Cyrillic with their accents; other scripts hardly know case."""
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ς": "σ"}
_SPECIAL = "*?["


def glob_of(word: str) -> str:
    """The pattern of texts that contain a word."""
    return f"*{''.join(map(_one, unicodedata.normalize('NFC', word)))}*"


def plain_letter(letter: str) -> str:
    """A letter in small and without its accents."""
    small = letter.lower()
    base = unicodedata.normalize("NFD", small)[:1]
    return _PLAIN.get(base, base)


def _one(letter: str) -> str:
    alike = _alike().get(plain_letter(letter), "")
    if len(alike) > 1:
        return f"[{alike}]"
    return f"[{letter}]" if letter in _SPECIAL else letter


@cache
def _alike() -> dict[str, str]:
    """Letters by what they are without case and accents, the plain ones first."""
    found: dict[str, list[str]] = {}
    for first, end in _RANGES:
        for letter in map(chr, range(first, end)):
            if letter.isalpha():
                found.setdefault(plain_letter(letter), []).append(letter)
    return {plain: "".join(letters) for plain, letters in found.items()}
