"""Sales as JSON, and the purchase that a license shows. No I/O here.

Keys whose value is null are left out, but for the rating and what is inside `card`.
Source: API contract, sections 9.2 and 12 (licenses).
"""

from typing import Any

from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.sandbox.product_json import landing_url
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.shop import Shop, live_groups
from py_core.sandbox.state import Product
from py_core.sandbox.subscriptions import has_ended
from py_core.sandbox.times import day_and_hour, iso, parse_iso, time_ago
from py_core.sandbox.trade_records import Subscription
from py_core.sandbox.wording import major_text

_NO_CARD = {"visual": None, "type": None, "bin": None, "expiry_month": None, "expiry_year": None}
_AS_KEPT = (
    "street_address", "city", "state", "zip_code", "giftee_email", "gifter_email", "invoice_url",
    "transaction_url_for_seller", "ppp", "upsell", "utm_source", "utm_medium", "utm_campaign", "utm_term",
    "utm_content", "tip_cents", "tax_label", "tax_included_in_price", "preorder_authorization_time", "review",
    "buyer_presentment", "preorder_cancelled", "discover_fee_percentage", "sku_id", "sku_external_id",
    "formatted_shipping_amount", "affiliate",
)  # fmt: skip


def sale_json(sale: Sale, shop: Shop, now_ms: int) -> dict[str, Any]:
    """A sale as the API shows it at that moment."""
    product = shop.product_of(sale.product_id)
    moment = parse_iso(sale.created_at)
    offset_us = shop.state.user.utc_offset_minutes * 60_000_000
    total = format_amount(sale.total_in_currency, sale.currency)
    shown: dict[str, Any] = {
        "id": sale.id,
        "email": sale.email or sale.purchase_email,
        "seller_id": shop.state.user.id,
        "timestamp": time_ago(now_ms * 1000 - moment),
        "daystamp": day_and_hour(moment + offset_us),
        "created_at": iso(moment - moment % 1_000_000),
        "product_name": product.name,
        "product_has_variants": bool(live_groups(product)),
        "price": sale.price,
        "gumroad_fee": sale.gumroad_fee,
        "is_bundle_purchase": sale.is_bundle_purchase,
        "is_bundle_product_purchase": sale.is_bundle_product_purchase,
        "formatted_display_price": total,
        "formatted_total_price": total,
        "currency_symbol": CURRENCIES[sale.currency].symbol,
        "currency": sale.currency,
        "amount_refundable_in_currency": major_text(sale.refundable_in_currency, sale.currency),
        "product_id": sale.product_id,
        "product_permalink": product.permalink,
        "refunded": sale.refunded,
        "partially_refunded": sale.refunded_in_currency > 0 and not sale.is_refunded,
        "chargedback": sale.chargedback,
        "purchase_email": sale.purchase_email,
        "full_name": sale.full_name,
        "country": sale.country or sale.ip_country,
        "country_iso2": sale.country_iso2 if sale.country else None,
        "paid": sale.price != 0,
        "has_variants": bool(sale.variants),
        "variants": sale.variants or {},
        "variants_and_quantity": _variants_and_quantity(sale),
        "has_custom_fields": bool(sale.custom_fields),
        "custom_fields": sale.custom_fields or {},
        "order_id": sale.order_id,
        "is_product_physical": product.require_shipping,
        "purchaser_id": sale.purchaser_id,
        "is_recurring_billing": sale.subscription_id is not None,
        "can_contact": sale.can_contact,
        "is_following": sale.is_following,
        "disputed": sale.disputed,
        "dispute_won": sale.dispute_won,
        "is_additional_contribution": sale.is_additional_contribution,
        "discover_fee_charged": sale.discover_fee_charged,
        "is_upgrade_purchase": sale.is_upgrade_purchase,
        "is_more_like_this_recommended": sale.is_more_like_this_recommended,
        "is_gift_sender_purchase": sale.is_gift_sender_purchase,
        "is_gift_receiver_purchase": sale.kind == "gift_receiver",
        "referrer": sale.referrer,
        "paypal_refund_expired": False,
        "tax_cents": sale.tax_cents,
        "shipping_cents": sale.shipping_cents,
        "access_revoked": sale.access_revoked,
        "variants_price_cents": sale.variants_price_cents,
        "sent_abandoned_cart_email": sale.sent_abandoned_cart_email,
        "offer_code": _offer_code(sale),
        "quantity": sale.quantity,
    }
    shown |= {name: getattr(sale, name) for name in _AS_KEPT}
    shown |= _payment(sale) | _preorder(sale, product) | _license(sale) | _subscription(sale, shop, now_ms)
    if product.display_product_reviews:
        shown["reviews_count"], shown["average_rating"] = shop.sales.rating(product.id)
    kept = {name: value for name, value in shown.items() if value is not None}
    kept["card"] = {**_NO_CARD, **(sale.card or {})}
    kept["product_rating"] = sale.product_rating
    if sale.shipped is not None:
        kept |= {"shipped": sale.shipped, "tracking_url": sale.tracking_url}
    return kept


