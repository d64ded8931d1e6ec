"""Shipping, refunds, receipts and exports. Source: API contract, sections 9.3 and 9.4."""

from typing import Any

import pytest

from tests.contract.client import Gumroad, quoted

REJECTED = "The payment processor rejected this refund. Try again later or contact support if the problem persists."
DISPUTED = (
    "This purchase has an active dispute. The funds have already been returned to the buyer. "
    "No additional refund is needed."
)
SALE = {"id": "s", "product_id": "a", "purchase_email": "li@example.com", "price": 1900}


def _seed(gumroad: Gumroad, *, user: Any = None, currency: str = "usd", **sale: Any) -> None:
    product = {"name": "A", "custom_permalink": "a", "currency": currency}
    gumroad.seed(user=user or {}, products=[product], sales=[{**SALE, **sale}])


def _refund(gumroad: Gumroad, **sent: Any) -> dict[str, Any]:
    shown: dict[str, Any] = gumroad.put("sales/s/refund", sent).json["sale"]
    return shown


def _state(sale: dict[str, Any]) -> tuple[bool, bool, str]:
    return sale["refunded"], sale["partially_refunded"], sale["amount_refundable_in_currency"]


@pytest.mark.parametrize("sent", [{}, {"amount_cents": ""}, {"amount_cents": "1900"}, {"amount_cents": "1900.9"}])
def test_a_full_refund_empties_the_sale(gumroad: Gumroad, sent: dict[str, str]) -> None:
    _seed(gumroad)
    assert _state(_refund(gumroad, **sent)) == (True, False, "0")
    assert gumroad.put("sales/s/refund").message == "Purchase is already refunded."


def test_partial_refunds_add_up_and_the_last_one_makes_it_refunded(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert _state(_refund(gumroad, amount_cents=500)) == (False, True, "14")
    assert _state(_refund(gumroad, amount_cents=450)) == (False, True, "9.50")
    assert gumroad.put("sales/s/refund", {"amount_cents": 951}).message == (
        "Refund amount cannot be greater than the purchase price."
    )
    assert _state(_refund(gumroad)) == (True, False, "0")


@pytest.mark.parametrize(
    ("currency", "paid", "back", "left"),
    [("jpy", 1200, 200, "1000"), ("vnd", 300000, 1, "299999"), ("krw", 1500000, 500000, "10000"),
     ("eur", 1999, 999, "10")],
)  # fmt: skip
def test_amounts_count_the_smallest_unit_of_the_listed_currency(
    gumroad: Gumroad, currency: str, paid: int, back: int, left: str
) -> None:
    _seed(gumroad, currency=currency, display_price_cents=paid)
    assert _state(_refund(gumroad, amount_cents=back)) == (False, True, left)
    assert gumroad.put("sales/s/refund", {"amount_cents": paid}).json["success"] is False


@pytest.mark.parametrize(
    ("sale", "sent", "message"),
    [
        ({"refunded": True}, {}, "Purchase is already refunded."),
        ({}, {"amount_cents": 1901}, "Refund amount cannot be greater than the purchase price."),
        ({"price": 0}, {}, "This purchase has already been refunded or has nothing left to refund."),
        ({"disputed": True}, {}, DISPUTED),
        ({"chargedback": True}, {"amount_cents": 5}, DISPUTED),
        ({}, {"amount_cents": -5}, REJECTED),
        ({}, {"amount_cents": 0}, REJECTED),
        ({"kind": "failed"}, {}, REJECTED),
    ],
)
def test_a_refused_refund_changes_nothing(
    gumroad: Gumroad, sale: dict[str, Any], sent: dict[str, Any], message: str
) -> None:
    _seed(gumroad, **sale)
    before = gumroad.get("sales/s").json
    assert gumroad.put("sales/s/refund", sent).message == message
    assert gumroad.get("sales/s").json == before


@pytest.mark.parametrize(
    ("user", "message"),
    [
        ({"refunds_enabled": False}, "Refunds are temporarily disabled in your account."),
        ({"balance_cents": 1899}, "Your balance is insufficient to process this refund."),
    ],
)
def test_the_account_may_forbid_refunds(gumroad: Gumroad, user: dict[str, Any], message: str) -> None:
    _seed(gumroad, user=user)
    assert gumroad.put("sales/s/refund").message == message
    assert gumroad.get("sales/s").json["sale"]["amount_refundable_in_currency"] == "19"


def test_refunds_are_paid_from_the_balance(gumroad: Gumroad) -> None:
    _seed(gumroad, user={"balance_cents": 1000})
    assert _refund(gumroad, amount_cents=900)["partially_refunded"] is True
    assert gumroad.put("sales/s/refund", {"amount_cents": 101}).json["success"] is False
    assert _refund(gumroad, amount_cents=100)["amount_refundable_in_currency"] == "9"


def test_a_won_dispute_can_be_refunded(gumroad: Gumroad) -> None:
    _seed(gumroad, disputed=True, dispute_won=True)
    assert _refund(gumroad)["refunded"] is True


@pytest.mark.parametrize("scope", ["refund_sales", "edit_sales", "account"])
def test_either_scope_may_refund(gumroad: Gumroad, scope: str) -> None:
    gumroad.seed(tokens=[{"token": "t", "scopes": [scope]}])
    assert gumroad.put("sales/none/refund", token="t").message == "The sale was not found."


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("PUT", "sales/x/refund", "view_sales"),
        ("PUT", "sales/x/mark_as_shipped", "edit_sales"),
        ("POST", "sales/x/resend_receipt", "refund_sales"),
        ("POST", "sales/exports", "edit_sales"),
        ("GET", "sales/summary", "edit_sales"),
        ("GET", "subscribers/x", "edit_products"),
        ("GET", "payouts", "view_sales"),
        ("GET", "earnings", "view_payouts"),
        ("GET", "emails", "edit_products"),
        ("PUT", "refund_policy", "view_sales"),
        ("PUT", "licenses/enable", "view_sales"),
        ("GET", "resource_subscriptions?resource_name=sale", "edit_products"),
        ("POST", "upsells", "view_sales"),
        ("POST", "utm_links", "view_sales"),
    ],
)
def test_other_scopes_are_not_enough(gumroad: Gumroad, method: str, path: str, scope: str) -> None:
    gumroad.seed(tokens=[{"token": "t", "scopes": [scope]}])
    answer = gumroad.send(method, path, token="t")
    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize("method", ["POST", "PATCH", "GET"])
