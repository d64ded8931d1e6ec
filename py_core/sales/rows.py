"""A sale as it is kept: columns for what is searched, summed and exported, and its JSON so that nothing is lost.

Reading is lenient: only the id and the time have to be there. One sale that is odd must not keep the other
hundred thousand from being read. Amounts are US cents. No I/O here. Source: API contract, section 9.2.
"""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from py_core.gumroad.currencies import CURRENCIES, plain_amount
from py_core.gumroad.reading import LARGEST, flag, minor_of_major, moment_ms, needed_text, whole
from py_core.sales.days import day_of_ms, seller_day

NOT_REFUNDED, PARTLY_REFUNDED, REFUNDED = 0, 1, 2
AS_OF_NOW = ("timestamp", "reviews_count", "average_rating")
"""Left out of what is kept: how long ago it was, and what the product's reviews are by now."""

_NOT_A_DIGIT = re.compile(r"[^0-9.,]")
_COMPRESSION = 1
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PRESET = (
    b'{"id":"==","email":"@gmail.com","seller_id":"==","daystamp":" 2026  3:05 PM",'
    b'"created_at":"2026-07-12T13:05:41Z","product_name":"","product_has_variants":false,"price":1900,'
    b'"gumroad_fee":240,"is_bundle_purchase":false,"is_bundle_product_purchase":false,'
    b'"formatted_display_price":"$19","formatted_total_price":"$19","currency_symbol":"$","currency":"usd",'
    b'"amount_refundable_in_currency":"19","product_id":"==","product_permalink":"","refunded":false,'
    b'"partially_refunded":false,"chargedback":false,"purchase_email":"","full_name":"","street_address":"",'
    b'"city":"","state":"","zip_code":"","country":"United States","country_iso2":"US","paid":true,'
    b'"has_variants":true,"variants":{"Tier":"(Untitled)"},"variants_and_quantity":"()",'
    b'"has_custom_fields":false,"custom_fields":{},"order_id":,"is_product_physical":false,"purchaser_id":"",'
    b'"is_recurring_billing":true,"can_contact":true,"is_following":false,"disputed":false,'
    b'"dispute_won":false,"is_additional_contribution":false,"discover_fee_charged":false,'
    b'"is_upgrade_purchase":false,"is_more_like_this_recommended":false,"is_gift_sender_purchase":false,'
    b'"is_gift_receiver_purchase":false,"referrer":"direct","referrer":"https://www.google.com/",'
    b'"paypal_refund_expired":false,"tax_cents":0,"shipping_cents":0,"access_revoked":false,'
    b'"variants_price_cents":0,"sent_abandoned_cart_email":false,"subscription_id":"==",'
    b'"subscription_duration":"monthly","cancelled":false,"dead":false,"ended":false,"recurring_charge":true,'
    b'"offer_code":{"code":"","displayed_amount_off":"20%","name":""},"quantity":1,"ppp":{"country":"India",'
    b'"discount":"60%"},"utm_source":"twitter","utm_medium":"social","utm_campaign":"","tip_cents":0,'
    b'"tax_label":"VAT","tax_included_in_price":false,"license_key":"","license_id":"==",'
    b'"license_disabled":false,"license_uses":0,"is_multiseat_license":false,'
    b'"card":{"visual":"**** **** **** 4242","type":"visa","bin":null,"expiry_month":null,"expiry_year":null},'
    b'"product_rating":null}'
)
"""What most sales have in common. What is kept was written with this very text: it must never change."""


class Facts(NamedTuple):
    """The columns that questions are asked of. Truth values are 0 and 1, unknown is None.

    `refunded` is one of NOT_REFUNDED, PARTLY_REFUNDED, REFUNDED; `estimated` says that `refunded_minor` is worked
    out from another currency. `country` is Gumroad's English name. `email` is the one of the purchase, `buyer` the
    same as it is compared.
    """

    created_ms: int
    day: int
    product_id: str
    email: str
    country: str
    country_iso2: str | None
    code: str | None
    currency: str | None
    quantity: int
    price_minor: int
    fee_minor: int
    tax_minor: int
    tip_minor: int
    shipping_minor: int
    refunded: int
    refunded_minor: int
    refunded_units: int
    estimated: int
    chargedback: int
    disputed: int
    dispute_won: int
    order_id: int | None
    subscription_id: str | None
    recurring_charge: int
    subscription_over: int
    is_physical: int
    shipped: int | None
    can_contact: int
    referrer: str
    utm_source: str
    utm_medium: str
    utm_campaign: str
    utm_term: str
    utm_content: str
    ppp_country: str | None
    license_key: str | None
    license_uses: int | None
    license_disabled: int
    buyer: str


