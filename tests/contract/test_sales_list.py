"""Listing sales: filters, pages, what is left out. Source: API contract, sections 5 and 9.1."""

from typing import Any

import pytest

from tests.contract.client import Gumroad, quoted

PRODUCTS = [{"name": "Icons", "custom_permalink": "icons"}, {"name": "Fonts", "custom_permalink": "fonts"}]
ALL_THREE = ["Third@example.com", "second@example.com", "first@example.com"]
DATES = "Dates must be in the format YYYY-MM-DD."


def _sale(day: str, **more: Any) -> dict[str, Any]:
    return {"product_id": "icons", "purchase_email": "li@example.com", "price": 500, "created_at": day, **more}


def _seed(gumroad: Gumroad, *sales: dict[str, Any]) -> None:
    gumroad.seed(products=PRODUCTS, sales=list(sales))


def _emails(gumroad: Gumroad, query: str = "") -> list[str]:
    return [sale["purchase_email"] for sale in gumroad.get(f"sales?{query}").json["sales"]]


@pytest.fixture
def three(gumroad: Gumroad) -> Gumroad:
    _seed(
        gumroad,
        _sale("2026-07-01T00:00:00Z", purchase_email="first@example.com", full_name="Ada First", order_id=11),
        _sale("2026-07-02T12:00:00Z", purchase_email="second@example.com", product_id="fonts", full_name="Bo"),
        _sale(
            "2026-07-03T23:59:59Z", purchase_email="Third@example.com", license_key="AAAA-BBBB", full_name="Ada Z"
        ),
    )
    return gumroad


def test_sales_come_newest_first(three: Gumroad) -> None:
    assert _emails(three) == ["Third@example.com", "second@example.com", "first@example.com"]


@pytest.mark.parametrize(
    ("query", "emails"),
    [
        ("after=2026-07-02", ["Third@example.com", "second@example.com"]),
        ("before=2026-07-02", ["first@example.com"]),
        ("after=2026-07-02&before=2026-07-03", ["second@example.com"]),
        ("after=2026-7-2&before=2026-7-3", ["second@example.com"]),
        ("after=2026-07-03&before=2026-07-01", []),
        ("after=2030-01-01", []),
        ("email=first@example.com", ["first@example.com"]),
        ("email=+third@EXAMPLE.com+", ["Third@example.com"]),
        ("email=example.com", []),
        ("order_id=11", ["first@example.com"]),
        ("order_id=999", []),
        ("name=ada", ["Third@example.com", "first@example.com"]),
        ("name=+da+F", ["first@example.com"]),
        ("license_key=aaaa-bbbb", ["Third@example.com"]),
        ("license_key=AAAA", []),
        ("license_key=AAAA-BBBB&order_id=11", []),
        ("license_key=AAAA-BBBB&email=first@example.com", []),
        ("email=&name=&order_id=&license_key=&product_id=", ALL_THREE),
        ("colour=red", ALL_THREE),
    ],
)  # fmt: skip
def test_a_filter_narrows_the_list(three: Gumroad, query: str, emails: list[str]) -> None:
    assert _emails(three, query) == emails


def test_product_id_takes_an_external_id(three: Gumroad) -> None:
    fonts = next(product["id"] for product in three.products() if product["name"] == "Fonts")
    assert _emails(three, f"product_id={quoted(fonts)}") == ["second@example.com"]
    assert _emails(three, f"product_id={quoted(fonts)}&name=ada") == []
    assert _emails(three, f"product_id={quoted(fonts)}&email=first@example.com") == []


def test_an_unknown_but_decodable_product_gives_an_empty_list(three: Gumroad) -> None:
    fonts = next(product["id"] for product in three.products() if product["name"] == "Fonts")
    three.seed(products=[])
    assert _emails(three, f"product_id={quoted(fonts)}") == []


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("before=tomorrow", f"Invalid date format provided in field 'before'. {DATES}"),
        ("after=", f"Invalid date format provided in field 'after'. {DATES}"),
        ("after=2026-02-30", f"Invalid date format provided in field 'after'. {DATES}"),
        ("after=2026-07-01T00:00:00Z", f"Invalid date format provided in field 'after'. {DATES}"),
        ("after=x&before=y", f"Invalid date format provided in field 'before'. {DATES}"),
        ("after[]=2026-07-01", f"Invalid date format provided in field 'after'. {DATES}"),
        ("product_id=icons", "Invalid product ID."),
        ("product_id=abc", "Invalid product ID."),
        ("order_id=11a", "Invalid order ID."),
        ("order_id=-1", "Invalid order ID."),
        ("order_id[]=1", "Invalid order ID."),
        ("page_key=1", "Invalid page_key."),
        ("page=0", "Invalid page number. Page numbers start at 1."),
        ("page=-1", "Invalid page number. Page numbers start at 1."),
        ("page=two", "Invalid page number. Page numbers start at 1."),
        ("page=", "Invalid page number. Page numbers start at 1."),
    ],
)  # fmt: skip
def test_a_bad_filter_is_answered_by_400(three: Gumroad, query: str, error: str) -> None:
    answer = three.get(f"sales?{query}")
    assert (answer.status, answer.json) == (400, {"status": 400, "error": error})


