"""Changing products. Source: API contract, sections 6.6 and 6.7."""

from typing import Any

import pytest

from py_core.gumroad.currencies import CURRENCIES
from tests.contract.client import Gumroad

OVER_INT32 = 2_147_483_648
PERIODS = "refund_period must be one of: inherit, none, 7, 14, 30, 183."
LICENCE = {"title": "Licence", "options": [{"name": "Solo", "price_difference": 0}]}
PAID = {"title": "Licence", "options": [{"name": "Team", "price_difference": 500}]}
TIER = {"title": "Tier", "options": [{"name": "T", "recurrence_prices": {"monthly": {"price_cents": 500}}}]}
MEMBERSHIP = {"native_type": "membership", "price": 0, "variants": [TIER]}
MINIMUMS = {
    "usd": "$0.99", "gbp": "£0.59", "eur": "€0.79", "jpy": "¥99", "inr": "₹73", "aud": "A$0.99",
    "cad": "CAD$0.99", "hkd": "HK$7.99", "sgd": "SGD$0.99", "twd": "NT$29.99", "nzd": "NZ$0.99",
    "brl": "R$5.33", "zar": "ZAR13", "chf": "CHF 1", "ils": "₪7", "php": "₱45", "krw": "₩1,110",
    "pln": "3.79 zł", "czk": "21.49 Kč", "sek": "9.99 kr", "nok": "9.49 kr", "dkk": "6.49 kr",
    "mxn": "MX$16.99", "sar": "SAR3.72", "aed": "3.64 AED", "try": "₺48.12", "cop": "COL$3,074.74",
    "ron": "4.49 lei", "thb": "฿32.70", "myr": "RM4.03", "vnd": "25,618 ₫", "idr": "Rp17,430.07",
}  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "field", "shown"),
    [
        ({"name": "New"}, "name", "New"),
        ({"description": "<p>x</p>"}, "description", "<p>x</p>"),
        ({"custom_summary": "s"}, "custom_summary", "s"),
        ({"custom_receipt": "r"}, "custom_receipt", "r"),
        ({"custom_permalink": "a_B-9"}, "custom_permalink", "a_B-9"),
        ({"custom_permalink": ""}, "custom_permalink", None),
        ({"price": "500"}, "price", 500),
        ({"price": "1_000"}, "price", 1000),
        ({"max_purchase_count": "99999999999"}, "max_purchase_count", 10_000_000),
        ({"max_purchase_count": "-5"}, "max_purchase_count", 0),
        ({"category": "design/fonts"}, "category_label", "Fonts"),
        ({"taxonomy_id": "66"}, "category", "design/icons"),
        ({"price_currency_type": " EUR "}, "currency", "eur"),
        ({"price_currency_type": "usd"}, "currency", "usd"),
        ({"refund_period": "none"}, "refund_policy", {
            "refund_period": "none", "title": "No refunds allowed", "fine_print": None, "inherited": False}),
    ],
)  # fmt: skip
def test_a_sent_field_changes(gumroad: Gumroad, sent: dict[str, str], field: str, shown: object) -> None:
    path = gumroad.only()
    answer = gumroad.put(path, sent)
    assert answer.json["product"][field] == shown
    assert gumroad.get(path).json["product"] == answer.json["product"]


