"""Reading the cells of one line of a parity file. No I/O here."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from py_core.parity.countries import countries, country_code
from py_core.parity.edits import group_problem, note_problem
from py_core.parity.levels import Source
from py_core.parity.table import Row, TableSettings, Tier
from py_core.words import say

_WHOLE = re.compile(r"[0-9]{1,3}")
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


class BadCell(Exception):
    """A line cannot be taken; the message is a sentence."""


def _shown(text: str) -> str:
    return text.strip()[:40]


def read_percent(text: str) -> int:
    """A whole percentage, with or without its sign: "40", "40 %", "40%". A decimal is refused, not rounded.

    Raises: BadCell.
    """
    plain = text.strip().removesuffix("%").strip()
    if re.fullmatch(r"[+-]?[0-9]*[.,][0-9]+", plain):
        key = "parity_csv_comma" if "," in plain else "parity_csv_decimal"
        raise BadCell(say(key, text=_shown(text)))
    if not _WHOLE.fullmatch(plain) or int(plain) > 100:
        raise BadCell(say("parity_csv_percent", text=_shown(text)))
    return int(plain)


def _source(text: str) -> Source | None:
    name = text.strip().lower()
    if not name:
        return None
    try:
        return Source(name)
    except ValueError:
        known = ", ".join(source.value for source in Source)
        raise BadCell(say("parity_csv_source", text=_shown(text), known=known)) from None


def _yes(text: str) -> bool:
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(say("parity_csv_yes_no", text=_shown(text)))


def _fits(problem: str) -> None:
    if problem:
        raise BadCell(problem)


def read_row(cells: Mapping[str, str], old: Mapping[str, Row]) -> Row:
    """One country's row; columns that are not in the file are as in `old`. Raises: BadCell."""
    code = cells["country"].strip().upper()
    if code not in countries():
        near = country_code(code)
        if not code:
            raise BadCell(say("parity_csv_country_blank"))
        if near is not None:
            raise BadCell(say("parity_csv_country_name", text=_shown(cells["country"]), code=near))
        raise BadCell(say("parity_unknown_country", code=_shown(cells["country"])))
    update: dict[str, object] = {
        "typed_percent": read_percent(cells["discount"]) if cells["discount"].strip() else None
    }
    if "group" in cells:
        update["group"] = cells["group"].strip()
        _fits(group_problem(cells["group"].strip()))
    if "note" in cells:
        update["note"] = cells["note"]
        _fits(note_problem(cells["note"]))
    if "source" in cells:
        update["source"] = _source(cells["source"])
    if "excluded" in cells:
        update["excluded"] = _yes(cells["excluded"])
    return old.get(code, Row(country=code)).model_copy(update=update)


def read_tier(cells: Mapping[str, str]) -> Tier:
    """A line `tier`: the group under `name`, its typed discount. Raises: BadCell."""
    group = cells.get("name", "").strip()
    _fits(say("parity_group_empty") if not group else group_problem(group))
    return Tier(group=group, typed_percent=read_percent(cells["discount"]))


def setting_text(value: object) -> str:
    """One setting as a cell."""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def read_setting(cells: Mapping[str, str]) -> tuple[str, object]:
    """A line `setting`: the setting under `name`, its value under `discount`. Raises: BadCell."""
    name, text = cells.get("name", "").strip(), cells["discount"].strip()
    if name not in TableSettings.model_fields:
        known = ", ".join(TableSettings.model_fields)
        raise BadCell(say("parity_csv_setting", name=_shown(name), known=known))
    value: object = text
    if name == "excluded_products":
        value = tuple(text.split())
    elif name not in ("source", "codes_per"):
        digits = text.removesuffix("%").strip()
        if not re.fullmatch(r"[0-9]{1,9}", digits):
            raise BadCell(say("parity_csv_setting_value", name=name, text=_shown(text)))
        value = int(digits)
    try:
        settings = TableSettings.model_validate({name: value}, strict=False)
    except ValidationError:
        raise BadCell(say("parity_csv_setting_value", name=name, text=_shown(text))) from None
    return name, getattr(settings, name)
