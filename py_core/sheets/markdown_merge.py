"""Edited Markdown put back into the HTML that it came from. No I/O here.

Blocks that were not edited keep their HTML to the last byte; so do blocks that only moved, and what stands between.
Only what was edited is written anew, and what went with the old HTML because Markdown has no sign for it is told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from py_core.sheets.html_pieces import Piece, Pieces, cut
from py_core.sheets.html_tree import Node, Text, read_tree
from py_core.sheets.inline import CODE, EMPHASIS, STRONG, STRUCK
from py_core.sheets.markdown_out import SIGN, markdown_pieces
from py_core.sheets.markdown_render import Manner, rendered

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_SAME = {
    **dict.fromkeys(STRONG, "strong"),
    **dict.fromkeys(EMPHASIS, "em"),
    **dict.fromkeys(STRUCK, "s"),
    **dict.fromkeys(CODE, "code"),
}


@dataclass(frozen=True, slots=True)
class Merged:
    """The HTML, and what is to be said: `lost` are elements and attributes Markdown has no sign for, `removed` what
    a sign stood for that is no longer there, `unknown` signs that stand for nothing."""

    html: str
    lost: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def chunks_of(text: str) -> tuple[str, ...]:
    """The parts of a Markdown text between empty lines, without blanks at the ends of lines."""
    lines = "\n".join(line.rstrip() for line in re.sub("\r\n?", "\n", text).split("\n"))
    return tuple(filter(None, _EMPTY_LINES.split(lines.strip("\n"))))


def merged(source: str, text: str) -> Merged:
    """The HTML `source` as its Markdown was edited to `text`."""
    merger = _Merger(cut(source), source, _fenced(chunks_of(text)))
    return Merged(merger.html(), *merger.told())


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One chunk, and the fence of the code that is open before it; empty for none."""

    fence: str
    text: str


def _fenced(chunks: Iterable[str]) -> tuple[_Chunk, ...]:
    fence = ""
    found = []
    for chunk in chunks:
        found.append(_Chunk(fence, chunk))
        fence = _fence_behind(chunk, fence)
    return tuple(found)


@dataclass(slots=True)
class _Part:
    """A piece with its chunks, and where in the new text they stand (None: not there as they were)."""

    piece: Piece
    text: str
    chunks: tuple[_Chunk, ...]
    first: int | None = None

    @property
    def is_sign(self) -> bool:
        return SIGN.fullmatch(self.text) is not None


