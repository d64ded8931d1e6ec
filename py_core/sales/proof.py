"""Whether the whole history is here, and if not, which days are not. No I/O here.

Nothing Gumroad lists is counted by Gumroad's list itself, so the proof holds the sales that are here against
its totals per day. Units decide: every sale has at least one, so a lost sale is a day that does not agree.
"""

from collections.abc import Iterable, Mapping
from typing import Self

from py_core.sales.totals import NOTHING, NOTHING_TOLD, Told, Totals
from py_core.values import Value


class DayOff(Value):
    """A day of the seller's on which the units here are not those Gumroad tells."""

    day: int
    here: int
    told: int


class Unread(Value):
    """UTC days, from the first up to but not including the end, that Gumroad would not list."""

    first_day: int
    end_day: int
    product_id: str | None


class Proof(Value):
    """What was compared, and what came of it. `first_day` and `last_day` are days of the seller's.

    `money_off` counts days whose units agree and whose money does not: nothing is missing there, but what a
    sale costs is counted differently, or changed again since. `repeated_keys` counts cursors that came twice;
    those lists were read in another way.
    """

    sales: int
    first_day: int | None
    last_day: int | None
    days: int
    off: tuple[DayOff, ...]
    unread: tuple[Unread, ...]
    money_off: int
    repeated_keys: int
    checked_at_ms: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing is here twice."""
        return not self.off and not self.unread

    @classmethod
    def of(
        cls,
        here: Mapping[int, Totals],
        told: Mapping[int, Told],
        *,
        sales: int,
        unread: Iterable[Unread],
        repeated_keys: int,
        now_ms: int,
    ) -> Self:
        """Compare day by day. Ids are unique in the store, so nothing can be counted twice there."""
        off: list[DayOff] = []
        money_off = days = 0
        for day in sorted(here.keys() | told.keys()):
            held, said = here.get(day, NOTHING), told.get(day, NOTHING_TOLD)
            if held.units == said.units == 0:
                continue
            days += 1
            if held.units != said.units:
                off.append(DayOff(day=day, here=held.units, told=said.units))
            elif held.gross_minor != said.gross_minor or held.refunded_units != said.refunded_units:
                money_off += 1
        listed = sorted(day for day, held in here.items() if held.units)
        return cls(
            sales=sales,
            first_day=listed[0] if listed else None,
            last_day=listed[-1] if listed else None,
            days=days,
            off=tuple(off),
            unread=tuple(unread),
            money_off=money_off,
            repeated_keys=repeated_keys,
            checked_at_ms=now_ms,
        )
