"""Gumroad's rules, in our words: what depends on the shop as it is."""

import pytest

from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models import OfferCode, read_offer_code, read_product, read_sale
from py_core.gumroad.rules.codes import (
    CodeChange,
    CodeDraft,
    change_objections,
    discount_objections,
    name_objections,
    twins,
    unique_objections,
)
from py_core.gumroad.rules.discounts import Discount, left_by, prices_of
from py_core.gumroad.rules.other import refund_of_objections
from py_core.gumroad.rules.products import ProductChange, against_objections, tag_objections
from py_core.gumroad.wire import Mismatch

BASE = {"id": "p", "name": "Icon set", "currency": "usd", "price": 1900, "published": True}
SALE = {"id": "s", "created_at": "2026-01-01T00:00:00Z", "currency": "usd", "amount_refundable_in_currency": "19"}


def code(name: str, **fields: object) -> OfferCode:
    return read_offer_code({"id": name, "name": name, "percent_off": 5, **fields})


def codes_of(objections: object) -> list[str]:
    assert isinstance(objections, tuple)
    return [objection.code for objection in objections]


@pytest.mark.parametrize("name", ["LAUNCH20", "àÖøÿ-_9", " spaced "])
def test_good_codes(name: str) -> None:
    assert name_objections(name) == ()


@pytest.mark.parametrize("name", ["a b", "50%", "a.b", "×", "÷", "ā", "СКИДКА", "日本", "a\nb"])
def test_bad_codes(name: str) -> None:
    assert codes_of(name_objections(name)) == ["code_characters"]


def test_uniqueness_minds_case_within_a_product_and_not_for_universal_codes() -> None:
    own, shop = (code("LAUNCH"),), (code("LAUNCH"), code("Other"))
    assert codes_of(unique_objections(CodeDraft(name="LAUNCH", percent_off=5), own, shop)) == ["code_taken"]
    assert unique_objections(CodeDraft(name="launch", percent_off=5), own, shop) == ()
    assert unique_objections(CodeDraft(name="Other", percent_off=5), own, shop) == ()
    universal = CodeDraft(name="OTHER", percent_off=5, universal=True)
    assert codes_of(unique_objections(universal, own, shop)) == ["code_taken"]
    assert [twin.name for twin in twins(CodeDraft(name="launch", percent_off=5), shop)] == ["LAUNCH"]


def test_what_a_code_leaves_over_versions_and_tiers() -> None:
    options = [{"name": "S", "price_difference": 0}, {"name": "T", "price_difference": 3000}]
    versions = read_product({**BASE, "price": 200, "variants": [{"title": "L", "options": options}]})
    assert prices_of(versions).minors == (200, 3200)
    (objection,) = discount_objections(Discount(60, None), (versions,), universal=False, currency="usd")
    assert "$0.80" in objection.text
    assert "$0.99" in objection.text
    assert discount_objections(Discount(50, None), (versions,), universal=False, currency="usd") == ()
    assert discount_objections(Discount(None, 9_999), (versions,), universal=False, currency="usd") == ()
    tiers = [{"name": "T", "recurrence_prices": {"monthly": {"price_cents": 150}, "yearly": {"price_cents": 1500}}}]
    membership = {**BASE, "price": 0, "is_tiered_membership": True}
    club = read_product({**membership, "variants": [{"title": "Tier", "options": tiers}]})
    assert prices_of(club).minors == (150, 1500)
    assert codes_of(discount_objections(Discount(50, None), (club,), universal=False, currency="usd")) == [
        "code_leaves_too_little"
    ]


def test_universal_codes_are_held_against_published_products_of_their_currency() -> None:
    draft = read_product({**BASE, "id": "d", "price": 100, "published": False})
    euro = read_product({**BASE, "id": "e", "price": 100, "currency": "eur"})
    amount = Discount(None, 10)
    assert discount_objections(amount, (draft, euro), universal=True, currency="usd") == ()
    assert codes_of(discount_objections(amount, (draft,), universal=False, currency="usd")) == [
        "code_leaves_too_little"
    ]
    assert codes_of(discount_objections(amount, (euro,), universal=False, currency="usd")) == ["code_currency"]


