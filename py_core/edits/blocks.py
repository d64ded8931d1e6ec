"""Blocks of a description: put at an end, put in place of another, taken away. No I/O here.

What is not the block stays byte for byte. A block is a row of elements that stand side by side at the outermost
level.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import assert_never

from py_core.edits.forms import BlockForm, BlockHow
from py_core.edits.places import Edit, edited
from py_core.edits.plain_html import block_html
from py_core.edits.rows import Left
from py_core.errors import InputError
from py_core.listing.article import BLOCKS, CLOSED_BY_OTHERS, VOID, read_article, squeezed
from py_core.plan.plan import SkipReason
from py_core.words import say

_HEADING = re.compile(r"h([1-6])")
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Element:
    """An element or a text at the outermost level of a description; `kind` is empty for a text."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def level(self) -> int:
        """The level of a heading; 0 for what is none."""
        found = _HEADING.fullmatch(self.kind)
        return int(found[1]) if found else 0

    def like(self, other: "Element") -> bool:
        """Whether it reads as the other does."""
        return (self.kind, self.text) == (other.kind, other.text)


class Blocks:
    """A form about a block, ready to be used on any description."""

    def __init__(self, form: BlockForm) -> None:
        """Raises: InputError with `fields` for everything in the form that cannot be used."""
        errors: dict[str, str] = {}
        self.form = form
        self.html = ""
        if form.how is not BlockHow.REMOVE:
            try:
                self.html = block_html(form.text, plain=form.format == "plain")
            except InputError as error:
                errors["text"] = error.message
        self._mark = squeezed(form.mark).casefold()
        if form.how in (BlockHow.REPLACE, BlockHow.REMOVE) and not self._mark:
            errors["mark"] = say("block_no_mark")
        if errors:
            raise InputError("edit_form", next(iter(errors.values())), fields=errors)
        self._block = outermost(self.html)

    def in_html(self, source: str) -> str | Left:
        """The description with the block as the form wants it, or why it is left alone."""
        elements = outermost(source)
        match self.form.how:
            case BlockHow.APPEND:
                return self._appended(source, elements)
            case BlockHow.PREPEND:
                if _alike(elements[: len(self._block)], self._block):
                    return Left(SkipReason.SAME, say("block_begins_so"))
                return self.html + source
            case BlockHow.REPLACE:
                return self._replaced(source, elements)
            case BlockHow.REMOVE:
                found = self._found(elements)
                if isinstance(found, Left):
                    return found
                return edited(source, [Edit(found[0].start, found[-1].end, "")])
            case _:
                assert_never(self.form.how)

    def _appended(self, source: str, elements: Sequence[Element]) -> str | Left:
        if _alike(elements[len(elements) - len(self._block) :], self._block):
            return Left(SkipReason.SAME, say("block_ends_so"))
        return source + self.html

    def _replaced(self, source: str, elements: Sequence[Element]) -> str | Left:
        found = self._found(elements)
        if isinstance(found, Left):
            missing = found.reason is SkipReason.NO_MATCH and self.form.add_missing
            return self._appended(source, elements) if missing else found
        if _alike(found, self._block):
            return Left(SkipReason.SAME, say("block_reads_so"))
        return edited(source, [Edit(found[0].start, found[-1].end, self.html)])

    def _found(self, elements: Sequence[Element]) -> Sequence[Element] | Left:
        """The elements of the block that the form means; nothing is guessed where several could be it."""
        by_heading = self.form.known_by == "heading"
        begins = [at for at, element in enumerate(elements) if self._is_begin(element, by_heading=by_heading)]
        if not begins:
            key = "block_no_heading" if by_heading else "block_no_text"
            return Left(SkipReason.NO_MATCH, say(key, mark=squeezed(self.form.mark)[:60]))
        if len(begins) > 1:
            return Left(SkipReason.TWICE, say("block_several", n=len(begins)))
        begin = begins[0]
        most = len(elements) if by_heading else begin + max(1, len(self._block))
        last = min(most, len(elements))
        level = elements[begin].level if by_heading else _LOWEST
        rest = range(begin + 1, last)
        end = next((at for at in rest if 0 < elements[at].level <= level), last)
        return elements[begin:end]

    def _is_begin(self, element: Element, *, by_heading: bool) -> bool:
        text = element.text.casefold()
        return element.level > 0 and text == self._mark if by_heading else text.startswith(self._mark)


def _alike(some: Sequence[Element], others: Sequence[Element]) -> bool:
    return len(some) == len(others) and all(one.like(other) for one, other in zip(some, others, strict=True))


def outermost(source: str) -> tuple[Element, ...]:
    """The elements and texts at the outermost level; blanks between them belong to none."""
    reader = _Outermost(source)
    with suppress(AssertionError):
        reader.feed(source)
        reader.base = len(source) - len(reader.rawdata)
        reader.close()
    reader.end(len(source))
    return tuple(reader.elements)


class _Outermost(HTMLParser):
    """Collects while it reads. `_at` is where the part that is being told begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._at = 0
        self._open: list[str] = []
        self._begun: int | None = None
        self._kind = ""
        self.base = 0
        self.elements: list[Element] = []

    def updatepos(self, i: int, j: int) -> int:
        """Told by the parser whenever it has passed a part."""
        self._at = self.base + j
        return super().updatepos(i, j)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if (
            self._open
            and self._open[-1] in CLOSED_BY_OTHERS
            and (tag == self._open[-1] or self._ends_paragraph(tag))
        ):
            self._open.pop()
        if not self._open and (tag in BLOCKS or tag in VOID):
            self.end(self._at)
            self._begun, self._kind = self._at, tag
        elif self._begun is None:
            self._begun, self._kind = self._at, ""
        if tag not in VOID:
            self._open.append(tag)
        elif not self._open:
            written = self.get_starttag_text() or ""
            self.end(self._at + len(written))

    def _ends_paragraph(self, tag: str) -> bool:
        return self._open[-1] == "p" and tag in BLOCKS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if not self._open and self._kind:
            self.end(self._source.find(">", self._at) + 1 or len(self._source))

    def handle_data(self, data: str) -> None:
        if self._begun is None and data.strip():
            self._begun, self._kind = self._at, ""

    def end(self, at: int) -> None:
        """What is open at the outermost level ends here."""
        if self._begun is not None and at > self._begun:
            part = self._source[self._begun : at]
            start, end = at - len(part.lstrip()), self._begun + len(part.rstrip())
            self.elements.append(Element(self._kind, start, end, read_article(part).text))
        self._begun, self._kind = None, ""
