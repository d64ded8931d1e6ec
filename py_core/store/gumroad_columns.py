"""The columns of Gumroad's own file of sales: the same headers in the same order, written as Gumroad writes them.

Amounts are decimal text without a last zero, moments end with UTC, yes and no are 1 and 0. Behind them comes one
column for each of the buyers' own fields; the last row adds up. What the API does not tell stands in LIMITS.
Source: API contract, section 9.4; Gumroad's published source, `Exports::PurchaseExportService`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from py_core.export.columns import Kind
from py_core.sales import cells
from py_core.store.sale_columns import PRODUCT_NAME, Filling

Cells = Sequence[Any]
TOTALS = "Totals"
_SHORT = cells.each(cells.short_dollars)
_UTC = cells.each(lambda text: cells.utc_moment(cells.stamp(text)))
_UTC_DAY = cells.each(lambda text: cells.utc_day(cells.stamp(text)))


@dataclass(frozen=True, slots=True)
class GumroadColumn:
    """One of the columns; `is_summed` says that the last row adds it up."""

    title: str
    filling: Filling
    kind: Kind = Kind.TEXT
    email: bool = False
    is_summed: bool = False


def _text(title: str, *exprs: str, draw: Callable[..., Cells] | None = None, email: bool = False) -> GumroadColumn:
    return GumroadColumn(title, Filling(exprs, draw), email=email)


def _yes_no(title: str, expr: str) -> GumroadColumn:
    return GumroadColumn(title, Filling((expr,)), Kind.YES_NO)


def _whole(title: str, expr: str) -> GumroadColumn:
    return GumroadColumn(title, Filling((expr,)), Kind.WHOLE)


def _sum(title: str, *exprs: str, cents: Callable[..., Cells] | None = None) -> GumroadColumn:
    return GumroadColumn(title, Filling(exprs, _SHORT, cents or _only), Kind.MONEY, is_summed=True)


def _only(cents: Cells) -> Cells:
    return cents


def _less(cents: Cells, *others: Cells) -> Cells:
    return [first - sum(rest) for first, *rest in zip(cents, *others, strict=True)]


def _of(processor: str, expr: str, instead: str = "NULL") -> str:
    return f"CASE WHEN details.processor = '{processor}' THEN {expr} ELSE {instead} END"


_PRICE, _FEE, _TAX = "sales.price_minor", "sales.fee_minor", "sales.tax_minor"
_SHIPPING, _VERSIONS = "sales.shipping_minor", "details.variants_price_minor"
_LICENSED = "CASE WHEN sales.license_key IS NULL THEN NULL ELSE 1 - sales.license_disabled END"
_TRIAL = "details.free_trial_ends <> '' AND sales.recurring_charge = 0"

GUMROAD: tuple[GumroadColumn, ...] = (
    _text("Purchase ID", "sales.sale_id"),
    GumroadColumn("Item Name", PRODUCT_NAME),
    _text("Buyer Name", "details.full_name"),
    _text("Purchase Email", "sales.email", email=True),
    _text(
        "Buyer Email",
        "CASE WHEN details.purchaser_id IS NULL THEN NULL ELSE details.account_email END",
        email=True,
    ),
    _yes_no("Do not contact?", "1 - sales.can_contact"),
    GumroadColumn("Purchase Date", Filling(("sales.created_ms",), cells.each(cells.utc_day)), Kind.DATE),
    _text("Purchase Time (UTC timezone)", "sales.created_ms", draw=cells.each(cells.utc_moment)),
    _sum("Subtotal ($)", _PRICE, _TAX, _SHIPPING, cents=_less),
    _sum("Taxes ($)", _TAX),
    _text("Tax Type", "details.tax_label"),
    _sum("Shipping ($)", _SHIPPING),
    _sum("Sale Price ($)", _PRICE),
    _sum("Fees ($)", _FEE),
    _sum("Net Total ($)", _PRICE, _FEE, cents=_less),
    _sum("Tip ($)", "sales.tip_minor"),
    _yes_no("Tax Included in Price?", "CASE WHEN details.tax_label = '' THEN NULL ELSE details.tax_included END"),
    _text("Street Address", "details.street_address"),
    _text("City", "details.city"),
    _text("Zip Code", "details.zip_code", draw=cells.each(cells.padded_zip)),
    _text("State", "details.state"),
    _text("Country", "sales.country"),
    _text("Referrer", "sales.referrer"),
    _yes_no("Refunded?", "sales.refunded <> 0"),
    _sum("Partial Refund ($)", "CASE WHEN sales.refunded = 1 THEN sales.refunded_minor ELSE 0 END"),
    _yes_no("Fully Refunded?", "sales.refunded = 2"),
    _yes_no("Disputed?", "sales.disputed"),
    _yes_no("Dispute Won?", "sales.dispute_won"),
    _yes_no("Access Revoked?", "details.access_revoked"),
    _text("Variants", "details.variants", draw=cells.each(cells.names_of)),
    _text("Discount Code", "sales.code"),
    _yes_no("Recurring Charge?", "sales.recurring_charge"),
    _yes_no("Free trial purchase?", _TRIAL),
    _yes_no("Pre-order authorization?", "details.is_preorder"),
    _text(
        "Product ID",
        "(SELECT permalink FROM sale_products WHERE sale_products.account = sales.account"
        " AND sale_products.product_id = sales.product_id)",
    ),
    _whole("Order Number", "sales.order_id"),
    _text("Pre-order authorization time (UTC timezone)", "details.preorder_at", draw=_UTC),
    _text("Custom Fields", "details.custom_fields", draw=cells.each(cells.ruby_pairs)),
    _sum("Item Price ($)", _PRICE, _VERSIONS, cents=_less),
    _sum("Variants Price ($)", _VERSIONS),
    _text("Giftee Email", "details.giftee_email", email=True),
    _text("SKU ID", "details.sku_id"),
    _whole("Quantity", "sales.quantity"),
    _text("Recurrence", "details.duration"),
    _text("Affiliate", "details.affiliate_email"),
    _sum("Affiliate commission ($)", "details.affiliate_amount", cents=cells.each(cells.affiliate_cents)),
    _yes_no("Discover?", "details.discover"),
    _text("Cancellation Date", "details.cancelled_at", draw=_UTC),
    _text("Subscription End Date", "details.subscription_end", draw=_UTC_DAY),
    _whole("Rating", "details.rating"),
    _text("Review", "details.review"),
    _text("License Key", "sales.license_key"),
    _whole("License Key Activation Count", "sales.license_uses"),
    _yes_no("License Key Enabled?", _LICENSED),
    _text("Payment Type", "details.card_type", draw=cells.each(cells.payment_type)),
    _text("PayPal Transaction ID", _of("paypal", "details.processor_transaction_id")),
    _sum("PayPal Fee Amount", _of("paypal", "details.processor_fee_minor")),
    _text("PayPal Fee Currency", _of("paypal", "details.processor_fee_currency")),
    _text("Stripe Transaction ID", _of("stripe_connect", "details.processor_transaction_id")),
    _sum("Stripe Fee Amount", _of("stripe_connect", "details.processor_fee_minor")),
    _text("Stripe Fee Currency", _of("stripe_connect", "details.processor_fee_currency")),
    _yes_no("Purchasing Power Parity Discounted?", "sales.ppp_country IS NOT NULL"),
    _yes_no("Upsold?", "details.upsold"),
    _yes_no("Sent Abandoned Cart Email?", "details.abandoned_cart"),
    _text("UTM Source", "sales.utm_source"),
    _text("UTM Medium", "sales.utm_medium"),
    _text("UTM Campaign", "sales.utm_campaign"),
    _text("UTM Term", "sales.utm_term"),
    _text("UTM Content", "sales.utm_content"),
    _text("Buyer Currency", "upper(details.buyer_currency)"),
    GumroadColumn("Buyer Total", Filling(("nullif(details.buyer_total, '')",)), Kind.MONEY),
    GumroadColumn("Buyer Refunded Total", Filling(("nullif(details.buyer_refunded, '')",)), Kind.MONEY),
)

LIMITS = (
    ("Buyer Name", "export_limit_buyer_name"),
    ("Taxes ($)", "export_limit_taxes"),
    ("Partial Refund ($)", "export_limit_refund"),
    ("Discover?", "export_limit_discover"),
)
"""Columns that the API fills only in part, and the words that say why."""


def field_column(name: str) -> GumroadColumn:
    """The column of one of the buyers' own fields."""
    return GumroadColumn(name, Filling(("details.custom_fields",), cells.each(cells.field_of(name))))
