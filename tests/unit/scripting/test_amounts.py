"""Money in scripts is exact, and compares with what a person types."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.scripting.amounts import Amount, exact, plain

MINORS = st.integers(-10_000_000, 10_000_000)


def usd(value: str | int | float) -> Amount:
    return Amount(value, "usd")


@given(MINORS, st.sampled_from(["usd", "jpy", "krw", "eur"]))
def test_minor_units_come_back(minor: int, code: str) -> None:
    assert Amount.of_minor(minor, code).minor == minor


@given(MINORS, MINORS)
def test_it_computes_like_whole_numbers(one: int, other: int) -> None:
    a, b = Amount.of_minor(one, "usd"), Amount.of_minor(other, "usd")
    assert (a + b).minor == one + other
    assert (a - b).minor == one - other
    assert (a < b) is (one < other)
    assert (a == b) is (one == other)
    assert (-a).minor == -one


def test_a_number_counts_as_it_was_typed() -> None:
    assert usd("9.99") == 9.99
    assert usd("9.99") <= 9.99
    assert usd(10) > 9.99
    assert usd("0.1") + 0.2 == "0.3"
    assert 1 + usd(2) == 3
    assert 5 - usd(2) == usd(3)
    assert usd("9.99").major == Decimal("9.99")


def test_multiplying_and_dividing() -> None:
    assert usd(10) * 0.5 == usd(5)
    assert 2 * usd("1.25") == "2.50"
    assert usd(10) / 4 == usd("2.5")
    assert usd(10) / usd(4) == Decimal("2.5")
    assert sum([usd(1), usd(2)]) == 3
    with pytest.raises(ZeroDivisionError):
        usd(1) / 0


def test_currencies_do_not_mix() -> None:
    for mix in (
        lambda: usd(1) + Amount(1, "eur"),
        lambda: usd(1) < Amount(1, "eur"),
        lambda: usd(1) / Amount(1, "eur"),
    ):
        with pytest.raises(InputError, match="different currencies"):
            mix()
    assert usd(1) != Amount(1, "eur")
    assert usd(1) != "one"


def test_what_is_no_number_is_refused() -> None:
    for given_one in ("ten", None, True, float("nan"), float("inf"), object()):
        with pytest.raises(InputError, match="is not a number"):
            plain(given_one)
    assert plain(Fraction(1, 3)) == Fraction(1, 3)
    assert exact(" 2.50 ", "usd") == 250


def test_it_reads_like_a_price() -> None:
    assert repr(usd("12.50")) == "$12.50"
    assert str(Amount(500, "jpy")) == "¥500"
    assert str(usd(1) / 3) == "$0.33 (not exact)"
    with pytest.raises(InputError, match="smallest unit"):
        _ = (usd(1) * Fraction(1, 3)).minor


def test_it_is_true_when_it_is_something_and_can_be_a_key() -> None:
    assert not usd(0)
    assert usd("0.01")
    assert {usd(1): "x"}[usd("1.00")] == "x"
    assert float(usd("1.25")) == 1.25


def test_no_digit_of_a_large_amount_is_lost() -> None:
    digits = "1234567890" * 5
    assert str(Amount(f"{digits}.25", "usd").major) == f"{digits}.25"
    assert f"{Amount(digits, 'jpy').major:f}" == digits
