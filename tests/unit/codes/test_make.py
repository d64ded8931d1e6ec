"""The form of one code: what was typed, and the sentence for what cannot be used."""

from typing import Any

import pytest

from py_core.codes.forms import CodeKind, Existing, MakeForm
from py_core.codes.make import build_make_plan
from py_core.errors import InputError
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import CreateCode
from py_core.settings import Settings
from tests.unit.shops import code, entry, ids, shop

SHOP = shop(
    entry(id="usd", name="Icons"),
    entry(id="eur", name="Synth", currency="eur", price_minor=800),
    entry(id="jpy", name="Kanji", currency="jpy", price_minor=500),
    entry(id="krw", name="Hangul", currency="krw", price_minor=900_000),
)


def made(product_ids: tuple[str, ...] | None = None, **fields: Any) -> Plan:
    form = MakeForm(**{"name": "SALE", "percent": "20", **fields})
    return build_make_plan(SHOP, ids(SHOP) if product_ids is None else product_ids, form, Settings(), 1)


def errors(product_ids: tuple[str, ...] | None = None, **fields: Any) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        made(product_ids, **fields)
    return caught.value.fields


def creates(of: Plan) -> list[CreateCode]:
    return [step for step in of.steps if isinstance(step, CreateCode)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "A code takes off at least 1 %. Type a whole number from 1 to 100."),
        ("101", "A code takes off at most 100 %. Type a whole number from 1 to 100."),
        ("12.5", "“12.5” is not whole; Gumroad would drop the decimals. Type a whole number from 1 to 100."),
        ("-5", "A code takes off at least 1 %. Type a whole number from 1 to 100."),
        ("", "Type a number, like 20."),
        ("abc", "“abc” is not a number. Use digits and a point, like 20."),
        ("12,5", "“12,5” has a comma. Use a point for decimals, like 20."),
        ("٢٠", "“٢٠” is not in plain digits. Use 0 to 9, like 20."),
    ],
)
def test_a_percentage_is_whole_and_from_1_to_100(typed: str, said: str) -> None:
    assert errors(percent=typed) == {"percent": said}


def test_a_percentage_may_be_typed_with_its_sign() -> None:
    assert {step.after.percent_off for step in creates(made(percent=" 20 % "))} == {20}


@pytest.mark.parametrize("name", ["two words", "fire🔥", "", "100%", "код", "W" * 256])
def test_a_code_with_spaces_or_emoji_gets_a_sentence(name: str) -> None:
    assert errors(name=name).keys() == {"name"}


@pytest.mark.parametrize("cap", ["0", "-1", "2.5", "ten", "10000001"])
def test_a_cap_is_a_whole_number(cap: str) -> None:
    assert errors(cap=cap).keys() == {"cap"}


def test_amounts_are_read_in_their_own_currency() -> None:
    amounts = {"usd": "5", "jpy": "100", "krw": "5,000", "gbp": "nonsense"}
    plan = made(kind=CodeKind.AMOUNT, amounts=amounts)
    assert {step.currency: step.after.amount_minor for step in creates(plan)} == {
        "usd": 500,
        "jpy": 100,
        "krw": 500_000,
    }
    (left,) = plan.skipped
    assert (left.product_id, left.reason, left.text) == (
        "eur",
        SkipReason.OTHER_CURRENCY,
        "No amount was typed for EUR.",
    )


@pytest.mark.parametrize(
    ("amounts", "field"),
    [
        ({"jpy": "5.50"}, "amounts.jpy"),
        ({"krw": "5000.50"}, "amounts.krw"),
        ({"usd": "0"}, "amounts.usd"),
        ({"usd": "-1"}, "amounts.usd"),
        ({"usd": "5,5"}, "amounts.usd"),
        ({"usd": "99999999999"}, "amounts.usd"),
    ],
)
def test_an_amount_that_cannot_be_used_gets_a_sentence(amounts: dict[str, str], field: str) -> None:
    assert errors(kind=CodeKind.AMOUNT, amounts=amounts).keys() == {field}


def test_at_least_one_amount_is_needed() -> None:
    assert errors(kind=CodeKind.AMOUNT).keys() == {"amounts.usd", "amounts.eur", "amounts.jpy", "amounts.krw"}


def test_a_minimum_order_is_never_left_out_silently() -> None:
    plan = made(minimums={"usd": "50", "eur": "50"})
    assert {step.currency: step.after.minimum_amount_minor for step in creates(plan)} == {"usd": 5000, "eur": 5000}
    assert {row.text for row in plan.skipped} == {
        "No minimum order was typed for JPY.",
        "No minimum order was typed for KRW.",
    }
    assert errors(minimums={"usd": "0"}).keys() == {"minimums.usd"}


def test_products_have_to_be_chosen() -> None:
    assert errors(()) == {"product_ids": "Choose at least one product."}
    plan = made(("usd", "gone"))
    assert (plan.skipped[0].reason, plan.skipped[0].detail) == (SkipReason.GONE, "SALE")


def test_a_suffix_is_needed_where_one_is_asked_for() -> None:
    assert errors(existing=Existing.SUFFIX).keys() == {"suffix"}
    assert errors(existing=Existing.SUFFIX, suffix="no good").keys() == {"suffix"}


def test_a_universal_code_is_made_once() -> None:
    plan = made((), universal=True)
    (step,) = creates(plan)
    assert (step.after.universal, step.product_name, step.product_id) == (True, "", "usd")
    assert plan.title == "Universal code SALE"


def test_a_universal_amount_has_one_currency() -> None:
    form: dict[str, Any] = {"kind": CodeKind.AMOUNT, "universal": True}
    (step,) = creates(made((), amounts={"eur": "3"}, **form))
    assert (step.product_id, step.after.amount_minor, step.currency) == ("eur", 300, "eur")
    assert "universal_currency" in errors((), amounts={"eur": "3", "usd": "3"}, **form)
    (step,) = creates(made((), amounts={"eur": "3", "usd": "3"}, universal_currency="usd", **form))
    assert step.after.amount_minor == 300
    assert errors((), amounts={"gbp": "3"}, universal_currency="gbp", **form)["universal_currency"] == (
        "No product is sold in GBP, so no code can be made in it."
    )


def test_an_empty_shop_has_nothing_to_make_a_universal_code_for() -> None:
    with pytest.raises(InputError) as caught:
        build_make_plan(shop(), (), MakeForm(name="A", percent="5", universal=True), Settings(), 1)
    assert caught.value.fields.keys() == {"product_ids"}


def test_what_the_plan_is_called() -> None:
    assert made().title == "Code SALE on 4 products"
    assert made(("usd",)).title == "Code SALE on 1 product"
    assert made().kind is PlanKind.CODES


def test_refining_keeps_the_form() -> None:
    plan = made(unticked=("usd/create/SALE",))
    assert MakeForm.model_validate_json(plan.form_json).unticked == ("usd/create/SALE",)
    assert [row.reason for row in plan.skipped] == [SkipReason.UNTICKED]


def test_a_shop_with_codes_of_that_name() -> None:
    of = shop(entry(id="a", codes=(code("SALE", percent=20),)), entry(id="b", codes=(code("SALE", percent=5),)))
    plan = build_make_plan(of, ids(of), MakeForm(name="SALE", percent="20"), Settings(), 1)
    assert [row.reason for row in plan.skipped] == [SkipReason.SAME, SkipReason.CODE_STANDS]
