"""HTML cut into pieces that are edited one by one, and what stands between them. No I/O here.

Put together again, `glue[0] + pieces[0].source + glue[1] + ...` is the HTML to the last byte. A piece is a block,
or texts and inline elements side by side outside of any. Plain wrappers around blocks are glue, so that what is in
them can be edited piece by piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from py_core.sheets.html_tree import Node, Text, read_tree

WRAPPERS = frozenset(("div", "section", "article", "main"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One block, or what stands side by side outside of any: `nodes` in the order of the source."""

    source: str
    nodes: tuple[Node | Text, ...]

    @property
    def block(self) -> Node | None:
        """The block that it is, None for inline content."""
        first = self.nodes[0]
        return first if isinstance(first, Node) and first.is_block else None


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces, and the glue: one more than pieces, the first before all of them."""

    pieces: tuple[Piece, ...]
    glue: tuple[str, ...]

    def html(self) -> str:
        """The HTML that was cut."""
        return "".join(
            glue + piece for glue, piece in zip(self.glue, (*(p.source for p in self.pieces), ""), strict=True)
        )


def cut(source: str) -> Pieces:
    """The pieces of an HTML text."""
    cutter = _Cutter(source)
    cutter.walk(read_tree(source))
    return cutter.done()


class _Cutter:
    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[Piece] = []
        self._glue: list[str] = []
        self._at = 0

    def walk(self, node: Node) -> None:
        inline: list[Node | Text] = []
        for child in node.children:
            if not isinstance(child, Node) or not child.is_block:
                inline.append(child)
                continue
            self._inline(inline, child.start)
            inline = []
            if child.tag in WRAPPERS and child.holds_blocks:
                self.walk(child)
            else:
                self._piece((child,), child.end)
        self._inline(inline, node.inner_end)

    def _inline(self, nodes: Sequence[Node | Text], end: int) -> None:
        while nodes and _is_blank(nodes[0]):
            nodes = nodes[1:]
        if nodes:
            text = self._source[nodes[0].start : end].rstrip()
            self._piece(tuple(nodes), nodes[0].start + len(text))

    def _piece(self, nodes: tuple[Node | Text, ...], end: int) -> None:
        first = nodes[0].start
        start = first + len(self._source[first:end]) - len(self._source[first:end].lstrip())
        self._glue.append(self._source[self._at : start])
        self._pieces.append(Piece(self._source[start:end], nodes))
        self._at = end

    def done(self) -> Pieces:
        return Pieces(tuple(self._pieces), (*self._glue, self._source[self._at :]))


def _is_blank(node: Node | Text) -> bool:
    return isinstance(node, Text) and not node.text.strip()
