"""One sale as JSON. Source: API contract, section 9.2."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

BASE = {"id": "s", "product_id": "icons", "purchase_email": "li@example.com", "price": 1140}
CARD = {"visual": "**** **** **** 4242", "type": "visa", "bin": None, "expiry_month": None, "expiry_year": None}


def _shown(
    gumroad: Gumroad, *, product: dict[str, Any] | None = None, user: Any = None, **sale: Any
) -> dict[str, Any]:
    gumroad.seed(
        user=user or {},
        products=[
            {
                "name": "Icon set",
                "custom_permalink": "icons",
                "permalink": "abcdef",
                "price": 1900,
                **(product or {}),
            }
        ],
        sales=[{**BASE, "created_at": "2026-07-12T13:05:41Z", **sale}],
    )
    shown: dict[str, Any] = gumroad.get("sales/s").json["sale"]
    return shown


def test_the_documented_example(gumroad: Gumroad) -> None:
    licence = {"title": "Licence", "options": [{"name": "Personal", "price_difference": 0}]}
    shown = _shown(
        gumroad,
        product={"variants": [licence]},
        user={"id": "seller", "utc_offset_minutes": 120},
        gumroad_fee=164, refunded=False, full_name="Li Wei", country="India", country_iso2="IN",
        variants={"Licence": "Personal"}, order_id=524459935, purchaser_id="8481",
        card={"visual": "**** **** **** 4242", "type": "visa"},
        offer_code={"code": "IN40", "displayed_amount_off": "40%"},
    )  # fmt: skip
    product_id = shown.pop("product_id")
    assert shown == {
        "id": "s", "email": "li@example.com", "seller_id": "seller", "timestamp": "4 months ago",
        "daystamp": "12 Jul 2026  3:05 PM", "created_at": "2026-07-12T13:05:41Z", "product_name": "Icon set",
        "product_has_variants": True, "price": 1140, "gumroad_fee": 164, "is_bundle_purchase": False,
        "is_bundle_product_purchase": False, "formatted_display_price": "$11.40", "formatted_total_price": "$11.40",
        "currency_symbol": "$", "currency": "usd", "amount_refundable_in_currency": "11.40",
        "product_permalink": "abcdef", "refunded": False, "partially_refunded": False, "chargedback": False,
        "purchase_email": "li@example.com", "full_name": "Li Wei", "country": "India", "country_iso2": "IN",
        "paid": True, "has_variants": True, "variants": {"Licence": "Personal"},
        "variants_and_quantity": "(Personal)", "has_custom_fields": False, "custom_fields": {},
        "order_id": 524459935, "is_product_physical": False, "purchaser_id": "8481", "is_recurring_billing": False,
        "can_contact": True, "is_following": False, "disputed": False, "dispute_won": False,
        "is_additional_contribution": False, "discover_fee_charged": False, "is_upgrade_purchase": False,
        "is_more_like_this_recommended": False, "is_gift_sender_purchase": False,
        "is_gift_receiver_purchase": False, "referrer": "direct", "paypal_refund_expired": False, "tax_cents": 0,
        "shipping_cents": 0, "access_revoked": False, "variants_price_cents": 0,
        "sent_abandoned_cart_email": False, "card": CARD, "product_rating": None, "reviews_count": 0,
        "average_rating": 0.0,
        "offer_code": {"code": "IN40", "displayed_amount_off": "40%", "name": "IN40"}, "quantity": 1,
    }  # fmt: skip
    assert product_id.endswith("==")


def test_nulls_are_left_out_but_in_card_and_the_rating(gumroad: Gumroad) -> None:
    shown = _shown(gumroad, referrer=None)
    assert [name for name, value in shown.items() if value is None] == ["product_rating"]
    assert set(shown["card"].values()) == {None}
    assert (
        not {"referrer", "full_name", "country", "refunded", "tip_cents", "license_key", "shipped"} & shown.keys()
    )


@pytest.mark.parametrize(
    ("currency", "minor", "price", "refundable", "symbol"),
    [
        ("usd", 1140, "$11.40", "11.40", "$"),
        ("usd", 1900, "$19", "19", "$"),
        ("eur", 4950, "€49.50", "49.50", "€"),
        ("jpy", 1200, "¥1,200", "1200", "¥"),
        ("krw", 1500000, "₩15,000", "15000", "₩"),
        ("pln", 1999, "19.99 zł", "19.99", "zł"),
    ],
)
def test_price_is_in_dollars_and_the_rest_in_the_listed_currency(
    gumroad: Gumroad, currency: str, minor: int, price: str, refundable: str, symbol: str
) -> None:
    shown = _shown(gumroad, currency=currency, display_price_cents=minor)
    assert shown["price"] == 1140
    assert (shown["currency"], shown["currency_symbol"]) == (currency, symbol)
    assert (shown["formatted_display_price"], shown["amount_refundable_in_currency"]) == (price, refundable)


@pytest.mark.parametrize(
    ("sale", "field", "value"),
    [
        ({"email": "account@example.com"}, "email", "account@example.com"),
        ({"price": 0}, "paid", False),
        ({"ip_country": "France"}, "country", "France"),
        ({"country": "Japan", "ip_country": "France"}, "country", "Japan"),
        ({"quantity": 3}, "variants_and_quantity", "x 3"),
        ({"quantity": 2, "variants": {"A": "B", "C": "D"}}, "variants_and_quantity", "(B, D) x 2"),
        ({"custom_fields": {"Company": "Acme"}}, "custom_fields", {"Company": "Acme"}),
        ({"custom_fields": {"Company": "Acme"}}, "has_custom_fields", True),
        ({"ppp": {"country": "India", "discount": "60%"}}, "ppp", {"country": "India", "discount": "60%"}),
        ({"tip_cents": 100}, "tip_cents", 100),
        ({"review": "Good.", "product_rating": 5}, "product_rating", 5),
        ({"affiliate": {"email": "a@example.com", "amount": "$2.50"}}, "affiliate",
         {"email": "a@example.com", "amount": "$2.50"}),
        ({"license_key": "K", "license_uses": 2}, "license_uses", 2),
        ({"discover_fee_charged": True, "discover_fee_percentage": 30}, "discover_fee_percentage", 30),
        ({"utm_source": "news"}, "utm_source", "news"),
        ({"payment_processor": "paypal", "processor_fee_cents": 40}, "processor_fee_cents", 40),
        ({"buyer_presentment": {"currency": "eur", "fx_rate": "1.1"}}, "buyer_presentment",
         {"currency": "eur", "fx_rate": "1.1"}),
        ({"refunded": True}, "refunded", True),
        ({"refunded_in_currency": 100}, "partially_refunded", True),
        ({"access_revoked": True}, "access_revoked", True),
        ({"created_at": "2026-07-12T15:05:41.250000+02:00"}, "created_at", "2026-07-12T13:05:41Z"),
    ],
)  # fmt: skip
def test_a_field_is_shown_as_kept(gumroad: Gumroad, sale: dict[str, Any], field: str, value: object) -> None:
    assert _shown(gumroad, **sale)[field] == value


def test_the_country_code_is_only_that_of_the_entered_country(gumroad: Gumroad) -> None:
    assert "country_iso2" not in _shown(gumroad, ip_country="France", country_iso2="FR")


def test_reviews_are_counted_when_they_are_displayed(gumroad: Gumroad) -> None:
    shown = _shown(gumroad, product_rating=4)
    assert (shown["reviews_count"], shown["average_rating"]) == (1, 4.0)
    assert "reviews_count" not in _shown(gumroad, product={"display_product_reviews": False}, product_rating=4)


@pytest.mark.parametrize(
    ("when", "ago"),
    [
        ("2026-11-18T11:06:50Z", "less than a minute ago"),
        ("2026-11-18T11:05:50Z", "1 minute ago"),
        ("2026-11-18T10:50:00Z", "17 minutes ago"),
        ("2026-11-18T10:00:00Z", "about 1 hour ago"),
        ("2026-11-18T02:07:00Z", "about 9 hours ago"),
        ("2026-11-17T08:00:00Z", "1 day ago"),
        ("2026-11-15T11:07:00Z", "3 days ago"),
        ("2026-10-10T11:07:00Z", "about 1 month ago"),
        ("2026-06-01T11:07:00Z", "6 months ago"),
        ("2025-10-18T11:07:00Z", "about 1 year ago"),
        ("2025-04-18T11:07:00Z", "over 1 year ago"),
        ("2024-12-20T11:07:00Z", "almost 2 years ago"),
    ],
)
def test_the_timestamp_says_how_long_ago(gumroad: Gumroad, when: str, ago: str) -> None:
    assert _shown(gumroad, created_at=when)["timestamp"] == ago


@pytest.mark.parametrize(
    ("when", "stamp"),
    [("2026-07-12T00:05:00Z", "12 Jul 2026 12:05 AM"), ("2026-07-02T12:30:00Z", "2 Jul 2026 12:30 PM")],
)
def test_the_daystamp_is_a_clock_of_twelve_hours(gumroad: Gumroad, when: str, stamp: str) -> None:
    assert _shown(gumroad, created_at=when)["daystamp"] == stamp


def test_preorders_say_so(gumroad: Gumroad) -> None:
    preorder = {"is_preorder": True, "release_at": "2027-01-01T00:00:00Z"}
    shown = _shown(gumroad, product=preorder, kind="preorder_authorization", preorder_cancelled=False)
    assert (shown["is_preorder_authorization"], shown["is_in_preorder_state"]) == (True, True)
    assert shown["preorder_cancelled"] is False


@pytest.mark.parametrize("scope", ["mark_sales_as_shipped", "refund_sales", "edit_sales", "view_payouts"])
def test_showing_needs_view_sales(gumroad: Gumroad, scope: str) -> None:
    gumroad.seed(tokens=[{"token": "t", "scopes": [scope]}])
    assert gumroad.get("sales/x", token="t").status == 403


def test_an_unknown_sale_is_refused_in_words(gumroad: Gumroad) -> None:
    assert gumroad.get("sales/none").message == "The sale was not found."
