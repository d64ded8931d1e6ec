"""Sales as strict values, with the JSON they were read from, so that no field is lost.

Gumroad leaves out every key whose value is null, so each field but the id and the time may be absent.
Source: API contract, sections 9.2 to 9.4.
"""

from typing import Any

from py_core.gumroad.reading import (
    Record,
    flag,
    minor_of_major,
    moment_ms,
    needed_text,
    obj,
    optional_text,
    optional_whole,
    pairs,
    records,
    text,
    whole,
)
from py_core.values import Value


class Buyer(Value):
    """Who bought. `email` is the account's or the purchase's, `purchase_email` always the purchase's."""

    email: str
    purchase_email: str
    full_name: str
    street_address: str
    city: str
    state: str
    zip_code: str
    country: str
    country_iso2: str | None
    purchaser_id: str | None
    can_contact: bool


class CodeUsed(Value):
    """The discount code of a sale."""

    code: str
    displayed_amount_off: str


class ParityUsed(Value):
    """The native purchasing-power discount of a sale, in words: `India`, `60%`."""

    country: str
    discount: str


class Presentment(Value):
    """What was charged when the buyer paid in a currency of their own; minor units of `currency`."""

    currency: str
    total_minor: int | None
    refunded_minor: int | None
    fx_rate: str


class Utm(Value):
    """Where a buyer came from, as the link said."""

    source: str
    medium: str
    campaign: str
    term: str
    content: str


class LicenseOfSale(Value):
    """The license key that was sold."""

    key: str
    id: str | None
    disabled: bool
    uses: int | None
    multiseat: bool


class Sale(Value):
    """One sale. `*_usd_minor` are US cents whatever the product's currency; `currency` is the listed one.

    `refundable_minor` is what can still be given back, in minor units of `currency`; None when Gumroad does
    not say, or does not say the currency (sales read before August 2026).
    """

    id: str
    created_at_ms: int
    order_id: int | None
    product_id: str
    product_name: str
    product_permalink: str
    buyer: Buyer
    price_usd_minor: int | None
    fee_usd_minor: int
    tax_usd_minor: int
    shipping_usd_minor: int
    tip_usd_minor: int
    currency: str | None
    formatted_display_price: str
    formatted_total_price: str
    refundable_minor: int | None
    quantity: int
    paid: bool
    refunded: bool
    partially_refunded: bool
    chargedback: bool
    disputed: bool
    dispute_won: bool
    access_revoked: bool
    variants: tuple[tuple[str, str], ...]
    custom_fields: tuple[tuple[str, str], ...]
    referrer: str
    utm: Utm | None
    code: CodeUsed | None
    parity: ParityUsed | None
    presentment: Presentment | None
    license: LicenseOfSale | None
    card_visual: str
    card_type: str
    payment_processor: str | None
    affiliate_email: str | None
    affiliate_amount: str
    subscription_id: str | None
    subscription_duration: str | None
    is_recurring_billing: bool
    recurring_charge: bool
    subscription_cancelled: bool
    subscription_ended: bool
    is_bundle_purchase: bool
    is_bundle_product_purchase: bool
    is_gift_sender_purchase: bool
    is_gift_receiver_purchase: bool
    is_upgrade_purchase: bool
    is_product_physical: bool
    shipped: bool | None
    tracking_url: str | None
    rating: int | None
    review: str | None


class SaleRecord(Value):
    """A sale with the JSON it was read from."""

    sale: Sale
    raw: dict[str, Any]


class SummaryRow(Value):
    """One row of a sales summary: a product, a day, a month and so on. US cents."""

    key: str
    label: str
    gross_usd_minor: int
    net_usd_minor: int
    units: int
    refunded_usd_minor: int
    refunded_units: int


class SalesSummary(Value):
    """What was sold between two days of the seller's zone, both inclusive. `total` has neither key nor label."""

    first_day: str
    last_day: str
    currency: str
    total: SummaryRow
    rows: tuple[SummaryRow, ...]


class ExportQueued(Value):
    """An export that Gumroad will send by e-mail."""

    status: str
    recipient_email: str


def _read_buyer(raw: Record) -> Buyer:
    return Buyer(
        email=text(raw.get("email") or raw.get("purchase_email")),
        purchase_email=text(raw.get("purchase_email") or raw.get("email")),
        full_name=text(raw.get("full_name")),
        street_address=text(raw.get("street_address")),
        city=text(raw.get("city")),
        state=text(raw.get("state")),
        zip_code=text(raw.get("zip_code")),
        country=text(raw.get("country")),
        country_iso2=optional_text(raw.get("country_iso2")),
        purchaser_id=optional_text(raw.get("purchaser_id")),
        can_contact=flag(raw.get("can_contact")),
    )


def _read_utm(raw: Record) -> Utm | None:
    found = [text(raw.get(f"utm_{name}")) for name in ("source", "medium", "campaign", "term", "content")]
    if not any(found):
        return None
    source, medium, campaign, term, content = found
    return Utm(source=source, medium=medium, campaign=campaign, term=term, content=content)


def _read_code(raw: Record) -> CodeUsed | None:
    code = text(raw.get("code") or raw.get("name"))
    return CodeUsed(code=code, displayed_amount_off=text(raw.get("displayed_amount_off"))) if code else None


def _read_parity(raw: Record) -> ParityUsed | None:
    if not raw:
        return None
    return ParityUsed(country=text(raw.get("country")), discount=text(raw.get("discount")))


