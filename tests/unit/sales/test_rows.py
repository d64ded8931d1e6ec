"""A sale's columns, and its JSON unharmed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.sales.days import day_of_text
from py_core.sales.rows import AS_OF_NOW, PARTLY_REFUNDED, REFUNDED, row_of, unpacked
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.sale_json import sale_json
from py_core.sandbox.shop import Shop
from tests.fakes import START_MS

SALE: dict[str, Any] = {
    "id": "s1==",
    "created_at": "2026-07-12T23:05:41Z",
    "daystamp": "13 Jul 2026  1:05 AM",
    "timestamp": "3 days ago",
    "price": 1140,
    "gumroad_fee": 164,
    "quantity": 2,
    "currency": "usd",
    "product_id": "p==",
    "product_name": "Icon set",
    "purchase_email": "li@example.com",
    "email": "li@work.example",
    "formatted_total_price": "$11.40",
    "amount_refundable_in_currency": "11.40",
    "offer_code": {"code": "IN40", "displayed_amount_off": "40%", "name": "IN40"},
    "ppp": {"country": "India", "discount": "60%"},
    "variants": {"Licence": "Team"},
    "custom_fields": {},
    "card": {"visual": "**** 4242", "type": "visa"},
    "shipped": False,
}


def sale(**changes: Any) -> dict[str, Any]:
    return {**SALE, **changes}


def test_a_sale_has_the_day_of_its_seller() -> None:
    row = row_of(SALE)
    assert (row.facts.day, row.ahead) == (day_of_text("2026-07-13"), 120)
    assert row_of(sale(daystamp="soon")).facts.day == day_of_text("2026-07-12")
    assert row_of(sale(daystamp="soon")).ahead is None


def test_columns_hold_what_is_asked_for() -> None:
    row = row_of(SALE)
    facts, details = row.facts, row.details
    assert (facts.price_minor, facts.fee_minor, facts.quantity, facts.code) == (1140, 164, 2, "IN40")
    assert (facts.email, details.account_email, facts.ppp_country) == ("li@example.com", "li@work.example", "India")
    assert (details.variants, details.custom_fields, details.card_type) == ('{"Licence":"Team"}', "", "visa")
    assert (facts.shipped, facts.refunded, facts.estimated) == (0, 0, 0)
    assert row.product == ("p==", "Icon set", "")


@pytest.mark.parametrize(
    ("changes", "state", "refunded", "units", "estimated"),
    [
        ({"refunded": True, "amount_refundable_in_currency": "0"}, REFUNDED, 1140, 2, 0),
        ({"partially_refunded": True, "amount_refundable_in_currency": "10"}, PARTLY_REFUNDED, 140, 0, 0),
        (
            {
                "partially_refunded": True,
                "currency": "EUR",
                "formatted_total_price": "€1,000.00",
                "amount_refundable_in_currency": "250",
            },
            PARTLY_REFUNDED,
            855,
            0,
            1,
        ),
        ({"partially_refunded": True, "amount_refundable_in_currency": "much"}, PARTLY_REFUNDED, 0, 0, 0),
        ({"partially_refunded": True, "currency": None}, PARTLY_REFUNDED, 0, 0, 1),
        ({"partially_refunded": True, "price": 0}, PARTLY_REFUNDED, 0, 0, 0),
    ],
)
def test_what_was_given_back_is_worked_out(
    changes: dict[str, Any], state: int, refunded: int, units: int, estimated: int
) -> None:
    facts = row_of(sale(**changes)).facts
    assert (facts.refunded, facts.refunded_minor, facts.refunded_units, facts.estimated) == (
        state,
        refunded,
        units,
        estimated,
    )


def test_only_what_is_true_of_the_moment_is_left_out() -> None:
    raw = sale(review="日本 \u202e <b>", reviews_count=3, average_rating=4.5, new_field={"a": [1, None]})
    assert unpacked(row_of(raw).raw) == {name: value for name, value in raw.items() if name not in AS_OF_NOW}
    assert row_of(raw).checksum == row_of({**raw, "timestamp": "1 year ago", "reviews_count": 4}).checksum
    assert row_of(raw).checksum != row_of({**raw, "refunded": True}).checksum


def test_every_sale_of_a_generated_shop_comes_back_whole() -> None:
    state = generate_shop(30, 7, START_MS, sales=400)
    shop = Shop(state)
    for each in state.sales:
        raw = sale_json(each, shop, START_MS)
        row = row_of(raw)
        assert unpacked(row.raw) == {name: value for name, value in raw.items() if name not in AS_OF_NOW}
        assert row.facts.refunded_minor == each.refunded_usd
        assert len(row.raw) < 700 or each.review or "10" in raw["product_name"]


ODD: tuple[Any, ...] = (
    None, True, False, 0, -7, 10**30, 1.0, 2.5, "", "x", "12", "4.50", [], ["a"], {}, {"a": []},
    {"code": 5}, {"country": [1]}, {"type": {"a": 1}},
)  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from([name for name in SALE if name not in ("id", "created_at")]), st.sampled_from(ODD)
    )
)
def test_odd_fields_never_keep_a_sale_out(changes: dict[str, Any]) -> None:
    row = row_of(sale(**changes))
    assert row.sale_id == "s1=="
    assert all(isinstance(value, str | int | None) for value in (*row.facts, *row.details))


@pytest.mark.parametrize("changes", [{"id": None}, {"id": ""}, {"created_at": None}, {"created_at": "then"}])
def test_without_id_or_time_it_is_no_sale(changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        row_of(sale(**changes))
