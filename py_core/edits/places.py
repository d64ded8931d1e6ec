"""Texts inside HTML with the places where each character stands, so that one can be changed and nothing else is.

What is not changed stays byte for byte, with its entities spelled as they were. No I/O here.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser

from py_core.listing.article import Article, TextNode

# As `html.unescape` takes a character reference.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""([^\s/>=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "font", "i", "ins", "mark", "s", "small", "span", "strike", "strong")
) | {"sub", "sup", "u"}
_INSIDE = -1
"""The place of a character that shares a character reference with another."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a run: its text, from where on it stands in the run, and where each of its characters is in the
    HTML; one place more is its end. `places` is None where the text is written without any reference.
    """

    start: int
    text: str
    at: int
    places: tuple[int, ...] | None
    in_link: bool = False

    def place(self, index: int) -> int | None:
        """Where the HTML of that character of the run begins; None inside a character reference."""
        offset = index - self.start
        if self.places is None:
            return self.at + offset
        found = self.places[offset]
        return None if found == _INSIDE else found

    @property
    def end(self) -> int:
        """Where it ends in the run."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Run:
    """A text that is read as one, although marks such as `<b>` may begin or end in it.

    `attribute` says that it is the value of an attribute; one without quotes is looked at and never changed.
    """

    text: str
    segments: tuple[Segment, ...]
    attribute: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in the place of `html[start:end]`."""

    start: int
    end: int
    new: str


def edited(source: str, edits: Iterable[Edit]) -> str:
    """The HTML with all edits made; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += (source[at : edit.start], edit.new)
        at = edit.end
    return "".join((*pieces, source[at:]))


def text_runs(article: Article) -> tuple[Run, ...]:
    """What a buyer reads, run by run. A run ends where a block, a picture, a line break or a comment is."""
    runs: list[list[TextNode]] = []
    for node in article.nodes:
        if runs and _only_marks(article.html[runs[-1][-1].end : node.start]):
            runs[-1].append(node)
        else:
            runs.append([node])
    return tuple(_run(article.html, nodes) for nodes in runs)


def _only_marks(between: str) -> bool:
    if "<!" in between or "<?" in between:
        return False
    return all(name.lower() in _INLINE for name in _TAG.findall(between))


def _run(source: str, nodes: Sequence[TextNode]) -> Run:
    """One run. A text whose places cannot be told keeps its words in it, and no find can touch them."""
    segments: list[Segment] = []
    length = 0
    for node in nodes:
        raw = source[node.start : node.end]
        segments.append(_segment(length, raw, node.start, node.text, in_link=node.in_link))
        length += len(node.text)
    return Run("".join(segment.text for segment in segments), tuple(segments))


def _segment(start: int, raw: str, at: int, text: str, *, in_link: bool = False) -> Segment:
    if "&" not in raw and raw == text:
        return Segment(start, text, at, None, in_link)
    places: list[int] = []
    decoded: list[str] = []
    for begin, piece, said in _said(raw):
        decoded.append(said)
        if piece == said:
            places += range(at + begin, at + begin + len(piece))
        else:
            places += (at + begin, *(_INSIDE for _ in said[1:]))[: len(said)]
    places.append(at + len(raw))
    if "".join(decoded) != text:
        places = [_INSIDE] * (len(text) + 1)
    return Segment(start, text, at, tuple(places), in_link)


def _said(raw: str) -> Iterator[tuple[int, str, str]]:
    """Stretches of HTML text: where each begins, how it is written, what it says."""
    at = 0
    for found in _REFERENCE.finditer(raw):
        if found.start() > at:
            yield at, raw[at : found.start()], raw[at : found.start()]
        yield found.start(), found[0], html.unescape(found[0])
        at = found.end()
    if at < len(raw):
        yield at, raw[at:], raw[at:]


def replacement(run: Run, start: int, end: int, new: str) -> tuple[Edit, ...] | None:
    """The edits that put `new` in the place of `run.text[start:end]`.

    Where marks begin or end inside, they stay: the new text stands where the old one began. None where that would
    leave a link without any text, or where it begins or ends inside a character reference.
    """
    first = bisect_right(run.segments, start, key=lambda segment: segment.start) - 1
    edits: list[Edit] = []
    for at, segment in enumerate(run.segments[first:]):
        if segment.start >= end:
            break
        low, high = max(start, segment.start), min(end, segment.end)
        begin, finish = segment.place(low), segment.place(high)
        text = new if at == 0 else ""
        lost = segment.in_link and not text and high - low == len(segment.text)
        if begin is None or finish is None or lost:
            return None
        edits.append(Edit(begin, finish, html.escape(text, quote=run.attribute)))
    return tuple(edits)


def address_runs(source: str) -> tuple[Run, ...]:
    """The addresses of links, each a run of its own."""
    reader = _Links(source)
    with suppress(AssertionError):
        reader.feed(source)
        reader.close()
    return tuple(reader.runs)


class _Links(HTMLParser):
    """Collects the places of addresses. `_at` is where the part that is being told begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._at = 0
        self.runs: list[Run] = []

    def updatepos(self, i: int, j: int) -> int:
        """Told by the parser whenever it has passed a part."""
        self._at = j
        return super().updatepos(i, j)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        written = self.get_starttag_text()
        if tag != "a" or written is None or not self._source.startswith(written, self._at):
            return
        for found in _ATTRIBUTE.finditer(written, len("<a")):
            value = found[2]
            if found[1].lower() == "href" and value:
                self._take(value, self._at + found.start(2))
                return

    def _take(self, value: str, at: int) -> None:
        """A value; where it has no quotes, its places are not told, since a new one might need them."""
        quoted = value[0] in "\"'"
        text = html.unescape(value[1:-1] if quoted else value)
        if quoted:
            segment = _segment(0, value[1:-1], at + 1, text)
        else:
            segment = Segment(0, text, at, (_INSIDE,) * (len(text) + 1))
        self.runs.append(Run(text, (segment,), attribute=True))
