"""Whether what Gumroad shows is what a step was to leave, or what it started from. No I/O here.

Gumroad writes a description anew with its own HTML parser, and keeps tags in an order of its own: neither is
another text (API contract, section 6.6). What a step starts from has to be there to the letter, since what it
writes was worked out from just that.
"""

import re
from html.parser import HTMLParser

from py_core.execution.reading import State
from py_core.gumroad.rules.products import clean_tag
from py_core.plan.listing_steps import ListingState, ProductDraft
from py_core.plan.steps import Step

_BLANKS = re.compile(r"\s+")


def is_as_wanted(step: Step, shown: State) -> bool:
    """Whether the step's end stands there."""
    after = step.after
    if isinstance(after, ListingState) and isinstance(shown, ListingState):
        return _listing_alike(after, shown)
    if isinstance(after, ProductDraft) and isinstance(shown, ProductDraft):
        return _draft_alike(after, shown)
    return shown == after


def is_as_before(step: Step, shown: State) -> bool:
    """Whether what the step starts from stands there."""
    before = step.before
    if isinstance(before, ListingState) and isinstance(shown, ListingState):
        return shown.model_copy(update={"tags": None}) == before.model_copy(update={"tags": None}) and _same_tags(
            before.tags, shown.tags
        )
    return shown == before


def _listing_alike(wanted: ListingState, shown: ListingState) -> bool:
    loose = {"description": None, "tags": None}
    return (
        shown.model_copy(update=loose) == wanted.model_copy(update=loose)
        and same_html(wanted.description or "", shown.description or "")
        and _same_tags(wanted.tags, shown.tags)
    )


def _draft_alike(wanted: ProductDraft, shown: ProductDraft) -> bool:
    """What was not given comes as Gumroad makes it, so it is not compared."""
    return (
        shown.exists == wanted.exists
        and shown.price_minor == wanted.price_minor
        and same_html(wanted.description, shown.description)
        and shown.summary == wanted.summary
        and shown.receipt == wanted.receipt
        and _same_tags(wanted.tags, shown.tags)
        and wanted.category in ("", shown.category)
    )


def _same_tags(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return {clean_tag(tag) for tag in one or ()} == {clean_tag(tag) for tag in other or ()}


def same_html(one: str, other: str) -> bool:
    """Whether both have the same elements with the same attributes, and the same text between them.

    How entities, quotes and blanks are written does not count, nor do end tags, which parsers add and leave out.
    """
    return one == other or _Content.of(one) == _Content.of(other)


class _Content(HTMLParser):
    """Elements and texts in the order in which they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[object] = []
        self._text = ""

    @classmethod
    def of(cls, html: str) -> list[object]:
        reader = cls()
        reader.feed(html)
        reader.close()
        reader._end_text()
        return reader._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        self._found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._end_text()

    def handle_data(self, data: str) -> None:
        self._text += data

    def _end_text(self) -> None:
        text = _BLANKS.sub(" ", self._text).strip()
        if text:
            self._found.append(text)
        self._text = ""
