"""How hard a text is to read: Flesch's reading ease and LIX. No I/O here.

Words, sentences and syllables are counted as textstat counts them, so that the figures agree with what sellers
get elsewhere; the tests hold them against it. Flesch needs syllables, which are known for English and Italian; LIX
needs none and serves every language.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from py_core.listing.syllables import english_syllables, italian_syllables

_LOOSE_APOSTROPHE = re.compile(r"'(?!(?:[tsd]|ve|ll|re))")
_NOT_A_WORD = re.compile(r"[^\w\s']")
_NOT_A_LETTER = re.compile(r"[^\w\s]")
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_SHORTEST_SENTENCE = 3
_LONG_WORD = 7


class Flesch(NamedTuple):
    """Flesch's reading ease for one language: `base` less weighted words per sentence and syllables per word."""

    base: float
    per_sentence: float
    per_word: float
    syllables: Callable[[str], int]


# Flesch 1948; Franchina and Vacca 1986.
FLESCH: Mapping[str, Flesch] = MappingProxyType(
    {
        "en": Flesch(206.835, 1.015, 84.6, english_syllables),
        "it": Flesch(217, 1.3, 60, italian_syllables),
    }
)


class Reading(NamedTuple):
    """How hard a text is. `flesch` is None for a language whose syllables are not known."""

    words: int
    sentences: int
    flesch: float | None
    lix: float


def reading_of(text: str, language: str) -> Reading:
    """Both figures of a text in one line. Flesch: 100 is very easy, 0 very hard. LIX: 20 very easy, 60 very hard.

    Source: `FLESCH`; Björnsson 1968 (LIX: words per sentence + percent of words of more than six letters).
    """
    words = _words(text)
    if not words:
        return Reading(0, 0, None, 0.0)
    sentences = max(1, sum(len(_words(piece)) >= _SHORTEST_SENTENCE for piece in _SENTENCE.findall(text)))
    per_sentence = len(words) / sentences
    long = sum(len(word) >= _LONG_WORD for word in _NOT_A_LETTER.sub("", text).split())
    lix = per_sentence + 100 * long / len(words)
    known = FLESCH.get(language)
    if known is None:
        return Reading(len(words), sentences, None, lix)
    syllables = sum(map(known.syllables, words)) / len(words)
    flesch = known.base - known.per_sentence * per_sentence - known.per_word * syllables
    return Reading(len(words), sentences, flesch, lix)


def _words(text: str) -> list[str]:
    return _NOT_A_WORD.sub("", _LOOSE_APOSTROPHE.sub("", text)).split()
