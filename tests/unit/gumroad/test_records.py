"""Sales and the smaller records: read leniently, held strictly, and nothing of their JSON lost."""

from typing import Any

import pytest

from py_core.gumroad import calls
from py_core.gumroad.models import read_payout, read_sale, read_subscriber, read_summary
from py_core.gumroad.pager import Page, Pager, Walk
from py_core.gumroad.reading import flag, minor_of_major, moment_ms, obj, pairs, records, text, texts, whole
from py_core.gumroad.wire import Response

SALE: dict[str, Any] = {
    "id": "q1w2==", "email": "li@example.com", "created_at": "2026-07-12T13:05:41Z", "product_name": "Icon set",
    "price": 1140, "gumroad_fee": 164, "formatted_display_price": "$11.40", "formatted_total_price": "$11.40",
    "currency": "usd", "amount_refundable_in_currency": "11.40", "product_id": "A-m3==",
    "product_permalink": "icons", "refunded": False, "partially_refunded": False, "chargedback": False,
    "purchase_email": "li2@example.com", "full_name": "Li Wei", "country": "India", "country_iso2": "IN",
    "paid": True, "variants": {"Licence": "Personal"}, "custom_fields": {"Company": None}, "order_id": 524459935,
    "disputed": False, "dispute_won": False, "referrer": "direct", "tax_cents": 0, "shipping_cents": 0,
    "card": {"visual": "**** 4242", "type": "visa", "bin": None}, "product_rating": None, "quantity": 1,
    "offer_code": {"code": "IN40", "displayed_amount_off": "40%", "name": "IN40"}, "utm_source": "mail",
    "ppp": {"country": "India", "discount": "60%"}, "license_key": "K", "license_uses": 2, "cancelled": True,
    "buyer_presentment": {"currency": "INR", "total_cents": 90000, "refunded_cents": 0, "fx_rate": "0.012"},
    "affiliate": {"email": "a@example.com", "amount": "$2.50"}, "shipped": True, "a_new_field": [1],
}  # fmt: skip


def test_a_sale_and_all_of_its_json() -> None:
    record = calls.get_sale("s").read({"sale": SALE})
    sale = record.sale
    assert record.raw == SALE
    assert (sale.price_usd_minor, sale.refundable_minor, sale.currency) == (1140, 1140, "usd")
    assert (sale.variants, sale.custom_fields) == ((("Licence", "Personal"),), (("Company", ""),))
    assert sale.code is not None
    assert (sale.code.code, sale.code.displayed_amount_off) == ("IN40", "40%")
    assert sale.parity is not None
    assert sale.parity.discount == "60%"
    assert sale.presentment is not None
    assert (sale.presentment.currency, sale.presentment.total_minor) == ("inr", 90_000)
    assert sale.license is not None
    assert (sale.license.key, sale.license.uses) == ("K", 2)
    assert sale.utm is not None
    assert (sale.utm.source, sale.utm.term) == ("mail", "")
    assert (sale.buyer.email, sale.buyer.purchase_email) == ("li@example.com", "li2@example.com")
    assert (sale.shipped, sale.subscription_cancelled, sale.affiliate_amount) == (True, True, "$2.50")
    assert sale.created_at_ms == 1_783_861_541_000


def test_a_sale_with_almost_nothing() -> None:
    sale = read_sale({"id": 5, "created_at": "2026-07-12T13:05:41Z", "purchase_email": "a@b.c"})
    assert (sale.id, sale.price_usd_minor, sale.quantity, sale.refunded) == ("5", None, 1, False)
    assert (sale.currency, sale.refundable_minor, sale.code, sale.parity, sale.license) == (None,) * 5
    assert (sale.buyer.email, sale.presentment, sale.utm, sale.shipped) == ("a@b.c", None, None, None)


@pytest.mark.parametrize(
    ("currency", "amount", "minor"),
    [
        ("jpy", "1900", 1900),
        ("krw", "1110", 111_000),
        ("usd", "0", 0),
        ("usd", "1,049.5", 104_950),
        ("xyz", "5", None),
    ],
)
def test_what_can_be_refunded_is_in_the_listed_currency(currency: str, amount: str, minor: int | None) -> None:
    assert (
        read_sale({**SALE, "currency": currency, "amount_refundable_in_currency": amount}).refundable_minor == minor
    )


@pytest.mark.parametrize(
    "change", [{"id": None}, {"id": {}}, {"created_at": None}, {"created_at": "soon"}, {"price": "abc"},
               {"card": 5}, {"amount_refundable_in_currency": "5.123"}, {"quantity": True}, {"order_id": 1e300}]
)  # fmt: skip
def test_unusable_sales_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_sale({**SALE, **change})


