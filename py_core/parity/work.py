"""The table in work: the table, how its codes are called, and what both were before. No I/O, no dice here."""

from collections.abc import Callable, Collection
from typing import assert_never

from py_core.errors import InputError
from py_core.parity import edits
from py_core.parity.codes import scopes_of
from py_core.parity.edits import RowEdit
from py_core.parity.forms import (
    FIRST_TEMPLATE,
    AddRows,
    DropRows,
    ParityEdit,
    SetExcluded,
    SetGroup,
    SetNote,
    SetPercent,
    SetRules,
    SetSource,
    SetTemplate,
    SetTier,
    TakePreset,
    TakeSaved,
    TurnNames,
)
from py_core.parity.leaks import rotated
from py_core.parity.naming import Naming, template_problem
from py_core.parity.presets import Preset, preset_table
from py_core.parity.table import CodesPer, ParityTable, TableSettings
from py_core.pricing.rules import typed_amount
from py_core.typed import parse_percent
from py_core.values import Value
from py_core.words import say

FIRST_PRESET = Preset.GENTLE
TIER_TEMPLATE = "{group}{off}"
EARLIER_KEPT = 20


class Stand(Value):
    """A table and how its codes are called."""

    table: ParityTable
    naming: Naming


class TableInWork(Value):
    """What stands now, and what stood before each of the last changes, newest last."""

    now: Stand
    earlier: tuple[Stand, ...] = ()

    def changed(self, now: Stand) -> "TableInWork":
        """The same with a change on top; a change that changes nothing leaves no trace."""
        if now == self.now:
            return self
        return TableInWork(now=now, earlier=(*self.earlier, self.now)[-EARLIER_KEPT:])

    def back(self) -> "TableInWork":
        """The same without the last change. Raises: InputError when there is none."""
        if not self.earlier:
            raise InputError("parity_nothing_earlier", say("parity_nothing_earlier"))
        return TableInWork(now=self.earlier[-1], earlier=self.earlier[:-1])


def first_work(seed: str) -> TableInWork:
    """What a seller starts with."""
    naming = Naming(template=FIRST_TEMPLATE, seed=seed)
    return TableInWork(now=Stand(table=preset_table(FIRST_PRESET), naming=naming))


def edited(stand: Stand, edit: ParityEdit, saved: Callable[[str], Stand], seed: str) -> Stand:
    """What stands after an edit. `saved` gives a saved table; `seed` is fresh, for new names.

    Raises: InputError with `fields` for what was typed and cannot be used; nothing changes then.
    """
    match edit:
        case TurnNames():
            return _turned(stand, edit.keys, seed)
        case SetTemplate():
            return _named(stand, edit.text)
        case TakeSaved():
            return saved(edit.name)
        case TakePreset():
            return _fitting(Stand(table=preset_table(edit.preset), naming=stand.naming))
        case SetRules():
            table = edits.with_settings(stand.table, _rules(edit))
            return _fitting(Stand(table=table, naming=stand.naming))
        case _:
            return stand.model_copy(update={"table": _table(stand.table, edit)})


def _table(
    table: ParityTable,
    edit: SetPercent | SetGroup | SetSource | SetExcluded | SetNote | SetTier | DropRows | AddRows,
) -> ParityTable:
    match edit:
        case SetPercent():
            return edits.edit_cells(table, edit.countries, RowEdit(typed_percent=_percent(edit.text, "percent")))
        case SetGroup():
            return edits.edit_cells(table, edit.countries, RowEdit(group=edit.text.strip()))
        case SetSource():
            return edits.edit_cells(table, edit.countries, RowEdit(source=edit.source))
        case SetExcluded():
            return edits.edit_cells(table, edit.countries, RowEdit(excluded=edit.excluded))
        case SetNote():
            return edits.edit_cells(table, edit.countries, RowEdit(note=edit.text.strip()))
        case SetTier():
            return edits.set_tier(table, edit.group, _percent(edit.text, "tier"))
        case DropRows():
            return edits.without(table, edit.countries)
        case AddRows():
            return edits.edit_cells(table, edit.countries, RowEdit())
        case _:
            assert_never(edit)


def _percent(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    try:
        value = parse_percent(text, "40")
    except InputError as error:
        raise _refused(field, error.message) from None
    if value.denominator != 1:
        raise _refused(field, say("parity_csv_decimal", text=text.strip()[:20]))
    return value.numerator


def _refused(field: str, text: str) -> InputError:
    return InputError("parity_edit", text, hint=say("parity_not_saved"), fields={field: text})


def _rules(form: SetRules) -> TableSettings:
    floor, cap = _percent(form.floor, "floor") or 0, _percent(form.cap, "cap")
    cap = 100 if cap is None else cap
    for field, percent in (("floor", floor), ("cap", cap)):
        if not 0 <= percent <= 100:
            raise _refused(field, say("parity_percent_range", percent=percent))
    if not 0 <= form.strength <= 100:
        raise _refused("strength", say("parity_percent_range", percent=form.strength))
    return TableSettings(
        source=form.source,
        strength=form.strength,
        floor=floor,
        cap=cap,
        step=form.step,
        min_net_usd_minor=_least_net(form.least_net),
        codes_per=form.codes_per,
        excluded_products=tuple(sorted(set(form.excluded_products))),
    )


def _least_net(text: str) -> int:
    if not text.strip():
        return 0
    try:
        minor = typed_amount(text, "usd")
    except InputError as error:
        raise _refused("least_net", error.message) from None
    if minor < 0:
        raise _refused("least_net", say("parity_net_negative"))
    return minor


def _named(stand: Stand, text: str) -> Stand:
    per_tier = stand.table.settings.codes_per is CodesPer.TIER
    problem = template_problem(text, per_tier=per_tier)
    if problem:
        raise _refused("template", problem)
    naming = stand.naming.model_copy(update={"template": text.strip(), "turned": ()})
    return stand.model_copy(update={"naming": naming})


def _turned(stand: Stand, keys: Collection[str], seed: str) -> Stand:
    per_tier = stand.table.settings.codes_per is CodesPer.TIER
    naming, _ = rotated(scopes_of(stand.table), stand.naming, keys, seed, per_tier=per_tier)
    return stand.model_copy(update={"naming": naming})


def _fitting(stand: Stand) -> Stand:
    """With a template that fits: countries have codes of their own, or tiers do."""
    per_tier = stand.table.settings.codes_per is CodesPer.TIER
    template = stand.naming.template
    if not template_problem(template, per_tier=per_tier) and ("{cc}" in template or per_tier):
        return stand
    usual = TIER_TEMPLATE if per_tier else FIRST_TEMPLATE
    return stand.model_copy(update={"naming": stand.naming.model_copy(update={"template": usual, "turned": ()})})
