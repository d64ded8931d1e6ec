"""Addresses in a text: of the web, of mail, and names that lead somewhere. No I/O here.

Rather too many than too few: whatever a mail program or a phone could turn into a link counts, and so does what a
reader would type (`example dot com`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from py_core.suggest.folding import folded

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:/{1,3}[^\s<>\"]+")
_BARE_SCHEME = re.compile(r"\b(?:mailto|tel|sms|javascript|data|vbscript|blob|file|bitcoin|whatsapp|intent):\S+")
_MAIL = re.compile(r"[^\s@<>\"(),;:]{1,64}@[^\s@<>\"(),;:]{1,190}\.[^\W\d_]{2,24}")
_HOST = re.compile(
    r"(?<![^\W_])(?:[^\W_][\w-]{0,62}\.){1,8}(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})(?![^\W_])(?:[/?#:][^\s<>\"]*)?"
)
_NUMBERS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])(?:[/?#:][^\s<>\"]*)?")
_HANDLE = re.compile(r"(?<!\w)@\w[\w.-]{1,40}")
_ENDS = "com|net|org|io|info|biz|shop|store|xyz|app|dev|site|online|link|gg"
_SPOKEN = re.compile(
    rf"[^\W_][\w-]{{0,62}}(?:\s?[(\[{{]\s?(?:\.|dot|punkt|point|punto|ponto)\s?[)\]}}]\s?"
    rf"|\s(?:dot|punkt|point|punto|ponto)\s|\s\.\s?)(?:{_ENDS})\b"
)
_WIDE_STOP = re.compile(r"(?<=[a-z0-9])[\u3002\uff61](?=[a-z0-9])")
_OBFUSCATED = re.compile(r"\bhxxps?\b")
_REMEMBERED = 32
_TRAILING = ".,;:!?)]}'\"»”…"


def addresses_in(text: str) -> Iterator[str]:
    """Every address of a text, folded, without the stops behind it."""
    plain = _WIDE_STOP.sub(".", _OBFUSCATED.sub("http", folded(text)))
    for pattern in (_SCHEME, _BARE_SCHEME, _MAIL, _HOST, _NUMBERS, _HANDLE, _SPOKEN):
        for found in pattern.finditer(plain):
            yield found[0].rstrip(_TRAILING)


@lru_cache(maxsize=_REMEMBERED)
def known_addresses(*texts: str) -> frozenset[str]:
    """The addresses of texts, and their hosts: to name the host of a known link is no new one."""
    found = {address for text in texts for address in addresses_in(text)}
    return frozenset(found | {_host(address) for address in found})


def new_addresses(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The addresses that are not known, each once."""
    return tuple(dict.fromkeys(address for address in addresses_in(text) if address not in known))


def _host(address: str) -> str:
    rest = address.partition("://")[2] or address
    return re.split(r"[/?#:]", rest, maxsplit=1)[0].removeprefix("www.")
