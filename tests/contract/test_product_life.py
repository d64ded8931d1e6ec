"""Creating, enabling, disabling and deleting products. Source: API contract, sections 6.5 and 6.8."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

EMPTY = {"title": "Empty"}


def test_a_created_product_is_an_unpublished_draft_in_front_of_the_list(gumroad: Gumroad) -> None:
    gumroad.only()
    made = gumroad.post("products", {"name": "Made", "price": "700", "tags[]": "svg"}).json["product"]
    assert (made["published"], made["price"], made["category"]) == (False, 700, "other")
    assert gumroad.products()[0]["id"] == made["id"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"price": 500}, "Name can't be blank"),
        ({"name": "A"}, "New products should be created with a price"),
        ({"name": "A", "price": 50}, "Sorry, a product must be at least $0.99."),
        ({"name": "A", "price": 500, "native_type": "physical"},
         "The product type 'physical' is not supported for creation."),
        ({"name": "A", "price": 500, "subscription_duration": "monthly"},
         "subscription_duration is only valid for membership products."),
        ({"name": "A", "native_type": "membership", "subscription_duration": "weekly"},
         "Invalid subscription duration 'weekly'. Valid values: monthly, yearly, quarterly, biannually, "
         "every_two_years."),
        ({"name": "A", "price": 500, "price_currency_type": "xyz"}, "'xyz' is not a supported currency."),
        ({"name": "A", "price": 500, "native_type": "coffee"}, "You can only have one coffee product."),
        ({"name": "A", "price": 500, "tags": "a"}, "tags must be an array of strings."),
        ({"name": "A", "price": 500, "files": {"0": {}}}, "files must be an array of file objects."),
        ({"name": "A", "price": 500, "rich_content": "x"},
         "rich_content must be an array of content page objects."),
        ({"name": "A", "price": 500, "category": "design/icons", "taxonomy_id": 66},
         "Specify either category or taxonomy_id, not both."),
        ({"name": "A", "price": 500, "category": "nope"}, "Invalid category."),
        ({"name": "A", "price": 500, "refund_period": "31"},
         "refund_period must be one of: inherit, none, 7, 14, 30, 183."),
        ({"name": "A", "price": 500, "customizable_price": "true", "suggested_price_cents": 400},
         "The suggested price you entered was too low."),
        ({"name": "A", "price": 500, "custom_permalink": "a b"}, "Custom permalink is invalid"),
        ({"name": "N" * 256, "price": 500}, "Name is too long (maximum is 255 characters)"),
        ({"name": "A", "price": 2**31}, "Sorry, the price entered is too large."),
        ({"name": "A", "price": 500, "max_purchase_count": -5, "price_currency_type": " "},
         "' ' is not a supported currency."),
    ],
)  # fmt: skip
def test_a_refused_create_makes_nothing(gumroad: Gumroad, sent: dict[str, Any], message: str) -> None:
    gumroad.only(native_type="coffee")
    assert gumroad.post("products", json_body=sent).message == message
    assert len(gumroad.products()) == 1


@pytest.mark.parametrize(
    ("sent", "field", "value"),
    [
        ({"description": "<p>x</p>"}, "description", "<p>x</p>"),
        ({"custom_summary": "s"}, "custom_summary", "s"),
        ({"custom_permalink": "mine"}, "custom_permalink", "mine"),
        ({"max_purchase_count": 99_999_999}, "max_purchase_count", 10_000_000),
        ({"customizable_price": "true", "suggested_price_cents": 900}, "formatted_price", "$5+"),
        ({"price_currency_type": " EUR "}, "formatted_price", "€5"),
        ({"taxonomy_id": "66"}, "category", "design/icons"),
        ({"tags": ["SVG", "svg"]}, "tags", ["svg"]),
        ({"refund_period": "14", "refund_fine_print": "Ask."}, "refund_policy",
         {"refund_period": "14", "title": "14-day money back guarantee", "fine_print": "Ask.", "inherited": False}),
        ({"rich_content": [{"title": "Page"}]}, "rich_content", [{"title": "Page"}]),
        ({"price": 0}, "formatted_price", "$0+"),
        ({"native_type": "course"}, "published", False),
    ],
)  # fmt: skip
def test_a_product_is_created_as_asked(gumroad: Gumroad, sent: dict[str, Any], field: str, value: object) -> None:
    gumroad.seed()
    made = gumroad.post("products", json_body={"name": "A", "price": 500, **sent}).json["product"]
    assert made[field] == value


@pytest.mark.parametrize(("sent", "duration"), [({}, "monthly"), ({"subscription_duration": "yearly"}, "yearly")])
def test_a_created_membership_has_one_tier(gumroad: Gumroad, sent: dict[str, str], duration: str) -> None:
    made = gumroad.post("products", {"name": "Club", "native_type": "membership", **sent}).json["product"]
    assert (made["is_tiered_membership"], made["subscription_duration"]) == (True, duration)
    assert made["recurrences"] == [duration]
    assert [group["title"] for group in made["variants"]] == ["Tier"]


@pytest.mark.parametrize(("verified", "allowed"), [(False, 10), (True, 100)])
def test_creation_is_capped_per_day(gumroad: Gumroad, verified: bool, allowed: int) -> None:
    today = [{"name": "A", "created_at": "2026-11-18T09:00:00Z"}] * allowed
    gumroad.seed(user={"verified": verified}, products=today)
    message = gumroad.post("products", {"name": "One more", "price": "500"}).message
    assert message == f"Sorry, you can only create {allowed} products per day."


def test_enable_and_disable_switch_published(gumroad: Gumroad) -> None:
    path = gumroad.only()
    assert gumroad.put(path + "/disable").json["product"]["published"] is False
    assert gumroad.put(path + "/enable").json["product"]["published"] is True


@pytest.mark.parametrize(
    ("user", "product", "message"),
    [
        ({}, {"price": 500, "offer_codes": [{"name": "A", "percent_off": 90}]},
         "An existing discount code puts the price of this product below the $0.99 minimum after discount."),
        ({"has_payment_method": False}, {},
         "You must connect at least one payment method before you can publish this product for sale."),
        ({"email_confirmed": False}, {}, "You have to confirm your email address before you can do that."),
        ({}, {"variants": [EMPTY]}, "Sorry, the product versions must have at least one option."),
    ],
)  # fmt: skip
def test_enable_checks_what_publishing_needs(
    gumroad: Gumroad, user: dict[str, bool], product: dict[str, Any], message: str
) -> None:
    gumroad.seed(user=user, products=[{"name": "A", "price": 900, "published": False, **product}])
    path = gumroad.path()
    assert gumroad.put(path + "/enable").message == message
    assert gumroad.products()[0]["published"] is False


def test_a_deleted_product_leaves_the_list_stays_readable_and_comes_back_by_enable(gumroad: Gumroad) -> None:
    path = gumroad.only()
    answer = gumroad.delete(path).json
    assert answer == {"success": True, "message": "The product was deleted successfully."}
    assert gumroad.products() == []
    assert gumroad.get(path).json["product"]["deleted"] is True
    assert gumroad.put(path, {"name": "New"}).message == "The product was not found."
    assert gumroad.delete(path).message == "The product was not found."
    assert gumroad.put(path + "/enable").json["product"]["deleted"] is False
    assert len(gumroad.products()) == 1


def test_skus_are_empty_for_digital_products(gumroad: Gumroad) -> None:
    assert gumroad.get(gumroad.only() + "/skus").json == {"success": True, "skus": []}
