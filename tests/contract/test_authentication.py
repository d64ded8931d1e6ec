"""Tokens and scopes. Source: API contract, section 2."""

import pytest

from py_core.sandbox.state import PUBLIC_SCOPES
from tests.contract.client import Gumroad

TOKENS = [
    {"token": "good", "scopes": ["edit_products"]},
    {"token": "other", "scopes": ["edit_products"]},
    {"token": "gone", "scopes": ["edit_products"], "revoked": True},
    {"token": "reader", "scopes": ["view_public"]},
    *({"token": f"only {scope}", "scopes": [scope]} for scope in PUBLIC_SCOPES),
]
SHOP = {"tokens": TOKENS, "products": [{"name": "Icon set", "price": 1900}]}
NOT_READERS = ("edit_emails", "edit_profile", "refund_sales")


@pytest.fixture
def shop(gumroad: Gumroad) -> Gumroad:
    gumroad.seed(**SHOP)
    return gumroad


@pytest.mark.parametrize("name", ["access_token", "bearer_token"])
@pytest.mark.parametrize("where", ["query", "form", "json"])
def test_a_token_may_be_a_parameter(shop: Gumroad, name: str, where: str) -> None:
    query = f"?{name}=good" if where == "query" else ""
    body = {"form": {name: "good"}} if where == "form" else {"json_body": {name: "good"}} if where == "json" else {}
    assert shop.get("products" + query, token=None, **body).status == 200


def test_a_form_body_on_get_is_read(shop: Gumroad) -> None:
    assert shop.send("GET", "user", token=None, form={"access_token": "good"}).status == 200


def test_the_first_token_present_counts_even_when_it_is_wrong(shop: Gumroad) -> None:
    assert shop.get("products?access_token=good", token="wrong").status == 401
    assert shop.get("products?access_token=wrong&bearer_token=good", token=None).status == 401
    assert shop.get("products?access_token=wrong", token="good").status == 200


@pytest.mark.parametrize("token", [None, "unknown", ""])
def test_no_or_unknown_token_is_401_with_an_empty_body(shop: Gumroad, token: str | None) -> None:
    answer = shop.get("products", token=token)
    assert (answer.status, answer.body) == (401, b"")
    assert answer.headers["www-authenticate"] == (
        'Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"'
    )
    assert answer.headers["cache-control"] == "no-store, no-cache"


def test_a_revoked_token_is_401_and_says_so_in_the_header(shop: Gumroad) -> None:
    answer = shop.get("products", token="gone")
    assert (answer.status, answer.body) == (401, b"")
    assert "The access token was revoked" in answer.headers["www-authenticate"]


@pytest.mark.parametrize("scope", PUBLIC_SCOPES)
def test_reading_products_needs_the_read_set(shop: Gumroad, scope: str) -> None:
    expected = 403 if scope in NOT_READERS else 200
    assert shop.get("products", token=f"only {scope}").status == expected


@pytest.mark.parametrize("scope", PUBLIC_SCOPES)
@pytest.mark.parametrize(
    ("method", "path", "accepted"),
    [
        ("PUT", "products/none", {"edit_products"}),
        ("POST", "products/none/offer_codes", {"edit_products"}),
        ("DELETE", "products/none/variant_categories/none", {"edit_products"}),
        ("GET", "sales", {"view_sales"}),
        ("PUT", "sales/none/refund", {"refund_sales", "edit_sales"}),
        ("GET", "payouts", {"view_payouts"}),
        ("PUT", "user", {"edit_profile"}),
    ],
)
def test_every_route_asks_for_its_scope_and_account_stands_for_all(
    shop: Gumroad, scope: str, method: str, path: str, accepted: set[str]
) -> None:
    expected = 200 if scope in accepted | {"account"} else 403
    assert shop.send(method, path, token=f"only {scope}").status == expected


def test_a_missing_scope_is_403_with_an_empty_body_and_no_challenge(shop: Gumroad) -> None:
    answer = shop.put("products/whatever", {"price": "1"}, token="reader")
    assert (answer.status, answer.body) == (403, b"")
    assert "www-authenticate" not in answer.headers


@pytest.mark.parametrize(("scope", "seen"), [("view_sales", True), ("account", True), ("view_public", False)])
def test_sales_figures_need_view_sales_or_account(shop: Gumroad, scope: str, seen: bool) -> None:
    product = shop.get("products", token=f"only {scope}").json["products"][0]
    for name in ("sales_count", "sales_usd_cents", "custom_delivery_url"):
        assert (name in product) is seen


def test_view_public_alone_learns_neither_email_nor_currency(shop: Gumroad) -> None:
    user = shop.get("user", token="only view_public").json["user"]
    assert not {"email", "currency_type", "display_name"} & user.keys()
    assert None not in user.values()


def test_display_name_needs_view_profile(shop: Gumroad) -> None:
    assert "display_name" in shop.get("user", token="only view_profile").json["user"]
    assert "display_name" not in shop.get("user", token="only view_sales").json["user"]


def test_the_profile_can_be_changed(shop: Gumroad) -> None:
    shop.put("user", {"name": "New name", "bio": ""}, token="only edit_profile")
    assert shop.get("user", token="only account").json["user"]["name"] == "New name"


def test_categories_are_listed_with_paths(shop: Gumroad) -> None:
    rows = shop.get("categories", token="reader").json["categories"]
    icons = next(row for row in rows if row["path"] == "design/icons")
    parent = next(row for row in rows if row["id"] == icons["parent_id"])
    assert (icons["label"], parent["path"]) == ("Icons", "design")