def _read_presentment(raw: Record) -> Presentment | None:
    if not raw:
        return None
    return Presentment(
        currency=text(raw.get("currency")).lower(),
        total_minor=optional_whole(raw.get("total_cents")),
        refunded_minor=optional_whole(raw.get("refunded_cents")),
        fx_rate=text(raw.get("fx_rate")),
    )


def _read_license(raw: Record) -> LicenseOfSale | None:
    key = text(raw.get("license_key"))
    if not key:
        return None
    return LicenseOfSale(
        key=key,
        id=optional_text(raw.get("license_id")),
        disabled=flag(raw.get("license_disabled")),
        uses=optional_whole(raw.get("license_uses")),
        multiseat=flag(raw.get("is_multiseat_license")),
    )


def read_sale(raw: Record) -> Sale:
    """One sale out of list or show JSON."""
    currency = optional_text(raw.get("currency"))
    currency = None if currency is None else currency.lower()
    card, affiliate = obj(raw.get("card")), obj(raw.get("affiliate"))
    refundable = raw.get("amount_refundable_in_currency")
    return Sale(
        id=needed_text(raw["id"]),
        created_at_ms=moment_ms(raw["created_at"]),
        order_id=optional_whole(raw.get("order_id")),
        product_id=text(raw.get("product_id")),
        product_name=text(raw.get("product_name")),
        product_permalink=text(raw.get("product_permalink")),
        buyer=_read_buyer(raw),
        price_usd_minor=optional_whole(raw.get("price")),
        fee_usd_minor=optional_whole(raw.get("gumroad_fee")) or 0,
        tax_usd_minor=optional_whole(raw.get("tax_cents")) or 0,
        shipping_usd_minor=optional_whole(raw.get("shipping_cents")) or 0,
        tip_usd_minor=optional_whole(raw.get("tip_cents")) or 0,
        currency=currency,
        formatted_display_price=text(raw.get("formatted_display_price")),
        formatted_total_price=text(raw.get("formatted_total_price")),
        refundable_minor=None if currency is None else minor_of_major(refundable, currency),
        quantity=1 if raw.get("quantity") is None else whole(raw["quantity"]),
        paid=flag(raw.get("paid")),
        refunded=flag(raw.get("refunded")),
        partially_refunded=flag(raw.get("partially_refunded")),
        chargedback=flag(raw.get("chargedback")),
        disputed=flag(raw.get("disputed")),
        dispute_won=flag(raw.get("dispute_won")),
        access_revoked=flag(raw.get("access_revoked")),
        variants=pairs(raw.get("variants")),
        custom_fields=pairs(raw.get("custom_fields")),
        referrer=text(raw.get("referrer")),
        utm=_read_utm(raw),
        code=_read_code(obj(raw.get("offer_code"))),
        parity=_read_parity(obj(raw.get("ppp"))),
        presentment=_read_presentment(obj(raw.get("buyer_presentment"))),
        license=_read_license(raw),
        card_visual=text(card.get("visual")),
        card_type=text(card.get("type")),
        payment_processor=optional_text(raw.get("payment_processor")),
        affiliate_email=optional_text(affiliate.get("email")),
        affiliate_amount=text(affiliate.get("amount")),
        subscription_id=optional_text(raw.get("subscription_id")),
        subscription_duration=optional_text(raw.get("subscription_duration")),
        is_recurring_billing=flag(raw.get("is_recurring_billing")),
        recurring_charge=flag(raw.get("recurring_charge")),
        subscription_cancelled=flag(raw.get("cancelled")),
        subscription_ended=flag(raw.get("ended")) or flag(raw.get("dead")),
        is_bundle_purchase=flag(raw.get("is_bundle_purchase")),
        is_bundle_product_purchase=flag(raw.get("is_bundle_product_purchase")),
        is_gift_sender_purchase=flag(raw.get("is_gift_sender_purchase")),
        is_gift_receiver_purchase=flag(raw.get("is_gift_receiver_purchase")),
        is_upgrade_purchase=flag(raw.get("is_upgrade_purchase")),
        is_product_physical=flag(raw.get("is_product_physical")),
        shipped=None if raw.get("shipped") is None else flag(raw["shipped"]),
        tracking_url=optional_text(raw.get("tracking_url")),
        rating=optional_whole(raw.get("product_rating")),
        review=optional_text(raw.get("review")),
    )


def read_sale_record(raw: Record) -> SaleRecord:
    """One sale with its JSON."""
    return SaleRecord(sale=read_sale(raw), raw=dict(raw))


def _read_row(raw: Record) -> SummaryRow:
    return SummaryRow(
        key=text(raw.get("key")),
        label=text(raw.get("label")),
        gross_usd_minor=whole(raw["gross_cents"]),
        net_usd_minor=whole(raw["net_cents"]),
        units=whole(raw["units"]),
        refunded_usd_minor=whole(raw["refunded_cents"]),
        refunded_units=whole(raw["refunded_units"]),
    )


def read_summary(body: Record) -> SalesSummary:
    """A summary, whose fields stand beside `success`."""
    return SalesSummary(
        first_day=needed_text(body["from"]),
        last_day=needed_text(body["to"]),
        currency=text(body.get("currency")).lower(),
        total=_read_row({**body, "key": "", "label": ""}),
        rows=tuple(_read_row(row) for row in records(body.get("breakdown"))),
    )


def read_export(body: Record) -> ExportQueued:
    """The receipt for an export."""
    return ExportQueued(status=needed_text(body["status"]), recipient_email=text(body.get("recipient_email")))
