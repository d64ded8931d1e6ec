"""Ranges tile the days; what takes too long is narrowed until it cannot be."""

from hypothesis import given
from hypothesis import strategies as st

from py_core.sales.days import Zone
from py_core.sales.ranges import (
    LEAST_UNITS,
    MOST_UNITS,
    PAGE,
    DayNeed,
    Mode,
    NewRange,
    ReadRange,
    ranges_for,
    ranges_of_products,
    split,
    tiled,
)

UNITS = st.dictionaries(st.integers(0, 400), st.integers(0, 900), max_size=60)


@given(st.integers(0, 200), st.integers(0, 200), UNITS)
def test_ranges_cover_every_day_once_newest_first(first: int, length: int, units: dict[int, int]) -> None:
    found = tiled(first, first + length, units)
    covered = [day for each in found for day in range(each.first_day, each.end_day)]
    assert sorted(covered) == list(range(first, first + length))
    assert [each.end_day for each in found] == sorted((each.end_day for each in found), reverse=True)
    assert sum(each.expected for each in found) == sum(n for d, n in units.items() if first <= d < first + length)


def test_ranges_are_about_equally_full() -> None:
    even = dict.fromkeys(range(366), 140)
    found = tiled(0, 366, even)
    assert all(MOST_UNITS <= each.expected < MOST_UNITS + 140 for each in found[:-1])
    assert len(tiled(0, 366, {5: LEAST_UNITS - 1})) == 1


def test_days_without_sales_cost_no_range_of_their_own() -> None:
    (only,) = tiled(0, 366, {300: MOST_UNITS * 40})
    assert (only.first_day, only.end_day) == (0, 366)
    newer, older = tiled(0, 366, {300: MOST_UNITS * 40, 200: MOST_UNITS * 40})
    assert (newer.first_day, older.first_day, older.end_day) == (300, 0, 300)


def london() -> Zone:
    zone = Zone()
    zone.saw(0)
    zone.saw(60)
    return zone


def test_new_and_small_days_are_read_whole_and_large_ones_by_what_changed() -> None:
    needs = [
        DayNeed(day=10, told=5, here=5),
        DayNeed(day=20, told=500, here=499),
        DayNeed(day=30, told=500, here=0),
        DayNeed(day=31, told=2, here=0),
    ]
    found = ranges_for(needs, london(), {30: 500, 31: 2, 20: 500, 10: 5})
    assert [(each.mode, each.first_day, each.end_day) for each in found] == [
        (Mode.KEY, 29, 32),
        (Mode.CHANGED, 20, 21),
        (Mode.KEY, 9, 11),
    ]


def test_a_day_that_did_not_agree_is_read_by_page_numbers_with_the_days_around_it() -> None:
    (found,) = ranges_for([DayNeed(day=10, told=50, here=49, tries=1)], london(), {9: 1, 10: 50, 11: 3, 12: 90})
    assert (found.mode, found.first_day, found.end_day, found.expected) == (Mode.PAGE, 9, 12, 54)


def test_products_are_read_one_by_one_where_that_takes_fewer_requests() -> None:
    few = ranges_of_products({"b": 3, "a": 12}, 5, 7, whole=400)
    assert [(each.product_id, each.expected) for each in few] == [("a", 12), ("b", 3)]
    many = ranges_of_products(dict.fromkeys("abcdef", 1), 5, 7, whole=20)
    assert [(each.product_id, each.expected) for each in many] == [(None, 20)]
    assert [each.product_id for each in ranges_of_products({}, 5, 7, whole=20)] == [None]
    assert ranges_of_products({}, 5, 7) == ()
    assert len(ranges_of_products(dict.fromkeys("abcdef", 1), 5, 7)) == 6


def kept(**fields: object) -> ReadRange:
    return ReadRange.model_validate({"range_id": 1, "first_day": 0, "end_day": 10, **fields})


def test_a_range_is_halved_behind_what_was_read() -> None:
    newer, older = split(kept(position="k", reached=7, expected=80))
    assert newer == NewRange(first_day=4, end_day=8, position="k", reached=7, expected=40)
    assert older == NewRange(first_day=0, end_day=4, expected=40)


def test_page_numbers_start_over_in_each_half() -> None:
    newer, older = split(kept(position="4", reached=7, mode=Mode.PAGE))
    assert [(each.first_day, each.end_day, each.position, each.mode) for each in (newer, older)] == [
        (5, 10, None, Mode.PAGE),
        (0, 5, None, Mode.PAGE),
    ]


def test_one_day_is_asked_by_product_and_one_product_is_given_up() -> None:
    (each,) = split(kept(end_day=10, first_day=9))
    assert (each.mode, each.first_day, each.end_day) == (Mode.EACH, 9, 10)
    (each,) = split(kept(end_day=10, first_day=9, mode=Mode.PAGE))
    assert each.mode is Mode.EACH_PAGE
    assert split(kept(first_day=9, product_id="p")) == ()
    (left,) = split(kept(position="k", reached=0))
    assert (left.mode, left.end_day, left.position) == (Mode.EACH, 1, None)


def test_the_pages_left_are_never_none() -> None:
    assert kept(expected=0).pages_left == 1
    assert kept(expected=PAGE + 1).pages_left == 2
