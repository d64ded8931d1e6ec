"""Exact amounts. Minor units and a currency, ratios in basis points, one rounding at the end. No I/O here."""

from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from py_core.values import Value

BP_ONE = 10_000


class Rounding(StrEnum):
    """Where a value between two whole minor units goes. NEAREST sends halves up (away from zero)."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"


def round_to(value: Fraction, step: int, rounding: Rounding) -> int:
    """The multiple of `step` (at least 1) that `value` goes to. DOWN is towards minus infinity."""
    units = value / step
    match rounding:
        case Rounding.DOWN:
            whole = floor(units)
        case Rounding.UP:
            whole = ceil(units)
        case Rounding.NEAREST:
            whole = floor(units + Fraction(1, 2)) if units >= 0 else ceil(units - Fraction(1, 2))
        case _:
            assert_never(rounding)
    return whole * step


class Money(Value):
    """An exact amount. `minor` counts Gumroad's smallest unit of `currency` (lower-case code)."""

    minor: int
    currency: str

    def scaled(self, factor_bp: int, rounding: Rounding) -> "Money":
        """This amount times `factor_bp`/10000, rounded once by `rounding`."""
        minor = round_to(Fraction(self.minor * factor_bp, BP_ONE), 1, rounding)
        return Money(minor=minor, currency=self.currency)
