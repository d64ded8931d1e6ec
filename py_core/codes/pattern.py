"""Random codes by a pattern: `#` is a letter or digit that nobody mistakes for another. No dice here.

The dice are a seed that the caller hands in: the same seed always gives the same codes, and nobody can work one
code out from others, since every character comes from SHAKE-256 over 32 random bytes.
"""

import hashlib
import re
from collections.abc import Container

from py_core.errors import InputError
from py_core.gumroad.rules.codes import name_objections
from py_core.words import say

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
PLACE = "#"
SEED_BYTES = 32
ROOM = 1_000
MOST_CODES = 10_000
_BYTE_LIMIT = 256 // len(ALPHABET) * len(ALPHABET)
_SEED = re.compile(rf"([0-9a-f]{{2}}){{{SEED_BYTES}}}")


def places(pattern: str) -> int:
    """How many random characters a pattern has."""
    return pattern.count(PLACE)


def check_pattern(pattern: str, count: int) -> str:
    """The pattern without blanks around it, when it is good for so many codes: it has to have room for a thousand
    times as many, or somebody could guess one.

    Raises: InputError.
    """
    text = pattern.strip()
    if not text:
        raise InputError("pattern_empty", say("pattern_empty"))
    found = name_objections(text.replace(PLACE, "A"))
    if found:
        raise InputError(found[0].code, found[0].text)
    random = places(text)
    if random == 0:
        raise InputError("pattern_places", say("pattern_places"))
    if len(ALPHABET) ** random < ROOM * count:
        more = 1
        while len(ALPHABET) ** (random + more) < ROOM * count:
            more += 1
        raise InputError("pattern_room", say("pattern_room", n=more))
    return text


class _Stream:
    """Characters out of a seed, without favouring any."""

    def __init__(self, seed: str, pattern: str) -> None:
        self._shake = hashlib.shake_256(bytes.fromhex(seed) + b"\0" + pattern.encode())
        self._ready = ""
        self._size = 0

    def take(self, start: int, length: int) -> str:
        while len(self._ready) < start + length:
            self._size = max(1024, 2 * self._size, 2 * (start + length))
            raw = self._shake.digest(self._size)
            self._ready = "".join(ALPHABET[byte % len(ALPHABET)] for byte in raw if byte < _BYTE_LIMIT)
        return self._ready[start : start + length]


def is_seed(text: str) -> bool:
    """Whether a text is a seed: 32 bytes in hexadecimal."""
    return _SEED.fullmatch(text) is not None


def minted(pattern: str, seed: str, count: int, taken: Container[str]) -> tuple[str, ...]:
    """`count` different codes by a pattern. None is alike, in more than case, to another or to one in `taken`,
    which holds case-folded names.

    Raises: InputError for a seed that is none.
    """
    if not is_seed(seed):
        raise InputError("mint_seed", say("mint_seed"))
    stream = _Stream(seed, pattern)
    length, at = places(pattern), 0
    pieces = pattern.split(PLACE)
    found: dict[str, str] = {}
    while len(found) < count:
        random = stream.take(at, length)
        at += length
        name = "".join(piece + char for piece, char in zip(pieces, random, strict=False)) + pieces[-1]
        folded = name.casefold()
        if folded not in taken and folded not in found:
            found[folded] = name
    return tuple(found.values())
