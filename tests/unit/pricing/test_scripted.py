"""What a saved script answered, as prices: read strictly, then finished and left alone like any rule's."""

from typing import Any

import pytest

from py_core.catalog.products import Shop
from py_core.errors import InputError
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice
from py_core.pricing.again import build_retry_plan, build_undo_plan
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, ScriptPrice, VersionMode
from py_core.pricing.planner import build_price_plan
from py_core.pricing.rules import MAX_MINOR
from py_core.pricing.scripted import MOST_DIGITS, MOST_PRICES
from py_core.settings import Settings
from tests.unit.shops import entry, ids, shop, version

USD = shop(entry())


def plan(of: Shop, answers: dict[str, str], currency: str = "usd", **fields: Any) -> Plan:
    given = {key: ScriptPrice(minor=minor, currency=currency) for key, minor in answers.items()}
    form = PriceForm(**{"mode": Mode.SCRIPT, "script": "Summer", "script_prices": given, **fields})
    return build_price_plan(of, ids(of), form, Settings(), 7)


def prices(of: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in of.steps:
        if isinstance(step, SetPrice):
            found[step.key] = step.after.price_minor
        elif isinstance(step, SetVersionPrice):
            found[step.key] = step.after.price_difference_minor
    return found


def trouble(answers: dict[str, str], **fields: Any) -> str:
    with pytest.raises(InputError) as caught:
        plan(USD, answers, **fields)
    assert list(caught.value.fields) == ["script"]
    return caught.value.fields["script"]


@pytest.mark.parametrize(
    ("minor", "fields", "after"),
    [
        ("2001", {}, 2001),
        ("3996/2", {}, 1998),
        ("19985/10", {}, 1999),
        ("19984/10", {}, 1998),
        ("0", {}, 0),
        ("2001", {"ending": Ending.P99}, 2099),
        ("2001", {"round_to": RoundTo.DOWN, "steps": {"usd": "5"}}, 2000),
        ("100", {"floors": {"usd": "3"}}, 300),
        ("99999", {"ceilings": {"usd": "30"}}, 3000),
        ("2001", {"overrides": {"p1": "7.77"}}, 777),
        (str(MAX_MINOR), {}, MAX_MINOR),
    ],
)
def test_an_answer_is_the_price_and_finished_like_any_other(minor: str, fields: dict[str, Any], after: int) -> None:
    assert prices(plan(USD, {"p1": minor}, **fields)) == {"p1": after}


@pytest.mark.parametrize(
    ("minor", "after"), [("1234550", 1_234_550), ("3703651/3", 1_234_600), ("1234567", 1_234_567)]
)
def test_a_whole_amount_of_won_stays_and_a_fraction_goes_to_the_nearest_won(minor: str, after: int) -> None:
    of = shop(entry(currency="krw", price_minor=2_000_000))
    assert prices(plan(of, {"p1": minor}, "krw")) == {"p1": after}


@pytest.mark.parametrize(
    ("answers", "currency", "fields", "reason", "part"),
    [
        ({}, "usd", {}, SkipReason.RULE, "The script “Summer” leaves it alone."),
        ({"p1": "1900"}, "usd", {}, SkipReason.SAME, "stays the same"),
        (
            {"p1": "2000"},
            "eur",
            {},
            SkipReason.CHANGED_SINCE,
            "It is in USD now; the script “Summer” saw it in EUR.",
        ),
        ({"p1": "2000"}, "usd", {"unticked": ("p1",)}, SkipReason.UNTICKED, "left this one out"),
        ({"p1": "-5"}, "usd", {}, SkipReason.RULE, "below zero"),
        ({"p1": "98"}, "usd", {}, SkipReason.RULE, "minimum"),
        ({"p1": "9" * MOST_DIGITS}, "usd", {}, SkipReason.RULE, "Gumroad takes no price above"),
    ],
)
def test_what_is_left_alone_says_why(
    answers: dict[str, str], currency: str, fields: dict[str, Any], reason: SkipReason, part: str
) -> None:
    made = plan(USD, answers, currency, **fields)
    (row,) = made.skipped
    assert (made.steps, row.reason) == ((), reason)
    assert part in row.text


def test_a_price_below_the_minimum_and_one_too_large_are_asked_about() -> None:
    of = shop(entry(), entry(id="p2"), entry(id="p3"))
    made = plan(of, {"p1": "98", "p2": str(MAX_MINOR + 1), "p3": "2000"})
    assert {finding.code: finding.keys for finding in made.open_blocks()} == {
        "below_minimum": ("p1",),
        "price_too_large": ("p2",),
    }
    assert prices(made) == {"p3": 2000}


@pytest.mark.parametrize("answers", [{}, {"p9": "500"}])
def test_a_script_that_leaves_all_alone_is_told_of(answers: dict[str, str]) -> None:
    told = {finding.code: finding for finding in plan(USD, answers).findings}
    assert told["script_left_all"].severity == "note"
    assert "“Summer” gives a new price for none" in told["script_left_all"].text
    assert "script_left_all" not in {finding.code for finding in plan(USD, {"p1": "1900"}).findings}


def test_a_product_in_a_currency_that_is_not_listed_does_not_hold_up_the_others() -> None:
    of = shop(entry(), entry(id="p2", currency="xyz"))
    given = {"p1": ScriptPrice(minor="2000", currency="usd"), "p2": ScriptPrice(minor="5", currency="xyz")}
    made = plan(of, {}, script_prices=given)
    assert prices(made) == {"p1": 2000}
    assert "XYZ" in made.skipped[0].text


def test_surcharges_go_in_proportion_to_the_base_price() -> None:
    of = shop(entry((version("v1", 0), version("v2", 3000))))
    assert prices(plan(of, {"p1": "3800"}, versions=VersionMode.WITH_BASE)) == {"p1": 3800, "p1/v2": 6000}
    assert prices(plan(of, {"p1": "3800"})) == {"p1": 3800}
    assert prices(plan(of, {"p1": "950"}, versions=VersionMode.PERCENT, version_percent="10")) == {
        "p1": 950,
        "p1/v2": 3300,
    }


@pytest.mark.parametrize(
    ("minor", "part"),
    [
        ("", "gave “” as a price"),
        ("12.5", "gave “12.5” as a price"),
        ("1e9", "no amount of money"),
        ("1/0", "no amount of money"),
        ("1/-2", "no amount of money"),
        (" 5", "no amount of money"),
        ("٣", "no amount of money"),
        ("5\n", "no amount of money"),
        ("x" * 100_000, "“" + "x" * 40 + "”"),
        ("9" * (MOST_DIGITS + 1), "more digits than any price has"),
        ("1/" + "9" * 100_000, "more digits than any price has"),
    ],
)
def test_what_is_no_amount_is_one_sentence(minor: str, part: str) -> None:
    assert part in trouble({"p1": minor})


def test_a_currency_that_nobody_knows_too_many_answers_and_no_name_are_one_sentence() -> None:
    odd = {"p1": ScriptPrice(minor="5", currency="b" * 1000)}
    assert "“bbbbbbbbbb” is not a currency" in trouble({}, script_prices=odd)
    assert "50,000" in trouble({f"p{at}": "5" for at in range(MOST_PRICES + 1)})
    assert "Choose one of your scripts" in trouble({"p1": "5"}, script="  ")
    assert "Choose one of your scripts" in trouble({"p1": "5"}, script="x" * 81)


def test_answers_are_read_in_their_own_mode_only() -> None:
    bad = {"p1": ScriptPrice(minor="?", currency="?")}
    assert prices(plan(USD, {}, mode=Mode.PERCENT, percent="10", script_prices=bad)) == {"p1": 2090}


def test_the_title_names_the_script() -> None:
    made = plan(USD, {"p1": "2000"}, ending=Ending.P99, versions=VersionMode.WITH_BASE)
    assert made.title == "Script: Summer, ending up to .99, surcharges along"


def test_a_row_that_is_unticked_keeps_the_answers() -> None:
    of = shop(entry(), entry(id="p2"))
    first = plan(of, {"p1": "2000", "p2": "2100"})
    form = PriceForm.model_validate_json(first.form_json)
    again = build_price_plan(of, ids(of), form.model_copy(update={"unticked": ("p1",)}), Settings(), 7)
    assert (prices(first), prices(again)) == ({"p1": 2000, "p2": 2100}, {"p2": 2100})


def test_undo_and_another_try_are_about_the_prices_and_carry_no_answers() -> None:
    made = plan(USD, {"p1": "19985/10"})
    after = shop(entry(price_minor=1999))
    undo = build_undo_plan(made.steps, None, "acc", "run", made.title, 8, after, Settings())
    retry = build_retry_plan(made.steps, "acc", "run", made.title, 8, USD, Settings())
    assert (prices(undo), undo.title, undo.form_json) == ({"p1": 1900}, "Undo of “Script: Summer”", "")
    assert (prices(retry), retry.title, retry.form_json) == ({"p1": 1999}, "Once more: Script: Summer", "")
