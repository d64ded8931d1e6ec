"""Records are read leniently and held strictly."""

from typing import Any

import pytest

from py_core.gumroad.models import (
    read_category,
    read_offer_code,
    read_product,
    read_user,
    read_variant,
    whole,
)

SLIM: dict[str, Any] = {
    "name": "Icon set",
    "customizable_price": None,
    "custom_permalink": "icons",
    "subscription_duration": None,
    "id": "A-m3==",
    "price": 1900,
    "currency": "USD",
    "category": "design/icons",
    "category_label": "Icons",
    "short_url": "https://ana.gumroad.com/l/icons",
    "thumbnail_url": None,
    "tags": ["icons", "svg"],
    "formatted_price": "$19",
    "published": True,
    "max_purchase_count": None,
    "deleted": False,
    "is_tiered_membership": False,
    "recurrences": None,
    "bundle_products": [],
    "variants": [
        {
            "title": "Licence",
            "options": [
                {
                    "name": "Personal",
                    "price_difference": 0,
                    "is_pay_what_you_want": False,
                    "recurrence_prices": None,
                },
                {"name": "Team", "price_difference": "3000", "is_pay_what_you_want": False},
            ],
        }
    ],
    "sales_count": 41,
    "sales_usd_cents": 90100,
}


@pytest.mark.parametrize(
    ("value", "number"), [(5, 5), ("5", 5), (" 5 ", 5), (5.0, 5), ("5.0", 5), ("-5.00", -5), ("1900.", 1900)]
)
def test_whole_numbers_come_in_many_shapes(value: Any, number: int) -> None:
    assert whole(value) == number


@pytest.mark.parametrize("value", [True, 5.5, "5.5", "abc", "", None, [], float("nan"), float("inf")])
def test_what_is_not_whole_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        whole(value)


def test_a_slim_product() -> None:
    read = read_product(SLIM)
    assert (read.id, read.price_minor, read.currency, read.customizable_price) == ("A-m3==", 1900, "usd", False)
    assert (read.tags, read.sales_count, read.recurrences, read.is_bundle) == (("icons", "svg"), 41, (), False)
    assert [option.price_difference_minor for option in read.groups[0].options] == [0, 3000]


def test_a_product_with_almost_nothing() -> None:
    read = read_product({"id": 5, "currency": "eur"})
    assert (read.id, read.name, read.price_minor, read.groups, read.sales_count) == ("5", "", 0, (), None)
    assert read_product({"id": 5, "currency": "eur", "sales_count": ""}).sales_count is None


def test_tiers_carry_their_prices() -> None:
    option = {
        "name": "Basic",
        "price_difference": None,
        "is_pay_what_you_want": True,
        "recurrence_prices": {
            "monthly": {"price_cents": 500, "suggested_price_cents": None},
            "yearly": {"price_cents": None},
            "odd": 5,
        },
    }
    raw = {**SLIM, "is_tiered_membership": True, "variants": [{"title": "Tier", "options": [option]}]}
    read = read_product(raw).groups[0].options[0]
    assert (read.price_difference_minor, read.is_pay_what_you_want) == (None, True)
    assert [(price.recurrence, price.price_minor) for price in read.recurrence_prices] == [("monthly", 500)]


@pytest.mark.parametrize(
    "raw", [{}, {"id": "a"}, {**SLIM, "price": "abc"}, {**SLIM, "variants": {}}, {**SLIM, "variants": ["x"]}]
)
def test_unusable_products_are_refused(raw: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_product(raw)


def test_categories_and_variants() -> None:
    assert read_category({"id": "c", "title": None}).title == ""
    plain = read_variant({"id": "v", "name": "Team", "price_difference_cents": None})
    assert (plain.price_difference_minor, plain.has_recurrence_prices, plain.max_purchase_count) == (0, False, None)
    tier = read_variant({"id": "v", "price_difference_cents": "30", "recurrence_price_values": {}})
    assert (tier.price_difference_minor, tier.has_recurrence_prices) == (30, True)


def test_a_code_takes_off_a_percentage_or_an_amount() -> None:
    percent = read_offer_code({"id": "o", "name": "A", "percent_off": 20, "universal": True, "times_used": 7})
    assert (percent.percent_off, percent.amount_minor, percent.universal, percent.times_used) == (20, None, True, 7)
    amount = read_offer_code({"id": "o", "name": "A", "amount_cents": 500, "max_purchase_count": "100"})
    assert (amount.percent_off, amount.amount_minor, amount.max_purchase_count) == (None, 500, 100)
    assert read_offer_code({"id": "o", "name": "A"}).amount_minor == 0


def test_users_of_old_and_new_answers() -> None:
    new = read_user({"id": "u", "name": "a", "display_name": "Ana", "email": "a@b.c", "currency_type": "usd",
                     "url": "https://ana.gumroad.com", "profile_picture_url": "https://x/y.png"})  # fmt: skip
    assert (new.id, new.name, new.email, new.avatar_url) == ("u", "Ana", "a@b.c", "https://x/y.png")
    old = read_user({"user_id": "u", "name": "Ana", "profile_url": "https://x/z.png"})
    assert (old.id, old.email, old.currency, old.profile_url, old.avatar_url) == (
        "u",
        None,
        None,
        None,
        "https://x/z.png",
    )
    with pytest.raises(KeyError):
        read_user({"name": "Ana"})
