"""Version categories and versions. Source: API contract, section 8."""

from typing import Any

import pytest

from tests.contract.client import Gumroad, quoted

TEAM = {"name": "Team", "price_difference": 3000, "description": "Up to 10 seats", "sold": 3}
LICENCE = {"title": "Licence", "options": [{"name": "Solo", "price_difference": 0}, TEAM]}
NEGATIVE = "Please enter a price that is equal to or greater than the price of the product."


def _category(gumroad: Gumroad, path: str) -> str:
    found = gumroad.get(path + "/variant_categories").json["variant_categories"][0]
    return f"{path}/variant_categories/{quoted(found['id'])}"


def _variants(gumroad: Gumroad, category: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = gumroad.get(category + "/variants").json["variants"]
    return found


def _variant(gumroad: Gumroad, category: str, name: str) -> str:
    found = next(variant for variant in _variants(gumroad, category) if variant["name"] == name)
    return f"{category}/variants/{quoted(found['id'])}"


@pytest.fixture
def category(gumroad: Gumroad) -> str:
    return _category(gumroad, gumroad.only(variants=[LICENCE]))


def test_a_category_is_id_and_title(gumroad: Gumroad) -> None:
    path = gumroad.only(variants=[LICENCE])
    (found,) = gumroad.get(path + "/variant_categories").json["variant_categories"]
    assert found.keys() == {"id", "title"}
    assert gumroad.get(_category(gumroad, path)).json["variant_category"] == found


@pytest.mark.parametrize(("sent", "title"), [({"title": "Size"}, "Size"), ({"title": ""}, ""), ({}, None)])
def test_titles_are_not_validated(gumroad: Gumroad, sent: dict[str, str], title: str | None) -> None:
    path = gumroad.only()
    made = gumroad.post(path + "/variant_categories", sent).json["variant_category"]
    assert made["title"] == title


def test_a_new_category_without_a_variant_blocks_product_updates(gumroad: Gumroad) -> None:
    path = gumroad.only()
    gumroad.post(path + "/variant_categories", {"title": "Size"})
    assert gumroad.put(path, {"name": "x"}).message == "Sorry, the product versions must have at least one option."
    gumroad.post(_category(gumroad, path) + "/variants", {"name": "A4"})
    assert gumroad.put(path, {"name": "x"}).json["success"] is True


def test_a_category_can_be_renamed_and_deleted_and_stays_readable(gumroad: Gumroad, category: str) -> None:
    assert gumroad.put(category, {"title": "Use"}).json["variant_category"]["title"] == "Use"
    assert gumroad.delete(category).json["message"] == "The variant_category was deleted successfully."
    assert gumroad.products()[0]["variants"] == []
    assert gumroad.get(category).json["variant_category"]["title"] == "Use"
    assert len(_variants(gumroad, category)) == 2


def test_a_variant_shows_its_content_and_the_list_does_not(gumroad: Gumroad, category: str) -> None:
    listed = _variants(gumroad, category)[1]
    shown = gumroad.get(_variant(gumroad, category, "Team")).json["variant"]
    assert shown == {**listed, "rich_content": []}
    assert {**listed, "id": ""} == {
        "id": "",
        "max_purchase_count": None,
        "name": "Team",
        "description": "Up to 10 seats",
        "price_difference_cents": 3000,
    }


def test_a_membership_tier_shows_all_five_recurrences(gumroad: Gumroad) -> None:
    prices = {"monthly": {"price_cents": 550, "suggested_price_cents": 700}, "yearly": {"price_cents": 5000}}
    tier = {"name": "Basic", "recurrence_prices": prices}
    path = gumroad.only(native_type="membership", price=0, variants=[{"title": "Tier", "options": [tier]}])
    variant = _variants(gumroad, _category(gumroad, path))[0]
    off = {"enabled": False}
    assert variant["is_customizable_price"] is False
    assert variant["recurrence_price_values"] == {
        "monthly": {"enabled": True, "price_cents": 550, "suggested_price_cents": 700, "price": "5.50",
                    "suggested_price": "7"},
        "quarterly": off,
        "biannually": off,
        "yearly": {"enabled": True, "price_cents": 5000, "suggested_price_cents": None, "price": "50"},
        "every_two_years": off,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "field", "shown"),
    [
        ({"name": "Studio"}, "name", "Studio"),
        ({"description": "d"}, "description", "d"),
        ({"price_difference_cents": "4500"}, "price_difference_cents", 4500),
        ({"price_difference_cents": "45.9"}, "price_difference_cents", 45),
        ({"price_difference_cents": "0"}, "price_difference_cents", 0),
        ({"max_purchase_count": "3"}, "max_purchase_count", 3),
        ({"max_purchase_count": ""}, "max_purchase_count", None),
        ({"rich_content": '[{"title":"Page"}]'}, "rich_content", [{"title": "Page"}]),
    ],
)
def test_a_variant_changes_as_asked(
    gumroad: Gumroad, category: str, sent: dict[str, str], field: str, shown: object
) -> None:
    path = _variant(gumroad, category, "Team")
    assert gumroad.put(path, sent).json["variant"][field] == shown
    assert gumroad.get(path).json["variant"][field] == shown