def test_what_was_not_sent_stays(gumroad: Gumroad) -> None:
    path = gumroad.only(description="d", tags=["svg"], max_purchase_count=9)
    before = gumroad.get(path).json["product"]
    after = gumroad.put(path, {"name": "New"}).json["product"]
    assert after == {**before, "name": "New"}


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Name can't be blank"),
        ({"name": "   "}, "Name can't be blank"),
        ({"name": "n" * 256}, "Name is too long (maximum is 255 characters)"),
        ({"custom_permalink": "a b"}, "Custom permalink is invalid"),
        ({"custom_permalink": "ü"}, "Custom permalink is invalid"),
        ({"custom_permalink": "taken"}, "Custom permalink has already been taken"),
        ({"max_purchase_count": "4"}, "Sorry, you cannot limit the number of purchases to that amount."),
        ({"category": "a", "taxonomy_id": 1}, "Specify either category or taxonomy_id, not both."),
        ({"category": "nope"}, "Invalid category."),
        ({"taxonomy_id": 999999}, "Invalid taxonomy_id."),
        ({"category": ["design"]}, "category must be a scalar value."),
        ({"tags": "svg"}, "tags must be an array of strings."),
        ({"tags": [1]}, "tags must be an array of strings."),
        ({"tags": ["a"]}, "Name A tag is too short. Please try again with a longer one, above 2 characters."),
        ({"tags": ["x" * 21]}, "Name A tag is too long. Please try again with a shorter one, under 20 characters."),
        ({"tags": ["#abc"]}, "Name A tag cannot start with hashes or contain commas."),
        ({"tags": ["a,b"]}, "Name A tag cannot start with hashes or contain commas."),
        ({"refund_period": "60"}, PERIODS),
        ({"refund_fine_print": "x"}, "refund_fine_print requires refund_period, or an existing product-level "
                                     "refund policy."),
        ({"refund_period": "inherit", "refund_fine_print": "x"},
         "refund_fine_print cannot be set when refund_period is 'inherit'; the account-level policy's fine print "
         "applies."),
        ({"custom_html": "<p>"}, "You do not have access to custom HTML pages."),
        ({"cover_ids": "x"}, "cover_ids must be an array of strings."),
        ({"rich_content": "x"}, "rich_content must be an array of content page objects."),
        ({"rich_content": ["x"]}, "rich_content must be an array of content page objects."),
        ({"files": {"0": {}}}, "files must be an array of file objects."),
        ({"suggested_price_cents": OVER_INT32}, "One or more numeric values are out of range."),
        ({"price": OVER_INT32}, "Sorry, the price entered is too large."),
        ({"price": ""}, "Price cents can't be blank"),
        ({"price": None}, "Price cents can't be blank"),
        ({"price": "9.99"}, "Sorry, a product must be at least $0.99."),
        ({"price": 98}, "Sorry, a product must be at least $0.99."),
        ({"price": -5}, "Sorry, a product must be at least $0.99."),
        ({"price": -OVER_INT32 * 9}, "Sorry, a product must be at least $0.99."),
        ({"price_currency_type": "XYZ "}, "'XYZ ' is not a supported currency."),
        ({"price_currency_type": ""}, "'' is not a supported currency."),
    ],
)  # fmt: skip
def test_a_refused_update_changes_nothing(gumroad: Gumroad, sent: dict[str, Any], message: str) -> None:
    gumroad.seed(
        products=[
            {"name": "Other", "custom_permalink": "taken"},
            {"name": "A", "price": 1900, "sales_count": 5},
        ]
    )
    path = gumroad.path("A")
    before = gumroad.get(path).json
    assert gumroad.put(path, json_body={"custom_summary": "changed", **sent}).message == message
    assert gumroad.get(path).json == before


@pytest.mark.parametrize("name", ["file", "preview", "thumbnail"])
def test_uploads_are_refused_unless_blank(gumroad: Gumroad, name: str) -> None:
    path = gumroad.only()
    refused = gumroad.put(path, {name: "https://x"}).message
    assert refused.startswith(f"'{name}' is not an accepted parameter on PUT /v2/products/:id. ")
    assert gumroad.put(path, {name: ""}).json["success"] is True


def test_tags_are_replaced_and_put_in_lower_case(gumroad: Gumroad) -> None:
    path = gumroad.only(tags=["old"])
    assert gumroad.put(path, json_body={"tags": ["SVG", "Icons", "svg"]}).json["product"]["tags"] == [
        "svg",
        "icons",
    ]


def test_a_fine_print_alone_needs_a_policy_of_the_product(gumroad: Gumroad) -> None:
    path = gumroad.only()
    gumroad.put(path, {"refund_period": "30"})
    policy = gumroad.put(path, {"refund_fine_print": "Ask first."}).json["product"]["refund_policy"]
    assert (policy["refund_period"], policy["fine_print"]) == ("30", "Ask first.")
    assert gumroad.put(path, {"refund_period": "inherit"}).json["product"]["refund_policy"]["inherited"] is True


