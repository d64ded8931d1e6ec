"""One sale as the shop keeps it. No I/O, no clock here.

A shop may have a hundred thousand of them, so a sale is a small frozen object with slots rather than a
model; it changes by being replaced. Fields carry the API's names; what the API computes is not kept.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

from py_core.sandbox.record import Object

SaleKind: TypeAlias = Literal[
    "successful", "free_trial", "failed", "test", "gift_receiver", "preorder_authorization"
]
LISTED_KINDS: frozenset[SaleKind] = frozenset(("successful", "free_trial"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One purchase. Sums are US cents, except `display_price_cents` and `refunded_in_currency`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="forbid")

    product_id: str
    purchase_email: str
    price: int
    id: str = ""
    number: int = 0
    created_at: str = ""
    kind: SaleKind = "successful"
    order_id: int = 0
    email: str | None = None
    purchaser_id: str | None = None
    full_name: str | None = None
    street_address: str | None = None
    city: str | None = None
    state: str | None = None
    zip_code: str | None = None
    country: str | None = None
    country_iso2: str | None = None
    ip_country: str | None = None
    currency: str = ""
    display_price_cents: int | None = None
    gumroad_fee: int = 0
    quantity: int = 1
    refunded: bool | None = None
    refunded_in_currency: int = 0
    refunded_at: str | None = None
    chargedback: bool = False
    disputed: bool = False
    dispute_won: bool = False
    variants: dict[str, str] | None = None
    custom_fields: Object | None = None
    can_contact: bool = True
    is_following: bool = False
    is_bundle_purchase: bool = False
    is_bundle_product_purchase: bool = False
    is_additional_contribution: bool = False
    is_upgrade_purchase: bool = False
    is_gift_sender_purchase: bool = False
    is_more_like_this_recommended: bool = False
    discover_fee_charged: bool = False
    discover_fee_percentage: int | None = None
    giftee_email: str | None = None
    gifter_email: str | None = None
    referrer: str | None = "direct"
    invoice_url: str | None = None
    transaction_url_for_seller: str | None = None
    ppp: Object | None = None
    upsell: Object | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    utm_term: str | None = None
    utm_content: str | None = None
    tip_cents: int | None = None
    tax_cents: int = 0
    tax_label: str | None = None
    tax_included_in_price: bool | None = None
    shipping_cents: int = 0
    formatted_shipping_amount: str | None = None
    variants_price_cents: int = 0
    payment_processor: Literal["paypal", "stripe_connect"] | None = None
    processor_transaction_id: str | None = None
    processor_fee_cents: int | None = None
    processor_fee_currency: str | None = None
    access_revoked: bool = False
    sent_abandoned_cart_email: bool = False
    preorder_authorization_time: str | None = None
    preorder_cancelled: bool | None = None
    review: str | None = None
    product_rating: int | None = None
    buyer_presentment: Object | None = None
    card: Object | None = None
    subscription_id: str | None = None
    recurring_charge: bool = False
    shipped: bool | None = None
    tracking_url: str | None = None
    offer_code: Object | None = None
    affiliate: Object | None = None
    license_key: str | None = None
    license_uses: int = 0
    license_disabled: bool = False
    is_multiseat_license: bool = False
    sku_id: str | None = None
    sku_external_id: str | None = None

    @property
    def total_in_currency(self) -> int:
        """What the buyer paid, in minor units of the listed currency."""
        return self.price if self.display_price_cents is None else self.display_price_cents

    @property
    def refundable_in_currency(self) -> int:
        """What can still be paid back, in minor units of the listed currency."""
        return max(0, self.total_in_currency - self.refunded_in_currency)

    @property
    def is_refunded(self) -> bool:
        """Whether everything has been paid back."""
        return bool(self.refunded)

    @property
    def refunded_usd(self) -> int:
        """What was paid back, in US cents."""
        if self.is_refunded:
            return self.price
        total = self.total_in_currency
        return self.price * self.refunded_in_currency // total if total else 0
