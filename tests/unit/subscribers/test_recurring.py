"""What a month brings in, as far as the sales here can say."""

import pytest

from py_core.subscribers.recurring import LastCharge, Recurring, recurring_of
from py_core.subscribers.standing import ACTIVE, MONTHS, ORDER, place_of


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ([], Recurring(0, 0, 0, 0)),
        ([("monthly", None, 500)], Recurring(500, 1, 0, 0)),
        ([("yearly", None, 5000)], Recurring(417, 1, 0, 0)),
        ([("yearly", None, 5000)] * 3, Recurring(1250, 3, 0, 0)),
        ([("quarterly", None, 100), ("biannually", None, 100), ("every_two_years", None, 100)],
         Recurring(54, 3, 0, 0)),
        ([("monthly", None, None), ("monthly", None, 1)], Recurring(1, 1, 1, 0)),
        ([("monthly", 6, 500), ("", None, 500), ("weekly", None, 500)], Recurring(0, 0, 0, 3)),
    ],
)  # fmt: skip
def test_charges_are_spread_over_their_months_and_rounded_once(
    charges: list[tuple[str, int | None, int | None]], expected: Recurring
) -> None:
    assert recurring_of(LastCharge(*charge) for charge in charges) == expected


def test_unknown_standings_come_behind_the_active_ones() -> None:
    order = sorted([*ORDER, "on_holiday", "a_new_one"], key=place_of)
    assert order[: len(ACTIVE)] == list(ACTIVE)
    assert set(order[len(ACTIVE) : len(ACTIVE) + 3]) == {"a_new_one", "on_holiday", ORDER[len(ACTIVE)]}
    assert set(MONTHS) == {"monthly", "quarterly", "biannually", "yearly", "every_two_years"}
