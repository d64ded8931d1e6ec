"""A description out of a cell, written as HTML or Markdown. No I/O here."""

from dataclasses import dataclass

from py_core.sheets.columns import DescriptionAs
from py_core.sheets.markdown_merge import Merged, merged
from py_core.sheets.same import settled
from py_core.sheets.values import with_line_ends
from py_core.words import say

NAMED = 6


@dataclass(frozen=True, slots=True)
class DescriptionEdit:
    """The new HTML, and what is to be known of it in sentences."""

    html: str
    told: tuple[str, ...] = ()


def edited_html(html: str, text: str, description: DescriptionAs) -> DescriptionEdit:
    """The HTML that stands now with the edit that a cell's text is.

    Of Markdown only the blocks that were edited are written anew; HTML is taken as it is, with the line ends of
    what stands there.
    """
    if description == "html":
        return DescriptionEdit(with_line_ends(settled(text), html))
    result = merged(html, settled(text))
    return DescriptionEdit(result.html, tuple(_told(result)))


def _told(result: Merged) -> list[str]:
    told = []
    if result.lost:
        told.append(say("sheet_markdown_lost", names=_listed(result.lost)))
    if result.removed:
        told.append(say("sheet_markdown_removed", n=len(result.removed), names=_listed(result.removed)))
    if result.unknown:
        told.append(say("sheet_markdown_unknown", n=len(result.unknown), names=_listed(result.unknown)))
    return told


def _listed(names: tuple[str, ...]) -> str:
    more = say("sheet_and_more", n=len(names) - NAMED) if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
