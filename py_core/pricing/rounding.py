"""How a price is finished: steps, endings, floors and ceilings, by whole minor units. No I/O here.

Every rule is a lattice, the set of amounts `residue + n * period`. Won, rupiah, Colombian pesos and New
Taiwan dollars are stored times 100 but are written whole, so they keep whole units like yen and dong, and
endings with decimals (.99) do not apply to any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from py_core.gumroad.currencies import WHOLE_CURRENCIES, Currency
from py_core.money import Rounding
from py_core.pricing.form import Ending, RoundTo


def unit_minor(currency: Currency) -> int:
    """Minor units in one unit of the currency."""
    return 100 if currency.digits else 1


def grain_minor(currency: Currency) -> int:
    """The smallest amount a price of this currency is commonly written in."""
    return unit_minor(currency) if currency.code in WHOLE_CURRENCIES else 1


@dataclass(frozen=True, slots=True)
class Tail:
    """What prices end in: `value` units (".99" is 99/100, "9" is 9) out of every `span` units."""

    value: Fraction
    span: int


_TAILS: Mapping[Ending, tuple[Tail, ...]] = {
    Ending.NONE: (),
    Ending.P99: (Tail(Fraction(99, 100), 1),),
    Ending.P95: (Tail(Fraction(95, 100), 1),),
    Ending.P00: (Tail(Fraction(0), 1),),
    Ending.NINE: (Tail(Fraction(9), 10),),
    Ending.CUSTOM: (),
}


def tails_of(ending: Ending, custom: tuple[Tail, ...]) -> tuple[Tail, ...]:
    """What prices end in under a chosen ending; `custom` is the typed list."""
    return custom if ending is Ending.CUSTOM else _TAILS[ending]


@dataclass(frozen=True, slots=True)
class Lattice:
    """The amounts `residue + n * period`, in minor units."""

    period: int
    residue: int

    def below(self, value: Fraction) -> int:
        """The largest member not above `value`."""
        bottom = value.denominator
        return (value.numerator - self.residue * bottom) // (self.period * bottom) * self.period + self.residue

    def above(self, value: Fraction) -> int:
        """The smallest member not below `value`."""
        bottom = value.denominator
        count = -((self.residue * bottom - value.numerator) // (self.period * bottom))
        return count * self.period + self.residue


def _lattices(tails: tuple[Tail, ...], currency: Currency) -> tuple[Lattice, ...]:
    unit, grain = unit_minor(currency), grain_minor(currency)
    found = []
    for tail in tails:
        residue = tail.value * unit
        if residue.denominator == 1 and residue.numerator % grain == 0:
            found.append(Lattice(period=tail.span * unit, residue=residue.numerator))
    return tuple(found)


def direction(choice: RoundTo) -> Rounding:
    """The rounding a choice stands for; no choice is the nearest."""
    match choice:
        case RoundTo.UP:
            return Rounding.UP
        case RoundTo.DOWN:
            return Rounding.DOWN
        case RoundTo.NEAREST | RoundTo.NONE:
            return Rounding.NEAREST
        case _:
            assert_never(choice)


def _pick(lattices: tuple[Lattice, ...], value: Fraction, way: Rounding) -> int:
    if way is Rounding.UP:
        return min(lattice.above(value) for lattice in lattices)
    below = max(lattice.below(value) for lattice in lattices)
    if way is Rounding.DOWN:
        return below
    above = min(lattice.above(value) for lattice in lattices)
    return below if value - below < above - value else above


@dataclass(frozen=True, slots=True)
class Finish:
    """How prices of one currency are finished. Build it with `finish_for`."""

    grain: int
    steps: tuple[Lattice, ...]
    step_way: Rounding
    endings: tuple[Lattice, ...]
    ending_way: Rounding
    minimum: int
    floor: int | None
    ceiling: int | None

    @property
    def shapes(self) -> bool:
        """Whether a step or an ending was asked for."""
        return bool(self.steps or self.endings)

    def shaped(self, exact: Fraction, grain: int) -> int:
        """The step, then the ending, else the nearest multiple of `grain`; bounds are not looked at."""
        value = exact
        if self.steps:
            value = Fraction(_pick(self.steps, value, self.step_way))
        if self.endings and value > 0:
            return _pick(self.endings, value, self.ending_way)
        if self.steps:
            return value.numerator
        return _pick((Lattice(grain, 0),), value, self.step_way)

    def price(self, exact: Fraction, grain: int) -> int:
        """The price that `exact` minor units become, inside floor and ceiling.

        An ending or step that would carry the price past a bound, or from a legal price to one under
        Gumroad's minimum, gives way: the nearest fitting price inside is taken, else the bound itself.
        """
        shaped = self.shaped(exact, grain)
        low = self.floor or 0
        if exact >= self.minimum:
            low = max(low, self.minimum)
        high = self.ceiling
        if shaped >= low and (high is None or shaped <= high):
            return shaped
        if exact < low and self.floor is None:
            return shaped
        members = self.endings or self.steps or (Lattice(grain, 0),)
        if shaped < low:
            shaped = _pick(members, Fraction(low), Rounding.UP)
        if high is not None and shaped > high:
            shaped = _pick(members, Fraction(high), Rounding.DOWN)
        if shaped >= low:
            return shaped
        inside = max(_pick((Lattice(grain, 0),), exact, Rounding.NEAREST), low)
        return inside if high is None else min(inside, high)


def finish_for(
    currency: Currency,
    *,
    round_to: RoundTo,
    step: int | None,
    tails: tuple[Tail, ...],
    ending_to: RoundTo,
    floor: int | None,
    ceiling: int | None,
) -> Finish:
    """How prices of `currency` are finished; step, floor and ceiling are minor units."""
    rounded = round_to is not RoundTo.NONE and step is not None
    return Finish(
        grain=grain_minor(currency),
        steps=(Lattice(step, 0),) if rounded and step is not None else (),
        step_way=direction(round_to),
        endings=_lattices(tails, currency),
        ending_way=direction(ending_to),
        minimum=currency.min_minor,
        floor=floor,
        ceiling=ceiling,
    )
