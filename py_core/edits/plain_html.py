"""A block as the seller types it, as HTML that a description may have. No I/O here."""

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from typing import NoReturn
from urllib.parse import urlsplit

from py_core.errors import InputError
from py_core.listing.article import read_article
from py_core.words import say

LONGEST_BLOCK = 20_000
ALLOWED = frozenset(
    ("a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "pre", "s", "strong")
) | {"u", "ul"}
_LINK_ATTRIBUTES = frozenset(("href", "target", "rel"))
_SCHEMES = frozenset(("http", "https", "mailto"))
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"(#{1,3})\s+(\S.*)")
_BULLET = re.compile(r"[-*•]\s+(\S.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(\S.*)")
_MARK = re.compile(
    r"\*\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*\*|\*(?P<italic>[^*\s](?:[^*\n]*[^*\s])?)\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<address>[^\s()]+)\)"
)


def block_html(text: str, *, plain: bool) -> str:
    """The block as HTML. Raises: InputError when it is empty, too long, or has what a description may not."""
    if not text.strip():
        raise InputError("block_empty", say("block_empty"))
    if len(text) > LONGEST_BLOCK:
        raise InputError("block_long", say("block_long", most=f"{LONGEST_BLOCK:,}"))
    return plain_html(text) if plain else checked_html(text.strip())


def plain_html(text: str) -> str:
    """Plain lines as HTML. Raises: InputError for an address that is none."""
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").strip())
    return "".join(part for paragraph in paragraphs for part in _blocks(paragraph.strip("\n").split("\n")))


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    for kind, group in groupby((line.strip() for line in lines), key=_kind):
        texts = list(group)
        if kind == "heading":
            yield from (_heading(*found.groups()) for found in map(_HEADING.fullmatch, texts) if found)
        elif kind in ("ul", "ol"):
            form = _BULLET if kind == "ul" else _NUMBERED
            items = "".join(f"<li>{_inline(found[1])}</li>" for found in map(form.fullmatch, texts) if found)
            yield f"<{kind}>{items}</{kind}>"
        else:
            yield f"<p>{'<br>'.join(map(_inline, texts))}</p>"


def _heading(signs: str, text: str) -> str:
    level = len(signs) + 1
    return f"<h{level}>{_inline(text)}</h{level}>"


def _kind(line: str) -> str:
    if _HEADING.fullmatch(line):
        return "heading"
    if _BULLET.fullmatch(line):
        return "ul"
    return "ol" if _NUMBERED.fullmatch(line) else "p"


def _inline(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for found in _MARK.finditer(text):
        pieces.append(html.escape(text[at : found.start()], quote=False))
        at = found.end()
        if found["bold"]:
            pieces.append(f"<strong>{html.escape(found['bold'], quote=False)}</strong>")
        elif found["italic"]:
            pieces.append(f"<em>{html.escape(found['italic'], quote=False)}</em>")
        else:
            _check_address(found["address"])
            pieces.append(
                f'<a href="{html.escape(found["address"])}">{html.escape(found["label"], quote=False)}</a>'
            )
    return "".join((*pieces, html.escape(text[at:], quote=False)))


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        named = parts.scheme.lower() in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
    except ValueError:
        named = False
    if not named:
        raise InputError("block_address", say("block_address", what=address[:60]))


def checked_html(text: str) -> str:
    """HTML as it is. Raises: InputError for an element, an attribute or an address that it may not have, and for
    one that is not closed.
    """
    reader = _Checker()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:
        raise InputError("block_element", say("block_element", what="<!")) from error
    broken = read_article(text).broken
    if broken:
        raise InputError("block_broken", say("block_broken", what=broken[0]))
    return text


class _Checker(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            raise InputError("block_element", say("block_element", what=f"<{tag}>"))
        for name, value in attrs:
            if tag != "a" or name not in _LINK_ATTRIBUTES:
                text = say("block_attribute", what=name, tag=f"<{tag}>")
                raise InputError("block_attribute", text)
            if name == "href":
                _check_address((value or "").strip())

    def handle_comment(self, data: str) -> None:
        _refuse("<!--", data)

    def handle_decl(self, decl: str) -> None:
        _refuse("<!", decl)

    def handle_pi(self, data: str) -> None:
        _refuse("<?", data)

    def unknown_decl(self, data: str) -> None:
        _refuse("<!", data)


def _refuse(opening: str, data: str) -> NoReturn:
    raise InputError("block_element", say("block_element", what=f"{opening}{data[:10]}…"))
