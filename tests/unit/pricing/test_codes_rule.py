"""Which codes a price breaks."""

import pytest

from py_core.plan.plan import BrokenCode
from py_core.pricing.codes_rule import Prices, broken_codes, left_by
from tests.unit.shops import code


def usd(*minors: int) -> Prices:
    return Prices("usd", 99, minors)


@pytest.mark.parametrize(
    ("percent", "price", "left"), [(50, 200, 100), (33, 150, 100), (50, 99, 49), (100, 500, 0)]
)
def test_discounts_round_halves_up(percent: int, price: int, left: int) -> None:
    assert left_by(code("A", percent=percent), price) == left


def test_an_amount_may_be_more_than_the_price() -> None:
    assert left_by(code("A", amount=500), 300) == -200
    assert broken_codes((code("A", amount=500),), usd(300), usd(400)) == ()


@pytest.mark.parametrize(("percent", "breaks"), [(50, False), (60, True), (100, False)])
def test_the_contract_s_two_dollar_example(percent: int, breaks: bool) -> None:
    assert bool(broken_codes((code("A", percent=percent),), usd(2000), usd(200))) is breaks


def test_the_lowest_price_of_all_versions_is_named() -> None:
    found = broken_codes((code("A", percent=90, universal=True),), usd(2000, 5000), usd(400, 300, 5000))
    assert found == (
        BrokenCode(
            code_id="id-A", name="A", universal=True, leaves_minor=30, minimum_minor=99, already_broken=False
        ),
    )


def test_a_code_that_is_broken_now_is_told_apart() -> None:
    assert [b.already_broken for b in broken_codes((code("A", percent=90),), usd(200), usd(300))] == [True]


def test_amount_codes_do_not_follow_a_currency() -> None:
    codes = (code("A", amount=100), code("B", percent=10))
    found = broken_codes(codes, usd(2000), Prices("eur", 79, (2000,)))
    assert [(b.name, b.mismatch, b.leaves_minor) for b in found] == [("A", True, 0)]
