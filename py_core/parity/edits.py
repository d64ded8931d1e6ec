"""Changing a table by cell, by group, by region; and what changed between two. No I/O here."""

import re
from collections.abc import Collection

from pydantic import Field

from py_core.errors import InputError
from py_core.parity.countries import Region, countries, country_name
from py_core.parity.levels import Source
from py_core.parity.table import (
    GROUP,
    MOST_NOTE,
    ParityTable,
    Row,
    TableSettings,
    Tier,
    check_settings,
    percents,
    table_of,
)
from py_core.values import Value
from py_core.words import say


class RowEdit(Value):
    """What to change in rows. A field that is not given stays; `None` given clears it."""

    source: Source | None = None
    typed_percent: int | None = None
    group: str = ""
    note: str = ""
    excluded: bool = False


def percent_problem(percent: int, settings: TableSettings) -> str:
    """Why a percentage cannot be typed into a table, as a sentence; empty when it can."""
    if not 0 <= percent <= 100:
        return say("parity_percent_range", percent=percent)
    if percent > settings.cap:
        return say("parity_above_cap", percent=percent, cap=settings.cap)
    if 0 < percent < settings.floor:
        return say("parity_below_floor", percent=percent, floor=settings.floor)
    return ""


def group_problem(group: str) -> str:
    """Why a text cannot be a group's name; empty when it can."""
    return "" if re.fullmatch(GROUP, group) else say("parity_group_letters", group=group[:40])


def note_problem(note: str) -> str:
    """Why a text cannot be a note; empty when it can."""
    if len(note) > MOST_NOTE:
        return say("parity_note_long", limit=MOST_NOTE)
    return say("parity_note_nul") if "\0" in note else ""


def _check(edit: RowEdit, settings: TableSettings) -> None:
    fields: dict[str, str] = {}
    if edit.typed_percent is not None:
        fields["typed_percent"] = percent_problem(edit.typed_percent, settings)
    fields["group"] = group_problem(edit.group)
    fields["note"] = note_problem(edit.note)
    found = {name: text for name, text in fields.items() if text}
    if found:
        raise InputError("parity_edit", " ".join(found.values()), hint=say("parity_not_saved"), fields=found)


def edit_cells(table: ParityTable, chosen: Collection[str], edit: RowEdit) -> ParityTable:
    """The table with these countries' rows changed. Countries without a row get one.

    Raises: InputError for an unknown country or a value that the table cannot hold.
    """
    _check(edit, table.settings)
    unknown = sorted(set(chosen) - countries().keys())
    if unknown:
        text = say("parity_unknown_country", code=unknown[0][:20])
        raise InputError("parity_unknown_country", text, hint=say("parity_not_saved"))
    update = {name: getattr(edit, name) for name in edit.model_fields_set}
    rows = {row.country: row for row in table.rows}
    rows.update((code, rows.get(code, Row(country=code)).model_copy(update=update)) for code in chosen)
    return table_of(table.name, table.settings, rows.values(), table.tiers)


def countries_of_group(table: ParityTable, group: str) -> tuple[str, ...]:
    """The table's countries in a group; the empty group is those without one."""
    return tuple(row.country for row in table.rows if row.group == group)


def countries_of_region(table: ParityTable, region: Region) -> tuple[str, ...]:
    """The table's countries in a region."""
    known = countries()
    return tuple(row.country for row in table.rows if row.country in known and known[row.country].region is region)


def edit_group(table: ParityTable, group: str, edit: RowEdit) -> ParityTable:
    """The table with every row of a group changed."""
    return edit_cells(table, countries_of_group(table, group), edit)


def edit_region(table: ParityTable, region: Region, edit: RowEdit) -> ParityTable:
    """The table with every row of a region changed."""
    return edit_cells(table, countries_of_region(table, region), edit)


def set_tier(table: ParityTable, group: str, percent: int | None) -> ParityTable:
    """The table with a group's discount typed, or worked out again for None. Raises: InputError."""
    problem = group_problem(group) or ("" if group else say("parity_group_empty"))
    problem = problem or ("" if percent is None else percent_problem(percent, table.settings))
    if problem:
        raise InputError("parity_edit", problem, hint=say("parity_not_saved"), fields={"tier": problem})
    others = [tier for tier in table.tiers if tier.group != group]
    typed = [] if percent is None else [Tier(group=group, typed_percent=percent)]
    return table_of(table.name, table.settings, table.rows, [*others, *typed])


def with_settings(table: ParityTable, settings: TableSettings) -> ParityTable:
    """The table under other settings. Raises: InputError when they contradict each other."""
    check_settings(settings)
    return table_of(table.name, settings, table.rows, table.tiers)


def without(table: ParityTable, dropped: Collection[str]) -> ParityTable:
    """The table without these countries' rows."""
    rows = (row for row in table.rows if row.country not in dropped)
    return table_of(table.name, table.settings, rows, table.tiers)


def renamed(table: ParityTable, name: str) -> ParityTable:
    """A copy under another name. Raises: InputError when the name is empty or too long."""
    if not 0 < len(name.strip()) <= 100:
        text = say("parity_name_needed")
        raise InputError("parity_name_needed", text, hint=say("parity_not_saved"), fields={"name": text})
    return table.model_copy(update={"name": name.strip()})


class CellChange(Value):
    """One cell that differs. `where` is a country's code, a tier's group or empty for a setting."""

    where: str = ""
    field: str
    old: str
    new: str


class TableDiff(Value):
    """What differs from one table to another. `given` is the discount of each country, old and new."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    cells: tuple[CellChange, ...]
    tiers: tuple[CellChange, ...]
    settings: tuple[CellChange, ...]
    given: tuple[CellChange, ...] = Field(default=())

    @property
    def empty(self) -> bool:
        """Whether the two tables say the same."""
        return not (self.added or self.dropped or self.cells or self.tiers or self.settings)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("parity_yes") if value else say("parity_no")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _cells(where: str, old: Value, new: Value) -> list[CellChange]:
    return [
        CellChange(where=where, field=name, old=_shown(before), new=_shown(after))
        for name in type(old).model_fields
        if (before := getattr(old, name)) != (after := getattr(new, name))
    ]


def table_diff(old: ParityTable, new: ParityTable) -> TableDiff:
    """What changed from `old` to `new`, countries in the order of their names."""
    before = {row.country: row for row in old.rows}
    after = {row.country: row for row in new.rows}
    shared = sorted(before.keys() & after.keys(), key=country_name)
    tiers_before = {tier.group: tier.typed_percent for tier in old.tiers}
    tiers_after = {tier.group: tier.typed_percent for tier in new.tiers}
    given_before, given_after = percents(old), percents(new)
    return TableDiff(
        added=tuple(sorted(after.keys() - before.keys(), key=country_name)),
        dropped=tuple(sorted(before.keys() - after.keys(), key=country_name)),
        cells=tuple(cell for code in shared for cell in _cells(code, before[code], after[code])),
        tiers=tuple(
            CellChange(
                where=group,
                field="typed_percent",
                old=_shown(tiers_before.get(group)),
                new=_shown(tiers_after.get(group)),
            )
            for group in sorted(tiers_before.keys() | tiers_after.keys())
            if tiers_before.get(group) != tiers_after.get(group)
        ),
        settings=tuple(_cells("", old.settings, new.settings)),
        given=tuple(
            CellChange(
                where=code,
                field="percent",
                old=str(given_before.get(code, 0)),
                new=str(given_after.get(code, 0)),
            )
            for code in sorted(given_before.keys() | given_after.keys(), key=country_name)
            if given_before.get(code, 0) != given_after.get(code, 0)
        ),
    )