def license_purchase_json(sale: Sale, shop: Shop) -> dict[str, Any]:
    """The purchase behind a license key. It does not have the shape of a sale."""
    product = shop.product_of(sale.product_id)
    subscription = shop.subscription(sale.subscription_id or "")
    shown: dict[str, Any] = {
        "seller_id": shop.state.user.id,
        "product_id": sale.product_id,
        "product_name": product.name,
        "permalink": product.permalink,
        "product_permalink": landing_url(product, shop.state),
        "email": sale.purchase_email,
        "price": sale.price,
        "gumroad_fee": sale.gumroad_fee,
        "currency": sale.currency,
        "quantity": sale.quantity,
        "discover_fee_charged": sale.discover_fee_charged,
        "can_contact": sale.can_contact,
        "referrer": sale.referrer,
        "card": {**_NO_CARD, **(sale.card or {})},
        "order_number": sale.order_id,
        "sale_id": sale.id,
        "sale_timestamp": sale.created_at,
        "purchaser_id": sale.purchaser_id,
        "subscription_id": sale.subscription_id,
        "variants": _variants_and_quantity(sale) or "",
        "license_key": sale.license_key,
        "is_multiseat_license": sale.is_multiseat_license,
        "ip_country": sale.ip_country or sale.country,
        "recurrence": subscription.recurrence if subscription else None,
        "is_gift_receiver_purchase": sale.kind == "gift_receiver",
        "refunded": sale.is_refunded,
        "disputed": sale.disputed,
        "dispute_won": sale.dispute_won,
        "id": sale.id,
        "created_at": sale.created_at,
        "custom_fields": [f"{name}: {value}" for name, value in (sale.custom_fields or {}).items()],
        "chargebacked": sale.chargedback,
    }
    if subscription is not None:
        shown |= _subscription_ends(subscription)
    return shown


def _subscription_ends(subscription: Subscription) -> dict[str, Any]:
    return {
        "subscription_ended_at": subscription.ended_at,
        "subscription_cancelled_at": subscription.cancelled_at,
        "subscription_failed_at": subscription.failed_at,
    }


def _variants_and_quantity(sale: Sale) -> str | None:
    said = f"({', '.join(sale.variants.values())})" if sale.variants else ""
    if sale.quantity > 1:
        said = f"{said} x {sale.quantity}".strip()
    return said or None


def _offer_code(sale: Sale) -> dict[str, Any] | None:
    if sale.offer_code is None:
        return None
    return {"name": sale.offer_code.get("code"), **sale.offer_code}


def _payment(sale: Sale) -> dict[str, Any]:
    if sale.payment_processor is None:
        return {}
    names = (
        "payment_processor",
        "processor_transaction_id",
        "processor_fee_cents",
        "processor_fee_currency",
    )
    return {name: getattr(sale, name) for name in names}


def _preorder(sale: Sale, product: Product) -> dict[str, Any]:
    if not product.is_preorder:
        return {}
    return {
        "is_preorder_authorization": sale.kind == "preorder_authorization",
        "is_in_preorder_state": True,
    }


def _license(sale: Sale) -> dict[str, Any]:
    if sale.license_key is None:
        return {}
    return {
        "license_key": sale.license_key,
        "license_id": sale.id,
        "license_disabled": sale.license_disabled,
        "license_uses": sale.license_uses,
        "is_multiseat_license": sale.is_multiseat_license,
    }


def _subscription(sale: Sale, shop: Shop, now_ms: int) -> dict[str, Any]:
    subscription = shop.subscription(sale.subscription_id or "")
    if subscription is None:
        return {"subscription_id": sale.subscription_id}
    ended = has_ended(subscription, now_ms)
    trial = subscription.free_trial_ends_at
    return {
        "subscription_id": subscription.id,
        "subscription_duration": subscription.recurrence,
        "cancelled": subscription.cancelled_at is not None,
        "dead": ended,
        "ended": subscription.ended_at is not None,
        "recurring_charge": sale.recurring_charge,
        "cancellation_date": subscription.user_requested_cancellation_at,
        "subscription_end_date": subscription.ended_at or subscription.cancelled_at,
        "free_trial_ended": None if trial is None else parse_iso(trial) <= now_ms * 1000,
        "free_trial_ends_on": trial,
    }
