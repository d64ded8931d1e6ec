"""Word-level differences of two texts, for people to read. No I/O here.

Joined, the pieces SAME and OLD are the old text, SAME and NEW the new one; of a description they are what a buyer
reads, with a tag among them only where nothing else changes or where it holds an address.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from py_core.listing.article import BLOCKS
from py_core.words import say

MOST_WORK = 4_000_000
"""Up to so many pairs of words are held against each other; above that the stretch is one change."""
NEAR = 40
"""Within so many words and blanks, both sides taken together, a change is looked through to its end."""
_ALIKE = 4
LONGEST_SAME = 240
AROUND = 80
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_TAG = re.compile(r"(<!--.*?-->|<[a-zA-Z/!?][^>]*>)", re.DOTALL)
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINES = re.compile(r" *\n[ \n]*")
_BREAKS = BLOCKS | {"br"}
_HTML_BLANKS = " \t\n\r\f"
_AROUND_BREAK = re.compile(rf"[{_HTML_BLANKS}]*(</?(?:{'|'.join(sorted(_BREAKS))})\b[^>]*>)[{_HTML_BLANKS}]*", re.I)
_MARKS = frozenset(("b", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "u"))


class Kind(StrEnum):
    """What becomes of a stretch of text. GAP stands for a long one that stays."""

    SAME = "same"
    OLD = "old"
    NEW = "new"
    GAP = "gap"


class Piece(NamedTuple):
    """A stretch of text, and what becomes of it."""

    kind: Kind
    text: str


def text_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two plain texts."""
    return _joined(_changes(_WORD.findall(old), _WORD.findall(new)), "".join, "".join)


def html_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two descriptions, as a buyer reads them."""
    pieces = _joined(_html_changes(_parts(old), _parts(new)), _shown_same, _shown_change)
    lines = [Piece(kind, _LINES.sub("\n", text)) for kind, text in pieces]
    if lines:
        lines[0] = Piece(lines[0].kind, lines[0].text.lstrip("\n"))
        lines[-1] = Piece(lines[-1].kind, lines[-1].text.rstrip("\n"))
    return tuple(piece for piece in lines if piece.text)


def list_diff(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """Pieces of two lists, an item each: those that stay or go in the old order, then those that come."""
    kept, held = frozenset(new), frozenset(old)
    return (
        *(Piece(Kind.SAME if item in kept else Kind.OLD, item) for item in old),
        *(Piece(Kind.NEW, item) for item in new if item not in held),
    )


def value_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces of two values that are read whole, such as an amount."""
    if old == new:
        return (Piece(Kind.SAME, old),) if old else ()
    return tuple(Piece(kind, text) for kind, text in ((Kind.OLD, old), (Kind.NEW, new)) if text)


