"""What products look like. Source: API contract, sections 6.2 to 6.4 and 6.7 (formatted_price)."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

SLIM = {
    "id", "name", "description", "custom_summary", "custom_receipt", "custom_permalink", "url", "short_url",
    "landing_url", "preview_url", "thumbnail_url", "price", "currency", "formatted_price", "customizable_price",
    "subscription_duration", "is_tiered_membership", "recurrences", "require_shipping", "max_purchase_count",
    "published", "deleted", "taxonomy_id", "category", "category_label", "tags", "file_info", "custom_fields",
    "covers", "main_cover_id", "bundle_products", "variants", "custom_delivery_url", "sales_count",
    "sales_usd_cents",
}  # fmt: skip
FULL = SLIM | {
    "custom_html", "refund_policy", "rich_content", "has_same_rich_content_for_all_variants",
    "main_section_index", "sections", "files",
}  # fmt: skip
HIDDEN = {"suggested_price_cents", "native_type", "created_at", "archived", "quantity_enabled", "is_adult"}
TIERS = {
    "title": "Tier",
    "options": [
        {
            "name": "Basic",
            "recurrence_prices": {"yearly": {"price_cents": 5000}, "monthly": {"price_cents": 500}},
        },
        {"name": "Old", "deleted": True, "recurrence_prices": {"quarterly": {"price_cents": 100}}},
    ],
}


def test_the_list_is_slim_and_show_is_full(gumroad: Gumroad) -> None:
    path = gumroad.only(suggested_price_cents=2500)
    assert gumroad.products()[0].keys() == SLIM
    assert gumroad.get(path).json["product"].keys() == FULL
    assert not HIDDEN & FULL


def test_both_show_the_same_values(gumroad: Gumroad) -> None:
    path = gumroad.only(tags=["svg"], variants=[{"title": "Licence", "options": [{"name": "Team"}]}])
    slim, full = gumroad.products()[0], gumroad.get(path).json["product"]
    full["variants"][0]["options"][0].pop("rich_content")
    assert {name: full[name] for name in slim} == slim


def test_addresses_use_the_custom_permalink_where_there_is_one(gumroad: Gumroad) -> None:
    gumroad.seed(user={"username": "ana"}, products=[{"name": "A", "custom_permalink": "icons"}, {"name": "B"}])
    plain, custom = gumroad.products()
    assert custom["short_url"] == custom["landing_url"] == "https://ana.gumroad.com/l/icons"
    assert plain["short_url"].startswith("https://ana.gumroad.com/l/")
    assert plain["url"] is None


def test_a_product_is_found_by_id_and_generated_permalink_but_not_by_custom_permalink(
    gumroad: Gumroad,
) -> None:
    gumroad.seed(products=[{"name": "A", "permalink": "pwcfzq", "custom_permalink": "icons"}])
    assert gumroad.get("products/pwcfzq").json["product"]["name"] == "A"
    assert gumroad.get("products/icons").message == "The product was not found."


def test_ids_are_opaque_and_end_in_two_equal_signs(gumroad: Gumroad) -> None:
    gumroad.only()
    product_id = gumroad.products()[0]["id"]
    assert (len(product_id), product_id[-2:]) == (24, "==")


@pytest.mark.parametrize(
    ("extra", "shown"),
    [
        ({"published": False}, False),
        ({"banned": True}, False),
        ({"archived": True}, True),
        ({"deleted": True}, False),
    ],
)
def test_published_means_enabled_and_not_banned_and_not_deleted(
    gumroad: Gumroad, extra: dict[str, bool], shown: bool
) -> None:
    gumroad.seed(products=[{"name": "A", "permalink": "abcdef", **extra}])
    product = gumroad.get("products/abcdef").json["product"]
    assert product["published"] is shown
    assert product["deleted"] is ("deleted" in extra)


def test_a_membership_has_price_zero_and_lists_what_is_on_sale(gumroad: Gumroad) -> None:
    path = gumroad.only(native_type="membership", price=500, variants=[TIERS])
    product = gumroad.get(path).json["product"]
    assert (product["price"], product["is_tiered_membership"]) == (0, True)
    assert product["recurrences"] == ["monthly", "yearly"]
    (option,) = product["variants"][0]["options"]
    assert option == {
        "name": "Basic",
        "price_difference": None,
        "is_pay_what_you_want": False,
        "recurrence_prices": {
            "monthly": {"price_cents": 500, "suggested_price_cents": None},
            "yearly": {"price_cents": 5000, "suggested_price_cents": None},
        },
        "url": None,
        "rich_content": [],
    }


def test_recurrences_are_null_for_other_products(gumroad: Gumroad) -> None:
    path = gumroad.only(variants=[{"title": "Licence", "options": [{"name": "Team", "price_difference": 5}]}])
    product = gumroad.get(path).json["product"]
    assert product["recurrences"] is None
    assert product["variants"][0]["options"][0]["recurrence_prices"] is None


def test_an_inherited_refund_policy_is_spelt_out(gumroad: Gumroad) -> None:
    path = gumroad.only()
    expected = {"refund_period": "inherit", "title": None, "fine_print": None, "inherited": True}
    assert gumroad.get(path).json["product"]["refund_policy"] == expected


def test_preorder_keys_are_present_for_preorders_only(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "is_preorder": True, "release_at": "2027-01-01T00:00:00Z"}])
    product = gumroad.products()[0]
    assert (product["is_preorder"], product["release_at"]) == (True, "2027-01-01T00:00:00Z")


def _tiers(*tiers: dict[str, int], pay_what_you_want: bool = False) -> dict[str, Any]:
    options = [
        {
            "name": f"T{at}",
            "is_pay_what_you_want": pay_what_you_want,
            "recurrence_prices": {name: {"price_cents": cents} for name, cents in tier.items()},
        }
        for at, tier in enumerate(tiers)
    ]
    return {"native_type": "membership", "variants": [{"title": "Tier", "options": options}]}


def _versions(*differences: int | None) -> dict[str, Any]:
    options = [{"name": f"V{at}", "price_difference": cents} for at, cents in enumerate(differences)]
    return {"variants": [{"title": "Version", "options": options}]}


@pytest.mark.parametrize(
    ("product", "text"),
    [
        ({"price": 1900}, "$19"),
        ({"price": 1950}, "$19.50"),
        ({"price": 123456789}, "$1,234,567.89"),
        ({"price": 99}, "99¢"),
        ({"price": 100}, "$1"),
        ({"price": 0}, "$0"),
        ({"price": 0, "customizable_price": True}, "$0+"),
        ({"price": 500, "customizable_price": True}, "$5+"),
        ({"price": 500, **_versions(300, 200)}, "$7"),
        ({"price": 500, **_versions(300, None)}, "$5"),
        ({"price": 80, "currency": "gbp"}, "£0.80"),
        ({"price": 1500, "currency": "jpy"}, "¥1,500"),
        ({"price": 1500000, "currency": "krw"}, "₩15,000"),
        ({"price": 1250, "currency": "chf"}, "CHF 12.50"),
        ({"price": 1250, "currency": "pln"}, "12.50 zł"),
        ({"price": 500, "subscription_duration": "monthly"}, "$5 a month"),
        ({"price": 500, "subscription_duration": "quarterly"}, "$5 every 3 months"),
        ({"price": 500, "subscription_duration": "biannually"}, "$5 every 6 months"),
        ({"price": 500, "subscription_duration": "yearly"}, "$5 a year"),
        ({"price": 500, "subscription_duration": "every_two_years"}, "$5 every 2 years"),
        (_tiers({"monthly": 500}), "$5 a month"),
        (_tiers({"monthly": 500, "yearly": 5000}), "$5+ a month"),
        (_tiers({"monthly": 900}, {"monthly": 400}), "$4+ a month"),
        (_tiers({"monthly": 500}, pay_what_you_want=True), "$5+ a month"),
    ],
)
def test_formatted_price(gumroad: Gumroad, product: dict[str, Any], text: str) -> None:
    gumroad.only(**product)
    assert gumroad.products()[0]["formatted_price"] == text


def test_a_product_as_the_api_shows_it_is_a_good_seed(gumroad: Gumroad) -> None:
    path = gumroad.only(tags=["svg"], variants=[TIERS], native_type="membership")
    shown = gumroad.get(path).json["product"]
    gumroad.seed(products=[{**shown, "native_type": "membership"}])
    assert gumroad.get(path).json["product"] == shown
