"""What must not stand in the HTML of an answer. No I/O here."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from py_core.listing.article import as_html, read_article
from py_core.suggest.markup import ALLOWED, KEPT_AS, VOID
from py_core.suggest.problem import Problem

_TAG = re.compile(r"<[a-zA-Z/!?]")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_SHOWN = 5
DEEPEST = 30
MOST_UNFINISHED = 30
UNREADABLE = frozenset(("html_deep", "html_unfinished"))


def paragraphs_of(text: str) -> str:
    """An answer without any HTML as paragraphs, parted where lines are empty; one with HTML as it is."""
    if _TAG.search(text):
        return text
    pieces = (piece.strip() for piece in _BETWEEN_PARAGRAPHS.split(text))
    return "".join(f"<p>{as_html(piece).replace(chr(10), '<br>')}</p>" for piece in pieces if piece)


def html_problems(value: str) -> Iterator[Problem]:
    """Elements and attributes outside of the few, comments and the like, elements that are never closed.

    What is `UNREADABLE` takes too long to be looked at any further.
    """
    unfinished = value.count("<") - value.count(">")
    if unfinished > MOST_UNFINISHED:
        yield Problem.of("html_unfinished", n=unfinished)
        return
    reader = _Reader()
    try:
        reader.feed(value)
        reader.close()
    except AssertionError:
        reader.found.append("<!")
    broken = () if reader.deepest > DEEPEST else read_article(value).broken
    found = tuple(dict.fromkeys((*reader.found, *broken)))
    if reader.deepest > DEEPEST:
        yield Problem.of("html_deep", most=DEEPEST)
    if found:
        yield Problem.of("html", what=" ".join(found[:_SHOWN]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.deepest = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = KEPT_AS.get(tag, tag)
        self._depth += name not in VOID
        self.deepest = max(self.deepest, self._depth)
        if name not in ALLOWED:
            self.found.append(f"<{tag[:20]}>")
        self.found += [f"{attr[:20]}=" for attr, _ in attrs if (name, attr) != ("a", "href")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag not in VOID

    def handle_comment(self, data: str) -> None:
        del data
        self.found.append("<!--")

    def handle_decl(self, decl: str) -> None:
        del decl
        self.found.append("<!")

    def handle_pi(self, data: str) -> None:
        del data
        self.found.append("<?")

    def unknown_decl(self, data: str) -> None:
        del data
        self.found.append("<!")
