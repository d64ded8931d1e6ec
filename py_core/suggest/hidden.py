"""Characters that nobody sees: they carry instructions past a reader, or make one text look like another.

Hidden are controls, marks of direction, tags, zero widths, lone halves of a pair, private, blank and unknown
letters. A joiner is none where scripts and pictograms need it: between letters that join, and between two
pictograms. No I/O here.
"""

import re
import unicodedata
from collections.abc import Iterator

_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_USUAL = frozenset("\n\r\t")
_JOINERS = frozenset("\u200c\u200d")
_JOINING = frozenset(("Lo", "Mc", "Mn", "So", "Sk"))
_PICTOGRAM_STYLES = frozenset("\ufe0e\ufe0f")
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_SCRIPTS = (("latin", r"A-Za-z\u00c0-\u024f"), ("greek", r"\u0370-\u03ff"), ("cyrillic", r"\u0400-\u052f"))
_WORD = re.compile(r"[^\W\d_]+")
_OF_SCRIPT = tuple(re.compile(f"[{letters}]") for _, letters in _SCRIPTS)


def without_hidden(text: str) -> str:
    """The text as a reader sees it; every line break is a plain one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if plain.isascii() and plain.isprintable():
        return plain
    dropped = {at for at, _ in _hidden(plain)}
    return "".join(letter for at, letter in enumerate(plain) if at not in dropped)


def hidden_in(text: str) -> tuple[str, ...]:
    """The hidden characters of a text, each once, as `U+202E`."""
    return tuple(dict.fromkeys(f"U+{ord(letter):04X}" for _, letter in _hidden(text)))


def mixed_in(text: str) -> tuple[str, ...]:
    """Words with letters of several alphabets that look alike: Latin, Greek, Cyrillic."""
    return tuple(
        word
        for word in dict.fromkeys(_WORD.findall(text))
        if not word.isascii() and sum(bool(script.search(word)) for script in _OF_SCRIPT) > 1
    )


def _hidden(text: str) -> Iterator[tuple[int, str]]:
    for at, letter in enumerate(text):
        if letter not in _USUAL and _is_hidden(text, at, letter):
            yield at, letter


def _is_hidden(text: str, at: int, letter: str) -> bool:
    if letter.isascii():
        return not letter.isprintable()
    code = ord(letter)
    if letter in _JOINERS:
        return not (_joins(text[at - 1 : at]) and _joins(text[at + 1 : at + 2]))
    if any(first <= code <= last for first, last in _SELECTORS):
        return letter not in _PICTOGRAM_STYLES or at == 0
    if letter in _BLANK_LETTERS:
        return True
    return unicodedata.category(letter) in _HIDDEN_CATEGORIES


def _joins(letter: str) -> bool:
    return bool(letter) and (letter in _PICTOGRAM_STYLES or unicodedata.category(letter) in _JOINING)