class Details(NamedTuple):
    """The columns that are only shown and exported. Amounts of affiliates and prices are Gumroad's own text.

    `variants` and `custom_fields` are JSON objects of texts; `refundable` is in major units of the listed currency,
    `buyer_total` and `buyer_refunded` in those of the buyer's, where a card was charged in that.
    """

    account_email: str
    full_name: str
    street_address: str
    city: str
    state: str
    zip_code: str
    purchaser_id: str | None
    display_price: str
    refundable: str
    variants: str
    custom_fields: str
    variants_price_minor: int
    tax_label: str
    tax_included: int
    giftee_email: str
    gifter_email: str
    affiliate_email: str
    affiliate_amount: str
    card_type: str
    card_visual: str
    processor: str
    processor_transaction_id: str
    processor_fee_minor: int | None
    processor_fee_currency: str
    rating: int | None
    review: str
    duration: str
    cancelled_at: str
    subscription_end: str
    free_trial_ends: str
    preorder_at: str
    is_preorder: int
    access_revoked: int
    discover: int
    upsold: int
    abandoned_cart: int
    sku_id: str
    tracking_url: str
    license_multiseat: int
    ppp_discount: str
    buyer_currency: str
    buyer_total: str
    buyer_refunded: str


class ProductName(NamedTuple):
    """What the product of a sale is called; the sale itself keeps its id only."""

    product_id: str
    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale ready to be kept. `ahead` is the seller's zone then, in minutes, or None where it is not said."""

    sale_id: str
    facts: Facts
    details: Details
    product: ProductName
    raw: bytes
    checksum: int
    ahead: int | None


def row_of(raw: Mapping[str, Any]) -> SaleRow:
    """A sale's row. Raises: ValueError, KeyError or TypeError where id or time cannot be read."""
    sale_id = needed_text(raw["id"])
    created_ms = moment_ms(raw["created_at"])
    local = seller_day(raw.get("daystamp"), created_ms)
    day, ahead = (day_of_ms(created_ms), None) if local is None else local
    kept = {name: value for name, value in raw.items() if name not in AS_OF_NOW}
    text = _JSON.encode(kept).encode()
    facts = _facts(raw, created_ms, day)
    product = ProductName(facts.product_id, _text(raw.get("product_name")), _text(raw.get("product_permalink")))
    return SaleRow(sale_id, facts, _details(raw), product, _packed(text), zlib.crc32(text), ahead)


def buyer_of(email: str) -> str:
    """An address as buyers are told apart: without the blanks around it and in small letters."""
    return email.strip().lower()


def unpacked(raw: bytes) -> dict[str, Any]:
    """The JSON of a kept sale."""
    opened = zlib.decompressobj(zdict=_PRESET)
    found: dict[str, Any] = json.loads(opened.decompress(raw) + opened.flush())
    return found


def _packed(text: bytes) -> bytes:
    packing = zlib.compressobj(_COMPRESSION, zdict=_PRESET)
    return packing.compress(text) + packing.flush()


def _facts(raw: Mapping[str, Any], created_ms: int, day: int) -> Facts:
    get = raw.get
    price, quantity = _number(get("price")), _number(get("quantity"), 1)
    currency = _text(get("currency")).lower() or None
    refunded = REFUNDED if flag(get("refunded")) else PARTLY_REFUNDED if flag(get("partially_refunded")) else 0
    shipped, email = get("shipped"), _text(get("purchase_email") or get("email"))
    return Facts(
        created_ms=created_ms,
        day=day,
        product_id=_text(get("product_id")),
        email=email,
        country=_text(get("country")),
        country_iso2=_text(get("country_iso2")) or None,
        code=_code(_object(get("offer_code"))),
        currency=currency,
        quantity=quantity,
        price_minor=price,
        fee_minor=_number(get("gumroad_fee")),
        tax_minor=_number(get("tax_cents")),
        tip_minor=_number(get("tip_cents")),
        shipping_minor=_number(get("shipping_cents")),
        refunded=refunded,
        refunded_minor=price if refunded == REFUNDED else _partly(raw, price, currency) if refunded else 0,
        refunded_units=quantity if refunded == REFUNDED else 0,
        estimated=int(refunded == PARTLY_REFUNDED and currency != "usd"),
        chargedback=_yes(get("chargedback")),
        disputed=_yes(get("disputed")),
        dispute_won=_yes(get("dispute_won")),
        order_id=_number_or_none(get("order_id")),
        subscription_id=_text(get("subscription_id")) or None,
        recurring_charge=_yes(get("recurring_charge")),
        subscription_over=int(flag(get("cancelled")) or flag(get("dead")) or flag(get("ended"))),
        is_physical=_yes(get("is_product_physical")),
        shipped=None if shipped is None else _yes(shipped),
        can_contact=_yes(get("can_contact")),
        referrer=_text(get("referrer")),
        utm_source=_text(get("utm_source")),
        utm_medium=_text(get("utm_medium")),
        utm_campaign=_text(get("utm_campaign")),
        utm_term=_text(get("utm_term")),
        utm_content=_text(get("utm_content")),
        ppp_country=_text(_object(get("ppp")).get("country")) or None,
        license_key=_text(get("license_key")) or None,
        license_uses=_number_or_none(get("license_uses")),
        license_disabled=_yes(get("license_disabled")),
        buyer=buyer_of(email),
    )


