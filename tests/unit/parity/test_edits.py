"""Editing a table by cell, group and region; the difference of two tables."""

import pytest
from hypothesis import given, settings

from py_core.errors import InputError
from py_core.parity.countries import Region, countries
from py_core.parity.edits import (
    RowEdit,
    TableDiff,
    countries_of_region,
    edit_cells,
    edit_group,
    edit_region,
    renamed,
    set_tier,
    table_diff,
    with_settings,
    without,
)
from py_core.parity.levels import Source
from py_core.parity.table import ParityTable, Row, TableSettings, Tier, table_of
from tests.unit.parity.tables import table, tables

OF = table(
    Row(country="BR", group="A", note="growing"),
    Row(country="IN", group="A", typed_percent=50),
    Row(country="PL", group="B"),
    settings=TableSettings(floor=10, cap=60),
)


def row(of: ParityTable, country: str) -> Row:
    return next(one for one in of.rows if one.country == country)


def test_only_the_fields_given_change() -> None:
    after = edit_cells(OF, ["IN"], RowEdit(group="C"))
    assert row(after, "IN") == Row(country="IN", group="C", typed_percent=50)
    assert [one for one in after.rows if one.country != "IN"] == [row(OF, "BR"), row(OF, "PL")]
    cleared = edit_cells(OF, ["IN"], RowEdit(typed_percent=None))
    assert row(cleared, "IN").typed_percent is None
    several = edit_cells(OF, ["BR", "PL"], RowEdit(excluded=True, source=Source.BIG_MAC, note=""))
    assert all(row(several, code).excluded and row(several, code).note == "" for code in ("BR", "PL"))


def test_a_country_without_a_row_gets_one() -> None:
    after = edit_cells(OF, ["AR"], RowEdit(typed_percent=20))
    assert [one.country for one in after.rows] == ["AR", "BR", "IN", "PL"]
    assert without(after, ["AR"]) == OF


def test_groups_and_regions_are_edited_whole() -> None:
    assert [one.typed_percent for one in edit_group(OF, "A", RowEdit(typed_percent=30)).rows] == [30, 30, None]
    assert countries_of_region(OF, Region.EUROPE_CENTRAL_ASIA) == ("PL",)
    assert row(edit_region(OF, Region.SOUTH_ASIA, RowEdit(note="x")), "IN").note == "x"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (RowEdit(typed_percent=101), "whole number from 0 to 100"),
        (RowEdit(typed_percent=-1), "whole number from 0 to 100"),
        (RowEdit(typed_percent=61), "largest discount of 60"),
        (RowEdit(typed_percent=9), "smallest discount of 10"),
        (RowEdit(group="two words"), "group's name"),
        (RowEdit(group="x" * 21), "group's name"),
        (RowEdit(note="x" * 301), "at most 300"),
        (RowEdit(note="a\0b"), "cannot be stored"),
    ],
)
def test_what_a_table_cannot_hold_is_refused(edit: RowEdit, words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        edit_cells(OF, ["IN"], edit)
    assert refused.value.fields
    assert refused.value.hint


def test_no_discount_can_always_be_typed() -> None:
    assert row(edit_cells(OF, ["IN"], RowEdit(typed_percent=0)), "IN").typed_percent == 0


def test_unknown_countries_are_refused() -> None:
    with pytest.raises(InputError, match="“QQ”"):
        edit_cells(OF, ["IN", "QQ"], RowEdit(note="x"))


def test_tiers_are_typed_and_cleared() -> None:
    typed = set_tier(OF, "A", 40)
    assert typed.tiers == (Tier(group="A", typed_percent=40),)
    assert set_tier(typed, "A", None) == OF
    for group, percent in (("", 40), ("A", 70), ("a b", 40)):
        with pytest.raises(InputError):
            set_tier(OF, group, percent)


def test_settings_and_names_are_checked() -> None:
    assert with_settings(OF, TableSettings(strength=20)).settings.strength == 20
    with pytest.raises(InputError):
        with_settings(OF, TableSettings(floor=61, cap=60))
    assert renamed(OF, " spring ").name == "spring"
    for name in (" ", "x" * 101):
        with pytest.raises(InputError):
            renamed(OF, name)


def test_a_difference_names_every_cell_with_old_and_new() -> None:
    new = edit_cells(without(OF, ["PL"]), ["IN"], RowEdit(typed_percent=40, excluded=False, note="less"))
    new = set_tier(edit_cells(new, ["AR"], RowEdit(excluded=True)), "A", 40)
    new = with_settings(new, new.settings.model_copy(update={"cap": 45, "excluded_products": ("p1", "p2")}))
    found = table_diff(OF, new)
    assert (found.added, found.dropped) == (("AR",), ("PL",))
    assert [(c.where, c.field, c.old, c.new) for c in found.cells] == [
        ("IN", "typed_percent", "50", "40"),
        ("IN", "note", "", "less"),
    ]
    assert [(c.where, c.field, c.old, c.new) for c in found.tiers] == [("A", "typed_percent", "", "40")]
    assert [(c.field, c.old, c.new) for c in found.settings] == [
        ("cap", "60", "45"),
        ("excluded_products", "", "p1, p2"),
    ]
    assert [(c.where, c.old, c.new) for c in found.given] == [
        ("BR", "54", "45"),
        ("IN", "50", "40"),
        ("PL", "51", "0"),
    ]
    excluded = table_diff(OF, edit_cells(OF, ["BR"], RowEdit(excluded=True)))
    assert [(c.field, c.old, c.new) for c in excluded.cells] == [("excluded", "no", "yes")]


@settings(deadline=None)
@given(tables(), tables())
def test_differences_lead_from_one_table_to_the_other(old: ParityTable, new: ParityTable) -> None:
    found = table_diff(old, new)
    assert found.empty is (old == new)
    assert table_diff(old, old) == TableDiff(added=(), dropped=(), cells=(), tiers=(), settings=())
    before, after = {one.country: one for one in old.rows}, {one.country: one for one in new.rows}
    assert set(found.added) == after.keys() - before.keys()
    assert set(found.dropped) == before.keys() - after.keys()
    changed = {code for code in before.keys() & after.keys() if before[code] != after[code]}
    assert {cell.where for cell in found.cells} == changed
    rebuilt = table_of(old.name, new.settings, (after[code] for code in after), new.tiers)
    assert rebuilt == new


def test_every_region_has_countries() -> None:
    everywhere = table(*(Row(country=code) for code in countries()))
    assert all(countries_of_region(everywhere, region) for region in Region)
