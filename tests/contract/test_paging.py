"""Pages of products. Source: API contract, section 5."""

import re

import pytest

from tests.contract.client import Gumroad


def _shop(count: int) -> list[dict[str, object]]:
    return [{"name": f"P{at}", "price": 500} for at in range(count)]


def _walk(gumroad: Gumroad) -> list[str]:
    names: list[str] = []
    query = ""
    while True:
        page = gumroad.get("products" + query).json
        names += [product["name"] for product in page["products"]]
        if "next_page_key" not in page:
            return names
        query = "?page_key=" + page["next_page_key"]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20, 25])
def test_every_product_is_listed_once_newest_first(gumroad: Gumroad, count: int) -> None:
    gumroad.seed(products=_shop(count))
    assert _walk(gumroad) == [f"P{at}" for at in reversed(range(count))]


@pytest.mark.parametrize(("count", "more"), [(10, False), (11, True)])
def test_page_keys_are_present_only_when_there_is_more(gumroad: Gumroad, count: int, more: bool) -> None:
    gumroad.seed(products=_shop(count))
    page = gumroad.get("products").json
    assert len(page["products"]) == 10
    assert ("next_page_key" in page, "next_page_url" in page) == (more, more)


def test_the_page_size_cannot_be_changed(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(12))
    assert len(gumroad.get("products?per_page=50&limit=50").json["products"]) == 10


def test_next_page_key_as_a_parameter_is_ignored(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(12))
    first = gumroad.get("products").json
    again = gumroad.get("products?next_page_key=" + first["next_page_key"]).json
    assert again["products"] == first["products"]


def test_keys_are_a_moment_and_a_positive_number(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(12))
    key = gumroad.get("products").json["next_page_key"]
    assert re.fullmatch(r"20\d{18}-[1-9]\d*", key)


def test_next_page_url_is_a_path_with_sorted_parameters_and_no_token(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(12))
    token = "sample_shop_token_that_opens_nothing_else_0"
    page = gumroad.get(f"products.json?z=1&a=2&access_token={token}&page=1", token=None).json
    assert page["next_page_url"] == f"/v2/products.json?a=2&page_key={page['next_page_key']}&z=1"
    assert len(gumroad.get(page["next_page_url"]).json["products"]) == 2


@pytest.mark.parametrize(
    "key",
    [
        "nonsense",
        "20260119081040000000",
        "20260119081040000000-",
        "20260119081040000000-0",
        "x-5",
        "-",
        "1-a",
    ],
)
def test_a_bad_key_is_400(gumroad: Gumroad, key: str) -> None:
    answer = gumroad.get("products?page_key=" + key)
    assert (answer.status, answer.json) == (400, {"status": 400, "error": "Invalid page_key."})


def test_a_list_is_no_key(gumroad: Gumroad) -> None:
    assert gumroad.get("products?page_key[]=20260119081040000000-7").status == 400


def test_an_empty_key_is_the_first_page(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(3))
    assert len(gumroad.get("products?page_key=").json["products"]) == 3


def test_equal_times_are_ordered_by_id_descending(gumroad: Gumroad) -> None:
    rows = [{**row, "created_at": "2026-03-01T00:00:00Z"} for row in _shop(23)]
    gumroad.seed(products=rows)
    assert _walk(gumroad) == [f"P{at}" for at in reversed(range(23))]


def test_times_count_more_than_ids(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[
            {"name": "young", "created_at": "2026-05-01T00:00:00.5Z"},
            {"name": "old", "created_at": "2026-05-01T00:00:00Z"},
        ]
    )
    assert _walk(gumroad) == ["young", "old"]


def test_a_product_deleted_between_pages_neither_hides_nor_repeats_another(gumroad: Gumroad) -> None:
    gumroad.seed(products=_shop(15))
    first = gumroad.get("products").json
    gumroad.delete(gumroad.path("P5"))
    rest = gumroad.get("products?page_key=" + first["next_page_key"]).json["products"]
    assert [product["name"] for product in rest] == ["P4", "P3", "P2", "P1", "P0"]


def test_drafts_and_archived_products_are_listed_and_deleted_ones_are_not(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[
            {"name": "draft", "published": False},
            {"name": "archived", "archived": True},
            {"name": "deleted", "deleted": True},
        ]
    )
    assert sorted(_walk(gumroad)) == ["archived", "draft"]