def test_a_null_difference_counts_as_zero(gumroad: Gumroad, category: str) -> None:
    path = _variant(gumroad, category, "Team")
    assert gumroad.put(path, {"price_difference_cents": ""}).json["variant"]["price_difference_cents"] is None
    assert gumroad.products()[0]["formatted_price"] == "$19"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Name can't be blank"),
        ({"price_difference_cents": "-1"}, NEGATIVE),
        ({"name": " ", "price_difference_cents": "-1"}, f"Name can't be blank and {NEGATIVE}"),
        ({"description": "d" * 256}, "Description is too long (maximum is 255 characters)"),
        ({"max_purchase_count": "2"},
         "You have chosen an amount lower than what you have already sold. Please enter an amount greater than 3."),
        ({"rich_content": "{"}, "Invalid JSON in rich_content parameter."),
    ],
)  # fmt: skip
def test_a_refused_variant_update_changes_nothing(
    gumroad: Gumroad, category: str, sent: dict[str, str], message: str
) -> None:
    path = _variant(gumroad, category, "Team")
    before = gumroad.get(path).json
    assert gumroad.put(path, {"description": "changed", **sent}).message == message
    assert gumroad.get(path).json == before


def test_a_coffee_needs_a_positive_difference(gumroad: Gumroad) -> None:
    category = _category(gumroad, gumroad.only(native_type="coffee", variants=[LICENCE]))
    message = gumroad.post(category + "/variants", {"name": "Tea", "price_difference_cents": "0"}).message
    assert message == "Price difference cents must be greater than 0"


def test_a_variant_is_made_and_shown_in_the_product(gumroad: Gumroad, category: str) -> None:
    made = gumroad.post(category + "/variants", {"name": "Campus", "price_difference_cents": "9000"}).json[
        "variant"
    ]
    assert (made["name"], made["price_difference_cents"], made["rich_content"]) == ("Campus", 9000, [])
    options = gumroad.products()[0]["variants"][0]["options"]
    assert [option["name"] for option in options] == ["Solo", "Team", "Campus"]


def test_a_new_tier_is_on_sale_for_no_period(gumroad: Gumroad) -> None:
    tier = {"name": "Basic", "recurrence_prices": {"monthly": {"price_cents": 500}}}
    path = gumroad.only(native_type="membership", price=0, variants=[{"title": "Tier", "options": [tier]}])
    made = gumroad.post(_category(gumroad, path) + "/variants", {"name": "Plus"}).json["variant"]
    assert {value["enabled"] for value in made["recurrence_price_values"].values()} == {False}


def test_content_may_come_as_a_list(gumroad: Gumroad, category: str) -> None:
    path = _variant(gumroad, category, "Team")
    content = [{"title": "Page"}]
    assert gumroad.put(path, json_body={"rich_content": content}).json["variant"]["rich_content"] == content


def test_a_number_the_column_cannot_hold_gives_500(gumroad: Gumroad, category: str) -> None:
    path = _variant(gumroad, category, "Team")
    assert gumroad.put(path, {"price_difference_cents": "2147483648"}).status == 500


def test_a_refused_variant_is_not_made(gumroad: Gumroad, category: str) -> None:
    assert gumroad.post(category + "/variants", {"price_difference_cents": "5"}).message == "Name can't be blank"
    assert len(_variants(gumroad, category)) == 2


def test_deleting_a_variant_is_soft_and_repeatable(gumroad: Gumroad, category: str) -> None:
    path = _variant(gumroad, category, "Team")
    for _ in range(2):
        assert gumroad.delete(path).json["message"] == "The variant was deleted successfully."
    assert len(_variants(gumroad, category)) == 1
    assert len(gumroad.products()[0]["variants"][0]["options"]) == 1
    assert gumroad.get(path).json["variant"]["name"] == "Team"


def test_unknown_records_are_named(gumroad: Gumroad, category: str) -> None:
    assert gumroad.get(category + "/variants/none").message == "The variant was not found."
    product = category.partition("/variant_categories")[0]
    assert gumroad.get(product + "/variant_categories/none").message == "The variant_category was not found."
    assert gumroad.get("products/none/variant_categories").message == "The product was not found."


def test_a_surcharge_is_not_checked_against_codes(gumroad: Gumroad) -> None:
    path = gumroad.only(variants=[LICENCE], offer_codes=[{"name": "A", "percent_off": 90}])
    variant = _variant(gumroad, _category(gumroad, path), "Team")
    answer = gumroad.put(variant, {"price_difference_cents": "999999"}).json
    assert answer["success"] is True
    assert "warning" not in answer