@pytest.mark.parametrize(("price", "percent", "left"), [(199, 50, 99), (99, 100, 0), (333, 15, 283), (1, 50, 0)])
def test_a_percentage_is_rounded_with_halves_up(price: int, percent: int, left: int) -> None:
    assert left_by(Discount(percent, None), price) == left


def test_a_draft_knows_what_it_takes_off() -> None:
    assert left_by(CodeDraft(name="A", percent_off=20).discount, 1000) == 800
    assert left_by(CodeDraft(name="A", amount_minor=20).discount, 1000) == 980


def test_limits_of_a_code_stay_above_its_uses() -> None:
    used = code("A", times_used=7)
    assert codes_of(change_objections(CodeChange(max_purchase_count=6), used)) == ["code_fewer_than_used"]
    assert change_objections(CodeChange(max_purchase_count=7), used) == ()
    assert change_objections(CodeChange(max_purchase_count=None), used) == ()


@pytest.mark.parametrize(
    ("product", "change", "objections"),
    [
        ({}, ProductChange(price_minor=99), []),
        ({}, ProductChange(price_minor=98), ["price_below_minimum"]),
        ({}, ProductChange(price_minor=0), []),
        ({"price": 80}, ProductChange(name="B"), []),
        ({}, ProductChange(currency="krw"), ["price_below_minimum"]),
        ({"is_tiered_membership": True}, ProductChange(price_minor=500, currency="eur"),
         ["membership_price", "membership_currency"]),
        ({"is_tiered_membership": True}, ProductChange(currency="usd"), []),
        ({"customizable_price": True}, ProductChange(price_minor=2000), ["suggestion_needed"]),
        ({"customizable_price": True}, ProductChange(price_minor=1800), []),
        ({"customizable_price": True}, ProductChange(price_minor=2000, suggested_price_minor=1999),
         ["suggestion_too_low"]),
        ({"customizable_price": True}, ProductChange(price_minor=2000, suggested_price_minor=2000), []),
        ({"customizable_price": True}, ProductChange(suggested_price_minor=5), ["suggestion_too_low"]),
        ({"sales_count": 9}, ProductChange(max_purchase_count=8), ["stock_below_sold"]),
        ({"sales_count": 9}, ProductChange(max_purchase_count=None), []),
    ],
)  # fmt: skip
def test_a_change_against_the_product_as_it_is(
    product: dict[str, object], change: ProductChange, objections: list[str]
) -> None:
    assert codes_of(against_objections(change, read_product({**BASE, **product}))) == objections


@pytest.mark.parametrize("tag", ["ab", "  AB ", "x" * 20, "a#b"])
def test_good_tags(tag: str) -> None:
    assert tag_objections(tag) == ()


@pytest.mark.parametrize("tag", ["a", "x" * 21, "#ab", "a,b"])
def test_bad_tags(tag: str) -> None:
    assert len(tag_objections(tag)) == 1


@pytest.mark.parametrize(
    ("sale", "amount", "objections"),
    [
        ({}, None, []),
        ({}, 1900, []),
        ({}, 1901, ["refund_too_much"]),
        ({}, 0, ["write_out_of_range"]),
        ({"refunded": True}, None, ["refund_already"]),
        ({"disputed": True}, None, ["refund_disputed"]),
        ({"disputed": True, "dispute_won": True}, None, []),
        ({"amount_refundable_in_currency": "0"}, None, ["refund_nothing_left"]),
        ({"currency": None}, 99_999, []),
    ],
)
def test_refunds(sale: dict[str, object], amount: int | None, objections: list[str]) -> None:
    assert codes_of(refund_of_objections(amount, read_sale({**SALE, **sale}))) == objections


def test_what_was_asked_and_is_not_so() -> None:
    assert compared(
        ("a", 5, 6), ("b", KEEP, 1), ("c", None, ""), ("d", ("x", "y"), ("x",)), ("e", True, False)
    ) == (
        Mismatch("a", "5", "6"),
        Mismatch("d", "x, y", "x"),
        Mismatch("e", "true", "false"),
    )
    assert compared(("a", None, "text")) == (Mismatch("a", "", "text"),)