@pytest.mark.parametrize("kind", ["failed", "test", "gift_receiver", "preorder_authorization"])
def test_purchases_that_are_no_sales_are_not_listed_but_readable(gumroad: Gumroad, kind: str) -> None:
    _seed(gumroad, _sale("2026-07-01T00:00:00Z", kind=kind, id="hidden"), _sale("2026-07-01T00:00:00Z"))
    assert len(_emails(gumroad)) == 1
    shown = gumroad.get("sales/hidden").json["sale"]
    assert (shown["id"], shown["is_gift_receiver_purchase"]) == ("hidden", kind == "gift_receiver")


@pytest.mark.parametrize(
    "more", [{"kind": "free_trial"}, {"refunded": True}, {"disputed": True, "chargedback": True}]
)
def test_free_trials_refunded_and_disputed_sales_are_listed(gumroad: Gumroad, more: dict[str, Any]) -> None:
    _seed(gumroad, _sale("2026-07-01T00:00:00Z", **more))
    assert len(_emails(gumroad)) == 1


def _many(count: int, *, same_moment: bool = False) -> list[dict[str, Any]]:
    return [
        _sale(f"2026-07-01T00:00:{0 if same_moment else at:02}Z", purchase_email=f"b{at}@example.com")
        for at in range(count)
    ]


@pytest.mark.parametrize("same_moment", [False, True])
@pytest.mark.parametrize("count", [9, 10, 11, 25])
def test_pages_hold_ten_and_lead_through_all(gumroad: Gumroad, count: int, same_moment: bool) -> None:
    _seed(gumroad, *_many(count, same_moment=same_moment))
    seen: list[str] = []
    query = ""
    for _ in range(-(-count // 10)):
        page = gumroad.get(f"sales?{query}").json
        assert len(page["sales"]) <= 10
        seen += [sale["purchase_email"] for sale in page["sales"]]
        query = f"page_key={page.get('next_page_key', '')}"
    assert query == "page_key="
    assert seen == [f"b{at}@example.com" for at in reversed(range(count))]


def test_the_next_address_keeps_the_filters_and_drops_the_token(gumroad: Gumroad) -> None:
    _seed(gumroad, *_many(11))
    token = "sample_shop_token_that_opens_nothing_else_0"
    page = gumroad.get(f"/v2/sales.json?before=2026-08-01&after=2026-01-01&access_token={token}&page=1").json
    key = page["next_page_key"]
    assert page["next_page_url"] == f"/v2/sales.json?after=2026-01-01&before=2026-08-01&page_key={key}"
    assert len(gumroad.get(page["next_page_url"]).json["sales"]) == 1


def test_sending_next_page_key_is_ignored(gumroad: Gumroad) -> None:
    _seed(gumroad, *_many(11))
    page = gumroad.get("sales").json
    again = gumroad.get(f"sales?next_page_key={page['next_page_key']}").json
    assert (again["sales"], again["next_page_key"]) == (page["sales"], page["next_page_key"])


@pytest.mark.parametrize(("page", "count"), [("1", 10), ("2", 10), ("3", 5), ("4", 0), ("99", 0)])
def test_the_deprecated_page_still_works(gumroad: Gumroad, page: str, count: int) -> None:
    _seed(gumroad, *_many(25))
    assert len(_emails(gumroad, f"page={page}")) == count


def test_deep_pages_are_limited_to_ten_a_second(gumroad: Gumroad) -> None:
    _seed(gumroad, _sale("2026-07-01T00:00:00Z"))
    assert [gumroad.get("sales?page=11").status for _ in range(11)] == [200] * 10 + [429]
    assert gumroad.get("sales?page=10").status == 200
    gumroad.server.control("POST", "clock", {"advance_ms": 1_000})
    assert gumroad.get("sales?page=12").status == 200


@pytest.mark.parametrize("scopes", [["view_sales"], ["account"]])
def test_sales_need_view_sales(gumroad: Gumroad, scopes: list[str]) -> None:
    gumroad.seed(tokens=[{"token": "may", "scopes": scopes}, {"token": "not", "scopes": ["edit_products"]}])
    assert gumroad.get("sales", token="may").json == {"success": True, "sales": []}
    answer = gumroad.get("sales", token="not")
    assert (answer.status, answer.body) == (403, b"")
