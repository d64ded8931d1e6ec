"""Which day a sale has in the seller's zone, and which UTC days hold a day of the seller's."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.sales.days import DAY_MS, MINUTE_MS, Zone, day_of_ms, day_of_text, day_text, seller_day

MOMENT_MS = 1_783_861_541_000  # 2026-07-12 13:05:41 UTC


@pytest.mark.parametrize(
    ("stamp", "day", "ahead"),
    [
        ("12 Jul 2026  3:05 PM", "2026-07-12", 120),
        ("12 Jul 2026  1:05 PM", "2026-07-12", 0),
        ("12 Jul 2026 12:05 PM", "2026-07-12", -60),
        ("13 Jul 2026 12:05 AM", "2026-07-13", 660),
        ("12 Jul 2026  6:35 PM", "2026-07-12", 330),
        (" 12 Jul 2026  3:05 PM ", "2026-07-12", 120),
    ],
)
def test_the_daystamp_says_day_and_zone(stamp: str, day: str, ahead: int) -> None:
    assert seller_day(stamp, MOMENT_MS) == (day_of_text(day), ahead)


@pytest.mark.parametrize(
    "stamp",
    [None, 5, "", "yesterday", "31 Feb 2026  3:05 PM", "12 Mai 2026  3:05 PM", "12 Jul 2026 13:05 PM",
     "12 Jul 2026  3:65 PM", "12 Jul 2019  3:05 PM"],
)  # fmt: skip
def test_a_stamp_that_cannot_be_meant_says_nothing(stamp: object) -> None:
    assert seller_day(stamp, MOMENT_MS) is None


@given(st.integers(0, 30_000 * DAY_MS), st.integers(-12 * 4, 14 * 4))
def test_the_days_that_hold_a_day_hold_every_moment_of_it(moment_ms: int, quarters: int) -> None:
    ahead = quarters * 15
    zone = Zone()
    day = day_of_ms(moment_ms + ahead * MINUTE_MS)
    assert zone.utc_span(day) == zone.utc_span(day, surely=True)
    zone.saw(ahead)
    first, end = zone.utc_span(day)
    assert first <= day_of_ms(moment_ms) < end
    assert end - first <= 2
    first, end = zone.utc_span(day, surely=True)
    assert first <= day_of_ms(moment_ms) < end


def test_summer_time_widens_the_zone() -> None:
    zone = Zone()
    zone.saw(0)
    assert zone.utc_span(10) == (10, 11)
    zone.saw(60)
    zone.saw(-60)
    assert (zone.least, zone.most, zone.utc_span(10)) == (-60, 60, (9, 12))


def test_days_are_written_as_gumroad_takes_them() -> None:
    assert day_text(day_of_ms(MOMENT_MS)) == datetime.fromtimestamp(MOMENT_MS / 1000, UTC).date().isoformat()
    with pytest.raises(ValueError, match="month must be"):
        day_of_text("2026-13-01")
