"""Tags added, taken away, renamed and merged, by Gumroad's rules. No I/O here.

Gumroad keeps tags lower-case, 2 to 20 characters each, without a hash in front and commas inside (API contract,
section 6.6). Tags a product has are held against those typed without case; those that stay are left as they are.
"""

from collections.abc import Sequence

from py_core.edits.forms import TagsForm, TagsHow
from py_core.edits.rows import Left
from py_core.errors import InputError
from py_core.gumroad.rules.products import clean_tag, tag_objections
from py_core.plan.plan import SkipReason
from py_core.words import say

MOST_TYPED = 100


def typed_tags(text: str) -> tuple[str, ...]:
    """The tags of a typed row, with commas or lines between, each once."""
    parts = (clean_tag(part).removeprefix("#").strip() for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


class Tags:
    """A form about tags, ready to be used on those of any product."""

    def __init__(self, form: TagsForm) -> None:
        """Raises: InputError with `fields` for everything in the form that cannot be used."""
        errors: dict[str, str] = {}
        self._how = form.how
        self._named = typed_tags(form.tags)
        self._to = ""
        if not self._named:
            errors["tags"] = say("tags_none")
        elif len(self._named) > MOST_TYPED:
            errors["tags"] = say("tags_many", most=MOST_TYPED)
        elif form.how is TagsHow.RENAME and len(self._named) > 1:
            errors["tags"] = say("tags_rename_one")
        elif form.how is TagsHow.ADD:
            objections = [one for tag in self._named for one in tag_objections(tag)]
            if objections:
                errors["tags"] = objections[0].text
        if form.how in (TagsHow.RENAME, TagsHow.MERGE):
            self._read_to(form.to, errors)
        if errors:
            raise InputError("edit_form", next(iter(errors.values())), fields=errors)

    def _read_to(self, text: str, errors: dict[str, str]) -> None:
        found = typed_tags(text)
        if len(found) != 1:
            errors["to"] = say("tags_to_one")
            return
        objections = tag_objections(found[0])
        if objections:
            errors["to"] = objections[0].text
        self._to = found[0]

    def of(self, held: Sequence[str]) -> tuple[str, ...] | Left:
        """The tags of a product afterwards, or why they are left alone."""
        have = {clean_tag(tag) for tag in held}
        if self._how is TagsHow.ADD:
            return (*held, *(tag for tag in self._named if tag not in have))
        named = frozenset(self._named)
        if not have & named:
            text = say("tags_not_there", n=len(named), tag=self._named[0])
            return Left(SkipReason.NO_MATCH, text)
        if self._how is TagsHow.REMOVE:
            return tuple(tag for tag in held if clean_tag(tag) not in named)
        replaced = (self._to if clean_tag(tag) in named else tag for tag in held)
        first: dict[str, str] = {}
        for tag in replaced:
            first.setdefault(clean_tag(tag), tag)
        return tuple(first.values())
