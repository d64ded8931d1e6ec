"""How many tokens a text is, estimated without any model's own tokenizer, and what they cost. No I/O here.

The estimate errs on the high side. Counted are three Latin letters or blanks a token, three letters with marks,
Greek or Cyrillic ones to two tokens, one a letter of the Near East, a digit or a sign, three to two letters of
India, South-East Asia and the Far East, and three a pictogram. Held against OpenAI's encodings cl100k and o200k
on requests and texts in ten languages (November 2026) it was 1.2 to 4.3 times their count, in Latin letters 1.3
to 1.6 times. Encodings that split other alphabets into bytes take more.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

PER_MESSAGE = 8
_MILLION = 1_000_000
_SIXTHS = 6
_KINDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"[A-Za-z\s]"), 2),
    (re.compile(r"[!-@\[-`{-~]"), 6),
    (re.compile(r"[\u00a1-\u024f\u1e00-\u1eff]"), 4),
    (re.compile(r"[\u0370-\u058f]"), 4),
    (re.compile(r"[\u0590-\u08ff]"), 6),
    (re.compile(r"[\u0900-\u1dff]"), 9),
    (re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 9),
)
_OTHER = 18
_REMEMBERED = 64


@lru_cache(maxsize=_REMEMBERED)
def tokens_of(text: str) -> int:
    """The tokens of a text, rather too many than too few."""
    left, sixths = len(text), 0
    for pattern, weight in _KINDS:
        count = len(pattern.findall(text))
        left -= count
        sixths += count * weight
    return -(-(sixths + left * _OTHER) // _SIXTHS)


def tokens_of_messages(texts: Sequence[str]) -> int:
    """The tokens of a conversation, with what a message takes beside its text."""
    return sum(tokens_of(text) + PER_MESSAGE for text in texts)


def cost_minor(sent_tokens: int, back_tokens: int, sent_price: Fraction, back_price: Fraction) -> int:
    """What that many tokens cost, rounded up; prices are in minor units per million tokens."""
    exact = (sent_tokens * sent_price + back_tokens * back_price) / _MILLION
    return -(-exact.numerator // exact.denominator)
