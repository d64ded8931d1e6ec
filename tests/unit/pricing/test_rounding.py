"""Steps, endings, floors and ceilings: tables, and laws that hold for every price."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.currencies import CURRENCIES, WHOLE_CURRENCIES, currency
from py_core.pricing.form import Ending, RoundTo
from py_core.pricing.rounding import Finish, Tail, finish_for, tails_of

CODES = sorted(CURRENCIES)
exact_prices = st.fractions(min_value=0, max_value=10_000_000, max_denominator=10_000)


def finish(
    code: str = "usd",
    *,
    ending: Ending = Ending.NONE,
    to: RoundTo = RoundTo.UP,
    custom: tuple[Tail, ...] = (),
    round_to: RoundTo = RoundTo.NONE,
    step: int | None = None,
    floor: int | None = None,
    ceiling: int | None = None,
) -> Finish:
    return finish_for(
        currency(code),
        round_to=round_to,
        step=step,
        tails=tails_of(ending, custom),
        ending_to=to,
        floor=floor,
        ceiling=ceiling,
    )


def price(of: Finish, exact: Fraction | int) -> int:
    return of.price(Fraction(exact), of.grain)


@pytest.mark.parametrize(
    ("ending", "to", "exact", "expected"),
    [
        (Ending.P99, RoundTo.UP, 2128, 2199),
        (Ending.P99, RoundTo.UP, 2199, 2199),
        (Ending.P99, RoundTo.UP, 2200, 2299),
        (Ending.P99, RoundTo.DOWN, 2128, 2099),
        (Ending.P99, RoundTo.NEAREST, 2128, 2099),
        (Ending.P99, RoundTo.NEAREST, 2149, 2199),
        (Ending.P99, RoundTo.NONE, 2151, 2199),
        (Ending.P95, RoundTo.UP, 2196, 2295),
        (Ending.P00, RoundTo.DOWN, 2196, 2100),
        (Ending.NINE, RoundTo.UP, 2128, 2900),
        (Ending.NINE, RoundTo.DOWN, 2128, 1900),
        (Ending.NONE, RoundTo.UP, Fraction(21285, 10), 2129),
    ],
)
def test_dollar_endings(ending: Ending, to: RoundTo, exact: Fraction | int, expected: int) -> None:
    assert price(finish(ending=ending, to=to), exact) == expected


@pytest.mark.parametrize(
    ("code", "exact", "expected"),
    [("jpy", Fraction(5593, 10), 559), ("krw", 1_555_555, 1_555_600), ("vnd", Fraction(300005, 10), 30001)],
)
def test_decimal_endings_leave_whole_currencies_whole(code: str, exact: Fraction | int, expected: int) -> None:
    assert price(finish(code, ending=Ending.P99), exact) == expected


def test_a_nine_applies_to_whole_currencies() -> None:
    assert price(finish("jpy", ending=Ending.NINE), 560) == 569
    assert price(finish("krw", ending=Ending.NINE), 1_555_500) == 1_555_900


def test_typed_endings_offer_the_nearest_of_several() -> None:
    tails = (Tail(Fraction(49, 100), 1), Tail(Fraction(99, 100), 1), Tail(Fraction(7), 10))
    of = finish(ending=Ending.CUSTOM, custom=tails, to=RoundTo.NEAREST)
    assert [price(of, minor) for minor in (1230, 1260, 1290, 1703)] == [1249, 1249, 1299, 1700]
    assert price(finish("jpy", ending=Ending.CUSTOM, custom=tails, to=RoundTo.UP), 560) == 567


@pytest.mark.parametrize(
    ("way", "exact", "expected"),
    [
        (RoundTo.UP, 1201, 1250),
        (RoundTo.DOWN, 1249, 1200),
        (RoundTo.NEAREST, 1225, 1250),
        (RoundTo.NEAREST, 1224, 1200),
    ],
)
def test_steps(way: RoundTo, exact: int, expected: int) -> None:
    assert price(finish(round_to=way, step=50), exact) == expected


def test_a_direction_without_a_step_rounds_to_the_smallest_amount() -> None:
    assert price(finish(round_to=RoundTo.UP), Fraction(12001, 10)) == 1201
    assert price(finish("krw", round_to=RoundTo.DOWN), 1_555_599) == 1_555_500


def test_an_ending_comes_after_the_step() -> None:
    assert price(finish(round_to=RoundTo.UP, step=500, ending=Ending.P99, to=RoundTo.DOWN), 1201) == 1499


@pytest.mark.parametrize(
    ("floor", "ceiling", "exact", "expected"),
    [
        (1000, None, 500, 1099),
        (None, 2000, 2128, 1999),
        (1000, 1050, 1020, 1020),
        (1000, 1050, 5000, 1050),
        (1000, 1050, 100, 1000),
        (1000, None, -100, 1099),
    ],
)
def test_endings_never_cross_a_bound(floor: int | None, ceiling: int | None, exact: int, expected: int) -> None:
    assert price(finish(ending=Ending.P99, floor=floor, ceiling=ceiling), exact) == expected


def test_steps_and_plain_amounts_keep_bounds_too() -> None:
    assert price(finish(round_to=RoundTo.UP, step=500, ceiling=1200), 1150) == 1000
    assert price(finish(floor=100, ceiling=200), 999) == 200


def test_an_ending_does_not_push_a_legal_price_under_the_minimum() -> None:
    assert price(finish("eur", ending=Ending.P00, to=RoundTo.DOWN), 80) == 100
    assert price(finish("inr", ending=Ending.NINE, to=RoundTo.DOWN), 7500) == 7900


def test_prices_under_the_minimum_stay_seen() -> None:
    assert price(finish(), 50) == 50
    assert price(finish(ending=Ending.P99, to=RoundTo.DOWN), 50) == 99
    assert price(finish(ending=Ending.P99), -50) == -50
    assert price(finish(ending=Ending.P99), 0) == 0


endings = st.sampled_from([Ending.P99, Ending.P95, Ending.P00, Ending.NINE])


@settings(deadline=None)
@given(st.sampled_from(CODES), endings, exact_prices)
def test_up_is_never_below_and_down_never_above(code: str, ending: Ending, exact: Fraction) -> None:
    up, down = finish(code, ending=ending, to=RoundTo.UP), finish(code, ending=ending, to=RoundTo.DOWN)
    if up.endings:
        assert price(up, exact) >= exact
        result = price(down, exact)
        assert result <= exact or exact < down.endings[0].period + down.minimum
    else:
        assert code in WHOLE_CURRENCIES
        assert abs(price(up, exact) - exact) * 2 <= up.grain or exact < up.minimum + up.grain


@settings(deadline=None)
@given(st.sampled_from(CODES), endings, exact_prices)
def test_nearest_is_within_half_a_period(code: str, ending: Ending, exact: Fraction) -> None:
    of = finish(code, ending=ending, to=RoundTo.NEAREST)
    period = of.endings[0].period if of.endings else of.grain
    if exact >= of.minimum + period:
        assert abs(price(of, exact) - exact) * 2 <= period


@settings(deadline=None)
@given(
    st.sampled_from(CODES),
    st.sampled_from(Ending),
    st.sampled_from(RoundTo),
    st.fractions(min_value=-1000, max_value=10_000_000, max_denominator=1000),
    st.integers(0, 5_000_000),
    st.integers(0, 5_000_000),
)
def test_bounds_are_never_crossed(
    code: str, ending: Ending, way: RoundTo, exact: Fraction, one: int, other: int
) -> None:
    floor, ceiling = min(one, other), max(one, other)
    of = finish(code, ending=ending, to=way, round_to=way, step=250, floor=floor, ceiling=ceiling)
    assert floor <= price(of, exact) <= ceiling


@settings(deadline=None)
@given(st.sampled_from(CODES), endings, st.sampled_from([RoundTo.UP, RoundTo.DOWN, RoundTo.NEAREST]), exact_prices)
def test_finishing_twice_changes_nothing(code: str, ending: Ending, way: RoundTo, exact: Fraction) -> None:
    of = finish(code, ending=ending, to=way)
    once = price(of, exact)
    assert price(of, once) == once


@settings(deadline=None)
@given(st.sampled_from(CODES), endings, exact_prices, exact_prices)
def test_order_of_prices_is_kept(code: str, ending: Ending, one: Fraction, other: Fraction) -> None:
    of = finish(code, ending=ending, to=RoundTo.UP)
    low, high = min(one, other), max(one, other)
    if low > 0:
        assert price(of, low) <= price(of, high)
