"""What the form promises before it is previewed."""

from typing import Any

import pytest

from py_core.catalog.products import Shop
from py_core.pricing.form import Ending, Mode, PriceForm, ScriptPrice, VersionMode
from py_core.protocol.present_check import check_form
from py_core.protocol.views import CheckView
from py_core.settings import Settings
from tests.unit.shops import entry, ids, shop, version

SHOP = shop(
    entry((version("v", 3000),), id="a"),
    entry(id="b", price_minor=900),
    entry(id="c", price_minor=300),
    entry(id="d", price_minor=9900),
    entry(id="e", currency="jpy", price_minor=500),
    entry(id="f", currency="krw", price_minor=1_500_000),
    entry(id="g", is_tiered_membership=True, price_minor=0),
)


def check(of: Shop = SHOP, **fields: Any) -> CheckView:
    return check_form(of, ids(of), PriceForm(**fields), Settings())


def test_a_form_is_told_in_sentences() -> None:
    view = check(percent="12", ending=Ending.P99)
    assert view.errors == {}
    assert view.sentences == (
        "A $19 product becomes $21.99.",
        "Versions keep their surcharge and move with the product's price.",
        "Yen and won keep whole amounts.",
        "1 membership stays as it is: Gumroad's API cannot change tier prices.",
    )
    assert [(one.old, one.new) for one in view.examples] == [
        ("$19", "$21.99"),
        ("¥500", "¥560"),
        ("₩15,000", "₩16,800"),
    ]
    assert view.changing == 6
    assert [band.label for band in view.bands] == ["under $5", "$5 to $10", "$10 to $25", "$50 and up"]
    assert (view.bands[2].before_minor, view.bands[2].after_minor) == (1227, 1414)
    assert view.net_change.startswith("+$")
    assert view.net_better


def test_a_cut_is_told_with_its_sign() -> None:
    view = check(shop(entry()), percent="-10")
    assert (view.net_change, view.net_better) == ("\N{MINUS SIGN}$1.66 on average", False)
    assert view.sentences == ("A $19 product becomes $17.10.",)


def test_one_currency_shows_prices_of_different_size() -> None:
    view = check(shop(*(entry(id=f"p{at}", price_minor=at * 100) for at in range(2, 9))), percent="10")
    assert [one.old for one in view.examples] == ["$5", "$2", "$8"]
    assert len(check(shop(entry(), entry(id="same")), percent="10").examples) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"percent": "10", "versions": VersionMode.WITH_BASE}, "along with"),
        ({"percent": "10", "versions": VersionMode.PERCENT, "version_percent": "5"}, "their own percentage"),
        ({"percent": "10", "versions": VersionMode.AMOUNT, "version_amounts": {"usd": "5"}}, "by an amount"),
        ({"percent": "10", "versions": VersionMode.SET, "version_amounts": {"usd": "5"}}, "are set"),
        ({"percent": "0"}, "No price changes."),
        ({"mode": Mode.SET, "amounts": {"usd": "5"}}, "2 products are in currencies without an amount"),
    ],
)
def test_single_sentences(fields: dict[str, Any], sentence: str) -> None:
    assert any(sentence in one for one in check(**fields).sentences)


def test_a_change_of_currency() -> None:
    view = check(shop(entry((version("v", 100),))), mode=Mode.CURRENCY, to_currency="jpy", rate="150")
    assert "Surcharges of versions are converted at the same rate." in view.sentences
    assert view.examples[0].new == "¥2,850"


def test_whole_currencies_are_named_alone_too() -> None:
    view = check(shop(entry(currency="jpy", price_minor=500)), percent="10", ending=Ending.P99)
    assert "Yen keep whole amounts." in view.sentences
    assert not any("whole" in one for one in check(percent="10", ending=Ending.NINE).sentences)


def test_bad_input_is_answered_and_never_raised() -> None:
    view = check(percent="12,5", floors={"usd": "x"})
    assert set(view.errors) == {"percent", "floors.usd"}
    assert (view.sentences, view.changing, view.bands) == ((), 0, ())


def test_unknown_nets_are_left_out_of_averages() -> None:
    view = check(shop(entry(currency="twd", price_minor=30000)), percent="10")
    assert (view.net_change, view.bands, view.changing) == ("", (), 1)


def test_version_steps_count_as_changes() -> None:
    view = check(mode=Mode.KEEP, versions=VersionMode.PERCENT, version_percent="10")
    assert (view.changing, view.examples) == (1, ())


def test_a_script_is_not_asked_while_the_form_is_filled_in() -> None:
    view = check(mode=Mode.SCRIPT, script="Summer", versions=VersionMode.WITH_BASE)
    first, second = view.sentences
    assert first == "The script “Summer” says the new prices. It is asked when you preview."
    assert second == "Surcharges of versions change along with the product's price."
    assert (view.changing, view.examples, view.errors) == (None, (), {})
    assert check(mode=Mode.SCRIPT, script="Summer").sentences == (first,)
    assert list(check(mode=Mode.SCRIPT).errors) == ["script"]
    asked = {"a": ScriptPrice(minor="2000", currency="usd")}
    assert check(mode=Mode.SCRIPT, script="Summer", script_prices=asked).changing == 1