def test_refunding_is_put_only(gumroad: Gumroad, method: str) -> None:
    assert gumroad.send(method, "sales/s/refund").status == 404


@pytest.mark.parametrize("more", [{}, {"kind": "failed"}, {"refunded": True}])
def test_any_sale_can_be_marked_as_shipped_repeatedly(gumroad: Gumroad, more: dict[str, Any]) -> None:
    _seed(gumroad, **more)
    first = gumroad.put("sales/s/mark_as_shipped").json["sale"]
    assert (first["shipped"], first["tracking_url"]) == (True, None)
    url = "https://parcel.example/1"
    assert gumroad.put("sales/s/mark_as_shipped", {"tracking_url": url}).json["sale"]["tracking_url"] == url
    assert gumroad.put("sales/s/mark_as_shipped").json["sale"]["tracking_url"] == url


@pytest.mark.parametrize("action", ["refund", "mark_as_shipped"])
def test_an_unknown_sale_cannot_be_acted_on(gumroad: Gumroad, action: str) -> None:
    assert gumroad.put(f"sales/none/{action}").message == "The sale was not found."


def test_a_receipt_is_sent_again(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert gumroad.post("sales/s/resend_receipt").json == {"success": True}
    assert gumroad.post("sales/none/resend_receipt").message == "The sale was not found."


def test_an_export_is_queued_for_the_owner(gumroad: Gumroad) -> None:
    gumroad.seed(user={"email": "ana@example.com"}, products=[{"name": "A"}])
    product = quoted(gumroad.products()[0]["id"])
    answer = gumroad.post(f"sales/exports?product_id={product}", {"from": "2026-01-01", "to": "2026-02-01"}).json
    assert answer == {"success": True, "status": "queued", "recipient_email": "ana@example.com"}


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"from": "x"}, "Invalid date format provided in field 'from'. Dates must be in the format YYYY-MM-DD."),
        ({"to": "2026"}, "Invalid date format provided in field 'to'. Dates must be in the format YYYY-MM-DD."),
        ({"product_id": "nope"}, "Invalid product ID."),
    ],
)
def test_a_bad_export_is_answered_by_400(gumroad: Gumroad, sent: dict[str, str], error: str) -> None:
    answer = gumroad.post("sales/exports", sent)
    assert (answer.status, answer.json["error"]) == (400, error)
