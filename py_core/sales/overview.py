"""What the overview asks: which days, compared with which, and in which steps of time. Pure.

Days are the seller's. Weeks begin on Monday (ISO 8601).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, assert_never

from py_core.sales.days import day_of_text, day_text
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.sales.totals import Sums
from py_core.values import Value

MOST_DAYS = 62
"""Up to so many days are drawn day by day."""
MOST_WEEKS_IN_DAYS = 366
"""Up to so many days are drawn week by week; more than that month by month."""
_MONDAY = 3
_WEEK = 7


class Step(StrEnum):
    """The step of time of a chart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


Span = Literal["30", "90", "year", "all", "own"]


class OverviewForm(Value):
    """Which sales to look at. `own` takes the days of the filter; every other span takes its own days.

    `step` "" lets the span decide.
    """

    span: Span = "90"
    step: Literal["", "day", "week", "month"] = ""
    filter: SalesFilter = SalesFilter()


class Period(Value):
    """Days, both ends included."""

    first_day: int
    last_day: int


def query_of_form(form: OverviewForm, today: int) -> SalesQuery:
    """The question to the store. Raises: InputError as `query_of` does."""
    days = form.filter.model_copy(update={"first_day": "", "last_day": ""})
    match form.span:
        case "own":
            return query_of(form.filter, today)
        case "all":
            return query_of(days, today)
        case "year":
            first = day_text(today)[:4] + "-01-01"
        case "30" | "90":
            first = day_text(today - int(form.span) + 1)
        case _:
            assert_never(form.span)
    return query_of(days.model_copy(update={"first_day": first, "last_day": day_text(today)}), today)


def period_of(query: SalesQuery, first_sale: int, today: int) -> Period:
    """The days that are drawn: as asked, but not before the first sale and not after today."""
    last_day = min(query.last_day, today)
    return Period(first_day=min(max(query.first_day, first_sale), last_day), last_day=last_day)


def period_before(form: OverviewForm, query: SalesQuery, today: int) -> Period | None:
    """The period that is compared with: as long, right before; this year with the same days of the last one.

    None where there is nothing to compare with.
    """
    last_day = min(query.last_day, today)
    match form.span:
        case "all":
            return None
        case "year":
            return Period(first_day=_year_before(query.first_day), last_day=_year_before(last_day))
        case "own" if not form.filter.first_day.strip():
            return None
        case "30" | "90" | "own":
            length = last_day - query.first_day + 1
            return Period(first_day=query.first_day - length, last_day=query.first_day - 1)
        case _:
            assert_never(form.span)


def step_of(form: OverviewForm, period: Period) -> Step:
    """The step that was chosen, or one that gives a chart neither too few nor too many points."""
    if form.step:
        return Step(form.step)
    days = period.last_day - period.first_day + 1
    return Step.DAY if days <= MOST_DAYS else Step.WEEK if days <= MOST_WEEKS_IN_DAYS else Step.MONTH


def points(step: Step, period: Period, sums: Iterable[Sums]) -> tuple[Sums, ...]:
    """One for each step of the period, in the order of time; nothing sold is zero, not a gap.

    The keys of `sums` are those of `key_of`.
    """
    found: Mapping[str, Sums] = {each.key: each for each in sums}
    keys = dict.fromkeys(key_of(step, day) for day in range(period.first_day, period.last_day + 1))
    return tuple(found.get(key, Sums(key=key)) for key in keys)


def key_of(step: Step, day: int) -> str:
    """The day, the Monday of its week, or its month: `2026-07-12`, `2026-07-06`, `2026-07`."""
    match step:
        case Step.DAY:
            return day_text(day)
        case Step.WEEK:
            return day_text(day - (day + _MONDAY) % _WEEK)
        case Step.MONTH:
            return day_text(day)[:7]
        case _:
            assert_never(step)


def _year_before(day: int) -> int:
    moment = date.fromisoformat(day_text(day))
    if (moment.month, moment.day) == (2, 29):
        moment -= timedelta(days=1)
    return day_of_text(moment.replace(year=moment.year - 1).isoformat())
