"""A description's HTML as blocks of text, links, pictures and headings, with the places of its texts. No I/O here.

Reading never fails: what is not HTML is text. Places are offsets in the HTML as it was given, so that a text can be
replaced later without touching anything else.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
)
CLOSED_BY_OTHERS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup")
)
MAY_BE_EMPTY = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"))
SILENT = frozenset(("script", "style"))
_HEADING = re.compile("h([1-6])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextNode:
    """One run of text: what it says, and where it stands as `html[start:end]` (there with its entities)."""

    text: str
    start: int
    end: int
    in_link: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or the like; `kind` is its element, empty for text outside of any."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it goes."""

    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: where it is, and what it says to who cannot see it; `alt` is None where that is missing."""

    address: str
    alt: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading with its level, 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A description as it was read. `text` is all of it in one line, as Gumroad's cards and pages take it.

    `broken` names elements that were never closed, or were closed without having been opened; `empty` counts
    paragraphs, headings and list items with nothing in them.
    """

    html: str
    text: str
    blocks: tuple[Block, ...]
    nodes: tuple[TextNode, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    headings: tuple[Heading, ...]
    broken: tuple[str, ...]
    empty: int

    @property
    def blocks_text(self) -> tuple[str, ...]:
        """The text of each block."""
        return tuple(block.text for block in self.blocks)


def read_article(source: str) -> Article:
    """The description's parts. Source of what Gumroad keeps as text: its product page takes tags out and squeezes
    blanks."""
    reader = _Reader(source)
    try:
        reader.feed(source)
        reader.begin_rest()
        reader.close()
    except AssertionError:
        reader.broken.append("<!")
    return reader.article()


def squeezed(text: str) -> str:
    """The text in one line: every run of blanks is one space."""
    return _BLANKS.sub(" ", text).strip()


@dataclass
class _Open:
    kind: str
    texts: list[str] = field(default_factory=list)
    holds: bool = False


class _Reader(HTMLParser):
    """Collects while it reads. `_at` is where the part that is being told begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._base = 0
        self._at = 0
        self._pending: tuple[str, int, bool] | None = None
        self._stack: list[_Open] = [_Open("")]
        self._links_open = 0
        self._all: list[str] = []
        self.nodes: list[TextNode] = []
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.headings: list[Heading] = []
        self.broken: list[str] = []
        self.empty = 0

    def updatepos(self, i: int, j: int) -> int:
        """Told by the parser whenever it has passed a part: a text ends where the next part begins."""
        self._at = self._base + j
        if self._pending is not None:
            text, start, in_link = self._pending
            self.nodes.append(TextNode(text, start, self._at, in_link))
            self._pending = None
        return super().updatepos(i, j)

    def begin_rest(self) -> None:
        """What was held back is told by `close`, counted from its own beginning."""
        self._base = len(self._source) - len(self.rawdata)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._all.append(" ")
            self._flush()
            self._close_implied(tag)
        if tag == "a":
            self._links_open += 1
            self.links.append(Link(values.get("href", "").strip()))
        elif tag == "img":
            self.pictures.append(Picture(values.get("src", "").strip(), values.get("alt")))
        elif tag == "br":
            self._all.append(" ")
            self._stack[-1].texts.append("\n")
        if tag in VOID:
            for opened in self._stack:
                opened.holds = opened.holds or tag != "br"
        else:
            self._stack.append(_Open(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not any(opened.kind == tag for opened in self._stack):
            self.broken.append(f"</{tag}>")
            return
        while True:
            opened = self._stack[-1]
            self._end(opened)
            if opened.kind == tag:
                return
            if opened.kind not in CLOSED_BY_OTHERS:
                self.broken.append(f"<{opened.kind}>")

    def handle_data(self, data: str) -> None:
        if self._stack[-1].kind in SILENT:
            return
        self._pending = (data, self._at, self._links_open > 0)
        self._all.append(data)
        self._stack[-1].texts.append(data)
        if data.strip():
            for opened in self._stack:
                opened.holds = True

    def handle_comment(self, data: str) -> None:
        """A comment, or what newer versions of the parser take for one: a declaration that is none."""
        del data
        if not self._source.startswith("<!--", self._at):
            self.broken.append("<!")

    def unknown_decl(self, data: str) -> None:
        """A declaration that no description needs."""
        del data
        self.broken.append("<!")

    def _close_implied(self, tag: str) -> None:
        """A block begins: an open paragraph ends, as does an open item of the same kind."""
        last = self._stack[-1].kind
        if last == "p" or (last == tag and tag in CLOSED_BY_OTHERS):
            self._end(self._stack[-1])

    def _end(self, opened: _Open) -> None:
        kind = opened.kind
        if kind in BLOCKS:
            self._all.append(" ")
            self._flush()
            self.empty += kind in MAY_BE_EMPTY and not opened.holds
            self._stack.pop()
            return
        self._stack.pop()
        if kind == "a":
            self._links_open -= 1
        self._stack[-1].texts.extend(opened.texts)

    def _flush(self) -> None:
        """The texts since the last block began or ended are a block of what is open."""
        texts: list[str] = []
        kind = ""
        for opened in self._stack:
            texts += opened.texts
            opened.texts.clear()
            if opened.kind in BLOCKS:
                kind = opened.kind
        text = "".join(texts).strip()
        if not text:
            return
        self.blocks.append(Block(kind, text))
        level = _HEADING.fullmatch(kind)
        if level is not None:
            self.headings.append(Heading(int(level[1]), squeezed(text)))

    def article(self) -> Article:
        """What was read; whatever is still open was never closed."""
        left = [opened.kind for opened in self._stack[1:]]
        self.broken += [f"<{kind}>" for kind in left if kind not in CLOSED_BY_OTHERS]
        self._flush()
        return Article(
            html=self._source,
            text=squeezed("".join(self._all)),
            blocks=tuple(self.blocks),
            nodes=tuple(self.nodes),
            links=tuple(self.links),
            pictures=tuple(self.pictures),
            headings=tuple(self.headings),
            broken=tuple(self.broken),
            empty=self.empty,
        )


def as_html(text: str) -> str:
    """A text as it has to stand in HTML."""
    return html.escape(text, quote=False)
