"""Tables to start from. No I/O here."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from py_core.parity.levels import FULL_PRICE, HIGHEST_FACTOR, LOWEST_FACTOR, level_of, price_levels
from py_core.parity.table import CodesPer, ParityTable, Row, TableSettings, own_percent, table_of
from py_core.words import say


class Preset(StrEnum):
    """The tables that are offered."""

    GENTLE = "gentle"
    GUMROAD_LIKE = "gumroad_like"
    FULL_PARITY = "full_parity"
    THREE_TIERS = "three_tiers"
    ONE_CODE_PER_TIER = "one_code_per_tier"


SETTINGS: Mapping[Preset, TableSettings] = MappingProxyType(
    {
        Preset.GENTLE: TableSettings(strength=50, floor=10, cap=40, step=5),
        Preset.GUMROAD_LIKE: TableSettings(floor=100 - HIGHEST_FACTOR, cap=100 - LOWEST_FACTOR),
        Preset.FULL_PARITY: TableSettings(floor=5, cap=90),
        Preset.THREE_TIERS: TableSettings(floor=10, cap=70, step=10, codes_per=CodesPer.TIER),
        Preset.ONE_CODE_PER_TIER: TableSettings(floor=10, cap=60, step=10, codes_per=CodesPer.TIER),
    }
)
_THREE = ((Fraction(35, 100), "C"), (Fraction(1, 2), "B"), (Fraction(80, 100), "A"))


def _three(code: str, settings: TableSettings) -> str:
    level = level_of(code, settings.source)
    if level is None:
        return ""
    return next((group for below, group in _THREE if level < below), "")


def _row(code: str, preset: Preset, settings: TableSettings) -> Row:
    kept = code in FULL_PRICE and preset is not Preset.FULL_PARITY
    plain = Row(country=code, excluded=kept)
    if preset is Preset.THREE_TIERS and not kept:
        return plain.model_copy(update={"group": _three(code, settings)})
    if preset is Preset.ONE_CODE_PER_TIER:
        percent = own_percent(plain, settings)
        return plain.model_copy(update={"group": f"P{percent}" if percent else ""})
    return plain


def preset_table(preset: Preset, name: str = "") -> ParityTable:
    """A whole table: every country with a figure, and those that Gumroad keeps at the full price.

    The latter are excluded but under full parity. Three tiers are the levels under 0.35, 0.5 and 0.8; with one
    code per tier the countries of a group have one and the same discount in tens.
    """
    settings = SETTINGS[preset]
    codes = sorted(price_levels().keys() | FULL_PRICE)
    rows = (_row(code, preset, settings) for code in codes)
    return table_of(name or say(f"parity_preset_{preset.value}"), settings, rows)
