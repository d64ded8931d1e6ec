"""Laws of the table's discounts, presets and digest."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.parity.levels import FULL_PRICE, Source, level_of, native_factor, price_levels
from py_core.parity.presets import Preset, preset_table
from py_core.parity.table import (
    CodesPer,
    ParityTable,
    Row,
    TableSettings,
    Tier,
    banded_percent,
    check_settings,
    computed_percent,
    decimal,
    fitted_percent,
    percents,
    table_digest,
    table_of,
    tier_percents,
    worked_rows,
)
from tests.unit.parity.tables import table, table_settings, tables

LEVELS = st.fractions(min_value=0, max_value=3, max_denominator=10_000)


@settings(deadline=None)
@given(tables())
def test_every_discount_is_nothing_or_inside_the_band(of: ParityTable) -> None:
    for percent in percents(of).values():
        assert percent == 0 or max(of.settings.floor, 1) <= percent <= min(of.settings.cap, 100)


@given(LEVELS, table_settings())
def test_rounding_never_leaves_the_band(level: Fraction, held: TableSettings) -> None:
    percent = computed_percent(level, held)
    assert percent == 0 or max(held.floor, 1) <= percent <= held.cap
    has_steps = any(step % held.step == 0 for step in range(max(held.floor, 1), held.cap + 1))
    assert percent % held.step == 0 or not has_steps


@given(LEVELS, table_settings(), st.integers(0, 100))
def test_a_discount_grows_with_the_strength(level: Fraction, held: TableSettings, more: int) -> None:
    stronger = held.model_copy(update={"strength": max(held.strength, more)})
    assert computed_percent(level, held) <= computed_percent(level, stronger)


@settings(deadline=None)
@given(tables(), st.integers(0, 100))
def test_every_country_keeps_or_gains_with_the_strength(of: ParityTable, more: int) -> None:
    stronger = of.model_copy(
        update={"settings": of.settings.model_copy(update={"strength": max(of.settings.strength, more)})}
    )
    after = percents(stronger)
    assert all(percent <= after[country] for country, percent in percents(of).items())


@given(LEVELS, LEVELS, table_settings())
def test_a_cheaper_country_never_gets_less(one: Fraction, other: Fraction, held: TableSettings) -> None:
    low, high = sorted((one, other))
    assert computed_percent(low, held) >= computed_percent(high, held)


@given(st.integers(0, 100), table_settings())
def test_the_step_taken_is_the_nearest_allowed(whole: int, held: TableSettings) -> None:
    allowed = [one for one in range(max(held.floor, 1), held.cap + 1) if one % held.step == 0]
    allowed = [0, *(allowed or range(max(held.floor, 1), held.cap + 1))]
    got = fitted_percent(whole, held)
    if whole < max(held.floor, 1):
        assert got == 0
    else:
        assert abs(got - whole) == min(abs(one - whole) for one in allowed)


def test_full_strength_without_limits_is_the_gap_itself() -> None:
    free = TableSettings(cap=100)
    assert computed_percent(Fraction("0.2415"), free) == 76
    assert computed_percent(Fraction("0.5"), free) == 50
    assert computed_percent(Fraction(1), free) == computed_percent(Fraction(2), free) == 0
    assert computed_percent(None, free) == 0
    assert computed_percent(Fraction(0), free) == 100


def test_a_tie_goes_to_the_smaller_discount() -> None:
    assert computed_percent(Fraction("0.595"), TableSettings()) == 40
    assert fitted_percent(15, TableSettings(step=10)) == 10


def test_a_typed_percentage_wins_inside_the_band() -> None:
    held = TableSettings(floor=10, cap=50, step=10)
    assert banded_percent(33, held) == 33
    assert banded_percent(70, held) == 50
    assert banded_percent(5, held) == 0
    of = table(
        Row(country="IN", typed_percent=33), Row(country="BR", typed_percent=40, excluded=True), settings=held
    )
    assert percents(of) == {"IN": 33, "BR": 0}


def test_a_row_may_have_a_source_of_its_own() -> None:
    of = table(Row(country="AR"), Row(country="BR", source=Source.BIG_MAC), settings=TableSettings(cap=100))
    assert percents(of) == {"AR": 54, "BR": 27}


def test_a_tier_gives_the_mean_of_its_countries_or_what_is_typed() -> None:
    members = (
        Row(country="IN", typed_percent=60, group="A"),
        Row(country="PK", typed_percent=30, group="A"),
        Row(country="BR", typed_percent=20, group="B"),
        Row(country="MX", typed_percent=90, group="B", excluded=True),
        Row(country="CN", typed_percent=50),
        Row(country="ID", typed_percent=50, group="C", excluded=True),
    )
    held = TableSettings(codes_per=CodesPer.TIER)
    of = table(*members, settings=held, tiers=(Tier(group="B", typed_percent=25), Tier(group="C", typed_percent=9)))
    assert tier_percents(of) == {"A": 45, "B": 25}
    assert percents(of) == {"IN": 45, "PK": 45, "BR": 25, "MX": 0, "CN": 0, "ID": 0}


def test_like_gumroads_own_is_gumroads_own() -> None:
    given_ = percents(preset_table(Preset.GUMROAD_LIKE))
    for country in price_levels():
        factor = native_factor(country, level_of(country, Source.WORLD_BANK))
        assert given_[country] == 100 - factor, country


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_holds_its_band_and_knows_every_country(preset: Preset) -> None:
    of = preset_table(preset)
    check_settings(of.settings)
    assert of.name
    assert {row.country for row in of.rows} == price_levels().keys() | FULL_PRICE
    given_ = percents(of)
    assert given_["US"] == 0
    assert given_["IN"] > 0
    if preset is not Preset.FULL_PARITY:
        assert not any(given_[country] for country in FULL_PRICE)


def test_tiers_of_the_presets() -> None:
    three = preset_table(Preset.THREE_TIERS, "mine")
    assert three.name == "mine"
    tiers = tier_percents(three)
    assert tiers["A"] < tiers["B"] < tiers["C"]
    one = preset_table(Preset.ONE_CODE_PER_TIER)
    own = one.model_copy(update={"settings": one.settings.model_copy(update={"codes_per": CodesPer.COUNTRY})})
    assert percents(one) == percents(own)
    assert all(group == f"P{percent}" for group, percent in tier_percents(one).items())


def test_gentle_gives_less_than_full_parity() -> None:
    gentle, full = percents(preset_table(Preset.GENTLE)), percents(preset_table(Preset.FULL_PARITY))
    assert all(percent <= full[country] + 2 for country, percent in gentle.items())
    assert sum(gentle.values()) * 2 < sum(full.values()) * 2 - 1000


def test_a_band_upside_down_is_refused() -> None:
    with pytest.raises(InputError, match="smallest discount") as refused:
        check_settings(TableSettings(floor=50, cap=20))
    assert refused.value.hint
    assert computed_percent(Fraction(0), TableSettings(floor=50, cap=20)) == 0


@settings(deadline=None)
@given(tables())
def test_a_digest_is_of_what_the_table_says(of: ParityTable) -> None:
    assert table_digest(of) == table_digest(of.model_copy(update={"name": "other"}))
    shuffled = table_of(of.name, of.settings, reversed(of.rows), reversed(of.tiers))
    assert table_digest(shuffled) == table_digest(of)
    again = ParityTable.model_validate_json(of.model_dump_json())
    assert again == of
    changed = of.rows[0].model_copy(update={"note": of.rows[0].note + "!"})
    assert table_digest(table_of(of.name, of.settings, (*of.rows, changed), of.tiers)) != table_digest(of)


def test_rows_are_shown_with_their_numbers() -> None:
    (worked, unknown) = worked_rows(table(Row(country="IN", typed_percent=50), Row(country="TW")))
    assert (worked.level, worked.computed_percent, worked.percent) == ("0.2415", 60, 50)
    assert (unknown.level, unknown.computed_percent, unknown.percent) == (None, 0, 0)
    assert decimal(Fraction(1, 3)) == "0.3333"
    assert decimal(Fraction(2, 3)) == "0.6667"
    assert decimal(Fraction("1.0777")) == "1.0777"
