"""Rate limits. Source: API contract, section 4."""

import pytest

from py_core.sandbox.state import SAMPLE_TOKEN
from tests.contract.client import Gumroad

TWO_TOKENS = [{"token": SAMPLE_TOKEN}, {"token": "one"}, {"token": "two"}]


@pytest.fixture
def shop(gumroad: Gumroad) -> Gumroad:
    gumroad.seed(tokens=TWO_TOKENS, products=[{"name": "A", "price": 500}, {"name": "B", "price": 500}])
    return gumroad


def _limited_after(shop: Gumroad, path: str, method: str = "PUT", token: str = "one") -> int:
    """How many of at most 40 requests went through before the first 429."""
    for count in range(40):
        if shop.send(method, path, form={"name": "A"}, token=token).status == 429:
            return count
    return 40


def test_a_product_can_be_updated_thirty_times_a_minute(shop: Gumroad) -> None:
    path = shop.path("A")
    assert _limited_after(shop, path) == 30
    answer = shop.put(path, {"name": "A"}, token="one")
    assert (answer.status, answer.body) == (429, b"Retry later\n")
    assert answer.headers["content-type"] == "text/plain"
    assert "retry-after" not in answer.headers


def test_each_product_counts_for_itself(shop: Gumroad) -> None:
    assert _limited_after(shop, shop.path("A")) == 30
    assert _limited_after(shop, shop.path("B")) == 30


def test_another_token_does_not_help_since_the_address_counts(shop: Gumroad) -> None:
    path = shop.path("A")
    assert _limited_after(shop, path) == 30
    assert shop.put(path, {"name": "A"}, token="two").status == 429


def test_put_and_patch_and_the_json_suffix_count_separately(shop: Gumroad) -> None:
    path = shop.path("A")
    assert _limited_after(shop, path) == 30
    assert shop.send("PATCH", path, form={"name": "A"}, token="one").status == 200
    assert shop.put(path + ".json", {"name": "A"}, token="one").status == 200
    assert shop.put(f"/api/v2/{path}", {"name": "A"}, token="one").status == 200


def test_windows_are_aligned_to_the_epoch(shop: Gumroad) -> None:
    path = shop.path("A")
    shop.server.control("POST", "clock", {"advance_ms": 59_000})
    assert _limited_after(shop, path) == 30
    shop.server.control("POST", "clock", {"advance_ms": 1_000})
    assert shop.put(path, {"name": "A"}, token="one").status == 200


def test_a_longer_window_goes_on_counting(shop: Gumroad) -> None:
    path = shop.path("A")
    passed = 0
    for _ in range(8):
        passed += _limited_after(shop, path)
        shop.server.control("POST", "clock", {"advance_ms": 60_000})
    assert passed == 120


def test_enable_codes_variants_and_reads_are_not_limited(shop: Gumroad) -> None:
    path = shop.path("A")
    for method, below in (
        ("PUT", "/disable"),
        ("GET", "/offer_codes"),
        ("POST", "/variant_categories"),
        ("GET", ""),
    ):
        statuses = {shop.send(method, path + below, token="one").status for _ in range(35)}
        assert statuses == {200}


def test_ten_products_may_be_created_a_minute(shop: Gumroad) -> None:
    statuses = [shop.post("products", {"name": "N", "price": "500"}, token="one").status for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_unreadable_requests_are_limited_to_five_a_minute(shop: Gumroad) -> None:
    path = shop.path("A")
    statuses = [shop.get(path + "?x=%zz", token="one").status for _ in range(6)]
    assert statuses == [400] * 5 + [429]


def test_the_limit_comes_before_the_token(shop: Gumroad) -> None:
    path = shop.path("A")
    assert {shop.put(path, token="wrong").status for _ in range(30)} == {401}
    assert shop.put(path, token="wrong").status == 429


def test_limits_can_be_switched_off_by_the_seed(gumroad: Gumroad) -> None:
    gumroad.seed(rate_limits=False, products=[{"name": "A", "price": 500}])
    path = gumroad.path()
    assert {gumroad.put(path, {"name": "A"}).status for _ in range(40)} == {200}
