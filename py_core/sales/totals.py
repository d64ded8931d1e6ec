"""What a day adds up to, here and in Gumroad's own words. US cents. No I/O here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from py_core.gumroad.models.sales import SalesSummary, SummaryRow
from py_core.sales.days import day_of_text


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the sales that are here. `refunded_minor` is worked out from each sale, and may be a cent off for each
    of the `estimated` ones: those of which a part was given back in another currency.
    """

    units: int = 0
    gross_minor: int = 0
    refunded_minor: int = 0
    refunded_units: int = 0
    estimated: int = 0


NOTHING = Totals()


@dataclass(frozen=True, slots=True)
class Told:
    """What Gumroad says a day or a product adds up to."""

    units: int = 0
    gross_minor: int = 0
    net_minor: int = 0
    refunded_minor: int = 0
    refunded_units: int = 0

    @property
    def mark(self) -> str:
        """The same text for the same numbers: what was said when a day was read."""
        return f"{self.units} {self.gross_minor} {self.net_minor} {self.refunded_minor} {self.refunded_units}"

    def is_here(self, here: Totals) -> bool:
        """Whether what is here adds up to the same to the cent, refunds and all."""
        return self.fits(here) and here.refunded_minor == self.refunded_minor

    def fits(self, here: Totals) -> bool:
        """The same, as closely as it can be told."""
        return (
            (here.units, here.gross_minor, here.refunded_units)
            == (self.units, self.gross_minor, self.refunded_units)
        ) and abs(here.refunded_minor - self.refunded_minor) <= here.estimated


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Sums:
    """What a group of sales here adds up to; `key` is what they have in common."""

    key: str = ""
    sales: int = 0
    units: int = 0
    gross_minor: int = 0
    fee_minor: int = 0
    refunded_minor: int = 0
    refunded_sales: int = 0

    @property
    def net_minor(self) -> int:
        """What is left after fees and refunds."""
        return self.gross_minor - self.fee_minor - self.refunded_minor

    @classmethod
    def added(cls, parts: Iterable["Sums"]) -> "Sums":
        """All of them in one, without a key."""
        each = tuple(parts)
        return cls(
            sales=sum(part.sales for part in each),
            units=sum(part.units for part in each),
            gross_minor=sum(part.gross_minor for part in each),
            fee_minor=sum(part.fee_minor for part in each),
            refunded_minor=sum(part.refunded_minor for part in each),
            refunded_sales=sum(part.refunded_sales for part in each),
        )


@dataclass(frozen=True, slots=True)
class FeeSums:
    """What was paid and what Gumroad kept of it, of paid sales through Discover or of all others."""

    discover: bool
    sales: int
    gross_minor: int
    fee_minor: int


def told_of(row: SummaryRow) -> Told:
    """One row of a summary."""
    return Told(
        units=row.units,
        gross_minor=row.gross_usd_minor,
        net_minor=row.net_usd_minor,
        refunded_minor=row.refunded_usd_minor,
        refunded_units=row.refunded_units,
    )


def told_by_day(summary: SalesSummary) -> dict[int, Told]:
    """The days of a summary grouped by day. Raises: ValueError for a key that is no day."""
    return {day_of_text(row.key): told_of(row) for row in summary.rows}


def told_by_product(summary: SalesSummary) -> dict[str, Told]:
    """The products of a summary grouped by product."""
    return {row.key: told_of(row) for row in summary.rows}


def products_that_differ(told: Mapping[str, Told], here: Mapping[str, Totals]) -> dict[str, int]:
    """The products whose sums are not the same on both sides, each with the units to expect."""
    names = sorted(told.keys() | here.keys())
    both = ((name, told.get(name, NOTHING_TOLD), here.get(name, NOTHING)) for name in names)
    return {name: max(said.units, held.units) for name, said, held in both if not said.is_here(held)}
