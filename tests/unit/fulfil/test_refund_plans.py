"""Refunds: chosen sales and typed amounts in, exact steps, totals, limits and reasons out."""

from fractions import Fraction
from typing import Any

import pytest

from py_core.errors import InputError
from py_core.fulfil.forms import RefundForm, RefundHow
from py_core.fulfil.refunds import amounts_text, part_of, usd_of
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.sale_steps import RefundSale
from tests.unit.fulfil.sales import findings, left, plan, stored

EUR = stored("e", currency="eur", left_minor=2999, price_minor=3200)
JPY = stored("j", currency="jpy", left_minor=1201, price_minor=800)
KRW = stored("k", currency="krw", left_minor=1_500_100, price_minor=1100)
VND = stored("v", currency="vnd", left_minor=300_000, price_minor=1200)
USD = stored("u")
ALL = (USD, EUR, JPY, KRW, VND)
IDS = tuple(sale.sale_id for sale in ALL)


def given(made: Plan) -> dict[str, int]:
    return {step.key: step.gives_minor for step in made.steps if isinstance(step, RefundSale)}


def sent(made: Plan) -> dict[str, int | None]:
    return {step.key: step.amount_minor for step in made.steps if isinstance(step, RefundSale)}


def test_all_that_is_left_is_sent_without_an_amount() -> None:
    made = plan(RefundForm(sale_ids=IDS), *ALL)
    assert given(made) == {"u": 1900, "e": 2999, "j": 1201, "k": 1_500_100, "v": 300_000}
    assert set(sent(made).values()) == {None}
    assert [facts.usd_minor for facts in made.sale_facts] == [1900, 3200, 800, 1100, 1200]
    (asked,) = made.findings
    assert (asked.code, asked.severity, asked.typed) == ("refund_money", "block", "REFUND 5")
    assert asked.text == (
        "$19, €29.99, ¥1,201, 2 more currencies (about $82) goes back to the buyers of 5 sales. "
        "It cannot be taken back."
    )


def test_a_percentage_goes_down_to_the_unit_in_use() -> None:
    made = plan(RefundForm(sale_ids=IDS, how=RefundHow.PERCENT, percent="33.3 %"), *ALL)
    assert given(made) == {"u": 632, "e": 998, "j": 399, "k": 499_500, "v": 99_900}
    assert sent(made) == given(made)
    whole = plan(RefundForm(sale_ids=IDS, how=RefundHow.PERCENT, percent="100"), *ALL)
    assert set(sent(whole).values()) == {None}


def test_amounts_are_in_each_currencys_own_units() -> None:
    amounts = {"usd": "5", "eur": "7.5", "jpy": "300", "krw": "5000", "vnd": ""}
    made = plan(RefundForm(sale_ids=IDS, how=RefundHow.AMOUNT, amounts=amounts), *ALL)
    assert sent(made) == {"u": 500, "e": 750, "j": 300, "k": 500_000}
    assert left(made) == {"v": "No amount is set for VND."}


