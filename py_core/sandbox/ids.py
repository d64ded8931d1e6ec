"""Identifiers as Gumroad shows them, computed from plain numbers and back. No state here.

The same number gives the same external id in every kind of record, as on the real server.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

_SPACE = 1 << 128
_FIRST = 0x9E3779B97F4A7C15F39CC0605CEDC835
_SECOND = 0xC2B2AE3D27D4EB4F165667B19E3779F9
_FIRST_INVERSE = pow(_FIRST, -1, _SPACE)
_SECOND_INVERSE = pow(_SECOND, -1, _SPACE)
_HIGHEST_NUMBER = 1 << 40

_PAGE_PRIME = 1_073_741_789
_PAGE_FACTOR = 387_420_489
_PAGE_INVERSE = pow(_PAGE_FACTOR, -1, _PAGE_PRIME)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PERMALINKS = len(_LETTERS) ** 6
_PERMALINK_FACTOR = 189_423_017


@lru_cache(maxsize=65_536)
def external_id(number: int) -> str:
    """The opaque 24-character id of record `number`, ending in `==`."""
    mixed = number * _FIRST % _SPACE
    mixed ^= mixed >> 67
    mixed = mixed * _SECOND % _SPACE
    mixed ^= mixed >> 71
    return urlsafe_b64encode(mixed.to_bytes(16, "big")).decode()


def number_of(external: str) -> int | None:
    """The number behind an external id, or None when the text is not one of ours."""
    if len(external) != 24 or not external.endswith("=="):
        return None
    try:
        mixed = int.from_bytes(urlsafe_b64decode(external), "big")
    except ValueError:
        return None
    mixed ^= mixed >> 71
    mixed = mixed * _SECOND_INVERSE % _SPACE
    mixed ^= mixed >> 67
    number = mixed * _FIRST_INVERSE % _SPACE
    return number if 0 < number < _HIGHEST_NUMBER else None


def page_number(number: int) -> int:
    """The positive whole number that stands for a record in a page key."""
    return number * _PAGE_FACTOR % _PAGE_PRIME


def number_of_page(shown: int) -> int:
    """The record number behind the second part of a page key."""
    return shown * _PAGE_INVERSE % _PAGE_PRIME


def generated_permalink(number: int) -> str:
    """The six letters Gumroad gives a product without being asked."""
    rest = number * _PERMALINK_FACTOR % _PERMALINKS
    letters = ""
    for _ in range(6):
        rest, at = divmod(rest, len(_LETTERS))
        letters += _LETTERS[at]
    return letters


def license_key(number: int) -> str:
    """A license key: four groups of eight hexadecimal digits."""
    mixed = (number * _SECOND + _FIRST) % _SPACE
    digits = f"{mixed ^ (mixed >> 59):032X}"
    return "-".join(digits[at : at + 8] for at in range(0, 32, 8))
