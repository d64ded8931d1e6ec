"""The columns of a catalogue sheet, and under which headings they are found again. No I/O here."""

import re
from enum import StrEnum
from typing import Literal

from py_core.export.columns import Column, Kind
from py_core.words import say

DescriptionAs = Literal["html", "markdown"]
DESCRIPTION_AS: tuple[DescriptionAs, ...] = ("html", "markdown")


class ColumnKey(StrEnum):
    """What stands in a column. MARK says which export a row came from, so edits are told from other changes."""

    ID = "id"
    NAME = "name"
    PRICE = "price"
    CURRENCY = "currency"
    PUBLISHED = "published"
    SUMMARY = "summary"
    TAGS = "tags"
    CATEGORY = "category"
    DESCRIPTION = "description"
    RECEIPT = "receipt"
    PERMALINK = "permalink"
    ADDRESS = "address"
    MARK = "mark"


ALWAYS = (ColumnKey.ID, ColumnKey.MARK)
"""A row is found again by the one, and an edit is told by the other."""
CHOICE = tuple(key for key in ColumnKey if key not in ALWAYS)
READ_ONLY = (ColumnKey.CURRENCY, ColumnKey.PERMALINK, ColumnKey.ADDRESS)
EDITABLE = tuple(key for key in CHOICE if key not in READ_ONLY)
USUAL = (
    ColumnKey.NAME,
    ColumnKey.PRICE,
    ColumnKey.CURRENCY,
    ColumnKey.PUBLISHED,
    ColumnKey.SUMMARY,
    ColumnKey.TAGS,
    ColumnKey.CATEGORY,
    ColumnKey.DESCRIPTION,
)

_ALIASES: dict[ColumnKey, tuple[str, ...]] = {
    ColumnKey.ID: ("product id", "gumroad id", "productid"),
    ColumnKey.NAME: ("title", "product", "product name"),
    ColumnKey.PRICE: ("amount", "product price"),
    ColumnKey.CURRENCY: ("price currency",),
    ColumnKey.PUBLISHED: ("on sale", "live"),
    ColumnKey.SUMMARY: ("custom summary",),
    ColumnKey.TAGS: ("tag", "keywords"),
    ColumnKey.DESCRIPTION: ("description html", "description markdown"),
    ColumnKey.RECEIPT: ("custom receipt", "receipt text"),
    ColumnKey.PERMALINK: ("custom permalink",),
    ColumnKey.ADDRESS: ("url", "link", "product url", "short url"),
    ColumnKey.MARK: ("export mark",),
}


def title(key: ColumnKey, description: DescriptionAs | None = None) -> str:
    """What heads the column; that of the description says how it is written, where that is given."""
    if key is ColumnKey.DESCRIPTION and description is not None:
        return say(f"sheet_column_description_{description}")
    return say(f"sheet_column_{key}")


def column(key: ColumnKey, description: DescriptionAs) -> Column:
    """The column as exports write it."""
    return Column(key.value, title(key, description), Kind.MONEY if key is ColumnKey.PRICE else Kind.TEXT)


def heading(text: str) -> str:
    """A heading as it is compared: small letters and digits, one space between words."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _headings() -> dict[str, ColumnKey]:
    found = {heading(alias): key for key, aliases in _ALIASES.items() for alias in aliases}
    for key in ColumnKey:
        found[heading(key.value)] = key
        for how in (None, *DESCRIPTION_AS):
            found[heading(title(key, how))] = key
    return found


HEADINGS = _headings()


def described_as(text: str) -> DescriptionAs | None:
    """How the heading of a description says that it is written, None where it does not."""
    words = heading(text).split()
    return next((how for how in DESCRIPTION_AS if how in words), None)