def test_a_row_typed_over_wins_and_an_amount_that_is_all_is_all() -> None:
    form = RefundForm(sale_ids=IDS, how=RefundHow.PERCENT, percent="50", typed={"u": "19", "j": " ", "x": "5"})
    made = plan(form, *ALL)
    assert sent(made) == {"u": None, "e": 1499, "j": 600, "k": 750_000, "v": 150_000}
    assert [facts.typed_over for facts in made.sale_facts] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"how": RefundHow.PERCENT}, {"percent"}),
        ({"how": RefundHow.PERCENT, "percent": "0"}, {"percent"}),
        ({"how": RefundHow.PERCENT, "percent": "100.1"}, {"percent"}),
        ({"how": RefundHow.PERCENT, "percent": "-5"}, {"percent"}),
        ({"how": RefundHow.AMOUNT}, {"amounts"}),
        ({"how": RefundHow.AMOUNT, "amounts": {"jpy": "1.5", "usd": "x"}}, {"amounts.jpy", "amounts.usd"}),
        ({"how": RefundHow.AMOUNT, "amounts": {"usd": "0", "xyz": "5"}}, {"amounts.usd", "amounts.xyz"}),
        ({"typed": {"u": "-1", "e": "1.234", "j": "0.5"}}, {"typed.u", "typed.e", "typed.j"}),
    ],
)
def test_what_was_typed_wrongly_is_refused_in_its_field(form: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(InputError) as caught:
        plan(RefundForm(sale_ids=IDS, **form), *ALL)
    assert set(caught.value.fields) == fields
    assert all(caught.value.fields.values())


@pytest.mark.parametrize(
    ("sale", "reason", "text"),
    [
        (stored("s", refunded=2, left_minor=0), SkipReason.REFUNDED, "Everything was given back already."),
        (stored("s", left_minor=0), SkipReason.REFUNDED, "Nothing is left to give back."),
        (stored("s", price_minor=0, left_minor=0), SkipReason.FREE, "It cost nothing."),
        (stored("s", dispute="open"), SkipReason.DISPUTED, "The buyer's bank has opened a dispute."),
        (stored("s", currency=None, left_minor=None), SkipReason.NO_CURRENCY, "Gumroad did not tell the currency"),
        (stored("s", currency="xau", left_minor=None), SkipReason.NO_CURRENCY, "The currency XAU is new here"),
        (stored("s", left_minor=None), SkipReason.NO_CURRENCY, "Gumroad did not tell what is left"),
        (stored("s", paypal_expired=True), SkipReason.EXPIRED, "Paid with PayPal so long ago"),
    ],
)
def test_what_cannot_be_given_back_says_why(sale: StoredSale, reason: SkipReason, text: str) -> None:
    made = plan(RefundForm(sale_ids=("s",)), sale)
    (row,) = made.skipped
    assert (made.steps, row.reason, findings(made)) == ((), reason, {})
    assert row.text.startswith(text)
    assert not made.sale_facts[0].editable


def test_a_dispute_that_was_won_and_a_part_that_was_given_back_do_not_hinder() -> None:
    sale = stored("s", dispute="won", refunded=1, given_back_minor=900, left_minor=1000)
    assert given(plan(RefundForm(sale_ids=("s",)), sale)) == {"s": 1000}


@pytest.mark.parametrize(
    ("form", "reason", "text"),
    [
        (RefundForm(sale_ids=("u",), typed={"u": "19.01"}), SkipReason.TOO_MUCH,
         "$19.01 is more than the $19 that are left."),
        (RefundForm(sale_ids=("u",), how=RefundHow.AMOUNT, amounts={"usd": "20"}), SkipReason.TOO_MUCH,
         "$20 is more than the $19 that are left."),
        (RefundForm(sale_ids=("u",), how=RefundHow.PERCENT, percent="0.01"), SkipReason.BELOW_UNIT,
         "That share is less than the smallest amount in this currency."),
    ],
)  # fmt: skip
def test_an_amount_that_does_not_fit_can_be_typed_over(form: RefundForm, reason: SkipReason, text: str) -> None:
    made = plan(form, USD)
    (row,) = made.skipped
    assert (row.reason, row.text, made.sale_facts[0].editable) == (reason, text, True)


def test_limits_cannot_be_accepted_away() -> None:
    sales = [stored(f"s{at}") for at in range(4)]
    form = RefundForm(sale_ids=tuple(sale.sale_id for sale in sales))
    at_limit = plan(form, *sales, limit_refunds=4, limit_refund_usd_minor=7600)
    assert findings(at_limit) == {"refund_money": "block"}
    above = plan(form, *sales, limit_refunds=3, limit_refund_usd_minor=7599)
    assert findings(above) == {"refund_many": "stop", "refund_sum": "stop", "refund_money": "block"}
    yes = above.accepting(frozenset(findings(above)))
    assert [finding.code for finding in yes.open_blocks()] == ["refund_many", "refund_sum"]
    fewer = plan(
        form.model_copy(update={"unticked": ("s3",)}), *sales, limit_refunds=3, limit_refund_usd_minor=5700
    )
    assert findings(fewer) == {"refund_money": "block"}
    assert next(iter(fewer.findings)).typed == "REFUND 3"


def test_one_sale_is_told_in_the_singular() -> None:
    (asked,) = plan(RefundForm(sale_ids=("u",)), USD).findings
    assert asked.text == "$19 goes back to the buyer of 1 sale. It cannot be taken back."


def test_a_share_is_exact() -> None:
    assert part_of(999, Fraction(50), "usd") == 499
    assert part_of(1_500_199, Fraction(99), "krw") == 1_485_100
    assert part_of(1_500_199, Fraction(100), "krw") == 1_500_199
    assert part_of(333, Fraction(1, 3), "jpy") == 1


def test_dollars_of_an_amount_are_rounded_up() -> None:
    assert usd_of(EUR, 2999, 1) == 2
    assert usd_of(stored("s", currency="eur", price_minor=100, given_back_minor=200), 10, 5) == 0
    assert usd_of(USD, 1900, 499) == 499


def test_amounts_in_many_currencies_are_cut_short() -> None:
    assert amounts_text({"usd": 100, "eur": 200, "gbp": 300, "jpy": 400}) == "$1, €2, £3, ¥400"
    many = {"usd": 100, "eur": 200, "gbp": 300, "jpy": 400, "vnd": 500}
    assert amounts_text(many) == "$1, €2, £3, 2 more currencies"
