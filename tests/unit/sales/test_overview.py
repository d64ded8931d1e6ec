"""Which days an overview is of, what it is compared with, and how its chart is cut."""

import pytest

from py_core.errors import InputError
from py_core.protocol.present_overview import fee_sentences, figures, point, top
from py_core.sales.days import day_of_text, day_text
from py_core.sales.overview import (
    OverviewForm,
    Period,
    Step,
    key_of,
    period_before,
    period_of,
    points,
    query_of_form,
    step_of,
)
from py_core.sales.selection import SalesFilter
from py_core.sales.totals import FeeSums, Sums
from py_core.settings import Settings

TODAY = day_of_text("2028-03-01")


def form(span: str, first: str = "", last: str = "", step: str = "") -> OverviewForm:
    return OverviewForm.model_validate(
        {"span": span, "step": step, "filter": {"first_day": first, "last_day": last, "codes": ("IN40",)}}
    )


def days(period: Period | None) -> tuple[str, str] | None:
    return None if period is None else (day_text(period.first_day), day_text(period.last_day))


@pytest.mark.parametrize(
    ("asked", "drawn", "before"),
    [
        pytest.param(form("30"), ("2028-02-01", "2028-03-01"), ("2028-01-02", "2028-01-31"), id="thirty days"),
        pytest.param(form("90"), ("2027-12-03", "2028-03-01"), ("2027-09-04", "2027-12-02"), id="ninety days"),
        pytest.param(form("year"), ("2028-01-01", "2028-03-01"), ("2027-01-01", "2027-03-01"), id="this year"),
        pytest.param(form("all"), ("2026-05-05", "2028-03-01"), None, id="everything"),
        pytest.param(
            form("own", "2027-02-01", "2027-02-10"),
            ("2027-02-01", "2027-02-10"),
            ("2027-01-22", "2027-01-31"),
            id="own days",
        ),
        pytest.param(form("own", last="2027-02-10"), ("2026-05-05", "2027-02-10"), None, id="own days, open start"),
        pytest.param(
            form("own", "2028-02-28", "2029-12-31"),
            ("2028-02-28", "2028-03-01"),
            ("2028-02-25", "2028-02-27"),
            id="own days, beyond today",
        ),
        pytest.param(
            form("own", "2020-01-01", "2020-01-31"),
            ("2020-01-31", "2020-01-31"),
            ("2019-12-01", "2019-12-31"),
            id="own days before the first sale",
        ),
    ],
)
def test_days_of_a_period(asked: OverviewForm, drawn: tuple[str, str], before: tuple[str, str] | None) -> None:
    query = query_of_form(asked, TODAY)
    assert query.codes == ("in40",)
    assert days(period_of(query, day_of_text("2026-05-05"), TODAY)) == drawn
    assert days(period_before(asked, query, TODAY)) == before


def test_a_leap_day_has_the_day_before_it_in_other_years() -> None:
    leap = day_of_text("2028-02-29")
    assert days(period_before(form("year"), query_of_form(form("year"), leap), leap)) == (
        "2027-01-01",
        "2027-02-28",
    )


def test_own_days_that_cannot_be_used_are_refused_where_they_were_typed() -> None:
    with pytest.raises(InputError) as caught:
        query_of_form(form("own", "2028-03-02"), TODAY)
    assert caught.value.fields.keys() == {"first_day"}
    assert query_of_form(form("30", "never"), TODAY).first_day == TODAY - 29


@pytest.mark.parametrize(
    ("length", "step"), [(1, Step.DAY), (62, Step.DAY), (63, Step.WEEK), (366, Step.WEEK), (367, Step.MONTH)]
)
def test_the_step_follows_the_length(length: int, step: Step) -> None:
    assert step_of(form("all"), Period(first_day=0, last_day=length - 1)) is step
    assert step_of(form("all", step="day"), Period(first_day=0, last_day=length - 1)) is Step.DAY


def test_nothing_sold_is_zero_and_no_gap() -> None:
    first = day_of_text("2026-07-10")
    found = points(Step.DAY, Period(first_day=first, last_day=first + 2), [Sums("2026-07-11", 2, 2, 500)])
    assert [(each.key, each.gross_minor) for each in found] == [
        ("2026-07-10", 0),
        ("2026-07-11", 500),
        ("2026-07-12", 0),
    ]


def test_weeks_begin_on_monday() -> None:
    sunday = day_of_text("2026-07-12")
    assert key_of(Step.WEEK, sunday) == "2026-07-06"
    assert key_of(Step.WEEK, sunday + 1) == "2026-07-13"
    assert key_of(Step.MONTH, sunday) == "2026-07"
    assert point(Step.WEEK, Sums("2026-07-06")).label == "week of 6 Jul 2026"
    assert point(Step.MONTH, Sums("2026-07")).label == "Jul 2026"


def test_figures_say_what_moved_and_whether_that_is_good() -> None:
    now = Sums("", 10, 12, 20_000, 3_000, 1_000, 1)
    before = Sums("", 5, 6, 10_000, 1_000, 1_000, 1)
    shown = {each.key: (each.value, each.change, each.tone) for each in figures(now, before)}
    assert shown["gross"] == ("$200.00", "+100\u00a0%", "better")
    assert shown["net"] == ("$160.00", "+100\u00a0%", "better")
    assert shown["sales"] == ("10", "+100\u00a0%", "better")
    assert shown["refunds"] == ("5\u00a0%", "\u22125 points", "better")
    assert shown["fees"] == ("15\u00a0%", "+5 points", "plain")
    worse = {each.key: each.tone for each in figures(before, now)}
    assert (worse["gross"], worse["refunds"]) == ("worse", "worse")


def test_nothing_to_compare_with_says_nothing() -> None:
    shown = figures(Sums(), None)
    assert {(each.change, each.tone) for each in shown} == {("", "plain")}
    assert {(each.change, each.tone) for each in figures(Sums(), Sums())} == {("", "plain")}
    assert figures(Sums("", 1, 1, 5, 9), Sums("", 1, 1, 5, 9))[1].change == ""


def test_the_rest_is_one_row() -> None:
    rows = [Sums(f"p{at}", 1, 1, 100, 10) for at in range(53)]
    view = top("product", rows, {"p0": "Icon set"})
    assert [view.rows[0].label, view.rows[1].label] == ["Icon set", "Unknown product"]
    assert len(view.rows) == 50
    assert view.others is not None
    assert (view.others.label, view.others.sales, view.others.gross.minor) == ("3 others", 3, 300)
    assert top("code", rows[:2], {}).others is None
    assert top("code", [Sums("")], {}).rows[0].label == "No code"


def test_fees_are_measured_against_the_rates_in_the_settings() -> None:
    direct, discover = fee_sentences((FeeSums(False, 2, 10_000, 1_450), FeeSums(True, 1, 1_000, 300)), Settings())
    assert direct == (
        "2 paid direct sales, $100.00: Gumroad kept 14.5\u00a0%. By the rates in Settings it would be 14.5\u00a0%."
    )
    assert discover.startswith("1 paid sale through Discover, $10.00: Gumroad kept 30\u00a0%.")


def test_the_filter_of_a_form_is_a_filter_over_sales() -> None:
    assert OverviewForm().filter == SalesFilter()
