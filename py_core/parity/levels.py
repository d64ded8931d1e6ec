"""How dear countries are beside the United States, and what Gumroad's own parity makes of that. No I/O here.

Levels are exact fractions, 1 is the level of the United States. Each figure has its date and its source
(`data/SOURCES.md`). The native rule is the one of the API contract, section 11.
"""

import csv
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import assert_never

from py_core.gumroad.currencies import currency
from py_core.parity.data.price_levels import CSV
from py_core.values import Value

CREDIT_WORLD_BANK = "The World Bank: World Development Indicators"
CREDIT_BIG_MAC = "The Economist: Big Mac index"
TAKEN = "2026-03"

_FULL_PRICE = """
AE QA KW BH OM SA SG HK MO BN JP KR TW SE NO DK FI IS CH LI LU IE NL BE AT DE FR GB AU NZ US CA IL
IT ES PT
"""
FULL_PRICE = frozenset(_FULL_PRICE.split())
"""Countries where Gumroad's own parity never lowers a price (since April 2026)."""

LOWEST_FACTOR = 40
HIGHEST_FACTOR = 80
FULL = 100


class Source(StrEnum):
    """Where a country's price level comes from."""

    WORLD_BANK = "world_bank"
    BIG_MAC = "big_mac"
    BLEND = "blend"


class Figure(Value):
    """One published figure as it stands in its source: a decimal text, its date, and whom to credit."""

    text: str
    date: str
    credit: str

    @property
    def level(self) -> Fraction:
        """The figure as an exact number."""
        return Fraction(self.text)


class Levels(Value):
    """What is published about one country; None where a source has nothing."""

    country: str
    world_bank: Figure | None
    big_mac: Figure | None

    def level(self, source: Source) -> Fraction | None:
        """The price level by that source.

        A blend is the mean of both figures, or the only one there is.
        """
        first = None if self.world_bank is None else self.world_bank.level
        second = None if self.big_mac is None else self.big_mac.level
        match source:
            case Source.WORLD_BANK:
                return first
            case Source.BIG_MAC:
                return second
            case Source.BLEND:
                if first is None or second is None:
                    return second if first is None else first
                return (first + second) / 2
            case _:
                assert_never(source)


@cache
def price_levels() -> Mapping[str, Levels]:
    """Every country of the figures by its code."""
    found: dict[str, Levels] = {}
    for row in csv.DictReader(CSV.splitlines()):
        code, bank, mac = row["country_iso2"], row["price_level_ratio"], row["big_mac_ratio"]
        found[code] = Levels(
            country=code,
            world_bank=Figure(text=bank, date=row["ppp_year"], credit=CREDIT_WORLD_BANK) if bank else None,
            big_mac=Figure(text=mac, date=row["big_mac_date"], credit=CREDIT_BIG_MAC) if mac else None,
        )
    return MappingProxyType(found)


def level_of(country: str, source: Source) -> Fraction | None:
    """The price level of a country by a source, or None where there is no figure."""
    levels = price_levels().get(country)
    return None if levels is None else levels.level(source)


def native_factor(country: str, level: Fraction | None, limit_percent: int | None = None) -> int:
    """What Gumroad's own parity asks of the full price, in hundredths.

    The level is rounded to two decimals first. `limit_percent` is the most the seller lets it take off.
    """
    factor = FULL if level is None else (level * 200 + 1).__floor__() // 2
    if country in FULL_PRICE or factor > HIGHEST_FACTOR:
        factor = FULL
    factor = max(factor, LOWEST_FACTOR)
    return factor if limit_percent is None else max(factor, FULL - limit_percent)


def native_price(price_minor: int, currency_code: str, factor: int) -> int:
    """Gumroad's own parity price in minor units: not under the currency's minimum, halves up; free stays free.

    `factor` is in hundredths. Raises: InputError for a currency that Gumroad does not list.
    """
    if price_minor == 0:
        return 0
    return (max(price_minor * factor, currency(currency_code).min_minor * 100) + 50) // 100
