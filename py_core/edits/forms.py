"""The forms of bulk edits, just as they were typed. Reading them is `building`'s.

`unticked` are row keys of the preview that stay out of the plan. An empty text means "none".
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from py_core.values import Value


class TextField(StrEnum):
    """A text that find and replace looks through."""

    NAME = "name"
    DESCRIPTION = "description"
    SUMMARY = "summary"
    RECEIPT = "receipt"


class FindForm(Value):
    """Find a text, or what a pattern describes, and put another in its place.

    In a description only what a buyer reads is looked at, never tags; with `in_links` addresses of links as well.
    `replace` may name groups of a pattern as `$1` or `\\1`, all of what was found as `$0`, and a dollar as `$$`;
    without `regex` it is taken as it stands.
    """

    job: Literal["find"] = "find"
    find: str = ""
    replace: str = ""
    fields: tuple[TextField, ...] = (TextField.NAME, TextField.DESCRIPTION)
    regex: bool = False
    match_case: bool = False
    whole_words: bool = False
    in_links: bool = False
    unticked: tuple[str, ...] = ()


class BlockHow(StrEnum):
    """What happens to a block of the description. REPLACE takes one that is there; REMOVE takes it away."""

    APPEND = "append"
    PREPEND = "prepend"
    REPLACE = "replace"
    REMOVE = "remove"


class BlockForm(Value):
    """Put a block (licence text, seasonal note) at the end or the beginning of descriptions, or in place of one.

    With `format` "plain" `text` is written in plain lines: an empty line parts paragraphs, `# ` and `## ` in front
    make headings, `- ` or `1. ` items of a list, `**bold**`, `*italic*` and `[words](https://…)` are marks. "html"
    is HTML of the elements that descriptions may have.

    The block to replace or to remove is recognised by `mark`: with `known_by` "heading" it begins at the heading
    that reads so and ends before the next heading of its level or above; with "text" it is the paragraphs from the
    one that begins so, as many as the new text has or, for REMOVE, that one. With `add_missing` REPLACE appends
    where there is none. What ends or begins with the very block already is left as it is.
    """

    job: Literal["block"] = "block"
    how: BlockHow = BlockHow.APPEND
    format: Literal["plain", "html"] = "plain"
    text: str = ""
    known_by: Literal["heading", "text"] = "heading"
    mark: str = ""
    add_missing: bool = False
    unticked: tuple[str, ...] = ()


class TagsHow(StrEnum):
    """What happens to tags. RENAME and MERGE put `to` in the place of those named, if there are any."""

    ADD = "add"
    REMOVE = "remove"
    RENAME = "rename"
    MERGE = "merge"


class TagsForm(Value):
    """Add tags, take them away, or put one tag in the place of others; `tags` are typed with commas between."""

    job: Literal["tags"] = "tags"
    how: TagsHow = TagsHow.ADD
    tags: str = ""
    to: str = ""
    unticked: tuple[str, ...] = ()


class CategoryForm(Value):
    """Put products into a category; `category` is its path."""

    job: Literal["category"] = "category"
    category: str = ""
    unticked: tuple[str, ...] = ()


class PolicyForm(Value):
    """Set the refund policy. A `period` that is empty stays as it is; `keep` leaves the fine print as it is."""

    job: Literal["policy"] = "policy"
    period: Literal["", "inherit", "none", "7", "14", "30", "183"] = ""
    print_how: Literal["keep", "set", "clear"] = "keep"
    fine_print: str = ""
    unticked: tuple[str, ...] = ()


class PublishHow(StrEnum):
    """Put products on sale, take them off, or delete them."""

    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    DELETE = "delete"


class PublishForm(Value):
    """Put products on sale, take them off, or delete them."""

    job: Literal["publish"] = "publish"
    how: PublishHow = PublishHow.PUBLISH
    unticked: tuple[str, ...] = ()


class VersionsHow(StrEnum):
    """What happens to versions."""

    ADD = "add"
    RENAME = "rename"
    DESCRIBE = "describe"
    STOCK = "stock"
    SURCHARGE = "surcharge"


class VersionsForm(Value):
    """Add a version, or change those of a name.

    `category` and `version` are the names of version category and version, compared without case; empty is any, and
    for ADD the only category of a product. `name` is the new name, `description` the new description. A `stock`
    that is empty is no limit. `amounts` are surcharges by lower-case currency code, in its own units; products in
    other currencies are left alone, and ADD takes an empty one as none.
    """

    job: Literal["versions"] = "versions"
    how: VersionsHow = VersionsHow.ADD
    category: str = ""
    version: str = ""
    name: str = ""
    description: str = ""
    stock: str = ""
    amounts: dict[str, str] = {}
    unticked: tuple[str, ...] = ()


EditForm = Annotated[
    FindForm | BlockForm | TagsForm | CategoryForm | PolicyForm | PublishForm | VersionsForm,
    Field(discriminator="job"),
]
EDIT_JOBS = frozenset(("find", "block", "tags", "category", "policy", "publish", "versions"))