def test_an_account_policy_forbids_product_policies(gumroad: Gumroad) -> None:
    gumroad.seed(user={"account_refund_policy_in_effect": True}, products=[{"name": "A"}])
    message = gumroad.put(gumroad.path(), {"refund_period": "30"}).message
    assert message.startswith("Product-level refund policies are not available for this account;")


@pytest.mark.parametrize("kind", ["membership", "call"])
def test_some_types_do_not_allow_a_quantity(gumroad: Gumroad, kind: str) -> None:
    path = gumroad.only(native_type=kind, variants=[TIER])
    message = gumroad.put(path, {"quantity_enabled": "true"}).message
    assert message == "Customers cannot be allowed to choose a quantity for this product."


def test_other_types_allow_a_quantity_and_content_flags(gumroad: Gumroad) -> None:
    path = gumroad.only()
    sent = {"quantity_enabled": "true", "has_same_rich_content_for_all_variants": "true"}
    product = gumroad.put(path, sent).json["product"]
    assert product["has_same_rich_content_for_all_variants"] is True
    assert gumroad.server.control("GET", "state")["products"][0]["quantity_enabled"] is True


def test_rich_content_is_replaced_whole(gumroad: Gumroad) -> None:
    path = gumroad.only(rich_content=[{"id": "old"}])
    pages = [{"title": "New", "description": {"type": "doc", "content": [1, 0.5, None, True]}}]
    assert gumroad.put(path, json_body={"rich_content": pages}).json["product"]["rich_content"] == pages


def test_files_not_listed_are_removed_and_listed_ones_kept(gumroad: Gumroad) -> None:
    path = gumroad.only(files=[{"id": "one", "name": "1"}, {"id": "two", "name": "2"}])
    body = {"files": [{"id": "two"}, {"url": "https://x.example/new.pdf"}]}
    files = gumroad.put(path, json_body=body).json["product"]["files"]
    assert [file["name"] for file in files] == ["2", "new"]


def test_covers_can_be_reordered(gumroad: Gumroad) -> None:
    path = gumroad.only(covers=[{"id": "a"}, {"id": "b"}, {"id": "c"}])
    product = gumroad.put(path, json_body={"cover_ids": ["c", "a"]}).json["product"]
    assert [cover["id"] for cover in product["covers"]] == ["c", "a", "b"]
    assert product["main_cover_id"] == "c"


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_every_currency_has_its_minimum_in_its_own_writing(gumroad: Gumroad, code: str) -> None:
    lowest = CURRENCIES[code].min_minor
    path = gumroad.only(currency=code, price=lowest * 3)
    message = f"Sorry, a product must be at least {MINIMUMS[code]}."
    assert gumroad.put(path, {"price": str(lowest - 1)}).message == message
    assert gumroad.put(path, {"price": str(lowest)}).json["product"]["price"] == lowest


@pytest.mark.parametrize(
    ("variants", "customizable"),
    [([], True), ([LICENCE], True), ([PAID], None)],
    ids=["plain", "free", "paid"],
)
def test_price_zero_turns_pay_what_you_want_on_unless_a_version_is_paid(
    gumroad: Gumroad, variants: list[object], customizable: bool | None
) -> None:
    path = gumroad.only(variants=variants)
    product = gumroad.put(path, {"price": "0"}).json["product"]
    assert (product["price"], product["customizable_price"]) == (0, customizable)


def test_raising_the_price_later_leaves_pay_what_you_want_on(gumroad: Gumroad) -> None:
    path = gumroad.only()
    gumroad.put(path, {"price": "abc"})
    product = gumroad.put(path, {"price": "900"}).json["product"]
    assert (product["price"], product["customizable_price"]) == (900, True)


def test_a_commission_needs_twice_the_minimum(gumroad: Gumroad) -> None:
    path = gumroad.only(native_type="commission")
    assert gumroad.put(path, {"price": "197"}).message == "The commission price must be at least $1.98."
    assert gumroad.put(path, {"price": "198"}).json["product"]["price"] == 198


