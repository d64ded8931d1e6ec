"""The parity table: what each country is given, worked out from figures and from what the seller typed. No I/O.

A discount is a whole percentage, nothing or inside the table's band (`floor` to `cap`), wherever it comes from.
The figures give `(1 - level) * strength`, rounded to a whole percentage; less than the floor is nothing; then
the nearest multiple of `step` in the band, or nothing where that is nearer. Ties go to the smaller discount.
A typed percentage wins over the figures and is not brought to the step.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Literal

from pydantic import Field

from py_core.errors import InputError
from py_core.parity.levels import Source, level_of
from py_core.values import Value
from py_core.words import say

MOST_NOTE = 300
GROUP = r"[A-Za-z0-9_-]{0,20}"


class CodesPer(StrEnum):
    """Whether every country has its code, or all countries of a group share one."""

    COUNTRY = "country"
    TIER = "tier"


class TableSettings(Value):
    """What holds for the whole table. Percentages are whole; `min_net_usd_minor` is US cents left of each sale."""

    source: Source = Source.WORLD_BANK
    strength: int = Field(default=100, ge=0, le=100)
    floor: int = Field(default=0, ge=0, le=100)
    cap: int = Field(default=60, ge=0, le=100)
    step: Literal[1, 5, 10] = 1
    min_net_usd_minor: int = Field(default=0, ge=0, le=100_000_000)
    codes_per: CodesPer = CodesPer.COUNTRY
    excluded_products: tuple[str, ...] = ()


class Row(Value):
    """One country. `source` None is the table's, `typed_percent` None is worked out."""

    country: str
    source: Source | None = None
    typed_percent: int | None = Field(default=None, ge=0, le=100)
    group: str = Field(default="", pattern=f"^{GROUP}$")
    note: str = Field(default="", max_length=MOST_NOTE)
    excluded: bool = False


class Tier(Value):
    """A group whose discount was typed, for tables with a code per tier."""

    group: str = Field(pattern=f"^{GROUP}$", min_length=1)
    typed_percent: int = Field(ge=0, le=100)


class ParityTable(Value):
    """A named table. Rows and tiers are in the order of their codes and groups, none of them twice."""

    name: str = Field(max_length=100)
    settings: TableSettings = TableSettings()
    rows: tuple[Row, ...] = ()
    tiers: tuple[Tier, ...] = ()


def table_of(name: str, settings: TableSettings, rows: Iterable[Row], tiers: Iterable[Tier] = ()) -> ParityTable:
    """A table with its rows and tiers in order; of two for one country or group the later one stands."""
    by_country = {row.country: row for row in rows}
    by_group = {tier.group: tier for tier in tiers}
    return ParityTable(
        name=name,
        settings=settings,
        rows=tuple(by_country[key] for key in sorted(by_country)),
        tiers=tuple(by_group[key] for key in sorted(by_group)),
    )


def check_settings(settings: TableSettings) -> None:
    """Raises: InputError when the band is upside down or holds nothing."""
    if settings.floor > settings.cap:
        text = say("parity_floor_above_cap", floor=settings.floor, cap=settings.cap)
        raise InputError("parity_floor_above_cap", text, hint=say("parity_not_saved"), fields={"floor": text})


@lru_cache(maxsize=64)
def _fitted(floor: int, cap: int, step: int) -> tuple[int, ...]:
    lowest = max(floor, 1)
    steps = [percent for percent in range(lowest, cap + 1) if percent % step == 0]
    allowed = [0, *(steps or range(lowest, cap + 1))]
    return tuple(
        0 if whole < lowest else min(allowed, key=lambda percent: (abs(percent - whole), percent))
        for whole in range(101)
    )


def _whole(exact: Fraction) -> int:
    return min(max(ceil(exact - Fraction(1, 2)), 0), 100)


def fitted_percent(whole: int, settings: TableSettings) -> int:
    """A whole percentage brought to the band and the step."""
    return _fitted(settings.floor, settings.cap, settings.step)[whole]


def computed_percent(level: Fraction | None, settings: TableSettings) -> int:
    """The discount that a price level gives; nothing where no level is known or it is not below 1."""
    if level is None or level >= 1:
        return 0
    return fitted_percent(_whole((1 - level) * settings.strength), settings)


def banded_percent(typed: int, settings: TableSettings) -> int:
    """A typed percentage inside the band: more than the cap is the cap, less than the floor is nothing."""
    return 0 if typed < settings.floor else min(typed, settings.cap)


def row_level(row: Row, settings: TableSettings) -> Fraction | None:
    """The price level a row is worked out from."""
    return level_of(row.country, row.source or settings.source)


def own_percent(row: Row, settings: TableSettings) -> int:
    """A country's discount by itself, whatever its group."""
    if row.excluded:
        return 0
    if row.typed_percent is not None:
        return banded_percent(row.typed_percent, settings)
    return computed_percent(row_level(row, settings), settings)


def tier_percents(table: ParityTable) -> Mapping[str, int]:
    """Each group's discount: what was typed for it, else the mean of its countries' own, brought to band and step.

    Excluded countries do not count; a group of only such has no discount.
    """
    members: dict[str, list[int]] = {}
    for row in table.rows:
        if row.group and not row.excluded:
            members.setdefault(row.group, []).append(own_percent(row, table.settings))
    found = {
        group: fitted_percent(_whole(Fraction(sum(own), len(own))), table.settings)
        for group, own in members.items()
    }
    found.update(
        (tier.group, banded_percent(tier.typed_percent, table.settings))
        for tier in table.tiers
        if tier.group in members
    )
    return found


def percents(table: ParityTable) -> Mapping[str, int]:
    """The discount every country is given, in whole percent.

    With a code per tier it is the group's; a country without a group has none.
    """
    if table.settings.codes_per is CodesPer.COUNTRY:
        return {row.country: own_percent(row, table.settings) for row in table.rows}
    tiers = tier_percents(table)
    return {row.country: 0 if row.excluded else tiers.get(row.group, 0) for row in table.rows}


class WorkedRow(Value):
    """One row as it is shown: its level as a decimal text, what the figures give, and what is given."""

    row: Row
    level: str | None
    computed_percent: int
    percent: int


def decimal(value: Fraction) -> str:
    """A level with four decimals, halves up."""
    scaled = (value * 20_000 + 1).__floor__() // 2
    return f"{scaled // 10_000}.{scaled % 10_000:04d}"


def worked_rows(table: ParityTable) -> tuple[WorkedRow, ...]:
    """Every row with its numbers, in order."""
    given = percents(table)
    found = []
    for row in table.rows:
        level = row_level(row, table.settings)
        found.append(
            WorkedRow(
                row=row,
                level=None if level is None else decimal(level),
                computed_percent=computed_percent(level, table.settings),
                percent=given[row.country],
            )
        )
    return tuple(found)


def table_digest(table: ParityTable) -> str:
    """A SHA-256 over all that the table says, whatever its name."""
    content = table.model_dump(mode="json", exclude={"name"})
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