def _details(raw: Mapping[str, Any]) -> Details:
    get = raw.get
    card, affiliate = _object(get("card")), _object(get("affiliate"))
    charged = _object(get("buyer_presentment"))
    buyer_currency = _text(charged.get("currency")).lower()
    return Details(
        account_email=_text(get("email")),
        full_name=_text(get("full_name")),
        street_address=_text(get("street_address")),
        city=_text(get("city")),
        state=_text(get("state")),
        zip_code=_text(get("zip_code")),
        purchaser_id=_text(get("purchaser_id")) or None,
        display_price=_text(get("formatted_display_price")),
        refundable=_text(get("amount_refundable_in_currency")),
        variants=_pairs(get("variants")),
        custom_fields=_pairs(get("custom_fields")),
        variants_price_minor=_number(get("variants_price_cents")),
        tax_label=_text(get("tax_label")),
        tax_included=_yes(get("tax_included_in_price")),
        giftee_email=_text(get("giftee_email")),
        gifter_email=_text(get("gifter_email")),
        affiliate_email=_text(affiliate.get("email")),
        affiliate_amount=_text(affiliate.get("amount")),
        card_type=_text(card.get("type")),
        card_visual=_text(card.get("visual")),
        processor=_text(get("payment_processor")),
        processor_transaction_id=_text(get("processor_transaction_id")),
        processor_fee_minor=_number_or_none(get("processor_fee_cents")),
        processor_fee_currency=_text(get("processor_fee_currency")),
        rating=_number_or_none(get("product_rating")),
        review=_text(get("review")),
        duration=_text(get("subscription_duration")),
        cancelled_at=_text(get("cancellation_date")),
        subscription_end=_text(get("subscription_end_date")),
        free_trial_ends=_text(get("free_trial_ends_on")),
        preorder_at=_text(get("preorder_authorization_time")),
        is_preorder=_yes(get("is_preorder_authorization")),
        access_revoked=_yes(get("access_revoked")),
        discover=_yes(get("discover_fee_charged")),
        upsold=int(bool(get("upsell"))),
        abandoned_cart=_yes(get("sent_abandoned_cart_email")),
        sku_id=_text(get("sku_external_id") or get("sku_id")),
        tracking_url=_text(get("tracking_url")),
        license_multiseat=_yes(get("is_multiseat_license")),
        ppp_discount=_text(_object(get("ppp")).get("discount")),
        buyer_currency=buyer_currency,
        buyer_total=_major(charged.get("total_cents"), buyer_currency),
        buyer_refunded=_major(charged.get("refunded_cents"), buyer_currency),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _yes(value: Any) -> int:
    return 1 if value is True else 0 if value is None or value is False else int(flag(value))


def _number_or_none(value: Any) -> int | None:
    if type(value) is int and -LARGEST <= value <= LARGEST:
        return value
    if value is None:
        return None
    try:
        return whole(value)
    except ValueError:
        return None


def _number(value: Any, instead: int = 0) -> int:
    found = _number_or_none(value)
    return instead if found is None else found


def _major(minor: Any, currency: str) -> str:
    """Minor units as exact decimal text; empty where either is not known."""
    found = _number_or_none(minor)
    return "" if found is None or currency not in CURRENCIES else plain_amount(found, currency)


def _pairs(value: Any) -> str:
    return _JSON.encode(value) if value and isinstance(value, dict) else ""


def _code(offer: Mapping[str, Any]) -> str | None:
    return _text(offer.get("code") or offer.get("name")) or None


def _partly(raw: Mapping[str, Any], price: int, currency: str | None) -> int:
    """What was given back of a sale in US cents, worked out from what can still be given back."""
    if currency is None:
        return 0
    try:
        left = minor_of_major(raw.get("amount_refundable_in_currency"), currency)
        paid = _NOT_A_DIGIT.sub("", _text(raw.get("formatted_total_price"))).strip(".,")
        total = price if currency == "usd" else minor_of_major(paid, currency)
    except ValueError:
        return 0
    if left is None or not total:
        return 0
    return price * max(0, total - left) // total