@pytest.mark.parametrize(("currency", "price"), [("usd", 500_001), ("jpy", 5_000_000)])
def test_unverified_sellers_have_a_ceiling(gumroad: Gumroad, currency: str, price: int) -> None:
    gumroad.seed(user={"verified": False}, products=[{"name": "A", "price": 900, "currency": currency}])
    message = gumroad.put(gumroad.path(), {"price": str(price)}).message
    assert message == "Sorry, we don't support pricing products above $5,000."


SUGGESTED = {"customizable_price": True, "suggested_price_cents": 2000}


@pytest.mark.parametrize(
    ("stored", "sent", "refused"),
    [
        (SUGGESTED, {"price": "2001"}, True),
        (SUGGESTED, {"price": "2000"}, False),
        ({"customizable_price": True}, {"price": "9000"}, False),
        ({"suggested_price_cents": 2000}, {"price": "9000"}, False),
        ({"suggested_price_cents": 2000}, {"price": "9000", "customizable_price": "true"}, True),
        (SUGGESTED, {"price": "3000", "suggested_price_cents": "3000"}, False),
        (SUGGESTED, {"suggested_price_cents": "1000"}, True),
        (SUGGESTED, {"price": "3000", "suggested_price_cents": ""}, False),
    ],
)
def test_a_stored_suggestion_must_not_be_under_the_price(
    gumroad: Gumroad, stored: dict[str, Any], sent: dict[str, str], refused: bool
) -> None:
    path = gumroad.only(**stored)
    answer = gumroad.put(path, sent)
    if refused:
        assert answer.message == "The suggested price you entered was too low."
    else:
        assert answer.json["success"] is True


def test_a_currency_change_keeps_the_number(gumroad: Gumroad) -> None:
    path = gumroad.only(price=1900)
    product = gumroad.put(path, {"price_currency_type": "eur"}).json["product"]
    assert (product["price"], product["currency"], product["formatted_price"]) == (1900, "eur", "€19")


def test_a_currency_change_applies_the_new_minimum(gumroad: Gumroad) -> None:
    path = gumroad.only(price=1900)
    assert gumroad.put(path, {"price_currency_type": "krw"}).message == "Sorry, a product must be at least ₩1,110."
    both = gumroad.put(path, {"price_currency_type": "krw", "price": "2500000"}).json["product"]
    assert both["formatted_price"] == "₩25,000"


def test_a_membership_takes_neither_price_nor_currency(gumroad: Gumroad) -> None:
    path = gumroad.only(**MEMBERSHIP)
    hint = "Use the variant endpoints to manage tier pricing."
    assert gumroad.put(path, {"price": "900"}).message == (
        f"Price cannot be updated for tiered membership products. {hint}"
    )
    assert gumroad.put(path, {"price_currency_type": "eur"}).message == (
        f"Currency cannot be updated for tiered membership products. {hint}"
    )
    assert gumroad.put(path, {"price_currency_type": "usd", "name": "New"}).json["product"]["name"] == "New"


def test_a_legacy_subscription_takes_a_price_but_several_periods_keep_the_currency(gumroad: Gumroad) -> None:
    path = gumroad.only(subscription_duration="monthly", other_recurrences=["yearly"])
    assert gumroad.put(path, {"price": "900"}).json["product"]["formatted_price"] == "$9 a month"
    assert gumroad.put(path, {"price_currency_type": "eur"}).message == (
        "Currency cannot be updated for products with multiple payment options. Update them in the product editor."
    )


def test_versions_move_with_the_base(gumroad: Gumroad) -> None:
    path = gumroad.only(variants=[PAID])
    product = gumroad.put(path, {"price": "5000"}).json["product"]
    assert product["variants"][0]["options"][0]["price_difference"] == 500
    assert product["formatted_price"] == "$55"


