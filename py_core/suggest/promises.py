"""Promises about the price: amounts, percentages, and words such as free, discount, guarantee. No I/O here.

A promise is known when the listing makes it in the same words: the same word before the same next one, and denied
in both or in neither (`no refunds` is no `refunds`). Amounts and percentages are known by their number.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from py_core.suggest.data.promises import (
    CURRENCIES,
    NEGATIONS,
    PER_CENT,
    PER_CENT_PAIRS,
    PHRASES,
    PIECES,
    WORDS,
)
from py_core.suggest.folding import ascii_digits, folded

_TOKEN = re.compile(
    r"\d+(?:[.,'\u00a0\u2009\u202f]\d+)*|(?:us|[acr])\$|[^\W\d_]+(?:['-][^\W\d_]+)*|[%$€£¥₹₩₽₺₫₴₱₦₪฿¢]|[.!?;:\n]"
)
_STOPS = frozenset(".!?;:\n")
_EXACT = frozenset(word for word in WORDS if not word.endswith("*"))
_BEGINNINGS = tuple(sorted(word[:-1] for word in WORDS if word.endswith("*")))
_PHRASES = tuple(tuple(phrase.split()) for phrase in PHRASES)
_FIRST_OF_PHRASES = frozenset(phrase[0] for phrase in _PHRASES)
_FREE = "-free"
_NEAR = 3
_GROUPING = re.compile(r"[.,'\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_PIECE_AFTER = 2
_REMEMBERED = 32


@lru_cache(maxsize=_REMEMBERED)
def promises_in(text: str) -> Mapping[str, str]:
    """Every promise of a text: what makes it the same as another, and how it reads."""
    plain = ascii_digits(folded(text))
    found: dict[str, str] = {}
    words = _TOKEN.findall(plain)
    for at, word in enumerate(words):
        for key, shown in _at(words, at, word):
            found.setdefault(key, shown)
    for piece in PIECES:
        for hit in re.finditer(piece, plain):
            found.setdefault(f"piece {plain[hit.start() : hit.end() + _PIECE_AFTER]}", piece)
    return found


def new_promises(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The promises of a text that are not among the known ones, as they read."""
    return tuple(dict.fromkeys(shown for key, shown in promises_in(text).items() if key not in known))


def _at(words: list[str], at: int, word: str) -> Iterator[tuple[str, str]]:
    if word[0].isdigit():
        yield from _amount(words, at, word)
        return
    if _promises(word):
        yield _key(words, at, at + 1), word
    if word in _FIRST_OF_PHRASES:
        for phrase in _PHRASES:
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield _key(words, at, at + len(phrase)), " ".join(phrase)


def _promises(word: str) -> bool:
    if word in _EXACT or word.endswith(_FREE) or word.startswith(_BEGINNINGS):
        return True
    return "-" in word and any(map(_promises, word.split("-")))


def _amount(words: list[str], at: int, word: str) -> Iterator[tuple[str, str]]:
    number = _GROUPING.sub("", word).replace(",", ".")
    before, after = "".join(words[at - 1 : at]), "".join(words[at + 1 : at + 2])
    if after in PER_CENT or tuple(words[at + 1 : at + 3]) in PER_CENT_PAIRS or before == "%":
        yield f"percent {number}", f"{word} %"
    for money in (before, after):
        if money in CURRENCIES:
            yield f"amount {number}", f"{before} {word}" if money == before else f"{word} {after}"


def _key(words: list[str], first: int, end: int) -> str:
    """The words, the next one of the same sentence or else the one before, and whether they are denied."""
    after = "".join(words[end : end + 1])
    before = "".join(words[first - 1 : first]) if first else ""
    beside = f"{after}>" if after and after not in _STOPS else f"<{before}"
    near = words[max(0, first - _NEAR) : first]
    for stop in range(len(near) - 1, -1, -1):
        if near[stop] in _STOPS:
            near = near[stop + 1 :]
            break
    denied = "not " if any(word in NEGATIONS for word in near) else ""
    return f"{denied}{' '.join(words[first:end])} {beside}"
