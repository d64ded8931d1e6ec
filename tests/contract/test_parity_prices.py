"""Native purchasing power parity in product JSON. Source: API contract, section 11."""

import pytest

from tests.contract.client import Gumroad

KEY = "purchasing_power_parity_prices"
ON = {"enabled": True}
TIER = {"title": "Tier", "options": [{"name": "T", "recurrence_prices": {"monthly": {"price_cents": 1000}}}]}


def test_the_key_is_absent_while_parity_is_off(gumroad: Gumroad) -> None:
    path = gumroad.only()
    assert KEY not in gumroad.products()[0]
    assert KEY not in gumroad.get(path).json["product"]


def test_the_key_is_absent_for_products_that_opted_out(gumroad: Gumroad) -> None:
    gumroad.seed(
        purchasing_power_parity=ON,
        products=[{"name": "A", "purchasing_power_parity_disabled": True}, {"name": "B"}],
    )
    assert [KEY in product for product in gumroad.products()] == [True, False]


@pytest.mark.parametrize(
    ("country", "price"),
    [
        ("US", 1900),
        ("DE", 1900),
        ("IL", 1900),
        ("IN", 760),
        ("AF", 760),
        ("PL", 1026),
        ("XK", 1900),
        ("MX", 1349),
    ],
)
def test_a_country_pays_its_factor_rounded_half_up(gumroad: Gumroad, country: str, price: int) -> None:
    gumroad.seed(purchasing_power_parity=ON, products=[{"name": "A", "price": 1900}])
    prices = gumroad.products()[0][KEY]
    assert (len(prices), list(prices)[:3], list(prices)[-1]) == (250, ["AD", "AE", "AF"], "XK")
    assert prices[country] == price


@pytest.mark.parametrize(
    ("price", "limit", "expected"), [(200, None, 99), (0, None, 0), (1000, 25, 750), (1000, 100, 400)]
)
def test_the_minimum_zero_and_the_limit_are_respected(
    gumroad: Gumroad, price: int, limit: int | None, expected: int
) -> None:
    settings = {"enabled": True, "limit_percent": limit}
    gumroad.seed(purchasing_power_parity=settings, products=[{"name": "A", "price": price}])
    assert gumroad.products()[0][KEY]["IN"] == expected


def test_versions_and_tiers_carry_prices_of_their_own(gumroad: Gumroad) -> None:
    versions = [{"name": "Solo"}, {"name": "Team", "price_difference": 1000}]
    gumroad.seed(
        purchasing_power_parity=ON,
        products=[
            {"name": "V", "price": 1000, "variants": [{"title": "Licence", "options": versions}]},
            {"name": "M", "native_type": "membership", "variants": [TIER]},
        ],
    )
    membership, product = gumroad.products()
    solo, team = product["variants"][0]["options"]
    assert (solo[KEY], team[KEY]["IN"]) == (None, 800)
    assert set(membership[KEY].values()) == {0}
    assert membership["variants"][0]["options"][0]["recurrence_prices"]["monthly"][KEY]["IN"] == 400
