"""Questions at checkout, and stock numbers. Source: API contract, sections 8.3 and 8.4."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

COMPANY = {"name": "Company", "id": "f"}


def test_the_documented_shape(gumroad: Gumroad) -> None:
    path = gumroad.only(id="p", custom_fields=[COMPANY])
    expected = {
        "id": "f", "type": "text", "name": "Company", "required": False, "global": False,
        "collect_per_product": False, "products": ["p"],
    }  # fmt: skip
    assert gumroad.get(path + "/custom_fields").json == {"success": True, "custom_fields": [expected]}
    assert gumroad.get(path + "/custom_fields/Company").json == {"success": True, "custom_field": expected}
    assert gumroad.get(path).json["product"]["custom_fields"] == [
        {name: expected[name] for name in ("id", "type", "name", "required", "collect_per_product")}
    ]


@pytest.mark.parametrize("key", ["name", "url", "label"])
def test_the_name_goes_by_three_words(gumroad: Gumroad, key: str) -> None:
    path = gumroad.only()
    assert gumroad.post(path + "/custom_fields", {key: "VAT"}).json["custom_field"]["name"] == "VAT"
    assert [field["name"] for field in gumroad.get(path).json["product"]["custom_fields"]] == ["VAT"]


@pytest.mark.parametrize(
    ("sent", "field", "value"),
    [
        ({"name": "A", "type": "checkbox"}, "type", "checkbox"),
        ({"name": "A", "type": "long_text"}, "type", "long_text"),
        ({"name": "A", "type": "file"}, "type", "file"),
        ({"name": "https://example.com/terms", "type": "terms"}, "type", "terms"),
        ({"name": "A", "required": "true"}, "required", True),
        ({"name": "A", "required": True}, "required", False),
        ({"name": "A", "required": "1"}, "required", False),
    ],
)
def test_a_field_is_made_as_asked(gumroad: Gumroad, sent: dict[str, Any], field: str, value: object) -> None:
    path = gumroad.only()
    assert gumroad.post(path + "/custom_fields", json_body=sent).json["custom_field"][field] == value


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "The custom_field was unable to be created."),
        ({"name": " "}, "The custom_field was unable to be created."),
        ({"name": "A", "type": "number"}, "Field type is not included in the list"),
        ({"name": "A", "type": "terms"}, "Please provide a valid URL for custom field of Terms type."),
        ({"name": "http://[", "type": "terms"}, "Please provide a valid URL for custom field of Terms type."),
    ],
)
def test_a_refused_field_is_not_made(gumroad: Gumroad, sent: dict[str, str], message: str) -> None:
    path = gumroad.only()
    assert gumroad.post(path + "/custom_fields", sent).message == message
    assert gumroad.get(path + "/custom_fields").json["custom_fields"] == []


@pytest.mark.parametrize(
    ("sent", "required"), [({"required": "true"}, True), ({"required": "false"}, False), ({"name": "New"}, True)]
)
def test_only_required_can_be_changed(gumroad: Gumroad, sent: dict[str, str], required: bool) -> None:
    path = gumroad.only(custom_fields=[{**COMPANY, "required": True}])
    changed = gumroad.put(path + "/custom_fields/Company", sent).json["custom_field"]
    assert (changed["name"], changed["required"]) == ("Company", required)


@pytest.mark.parametrize(
    ("name", "path"),
    [("Your name & more", "Your%20name%20%26%20more"), ("a/b", "a%2Fb"), ("Größe", "Gr%C3%B6%C3%9Fe")]
)  # fmt: skip
def test_names_are_encoded_in_the_path(gumroad: Gumroad, name: str, path: str) -> None:
    product = gumroad.only(custom_fields=[{"name": name}])
    assert gumroad.get(f"{product}/custom_fields/{path}").json["custom_field"]["name"] == name


def test_of_two_with_one_name_the_last_is_meant(gumroad: Gumroad) -> None:
    path = gumroad.only(custom_fields=[{**COMPANY, "id": "one"}, {**COMPANY, "id": "two"}])
    assert gumroad.get(path + "/custom_fields/Company").json["custom_field"]["id"] == "two"


def test_deleting_detaches_a_shared_field_and_removes_a_lone_one(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[{"name": "A", "id": "a"}, {"name": "B", "id": "b"}],
        custom_fields=[{"name": "Company", "products": ["a", "b"]}],
    )
    for product, left in (("a", 1), ("b", 0)):
        deleted = gumroad.delete(f"products/{product}/custom_fields/Company").json
        assert deleted["message"] == "The custom_field was deleted successfully."
        assert gumroad.get(f"products/{product}/custom_fields/Company").message == "The custom_field was not found."
        assert len(gumroad.get("products/b/custom_fields").json["custom_fields"]) == left


def test_a_global_field_is_asked_everywhere(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "id": "a"}], custom_fields=[{"name": "Company", "is_global": True}])
    assert gumroad.get("products/a/custom_fields/Company").json["custom_field"]["global"] is True


def test_physical_products_have_their_versions_as_skus(gumroad: Gumroad) -> None:
    sizes = {"title": "Size", "options": [{"name": "S", "id": "v", "price_difference": 5}]}
    path = gumroad.only(require_shipping=True, variants=[sizes])
    assert gumroad.get(path + "/skus").json["skus"] == [
        {"id": "v", "max_purchase_count": None, "name": "S", "description": None, "price_difference_cents": 5}
    ]
