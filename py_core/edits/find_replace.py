"""Find and replace over the texts of a listing. No I/O and no clock here.

In a description only what a buyer reads is looked through, and addresses of links where that is asked for; whatever
is not replaced stays byte for byte. A find that runs through marks such as `<b>` keeps them around what takes its
place.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from py_core.edits.forms import FindForm, TextField
from py_core.edits.patterns.machine import Spans
from py_core.edits.patterns.pattern import Pattern, PlainText
from py_core.edits.places import Edit, Run, address_runs, edited, replacement, text_runs
from py_core.errors import InputError
from py_core.listing.article import read_article
from py_core.words import say

LONGEST_FIND = 2_000
_REFERENCE = re.compile(r"\$(\$|\d{1,2}|)|\\(\d{1,2}|.|)", re.ASCII | re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t"}
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))


@dataclass(frozen=True, slots=True)
class Found:
    """A text after find and replace: how many finds were replaced, and how many could not be."""

    text: str
    replaced: int = 0
    left: int = 0


class Finder:
    """A form of find and replace, ready to be used on any text."""

    def __init__(self, form: FindForm) -> None:
        """Raises: InputError with `fields` for everything in the form that cannot be used."""
        errors: dict[str, str] = {}
        if not form.find:
            errors["find"] = say("find_nothing")
        elif len(form.find) > LONGEST_FIND:
            errors["find"] = say("find_too_long", most=f"{LONGEST_FIND:,}")
        if not form.fields:
            errors["fields"] = say("find_no_fields")
        self.form = form
        self._looked_for: Pattern | PlainText = PlainText("", match_case=True)
        self._parts: tuple[str | int, ...] = (form.replace,)
        if "find" not in errors:
            self._read(form, errors)
        if errors:
            raise InputError("edit_form", next(iter(errors.values())), fields=errors)

    def _read(self, form: FindForm, errors: dict[str, str]) -> None:
        if not form.regex:
            self._looked_for = PlainText(form.find, match_case=form.match_case)
            return
        try:
            self._looked_for = Pattern(form.find, match_case=form.match_case)
        except InputError as error:
            errors["find"] = error.message
            return
        try:
            self._parts = read_replacement(form.replace, self._looked_for.groups)
        except InputError as error:
            errors["replace"] = error.message

    def in_field(self, field: TextField, text: str) -> Found:
        """A field's text with its finds replaced. Raises: TooMuchWork."""
        return self.in_html(text) if field is TextField.DESCRIPTION else self.in_text(text)

    def in_text(self, text: str) -> Found:
        """A plain text with its finds replaced. Raises: TooMuchWork."""
        pieces: list[str] = []
        at = replaced = 0
        for start, end, new in self._finds(text):
            pieces += (text[at:start], new)
            at = end
            replaced += 1
        return Found("".join((*pieces, text[at:])), replaced)

    def in_html(self, source: str) -> Found:
        """A description with its finds replaced. Raises: TooMuchWork.

        All finds are left where a stray `<` or `&` would make a tag or an entity of what has to be text.
        """
        edits: list[Edit] = []
        left = replaced = 0
        expected: list[str] = []
        for run in text_runs(read_article(source)):
            at = 0
            for start, end, new in self._finds(run.text):
                made = replacement(run, start, end, new)
                replaced += made is not None
                left += made is None
                edits += made or ()
                expected += (run.text[at:start], run.text[start:end] if made is None else new)
                at = end
            expected.append(run.text[at:])
        text = edited(source, edits)
        if edits and "".join(node.text for node in read_article(text).nodes) != "".join(expected):
            text, left, replaced = source, left + replaced, 0
        if not self.form.in_links:
            return Found(text, replaced, left)
        with_links = self._in_addresses(text)
        return Found(with_links.text, replaced + with_links.replaced, left + with_links.left)

    def _in_addresses(self, source: str) -> Found:
        edits: list[Edit] = []
        left = replaced = 0
        for run in address_runs(source):
            made = self._address(run)
            found = len(self._finds(run.text))
            replaced += found if made is not None else 0
            left += found if made is None else 0
            edits += made or ()
        return Found(edited(source, edits), replaced, left)

    def _address(self, run: Run) -> list[Edit] | None:
        """The edits of one address; None where one cannot be made, or a script would come of it."""
        edits: list[Edit] = []
        finds = self._finds(run.text)
        if finds and _scheme(self.in_text(run.text).text) not in _SCHEMES:
            return None
        for find in finds:
            made = replacement(run, *find)
            if made is None:
                return None
            edits += made
        return edits

    def _finds(self, text: str) -> list[tuple[int, int, str]]:
        """Where each find that changes something stands, and what comes in its place."""
        found: list[tuple[int, int, str]] = []
        for spans in self._looked_for.find_all(text):
            whole = spans[0]
            if whole is None or (self.form.whole_words and not _whole(text, *whole)):
                continue
            new = self._new(text, spans)
            if new != text[slice(*whole)]:
                found.append((*whole, new))
        return found

    def _new(self, text: str, spans: Spans) -> str:
        return "".join(part if isinstance(part, str) else _group(text, spans[part]) for part in self._parts)


def _group(text: str, span: tuple[int, int] | None) -> str:
    return "" if span is None else text[slice(*span)]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on across either end."""
    return not (_word(text, start - 1) and _word(text, start)) and not (_word(text, end - 1) and _word(text, end))


def _word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return "?"


def read_replacement(text: str, groups: int) -> tuple[str | int, ...]:
    """A replacement as texts and numbers of groups, 0 being all that was found.

    Raises: InputError for a group that the pattern does not have, and for a backslash that means nothing.
    """
    parts: list[str | int] = []
    at = 0
    for found in _REFERENCE.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        dollar, escaped = found[1], found[2]
        if (dollar or escaped or "").isdigit():
            number, rest = _number(dollar or escaped, groups)
            if number > groups:
                raise InputError("find_no_group", say("find_no_group", what=found[0], n=groups))
            parts += (number, rest)
        elif escaped is None:
            parts.append("$")
        elif escaped in _CONTROLS:
            parts.append(_CONTROLS[escaped])
        elif not escaped or escaped.isalpha():
            raise InputError("find_bad_escape", say("find_bad_escape", what=found[0]))
        else:
            parts.append(escaped)
    return tuple(part for part in (*parts, text[at:]) if part != "")


def _number(digits: str, groups: int) -> tuple[int, str]:
    """The group that digits name, and what of them is text: `$12` is group 1 and a 2 where there is no group 12."""
    if len(digits) > 1 and int(digits) > groups:
        return int(digits[0]), digits[1:]
    return int(digits), ""
