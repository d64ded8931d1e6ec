"""Cutting the history into half-open ranges of UTC days that can be read side by side. No I/O here.

A list of sales can only be walked page by page behind its cursor, so what runs in parallel is ranges. Each
costs up to one page that is not full, hence the number of sales that a range aims for. Source: API contract,
sections 5 and 9.1.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from py_core.sales.days import Zone
from py_core.values import Value

PAGE = 10
MOST_UNITS = 300
LEAST_UNITS = 60
RANGES_A_WINDOW = 32
WHOLE_DAY_UNITS = 30
"""A changed day with no more units than this is read whole; of a larger one only the products that changed."""


class Mode(StrEnum):
    """How a range is read."""

    KEY = "key"
    """Page by page behind the cursor."""
    PAGE = "page"
    """By page numbers, which Gumroad calls deprecated: slower, and without what a cursor can pass over."""
    CHANGED = "changed"
    """One day of the seller's: ask first which products differ, then read only those."""
    EACH = "each"
    """A day too full for one question: read each product by itself."""
    EACH_PAGE = "each_page"
    """The same by page numbers."""


class NewRange(Value):
    """Days to be read, from `first_day` up to but not including `end_day`, all or of one product.

    The days are UTC, but for `CHANGED`, whose one day is the seller's. `position` is the cursor or the page
    number to go on from, `reached` the UTC day of the last sale read, `expected` about how many sales are left.
    """

    first_day: int
    end_day: int
    mode: Mode = Mode.KEY
    product_id: str | None = None
    position: str | None = None
    reached: int | None = None
    expected: int = 0


class ReadRange(NewRange):
    """A range that is kept."""

    range_id: int

    @property
    def pages_left(self) -> int:
        """About how many requests it still takes."""
        return max(1, -(-self.expected // PAGE))


class DayNeed(Value):
    """A day of the seller's that has to be read: again, or for the first time. `tries` counts the times that
    reading it did not make the units agree.
    """

    day: int
    told: int
    here: int
    tries: int = 0


def tiled(first_day: int, end_day: int, units: Mapping[int, int]) -> tuple[NewRange, ...]:
    """Ranges that cover these days without gap or overlap, newest first, about equally full.

    `units` is how much each day is said to hold; days of the seller's will do, being a few hours off.
    """
    if first_day >= end_day:
        return ()
    total = sum(count for day, count in units.items() if first_day <= day < end_day)
    target = min(MOST_UNITS, max(LEAST_UNITS, total // RANGES_A_WINDOW))
    found: list[NewRange] = []
    end, held = end_day, 0
    for day in range(end_day - 1, first_day - 1, -1):
        held += units.get(day, 0)
        if held >= target:
            found.append(NewRange(first_day=day, end_day=end, expected=held))
            end, held = day, 0
    if end == first_day:
        return tuple(found)
    if held == 0 and found:
        found[-1] = found[-1].model_copy(update={"first_day": first_day})
    else:
        found.append(NewRange(first_day=first_day, end_day=end, expected=held))
    return tuple(found)


def ranges_for(needs: Sequence[DayNeed], zone: Zone, units: Mapping[int, int]) -> tuple[NewRange, ...]:
    """How to read single days again: new and small ones whole, large ones by what changed in them.

    A day that still did not agree after it was read is read by page numbers, and with the days around it.
    """
    whole = [need.day for need in needs if not need.tries and not _is_inquired(need)]
    again = [need.day for need in needs if need.tries]
    found = [
        NewRange(first_day=need.day, end_day=need.day + 1, mode=Mode.CHANGED, expected=PAGE)
        for need in needs
        if not need.tries and _is_inquired(need)
    ]
    for first_day, end_day in _spans(zone.utc_span(day) for day in whole):
        found.extend(tiled(first_day, end_day, units))
    for first_day, end_day in _spans(zone.utc_span(day, surely=True) for day in again):
        expected = sum(units.get(day, 0) for day in range(first_day, end_day))
        found.append(NewRange(first_day=first_day, end_day=end_day, mode=Mode.PAGE, expected=expected))
    return tuple(sorted(found, key=lambda each: each.end_day, reverse=True))


def ranges_of_products(
    products: Mapping[str, int],
    first_day: int,
    end_day: int,
    *,
    whole: int | None = None,
    mode: Mode = Mode.KEY,
) -> tuple[NewRange, ...]:
    """One range for each product with its expected units; or one for all where that takes fewer requests.

    `whole` is how many units the days hold in all; None where they must not be read in one go.
    """
    pages = sum(units // PAGE + 1 for units in products.values())
    if whole is not None and (not products or pages > whole // PAGE + 1):
        return (NewRange(first_day=first_day, end_day=end_day, expected=whole),)
    return tuple(
        NewRange(first_day=first_day, end_day=end_day, mode=mode, product_id=product_id, expected=units)
        for product_id, units in sorted(products.items())
    )


def split(found: ReadRange) -> tuple[NewRange, ...]:
    """What to ask instead of a range whose query took Gumroad too long; nothing where it cannot be narrowed.

    What was read stays read: only the days that are left are cut in two, and the cursor stays with the newer
    half. Pages that are numbered start over.
    """
    left = found.model_copy(update={"position": None, "reached": None}) if found.mode is Mode.PAGE else found
    end_day = left.end_day if left.reached is None else min(left.end_day, left.reached + 1)
    days = end_day - left.first_day
    fields = {name: getattr(left, name) for name in NewRange.model_fields}
    if days > 1:
        middle = left.first_day + days // 2
        return (
            NewRange(**{**fields, "first_day": middle, "end_day": end_day, "expected": left.expected // 2}),
            NewRange(
                **{**fields, "end_day": middle, "position": None, "reached": None, "expected": left.expected // 2}
            ),
        )
    if left.product_id is None:
        mode = Mode.EACH_PAGE if left.mode is Mode.PAGE else Mode.EACH
        return (NewRange(first_day=left.first_day, end_day=end_day, mode=mode, expected=left.expected),)
    return ()


def _is_inquired(need: DayNeed) -> bool:
    return need.here > 0 and need.told > WHOLE_DAY_UNITS


def _spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open spans joined where they touch or overlap, newest first."""
    joined: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return joined[::-1]
