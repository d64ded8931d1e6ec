"""Subscribers of memberships. Source: API contract, section 9.5."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

PAST, FUTURE = "2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z"


def _subscription(**more: Any) -> dict[str, Any]:
    return {"product_id": "club", "email": "li@example.com", "created_at": "2026-06-21T00:01:25Z", **more}


def _seed(gumroad: Gumroad, *subscriptions: dict[str, Any], sales: Any = ()) -> str:
    tier = {"name": "Basic", "recurrence_prices": {"monthly": {"price_cents": 500}}}
    club = {
        "name": "Club",
        "id": "club-id",
        "custom_permalink": "club",
        "native_type": "membership",
        "variants": [{"title": "Tier", "options": [tier]}],
    }
    gumroad.seed(products=[club], subscriptions=list(subscriptions), sales=list(sales))
    return "products/club-id/subscribers"


def _charge(subscription_id: str, sale_id: str, when: str) -> dict[str, Any]:
    return {
        "id": sale_id,
        "product_id": "club",
        "purchase_email": "li@example.com",
        "price": 500,
        "subscription_id": subscription_id,
        "created_at": when,
    }


def test_the_documented_shape(gumroad: Gumroad) -> None:
    sales = [_charge("s", "second", "2026-07-21T00:00:00Z"), _charge("s", "first", "2026-06-21T00:00:00Z")]
    path = _seed(gumroad, _subscription(id="s"), sales=sales)
    expected = {
        "id": "s", "email": "li@example.com", "product_id": "club-id", "product_name": "Club", "user_id": None,
        "user_email": None, "purchase_ids": ["first", "second"], "created_at": "2026-06-21T00:01:25Z",
        "user_requested_cancellation_at": None, "charge_occurrence_count": None, "recurrence": "monthly",
        "cancelled_at": None, "ended_at": None, "failed_at": None, "free_trial_ends_at": None, "status": "alive",
    }  # fmt: skip
    assert gumroad.get(path).json == {"success": True, "subscribers": [expected]}
    assert gumroad.get("subscribers/s").json == {"success": True, "subscriber": expected}


def test_the_license_key_is_there_only_when_there_is_one(gumroad: Gumroad) -> None:
    path = _seed(gumroad, _subscription(license_key="K"), _subscription())
    assert sorted("license_key" in found for found in gumroad.get(path).json["subscribers"]) == [False, True]


@pytest.mark.parametrize(
    ("more", "status", "listed"),
    [
        ({}, "alive", True),
        ({"cancelled_at": FUTURE, "user_requested_cancellation_at": PAST}, "pending_cancellation", True),
        ({"failed_at": FUTURE}, "pending_failure", True),
        ({"cancelled_at": PAST}, "cancelled", False),
        ({"failed_at": PAST}, "failed_payment", False),
        ({"ended_at": PAST}, "fixed_subscription_period_ended", False),
    ],
)
def test_only_active_ones_are_listed_and_past_ones_readable(
    gumroad: Gumroad, more: dict[str, str], status: str, listed: bool
) -> None:
    path = _seed(gumroad, _subscription(id="s", **more))
    assert len(gumroad.get(path).json["subscribers"]) == listed
    assert gumroad.get("subscribers/s").json["subscriber"]["status"] == status


@pytest.mark.parametrize(("email", "count"), [("LI@example.com", 1), ("+li@example.com+", 1), ("li", 0), ("", 2)])
def test_the_email_is_matched_whole_and_trimmed(gumroad: Gumroad, email: str, count: int) -> None:
    path = _seed(gumroad, _subscription(), _subscription(email="other@example.com"))
    assert len(gumroad.get(f"{path}?email={email}").json["subscribers"]) == count


@pytest.mark.parametrize(
    ("query", "count", "more"),
    [
        ("", 120, False),
        ("paginated=false", 120, False),
        ("paginated=yes", 120, False),
        ("paginated=true", 100, True),
        ("paginated=1", 100, True),
    ],
)
def test_pages_of_a_hundred_come_only_when_asked_for(gumroad: Gumroad, query: str, count: int, more: bool) -> None:
    path = _seed(gumroad, *(_subscription(email=f"b{at}@example.com") for at in range(120)))
    page = gumroad.get(f"{path}?{query}").json
    assert (len(page["subscribers"]), "next_page_key" in page) == (count, more)
    if more:
        rest = gumroad.get(f"{path}?page_key={page['next_page_key']}").json
        seen = [found["email"] for found in (*page["subscribers"], *rest["subscribers"])]
        assert seen == [f"b{at}@example.com" for at in reversed(range(120))]
        assert "next_page_key" not in rest


def test_unknown_records_are_named(gumroad: Gumroad) -> None:
    assert gumroad.get("subscribers/none").message == "The subscriber was not found."
    assert gumroad.get("products/none/subscribers").message == "The product was not found."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, {"cancelled": False, "dead": False, "ended": False}),
        ({"cancelled_at": PAST}, {"cancelled": True, "dead": True, "ended": False, "subscription_end_date": PAST}),
        ({"ended_at": PAST}, {"cancelled": False, "dead": True, "ended": True}),
        ({"free_trial_ends_at": PAST}, {"free_trial_ended": True, "free_trial_ends_on": PAST}),
    ],
)
def test_a_sale_tells_of_its_subscription(gumroad: Gumroad, more: dict[str, Any], expected: dict[str, Any]) -> None:
    _seed(gumroad, _subscription(id="s", **more), sales=[_charge("s", "sale", "2026-07-21T00:00:00Z")])
    sale = gumroad.get("sales/sale").json["sale"]
    assert (sale["subscription_id"], sale["subscription_duration"]) == ("s", "monthly")
    assert (sale["is_recurring_billing"], sale["recurring_charge"]) == (True, False)
    assert {name: sale[name] for name in expected} == expected


def test_a_sale_may_name_a_subscription_that_is_gone(gumroad: Gumroad) -> None:
    _seed(gumroad, sales=[_charge("gone", "sale", "2026-07-21T00:00:00Z")])
    assert gumroad.get("sales/sale").json["sale"]["subscription_id"] == "gone"
