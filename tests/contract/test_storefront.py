"""Covers, thumbnails, bundles, reviews, prices of others, own pages. Source: API contract, sections 6 and 12."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

PICTURE = "https://files.example/a.png"
FULL = "Sorry, we have a limit of 8 previews. Please delete an existing one before adding another."
NOTHING_SENT = "Please provide a signed_blob_id or url."
BAD_BLOB = "The signed_blob_id is invalid or expired."


def test_covers_are_added_and_deleted(gumroad: Gumroad) -> None:
    path = gumroad.only()
    first = gumroad.post(path + "/covers", {"url": PICTURE}).json
    assert (first["success"], first["covers"][0]["url"], first["covers"][0]["filetype"]) == (True, PICTURE, "png")
    assert first["main_cover_id"] == first["covers"][0]["id"]
    second = gumroad.post(path + "/covers", {"url": PICTURE + "?2"}).json
    assert gumroad.get(path).json["product"]["covers"] == second["covers"]
    left = gumroad.delete(f"{path}/covers/{first['main_cover_id']}").json
    assert left == {"success": True, "covers": second["covers"][1:], "main_cover_id": second["covers"][1]["id"]}
    assert gumroad.delete(f"{path}/covers/{first['main_cover_id']}").message == "The cover was not found."
    assert gumroad.delete(f"{path}/covers/{left['main_cover_id']}").json["main_cover_id"] is None


def test_a_main_cover_that_is_deleted_is_main_no_more(gumroad: Gumroad) -> None:
    covers = [{"id": "one"}, {"id": "two"}]
    path = gumroad.only(covers=covers, main_cover_id="two")
    assert gumroad.delete(path + "/covers/two").json["main_cover_id"] == "one"


@pytest.mark.parametrize(
    ("covers", "sent", "message"),
    [
        (0, {}, NOTHING_SENT),
        (0, {"signed_blob_id": "x"}, BAD_BLOB),
        (0, {"url": "ftp://example.com/a.png"}, "Could not process your cover, please try again."),
        (0, {"url": "https://example.com/a b.png"}, "Could not process your cover, please try again."),
        (8, {"url": PICTURE}, FULL),
    ],
)
def test_a_refused_cover_is_not_added(gumroad: Gumroad, covers: int, sent: dict[str, str], message: str) -> None:
    path = gumroad.only(covers=[{"id": f"c{at}"} for at in range(covers)])
    assert gumroad.post(path + "/covers", sent).message == message
    assert len(gumroad.get(path).json["product"]["covers"]) == covers


def test_a_thumbnail_is_set_and_removed(gumroad: Gumroad) -> None:
    path = gumroad.only()
    assert gumroad.post(path + "/thumbnail", {"url": PICTURE}).json["thumbnail"]["url"] == PICTURE
    assert gumroad.get(path).json["product"]["thumbnail_url"] == PICTURE
    assert gumroad.delete(path + "/thumbnail").json["success"] is True
    assert gumroad.get(path).json["product"]["thumbnail_url"] is None


def test_a_bad_thumbnail_address_is_answered_by_400(gumroad: Gumroad) -> None:
    path = gumroad.only()
    answer = gumroad.post(path + "/thumbnail", {"url": "nope"})
    assert (answer.status, answer.json) == (
        400,
        {"success": False, "message": "Please provide a valid public image URL."},
    )
    assert gumroad.post(path + "/thumbnail").message == NOTHING_SENT
    assert gumroad.post(path + "/thumbnail", {"signed_blob_id": "x"}).message == BAD_BLOB


@pytest.fixture
def bundle(gumroad: Gumroad) -> Gumroad:
    size = {"title": "Size", "options": [{"name": "S", "id": "v"}]}
    gumroad.seed(
        products=[
            {"name": "A", "id": "a", "variants": [size]},
            {"name": "B", "id": "b"},
            {"name": "Gone", "id": "gone", "deleted": True},
            {"name": "Bundle", "id": "bundle", "native_type": "bundle"},
        ]
    )
    return gumroad


def _put_bundle(gumroad: Gumroad, products: Any, product: str = "bundle") -> Any:
    return gumroad.put(f"products/{product}/bundle_contents", json_body={"products": products})


def test_bundle_contents_are_replaced_as_a_whole(bundle: Gumroad) -> None:
    rows = [{"product_id": "a", "variant_id": "v", "quantity": 2}, {"product_id": "b", "position": "7"}]
    product = _put_bundle(bundle, rows).json["product"]
    assert product["bundle_products"] == [
        {"product_id": "a", "variant_id": "v", "quantity": 2, "position": 0},
        {"product_id": "b", "variant_id": None, "quantity": 1, "position": 7},
    ]
    assert len(_put_bundle(bundle, rows[:1]).json["product"]["bundle_products"]) == 1


def test_bundle_contents_may_come_as_a_form(bundle: Gumroad) -> None:
    sent = (("products[][product_id]", "a"), ("products[][quantity]", "3"), ("products[][product_id]", "b"))
    rows = bundle.put("products/bundle/bundle_contents", sent).json["product"]["bundle_products"]
    assert [(row["product_id"], row["quantity"]) for row in rows] == [("a", 3), ("b", 1)]


@pytest.mark.parametrize(
    ("product", "rows", "message"),
    [
        ("a", [], "This product is not a bundle."),
        ("bundle", "a", "Products must be an array."),
        ("bundle", ["a"], "Products must be an array."),
        ("bundle", [], "Bundles must have at least one product."),
        ("bundle", [{"product_id": "a", "quantity": 0}], "Quantity must be an integer greater than 0."),
        ("bundle", [{"product_id": "a", "quantity": "two"}], "Quantity must be an integer greater than 0."),
        ("bundle", [{"product_id": "a", "quantity": [1]}], "Quantity must be an integer greater than 0."),
        ("bundle", [{"product_id": "a", "position": "x"}], "Position must be a valid integer."),
        ("bundle", [{"product_id": "none"}], "One or more products could not be found."),
        ("bundle", [{"product_id": "gone"}], "One or more products could not be found."),
        ("bundle", [{"product_id": "bundle"}], "One or more products could not be found."),
        ("bundle", [{"product_id": "a", "variant_id": "none"}], "One or more products could not be found."),
    ],
)
def test_refused_bundle_contents_change_nothing(bundle: Gumroad, product: str, rows: Any, message: str) -> None:
    assert _put_bundle(bundle, rows, product).message == message
    assert bundle.get("products/bundle").json["product"]["bundle_products"] == []


def test_reviews_come_newest_first_in_pages_of_a_hundred(gumroad: Gumroad) -> None:
    sale = {"product_id": "a", "purchase_email": "l@example.com", "price": 5, "full_name": "Li"}
    rated = [{**sale, "product_rating": 1 + at % 5, "review": f"R{at}"} for at in range(101)]
    gumroad.seed(products=[{"name": "A", "permalink": "a"}], sales=[*rated, sale])
    path = gumroad.path()
    page = gumroad.get(path + "/reviews").json
    assert len(page["reviews"]) == 100
    assert (page["reviews"][0]["message"], page["reviews"][0]["rating"]) == ("R100", 1)
    rest = gumroad.get(f"{path}/reviews?page_key={page['next_page_key']}").json
    assert [row["message"] for row in rest["reviews"]] == ["R0"]


def test_prices_of_others_have_the_documented_shape(gumroad: Gumroad) -> None:
    comps = gumroad.get("products/comps?taxonomy=66&query=icons").json["comps"]
    assert comps.keys() == {"count", "currency", "price_cents", "examples"}
    cents = comps["price_cents"]
    assert cents["p25"] < cents["p50"] < cents["p75"]
    assert comps["examples"][0].keys() == {"name", "price", "url"}
    assert gumroad.get("products/comps?taxonomy=design/icons&query=icons").json["comps"] == comps


def test_prices_of_others_come_in_the_asked_currency(gumroad: Gumroad) -> None:
    comps = gumroad.get("products/comps?query=icons&price_currency_type=JPY").json["comps"]
    assert (comps["currency"], comps["examples"][0]["price"][0]) == ("jpy", "¥")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "A taxonomy or query parameter is required."),
        ("query=+", "A taxonomy or query parameter is required."),
        ("taxonomy=99999", "The taxonomy was not found."),
        ("taxonomy=none", "The taxonomy was not found."),
        ("query[]=x", "query must be a string."),
        ("query=x&price_currency_type=xyz", "'xyz' is not a supported currency."),
    ],
)
def test_a_bad_question_about_others_is_refused(gumroad: Gumroad, query: str, message: str) -> None:
    assert gumroad.get(f"products/comps?{query}").message == message


def test_prices_of_others_are_limited_to_thirty_a_minute(gumroad: Gumroad) -> None:
    assert [gumroad.get("products/comps?query=x").status for _ in range(31)] == [200] * 30 + [429]


def test_pages_of_ones_own_need_the_feature(gumroad: Gumroad) -> None:
    path = gumroad.only()
    assert gumroad.put(path, {"custom_html": "<p>"}).message == "You do not have access to custom HTML pages."
    assert gumroad.get(path + "/custom_html").json == {"success": True, "custom_html": None}


def test_a_page_of_ones_own_is_kept_and_the_old_one_told(gumroad: Gumroad) -> None:
    gumroad.seed(
        user={"custom_html_enabled": True}, products=[{"name": "A", "price": 500, "custom_html": "<p>old</p>"}]
    )
    path = gumroad.path()
    answer = gumroad.put(path, {"custom_html": "<p>new</p>"}).json
    assert (answer["previous_custom_html"], answer["sanitization_report"]) == ("<p>old</p>", [])
    assert answer["product"]["custom_html"] == "<p>new</p>"
    assert gumroad.put(path, {"custom_html": "x" * 500_001}).json["success"] is False
    assert gumroad.put(path, {"custom_html": ""}).json["product"]["custom_html"] is None


@pytest.mark.parametrize("kind", ["call", "commission"])
def test_new_accounts_cannot_offer_services(gumroad: Gumroad, kind: str) -> None:
    gumroad.seed(user={"is_new": True})
    message = gumroad.post("products", {"name": "A", "price": "9900", "native_type": kind}).message
    assert message == "Service products are disabled until your account is 30 days old."
