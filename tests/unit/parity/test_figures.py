"""Countries, zones and price levels are what their sources say; the native rule is the documented one."""

import csv
import hashlib
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import py_core.parity.data
from py_core.gumroad.currencies import CURRENCIES
from py_core.parity.banner import is_placeless
from py_core.parity.countries import (
    Region,
    countries,
    country_code,
    country_name,
    flag,
    sharers,
    zones,
)
from py_core.parity.data.price_levels import CSV
from py_core.parity.levels import (
    CREDIT_BIG_MAC,
    CREDIT_WORLD_BANK,
    FULL_PRICE,
    Source,
    level_of,
    native_factor,
    native_price,
    price_levels,
)
from py_core.sandbox.ppp import COUNTRIES, factor_hundredths, parity_prices
from py_core.sandbox.state import ParitySettings


def test_the_figures_are_byte_for_byte_those_of_the_named_file() -> None:
    assert py_core.parity.data.__file__ is not None
    sources = (Path(py_core.parity.data.__file__).parent / "SOURCES.md").read_text()
    assert hashlib.sha256(CSV.encode()).hexdigest() in sources


def test_every_figure_is_read_as_it_stands() -> None:
    lines = list(csv.DictReader(CSV.splitlines()))
    assert len(lines) == len(price_levels()) == 205
    for line in lines:
        levels = price_levels()[line["country_iso2"]]
        assert (levels.world_bank.text if levels.world_bank else "") == line["price_level_ratio"]
        assert (levels.big_mac.text if levels.big_mac else "") == line["big_mac_ratio"]
        if levels.world_bank:
            assert levels.world_bank.date == line["ppp_year"]
            assert levels.world_bank.credit == CREDIT_WORLD_BANK
        if levels.big_mac:
            assert levels.big_mac.date == line["big_mac_date"]
            assert levels.big_mac.credit == CREDIT_BIG_MAC


def test_levels_by_source() -> None:
    assert level_of("IN", Source.WORLD_BANK) == Fraction(2415, 10_000)
    assert level_of("IN", Source.BIG_MAC) == Fraction(4108, 10_000)
    assert level_of("IN", Source.BLEND) == (Fraction(2415, 10_000) + Fraction(4108, 10_000)) / 2
    assert level_of("NG", Source.BLEND) == level_of("NG", Source.WORLD_BANK)
    assert level_of("NG", Source.BIG_MAC) is None
    assert level_of("CU", Source.BLEND) is None
    assert level_of("ZZ", Source.WORLD_BANK) is None


def test_every_country_of_the_figures_has_a_name_a_region_and_a_currency() -> None:
    assert price_levels().keys() <= countries().keys()
    assert FULL_PRICE <= countries().keys() <= set(COUNTRIES)
    assert {country.region for country in countries().values()} == set(Region)
    for country in countries().values():
        assert re.fullmatch("[A-Z]{2}", country.code)
        assert re.fullmatch("[a-z]{3}", country.currency)
        assert country.name == country.name.strip() != ""
    assert {country.currency for country in countries().values()} >= CURRENCIES.keys()


def test_flags_and_names() -> None:
    assert flag("IN") == "🇮🇳"
    assert country_name("IN") == "India"
    assert country_name("Q9") == "Q9"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("India", "IN"),
        ("in", "IN"),
        (" united states ", "US"),
        ("Türkiye", "TR"),
        ("Korea, Rep.", "KR"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Bosnia and Herzegovina", "BA"),
        ("Saint Lucia", "LC"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_names_of_sales_are_found_again(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Kyiv", "UA"),
        ("Europe/Kiev", "UA"),
        ("America/Argentina/Buenos_Aires", "AR"),
        ("America/Buenos_Aires", "AR"),
        ("Europe/Copenhagen", "DK"),
        ("Atlantic/Reykjavik", "IS"),
        ("Africa/Asmera", "ER"),
        ("Pacific/Truk", "FM"),
        ("PRC", "CN"),
        ("GB-Eire", "GB"),
        ("Asia/Urumqi", "CN"),
    ],
)
def test_zones_are_in_their_countries(zone: str, code: str) -> None:
    assert zones()[zone] == code


def test_no_zone_of_a_country_is_placeless_and_shared_ones_have_a_home() -> None:
    assert len(zones()) > 500
    assert set(zones().values()) <= countries().keys()
    assert not any(is_placeless(zone) for zone in zones())
    for zone, others in sharers().items():
        assert zones()[zone] not in others
        assert set(others) <= countries().keys()


def test_the_native_rule() -> None:
    assert native_factor("IN", Fraction("0.2415")) == 40
    assert native_factor("BR", Fraction("0.4616")) == 46
    assert native_factor("XX", Fraction("0.8")) == 80
    assert native_factor("XX", Fraction("0.8049")) == 80
    assert native_factor("XX", Fraction("0.805")) == 100
    assert native_factor("XX", Fraction("1.2")) == 100
    assert native_factor("XX", None) == 100
    assert native_factor("DE", Fraction("0.75")) == 100
    assert native_factor("IN", Fraction("0.2415"), limit_percent=20) == 80
    assert native_factor("IN", Fraction("0.2415"), limit_percent=100) == 40
    assert len(FULL_PRICE) == 36


def test_native_prices_keep_minimums_and_currencies_without_decimals() -> None:
    assert native_price(1900, "usd", 40) == 760
    assert native_price(1999, "usd", 45) == 900
    assert native_price(150, "usd", 40) == 99
    assert native_price(0, "usd", 40) == 0
    assert native_price(500, "jpy", 45) == 225
    assert native_price(200, "jpy", 40) == 99
    assert native_price(101, "jpy", 50) == 99
    assert native_price(1_230_000, "krw", 40) == 492_000
    assert native_price(30_000, "vnd", 40) == 25_618


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(0, 100_000_000), st.one_of(st.none(), st.integers(1, 100)))
def test_native_prices_are_those_of_gumroad_for_every_country(currency: str, price: int, limit: int | None) -> None:
    documented = parity_prices(price, currency, ParitySettings(enabled=True, limit_percent=limit))
    for country, minor in documented.items():
        assert native_price(price, currency, factor_hundredths(country, limit)) == minor


@given(st.sampled_from(COUNTRIES), st.integers(0, 200), st.one_of(st.none(), st.integers(1, 100)))
def test_native_factors_are_those_of_the_documented_steps(country: str, level: int, limit: int | None) -> None:
    factor = level / 100
    factor = 1 if factor > 0.8 else max(factor, 0.4)
    if country in FULL_PRICE:
        factor = 1
    if limit is not None:
        factor = max(factor, 1 - limit / 100)
    assert native_factor(country, Fraction(level, 100), limit) == round(factor * 100)
