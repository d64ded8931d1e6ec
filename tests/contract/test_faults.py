"""Gumroad's own troubles made up: time-outs, revoked tokens, resets, somebody else's edits."""

import urllib.error
from typing import Any

import pytest

from tests.contract.client import Gumroad, OverHttp

TIMED_OUT = "Query timed out. Try narrowing your date range with 'after'/'before' or filtering by product_id."
USE_KEYS = "The 'page' parameter is deprecated. Please use 'page_key' instead: https://gumroad.com/api#sales."


@pytest.fixture
def gumroad(over_http: OverHttp) -> Gumroad:
    return Gumroad(over_http)


def _faults(gumroad: Gumroad, *rules: dict[str, Any]) -> None:
    gumroad.server.control("POST", "faults", list(rules))


@pytest.mark.parametrize(("query", "error"), [("", TIMED_OUT), ("?page=2", USE_KEYS), ("?page_key=", TIMED_OUT)])
def test_a_slow_sales_query_is_answered_by_400(gumroad: Gumroad, query: str, error: str) -> None:
    _faults(gumroad, {"path": "/v2/sales", "kind": "query_timeout"})
    answer = gumroad.get(f"sales{query}")
    assert (answer.status, answer.json) == (400, {"status": 400, "error": error})


def test_a_token_is_revoked_on_the_way(gumroad: Gumroad) -> None:
    _faults(gumroad, {"kind": "revoked_token", "skip": 1})
    first, second = gumroad.get("user"), gumroad.get("user")
    assert (first.status, second.status, second.body) == (200, 401, b"")
    assert "The access token was revoked" in second.headers["www-authenticate"]


def test_a_scope_is_missing(gumroad: Gumroad) -> None:
    _faults(gumroad, {"kind": "missing_scope"})
    answer = gumroad.get("user")
    assert (answer.status, answer.body, "www-authenticate" in answer.headers) == (403, b"", False)


def test_the_daily_cap_is_reached(gumroad: Gumroad) -> None:
    _faults(gumroad, {"method": "POST", "path": "/v2/products", "kind": "daily_cap"})
    refused = gumroad.post("products", {"name": "A", "price": "500"})
    assert refused.message == "Sorry, you can only create 10 products per day."
    assert gumroad.products() == []


@pytest.mark.parametrize(("drop", "price"), [("before", 1900), ("after", 500)])
def test_a_reset_connection(gumroad: Gumroad, over_http: OverHttp, drop: str, price: int) -> None:
    path = gumroad.only()
    _faults(gumroad, {"method": "PUT", "drop": drop, "reset": True, "times": 1})
    with pytest.raises(ConnectionResetError):
        gumroad.put(path, {"price": "500"})
    over_http.close()
    assert gumroad.get(path).json["product"]["price"] == price


@pytest.mark.parametrize(("when", "seen"), [("before", 999), ("after", 1900)])
def test_somebody_else_changes_a_product_around_our_request(gumroad: Gumroad, when: str, seen: int) -> None:
    path = gumroad.only(permalink="abc")
    edit = {"when": when, "set": {"price": 999, "tags": ["theirs"]}}
    _faults(gumroad, {"method": "GET", "path": "/v2/products/*", "edit": edit, "times": 1})
    assert gumroad.get(path).json["product"]["price"] == seen
    after = gumroad.get(path).json["product"]
    assert (after["price"], after["tags"]) == (999, ["theirs"])


def test_somebody_else_may_change_another_product(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "permalink": "aaa", "price": 500}, {"name": "B", "price": 500}])
    edit = {"product": "aaa", "set": {"name": "Theirs"}}
    _faults(gumroad, {"path": "/v2/user", "edit": edit, "times": 1})
    gumroad.get("user")
    assert {product["name"] for product in gumroad.products()} == {"Theirs", "B"}


@pytest.mark.parametrize("edit", [{"set": {"price": 5}}, {"product": "none", "set": {"price": 900}}])
def test_an_edit_that_cannot_be_made_is_not(gumroad: Gumroad, edit: dict[str, Any]) -> None:
    path = gumroad.only()
    _faults(gumroad, {"edit": edit})
    assert gumroad.get(path).status == 200
    assert gumroad.get(path).json["product"]["price"] == 1900
    assert gumroad.get("user").status == 200


def _struck(gumroad: Gumroad, seed: int) -> list[bool]:
    gumroad.server.control("DELETE", "faults")
    _faults(gumroad, {"status": 500, "one_in": 4, "seed": seed})
    return [gumroad.get("user").status == 500 for _ in range(80)]


def test_chance_strikes_the_same_requests_for_the_same_seed(gumroad: Gumroad) -> None:
    first = _struck(gumroad, 1)
    assert first == _struck(gumroad, 1)
    assert first != _struck(gumroad, 2)
    assert 8 <= sum(first) <= 32


@pytest.mark.parametrize(
    "rule", [{"kind": "plague"}, {"one_in": 0}, {"edit": {}}, {"edit": {"set": {"price": 1.5}}}]
)
def test_a_rule_that_makes_no_sense_is_refused(gumroad: Gumroad, rule: dict[str, Any]) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        _faults(gumroad, rule)
    with refused.value:
        assert refused.value.code == 400