def test_subscribers_and_payouts() -> None:
    subscriber = read_subscriber({
        "id": "s", "created_at": "2025-06-21T00:01:25Z", "purchase_ids": ["a"], "cancelled_at": None,
        "free_trial_ends_at": "2026-01-01T00:00:00Z", "status": "alive"})  # fmt: skip
    assert (subscriber.purchase_ids, subscriber.cancelled_at_ms, subscriber.license_key) == (("a",), None, None)
    assert subscriber.free_trial_ends_at_ms == 1_767_225_600_000
    done = read_payout({"id": "p", "amount": "150.00", "currency": "USD", "created_at": "2026-01-01T00:00:00Z"})
    assert (done.amount_minor, done.currency, done.created_at_ms) == (15_000, "usd", 1_767_225_600_000)
    coming = read_payout({"id": None, "amount": "-3.5", "status": "payable"})
    assert (coming.id, coming.amount_minor, coming.created_at_ms) == (None, -350, None)
    odds: list[Any] = ["1.005", "much", [], {}]
    for odd in odds:
        assert read_payout({"id": "p", "amount": odd}).amount_minor is None


def test_stock_numbers() -> None:
    sku = {"id": "k", "name": "Red", "price_difference_cents": "500", "custom_sku": "R-1"}
    (found,) = calls.list_skus("p").read({"skus": [sku]})
    assert (found.name, found.price_difference_minor, found.custom_sku) == ("Red", 500, "R-1")


def test_a_summary_with_and_without_rows() -> None:
    row = {"gross_cents": 5, "net_cents": "4", "units": 1.0, "refunded_cents": 0, "refunded_units": 0}
    body = {**row, "currency": "usd", "from": "2026-07-01", "to": "2026-07-30"}
    assert read_summary(body).rows == ()
    full = read_summary({**body, "breakdown": [{**row, "key": "2026-07", "label": "July"}]})
    assert (full.total.net_usd_minor, full.rows[0].key, full.first_day) == (4, "2026-07", "2026-07-01")


@pytest.mark.parametrize(
    ("value", "yes"), [(None, False), (True, True), (0, False), ("false", False), ("true", True), ("no", False)]
)
def test_flags(value: Any, yes: bool) -> None:
    assert flag(value) is yes


def test_small_readers_refuse_what_cannot_be_meant() -> None:
    for reader, value in ((text, []), (obj, 5), (records, {}), (records, [5]), (texts, "x"), (moment_ms, 5),
                          (whole, 2**60), (whole, "9" * 30), (whole, "1_0")):  # fmt: skip
        with pytest.raises((ValueError, TypeError)):
            reader(value)
    for value in ("x", True):
        with pytest.raises(ValueError, match="amount"):
            minor_of_major(value, "usd")
    assert (pairs([]), minor_of_major("", "usd"), texts(None), moment_ms("2026-01-01T00:00:00")) == (
        (), None, (), 1_767_225_600_000)  # fmt: skip


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":NaN}', b'{"a":1e999}', b'{"a":' + b"9" * 5000 + b"}"])
def test_bodies_that_are_no_json_of_use(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Response(200, (), body).json()


@pytest.mark.parametrize("depth", [1, 199, 200])
def test_brackets_may_stand_inside_each_other_up_to_a_point(depth: int) -> None:
    assert Response(200, (), b"[" * depth + b"]" * depth).json() is not None
    flat = b"[" + b'["[[{{\\"[["],' * 500 + b"5]"
    assert len(Response(200, (), flat).json()) == 501
    for deep in (b"[" * 201 + b"]" * 201, b'{"a":' * 201 + b"5" + b"}" * 201):
        with pytest.raises(ValueError, match="deeply"):
            Response(200, (), deep).json()


def test_half_a_character_does_not_spoil_a_record() -> None:
    found = Response(200, (), b'{"a":["\\ud83d", "\\ud83d\\ude00", 5], "\\udc00": 1}').json()
    assert found == {"a": ["\ufffd", "\U0001f600", 5], "\ufffd": 1}


def test_items_without_an_id_are_never_dropped() -> None:
    walk: Walk[str | None] = Walk(lambda item: item)
    assert walk.fresh(Page(items=(None, "a", None), next_key="k")) == (None, "a", None)
    assert walk.fresh(Page(items=("a", None, "b"), next_key=None)) == (None, "b")
    pager: Pager[str] = Pager(lambda item: item)
    assert pager.take(Page(items=("a", "a"), next_key=None)) is None
    assert pager.items == ("a",)
