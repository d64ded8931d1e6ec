"""Upsells, tagged links, e-mails, categories. Source: API contract, section 12."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

LOST = "The product, variant, or offer referenced by an external ID could not be found."
TAGS = {"title": "Letter", "utm_source": "a", "utm_medium": "b", "utm_campaign": "c"}
LICENCE = {"title": "Licence", "options": [{"name": "Solo", "id": "solo"}, {"name": "Team", "id": "team"}]}


@pytest.fixture
def shop(gumroad: Gumroad) -> Gumroad:
    gumroad.seed(
        products=[
            {"name": "A", "id": "a", "permalink": "aaa", "variants": [LICENCE]},
            {"name": "B", "id": "b", "currency": "eur"},
            {"name": "Gone", "id": "gone", "deleted": True},
        ],
        upsells=[
            {"id": "u", "name": "More", "product_id": "aaa", "variant_id": "team", "selected_products": ["b"]}
        ],
        utm_links=[{**TAGS, "id": "l"}],
    )
    return gumroad


def test_the_documented_upsell(shop: Gumroad) -> None:
    expected = {
        "id": "u", "name": "More", "cross_sell": False, "replace_selected_products": False, "universal": False,
        "text": None, "description": None, "paused": False,
        "product": {"id": "a", "name": "A", "currency_type": "usd", "variant": {"id": "team", "name": "Team"}},
        "discount": None, "selected_products": [{"id": "b", "name": "B"}], "upsell_variants": [],
    }  # fmt: skip
    assert shop.get("upsells/u").json == {"success": True, "upsell": expected}
    assert shop.get("upsells").json == {"success": True, "upsells": [expected]}


@pytest.mark.parametrize(
    ("sent", "field", "value"),
    [
        ({"name": "New"}, "name", "New"),
        ({"text": "Take it"}, "text", "Take it"),
        ({"text": ""}, "text", None),
        ({"paused": "true"}, "paused", True),
        ({"cross_sell": True}, "cross_sell", True),
        ({"universal": "false"}, "universal", False),
        ({"variant_id": ""}, "product",
         {"id": "a", "name": "A", "currency_type": "usd", "variant": None}),
        ({"product_id": "b", "variant_id": None}, "product",
         {"id": "b", "name": "B", "currency_type": "eur", "variant": None}),
        ({"product_ids": ["a"]}, "selected_products", [{"id": "a", "name": "A"}]),
        ({"product_ids": "a"}, "selected_products", []),
        ({"upsell_variants": [{"selected_variant_id": "solo", "offered_variant_id": "team"}]}, "upsell_variants",
         [{"selected_variant_id": "solo", "offered_variant_id": "team"}]),
        ({"offer_code": {"amount_percentage": 20}}, "discount", {"type": "percent", "percents": 20}),
        ({"offer_code": {"amount_cents": "300"}}, "discount", {"type": "fixed", "cents": 300}),
        ({"offer_code": None}, "discount", None),
    ],
)  # fmt: skip
def test_an_upsell_changes_as_asked(shop: Gumroad, sent: dict[str, Any], field: str, value: object) -> None:
    assert shop.put("upsells/u", json_body=sent).json["upsell"][field] == value
    assert shop.get("upsells/u").json["upsell"][field] == value


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": " "}, "Name can't be blank"),
        ({"product_id": "none"}, LOST),
        ({"product_id": "gone"}, LOST),
        ({"product_ids": ["none"]}, LOST),
        ({"variant_id": "none"}, LOST),
        ({"upsell_variants": [{"selected_variant_id": "solo"}]}, LOST),
    ],
)
def test_a_refused_upsell_update_changes_nothing(shop: Gumroad, sent: dict[str, Any], message: str) -> None:
    before = shop.get("upsells/u").json
    assert shop.put("upsells/u", json_body={"text": "changed", **sent}).message == message
    assert shop.get("upsells/u").json == before


def test_upsells_come_and_go(shop: Gumroad) -> None:
    made = shop.post("upsells", json_body={"name": "Two", "product_id": "b"}).json["upsell"]
    assert [found["name"] for found in shop.get("upsells").json["upsells"]] == ["Two", "More"]
    assert made["product"]["id"] == "b"
    assert shop.post("upsells", {"name": "Three"}).message == LOST
    assert shop.delete("upsells/u").json["message"] == "The upsell was deleted successfully."
    assert shop.get("upsells/u").message == "The upsell was not found."
    assert shop.delete("upsells/u").message == "The upsell was not found."


def test_tagged_links_come_and_go(shop: Gumroad) -> None:
    made = shop.post("utm_links", {**TAGS, "title": "Two", "utm_term": "t"}).json["utm_link"]
    assert (made["title"], made["utm_term"], made["clicks"]) == ("Two", "t", 0)
    assert [link["title"] for link in shop.get("utm_links").json["utm_links"]] == ["Two", "Letter"]
    assert shop.get("utm_links/l").json["utm_link"]["utm_campaign"] == "c"
    assert shop.put("utm_links/l", {"utm_campaign": "d"}).json["utm_link"]["utm_campaign"] == "d"
    assert shop.delete("utm_links/l").json["message"] == "The utm_link was deleted successfully."
    assert shop.get("utm_links/l").message == "The utm_link was not found."


def test_tagged_links_are_switched(shop: Gumroad) -> None:
    assert shop.put("utm_links/l/disable").json["utm_link"]["disabled"] is True
    assert shop.put("utm_links/l/enable").json["utm_link"]["disabled"] is False


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Title can't be blank, Utm source can't be blank, Utm medium can't be blank, "
             "and Utm campaign can't be blank"),
        ({**TAGS, "title": ""}, "Title can't be blank"),
    ],
)  # fmt: skip
def test_a_link_needs_its_tags(shop: Gumroad, sent: dict[str, str], message: str) -> None:
    assert shop.post("utm_links", sent).message == message


def test_the_documented_email(gumroad: Gumroad) -> None:
    gumroad.seed(emails=[{"id": "e", "subject": "Hi", "message": "<p>x</p>", "created_at": "2026-07-01T00:00:00Z"}])
    assert gumroad.get("emails/e").json["email"] == {
        "id": "e", "subject": "Hi", "message": "<p>x</p>", "audience_type": "all", "product_id": None,
        "state": "draft", "published_at": None, "scheduled_at": None, "send_emails": True, "shown_on_profile": True,
        "audience_count": 0, "recipients_count": None, "url": None, "created_at": "2026-07-01T00:00:00Z",
        "updated_at": "2026-07-01T00:00:00Z",
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "count"), [("published", 1), ("scheduled", 1), ("draft", 1), ("", 3)])
def test_emails_are_listed_by_state(gumroad: Gumroad, kind: str, count: int) -> None:
    gumroad.seed(emails=[{"subject": state, "state": state} for state in ("published", "scheduled", "draft")])
    found = gumroad.get(f"emails?type={kind}").json["emails"]
    assert len(found) == count
    assert all(kind in ("", email["state"]) for email in found)
    assert gumroad.get("emails?type=sent").json["success"] is False


def test_emails_come_in_pages_of_ten(gumroad: Gumroad) -> None:
    gumroad.seed(emails=[{"subject": f"S{at}"} for at in range(12)])
    page = gumroad.get("emails").json
    rest = gumroad.get(f"emails?page_key={page['next_page_key']}").json
    seen = [email["subject"] for email in (*page["emails"], *rest["emails"])]
    assert seen == [f"S{at}" for at in reversed(range(12))]


def test_an_email_is_deleted(gumroad: Gumroad) -> None:
    gumroad.seed(emails=[{"id": "e", "subject": "Hi"}])
    assert gumroad.delete("emails/e").json["message"] == "The email was deleted successfully."
    assert gumroad.get("emails/e").message == "The email was not found."


def test_categories_are_a_tree(gumroad: Gumroad) -> None:
    rows = gumroad.get("categories").json["categories"]
    icons = next(row for row in rows if row["path"] == "design/icons")
    parent = next(row for row in rows if row["path"] == "design")
    assert icons == {"id": 66, "name": "icons", "label": "Icons", "path": "design/icons", "parent_id": parent["id"]}
