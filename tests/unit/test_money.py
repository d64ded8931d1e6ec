"""Exact amounts and their one rounding."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from py_core.money import Money, Rounding, round_to
from py_core.values import Value


@pytest.mark.parametrize(
    ("value", "step", "down", "up", "nearest"),
    [
        ("10.5", 1, 10, 11, 11),
        ("10.4", 1, 10, 11, 10),
        ("10", 1, 10, 10, 10),
        ("-10.5", 1, -11, -10, -11),
        ("-10.4", 1, -11, -10, -10),
        ("125", 50, 100, 150, 150),
        ("124", 50, 100, 150, 100),
    ],
)
def test_rounding(value: str, step: int, down: int, up: int, nearest: int) -> None:
    exact = Fraction(value)
    assert [round_to(exact, step, way) for way in (Rounding.DOWN, Rounding.UP, Rounding.NEAREST)] == [
        down,
        up,
        nearest,
    ]


@settings(deadline=None)
@given(st.fractions(), st.integers(1, 1000))
def test_rounding_stays_within_a_step(value: Fraction, step: int) -> None:
    down, up = round_to(value, step, Rounding.DOWN), round_to(value, step, Rounding.UP)
    assert down <= value <= up <= down + step
    assert round_to(value, step, Rounding.NEAREST) in (down, up)
    assert down % step == 0


def test_money_is_scaled_with_one_rounding() -> None:
    money = Money(minor=1999, currency="usd")
    assert money.scaled(11_250, Rounding.NEAREST) == Money(minor=2249, currency="usd")
    assert money.scaled(11_250, Rounding.DOWN).minor == 2248


def test_values_are_frozen_strict_and_closed() -> None:
    money = Money(minor=1, currency="usd")
    assert isinstance(money, Value)
    name = "minor"
    with pytest.raises(ValidationError):
        setattr(money, name, 2)
    for bad in (
        {"minor": 1.0, "currency": "usd"},
        {"minor": "1", "currency": "usd"},
        {"minor": 1, "currency": "usd", "x": 1},
    ):
        with pytest.raises(ValidationError):
            Money.model_validate(bad)
