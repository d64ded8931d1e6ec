"""License keys. Source: API contract, section 12."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

UNKNOWN = "That license does not exist for the provided product."
DISABLED = "This license key has been disabled."
EXPIRED = "Access to the purchase associated with this license has expired."
NO_TEXT = "The 'license_key' parameter must be a string."
KEY = {"product_id": "a-id", "license_key": "AAAA-BBBB"}
ACTIONS = ["enable", "disable", "decrement_uses_count", "rotate"]


def _seed(gumroad: Gumroad, **sale: Any) -> None:
    gumroad.seed(
        products=[
            {"name": "A", "permalink": "aaaaaa", "id": "a-id", "created_at": "2022-01-01T00:00:00Z"},
            {"name": "B", "permalink": "bbbbbb", "id": "b-id"},
        ],
        sales=[
            {
                "id": "s", "product_id": "aaaaaa", "purchase_email": "li@example.com", "price": 500,
                "license_key": "AAAA-BBBB", "license_uses": 2, **sale,
            }
        ],
        subscriptions=[
            {"id": "sub", "product_id": "aaaaaa", "email": "li@example.com", "cancelled_at": "2026-01-02T00:00:00Z"}
        ],
        other_licenses=[{"license_key": "FOREIGN", "product_id": "aaaaaa"}],
    )  # fmt: skip


def _verify(gumroad: Gumroad, sent: Any) -> Any:
    return gumroad.post("licenses/verify", json_body=sent, token=None)


def test_verifying_needs_no_token_and_counts_a_use(gumroad: Gumroad) -> None:
    _seed(gumroad)
    body = _verify(gumroad, KEY).json
    assert (body["success"], body["uses"]) == (True, 3)
    purchase = body["purchase"]
    assert (purchase["sale_id"], purchase["email"], purchase["license_key"]) == ("s", "li@example.com", "AAAA-BBBB")
    assert (purchase["product_id"], purchase["refunded"], purchase["variants"]) == ("a-id", False, "")
    assert _verify(gumroad, KEY).json["uses"] == 4


@pytest.mark.parametrize("flag", ["false", False])
def test_a_use_is_not_counted_when_told_not_to(gumroad: Gumroad, flag: object) -> None:
    _seed(gumroad)
    assert _verify(gumroad, {**KEY, "increment_uses_count": flag}).json["uses"] == 2
    assert gumroad.get("sales/s").json["sale"]["license_uses"] == 2


@pytest.mark.parametrize("flag", ["true", True, "0", "no", 0, None])
def test_anything_else_counts(gumroad: Gumroad, flag: object) -> None:
    _seed(gumroad)
    assert _verify(gumroad, {**KEY, "increment_uses_count": flag}).json["uses"] == 3


def test_keys_are_compared_trimmed_and_in_upper_case(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert _verify(gumroad, {**KEY, "license_key": " aaaa-bbbb "}).status == 200


@pytest.mark.parametrize(
    ("sale", "sent", "status", "message"),
    [
        ({}, {**KEY, "license_key": "CCCC"}, 404, UNKNOWN),
        ({}, {**KEY, "product_id": "b-id"}, 404, UNKNOWN),
        ({}, {**KEY, "product_id": "aaaaaa"}, 404, UNKNOWN),
        ({}, {"license_key": "AAAA-BBBB"}, 404, UNKNOWN),
        ({}, {"product_id": "a-id"}, 404, UNKNOWN),
        ({"license_disabled": True}, KEY, 404, DISABLED),
        ({"access_revoked": True}, KEY, 404, EXPIRED),
        ({"subscription_id": "sub"}, KEY, 404, EXPIRED),
        ({}, {**KEY, "license_key": ["AAAA-BBBB"]}, 400, NO_TEXT),
        ({}, {**KEY, "license_key": 5}, 400, NO_TEXT),
    ],
)
def test_a_failed_verification_says_why(
    gumroad: Gumroad, sale: dict[str, Any], sent: dict[str, Any], status: int, message: str
) -> None:
    _seed(gumroad, **sale)
    answer = _verify(gumroad, sent)
    assert (answer.status, answer.json) == (status, {"success": False, "message": message})


def test_old_products_are_found_by_permalink_and_newer_ones_need_their_id(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert _verify(gumroad, {"product_permalink": "aaaaaa", "license_key": "AAAA-BBBB"}).json["uses"] == 3
    refused = _verify(gumroad, {"product_permalink": "bbbbbb", "license_key": "AAAA-BBBB"})
    assert (refused.status, refused.json["success"]) == (500, False)
    assert "'product_id'" in refused.json["message"]


def test_a_license_of_a_subscription_tells_when_it_ended(gumroad: Gumroad) -> None:
    _seed(gumroad, subscription_id="sub")
    purchase = gumroad.put("licenses/enable", KEY).json["purchase"]
    assert purchase["subscription_cancelled_at"] == "2026-01-02T00:00:00Z"
    assert purchase["recurrence"] == "monthly"


def test_a_key_is_disabled_and_enabled(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert gumroad.put("licenses/disable", KEY).json["success"] is True
    assert _verify(gumroad, KEY).json["message"] == DISABLED
    assert gumroad.get("sales/s").json["sale"]["license_disabled"] is True
    assert gumroad.put("licenses/enable", KEY).json["uses"] == 2
    assert _verify(gumroad, KEY).status == 200


def test_uses_are_counted_down_to_zero(gumroad: Gumroad) -> None:
    _seed(gumroad)
    assert [gumroad.put("licenses/decrement_uses_count", KEY).json["uses"] for _ in range(4)] == [1, 0, 0, 0]


def test_a_rotated_key_replaces_the_old_one(gumroad: Gumroad) -> None:
    _seed(gumroad)
    new = gumroad.put("licenses/rotate", KEY).json["purchase"]["license_key"]
    assert [len(part) for part in new.split("-")] == [8, 8, 8, 8]
    assert _verify(gumroad, KEY).json["message"] == UNKNOWN
    assert _verify(gumroad, {**KEY, "license_key": new}).json["uses"] == 3
    assert gumroad.get(f"sales?license_key={new.lower()}").json["sales"][0]["id"] == "s"
    assert gumroad.get("sales?license_key=AAAA-BBBB").json["sales"] == []


@pytest.mark.parametrize("action", ACTIONS)
def test_a_key_of_another_seller_is_not_found(gumroad: Gumroad, action: str) -> None:
    _seed(gumroad)
    foreign = gumroad.put(f"licenses/{action}", {**KEY, "license_key": "foreign"})
    assert (foreign.status, foreign.json) == (404, {"success": False, "error": "Not found"})
    unknown = gumroad.put(f"licenses/{action}", {**KEY, "license_key": "none"})
    assert (unknown.status, unknown.json["message"]) == (404, UNKNOWN)


@pytest.mark.parametrize("action", ACTIONS)
def test_changing_a_key_needs_a_token_that_may_edit(gumroad: Gumroad, action: str) -> None:
    assert gumroad.put(f"licenses/{action}", KEY, token=None).status == 401
