"""How hard a text is to read: Flesch's reading ease and LIX. No I/O here.

Words, sentences and syllables are counted as textstat counts them, so that the figures agree with what sellers get
elsewhere; the tests hold them against it. Flesch needs syllables, which are known for English; LIX needs none and
serves every language.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from py_core.listing.data.english_syllables import ENDINGS, WORDS

_LOOSE_APOSTROPHE = re.compile(r"'(?!(?:[tsd]|ve|ll|re))")
_NOT_A_WORD = re.compile(r"[^\w\s']")
_NOT_A_LETTER = re.compile(r"[^\w\s]")
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_VOWELS = re.compile("[aeiouy]+")
_NOT_PLAIN = re.compile("[^a-z]")
_LONGEST_ENDING = max(map(len, ENDINGS))
_SHORTEST_SENTENCE = 3
_LONG_WORD = 7


class Reading(NamedTuple):
    """How hard a text is. `flesch` is None for a language whose syllables are not known."""

    words: int
    sentences: int
    flesch: float | None
    lix: float


def reading_of(text: str, language: str) -> Reading:
    """Both figures of a text in one line. Flesch: 100 is very easy, 0 very hard. LIX: 20 very easy, 60 very hard.

    Source: Flesch 1948 (206.835 - 1.015 words per sentence - 84.6 syllables per word); Björnsson 1968 (words per
    sentence + percent of words of more than six letters).
    """
    words = _words(text)
    if not words:
        return Reading(0, 0, None, 0.0)
    sentences = max(1, sum(len(_words(piece)) >= _SHORTEST_SENTENCE for piece in _SENTENCE.findall(text)))
    per_sentence = len(words) / sentences
    long = sum(len(word) >= _LONG_WORD for word in _NOT_A_LETTER.sub("", text).split())
    lix = per_sentence + 100 * long / len(words)
    if language != "en":
        return Reading(len(words), sentences, None, lix)
    syllables = sum(map(syllables_of, words)) / len(words)
    return Reading(len(words), sentences, 206.835 - 1.015 * per_sentence - 84.6 * syllables, lix)


def _words(text: str) -> list[str]:
    return _NOT_A_WORD.sub("", _LOOSE_APOSTROPHE.sub("", text)).split()


@lru_cache(maxsize=8192)
def syllables_of(word: str) -> int:
    """The syllables of an English word, at least one."""
    plain = _NOT_PLAIN.sub("", word.lower())
    count = len(_VOWELS.findall(plain))
    if count > 1 and plain.endswith("e") and not plain.endswith(("le", "ee")):
        count -= 1
    count = max(1, count) + _ending(plain)
    return max(1, max(1, count) + WORDS.get(word.lower(), 0))


def _ending(word: str) -> int:
    """What the longest known ending adds."""
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        more = ENDINGS.get(word[-length:])
        if more is not None:
            return more
    return 0