def with_gaps(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with long stretches that stay cut short around the changes."""
    return tuple(piece for at, one in enumerate(pieces) for piece in _cut(one, at == 0, at == len(pieces) - 1))


def _cut(piece: Piece, first: bool, last: bool) -> Iterator[Piece]:
    text = piece.text
    if piece.kind is not Kind.SAME or len(text) <= LONGEST_SAME:
        yield piece
        return
    head = 0 if first and not last else _word_end(text, AROUND)
    tail = len(text) if last else len(text) - _word_end(text[::-1], AROUND)
    if head:
        yield Piece(Kind.SAME, text[:head])
    yield Piece(Kind.GAP, say("diff_gap", n=len(text[head:tail].split())))
    if tail < len(text):
        yield Piece(Kind.SAME, text[tail:])


def _word_end(text: str, at: int) -> int:
    """Where the word that goes across `at` ends, within reason."""
    end = at
    while end < min(len(text), 2 * at) and not text[end].isspace():
        end += 1
    return end


Change = tuple[Kind, list[str]]


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Stretches of tokens by what becomes of them; what goes stands before what comes."""
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    pairs = zip(reversed(old), reversed(new), strict=False)
    tail = next((at for at, (a, b) in enumerate(pairs) if a != b), rest)
    tail = min(tail, rest)
    middle = _matched(list(old[head : len(old) - tail]), list(new[head : len(new) - tail]))
    found = [(Kind.SAME, list(old[:head])), *middle, (Kind.SAME, list(old[len(old) - tail :]))]
    return [change for change in found if change[1]]


def _html_changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The changes; where all tags are the same, only what stands between two of them is held against each other."""
    if len(old) != len(new) or old[1::2] != new[1::2]:
        return _changes(_tokens(old), _tokens(new))
    found: list[Change] = []
    for before, after in zip(old, new, strict=True):
        if before == after:
            found.append((Kind.SAME, [before]))
        else:
            found += _changes(_WORD.findall(before), _WORD.findall(after))
    return found


def _matched(old: list[str], new: list[str]) -> list[Change]:
    """The changes of two stretches: from one change to where both go on alike again, as far as that is near."""
    found: list[Change] = []
    a = c = 0
    while a < len(old) or c < len(new):
        same = 0
        while a + same < len(old) and c + same < len(new) and old[a + same] == new[c + same]:
            same += 1
        if same:
            found.append((Kind.SAME, old[a : a + same]))
            a, c = a + same, c + same
            continue
        again = _again(old, new, a, c)
        if again is None:
            return [*found, *_by_blocks(old[a:], new[c:])]
        found += [(Kind.OLD, old[a : again[0]]), (Kind.NEW, new[c : again[1]])]
        a, c = again
    return found


def _again(old: Sequence[str], new: Sequence[str], a: int, c: int) -> tuple[int, int] | None:
    """Where both go on alike for some words, nearest first; None where that is not near."""
    for far in range(1, NEAR):
        for ahead in range(far + 1):
            i, j = a + ahead, c + far - ahead
            if old[i : i + _ALIKE] == new[j : j + _ALIKE] and len(old) - i >= _ALIKE <= len(new) - j:
                return i, j
    rest = len(old) - a <= NEAR and len(new) - c <= NEAR
    return (len(old), len(new)) if rest and not frozenset(old[a:]) & frozenset(new[c:]) else None


def _by_blocks(old: list[str], new: list[str]) -> list[Change]:
    if len(old) * len(new) > MOST_WORK:
        return [(Kind.OLD, old), (Kind.NEW, new)]
    found: list[Change] = []
    for op, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append((Kind.SAME, old[a:b]))
        else:
            found += [(Kind.OLD, old[a:b]), (Kind.NEW, new[c:d])]
    return found


def _joined(
    changes: Iterable[Change], same: Callable[[Sequence[str]], str], changed: Callable[[Sequence[str]], str]
) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for kind, tokens in changes:
        text = same(tokens) if kind is Kind.SAME else changed(tokens)
        if text and pieces and pieces[-1].kind is kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        elif text:
            pieces.append(Piece(kind, text))
    return tuple(pieces)


def _parts(source: str) -> list[str]:
    """Texts as they are read, and the tags between them: every second one is a tag, as it is written."""
    parts = _TAG.split(_AROUND_BREAK.sub(r"\1", source.strip(_HTML_BLANKS)))
    parts[::2] = [_BLANKS.sub(" ", html.unescape(text)) for text in parts[::2]]
    return parts


def _tokens(parts: Sequence[str]) -> list[str]:
    """Tags as they are written, words as they are read."""
    found: list[str] = []
    for at, part in enumerate(parts):
        found += [part] if at % 2 else _WORD.findall(part)
    return found


def _is_tag(token: str) -> bool:
    return len(token) > 1 and token[0] == "<"


def _shown_same(tokens: Sequence[str]) -> str:
    """What stays, as it is read: blocks are lines of their own."""
    return "".join(_line_break(token) if _is_tag(token) else token for token in tokens)


def _shown_change(tokens: Sequence[str]) -> str:
    """What goes or comes. Plain tags around words are not worth a look; alone they are what changes."""
    if not any(not _is_tag(token) and not token.isspace() for token in tokens):
        return "".join(tokens)
    return "".join(_shown_tag(token) if _is_tag(token) else token for token in tokens)


def _shown_tag(tag: str) -> str:
    named = _TAG_NAME.match(tag)
    name = named[1].lower() if named else ""
    plain = "=" not in tag or name not in ("a", "img", "iframe")
    return _line_break(tag) if plain and (name in _BREAKS or name in _MARKS or tag.startswith("</")) else tag


def _line_break(tag: str) -> str:
    named = _TAG_NAME.match(tag)
    return "\n" if named is not None and named[1].lower() in _BREAKS else ""