ONE = "Please update it or it will not work at checkout."
MANY = "Please update them or they will not work at checkout."
MIXED = "currency mismatches or would discount this product below $0.99"
BELOW_ONE = f"The following offer code discounts this product below $0.99: {{}}. {ONE}"
BELOW = f"The following offer codes discount this product below $0.99: {{}}. {MANY}"
FOREIGN_ONE = f"The following offer code has currency mismatch with this product: {{}}. {ONE}"
FOREIGN = f"The following offer codes have currency mismatches with this product: {{}}. {MANY}"
BOTH_ONE = f"The following offer code has {MIXED}: {{}}. {ONE}"
BOTH = f"The following offer codes have {MIXED}: {{}}. {MANY}"
NINETY = {"name": "A", "percent_off": 90}
EIGHTY = {"name": "B", "percent_off": 80}
EUROS = {"name": "E", "amount_cents": 100, "currency": "eur"}
POUNDS = {"name": "P", "amount_cents": 100, "currency": "gbp"}
CLOSE_EUROS = {"name": "C", "amount_cents": 450, "currency": "eur"}


@pytest.mark.parametrize(
    ("codes", "price", "warning"),
    [
        ([], 500, None),
        ([NINETY], 1900, None),
        ([NINETY], 0, None),
        ([NINETY], 500, BELOW_ONE.format("A")),
        ([NINETY, EIGHTY], 400, BELOW.format("A, B")),
        ([EUROS], 500, FOREIGN_ONE.format("E")),
        ([EUROS, POUNDS], 500, FOREIGN.format("E, P")),
        ([NINETY, EUROS], 500, BOTH.format("A, E")),
        ([CLOSE_EUROS], 500, BOTH_ONE.format("C")),
        ([{"name": "ALL", "percent_off": 90, "universal": True}], 500, BELOW_ONE.format("ALL")),
        ([{"name": "ALL", "amount_cents": 450, "universal": True, "currency": "eur"}], 500, None),
        ([{"name": "FREE", "amount_cents": 500}], 500, None),
        ([{"name": "FREE", "amount_cents": 500}], 550, BELOW_ONE.format("FREE")),
    ],
)
def test_codes_that_break_are_named_in_a_warning_and_never_block(
    gumroad: Gumroad, codes: list[dict[str, Any]], price: int, warning: str | None
) -> None:
    path = gumroad.only(offer_codes=codes)
    answer = gumroad.put(path, {"price": str(price)}).json
    assert (answer["success"], answer["product"]["price"], answer.get("warning")) == (True, price, warning)


def test_the_warning_appears_on_every_update_while_a_code_is_broken(gumroad: Gumroad) -> None:
    path = gumroad.only(price=500, offer_codes=[NINETY])
    assert gumroad.put(path, {"name": "Only the name"}).json["warning"] == BELOW_ONE.format("A")


def test_the_warning_looks_at_every_version(gumroad: Gumroad) -> None:
    options = [{"name": "Small", "price_difference": 0}, {"name": "Big", "price_difference": 9000}]
    path = gumroad.only(variants=[{"title": "Size", "options": options}], offer_codes=[NINETY])
    assert gumroad.put(path, {"price": "900"}).json["warning"] == BELOW_ONE.format("A")


@pytest.mark.parametrize(
    ("product", "message"),
    [
        ({"variants": [{"title": "Empty"}]}, "Sorry, the product versions must have at least one option."),
        (
            {**MEMBERSHIP, "variants": [TIER, LICENCE]},
            "Memberships should only have one Tier version category.",
        ),
        ({**MEMBERSHIP, "variants": [{"title": "Tier"}]}, "Memberships should have at least one tier."),
        ({"native_type": "call"}, "Calls must have at least one duration"),
        ({"native_type": "bundle"}, "Bundles must have at least one product."),
    ],
)
def test_a_broken_structure_fails_any_update(gumroad: Gumroad, product: dict[str, Any], message: str) -> None:
    path = gumroad.only(**product)
    assert gumroad.put(path, {"name": "New"}).message == message


def test_archived_products_may_have_an_empty_version_category(gumroad: Gumroad) -> None:
    path = gumroad.only(archived=True, variants=[{"title": "Empty"}])
    assert gumroad.put(path, {"name": "New"}).json["success"] is True
