"""HTML as a tree of elements and texts with their places in the source. No I/O here.

Reading never fails and repairs nothing: an element that is not closed ends with what holds it, an end without a
beginning is passed over. Places are offsets, so that `source[node.start:node.end]` is what was written.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from py_core.listing.article import BLOCKS, CLOSED_BY_OTHERS, VOID

DEEPEST = 60
"""Elements inside each other; deeper ones are read as if they stood side by side."""


@dataclass(slots=True)
class Node:
    """An element with what is in it. `tag` is lower case; the root's is empty. `opening` is its tag as written.

    `inner_end` is where its own end begins; an element that is closed by another ends there.
    """

    tag: str
    start: int
    end: int
    inner_end: int
    opening: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | Text"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in BLOCKS

    @property
    def holds_blocks(self) -> bool:
        """Whether a block stands right in it."""
        return any(isinstance(child, Node) and child.is_block for child in self.children)


@dataclass(slots=True)
class Text:
    """A run of text with its entities resolved."""

    text: str
    start: int


def read_tree(source: str) -> Node:
    """The whole of it under a root."""
    reader = _Reader(source)
    try:
        reader.feed(source)
        reader.close()
    except AssertionError:
        reader.handle_data(source[reader.place :])
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._root = Node("", 0, len(source), len(source))
        self._open = [self._root]

    @property
    def place(self) -> int:
        """Where the part that is being told begins."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self.place
        opening = self.get_starttag_text() or ""
        if tag in BLOCKS:
            self._close_implied(tag, start)
        behind = start + len(opening)
        node = Node(tag, start, behind, behind, opening, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        last = self._open[-1]
        if last.tag == tag and tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not any(node.tag == tag for node in self._open[1:]):
            return
        start = self.place
        while self._open[-1].tag != tag:
            self._end(start, start)
        behind = self._source.find(">", start)
        self._end(start, len(self._source) if behind < 0 else behind + 1)

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Text(data, self.place))

    def _close_implied(self, tag: str, start: int) -> None:
        last = self._open[-1].tag
        if last == "p" or (last == tag and tag in CLOSED_BY_OTHERS):
            self._end(start, start)

    def _end(self, inner_end: int, end: int) -> None:
        node = self._open.pop()
        node.inner_end, node.end = inner_end, end

    def finished(self) -> Node:
        """The root; what was never closed ends with the source."""
        while self._open:
            self._end(len(self._source), len(self._source))
        return self._root
