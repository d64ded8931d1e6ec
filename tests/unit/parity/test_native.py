"""Gumroad's own factors are found again in the prices it shows; jumps; codes that do nothing beside them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models.products import read_product
from py_core.gumroad.rules.discounts import Discount, left_by, prices_of
from py_core.parity.codes import ParityCode
from py_core.parity.levels import native_price
from py_core.parity.native import (
    Factor,
    Jump,
    NativeRecord,
    Sample,
    factor_bounds,
    jumps,
    native_factors,
    samples_of,
    with_record,
)
from py_core.parity.shadow import Idle, Shadowed, shadowed_codes
from py_core.sandbox.ppp import factor_hundredths, parity_prices
from py_core.sandbox.state import ParitySettings
from tests.unit.shops import entry, group, option, version

RAW: dict[str, Any] = {"id": "p1", "name": "Icons", "currency": "usd", "price": 1900}


def sample(price: int, currency: str = "usd", **prices: int) -> Sample:
    return Sample(price_minor=price, currency=currency, prices=prices)


def factor(country: str, hundredths: int, low: int | None = None, high: int | None = None) -> Factor:
    return Factor(country=country, hundredths=hundredths, low=low or hundredths, high=high or hundredths)


def record(date: str, *factors: Factor) -> NativeRecord:
    return NativeRecord(date=date, factors=factors)


def meant(percent: int, *countries: str, product: str = "p1") -> ParityCode:
    name = f"C{percent}"
    return ParityCode(
        product_id=product, name=name, country_codes=countries, tier="A", percent_off=percent, cap=None
    )


def test_every_price_with_parity_prices_is_a_sample() -> None:
    parity = "purchasing_power_parity_prices"
    raw = {
        **RAW,
        parity: {"IN": 760, "US": 1900},
        "variants": [
            {
                "title": "Licence",
                "options": [
                    {"name": "Team", "price_difference": 3000, parity: {"IN": 1960}, "recurrence_prices": None},
                    {"name": "None", "price_difference": None, parity: None, "recurrence_prices": {}},
                ],
            },
            {
                "title": "Tier",
                "options": [
                    {
                        "name": "Basic",
                        "price_difference": 0,
                        "recurrence_prices": {
                            "monthly": {"price_cents": 500, parity: {"IN": 200}},
                            "yearly": {"price_cents": 5000},
                            "broken": None,
                        },
                    }
                ],
            },
        ],
    }
    assert samples_of(read_product(raw), raw) == (
        sample(1900, IN=760, US=1900),
        sample(4900, IN=1960),
        sample(500, IN=200),
    )


def test_a_product_without_parity_has_no_samples() -> None:
    assert samples_of(read_product(RAW), RAW) == ()
    free = {**RAW, "price": 0, "purchasing_power_parity_prices": {"IN": 0}}
    assert samples_of(read_product(free), free) == ()


def test_a_key_that_is_no_object_of_numbers_is_refused() -> None:
    raw = {**RAW, "purchasing_power_parity_prices": {"IN": "dear"}}
    with pytest.raises(ValueError, match="not whole"):
        samples_of(read_product(raw), raw)


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(1, 5_000_000), st.integers(40, 100))
def test_bounds_are_exactly_the_factors_that_make_the_price(code: str, price: int, hundredths: int) -> None:
    price = max(price, CURRENCIES[code].min_minor)
    local = native_price(price, code, hundredths)
    possible = [one for one in range(40, 101) if native_price(price, code, one) == local]
    assert factor_bounds(price, code, local) == (possible[0], possible[-1])
    assert hundredths in possible


def test_prices_that_no_factor_makes_have_no_bounds() -> None:
    assert factor_bounds(1900, "usd", 98) is None
    assert factor_bounds(1900, "usd", 400) is None
    assert factor_bounds(1900, "usd", 2000) is None
    assert factor_bounds(0, "usd", 100) is None
    assert factor_bounds(1900, "xxx", 760) is None


@given(
    st.lists(st.tuples(st.integers(99, 300_000), st.sampled_from(["usd", "eur", "jpy"])), min_size=1, max_size=5),
    st.one_of(st.none(), st.integers(1, 100)),
)
def test_the_factors_are_found_again_within_their_bounds(prices: list[tuple[int, str]], limit: int | None) -> None:
    on = ParitySettings(enabled=True, limit_percent=limit)
    samples = [
        Sample(price_minor=price, currency=code, prices=parity_prices(price, code, on)) for price, code in prices
    ]
    found = native_factors(samples)
    assert [one.country for one in found] == sorted(parity_prices(100, "usd", on))
    for one in found:
        assert one.low <= factor_hundredths(one.country, limit) <= one.high
        assert one.low <= one.hundredths <= one.high
        assert not one.torn
        assert one.exact or max(price for price, _ in prices) < 30_000


def test_a_large_price_tells_the_factor_exactly() -> None:
    (india,) = native_factors([sample(1900, IN=760)])
    assert (india.hundredths, india.exact) == (40, True)
    (floored,) = native_factors([sample(150, IN=99)])
    assert (floored.low, floored.high, floored.exact) == (40, 66, False)
    (narrowed,) = native_factors([sample(150, IN=99), sample(400, IN=200)])
    assert (narrowed.hundredths, narrowed.low, narrowed.high) == (50, 50, 50)


def test_prices_that_disagree_are_told() -> None:
    (torn,) = native_factors([sample(1900, IN=760), sample(1800, IN=900), sample(1000, IN=1)])
    assert (torn.hundredths, torn.torn) == (40, True)


def test_the_history_keeps_changes_only() -> None:
    first, same = record("2026-11-01", factor("IN", 40)), record("2026-11-08", factor("IN", 40))
    other = record("2026-11-08", factor("IN", 47))
    history = with_record((), first)
    assert with_record(history, same) == (first,)
    assert with_record(with_record(history, same), other) == (first, other)
    assert with_record((first, other), same) == (first,)
    early = record("2026-10-01", factor("IN", 41))
    assert with_record((first,), early) == (early, first)


def test_jumps_are_larger_than_rounding_can_explain() -> None:
    before = record("2026-11-01", factor("BR", 46), factor("IN", 40), factor("PL", 50, 45, 56), factor("CN", 58))
    after = record("2026-11-08", factor("BR", 50), factor("IN", 45), factor("PL", 56, 55, 57), factor("MX", 99))
    assert jumps(before, after) == (Jump(country="IN", before=40, after=45),)
    assert jumps(before, after, least=4) == (
        Jump(country="BR", before=46, after=50),
        Jump(country="IN", before=40, after=45),
    )


def test_a_code_that_leaves_as_much_as_the_native_price_is_idle() -> None:
    factors = [factor("IN", 40), factor("BR", 46), factor("US", 100)]
    (found,) = shadowed_codes([meant(60, "IN", "BR", "US", "AQ")], [entry()], factors)
    assert [(one.country, one.code_minor, one.native_minor, one.certain) for one in found.idle] == [
        ("IN", 760, 760, True)
    ]
    assert not found.everywhere
    (both,) = shadowed_codes([meant(50, "IN", "BR")], [entry()], factors)
    assert both.everywhere
    assert shadowed_codes([meant(61, "IN")], [entry()], factors) == ()


def test_products_without_native_prices_shadow_nothing() -> None:
    factors = [factor("IN", 40)]
    assert shadowed_codes([meant(10, "IN")], [entry()], factors, opted_out=["p1"]) == ()
    assert shadowed_codes([meant(10, "IN", product="p9")], [entry()], factors) == ()
    assert shadowed_codes([meant(10, "IN")], [entry(currency="xxx")], factors) == ()
    assert shadowed_codes([meant(10, "IN")], [entry(price_minor=0)], factors) == ()


def test_every_price_of_a_product_has_to_be_beaten() -> None:
    cheap_and_dear = entry((version("a", 0), version("b", 3000)), price_minor=150)
    (found,) = shadowed_codes([meant(30, "IN")], [cheap_and_dear], [factor("IN", 60)])
    assert found.idle[0].native_minor == 99
    assert shadowed_codes([meant(45, "IN")], [cheap_and_dear], [factor("IN", 60)]) == ()
    tiers = entry(
        price_minor=0, is_tiered_membership=True, groups=(group(option("Basic", None, monthly=500, yearly=5000)),)
    )
    assert shadowed_codes([meant(30, "IN")], [tiers], [factor("IN", 60)])[0].idle[0].code_minor == 350


def test_an_uncertain_factor_is_told() -> None:
    (found,) = shadowed_codes([meant(50, "IN")], [entry()], [factor("IN", 50, 40, 66)])
    assert not found.idle[0].certain
    torn = factor("IN", 40).model_copy(update={"torn": True})
    assert not shadowed_codes([meant(50, "IN")], [entry()], [torn])[0].idle[0].certain


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(99, 20_000), st.lists(st.integers(0, 9_000), max_size=2)), max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 3), st.integers(1, 100), st.lists(st.sampled_from(["IN", "BR", "PL", "US"]), unique=True)
        ),
        max_size=6,
    ),
    st.dictionaries(st.sampled_from(["IN", "BR", "PL"]), st.integers(40, 100)),
)
def test_shadows_are_what_a_check_of_every_price_finds(
    shop: list[tuple[int, list[int]]], drafts: list[tuple[int, int, list[str]]], known: dict[str, int]
) -> None:
    products = [
        entry(tuple(version(f"v{i}", plus) for i, plus in enumerate(extra)), id=f"p{at}", price_minor=price)
        for at, (price, extra) in enumerate(shop)
    ]
    codes = [meant(percent, *lands, product=f"p{at}") for at, percent, lands in drafts]
    expected: list[Shadowed] = []
    for code in codes:
        for product in products:
            if product.product.id != code.product_id:
                continue
            idle = []
            for land in code.country_codes:
                helped = False
                for minor in prices_of(product.product).minors:
                    buyer_pays = left_by(Discount(code.percent_off, None), minor)
                    helped = helped or buyer_pays < native_price(minor, "usd", known.get(land, 100))
                if land in known and not helped:
                    idle.append(land)
            if idle:
                expected.append(code_shadow(code, idle))
    found = shadowed_codes(codes, products, [factor(land, hundredths) for land, hundredths in known.items()])
    assert [one.model_copy(update={"idle": ()}) for one in found] == [
        one.model_copy(update={"idle": ()}) for one in expected
    ]
    assert [[idle.country for idle in one.idle] for one in found] == [
        [idle.country for idle in one.idle] for one in expected
    ]


def code_shadow(code: ParityCode, lands: list[str]) -> Shadowed:
    return Shadowed(
        product_id=code.product_id,
        name=code.name,
        percent_off=code.percent_off,
        idle=tuple(Idle(country=land, code_minor=0, native_minor=0, certain=True) for land in lands),
        everywhere=len(lands) == len(code.country_codes),
    )
