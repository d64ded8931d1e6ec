"""Gumroad's rules, in our words: what is wrong with a field whatever the shop is, and what an answer confirms."""

import pytest

from py_core.errors import InputError
from py_core.gumroad.calls.other import UpsellChange, get_upsell, get_utm_link, update_upsell
from py_core.gumroad.calls.other import create_utm_link as create_link
from py_core.gumroad.calls.products import set_bundle_contents
from py_core.gumroad.models.audience import read_license, read_upsell, read_webhook
from py_core.gumroad.models.products import read_product_record
from py_core.gumroad.models.variants import read_sku
from py_core.gumroad.rules.codes import LONGEST_CODE, CodeDraft, draft_objections
from py_core.gumroad.rules.codes import name_objections as code_name_objections
from py_core.gumroad.rules.other import (
    LONGEST_DESCRIPTION,
    VariantChange,
    custom_field_objections,
    variant_objections,
)
from py_core.gumroad.rules.products import (
    LONGEST_HTML,
    LONGEST_NAME,
    BundleItem,
    ProductChange,
    change_objections,
    name_objections,
    price_objections,
)
from py_core.gumroad.wire import Effect
from tests.unit.gumroad.test_rules import BASE, codes_of

CODE_DRAFTS = [
    (CodeDraft(name="SALE", percent_off=10), []),
    (CodeDraft(name="SALE"), ["code_one_kind"]),
    (CodeDraft(name="SALE", percent_off=10, amount_minor=5), ["code_one_kind"]),
    (CodeDraft(name="SALE", percent_off=101), ["code_percent"]),
    (CodeDraft(name="SALE", percent_off=-1), ["code_percent"]),
    (CodeDraft(name="SALE", amount_minor=500), []),
]
CHANGES = [
    (ProductChange(name=" "), ["name_blank"]),
    (ProductChange(name="x" * (LONGEST_NAME + 1)), ["name_too_long"]),
    (ProductChange(custom_permalink="a b"), ["permalink_characters"]),
    (ProductChange(currency="xyz"), ["unknown_currency"]),
    (ProductChange(category="design", taxonomy_id=66), ["category_twice"]),
    (ProductChange(tags=("a", "icons", "#b1", "x" * 21)), ["tag_too_short", "tag_characters", "tag_too_long"]),
    (ProductChange(custom_html="x" * (LONGEST_HTML + 1)), ["html_too_long"]),
    (ProductChange(refund_period="8"), ["refund_period"]),
    (ProductChange(refund_period="inherit", refund_fine_print="No."), ["refund_print_inherited"]),
    (ProductChange(refund_period="30", name="Icons", tags=()), []),
]


@pytest.mark.parametrize(("draft", "objections"), CODE_DRAFTS)
def test_a_code_takes_off_a_percentage_or_an_amount(draft: CodeDraft, objections: list[str]) -> None:
    assert codes_of(draft_objections(draft)) == objections


def test_a_code_has_a_name_of_a_bearable_length() -> None:
    assert codes_of(code_name_objections("  ")) == ["code_blank"]
    assert codes_of(code_name_objections("A" * LONGEST_CODE)) == []
    assert codes_of(code_name_objections("A" * (LONGEST_CODE + 1))) == ["code_too_long"]


@pytest.mark.parametrize(("change", "objections"), CHANGES)
def test_a_product_change_is_checked_field_by_field(change: ProductChange, objections: list[str]) -> None:
    assert codes_of(change_objections(change)) == objections


def test_a_price_is_nothing_or_at_least_the_minimum() -> None:
    assert codes_of(price_objections(0, "usd")) == codes_of(price_objections(99, "usd")) == []
    assert codes_of(price_objections(98, "usd")) == ["price_below_minimum"]
    assert codes_of(price_objections(150, "usd", commission=True)) == ["price_below_minimum"]
    assert name_objections("Icon set") == ()


def test_a_version_is_checked_field_by_field() -> None:
    assert codes_of(variant_objections(VariantChange(name=" "))) == ["name_blank"]
    long = VariantChange(name="Team", description="x" * (LONGEST_DESCRIPTION + 1))
    assert codes_of(variant_objections(long)) == ["description_too_long"]


@pytest.mark.parametrize(
    ("name", "kind", "objections"),
    [
        ("Company", "text", []),
        (" ", "text", ["field_name_blank"]),
        ("Company", "number", ["field_type"]),
        ("https://example.com/terms", "terms", []),
        ("http://[", "terms", ["field_terms_address"]),
        ("our terms", "terms", ["field_terms_address"]),
    ],
)
def test_a_question_at_checkout_is_checked(name: str, kind: str, objections: list[str]) -> None:
    assert codes_of(custom_field_objections(name, kind)) == objections


def test_an_upsell_without_a_name_is_refused() -> None:
    with pytest.raises(InputError):
        update_upsell("u1", UpsellChange(name=" "))
    call = update_upsell("u1", UpsellChange(name="More"))
    assert call.effect is Effect.SET
    assert [missed.field for missed in call.confirm(read_upsell({"id": "u1", "name": "Less"}))] == ["name"]


def test_a_bundle_is_confirmed_by_what_it_holds() -> None:
    call = set_bundle_contents("p", (BundleItem(product_id="a"), BundleItem(product_id="b", quantity=2)))
    held = [{"product_id": "b", "quantity": 2}, {"product_id": "a", "quantity": 1}]
    assert call.confirm(read_product_record({**BASE, "bundle_products": held})) == ()
    assert call.confirm(read_product_record({**BASE, "bundle_products": held[:1]})) != ()


def test_small_records_are_read() -> None:
    assert read_license({"uses": "3", "purchase": {"id": "s"}}).uses == 3
    webhook = read_webhook({"id": "w", "resource_name": "sale", "post_url": "https://example.com"})
    assert webhook.resource_name == "sale"
    assert read_sku({"id": "k", "name": "Blue"}).name == "Blue"
    assert create_link({"title": "Spring"}).effect is Effect.CREATE
    assert get_upsell("u/1").request.path == "/v2/upsells/u%2F1"
    assert get_utm_link("l/1").request.path == "/v2/utm_links/l%2F1"
