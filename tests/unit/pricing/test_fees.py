"""Nets after fees, and the exchange rates behind the fixed fee."""

from fractions import Fraction

import pytest

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.pricing.fees import fees_for
from py_core.pricing.rates import SHIPPED, check_settings, usd_rate
from py_core.settings import Settings


@pytest.mark.parametrize(
    ("code", "price", "direct", "discover"),
    [
        ("usd", 1900, 1575, 1330),
        ("usd", 2199, 1835, 1539),
        ("usd", 99, 6, 69),
        ("usd", 0, 0, 0),
        ("jpy", 500, 314, 350),
        ("eur", 800, 623, 560),
        ("krw", 1_500_000, 1_197_500, 1_050_000),
        ("twd", 5000, None, 3500),
    ],
)
def test_nets(code: str, price: int, direct: int | None, discover: int) -> None:
    fees = fees_for(code, Settings())
    assert (fees.direct_net(price), fees.discover_net(price)) == (direct, discover)
    assert fees.estimate is (code != "usd")


def test_fees_of_the_settings_count() -> None:
    fees = fees_for("usd", Settings(direct_fee_bp=1000, direct_fee_usd_minor=50, discover_fee_bp=2000))
    assert (fees.direct_net(1000), fees.discover_net(1000)) == (850, 800)


def test_a_typed_rate_wins_over_the_shipped_one() -> None:
    settings = Settings(usd_rates={"jpy": "100", "twd": "30", "eur": " ", "usd": "5", "gbp": "x"})
    assert usd_rate("jpy", settings) == 100
    assert usd_rate("twd", settings) == 30
    assert usd_rate("eur", settings) == Fraction(SHIPPED["eur"])
    assert usd_rate("usd", settings) == 1
    assert usd_rate("gbp", settings) is None
    assert fees_for("twd", settings).direct_net(5000) == 2000


def test_dollars_there_and_back() -> None:
    fees = fees_for("jpy", Settings(usd_rates={"jpy": "150"}))
    assert fees.usd_minor(300) == 200
    assert fees.minor_of_usd(200) == 300
    unknown = fees_for("twd", Settings())
    assert unknown.usd_minor(300) is None
    assert unknown.minor_of_usd(200) is None


def test_every_listed_currency_but_one_has_a_rate() -> None:
    assert CURRENCIES.keys() - SHIPPED.keys() == {"twd"}
    assert SHIPPED.keys() <= CURRENCIES.keys()


def test_typed_rates_are_checked_field_by_field() -> None:
    check_settings(Settings(usd_rates={"eur": "0.92", "gbp": ""}))
    rates = {"eur": "0", "gbp": "a", "jpy": "1" + "0" * 9, "xyz": "1", "usd": "1", "inr": "85"}
    with pytest.raises(InputError) as caught:
        check_settings(Settings(usd_rates=rates))
    assert set(caught.value.fields) == {f"usd_rates.{code}" for code in ("eur", "gbp", "jpy", "xyz", "usd")}
