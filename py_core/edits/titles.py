"""What a plan of bulk edits is called in the history. No I/O here."""

from collections.abc import Mapping
from typing import assert_never

from py_core.edits.forms import (
    BlockForm,
    BlockHow,
    CategoryForm,
    EditForm,
    FindForm,
    PolicyForm,
    PublishForm,
    TagsForm,
    TagsHow,
    VersionsForm,
    VersionsHow,
)
from py_core.words import say

_SHOWN = 40


def edit_title(form: EditForm, categories: Mapping[str, str]) -> str:
    """A line that says what the form does; `categories` are ways in words by path."""
    match form:
        case FindForm():
            if not form.replace:
                return say("title_find_removed", find=_short(form.find))
            return say("title_find", find=_short(form.find), replace=_short(form.replace))
        case BlockForm():
            text = form.mark if form.how is BlockHow.REMOVE else form.text
            return say(f"title_block_{form.how}", text=_short(text))
        case TagsForm():
            if form.how in (TagsHow.ADD, TagsHow.REMOVE):
                return say(f"title_tags_{form.how}", tags=_short(form.tags))
            return say("title_tags_to", tags=_short(form.tags), to=_short(form.to))
        case CategoryForm():
            path = form.category.strip()
            return say("title_category", category=categories.get(path, path))
        case PolicyForm():
            return say("title_policy")
        case PublishForm():
            return say(f"title_products_{form.how}")
        case VersionsForm():
            shown = form.name if form.how in (VersionsHow.ADD, VersionsHow.RENAME) else form.version
            name = _short(shown) or say("title_every_version")
            return say(f"title_versions_{form.how}", name=name)
        case _:
            assert_never(form)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
