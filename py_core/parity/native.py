"""Gumroad's own parity, read from the prices that product JSON shows, and kept over time. No I/O here.

The factor of a country is a whole number of hundredths from 40 to 100. One price tells it within the bounds of its
rounding, and hardly at all where the currency's minimum took over; several prices narrow it down.
Source: API contract, section 11.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import Product
from py_core.gumroad.reading import obj, optional_whole, records, whole
from py_core.parity.levels import FULL, LOWEST_FACTOR
from py_core.values import Value

JUMP = 5
MOST_SAMPLES = 100
_KEY = "purchasing_power_parity_prices"


class Sample(Value):
    """One price and what countries pay instead of it, in minor units."""

    price_minor: int
    currency: str
    prices: dict[str, int]


class Factor(Value):
    """A country's factor in hundredths: the likely one and its bounds. `torn` says that prices disagree."""

    country: str
    hundredths: int
    low: int
    high: int
    torn: bool = False

    @property
    def exact(self) -> bool:
        """Whether the prices leave no other factor."""
        return self.low == self.high


class NativeRecord(Value):
    """The factors of one day (`date` is YYYY-MM-DD), countries in order."""

    date: str
    factors: tuple[Factor, ...]


class Jump(Value):
    """A factor that changed by so much that rounding cannot be why; hundredths before and after."""

    country: str
    before: int
    after: int


def _prices(value: Any) -> dict[str, int]:
    return {str(country): whole(minor) for country, minor in obj(value).items() if minor is not None}


def samples_of(product: Product, raw: Mapping[str, Any]) -> tuple[Sample, ...]:
    """Every price of a product that its JSON gives parity prices for: its own, its versions', its tiers'.

    Empty when Gumroad's parity is off, or the product is not part of it: the JSON does not say which.
    Raises: ValueError or TypeError where the JSON is not of the documented shape.
    """
    found: list[tuple[int, dict[str, int]]] = [(product.price_minor, _prices(raw.get(_KEY)))]
    for group in records(raw.get("variants")):
        for option in records(group.get("options")):
            difference = optional_whole(option.get("price_difference"))
            if difference is not None:
                found.append((product.price_minor + difference, _prices(option.get(_KEY))))
            found.extend(
                (optional_whole(price.get("price_cents")) or 0, _prices(price.get(_KEY)))
                for price in obj(option.get("recurrence_prices")).values()
                if isinstance(price, dict)
            )
    return tuple(
        Sample(price_minor=minor, currency=product.currency, prices=prices)
        for minor, prices in found
        if prices and minor > 0
    )


def factor_bounds(price_minor: int, currency_code: str, local_minor: int) -> tuple[int, int] | None:
    """The lowest and highest factor, in hundredths, that makes `local_minor` of a price.

    None where none does, or where the currency is not known.
    """
    unit = CURRENCIES.get(currency_code)
    if unit is None or price_minor <= 0 or local_minor < unit.min_minor:
        return None
    high = (100 * local_minor + 49) // price_minor
    low = LOWEST_FACTOR if local_minor == unit.min_minor else -((50 - 100 * local_minor) // price_minor)
    low, high = max(low, LOWEST_FACTOR), min(high, FULL)
    return (low, high) if low <= high else None


class _Estimate:
    """What is known of one country's factor so far."""

    __slots__ = ("guess", "high", "low", "torn")

    def __init__(self, low: int, high: int, guess: int) -> None:
        self.low, self.high, self.guess, self.torn = low, high, guess, False

    def narrow(self, low: int, high: int) -> None:
        if max(low, self.low) <= min(high, self.high):
            self.low, self.high = max(low, self.low), min(high, self.high)
        else:
            self.torn = True

    def factor(self, country: str) -> Factor:
        hundredths = min(max(self.guess, self.low), self.high)
        return Factor(country=country, hundredths=hundredths, low=self.low, high=self.high, torn=self.torn)


def native_factors(samples: Iterable[Sample]) -> tuple[Factor, ...]:
    """The factor of every country that the samples price, in the order of the codes.

    The largest price counts most: smaller ones only narrow its bounds, and where one contradicts it (products
    are read at different times, and factors change weekly) the factor is `torn`. Beyond the hundred largest
    prices nothing is learnt, and they are not looked at.
    """
    known: dict[str, _Estimate] = {}
    largest = sorted(samples, key=lambda one: one.price_minor, reverse=True)[:MOST_SAMPLES]
    for sample in largest:
        price, code = sample.price_minor, sample.currency
        for country, local in sample.prices.items():
            bounds = factor_bounds(price, code, local)
            if bounds is None:
                continue
            estimate = known.get(country)
            if estimate is None:
                known[country] = _Estimate(*bounds, (200 * local + price) // (2 * price))
            else:
                estimate.narrow(*bounds)
    return tuple(known[country].factor(country) for country in sorted(known))


def with_record(history: Sequence[NativeRecord], record: NativeRecord) -> tuple[NativeRecord, ...]:
    """The history with a day's record, oldest first; it takes the place of an earlier one of that day.

    A record that says what the one before it says is not kept, so that a line in the history is a change.
    """
    others = [one for one in history if one.date != record.date]
    before = [one for one in others if one.date < record.date]
    if before and max(before, key=lambda one: one.date).factors == record.factors:
        return tuple(sorted(others, key=lambda one: one.date))
    return tuple(sorted([*others, record], key=lambda one: one.date))


def jumps(before: NativeRecord, after: NativeRecord, least: int = JUMP) -> tuple[Jump, ...]:
    """Countries whose factor changed by `least` hundredths or more, and by more than the bounds allow."""
    old = {factor.country: factor for factor in before.factors}
    return tuple(
        Jump(country=new.country, before=was.hundredths, after=new.hundredths)
        for new in after.factors
        if (was := old.get(new.country)) is not None
        and abs(new.hundredths - was.hundredths) >= least
        and (new.low > was.high or new.high < was.low)
    )