class _Merger:
    def __init__(self, pieces: Pieces, source: str, new: Sequence[_Chunk]) -> None:
        self._glue = pieces.glue
        self._new = new
        texts = markdown_pieces(pieces)
        self._parts = [_Part(p, t, _fenced(chunks_of(t))) for p, t in zip(pieces.pieces, texts, strict=True)]
        self._whole = {part.chunks[0]: part.piece.source for part in self._parts if len(part.chunks) == 1}
        self._lost: Counter[str] = Counter()
        self._unknown: list[str] = []
        self._place()
        inner = [glue for glue in self._glue[1:-1] if not glue.strip()]
        self._manner = Manner(
            openings=dict(self._openings()),
            item_paragraphs=re.search(r"<li\b[^>]*>\s*<p\b", source) is not None,
            between=Counter(inner).most_common(1)[0][0] if inner else "",
        )

    def _place(self) -> None:
        """Find the pieces that are as they were."""
        old = [chunk for part in self._parts for chunk in part.chunks]
        where = dict(_matched(old, self._new))
        at = 0
        for part in self._parts:
            spots = [where.get(at + offset) for offset in range(len(part.chunks))]
            at += len(part.chunks)
            first = spots[0] if spots else None
            if first is not None and spots == list(range(first, first + len(spots))):
                part.first = first

    def _openings(self) -> Iterator[tuple[tuple[str, str], str]]:
        for part in self._parts:
            for node in _elements(part.piece.nodes):
                for tag, name in (("a", "href"), ("img", "src")):
                    if node.tag == tag and node.attributes.get(name, "").strip():
                        yield (tag, node.attributes[name].strip()), node.opening

    def html(self) -> str:
        """The new HTML."""
        out: list[str] = []
        at, told = 0, False
        for number, part in enumerate(self._parts):
            glue = self._glue[number]
            if not part.chunks:
                out += [glue, part.piece.source]
            elif part.first is not None:
                fresh = self._fresh(at, part.first, ()) if not told else ""
                out += [glue, fresh] if number == 0 else [fresh, glue]
                out.append(part.piece.source)
                at, told = part.first + len(part.chunks), False
            else:
                if told:
                    out.append(glue if glue.strip() else "")
                else:
                    following = self._following(number)
                    out += [glue, self._fresh(at, self._end_of_gap(number), following)]
                told = True
        fresh = self._fresh(at, len(self._new), ()) if not told else ""
        out += [fresh, self._glue[-1]] if self._parts else [self._glue[-1], fresh]
        return "".join(out)

    def _following(self, number: int) -> tuple[_Part, ...]:
        """The edited pieces from here to the next one that is as it was."""
        found = []
        for part in self._parts[number:]:
            if part.first is not None:
                break
            if part.chunks:
                found.append(part)
        return tuple(found)

    def _end_of_gap(self, number: int) -> int:
        return next((part.first for part in self._parts[number:] if part.first is not None), len(self._new))

    def _fresh(self, start: int, end: int, old: Sequence[_Part]) -> str:
        """The chunks from `start` to `end` as HTML, which stand where `old` stood."""
        chunks = self._new[start:end]
        blocks: list[str] = []
        written: list[str] = []
        for chunk in chunks:
            kept = self._whole.get(chunk)
            if kept is None and (chunk.fence or SIGN.fullmatch(chunk.text) is None):
                written.append(chunk.text)
                continue
            blocks += self._written(written, old)
            written = []
            if kept is not None:
                blocks.append(kept)
            else:
                self._unknown.append(chunk.text)
        blocks += self._written(written, old)
        return self._manner.between.join(blocks)

    def _written(self, chunks: Sequence[str], old: Sequence[_Part]) -> list[str]:
        if not chunks:
            return []
        html = rendered("\n\n".join(chunks), self._manner)
        there = _features(html)
        for part in old:
            if not part.is_sign and part.chunks[0] not in self._new:
                could = _features(rendered(part.text, self._manner))
                self._lost += _features(part.piece.source) - could - there
        return [html]

    def told(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """What was lost, removed and not understood."""
        gone = [part.text for part in self._parts if part.is_sign and part.chunks[0] not in self._new]
        return tuple(sorted(self._lost)), tuple(gone), tuple(self._unknown)


def _matched(old: Sequence[_Chunk], new: Sequence[_Chunk]) -> Iterator[tuple[int, int]]:
    """Which chunk stands where: pairs of places. What both begin and end with is not searched for."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    yield from ((at, at) for at in range(head))
    middle, fresh = old[head : len(old) - tail], new[head : len(new) - tail]
    for block in SequenceMatcher(None, middle, fresh, autojunk=False).get_matching_blocks():
        yield from ((head + block.a + at, head + block.b + at) for at in range(block.size))
    yield from ((len(old) - tail + at, len(new) - tail + at) for at in range(tail))


def _fence_behind(chunk: str, fence: str) -> str:
    """The fence of code that is open behind the chunk; empty for none."""
    for line in chunk.split("\n"):
        found = _FENCE.match(line)
        if found is None:
            continue
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence):
            fence = ""
    return fence


def _elements(nodes: Sequence[Node | Text]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from _elements(node.children)


def _features(source: str) -> Counter[str]:
    """What elements and attributes there are: `u`, `a target`. Whatever means the same has one name."""
    found: Counter[str] = Counter()
    for node in _elements(read_tree(source).children):
        tag = _SAME.get(node.tag, node.tag)
        found[tag] += 1
        found.update(f"{tag} {name}" for name in node.attributes)
    return found
