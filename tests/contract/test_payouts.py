"""Payouts, the account's refund policy, earnings. Source: API contract, section 12."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

DATES = "Dates must be in the format YYYY-MM-DD."


def _payout(day: int, **more: Any) -> dict[str, Any]:
    return {"id": f"p{day}", "amount": "150.00", "created_at": f"2026-10-{day:02}T00:00:00Z", **more}


def _ids(gumroad: Gumroad, query: str = "") -> list[str | None]:
    return [payout["id"] for payout in gumroad.get(f"payouts?{query}").json["payouts"]]


def test_the_documented_shape(gumroad: Gumroad) -> None:
    gumroad.seed(payouts=[_payout(1, processed_at="2026-10-02T00:00:00Z")])
    assert gumroad.get("payouts").json["payouts"] == [
        {
            "id": "p1", "amount": "150.00", "currency": "usd", "status": "completed",
            "created_at": "2026-10-01T00:00:00Z", "processed_at": "2026-10-02T00:00:00Z",
            "payment_processor": "stripe", "bank_account_visual": "******6789", "paypal_email": None,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [None, "p3", "p2", "p1"]),
        ("include_upcoming=true", [None, "p3", "p2", "p1"]),
        ("include_upcoming=false", ["p3", "p2", "p1"]),
        ("include_upcoming=0", [None, "p3", "p2", "p1"]),
        ("include_upcoming=false&after=2026-10-02", ["p3", "p2"]),
        ("include_upcoming=false&before=2026-10-02", ["p1"]),
    ],
)
def test_upcoming_ones_come_first_unless_told_otherwise(
    gumroad: Gumroad, query: str, ids: list[str | None]
) -> None:
    gumroad.seed(payouts=[_payout(1), _payout(2), _payout(3), _payout(4, status="payable")])
    assert _ids(gumroad, query) == ids


@pytest.mark.parametrize("status", ["payable", "paused"])
def test_upcoming_ones_have_no_id_and_a_list_of_their_own(gumroad: Gumroad, status: str) -> None:
    gumroad.seed(payouts=[_payout(1), _payout(4, status=status)])
    (found,) = gumroad.get("payouts/upcoming").json["payouts"]
    assert (found["id"], found["status"]) == (None, status)
    assert gumroad.get("payouts/p4").message == "The payout was not found."


def test_pages_hold_ten_and_upcoming_ones_are_on_the_first_only(gumroad: Gumroad) -> None:
    gumroad.seed(payouts=[*(_payout(day) for day in range(1, 13)), _payout(20, status="payable")])
    page = gumroad.get("payouts").json
    assert [payout["id"] for payout in page["payouts"]] == [None, *(f"p{day}" for day in range(12, 2, -1))]
    assert _ids(gumroad, f"page_key={page['next_page_key']}") == ["p2", "p1"]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("after=x", f"Invalid date format provided in field 'after'. {DATES}"),
        ("before=x", f"Invalid date format provided in field 'before'. {DATES}"),
        ("page_key=x", "Invalid page_key."),
    ],
)
def test_a_bad_filter_is_answered_by_400(gumroad: Gumroad, query: str, error: str) -> None:
    answer = gumroad.get(f"payouts?{query}")
    assert (answer.status, answer.json["error"]) == (400, error)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", {"sales", "refunded_sales", "disputed_sales"}),
        ("include_sales=false", set()),
        ("include_transactions=true", {"sales", "refunded_sales", "disputed_sales", "transactions"}),
        ("include_transactions=1&include_sales=false", set()),
    ],
)
def test_one_payout_names_its_sales(gumroad: Gumroad, query: str, keys: set[str]) -> None:
    gumroad.seed(payouts=[_payout(1, sales=["a"], refunded_sales=["b"], transactions=[{"type": "sale"}])])
    found = gumroad.get(f"payouts/p1?{query}").json["payout"]
    assert found.keys() & {"sales", "refunded_sales", "disputed_sales", "transactions"} == keys


def test_sales_of_a_payout_need_view_sales(gumroad: Gumroad) -> None:
    gumroad.seed(payouts=[_payout(1)], tokens=[{"token": "t", "scopes": ["view_payouts"]}])
    assert "sales" not in gumroad.get("payouts/p1", token="t").json["payout"]
    assert gumroad.get("payouts/none", token="t").message == "The payout was not found."


def test_the_refund_policy_is_shown(gumroad: Gumroad) -> None:
    assert gumroad.get("refund_policy").json["refund_policy"] == {
        "refund_period": "30",
        "title": "30-day money back guarantee",
        "fine_print": None,
        "in_effect": False,
    }


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize("period", ["none", "7", "14", "30", "183"])
def test_the_refund_policy_can_be_set(gumroad: Gumroad, method: str, period: str) -> None:
    gumroad.seed(user={"account_refund_policy_in_effect": True})
    sent = {"refund_period": period, "fine_print": "Ask first."}
    changed = gumroad.send(method, "refund_policy", form=sent).json["refund_policy"]
    assert (changed["refund_period"], changed["fine_print"], changed["in_effect"]) == (period, "Ask first.", True)
    kept = gumroad.put("refund_policy", {"refund_period": "7"}).json["refund_policy"]
    assert kept["fine_print"] == "Ask first."
    assert (
        gumroad.put("refund_policy", {"refund_period": "7", "fine_print": ""}).json["refund_policy"]["fine_print"]
        is None
    )


@pytest.mark.parametrize(
    ("in_effect", "sent", "message"),
    [
        (True, {}, "Refund period is required."),
        (True, {"refund_period": " "}, "Refund period is required."),
        (True, {"refund_period": "31"}, "Refund period must be one of: none, 7, 14, 30, 183."),
        (False, {"refund_period": "7"}, "The account-level refund policy is not in effect for this seller."),
        (True, {"refund_period": "7", "fine_print": "x" * 3001},
         "Fine print is too long (maximum is 3000 characters)"),
    ],
)  # fmt: skip
def test_a_refused_policy_changes_nothing(
    gumroad: Gumroad, in_effect: bool, sent: dict[str, str], message: str
) -> None:
    gumroad.seed(user={"account_refund_policy_in_effect": in_effect})
    assert gumroad.put("refund_policy", sent).message == message
    assert gumroad.get("refund_policy").json["refund_policy"]["refund_period"] == "30"


@pytest.mark.parametrize(("query", "net"), [("", 700), ("year=2026", 700), ("year=2025", 0), ("year=99999", 0)])
def test_earnings_are_those_of_a_year(gumroad: Gumroad, query: str, net: int) -> None:
    sale = {"product_id": "a", "purchase_email": "l@example.com", "price": 1000, "gumroad_fee": 200}
    gumroad.seed(
        products=[{"name": "A", "permalink": "a"}],
        sales=[{**sale, "created_at": "2026-03-01T00:00:00Z", "refunded_in_currency": 100}],
    )
    assert gumroad.get(f"earnings?{query}").json["earnings"]["net_cents"] == net
